"""Figures in questions and clauses: value, unit, comparator. Pure text in, frozen values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.understand.numerals import AMOUNT, NUMBER, SIMPLE, chinese_number, number_range

__all__ = ["Comparator", "Quantity", "Unit", "chinese_number", "find_quantities", "show"]

Unit = Literal["percent", "yuan", "month", "day", "count", "rank", "age"]
Comparator = Literal["ge", "gt", "le", "lt", "about", "eq"]

_MONEY = r"个?(?P<scale>[千百十]?[万亿]|千|百)?多?\s*(?:元|块(?!儿|头|牌|大|小|地)钱?|人民币|rmb|圆)"
_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"(?P<pct>%|％|个点|个百分点|百分点|\s*percent|\s*per\s?cent)", "percent"),
    (_MONEY, "yuan"),
    (r"个?(?P<wan>[kw](?![a-z]))(?!件|家|人|个|名|项|台|套)", "yuan"),
    (r"多?(?:周岁|岁)", "age"),
    (r"个?(?P<month>月)(?!\d*日)", "month"),
    (r"个?(?:周年|整?年)(?![\d零又]|初|末|底|前|后|度|代|以来)", "month"),
    (r"(?P<day>个?工作日|天|日)", "day"),
    (
        r"多?(?P<cnt>家次|家|项|個|个(?!月|点|百分|亿|万|工作日)|名|号?人|号(?=员工|职工|工人|技术)|位|台|套|条|件|所|次)",
        "count",
    ),
)
_PATTERN = [
    (
        re.compile(
            rf"(?P<num>{NUMBER})(?:\s*[%％]?\s*(?:-|~|至|到)\s*(?P<num2>{NUMBER}))?\s*(?:[多几余来]\s*)?{u}", re.I
        ),
        k,
    )
    for u, k in _UNITS
]
_SUM = re.compile(
    rf"(?P<num>{AMOUNT})(?:\s*(?:-|至|到)\s*(?P<num2>{AMOUNT}))?(?!\s*(?:件|家|人|个|名|项|台|套|次|条|元|美[元金]|欧元?|港[元币]|日元|英镑|usd|dollar))"
)
_TERM = re.compile(rf"(?P<years>{SIMPLE})\s*年(?:(?P<half>半)|[零又加]?(?P<months>{SIMPLE})\s*个月)(?![份底初])")
_SLASHED = re.compile(r"(?<![\d/.])(?P<num>\d{1,2})/(?P<whole>\d{1,3})(?![\d/.]|\s*(?:纳米|nm|月|日))")
_HUNDREDTHS = re.compile(rf"百分之\s*(?P<num>{SIMPLE}|[百])")
_PARTS_OF = re.compile(rf"(?P<whole>{SIMPLE})分之(?P<num>{SIMPLE})")
_TENTHS = re.compile(
    r"(?P<num>\d(?:\.\d)?|[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九](?!个))?(?!立|果|员|本|功|长|为|熟|绩|都|交)"
)
_HALF = re.compile(r"(?P<over>过半(?!年|个|小时)|超半数|一大半|大半(?!年|个)|半数|一半|对半)")
_NOT_NUMBERING = r"(?![零〇一二三四五六七八九十百千万亿\d个条项款章节年月次批号期段点类种步方部篇页]|位数|(?:五|个)年)"
_RANK = re.compile(
    rf"(?:排名?|排|位列|第|排到|排在)?(?P<front>前|第)\s*(?P<num>{SIMPLE})(?!个|条|项|款|章|节|年|月|次|批|号|期|段|点|位数|十)"
)
_PLACED = re.compile(
    rf"(?:(?:全国|国内|全省|全市|世界|全球|行业|领域|业内)(?:[内里中]|排名)?第|(?:排名?[在到了]?|位[列居]|并列|行业老)第?)"
    rf"\s*(?:(?P<num>{SIMPLE}){_NOT_NUMBERING}|(?P<num6>\d{{1,3}})(?=[一二两,和跟]))|第\s*(?P<num2>{SIMPLE})(?:名|位(?!数))"
    rf"|(?:一个|另一[个家])第(?P<num7>\d{{1,3}})(?=[,。;]|$)"
    r"|rank(?:s|ed)?\s*(?:no\.?|number|#)?\s*(?P<num3>\d+)|(?:no\.?|number)\s*(?P<num4>\d+)(?=\s+in\b)"
    r"|(?<!\d)(?P<num5>\d+)(?:th|st|nd|rd)(?=\s+(?:in|place)\b)"
)
_Reading = tuple[re.Match[str], Unit, Decimal, Decimal | None]
_BEFORE: tuple[tuple[str, Comparator], ...] = (
    (r"(?:(?<!有)没有?|未|尚未|不)(?:低于|少于|小于)$", "ge"),
    (r"(?:(?<!有)没有?|未|尚未|不)(?:超过?|高于|大于|多于|突破)$", "le"),
    (r"(?:(?<!有)没有?|未|尚未|不)(?:能?达到?|到|满|够)$|(?<!有)没有?$", "lt"),
    (
        r"(?:不低于|不少于|不小于|至少|不得低于|不得少于|达到|起码|最低|最少|不下于?|(?<!不)满)(?:应|要|需|须|得)?(?:有|达到|为|具备)?$",
        "ge",
    ),
    (
        r"(?:不超过|不高于|不多于|至多|最多|顶多|不得(?:超过|高于|多于|大于)|最高|上限为?)(?:不超过)?(?:只?[有能占到])?$",
        "le",
    ),
    (r"(?:超过?了?|超出|高于|大于|多于|突破|不止|不只|刚过|高出)(?:有|是)?$", "gt"),
    (r"(?:低于|少于|小于|不足|不到|未达)$", "lt"),
    (r"(?:大?约|近|将近|接近|差不多|逼近|大概|大致|(?<![大中])小|快到?)(?:有|是|占|占到)?$", "about"),
)
_AFTER: tuple[tuple[str, Comparator], ...] = (
    (r"^\s*(?:\(含\)|（含）)?(?:以上|及以上|起|打底)", "ge"),
    (r"^\s*(?:\(含\)|（含）)?(?:以下|以内|之内|内|封顶)", "le"),
    (r"^\s*(?:出头|开外|以外|多一?点)", "gt"),
    (r"^\s*(?:都|还)?(?:没到|不到|没有到)", "lt"),
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


def _factor(match: re.Match[str], unit: Unit) -> Decimal:
    groups = match.groupdict()
    word = (groups.get("scale") or groups.get("wan") or groups.get("many") or "").lower()
    factor = Decimal(1)
    for char in word:
        factor *= {"k": 1000, "w": 10_000, "千": 1000, "百": 100, "十": 10}.get(char) or {
            "万": 10_000,
            "亿": 100_000_000,
        }[char]
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


def _readings(text: str) -> Iterator[_Reading]:
    """Every reading of a figure, the surest families first; later ones may overlap earlier ones."""
    yield from _shares(text)
    for match in _TERM.finditer(text):
        years, months = chinese_number(match["years"]), chinese_number(match["months"] or "6")
        if years is not None and months is not None and years < 100:
            yield match, "month", years * 12 + months, None
    yield from _ranks(text)
    for pattern, unit in _PATTERN[:2]:
        yield from _plain(pattern, unit, text)
    yield from _plain(_SUM, "yuan", text)
    for pattern, unit in _PATTERN[2:]:
        yield from _plain(pattern, unit, text)


def _ranks(text: str) -> Iterator[_Reading]:
    """Places in a ranking: 排名前十, 全国第八名, ranked no. 12."""
    for match in _RANK.finditer(text):
        number = chinese_number(match["num"])
        if number is not None and (match["front"] == "前" or "排" in match.group()):
            yield match, "rank", number, None
    for match in _PLACED.finditer(text):
        number = chinese_number(next(filter(None, match.groups())))
        if number is not None and number < 1000:
            yield match, "rank", number, None


def _shares(text: str) -> Iterator[_Reading]:
    """Percentages written in words: 百分之三十, 四分之一, 三成半, 过半."""
    for match in _HUNDREDTHS.finditer(text):
        number = Decimal(100) if match["num"] == "百" else chinese_number(match["num"])
        if number is not None:
            yield match, "percent", number, None
    for match in (*_PARTS_OF.finditer(text), *_SLASHED.finditer(text)):
        whole, number = chinese_number(match["whole"]), chinese_number(match["num"])
        if whole and number is not None and (number <= whole if "分之" in match[0] else number < whole):
            yield match, "percent", number / whole * 100, None
    for match in _TENTHS.finditer(text):
        number = chinese_number(match["num"])
        if number is not None:
            yield (
                match,
                "percent",
                number * 10 + (5 if match["half"] == "半" else chinese_number(match["half"] or "零") or 0),
                None,
            )
    for match in _HALF.finditer(text):
        yield match, "percent", Decimal(50), None


def _plain(pattern: re.Pattern[str], unit: Unit, text: str) -> Iterator[_Reading]:
    for match in pattern.finditer(text):
        ends = number_range(match["num"])
        if ends is None or (unit == "month" and ends[0] > 1000 and not match.groupdict().get("month")):
            continue
        if unit == "count" and text[: match.start()].endswith("第"):
            continue
        if match[0] == "一块":
            continue  # together, or this field, and no sum of money
        factor = _factor(match, unit)
        high = chinese_number(match["num2"]) if match["num2"] else ends[1]
        yield match, unit, ends[0] * factor, None if high is None else high * factor


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

    for match, unit, value, high in _readings(text):
        add(match, unit, value, high)
    return tuple(sorted(found, key=lambda q: q.start))


def show(value: Decimal, unit: Unit) -> str:
    """A base-unit value as a reader writes it: 28%, 1000万元, 18个月."""
    plain = f"{value.normalize():f}"
    if unit == "percent":
        return f"{plain}%"
    if unit == "yuan":
        for scale, name in ((Decimal(10**12), "万亿元"), (Decimal(100_000_000), "亿元"), (Decimal(10_000), "万元")):
            if value >= scale:
                return f"{(value / scale).normalize():f}{name}"
        return f"{plain}元"
    if unit == "month":
        return f"{(value / 12).normalize():f}年" if value % 12 == 0 else f"{plain}个月"
    return f"第{plain}名" if unit == "rank" else plain + {"day": "天", "count": "", "age": "岁"}[unit]
