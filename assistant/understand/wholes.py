"""Questions for what a share comes to of a whole that the user gives (200人的公司得有几个搞研发的)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.understand.own import Own

__all__ = ["asks_needed", "wholes"]

_PEOPLE = re.compile(
    r"(?:几|多少)\s*(?:个|名|位|号)?(?:人|搞|做|干|研发|科技|科研|技术|专职|工程师)"
    r"|几[名个位](?=$|[,。?;才])|多少人手"
)
_MONEY = re.compile(
    r"(?:花|投|砸|掏|出|用|支出|投入)(?:上|进去|够|到)?(?:多少|几)(?:钱|万|千|百|亿|元|才|$|[,。?;])"
    r"|多少研发(?:费|经费|投入)"
)
_LEAST = re.compile(r"至少|最少|起码|最低|得|要|需|应|该|才")


def asks_needed(text: str) -> bool:
    """Whether the number of people, or the sum, is asked for that a share of the user's whole comes to."""
    return bool(_LEAST.search(text) and (_PEOPLE.search(text) or _MONEY.search(text)))


def wholes(text: str, given: Sequence[Own]) -> tuple[Own, ...]:
    """The one whole of the user's that a share is asked of, read as a ratio to be looked up; nothing where no share is."""
    if not asks_needed(text) or any(o.unit == "percent" for o in given):
        return ()
    unit, about, base = ("count", "people", "职工") if _PEOPLE.search(text) else ("yuan", "spend", "成本费用")
    fit = [o for o in given if o.unit == unit and o.exact and not o.worked_out and o.value > 0]
    if unit == "count":
        fit = [o for o in fit if re.search(r"[人名位号]$", o.said)]
    elif not re.search(r"成本|费用|支出|开销", text):
        return ()
    if len(fit) != 1:
        return ()
    return (replace(fit[0], unit="percent", about=frozenset({about}), base=base, terms=(Decimal(0), fit[0].value)),)
