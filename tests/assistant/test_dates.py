"""The day a question speaks of; expected values by hand."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.understand.dates import find_day

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年3月5日那天施行了吗", date(2021, 3, 5)),
        ("2021-03-05还有效吗", date(2021, 3, 5)),
        ("2024年2月递的材料", date(2024, 2, 29)),
        ("2024年2月初递的材料", date(2024, 2, 1)),
        ("2025年底还有效吗", date(2025, 12, 31)),
        ("2030年还有效吗", date(2030, 11, 20)),
        ("去年报的还算数吗", date(2025, 11, 20)),
        ("明年还能报吗", date(2027, 11, 20)),
        ("前年底呢", date(2024, 12, 31)),
        ("今年几号截止", TODAY),
    ],
)
def test_a_day_is_found(text: str, day: date) -> None:
    assert find_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["沪经信技〔2022〕387号还有效吗", "2022-2025年的方案", "多久考核一次", "2021年13月1日", "每年报什么"]
)
def test_what_is_no_day_gives_none(text: str) -> None:
    assert find_day(text, TODAY) is None


def test_the_29th_of_february_is_moved_in_other_years() -> None:
    assert find_day("去年", date(2028, 2, 29)) == date(2027, 2, 28)
