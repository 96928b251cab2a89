"""Numbers as Chinese documents write them."""

from datetime import date

import pytest

from ingest.numerals import (
    chinese_to_int,
    find_dates,
    int_to_chinese,
    parse_date,
    parse_duration,
    to_int,
)

NUMBERS = {
    "一": 1,
    "十": 10,
    "十三": 13,
    "二十": 20,
    "二十三": 23,
    "一百": 100,
    "一百零五": 105,
    "一百一十二": 112,
    "一千零五": 1005,
    "两千": 2000,
    "一万二千": 12000,
    "一千万": 10_000_000,
    "一亿零三十万": 100_300_000,
    "二〇一七": 2017,
    "贰拾伍": 25,
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_chinese_numbers_are_read(text: str, value: int) -> None:
    assert chinese_to_int(text) == value


@pytest.mark.parametrize("text", ["", "甲", "十A", "3"])
def test_what_is_no_chinese_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese number"):
        chinese_to_int(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "零"), (3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十")],
)
def test_numbers_are_written_in_chinese(value: int, text: str) -> None:
    assert int_to_chinese(value) == text


def test_every_number_of_an_article_can_be_written_and_read_back() -> None:
    assert all(chinese_to_int(int_to_chinese(n)) == n for n in range(1, 2000))


def test_numbers_beyond_four_digits_are_not_written() -> None:
    with pytest.raises(ValueError, match="out of range"):
        int_to_chinese(10000)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("１２", 12), ("⑫", 12), ("十二", 12), ("（十二）", 12), ("(3)", 3), ("贰", 2)]
)
def test_any_single_number_is_read(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "2017年12月5日",
        "2017 年 12 月 5 日",
        "２０１７年１２月５日",
        "二〇一七年十二月五日",
        "二○一七年十二月五日",
        "2017-12-05",
        "2017.12.5",
    ],
)
def test_a_date_is_read_in_any_typing(text: str) -> None:
    assert parse_date(f"印发于{text}。") == date(2017, 12, 5)


def test_a_date_that_does_not_exist_is_none() -> None:
    assert parse_date("2023年2月30日") is None
    assert parse_date("2023年2月") is None


def test_all_dates_come_in_their_order_with_their_words() -> None:
    assert find_dates("自2024年7月1日起至二〇二五年六月三十日") == [
        (date(2024, 7, 1), "2024年7月1日"),
        (date(2025, 6, 30), "二〇二五年六月三十日"),
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("有效期5年", (5, "年")),
        ("筹建期为一年", (1, "年")),
        ("延期半年", (6, "月")),
        ("30个工作日内", (30, "工作日")),
        ("前三年", (3, "年")),
        ("7天", (7, "日")),
        ("到2025年", None),
        ("每家", None),
    ],
)
def test_a_span_of_time_is_read_and_a_year_is_none(text: str, span: tuple[int, str] | None) -> None:
    assert parse_duration(text) == span


@pytest.mark.parametrize(("text", "value"), [("\u0663", 3), ("\u0661\u0662", 12)])
def test_the_digits_of_other_scripts_are_read(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize("text", ["9" * 5000, "九" * 5000, "亿" * 5000])
def test_what_nobody_counts_up_to_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese number"):
        to_int(text)
    assert parse_duration(f"{text}天") is None or text[0] == "9"


def test_a_date_in_the_digits_of_another_script_is_read() -> None:
    assert parse_date("٢٠٢٤年٧月١日") == date(2024, 7, 1)
