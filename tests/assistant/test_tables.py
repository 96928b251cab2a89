"""Rows asked for by a thing inside them, by number, and in all tables at once."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant

MI, SH = "gong-xin-ting-ke-2017-64/annex/", "hu-jing-xin-ji-2022-387/annex/"


def rows(assistant: Assistant, text: str) -> set[str]:
    cited = assistant.ask(Question(text)).citations
    return {c.clause_id for c in cited if "/annex/" in c.clause_id}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("智能网联汽车在国家表和上海表里各归哪一类", {MI + "r16", SH + "r6"}),
        ("工业云制造这个，国家布局和上海布局分别放在哪一项", {MI + "r17", SH + "r4"}),
        ("国家表里稀土功能材料这一行要攻哪些难点", {MI + "r7"}),
        ("国家领域表第13行是什么", {MI + "r13"}),
        ("北斗导航在上海六大高端产业里算哪个", {SH + "r7"}),
        ("知识图谱属于上海三大先导产业的哪一个", {SH + "r3"}),
        ("上海三大先导产业是哪三个", {SH + "r1", SH + "r2", SH + "r3"}),
    ],
)
def test_the_rows_asked_for_are_shown_and_no_others(assistant: Assistant, text: str, wanted: set[str]) -> None:
    assert rows(assistant, text) == wanted


def test_a_table_that_does_not_list_the_thing_is_said_not_to(assistant: Assistant) -> None:
    answer = assistant.ask(Question("石墨烯在国家表和上海表里各放在哪"))
    assert {c.clause_id for c in answer.citations if "/annex/" in c.clause_id} == {MI + "r13"}
    assert "上海市：表中没有列出这一项" in answer.answer


def test_a_document_without_a_table_answers_from_its_text(assistant: Assistant) -> None:
    answer = assistant.ask(Question("集成电路是不是国家、上海、重庆都列进重点领域了"))
    assert {c.region for c in answer.citations} == {"国家", "上海市", "重庆市"}
    assert "重庆市：表中没有列出" not in answer.answer
