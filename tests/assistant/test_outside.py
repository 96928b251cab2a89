"""Regions and documents that are not held: said so, unless a clause tells of that very region."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("青岛市拿了多少钱做技术创新工程", "10亿元"),
        ("浙江建了几家省级重点企业研究院", "149家"),
        ("国家规划里说江苏的科技平台有百分之多少建在企业", "80%以上科技平台建在企业"),
    ],
)
def test_a_clause_that_tells_of_the_region_answers(assistant: Assistant, text: str, said: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert said in answer.answer.replace("*", "")


def test_only_the_sentence_on_the_region_is_told(assistant: Assistant) -> None:
    answer = assistant.ask(Question("青岛市拿了多少钱做技术创新工程")).answer
    assert "浙江" not in answer
    assert "江苏" not in answer


@pytest.mark.parametrize(
    "text",
    [
        "广东的省级中心研发要投多少",
        "四川的创新中心怎么申报",
        "青岛的创新中心要满足什么条件",
        "江苏对牵头单位有什么要求",
        "我在长沙，听人说门槛跟上海差不多，湖南这边股东有啥要求",
    ],
)
def test_what_a_region_did_is_no_rule_of_it(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "not_found"
    assert not answer.citations
    assert "现有文件不含" in answer.answer


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("十四五规划里上海要建几家中心", "十四五规划"),
        ("“十五五”国家技术创新工程规划定了什么目标", "十五五"),
        ("中国制造2025里定了几家国家级中心", "中国制造2025"),
        ("重庆后来另行出台的考核评估办法，打几分算合格", "考核评估办法"),
        ("上海2027年新版方案补贴多少", "2027年新版方案"),
    ],
)
def test_a_document_that_is_not_held_is_named_and_nothing_else_told(
    assistant: Assistant, text: str, named: str
) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "not_found"
    assert named in answer.answer
    assert "未收录" in answer.answer
    assert not answer.citations


def test_the_clause_that_announces_a_later_document_is_related(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆的考核评估办法定了哪些指标"))
    assert [c.label for c in answer.related] == ["四、（三）"]


@pytest.mark.parametrize(
    "text",
    [
        "重庆怎么落实中国制造2025",
        "重庆方案按照什么“十三五”规划确定重点领域",
        "十三五国家技术创新工程规划有哪些保障措施",
        "上海方案2023年的目标是什么",
    ],
)
def test_a_document_that_is_held_answers_though_another_is_named(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status in ("answered", "partial")
    assert "未收录" not in answer.answer


def test_the_number_of_a_document_that_is_not_held_is_told_where_a_clause_gives_it(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海十四五先进制造业规划是几号文"))
    assert answer.status == "answered"
    assert "沪府办发〔2021〕12号" in answer.answer
    assert {c.label for c in answer.citations} & {"引言", "引言第1段"}
