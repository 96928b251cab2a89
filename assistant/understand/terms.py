"""Days and periods in a text: a window, a deadline, a first day. Pure text in, frozen values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["Term", "days_in", "terms", "written"]

_CLOCK = r"(?:\s*\d{{1,2}}(?:[:：]\d\d|[时点](?:\d\d分|半|整)?))?"
_NEXT = r"次年|翌年|下一年度?|第二年|来年"
_YMD = (
    rf"(?:(?P<y{{0}}>\d{{{{4}}}})\s*年\s*|(?P<n{{0}}>{_NEXT})\s*)?"
    + r"(?P<m{0}>\d{{1,2}})\s*月\s*(?P<d{0}>\d{{1,2}})\s*[日号]"
    + _CLOCK
)
_DAY = re.compile(_YMD.format(1))
_WINDOW = re.compile(rf"{_YMD.format(1)}\s*(?:起)?\s*(?:至|到|-|—|–|~|～)+\s*{_YMD.format(2)}")
_UNTIL = re.compile(
    rf"(?:截止(?:时间|日期|日)?(?:为|是|到|至|[:：])?|截至|不晚于|不迟于)\s*{_YMD.format(1)}(?:前|之前|止)?"
    rf"|{_YMD.format(2)}\s*(?P<before>之?以?前|截止|为止|止)"
)
_SINCE = re.compile(rf"不早于\s*{_YMD.format(1)}|{_YMD.format(2)}\s*(?:起|之?以?后)(?!施行|实施|执行)")
_SENTENCE = re.compile(r"[。？?\n]")
_PART = re.compile(r"[；;]")
_YEARLY = re.compile(r"每年")
_COLON = re.compile(r"[:：]")
_PIECE = re.compile(r"[，,。；;、？?\n]")
_OF_FORCE = re.compile(r"施行|实施|有效期|废止|印发|发布")


@dataclass(frozen=True, slots=True)
class Term:
    """A period: its first and last day (None: open), both in it; `raw` as written, `piece` the words between signs that
    hold it; `edge` where it is not said whether the last day itself is in it (6月30日前)."""

    start: date | None
    end: date | None
    raw: str
    piece: str
    edge: bool = False


def terms(text: str, year: int, day: date | None = None) -> tuple[Term, ...]:
    """The periods that a rule sets, those of every year as of `year`; one without a year is left out where its sentence
    does not say that it is of every year. Of a period of every year that runs over the year's end, the one that is not
    over on the `day`."""
    return tuple(t for part, of_each in _parts(text) for t in _terms(part, year if of_each else None, day))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of each sentence between semicolons, and whether their days are those of every year: a part says so, or
    one before it that has days of its own."""
    for sentence in _SENTENCE.split(text):
        before = False
        for part in _PART.split(sentence):
            yearly = bool(_YEARLY.search(part))
            yield part, yearly or before
            before = before or (yearly and bool(_DAY.search(part) or _COLON.search(part)))


def _terms(text: str, year: int | None, day: date | None) -> Iterator[Term]:
    days = [d for d, *_ in days_in(text, year)] if year else []
    turns = days != sorted(days)
    for piece in _PIECE.split(text):
        if _OF_FORCE.search(piece):
            continue
        if found := _WINDOW.search(piece):
            start = _date(found, 1, year)
            end = _date(found, 2, start.year if start else year)
            if start and end and day and year and not found["y1"] and start.year < end.year:
                earlier = _date(found, 1, year - 1), _date(found, 2, year - 1)
                start, end = earlier if earlier[1] and day <= earlier[1] else (start, end)
            if start and end and start <= end:
                yield Term(start, end, found[0], piece)
        elif len(_DAY.findall(piece)) > 1:
            continue  # a period that is not read; neither of its days alone is its end
        elif turns or re.search(_NEXT, piece):
            continue  # a day of the year after the one that another piece tells, or that is not told
        elif found := _UNTIL.search(piece):
            if end := _date(found, 1, year) or _date(found, 2, year):
                yield Term(None, end, found[0], piece, edge=(found["before"] or "").endswith("前"))
        elif (found := _SINCE.search(piece)) and (start := _date(found, 1, year) or _date(found, 2, year)):
            yield Term(start, None, found[0], piece)


def days_in(text: str, year: int | None = None) -> tuple[tuple[date, int, int], ...]:
    """The days that a text names with where they stand; one without a year is of `year`."""
    return tuple((d, *m.span()) for m in _DAY.finditer(text) if (d := _date(m, 1, year)))


def written(day: date) -> str:
    """A day as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def _date(found: re.Match[str], n: int, year: int | None) -> date | None:
    month, of = found[f"m{n}"], found[f"y{n}"] or year
    if not month or not of:
        return None
    try:
        return date(int(of) + bool(found[f"n{n}"]), int(month), int(found[f"d{n}"]))
    except ValueError:
        return None
