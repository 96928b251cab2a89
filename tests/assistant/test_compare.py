"""Documents side by side: a column each, what is missing named as missing."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Question
from assistant.pipeline import Assistant


def labels(answer: Answer) -> set[str]:
    return {f"{c.region} {c.label}" for c in answer.citations}


def rows(answer: Answer) -> list[list[str]]:
    lines = [line for line in answer.answer.split("\n") if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def header(answer: Answer) -> list[str]:
    return rows(answer)[0]


def first(answer: Answer) -> str:
    return answer.answer.split("\n")[0]


@pytest.mark.parametrize(
    "text",
    [
        "重庆和国家对科技人员比例的要求有什么不同",
        "国家和重庆对科技人员比例的要求有什么不同",
        "重庆的科技人员比例比国家低吗",
        "科技人员比例，国家那边多少，重庆这边多少",
        "重慶同國家嘅科技人員比例差幾多",
    ],
)
def test_two_thresholds_stand_side_by_side_with_their_difference(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert {"重庆市 三、（二）第6项", "国家 七、（二）"} == labels(answer)
    line = first(answer).replace("於", "于").replace("個", "个").replace("點", "点")
    assert "不低于30%" in line
    assert "不低于50%" in line
    assert "相差20个百分点" in line


def test_figures_of_different_things_are_never_held_against_each_other(assistant: Assistant) -> None:
    answer = assistant.ask(Question("国家级和市级的研发占比要求一样吗"))
    assert "50%" not in answer.answer
    assert {"国家 七、（三）", "重庆市 三、（二）第7项"} == labels(answer)


def test_a_column_for_each_region_in_the_order_asked(assistant: Assistant) -> None:
    assert header(assistant.ask(Question("上海和重庆的专家委员会主任要求一样吗"))) == ["上海市", "重庆市"]
    assert header(assistant.ask(Question("重庆和上海的专家委员会主任要求一样吗"))) == ["重庆市", "上海市"]


@pytest.mark.parametrize(
    "text",
    [
        "联盟成员要哪些创新主体？重庆怎么写、国家升级条件怎么写都告诉我",
        "联盟要汇聚哪些创新主体，国家（升级条件）和重庆",
        "聯盟要匯聚哪些創新主體，重慶與國家的寫法",
    ],
)
def test_the_national_level_has_a_column_without_any_comparing_word(assistant: Assistant, text: str) -> None:
    assert {"重庆市 三、（一）第3项", "国家 四、（三）"} <= labels(assistant.ask(Question(text)))


def test_a_region_that_only_wants_to_rise_to_the_national_level_is_no_column(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆的中心想升国家级，要不要和国外机构有合作基础"))
    assert "| --- |" not in answer.answer
    assert "国家 十一" in labels(answer)


def test_every_document_named_has_a_column(assistant: Assistant) -> None:
    answer = assistant.ask(Question("实施指南和升级条件对专家委员会的规定一样吗"))
    assert header(answer) == ["国家（实施指南）", "国家（升级条件）"]
    assert {"国家 六“運行機制”第3段", "国家 七、（一）"} <= labels(answer)


def test_equal_figures_are_said_to_be_equal(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆和国家研发占比要求一样吗"))
    assert answer.answer.startswith("数值相同")
    assert {"重庆市 三、（二）第7项", "国家 七、（三）"} == labels(answer)


def test_a_few_words_that_differ_are_told_first(assistant: Assistant) -> None:
    line = first(assistant.ask(Question("国家和重庆对知识产权管理制度的要求有何不同")))
    assert line.startswith("表述不同：国家（升级条件）为“已建立”，重庆市为“要建立”。")


def test_a_requirement_stands_beside_a_requirement_and_no_statistic(assistant: Assistant) -> None:
    answer = assistant.ask(Question("研发费用占比上，国家是不是比重庆卡得严"))
    assert "80%" not in answer.answer
    assert labels(answer) == {"国家 七、（三）", "重庆市 三、（二）第7项"}


@pytest.mark.parametrize("text", ["科技人员比例各地有什么区别", "科技人员比例三地分别卡多少"])
def test_a_silent_document_is_said_to_be_silent(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert "上海市：未作规定。" in answer.answer
    assert {"国家（升级条件）", "上海市", "重庆市"} == set(header(answer))
    assert rows(answer)[1][header(answer).index("上海市")] == "未规定"


def test_a_matter_that_only_one_rules_on_leaves_the_other_column_empty(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海、重庆谁的筹建期更长"))
    assert "上海市 六第2段" in labels(answer)
    assert not {la for la in labels(answer) if la.startswith("重庆市")}
    assert "未规定" in answer.answer


def test_a_whole_list_stands_beside_a_whole_list(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆和上海对牵头单位的要求有什么不同"))
    assert {f"重庆市 三、（三）第{n}项" for n in range(1, 5)} <= labels(answer)
    assert {f"上海市 四、（一）第{n}项" for n in range(1, 4)} <= labels(answer)
    assert "共4项" in rows(answer)[1][0]
    assert "共3项" in rows(answer)[1][1]


def test_one_item_is_compared_with_one_item_where_one_is_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海和重庆对股东的要求比有什么差别"))
    assert {"上海市 三、（三）1第2点", "重庆市 三、（一）第2项"} <= labels(answer)
    assert len(rows(answer)) == 2
    assert "1000万元" not in answer.answer


def test_a_clause_for_one_type_only_is_called_by_it(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆和上海对股东的要求有何不同"))
    assert "企业法人型：公司应是" in rows(answer)[1][1]


def test_a_region_outside_the_corpus_is_named_beside_the_one_inside(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆和浙江的牵头单位要求有什么不同"))
    assert answer.status == "partial"
    assert "浙江省" in answer.answer
    assert {c.region for c in answer.citations} == {"重庆市"}


@pytest.mark.parametrize("text", ["上海和北京的补贴哪个高", "北京跟国家的研发占比哪个更严"])
def test_nothing_is_ever_told_of_a_region_outside_the_corpus(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "partial"
    assert "不含北京市的规定" in answer.answer
    assert "北京" not in answer.answer.replace("不含北京市的规定", "")


def test_every_cell_bears_a_mark_of_its_own_document(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海和重庆的专家委员会主任要求一样吗"))
    row = [li for li in answer.answer.split("\n") if li.startswith("|")][2]
    region = {f"[{c.n}]": c.region for c in answer.citations}
    for cell, name in zip(row.strip("|").split("|"), header(answer), strict=True):
        assert {r for mark, r in region.items() if mark in cell} == {name}


def test_an_expired_column_is_marked(assistant: Assistant) -> None:
    assert "已失效" in assistant.ask(Question("重庆和上海的考核有什么区别")).answer


@pytest.mark.parametrize(
    "text",
    [
        "重庆对研发人员占比和上海一样吗",
        "沪、渝两地研发费用占比分别怎么卡",
        "重慶、上海的科技人員比例各是多少",
        "重庆和上海的组建资金最低各要多少钱",
    ],
)
def test_a_region_asked_by_name_that_is_silent_leaves_the_answer_partial(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "partial"
    assert {c.region for c in answer.citations} == {"重庆市"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("重庆多久评一次？上海也这样吗", {"重庆市 四、（三）", "上海市 四、（三）"}),
        ("上海多久考核一次？重庆也一样吗", {"重庆市 四、（三）", "上海市 四、（三）"}),
        ("上海多久查一次？重庆呢", {"重庆市 四、（三）", "上海市 四、（三）"}),
    ],
)
def test_the_same_asked_of_a_second_region_is_answered_of_both(
    assistant: Assistant, text: str, wanted: set[str]
) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert all(any(label.startswith(w) for label in labels(answer)) for w in wanted)


@pytest.mark.parametrize("text", ["重庆和上海，中心是不是非得办成公司", "不注册公司行吗？重庆和上海比一下"])
def test_what_holds_for_one_type_only_is_shown_with_what_tells_the_types_apart(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert "非企业法人型" in answer.answer
    assert "重庆市 三、（一）第1项" in labels(answer)


@pytest.mark.parametrize("text", ["成员单位出资，重庆和上海各怎么说", "成员怎么出钱，上海和重庆有什么不同"])
def test_a_column_is_not_silent_where_its_clause_says_nearly_as_much(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert "未作规定" not in answer.answer
    assert "重庆市 三、（一）第4项" in labels(answer)
