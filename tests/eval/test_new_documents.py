"""Questions about invented documents that are added to the founding ones without bank or catalogue entry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.cases import Case, GoldMap, load_cases
from eval.run import block, outcomes_of
from eval.variants import NEW, with_corpus
from ingest.bank import read_bank_file
from ingest.corpus import FOUNDING, Layout
from ingest.normal import compact

FLOORS = {"dev": 0.70, "test": 0.55}


def documents(part: str) -> list[Path]:
    return sorted((NEW / part / "documents").glob("*.txt"))


def cases(part: str) -> Sequence[Case]:
    return load_cases(NEW / part)


@pytest.mark.parametrize("part", FLOORS)
def test_the_share_strictly_right_does_not_fall_below_the_floor(part: str, founding_settings: Settings) -> None:
    with with_corpus(founding_settings, Layout(FOUNDING).bank_files(), more=documents(part)) as assistant:
        gold_map = GoldMap(assistant.index)
        for case in cases(part):
            for anchor in (*case.gold, *case.also):
                gold_map.clause(anchor)  # raises where the document does not hold it
        found = block(outcomes_of(assistant, cases(part)))
    print(f"{part}: strictly right {found['strict']['value']:.1%} of {found['strict']['n']}")
    assert found["strict"]["value"] >= FLOORS[part]
    assert found["unverified"] == 0
    assert found["wrong_region"]["value"] <= 0.01


def test_the_parts_share_no_document_and_no_question() -> None:
    assert not {p.name for p in documents("dev")} & {p.name for p in documents("test")}
    assert not {compact(c.question) for c in cases("dev")} & {compact(c.question) for c in cases("test")}


def test_no_question_of_the_bank_is_about_them() -> None:
    held = {p.name for p in Layout(FOUNDING).files()}
    assert {read_bank_file(p).document for p in Layout(FOUNDING).bank_files()} <= held
