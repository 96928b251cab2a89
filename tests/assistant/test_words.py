"""Our own sentences: every file of prompts/ loads, and variables are checked."""

from __future__ import annotations

import re

import pytest

from assistant.answer.words import TEXTS, coverage_text, say, speaker, title_of
from assistant.pipeline import Assistant

NAMES = sorted(p.stem for p in TEXTS.glob("*.md") if p.stem != "README")


def declared(name: str) -> list[str]:
    head = (TEXTS / f"{name}.md").read_text("utf-8").split("\n")[0]
    assert head.startswith("variables:")
    return [v for v in re.split(r"[,\s]+", head.removeprefix("variables:")) if v]


def test_there_are_texts_for_every_status() -> None:
    assert {"clarify", "not_found", "out_of_scope", "outside_region", "silent", "greeting", "help"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_loads_with_its_declared_variables(name: str) -> None:
    text = say(name, **{v: f"甲{v}乙" for v in declared(name)})
    assert text
    assert "{" not in text
    assert all(f"甲{v}乙" in text for v in declared(name))


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_variable_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        say(name, **dict.fromkeys(declared(name), "x"), surplus="x")


@pytest.mark.parametrize("name", [n for n in NAMES if declared(n)])
def test_a_missing_variable_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        say(name)


def test_a_value_is_not_filled_in_twice() -> None:
    assert "{matter}" in say("not_found", matter="{matter}")


def test_a_title_is_that_of_the_plan_and_not_of_its_notice(assistant: Assistant) -> None:
    titles = {d.id: title_of(d) for d in assistant.index.documents}
    assert titles["yu-jing-xin-fa-2017-139"] == "《重庆市制造业创新中心建设工程实施方案》"
    assert all(t.startswith("《") and t.endswith("》") and "《《" not in t for t in titles.values())


def test_a_document_speaks_by_its_region_and_several_of_one_region_by_name(assistant: Assistant) -> None:
    documents = assistant.index.documents
    names = {d.id: speaker(d, documents) for d in documents}
    assert names["yu-jing-xin-fa-2017-139"] == "重庆市"
    assert names["gong-xin-ting-ke-2017-64"] == "国家（升级条件）"
    assert len(set(names.values())) == len(documents)


def test_coverage_names_the_nation_first(assistant: Assistant) -> None:
    assert coverage_text(assistant.index.documents).split("、") == ["国家", "上海市", "重庆市"]
