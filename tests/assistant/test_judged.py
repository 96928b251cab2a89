"""Whether a question holds the user's own figures against a bound, in many wordings; and figures as people give them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.understand.judged import judges, own_of
from assistant.understand.own import Own
from assistant.understand.quantities import find_quantities

DAY = date(2026, 3, 1)


def given(text: str, context: str = "") -> tuple[Own, ...]:
    return own_of(text, find_quantities(text), context, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "搞技术的才占两成六,会不会被刷下来",
        "我们研发人员占了百分之四十七,悬不悬",
        "研发投入占成本的33%,妥了吧",
        "咱家科技人员占比31%,报得了不",
        "目前科研人员占四分之一,要不要紧",
        "我们出资总共870万,嫌少不",
        "研发费用占两成九,就差一点点,通融得了吗",
        "本公司科技人员占28%,研发费用占35%,哪一条拖后腿",
        "手头能拿出的组建资金只有六百来万,还有没有指望",
        "股东里最靠前的也只排到行业第十四,影不影响",
        "我家研发费占成本的27%",
        "团队180人,搞研发的60个,碍不碍事",
        "我们2014年成立的公司,还能不能用",
        "人手里头技术的占四成,这就稳当了么",
        "投了九百九十万,差这十万要紧不",
        "我们凑了760万,还缺多少钱",
    ],
)
def test_a_question_with_own_figures_is_judged(text: str) -> None:
    assert judges(find_quantities(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "研发人员占比要求是30%对吧",
        "听说要1000万,是不是真的",
        "国家定的目标是多少家",
        "2020年要达到2万亿元吗",
        "前三年每年都给钱吗",
        "规划说的1.1%是什么占什么",
        "50%以上的国家级平台指哪些",
        "重庆市级是30%还是50%",
        "我们有三家股东,章程怎么写",
        "10个工作日内能答复吗",
    ],
)
def test_a_question_for_a_rule_is_not(text: str) -> None:
    assert not judges(find_quantities(text), text)


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("能报市级不", "搞技术的人占四成二"),
        ("以后升国家呢", "我们研发人员占35%,够市里的吗"),
        ("那国家级的过得了吗", "我们科技人员占45%"),
        ("这两条线都过了吗", "股东到账是1300万,研发费占成本费用24%"),
    ],
)
def test_figures_of_the_piece_before(text: str, context: str) -> None:
    assert judges((), text, context)
    assert given(text, context)


@pytest.mark.parametrize(
    ("text", "context"), [("要交什么材料", "我们研发人员占35%,够吗"), ("电话多少", "投了800万够吗")]
)
def test_another_question_leaves_them(text: str, context: str) -> None:
    assert not judges((), text, context)
    assert not given(text, context)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("研发占1/4", "percent", "25"),
        ("技术人员占3/5", "percent", "60"),
        ("行业第12", "rank", "12"),
        ("一个行业第9一个第15", "rank", "9"),
        ("每一百块里有28块花在研发上", "percent", "28"),
        ("每花四块钱有一块投到研发", "percent", "25"),
        ("十个人里有三个搞研发", "percent", "30"),
        ("120来号员工,搞技术的42个,其余跑销售", "percent", "34"),
        ("研发占主营收入要是0.9%", "percent", "0.9"),
        ("一共花了六百万,真正用在研究上的一百五十万", "percent", "25"),
    ],
)
def test_figures_in_any_form(text: str, unit: str, value: str) -> None:
    found = given(text)
    assert any(o.unit == unit and abs((o.span.low or Decimal(0)) - Decimal(value)) < 3 for o in found), found


@pytest.mark.parametrize("text", ["加一块儿950万", "这一块我们投了300万", "大家一块出了800万"])
def test_together_is_no_money(text: str) -> None:
    assert [q.value for q in find_quantities(text) if q.unit == "yuan"] in ([9500000], [3000000], [8000000])


def test_estimates_are_summed_as_an_interval() -> None:
    sums = [o for o in given("现金大概860万,另外仪器值两百来万,加一起够不够") if o.unit == "yuan"]
    assert len(sums) == 1
    assert sums[0].span.low is not None and sums[0].span.low > Decimal(10_000_000)


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("章程写认缴五千万,实际到账六百万,够吗", "6000000"),
        ("股东承诺出3000万,真进来的只有700万,行不行", "7000000"),
        ("实缴900万,认缴2000万,达标吗", "9000000"),
    ],
)
def test_what_is_pledged_is_not_added(text: str, paid: str) -> None:
    sums = [o for o in given(text) if o.unit == "yuan"]
    assert [o.span.low for o in sums if not o.pledged] == [Decimal(paid)]
