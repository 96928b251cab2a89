"""Documents side by side: a column each, what is missing named as missing."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Question
from assistant.pipeline import Assistant


def labels(answer: Answer) -> set[str]:
    return {f"{c.region} {c.label}" for c in answer.citations}


def header(answer: Answer) -> list[str]:
    line = next(li for li in answer.answer.split("\n") if li.startswith("|"))
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "重庆和国家对科技人员比例的要求有什么不同",
        "国家和重庆对科技人员比例的要求有什么不同",
        "重庆的科技人员比例比国家低吗",
    ],
)
def test_two_thresholds_stand_side_by_side_with_their_difference(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert {"重庆市 三、（二）第6项", "国家 七、（二）"} <= labels(answer)
    first = answer.answer.split("\n")[0]
    assert "不低于30%" in first
    assert "不低于50%" in first


def test_a_column_for_each_region_in_the_order_asked(assistant: Assistant) -> None:
    assert header(assistant.ask(Question("上海和重庆的专家委员会主任要求一样吗"))) == ["上海市", "重庆市"]
    assert header(assistant.ask(Question("重庆和上海的专家委员会主任要求一样吗"))) == ["重庆市", "上海市"]


def test_equal_figures_are_said_to_be_equal(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆和国家研发占比要求一样吗"))
    assert answer.answer.startswith("数值相同")
    assert {"重庆市 三、（二）第7项", "国家 七、（三）"} <= labels(answer)


def test_a_silent_document_has_an_empty_column_and_the_answer_is_partial(assistant: Assistant) -> None:
    answer = assistant.ask(Question("科技人员比例各地有什么区别"))
    assert answer.status == "partial"
    assert "未规定" in answer.answer
    assert {"国家（升级条件）", "上海市", "重庆市"} == set(header(answer))


def test_a_matter_that_only_one_rules_on_leaves_the_other_column_empty(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海、重庆谁的筹建期更长"))
    assert "上海市 六第2段" in labels(answer)
    assert not {la for la in labels(answer) if la.startswith("重庆市")}
    assert "未规定" in answer.answer


def test_a_region_outside_the_corpus_is_named_beside_the_one_inside(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆和浙江的牵头单位要求有什么不同"))
    assert answer.status == "partial"
    assert "浙江省" in answer.answer
    assert {c.region for c in answer.citations} == {"重庆市"}


def test_every_cell_bears_a_mark_of_its_own_document(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海和重庆的专家委员会主任要求一样吗"))
    row = [li for li in answer.answer.split("\n") if li.startswith("|")][2]
    region = {f"[{c.n}]": c.region for c in answer.citations}
    for cell, name in zip(row.strip("|").split("|"), header(answer), strict=True):
        assert {r for mark, r in region.items() if mark in cell} == {name}


def test_an_expired_column_is_marked(assistant: Assistant) -> None:
    assert "已失效" in assistant.ask(Question("重庆和上海的考核有什么区别")).answer
