"""Which kind of value a question asks for; expected values by hand."""

from __future__ import annotations

import pytest

from assistant.understand.values import expected_values, interrogative
from ingest.normal import normalise


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("研发占比最低多少", "ratio"),
        ("科研人员要占百分之几", "ratio"),
        ("股份要占几成", "stake"),
        ("每家给多少万", "amount"),
        ("补助几万", "amount"),
        ("最多能拿多少钱", "amount"),
        ("出多少资金", "amount"),
        ("筹建期多久", "duration"),
        ("多少个月内要完成", "duration"),
        ("隔几年考核一次", "duration"),
        ("什么时候印发的", "date"),
        ("哪天截止", "day"),
        ("到几月份为止", "date"),
        ("股东要排名前几", "rank"),
        ("要建成多少家", "count"),
        ("一共几个步骤要几个人", "headcount"),
        ("专家委员会主任由谁担任", "person"),
        ("哪个部门负责", "person"),
        ("打哪个电话", "phone"),
        ("及格线多少分", "score"),
        ("考核不合格会怎样", "consequence"),
        ("要哪些材料", "list"),
        ("第一批认定了哪几家企业", "names"),
        ("总结最晚几号交", "day"),
        ("几月份可以申报", "window"),
        ("多少个工作日出结果", "days"),
        ("债券利率定多少", "rate"),
        ("区里按几比几配套", "ratio"),
        ("落户加多少积分", "points"),
        ("申请人学历要求是啥", "degree"),
        ("有没有邮箱", "email"),
        ("先试点的是哪几家单位", "names"),
        ("材料啥时候交是谁来定", "person"),
        ("股东要行业第几名", "rank"),
    ],
)
def test_the_kind_of_value_is_told_by_the_question(text: str, value: str) -> None:
    assert value in expected_values(normalise(text))


@pytest.mark.parametrize("text", ["什么是中试", "重庆怎么认定", "要有董事会吗"])
def test_a_question_for_no_value_expects_none(text: str) -> None:
    assert not set(expected_values(normalise(text))) & {"amount", "ratio", "duration", "date", "count", "phone"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("多少年的经验", "amount"),
        ("研发占比多少", "duration"),
        ("几号文", "date"),
        ("这几个条件", "count"),
        ("成立公司几成把握", "list"),
        ("哪天截止", "date"),
        ("股东要行业第几名以内的", "count"),
        ("在哪些行当里建？要完整名单", "names"),
        ("材料啥时候交是谁来定", "window"),
        ("考核没过停几年", "duration"),
        ("几点都讲齐", "ratio"),
    ],
)
def test_one_kind_is_not_taken_for_another(text: str, wrong: str) -> None:
    assert wrong not in expected_values(normalise(text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("每年是几百万", ("amount",)),
        ("一年能有200万吗", ("amount",)),
        ("我们把几百万的机器借出去", ()),
        ("几家股东凑了一笔钱", ()),
        ("专家组织叫什么", ()),
    ],
)
def test_sums_asked_and_some_told(text: str, values: tuple[str, ...]) -> None:
    assert expected_values(text) == values


@pytest.mark.parametrize(
    ("text", "word"),
    [("领军企业培育几家", "几家"), ("研发费用占多少", "占多少"), ("多久考核一次", "多久"), ("谁能牵头", "")],
)
def test_the_question_word_of_a_value(text: str, word: str) -> None:
    assert interrogative(text) == word


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("拿几个专利当份子钱,得行不", ()),
        ("这几年只跟自家人合作,要紧吗", ()),
        ("宁可少发几块牌子", ()),
        ("每年的总结最晚几月几号之前报", ("day",)),
        ("引进一个专家发多少奖励", ("amount",)),
        ("会费交多少合适", ("amount",)),
        ("目标定的是多少万家", ("count",)),
        ("最多给多少万", ("amount",)),
    ],
)
def test_only_a_figure_that_is_asked_for_counts(question: str, kinds: tuple[str, ...]) -> None:
    found = expected_values(question)
    assert found[:1] == kinds[:1]


@pytest.mark.parametrize("text", ["伪造材料被发现会怎样", "挪用资金会怎么样", "弄虚作假有啥后果"])
def test_what_a_breach_leads_to_is_a_consequence(text: str) -> None:
    assert expected_values(text) == ("consequence",)
