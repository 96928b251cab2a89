"""The time from a founding to an application, worked out of the years that a question names."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from assistant.understand.own import Interval, Own

__all__ = ["period"]

_FOUNDED = (
    r"(?:注册|成立|设立|登记|创办|开办|开业|开张|建的|办的|建厂|办厂"
    r"|(?:领|拿|办|发)(?:到|了|的|下来?)?(?:营业)?执照|工商执照)"
)
_START = re.compile(
    rf"((?:19|20)\d\d)年?(?:(\d{{1,2}})月)?[^,。;]{{0,12}}?{_FOUNDED}"
    rf"|{_FOUNDED}[^,。;\d]{{0,6}}((?:19|20)\d\d)年?(?:(\d{{1,2}})月)?"
)
_END = re.compile(r"((?:19|20)\d\d)年?(?:(\d{1,2})月)?[^,。;]{0,8}?(?:报|申请|申|升|评)")
_AGO = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_AGO_START = re.compile(rf"(今年|去年|大前年|前年)[^,。;]{{0,10}}?{_FOUNDED}")


def period(text: str, day: date | None) -> list[Own]:
    """The time from a founding to an application, in months: as long and as short as the dates leave possible."""
    found, ago = _START.search(text), _AGO_START.search(text)
    if found:
        year, month = int(found[1] or found[3]), found[2] or found[4]
    elif ago and day:
        year, month = day.year - _AGO[ago[1]], None
    else:
        return []
    ends = [
        m for m in _END.finditer(text) if int(m[1]) >= year and not (found and m.start() <= found.start() < m.end())
    ]
    end = ends[-1] if ends else None
    if end is None and (day is None or day.year < year):
        return []
    first = _months(year, int(month) if month else None)
    last = _months(int(end[1]), int(end[2]) if end[2] else None) if end else _months(day.year, day.month)  # type: ignore[union-attr]
    low, high = last[0] - first[1], last[1] - first[0]
    until = f"{end[1]}年{f'{end[2]}月' if end[2] else ''}" if end else f"{day.year}年{day.month}月" if day else ""
    gap = f"{year}年{f'{month}月' if month else ''}至{until}"
    return [Own("month", Interval(Decimal(max(low, 0)), Decimal(high)), gap, frozenset({"register"}), "", False, True)]


def _months(year: int, month: int | None) -> tuple[int, int]:
    """The first and last month, counted from year 0, that a date leaves possible."""
    return (year * 12 + (month or 1), year * 12 + (month or 12))
