"""How much a bound on a ratio comes to of a whole that the user gives: 200 people and 30% make 60; and what is still short."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

from assistant.answer.bars import Bar
from assistant.answer.draft import Line
from assistant.understand.own import Own, shown
from assistant.understand.quantities import find_quantities
from ingest.model import Clause

__all__ = ["needed", "short_of"]

_SHORT = re.compile(r"[差缺少欠](?:多少|几)|[加招添补再凑](?:多少|几)")


def needed(own: Own, clause: Clause, bar: Bar, who: str) -> Line:
    """The line that says what the bound comes to of the whole."""
    assert own.terms
    raw, people = re.sub(r"\s+", "", bar.raw), "people" in own.about
    least = _share(own.terms[1], bar, people)
    amount = _amount(least, people)
    verb = "至多" if bar.comparator in ("le", "lt") else "至少"
    sum_ = f"{own.said}×{shown(bar.value, 'percent')}"
    text = f"{who}：{verb}{amount}：按{raw}计算，{sum_}，{verb}{amount}。"
    return Line(text, (clause.id,), (bar.raw,), (own.said, *(q.raw for q in find_quantities(own.said)), sum_, amount))


def short_of(own: Own, bar: Bar, text: str) -> str:
    """What is still short of the bound in people or money, the whole unchanged; nothing where that is not asked."""
    if not own.terms or bar.comparator not in ("ge", "gt") or not _SHORT.search(text):
        return ""
    part, whole = own.terms
    people = "people" in own.about
    least = _share(whole, bar, people)
    if least <= part:
        return ""
    total = _amount(whole, people)
    return f"总数{total}不变时至少需要{_amount(least, people)}，还差{_amount(least - part, people)}。"


def _share(whole: Decimal, bar: Bar, people: bool) -> Decimal:
    share = whole * bar.value / 100
    if not people:
        return share
    least = share.to_integral_value(ROUND_CEILING)
    return least + 1 if bar.comparator == "gt" and least == share else least


def _amount(value: Decimal, people: bool) -> str:
    return f"{value.normalize():f}人" if people else shown(value, "yuan")
