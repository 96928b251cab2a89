"""Figures with units; every expected value is written by hand."""

from decimal import Decimal

import pytest

from assistant.understand.quantities import chinese_number, find_quantities, show


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("比例不低于 30%", "30", "percent", "ge"),
        ("百分之三十", "30", "percent", "eq"),
        ("三成半", "35", "percent", "eq"),
        ("不低于1000万元", "10000000", "yuan", "ge"),
        ("投了900万", "9000000", "yuan", "eq"),
        ("500w", "5000000", "yuan", "eq"),
        ("1.5亿元", "150000000", "yuan", "eq"),
        ("不超过 500,000 元", "500000", "yuan", "le"),
        ("期限为一年", "12", "month", "eq"),
        ("延期半年", "6", "month", "eq"),
        ("18个月以内", "18", "month", "le"),
        ("20个工作日内", "20", "day", "le"),
        ("建成25家左右", "25", "count", "about"),
        ("排名前十", "10", "rank", "eq"),
        ("至少 1 项", "1", "count", "ge"),
        ("三百五十万", "3500000", "yuan", "eq"),
        ("一亿二", "120000000", "yuan", "eq"),
        ("一亿两千万", "120000000", "yuan", "eq"),
        ("3亿5000万", "350000000", "yuan", "eq"),
        ("1.9万亿", "1900000000000", "yuan", "eq"),
        ("2个亿", "200000000", "yuan", "eq"),
        ("小一千万", "10000000", "yuan", "about"),
        ("将近一千万", "10000000", "yuan", "about"),
        ("1000万都没到", "10000000", "yuan", "lt"),
        ("四分之一", "25", "percent", "eq"),
        ("一半", "50", "percent", "eq"),
        ("不到一半", "50", "percent", "lt"),
        ("没超过50%", "50", "percent", "le"),
        ("没有28%", "28", "percent", "lt"),
        ("有没有28%", "28", "percent", "eq"),
        ("三成出头", "30", "percent", "gt"),
        ("不止40%", "40", "percent", "gt"),
        ("28 percent", "28", "percent", "eq"),
        ("行业第十二", "12", "rank", "eq"),
        ("全国第八", "8", "rank", "eq"),
        ("ranked no. 12", "12", "rank", "eq"),
        ("两年零三个月", "27", "month", "eq"),
        ("一年半", "18", "month", "eq"),
        ("不满1年", "12", "month", "lt"),
        ("60周岁", "60", "age", "eq"),
        ("0项", "0", "count", "eq"),
    ],
)
def test_a_figure_is_read_with_unit_and_comparator(text: str, value: str, unit: str, comparator: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.comparator) == (Decimal(value), unit, comparator)


def test_a_range_keeps_both_ends() -> None:
    (found,) = find_quantities("培育10-15个")
    assert (found.value, found.high) == (Decimal(10), Decimal(15))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("两三家", 2, 3), ("三四十个", 30, 40), ("七八百万", 7_000_000, 8_000_000), ("三十五六个", 35, 36)],
)
def test_neighbouring_digits_are_an_estimate(text: str, low: int, high: int) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["第二个问题", "第十二条", "三、（二）第6项的规定", "在全国一流", "no. 64 document"])
def test_ordinals_are_no_figures(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize("text", ["2016年至2020年", "三、（二）第6项的规定", "成立大会", "一、总则"])
def test_years_and_numbering_are_no_figures(text: str) -> None:
    assert not [q for q in find_quantities(text) if q.unit in ("percent", "yuan", "month")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十", 30),
        ("一百零五", 105),
        ("十二", 12),
        ("两千", 2000),
        ("1,000", 1000),
        ("三百五", 350),
        ("一千二", 1200),
        ("一万二", 12_000),
        ("1千2百万", 12_000_000),
        ("九百九十九万九", 9_999_000),
        ("二〇一七", 2017),
    ],
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_number(text) == value


def test_values_are_shown_as_people_write_them() -> None:
    assert show(Decimal(10_000_000), "yuan") == "1000万元"
    assert show(Decimal(28), "percent") == "28%"
    assert show(Decimal(18), "month") == "18个月"
    assert show(Decimal(36), "month") == "3年"
