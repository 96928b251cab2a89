"""Hand-made answers are scored as by hand; intervals are Wilson's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.answer.render import citation
from assistant.model import Answer
from assistant.pipeline import Assistant
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Names
from eval.cases import AS_OF, Case, GoldMap
from eval.score import Outcome, mean, score

CQ7, CQ6, MI73 = (
    "yu-jing-xin-fa-2017-139/main/3.2.7",
    "yu-jing-xin-fa-2017-139/main/3.2.6",
    "gong-xin-ting-ke-2017-64/main/7.3",
)
SH_PREPARE, SH_UNTIL = "hu-jing-xin-ji-2022-387/main/6.p2", "hu-jing-xin-ji-2022-387/main/6.p3"
RATIO = {"doc": "chongqing-2017-139", "anchor": "年度研发费用总额占成本费用支出总额的比例"}
TEXT = "重庆市：比例应不低于30%。[1]"


def case(**changes: Any) -> Case:
    row = {
        "id": "x-1",
        "question": "重庆的研发占比",
        "status": ["answered"],
        "gold": [RATIO],
        "facts": [["不低于30%", "30%以上"]],
        "forbidden": ["50%"],
    }
    return Case.model_validate(row | changes)


def answer(assistant: Assistant, text: str = TEXT, *clauses: str, status: str = "answered") -> Answer:
    cited = tuple(citation(assistant.index.clauses[c], assistant.index, AS_OF, n) for n, c in enumerate(clauses, 1))
    return Answer("i", status, text, "composed", cited, elapsed_ms=1.0)  # type: ignore[arg-type]


def scored(assistant: Assistant, given: Case, made: Answer) -> Outcome:
    index = assistant.index
    return score(given, made, index, GoldMap(index), Names(index.documents, load_lexicon()))


def test_a_right_answer_is_strictly_right(assistant: Assistant) -> None:
    made = scored(assistant, case(), answer(assistant, TEXT, CQ7))
    assert made.strict
    assert (made.gold_recall, made.fact_recall, made.precision, made.unverified) == (1.0, 1.0, 1.0, 0)
    assert (made.false_refusal, made.refused, made.wrong_region) == (False, None, False)


def test_missing_gold_is_wrong_and_named(assistant: Assistant) -> None:
    made = scored(assistant, case(), answer(assistant, TEXT, CQ6))
    assert not made.strict
    assert made.missed == (CQ7,)
    assert (made.gold_recall, made.precision) == (0.0, 0.0)


def test_half_the_gold_is_half_the_recall(assistant: Assistant) -> None:
    gold = [RATIO, {"doc": "miit-2017-64", "anchor": "年度研发费用总额占成本费用支出总额的比例应不低于"}]
    made = scored(assistant, case(gold=gold, list_gold=True), answer(assistant, TEXT, CQ7))
    assert (made.gold_recall, made.list_complete) == (0.5, 0.5)
    assert made.missed == (MI73,)


def test_a_missing_fact_is_wrong_and_named(assistant: Assistant) -> None:
    made = scored(assistant, case(), answer(assistant, "重庆市有要求。[1]", CQ7))
    assert not made.strict
    assert made.lacking == ("不低于30%",)


def test_one_of_several_wordings_is_enough(assistant: Assistant) -> None:
    assert scored(assistant, case(), answer(assistant, "重庆市：30% 以上。[1]", CQ7)).strict


def test_bold_marks_do_not_hide_a_fact(assistant: Assistant) -> None:
    assert scored(assistant, case(), answer(assistant, "重庆市：不低于**30%**。[1]", CQ7)).strict


def test_what_is_forbidden_is_wrong(assistant: Assistant) -> None:
    made = scored(assistant, case(), answer(assistant, "重庆市：不低于30%，国家50%。[1]", CQ7))
    assert not made.strict
    assert made.forbidden == ("50%",)


def test_another_status_is_wrong(assistant: Assistant) -> None:
    assert not scored(assistant, case(), answer(assistant, TEXT, CQ7, status="partial")).strict


@pytest.mark.parametrize("field", ["text", "quote", "clause_id"])
def test_a_citation_that_does_not_verify_is_wrong(assistant: Assistant, field: str) -> None:
    made = answer(assistant, TEXT, CQ7)
    (cited,) = made.citations
    false = replace(made, citations=(replace(cited, **{field: "没有这样的话"}),))
    outcome = scored(assistant, case(gold=[]), false)
    assert outcome.unverified == 1
    assert not outcome.strict


def test_a_mark_without_a_citation_does_not_verify(assistant: Assistant) -> None:
    assert scored(assistant, case(), answer(assistant, TEXT + "[2]", CQ7)).unverified == 1


def test_a_refusal_where_an_answer_exists_is_a_false_one(assistant: Assistant) -> None:
    made = scored(assistant, case(), answer(assistant, "没有写明。", status="not_found"))
    assert made.false_refusal is True
    assert made.precision is None
    assert not made.strict


def test_a_refusal_where_none_exists_is_right(assistant: Assistant) -> None:
    given = case(status=["not_found"], gold=[], facts=[], forbidden=[])
    made = scored(assistant, given, answer(assistant, "没有写明。", status="not_found"))
    assert made.strict
    assert (made.refused, made.false_refusal, made.gold_recall) == (True, None, None)
    assert scored(assistant, given, answer(assistant, TEXT, CQ7)).refused is False


def test_a_clause_of_another_region_is_a_wrong_region(assistant: Assistant) -> None:
    assert scored(assistant, case(), answer(assistant, TEXT, CQ7, SH_PREPARE)).wrong_region is True
    assert scored(assistant, case(), answer(assistant, TEXT, CQ7, MI73)).wrong_region is False
    assert scored(assistant, case(question="研发占比"), answer(assistant, TEXT, CQ7)).wrong_region is None


def test_an_expired_document_without_a_word_counts_as_current(assistant: Assistant) -> None:
    assert scored(assistant, case(), answer(assistant, "筹建期为一年。[1]", SH_PREPARE)).expired_as_current is True
    warned = answer(assistant, "筹建期为一年。[1]已失效。[2]", SH_PREPARE, SH_UNTIL)
    assert scored(assistant, case(), warned).expired_as_current is False
    assert scored(assistant, case(), answer(assistant, TEXT, CQ7)).expired_as_current is None


# Wilson score interval, z = 1.96, worked out by hand from (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n).
@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (190, 200, 0.9104, 0.9726),
        (1, 2, 0.0945, 0.9055),
    ],
)
def test_the_interval_is_wilsons(right: int, n: int, low: float, high: float) -> None:
    made = mean([True] * right + [False] * (n - right))
    assert made.value == right / n
    assert made.n == n
    assert made.low == pytest.approx(low, abs=5e-4)
    assert made.high == pytest.approx(high, abs=5e-4)


def test_what_is_not_scored_is_left_out_and_not_counted_as_zero() -> None:
    made = mean([True, None, None])
    assert (made.value, made.n) == (1.0, 1)
    assert mean([None]).value is None
    assert (mean([]).n, mean([]).low) == (0, None)
