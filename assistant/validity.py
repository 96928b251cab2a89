"""Whether a document is in force on a day, and how to say it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.model import Document, FactName, Validity

__all__ = ["BADGES", "Days", "asked_days", "in_words", "states_on", "validity_fact", "validity_on", "validity_text"]

BADGES: dict[Validity, str] = {
    "in_force": "现行有效",
    "expired": "已失效",
    "period_over": "规划期已过",
    "not_yet": "尚未施行",
    "unknown": "未注明有效期",
}
_DATED = re.compile(
    r"(?<![\d-])((?:19|20)\d\d)(?:年|-|/|\.)(?:(\d{1,2})(?:月份?|-|/|\.|(?!\d))(?:(\d{1,2})[日号]?)?)?(?!\d)"
)
_DESCRIBES = re.compile(
    r"^(?:\s*-\s*\d{4}|[初末底]?(?:发布?|印发?|出台?|下发|颁布|制定|定)的|[的那](?:那?[个份]|文件|方案|办法|老|旧)|版|以?[后来]的?新)"
)
_NOW = re.compile(r"现在|目前|如今|眼下|今天|今日|当前|这会儿")
_THEN = re.compile(r"那会儿|当时|那时|那天|那年|那个时候|的时候|期间")
_RELATIVE = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2}


@dataclass(frozen=True, slots=True)
class Days:
    """The days a question asks about, first and last, and its words for them (2024年6月)."""

    first: date
    last: date
    words: str


def asked_days(text: str, today: date, whole: str = "") -> Days | None:
    """The day, month or year of the normalised `text` on which validity is to be judged; None for today. A year that
    only tells which document is meant (2022年发的方案) is none. Of the `whole` question, of which `text` is a piece, a date
    counts where it stands alone (2022年6月1日,…) or is pointed back to (那会儿)."""
    if _NOW.search(text) and not _THEN.search(text):
        return None
    if days := _asked(text, today):
        return days
    alone = any(_DATED.fullmatch(piece.strip(" 在到于")) for piece in re.split(r"[,。;]", whole))
    return _asked(whole, today) if alone or _THEN.search(whole) else None


def _asked(text: str, today: date) -> Days | None:
    for match in _DATED.finditer(text):
        if not _DESCRIBES.match(text[match.end() :]) and (days := _days(match)):
            return days
    for word, step in _RELATIVE.items():
        if word in text and step:
            year = min(9999, max(1, today.year + step))
            return Days(date(year, 1, 1), date(year, 12, 31), f"{word}（{year}年）")
    return None


def _days(match: re.Match[str]) -> Days | None:
    year, month, day = (int(g) if g else 0 for g in match.groups())
    try:
        if day:
            return Days(date(year, month, day), date(year, month, day), f"{year}年{month}月{day}日")
        if month:
            return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), f"{year}年{month}月")
    except ValueError:
        return None
    return Days(date(year, 1, 1), date(year, 12, 31), f"{year}年")


def validity_on(document: Document, day: date) -> Validity:
    """The document's state on `day`. Without a stated end it is never `in_force`: `unknown`, or `period_over` when the
    planning period has ended."""
    if document.effective_from and day < document.effective_from:
        return "not_yet"
    if _repealed(document, day):
        return "expired"
    if document.effective_until:
        return "expired" if day > document.effective_until else "in_force"
    if document.period and day.year > document.period[1]:
        return "period_over"
    return "unknown"


def _repealed(document: Document, day: date) -> bool:
    return bool(document.repealed_by) and (document.repealed_on is None or day >= document.repealed_on)


def validity_fact(document: Document, day: date) -> FactName | None:
    """The name of the document's fact that says so, where one does; `repeals` is a fact of the repealing document."""
    state = validity_on(document, day)
    if state == "expired" and _repealed(document, day):
        over = document.effective_until and document.repealed_on and document.effective_until < document.repealed_on
        return "effective_until" if over else "repeals"
    if state in ("expired", "in_force") and document.effective_until:
        return "effective_until"
    if state == "period_over":
        return "period"
    return "effective_from" if state == "not_yet" else None


def validity_text(document: Document, day: date) -> str:
    """One sentence for readers; empty when there is nothing to warn of."""
    state = validity_on(document, day)
    until = document.effective_until
    if state == "expired":
        if validity_fact(document, day) == "repeals":
            since = f"自{in_words(document.repealed_on)}起" if document.repealed_on else ""
            return f"注意：该文件{since}已被{document.repealed_by}废止，已失效。"
        return f"注意：该文件有效期至{in_words(until)}，已失效。" if until else "注意：该文件已失效。"
    if state == "period_over" and document.period:
        return f"注意：该文件的规划期为{document.period[0]}—{document.period[1]}年，规划期已过。"
    if state == "not_yet" and document.effective_from:
        return f"注意：该文件自{in_words(document.effective_from)}起施行，尚未施行。"
    return ""


def in_words(day: date | None) -> str:
    """A day as documents write it (2025年12月31日); nothing for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def state_on(document: Document, day: date) -> str:
    """The document's state on a day that a question names, in words. Before its issue no document is in force; within
    its planning period one without a term is said to be in that period, not in force."""
    issued = document.signed or document.effective_from
    if issued and day < issued and not (document.effective_from and day < document.effective_from):
        return "尚未印发"
    state = validity_on(document, day)
    if state == "unknown" and document.period:
        return "在规划期内" if day.year >= document.period[0] else "规划期尚未开始"
    if state == "unknown":
        return "已施行，文件未注明有效期" if document.effective_from else "已印发，文件未注明有效期"
    return "在有效期内" if state == "in_force" else BADGES[state]


def states_on(document: Document, days: Days) -> str:
    """`state_on` for all the days asked about: one state, or how it turns (2022年：尚未施行，自2022年7月29日起在有效期内)."""
    first, last = state_on(document, days.first), state_on(document, days.last)
    if first == last:
        return f"{days.words}{first}"
    day = days.first
    while state_on(document, day) == first:
        day += timedelta(days=1)
    return f"{days.words}先是{first}，自{in_words(day)}起{state_on(document, day)}"
