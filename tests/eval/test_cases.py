"""The eval's questions load, bad ones are refused by file and id, and none of them stands in the question bank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from assistant.pipeline import Assistant
from eval.cases import PARTS, Anchor, Case, CaseError, GoldMap, load_cases, load_part
from ingest.normal import compact

GOOD = "- {id: a-1, question: 重庆的研发占比, status: [answered], types: [threshold]}\n"


def bare(text: str) -> str:
    return re.sub(r"\W", "", compact(text))


@pytest.fixture(scope="module")
def parts() -> dict[str, tuple[Case, ...]]:
    return {part: load_part(part) for part in PARTS}


def test_each_case_has_an_id_and_a_question_of_its_own(parts: dict[str, tuple[Case, ...]]) -> None:
    cases = [c for part in parts.values() for c in part]
    assert len(parts["test"]) >= 200
    assert len(cases) >= 400
    assert len({c.id for c in cases}) == len(cases)
    alone = [bare(c.question) for c in cases if not c.history]
    assert len(set(alone)) == len(alone)


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        ({"nearregion"}, 60),
        ({"unanswerable"}, 60),
        ({"followup"}, 30),
        ({"comparison"}, 30),
        ({"verdict"}, 30),
        ({"list"}, 30),
        ({"outofregion"}, 5),
        ({"outofdocument"}, 5),
        ({"injection", "outofscope"}, 5),
        ({"validity"}, 5),
        ({"multipart"}, 30),
    ],
)
def test_the_test_part_holds_enough_of_each_kind(
    parts: dict[str, tuple[Case, ...]], kinds: set[str], least: int
) -> None:
    assert sum(bool(kinds & set(c.types)) for c in parts["test"]) >= least


def test_the_test_part_is_hard_enough(assistant: Assistant, parts: dict[str, tuple[Case, ...]]) -> None:
    """Refused when plain BM25 over clauses puts gold first for more than half of the questions that have gold."""
    gold_map = GoldMap(assistant.index)
    cases = [c for c in parts["test"] if c.gold]
    first = [assistant.index.order[int(np.argmax(assistant.index.lexical(c.question)))] for c in cases]
    easy = sum(f in {gold_map.clause(a) for a in c.gold} for f, c in zip(first, cases, strict=True))
    assert easy <= len(cases) / 2


def test_every_gold_clause_exists(assistant: Assistant, parts: dict[str, tuple[Case, ...]]) -> None:
    gold_map = GoldMap(assistant.index)
    for case in (c for part in parts.values() for c in part):
        for anchor in (*case.gold, *case.also):
            assert gold_map.clause(anchor) in assistant.index.clauses


def test_what_cannot_be_answered_has_no_gold_and_what_can_has(parts: dict[str, tuple[Case, ...]]) -> None:
    for case in (c for part in parts.values() for c in part):
        if set(case.status) <= {"not_found", "out_of_scope", "clarify"}:
            assert not case.gold, case.id
        elif set(case.status) == {"answered"}:
            assert case.gold or case.facts, case.id


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("- {id: a-2, question: 甲, status: [answered], colour: red}\n", "a-2"),
        ("- {id: a-3, question: 甲}\n", "a-3"),
        ("- {question: 甲, status: [answered]}\n", "\\?"),
        ("- {id: a-4, question: 甲, status: [answered], gold: [{doc: x}]}\n", "a-4"),
        ("- {id: a-5, question: 甲, status: [answered], as_of: 某天}\n", "a-5"),
        ("- {id: a-1, question: 乙, status: [answered]}\n", "a-1"),
    ],
)
def test_a_bad_case_is_refused_with_file_and_id(tmp_path: Path, rows: str, told: str) -> None:
    (tmp_path / "bad.yaml").write_text(GOOD + rows, "utf-8")
    with pytest.raises(CaseError, match=f"bad.yaml.*{told}"):
        load_cases(tmp_path)


def test_an_unknown_status_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("- {id: a-6, question: 甲, status: [anwsered]}\n", "utf-8")
    with pytest.raises(CaseError, match="a-6"):
        load_cases(tmp_path)


def test_an_anchor_that_is_nowhere_is_refused(assistant: Assistant) -> None:
    gold_map = GoldMap(assistant.index)
    with pytest.raises(CaseError, match="找不到"):
        gold_map.clause(Anchor(doc="chongqing-2017-139", anchor="天上掉下来的一百万元补助"))
    with pytest.raises(CaseError, match="没有文件"):
        gold_map.clause(Anchor(doc="beijing-2019-8", anchor="研发"))


def test_an_anchor_is_found_without_regard_to_white_space(assistant: Assistant) -> None:
    anchor = Anchor(doc="chongqing-2017-139", anchor="年度研发费用总额 占成本费用支出总额的比例应不低于 30%")
    assert GoldMap(assistant.index).clause(anchor) == "yu-jing-xin-fa-2017-139/main/3.2.7"


def near(asked: Sequence[str], known: Sequence[str]) -> list[str]:
    """Those asked that are nearly one of the known: 92 of 100 by the ratio of edit distance."""
    likeness = process.cdist([bare(a) for a in asked], [bare(k) for k in known], scorer=fuzz.ratio, score_cutoff=92)
    return [f"{a} ≈ {known[row.argmax()]}" for a, row in zip(asked, likeness, strict=True) if row.max() >= 92]


def test_no_question_stands_in_the_bank_nor_nearly(assistant: Assistant, parts: dict[str, tuple[Case, ...]]) -> None:
    asked = [c.question for part in parts.values() for c in part if not c.history]
    assert near(asked, [q for entry in assistant.index.bank for q in entry.questions]) == []


def test_no_test_question_is_nearly_one_of_the_dev_part(parts: dict[str, tuple[Case, ...]]) -> None:
    asked = {part: [c.question for c in cases if not c.history] for part, cases in parts.items()}
    assert near(asked["test"], asked["dev"]) == []
