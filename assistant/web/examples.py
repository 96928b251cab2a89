"""Example questions to start from: out of the question bank of the open index, and only such as are answered well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from assistant.model import Question
from assistant.web.desk import Answerer, Library
from ingest.model import BankEntry

__all__ = ["Examples"]

_LENGTH = range(9, 25)
_ASKS = re.compile(r"(什么|哪些|哪几|哪个|哪里|多少|几|怎么|如何|是否|多久|吗|谁)[^，。]*$")
_NEEDS_CONTEXT = re.compile(r"这|那|它|该|本|我|咱|你|他|上面|前面|刚才|第.{1,3}[条项段]|[，。；“”【】/]|\s")
_TRIES = 5


class Examples:
    """Picks questions once for each state of the index."""

    def __init__(self, assistant: Answerer, count: int = 6, check: bool = True) -> None:
        self._assistant = assistant
        self._check = check
        self._count = count
        self._generation = ""
        self._picked: tuple[str, ...] = ()

    def pick(self) -> tuple[str, ...]:
        """Up to `count` questions, in turn from the documents, each (with `check`) answered from its clause."""
        index = self._assistant.index
        if self._generation != index.generation:
            self._picked = self._choose(index, self._check)
            self._generation = index.generation
        return self._picked

    def at_once(self) -> tuple[tuple[str, ...], bool]:
        """Questions without waiting, and whether they are those of `pick`; if not, they have not been checked."""
        index = self._assistant.index
        if self._generation == index.generation:
            return self._picked, True
        return self._choose(index, check=False), False

    def _choose(self, index: Library, check: bool) -> tuple[str, ...]:
        by_document = [list(self._of(index, d.id, check)) for d in index.documents]
        in_turn = [q for round_ in zip_longest(*by_document) for q in round_ if q]
        return tuple(dict.fromkeys(in_turn))[: self._count]

    def _of(self, index: Library, document_id: str, check: bool) -> Iterator[str]:
        """Questions of one document that the assistant answers from it: at most two, after few tries."""
        tries = found = 0
        for entry in _spread([e for e in index.bank if e.document_id == document_id and e.answerable]):
            question = next(filter(_stands_alone, entry.questions), None)
            if question is None:
                continue
            if not check or self._well_answered(question, entry):
                yield question if question.endswith("？") else question + "？"
                found += 1
            tries += 1
            if found == 2 or tries == _TRIES:
                return

    def _well_answered(self, question: str, entry: BankEntry) -> bool:
        answer = self._assistant.ask(Question(question))
        return answer.status == "answered" and bool({c.clause_id for c in answer.citations} & set(entry.clause_ids))


def _stands_alone(question: str) -> bool:
    bare = question.rstrip("？?")
    return len(bare) in _LENGTH and bool(_ASKS.search(bare)) and not _NEEDS_CONTEXT.search(bare)


def _spread(entries: list[BankEntry]) -> list[BankEntry]:
    """Lists and single clauses first (they make better examples than facts), taken from all over the document."""
    ranked = sorted(entries, key=lambda e: ("list", "clause", "section", "row", "fact").index(e.scope))
    stride = max(1, len(ranked) // 7)
    return [entry for start in range(stride) for entry in ranked[start::stride]]
