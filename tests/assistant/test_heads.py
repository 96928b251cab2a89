"""Which list is answered whole, which item alone, and which clause the question's form asks for."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant

GD = "zhi-zao-ye-chuang-xin-zhong-xin-shi-shi-zhi-nan-2016/main/"
CQ, SH, MI = "yu-jing-xin-fa-2017-139/main/", "hu-jing-xin-ji-2022-387/main/", "gong-xin-ting-ke-2017-64/"


def cited(assistant: Assistant, text: str) -> set[str]:
    return {c.clause_id for c in assistant.ask(Question(text)).citations}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("国家实施指南的基本原则有几条，每条底下写了哪两点", [f"2.h{n}.{m}" for n in range(1, 5) for m in (1, 2)]),
        ("国家指南的四个结合，每条底下写了啥", [f"2.h{n}.{m}" for n in range(1, 5) for m in (1, 2)]),
        ("国家指南给创新中心定了哪些功能，每条底下写了啥", ["4.h1.1", "4.h2.2", "4.h3", "4.h4", "4.h5.2"]),
        ("国家指南讲的功能，逐条连小点一起给我", ["4.h1.2", "4.h2.1", "4.h3", "4.h4", "4.h5.1"]),
    ],
)
def test_a_nested_list_is_answered_with_the_items_of_its_items(
    assistant: Assistant, text: str, wanted: list[str]
) -> None:
    assert {GD + w for w in wanted} <= cited(assistant, text)


@pytest.mark.parametrize(
    ("text", "head", "number"),
    [
        ("上海保障措施共几项，我要分工", SH + "5", 6),
        ("重庆的保障措施一共几条，列全", CQ + "5", 5),
        ("省里升国家的全部条件，完整抄给我", MI + "main/p1", 12),
        ("升国家级要满足的所有条件从头到尾列出来", MI + "main/p1", 12),
        ("重庆的运行要求一共几条，全列出来", CQ + "3.2", 10),
        ("国家升级条件里研发力量那一条下面有哪几款，逐条写", MI + "main/7", 3),
    ],
)
def test_the_list_is_the_one_whose_head_the_question_names(
    assistant: Assistant, text: str, head: str, number: int
) -> None:
    answer = assistant.ask(Question(text))
    assert head in {c.clause_id for c in answer.citations}
    assert f"共{number}项" in answer.answer


@pytest.mark.parametrize(
    ("text", "row", "other"),
    [
        ("国家22个领域里机器人那一项要攻克哪些东西", MI + "annex/r3", MI + "annex/r8"),
        ("国家领域布局中石墨烯这块的技术难点有哪些", MI + "annex/r13", MI + "annex/r12"),
        ("国家布局里传感器这一格都有哪些难点", MI + "annex/r8", MI + "annex/r3"),
    ],
)
def test_one_row_asked_for_by_name_is_answered_without_the_table(
    assistant: Assistant, text: str, row: str, other: str
) -> None:
    found = cited(assistant, text)
    assert row in found
    assert other not in found


@pytest.mark.parametrize("text", ["国家实施指南里认定分几个环节", "按国家实施指南，认定有哪几个环节"])
def test_a_clause_that_tells_the_items_itself_stands_before_a_list_of_something_else(
    assistant: Assistant, text: str
) -> None:
    found = cited(assistant, text)
    assert GD + "9.p4" in found
    assert GD + "9.1" not in found


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("上海的中心每年要报什么材料", SH + "4.3.p2"),
        ("上海那边年年要交哪些东西上去", SH + "4.3.p2"),
        ("重庆评上以后每年要交什么", CQ + "4.3"),
        ("上海多久考一次", SH + "4.3.p1"),
        ("上海多久查一回", SH + "4.3.p1"),
        ("重庆几年评一次", CQ + "4.3"),
        ("重庆认定以后多久检查一次", CQ + "4.3"),
        ("上海经信委负责哪些工作", SH + "4.p1"),
        ("重庆市经信委在这件事里负责什么", CQ + "4.p1"),
        ("上海创新中心分哪几种类型", SH + "3.2.p1"),
    ],
)
def test_the_clause_is_one_of_the_form_that_the_question_asks_for(assistant: Assistant, text: str, clause: str) -> None:
    assert clause in cited(assistant, text)


@pytest.mark.parametrize("text", ["国家级工业设计中心多久复核一次", "重庆的企业技术中心几年评价一次"])
def test_how_often_is_never_told_of_another_kind_of_body(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "not_found"
    assert not answer.citations


@pytest.mark.parametrize("text", ["上海筹建能往后拖多久", "上海筹建期能拖多久"])
def test_a_period_asked_for_in_everyday_words_is_found(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert "半年" in answer.answer


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("升级国家级要满足的条件全列一下", 12, 40),
        ("升国家级的条件一条不落全部列出", 12, 40),
        ("上海企业法人型的条件全列出来", 3, 6),
    ],
)
def test_of_nested_lists_the_one_that_the_question_names(
    assistant: Assistant, text: str, least: int, most: int
) -> None:
    assert least <= len(assistant.ask(Question(text)).citations) <= most


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("重庆认定条件有哪些", "基本条件（共4项）"),
        ("重庆要满足什么条件才能认定", "基本条件（共4项）"),
        ("上海的申报条件都有哪些", "基本条件（共2项）"),
        ("国家升级条件有哪些", "应符合的条件"),
    ],
)
def test_the_conditions_asked_for_plainly_are_a_list(assistant: Assistant, text: str, head: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert head in answer.answer.replace("*", "")
