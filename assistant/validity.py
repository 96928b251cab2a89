"""Whether a document is in force on a day, and how to say it."""

from __future__ import annotations

from datetime import date

from ingest.model import Document, FactName, Validity

__all__ = ["BADGES", "validity_fact", "validity_on", "validity_text"]

BADGES: dict[Validity, str] = {
    "in_force": "现行有效",
    "expired": "已失效",
    "period_over": "规划期已过",
    "not_yet": "尚未施行",
    "unknown": "未注明有效期",
}


def validity_on(document: Document, day: date) -> Validity:
    """The document's state on `day`. Without a stated end it is never `in_force`: `unknown`, or `period_over` when the
    planning period has ended."""
    if document.effective_from and day < document.effective_from:
        return "not_yet"
    if document.repealed_by:
        return "expired"
    if document.effective_until:
        return "expired" if day > document.effective_until else "in_force"
    if document.period and day.year > document.period[1]:
        return "period_over"
    return "unknown"


def validity_fact(document: Document, day: date) -> FactName | None:
    """The name of the document's fact that says so, where one does."""
    state = validity_on(document, day)
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
        if document.repealed_by:
            return f"注意：该文件已被{document.repealed_by}废止，已失效。"
        return f"注意：该文件有效期至{_chinese(until)}，已失效。" if until else "注意：该文件已失效。"
    if state == "period_over" and document.period:
        return f"注意：该文件的规划期为{document.period[0]}—{document.period[1]}年，规划期已过。"
    if state == "not_yet" and document.effective_from:
        return f"注意：该文件自{_chinese(document.effective_from)}起施行，尚未施行。"
    return ""


def _chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
