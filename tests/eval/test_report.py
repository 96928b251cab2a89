"""A run as text, compared with another, and as one page that needs nothing from outside."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from assistant.pipeline import Assistant
from eval.cases import load_part
from eval.report import compare_text, html_report, summary_text
from eval.run import SHARES, run, save


@pytest.fixture(scope="module")
def result(assistant: Assistant) -> dict[str, Any]:
    return run(assistant, {"dev": load_part("dev")[:12]}, {"bank": True})


def turned(result: dict[str, Any], position: int) -> dict[str, Any]:
    other = deepcopy(result)
    other["outcomes"][position]["strict"] = not other["outcomes"][position]["strict"]
    return other


def test_a_run_holds_settings_outcomes_and_summary(result: dict[str, Any], tmp_path: Path) -> None:
    assert set(result) >= {"settings", "parts", "outcomes"}
    assert len(result["outcomes"]) == 12
    assert result["parts"]["dev"]["summary"]["all"]["strict"]["n"] == 12
    assert result["settings"]["bank"] is True
    save(result, tmp_path / "runs" / "a.json")
    assert json.loads((tmp_path / "runs" / "a.json").read_text("utf-8"))["parts"] == json.loads(
        json.dumps(result["parts"])
    )


def test_retrieval_is_measured_for_each_leg(result: dict[str, Any]) -> None:
    retrieval = result["parts"]["dev"]["retrieval"]
    assert set(retrieval) >= {"lexical", "dense", "bank", "fused"}
    for values in retrieval.values():
        assert {"recall@1", "recall@5", "recall@10", "mrr", "ndcg@10", "n"} == set(values)
        assert values["recall@1"] <= values["recall@5"] <= values["recall@10"] <= 1


def test_the_summary_names_every_figure_with_its_n(result: dict[str, Any]) -> None:
    text = summary_text(result)
    assert all(name in text for name in SHARES.values())
    assert "n=12" in text


def test_the_comparison_names_the_cases_that_changed_and_no_other(result: dict[str, Any]) -> None:
    other = turned(result, 3)
    text = compare_text(result, other)
    changed = [o["id"] for o in result["outcomes"] if re.search(rf"\b{o['id']}\b", text)]
    assert changed == [result["outcomes"][3]["id"]]
    word = "对→错" if result["outcomes"][3]["strict"] else "错→对"
    assert word in text


def test_the_comparison_names_new_and_lost_cases(result: dict[str, Any]) -> None:
    fewer = deepcopy(result)
    gone = fewer["outcomes"].pop()["id"]
    assert f"－ {gone}" in compare_text(result, fewer)
    assert f"＋ {gone}" in compare_text(fewer, result)


def test_a_run_compared_with_itself_changes_nothing(result: dict[str, Any]) -> None:
    text = compare_text(result, result)
    assert not any(o["id"] in text for o in result["outcomes"])
    assert "+0.0%" in text


def test_the_page_shows_what_had_to_be_cited_and_what_was_missed(result: dict[str, Any]) -> None:
    wrong = deepcopy(result)
    wrong["outcomes"][0] |= {"gold": ["某文/main/1"], "missed": ["某文/main/1"], "strict": False}
    page = html_report(wrong, {"某文/main/1": "应当引用的原文"})
    assert "应当引用的原文" in page
    assert "class=lost" in page


def test_hidden_outcomes_count_but_are_not_shown(result: dict[str, Any]) -> None:
    hidden = deepcopy(result)
    shown = hidden["outcomes"][0].pop("question")
    hidden["outcomes"][0].pop("answer")
    assert shown not in html_report(hidden)
    assert "n=12" in summary_text(hidden)


def test_other_ways_of_asking_stand_beside_the_figures(result: dict[str, Any]) -> None:
    block = result["parts"]["dev"]["summary"]["all"]
    more = result | {"ablations": {"不用问法库": {"dev": block}}, "leave_one_out": {"dev": block}}
    assert "不用问法库：严格正确 开发题" in summary_text(more)
    assert "逐份文件当新文件" in html_report(more)


def test_the_page_is_self_contained(result: dict[str, Any]) -> None:
    page = html_report(result)
    assert page.startswith("<!doctype html>")
    assert not re.search(r"""(?:src|href)\s*=|@import|url\(|<script|<link|<iframe""", page, re.I)
    assert all(o["id"] in page for o in result["outcomes"])


def test_the_page_escapes_what_comes_from_outside(result: dict[str, Any]) -> None:
    evil = deepcopy(result)
    evil["outcomes"][0] |= {
        "question": "<script>alert(1)</script>",
        "answer": "<img src=x onerror=alert(2)>",
        "lacking": ["<b>粗</b>"],
        "id": "<i>1</i>",
    }
    evil["settings"]["bank"] = "<script>alert(3)</script>"
    page = html_report(evil)
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>粗" not in page
    assert "<i>1" not in page
    assert "&lt;script&gt;alert(1)" in page
