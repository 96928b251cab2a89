"""From when until when a document is in force, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import MAXYEAR, date, timedelta

from ingest.model import Clause, Fact
from ingest.normal import compact, to_hans
from ingest.numerals import parse_date, parse_duration

__all__ = ["find_term"]

_OWN = (
    r"本(?:办法|细则|规定|条例|方案|规则|通知|意见|规程|准则|计划|规划|指引|指南|政策|措施|决定|公告|文件|条件|标准"
    r"|制度|实施|若干|管理)"
)
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_START = re.compile(rf"自\s*({_DAY})\s*起(?:正式)?(?:施行|执行|实施|生效)")
_AT_ONCE = re.compile(r"自(?:发布|印发|公布|颁布|发文)之日起(?:正式)?(?:施行|执行|实施|生效)")
_UNTIL = re.compile(
    rf"有效期(?:限)?(?:暂定)?(?:为|自[^，。]*?)?(?:至|到)\s*({_DAY})(?:止)?|(?:施行|执行|实施)至\s*({_DAY})"
)
_LASTS = re.compile(
    r"(?:有效期(?:限)?(?:暂定)?(?:为)?|试行期?(?:限)?(?:为)?|暂行期(?:为)?)\s*((?:\d+|[一二三四五六七八九十两]+)\s*(?:年|个月))"
)
_LONGEST = 12 * MAXYEAR


def find_term(clauses: Sequence[Clause], signed: date | None) -> list[Fact]:
    """`effective_from` and `effective_until`, the latter computed where only a number of years is given."""
    head = compact("".join(c.text for c in clauses if c.kind == "title" and c.part in ("main", "notice")))
    carried = {
        c.part
        for c in clauses
        if c.kind == "title" and c.part.startswith("annex") and compact(c.text.rpartition("\n")[2]) in head
    }
    for clause in clauses:
        if clause.kind in ("title", "header", "row", "fact"):
            continue
        if clause.part.startswith(("annex", "box")) and clause.part not in carried:
            continue
        plain = to_hans(clause.text)
        facts: list[Fact] = []
        for sentence in re.finditer(r"[^。！？]+", plain):
            facts += _sentence(sentence.group(), sentence.start(), clause, signed, _begun(facts))
        if facts:
            return facts
    return []


def _begun(facts: Sequence[Fact]) -> date | None:
    return next((date.fromisoformat(f.value) for f in facts if f.name == "effective_from"), None)


def _sentence(text: str, offset: int, clause: Clause, signed: date | None, begun: date | None) -> list[Fact]:
    facts: list[Fact] = []

    def add(name: str, day: date, match: re.Match[str]) -> None:
        quote = clause.text[offset + match.start() : offset + match.end()]
        facts.append(Fact(name, day.isoformat(), clause.id, quote))  # type: ignore[arg-type]

    start = begun
    if (match := _START.search(text)) and (day := parse_date(match.group(1))):
        start = day
        add("effective_from", day, match)
    elif (match := _AT_ONCE.search(text)) and signed is not None:
        start = signed
        add("effective_from", signed, match)
    if not (re.search(_OWN, text) or start):
        return []
    if match := _UNTIL.search(text):
        day_ = parse_date(match.group(1) or match.group(2))
        if day_:
            add("effective_until", day_, match)
    elif (match := _LASTS.search(text)) and (first := start or signed) and (span := parse_duration(match.group(1))):
        last = _after(first, *span)
        if last:
            add("effective_until", last, match)
    return facts


def _after(first: date, count: int, unit: str) -> date | None:
    """The last day of a term that begins on `first`; None for a term of no time, or beyond all calendars."""
    if count <= 0 or count > _LONGEST:
        return None
    months = first.month - 1 + count * (12 if unit == "年" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    if year > MAXYEAR:
        return None
    for day in range(first.day, 27, -1):
        try:
            return date(year, month, day) - timedelta(days=1)
        except ValueError:
            continue
    return date(year, month, first.day) - timedelta(days=1)
