"""Figures in questions and clauses: value, unit, comparator. Pure text in, frozen values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

__all__ = ["Comparator", "Quantity", "Unit", "chinese_number", "find_quantities", "show"]

Unit = Literal["percent", "yuan", "month", "day", "count", "rank"]
Comparator = Literal["ge", "gt", "le", "lt", "about", "eq"]

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_HAN = "[零〇一二两兩三四五六七八九十百千]{1,12}"
_NUM = (
    r"(?:(?<!\d)\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|(?<!\d)\d{1,15}(?:[.点]\d{1,6})?"
    rf"|{_HAN}点[零〇一二三四五六七八九]{{1,6}}|{_HAN}|半)"
)
_MONEY = r"个?(?P<scale>[千百十]?[万萬亿億]|千|百)?\s*(?:元|块钱?|人民币|rmb)"
_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"(?P<pct>%|％|个点|个百分点)", "percent"),
    (_MONEY, "yuan"),
    (r"个?(?P<wan>[千百十]?[万萬亿億]|[kw](?![a-z]))(?!件|家|人|个|名|项|台|套)", "yuan"),
    (r"个?(?P<month>月)(?!\d*日)", "month"),
    (r"个?(?:周年|年)(?!\d|初|末|底|前|后|度|代)", "month"),
    (r"(?P<day>个?工作日|天|日)", "day"),
    (r"(?P<many>[万萬亿億])?多?(?P<cnt>家次|家|项|個|个(?!月|点|百分|亿|万)|名|号?人|位|台|套|条|件|所|次)", "count"),
)
_PATTERN = [
    (re.compile(rf"(?P<num>{_NUM})(?:\s*(?:-|至|到)\s*(?P<num2>{_NUM}))?\s*(?:多\s*)?{u}", re.I), k) for u, k in _UNITS
]
_HUNDREDTHS = re.compile(rf"百分之\s*(?P<num>{_NUM}|[百])")
_TENTHS = re.compile(
    r"(?P<num>\d(?:\.\d)?|[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?!立|果|员|本|功|长|为|熟)"
)
_RANK = re.compile(
    rf"(?:排名?|排|位列|第|排到|排在)?(?P<front>前|第)\s*(?P<num>{_NUM})(?!个|条|项|款|章|节|年|月|次|批|号|期|段|点|位数|十)"
)
_BEFORE: tuple[tuple[str, Comparator], ...] = (
    (
        r"(?:不低于|不少于|不小于|至少|不得低于|不得少于|达到|起码|最低|最少|满)(?:应|要|需|须|得)?(?:有|达到|为|具备)?$",
        "ge",
    ),
    (r"(?:不超过|不高于|不多于|至多|最多|不得超过|最高|上限为?)$", "le"),
    (r"(?:超过|高于|大于|多于|突破)$", "gt"),
    (r"(?:低于|少于|小于|不足|不到|未达)$", "lt"),
    (r"(?:约|大约|近|将近|差不多)$", "about"),
)
_AFTER: tuple[tuple[str, Comparator], ...] = (
    (r"^\s*(?:\(含\)|（含）)?(?:以上|及以上|起)", "ge"),
    (r"^\s*(?:\(含\)|（含）)?(?:以下|以内|之内|内)", "le"),
    (r"^\s*(?:左右|上下)", "about"),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `value` in the base unit (percent, yuan, months, days, items, place in a ranking), `high` the upper end
    of a range, `raw` as written, comparator included."""

    value: Decimal
    unit: Unit
    comparator: Comparator
    raw: str
    start: int
    end: int
    high: Decimal | None = None


def chinese_number(text: str) -> Decimal | None:
    """`三十` → 30, `1,000` → 1000, `半` → 0.5; None when it is no number."""
    text = text.replace(",", "").strip()
    if not text:
        return None
    if "点" in text:
        whole, _, part = text.partition("点")
        head, digits = chinese_number(whole), "".join(str(_DIGIT.get(c, c)) for c in part)
        return None if head is None else Decimal(f"{head}.{digits}")
    if text == "半":
        return Decimal("0.5")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    total = current = 0
    for char in text:
        if char in _DIGIT:
            current = current * 10 + _DIGIT[char] if current and not total else _DIGIT[char]
        elif char in _SCALE:
            total += (current or 1) * _SCALE[char]
            current = 0
        else:
            return None
    return Decimal(total + current)


def _factor(match: re.Match[str], unit: Unit) -> Decimal:
    groups = match.groupdict()
    word = (groups.get("scale") or groups.get("wan") or groups.get("many") or "").lower()
    factor = Decimal(1)
    for char in word:
        factor *= {"k": 1000, "w": 10_000, "千": 1000, "百": 100, "十": 10}.get(char) or _BIG.get(char, 1)
    if unit == "month" and not groups.get("month"):
        factor = Decimal(12)
    return factor


def _comparator(text: str, start: int, end: int) -> tuple[Comparator, int, int]:
    head, tail = text[max(0, start - 8) : start], text[end : end + 8]
    for pattern, kind in _BEFORE:
        if found := re.search(pattern, head.rstrip()):
            return kind, start - (len(head) - found.start()), end
    for pattern, kind in _AFTER:
        if found := re.search(pattern, tail):
            return kind, start, end + found.end()
    return "eq", start, end


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every figure with a unit in `text`, in order; overlapping readings are resolved to the first family that fits."""
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in taken)

    def add(match: re.Match[str], unit: Unit, value: Decimal, high: Decimal | None = None) -> None:
        if free(*match.span()):
            comparator, start, end = _comparator(text, *match.span())
            taken.append(match.span())
            found.append(Quantity(value, unit, comparator, text[start:end], start, end, high))

    for match in _HUNDREDTHS.finditer(text):
        number = Decimal(100) if match["num"] == "百" else chinese_number(match["num"])
        if number is not None:
            add(match, "percent", number)
    for match in _TENTHS.finditer(text):
        number = chinese_number(match["num"])
        if number is not None:
            add(match, "percent", number * 10 + (5 if match["half"] == "半" else _DIGIT.get(match["half"] or "", 0)))
    for pattern, unit in _PATTERN:
        for match in pattern.finditer(text):
            number = chinese_number(match["num"])
            if number is None or (unit == "month" and number > 1000 and not match.groupdict().get("month")):
                continue
            factor = _factor(match, unit)
            second = chinese_number(match["num2"]) if match["num2"] else None
            add(match, unit, number * factor, second * factor if second is not None else None)
    for match in _RANK.finditer(text):
        number = chinese_number(match["num"])
        if (number is not None and match["front"] == "前") or (number is not None and "排" in match.group()):
            add(match, "rank", number)
    return tuple(sorted(found, key=lambda q: q.start))


def show(value: Decimal, unit: Unit) -> str:
    """A base-unit value as a reader writes it: 28%, 1000万元, 18个月."""
    plain = f"{value.normalize():f}"
    if unit == "percent":
        return f"{plain}%"
    if unit == "yuan":
        for scale, name in ((Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元")):
            if value >= scale:
                return f"{(value / scale).normalize():f}{name}"
        return f"{plain}元"
    if unit == "month":
        return f"{(value / 12).normalize():f}年" if value % 12 == 0 else f"{plain}个月"
    return f"第{plain}名" if unit == "rank" else plain + {"day": "天", "count": ""}[unit]
