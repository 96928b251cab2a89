"""The day a question speaks of: a date in figures, a month, a year, or 今年 / 去年 / 明年."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

__all__ = ["find_day"]

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?(?!\d)")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*月(?:份)?(?:(底|末)|(初))?")
_YEAR = re.compile(r"(?<![\d〔\[(-])((?:19|20)\d\d)(?![\d〕\])-])\s*年(?!\s*[-至到]|前三)(?:(底|末)|(初))?")
_RELATIVE = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上一年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "后年": 2,
    "大后年": 3,
}
_RELATIVES = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)) + r"(?!度)")
_EVERY = re.compile(r"[每逐][一]?$")


def find_day(text: str, today: date) -> date | None:
    """The day that the normalised `text` speaks of, seen from `today`; None when it names none. A month is its last day
    (初: its first); a year, named or relative, is today's day in it (初, 底: its first or last day). Years of document
    numbers and of periods (2022-2025年) are no days.

    >>> find_day("2022年6月1日施行了吗", date(2026, 11, 20))
    datetime.date(2022, 6, 1)
    """
    if found := _DAY.search(text):
        return _safe(int(found[1]), int(found[2]), int(found[3]))
    if (found := _MONTH.search(text)) and 1 <= int(found[2]) <= 12:
        year, month = int(found[1]), int(found[2])
        return date(year, month, 1 if found[4] else monthrange(year, month)[1])
    if found := _YEAR.search(text):
        return _in_year(int(found[1]), found[2], found[3], today)
    if (found := _RELATIVES.search(text)) and not _EVERY.search(text[: found.start()]):
        rest = text[found.end() :]
        return _in_year(today.year + _RELATIVE[found[0]], rest[:1] in "底末" and rest[:1], rest[:1] == "初", today)
    return None


def _in_year(year: int, end: str | bool | None, start: str | bool | None, today: date) -> date | None:
    if end:
        return date(year, 12, 31)
    return date(year, 1, 1) if start else _safe(year, today.month, today.day)


def _safe(year: int, month: int, day: int) -> date | None:
    """The date; the last day of the month where it has no such day; None where there is no such month."""
    if not 1 <= month <= 12 or day < 1:
        return None
    return date(year, month, min(day, monthrange(year, month)[1]))
