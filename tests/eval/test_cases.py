"""The eval's questions load, bad ones are refused by file and id, and none of them stands in the question bank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.pipeline import Assistant
from eval.cases import FOLDER, Anchor, CaseError, GoldMap, load_cases
from ingest.normal import compact

GOOD = "- {id: a-1, question: 重庆的研发占比, status: [answered], types: [threshold]}\n"


def bare(text: str) -> str:
    return re.sub(r"\W", "", compact(text))


def test_the_cases_load_and_each_has_an_id_of_its_own() -> None:
    cases = load_cases()
    assert len(cases) >= 200
    assert len({c.id for c in cases}) == len(cases)
    assert len({bare(c.question) for c in cases if not c.history}) == len([c for c in cases if not c.history])


def test_every_gold_clause_exists(assistant: Assistant) -> None:
    gold_map = GoldMap(assistant.index)
    for case in load_cases():
        for anchor in (*case.gold, *case.also):
            assert gold_map.clause(anchor) in assistant.index.clauses


def test_what_cannot_be_answered_has_no_gold_and_what_can_has() -> None:
    for case in load_cases():
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


def test_no_question_stands_in_the_bank_nor_nearly(assistant: Assistant) -> None:
    from rapidfuzz import fuzz, process

    asked = [q for entry in assistant.index.bank for q in entry.questions]
    known = [bare(q) for q in asked]
    cases = (*load_cases(), *(c for c in load_cases(FOLDER.parent / "heldout") if not c.history))
    likeness = process.cdist([bare(c.question) for c in cases], known, scorer=fuzz.ratio, score_cutoff=92)
    best = likeness.argmax(axis=1)
    near = [
        f"{c.id} {c.question} ≈ {asked[b]}" for i, (c, b) in enumerate(zip(cases, best, strict=True)) if likeness[i, b]
    ]
    assert near == []


def test_no_held_out_question_is_nearly_one_of_the_dev_part() -> None:
    from rapidfuzz import fuzz, process

    dev, heldout = load_cases(), load_cases(FOLDER.parent / "heldout")
    alone = [c for c in heldout if not c.history]
    likeness = process.cdist([bare(c.question) for c in alone], [bare(c.question) for c in dev], scorer=fuzz.ratio)
    near = [
        f"{c.id} {c.question} ≈ {dev[b].question}"
        for i, (c, b) in enumerate(zip(alone, likeness.argmax(axis=1), strict=True))
        if likeness[i, b] >= 92
    ]
    assert near == []
