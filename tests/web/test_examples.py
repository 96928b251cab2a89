"""Example questions."""

from __future__ import annotations

from typing import Any

from assistant.model import Question
from assistant.web.examples import Examples
from tests.web.fakes import FakeAssistant


def test_examples_come_from_the_bank_and_are_picked_once_per_generation() -> None:
    assistant = FakeAssistant()
    examples = Examples(assistant)
    assert examples.pick() == ("种子基金的研发投入占比要多少？",)
    asked = len(assistant.asked)
    assert examples.pick() and len(assistant.asked) == asked
    assistant.index.generation = "g2"
    assert examples.pick() and len(assistant.asked) == asked + 1


def test_an_example_that_is_not_answered_is_not_shown() -> None:
    assistant = FakeAssistant()
    assistant.index.bank = [
        type(entry)(entry.document_id, entry.clause_ids, "clause", True, ("种子基金有没有无偿资助的规定吗",))
        for entry in assistant.index.bank
    ]
    assert Examples(assistant).pick() == ()
    assert Examples(assistant, check=False).pick() == ("种子基金有没有无偿资助的规定吗？",)


def test_the_founding_examples_are_answered_from_several_documents(assistant: Any) -> None:
    picked = Examples(assistant).pick()
    assert len(picked) == 6
    cited = {assistant.ask(Question(q)).citations[0].document_id for q in picked}
    assert len(cited) >= 3
