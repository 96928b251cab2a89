"""Arithmetic on the user's figures: sums and multiples of money, ratios of two amounts or counts, years between dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.understand.matters import base_of, matters
from assistant.understand.own import Interval, Own, Phrase, interval, own, percent, phrases, shown
from assistant.understand.quantities import Quantity, Unit, show

__all__ = ["own_figures"]

_NOTHING = re.compile(
    r"(?:一[个项家件条]|半[个项])[^,。;]{0,12}?[都也](?:没|不|未)|(?:没有?|未)[^,。;多少几]{0,6}(?:任何|一[项个家件条])"
)
_RESEARCH = re.compile(r"研发|科研|科技|技术(?!合同)|搞开发|r&d|research|研究")
_EQUIPMENT = re.compile(r"设备|仪器|厂房|装备")
_WHOLE_MONEY = re.compile(
    r"成本|总(?:费用|支出|开支|花|投|额)|费用总|支出总|营收|营业额|收入|销售|产值|流水|全年(?:花|支出|费用)"
)
_TOTAL = re.compile(r"一共|总共|合计|加起来|加一起|算一起|一起算|放一起|凑一起|拢共|总计|共计")
_PART = re.compile(r"其中|里面?有|里头|当中|之中|包括|包含|含")
_SHARE = re.compile(r"占|比例|比重|成本|占比|强度")
_WHOLE_COUNT = re.compile(
    r"职工|员工|全员|总(?:人数|数|共)|一共|拢共|全(?:公司|厂|所|员|部)|共有?|在职|在编|上下|employees|staff|total"
)
_INSIDE = re.compile(r"^(?:里|中|当中|之中|内|of\b|,?其中)")
_PERSONS = re.compile(r"(?:人|名|位|个|号)$")
_THINGS = re.compile(r"[家所]$")
_EACH = re.compile(r"各|每[家人个位方户]|均|都[是出投]|一[家人方]出")
_SHAREHOLDERS = re.compile(r"(?:家|个|位|方|名)$")
_BARE = re.compile(r"(?<![\d.a-z〔])\d{1,7}(?:\.\d+)?(?![\d.%〕]|年|月|号(?!人))")
_ONE = re.compile(r"(?:出去?|[了有过只才仅就])$")
_SINGLE = re.compile(r"^一")
_REQUIRED = re.compile(
    r"(?:必须|一定要|得|要|需要?|应该?|只要|要求|规定|目标|标准|门槛|底线|硬线|卡)(?:是|为|有|占|达到|在|排|进|定在?)?$"
)
_NORM = re.compile(r"^\s*的?(?:这[条个]|那[条个]|硬)?(?:目标|要求|标准|门槛|红线|线(?!上)|规定|底线|指标)")
_RAISED = re.compile(r"^[^,。;]{0,3}(?:提高|提升|增[加长]|涨|升|降|增)[到至]")
_START = re.compile(
    r"((?:19|20)\d\d)年?(?:(\d{1,2})月)?[^,。;]{0,12}?(?:注册|成立|设立|登记|创办|开办)"
    r"|(?:注册|成立|设立|登记|创办|开办)[^,。;\d]{0,6}((?:19|20)\d\d)年?(?:(\d{1,2})月)?"
)
_END = re.compile(r"((?:19|20)\d\d)年?(?:(\d{1,2})月)?[^,。;]{0,8}?(?:报|申请|申|升|评)")
_AGO = {"今年": 0, "去年": 1, "前年": 2, "大前年": 3}
_AGO_START = re.compile(r"(今年|去年|大前年|前年)[^,。;]{0,10}?(?:注册|成立|设立|登记|创办)")


def own_figures(text: str, figures: Sequence[Quantity], context: str = "", day: date | None = None) -> tuple[Own, ...]:
    """What the user gave, what was worked out of it first; `context` tells what is measured where the question does not,
    `day` is today, for periods up to now."""
    kept = [q for q in figures if not _quoted(q, text)]
    said = phrases(text, kept)
    worked: list[Own] = [*_period(text, day)]
    if not any(q.unit == "percent" for q in kept):
        worked += _counts_ratio(text, said)
    money, used = _money(text, said)
    worked += money
    nothing = _NOTHING.search(text)
    given: list[Own] = []
    for phrase in said:
        q = phrase.quantity
        if q in used or _no_figure(q, text):
            continue
        given.append(own(phrase))
    if nothing:
        given.append(Own("count", Interval(Decimal(0), Decimal(0)), "没有", matters(text)))
    hint = matters(context)
    return tuple(_with_hint(o, hint) for o in (*worked, *given))


def _quoted(q: Quantity, text: str) -> bool:
    """Whether a figure is not the user's now: what he heard is required, a bound he quotes, a value since raised."""
    if _REQUIRED.search(text[max(0, q.start - 6) : q.start]) or _NORM.search(text[q.end :]):
        return True
    return text[max(0, q.start - 2) : q.start].endswith(("从", "由")) and bool(_RAISED.search(text[q.end :]))


def _no_figure(q: Quantity, text: str) -> bool:
    """Whether what reads like a figure is none: 一个 as an article, 3月 as a month of the year."""
    if q.unit == "month":
        return bool(re.search(r"\d\s*月$", q.raw))
    article = q.unit == "count" and q.value == 1 and bool(_SINGLE.search(q.raw))
    return article and not (_ONE.search(text[: q.start]) and q.raw[-1] in "项件")


def _with_hint(figure: Own, hint: frozenset[str]) -> Own:
    if figure.about or not hint:
        return figure
    return Own(figure.unit, figure.span, figure.said, hint, figure.base, figure.exact, figure.worked_out)


def _fixed(unit: Unit, value: Decimal, said: str, about: frozenset[str], base: str = "") -> Own:
    return Own(unit, Interval(value, value), said, about, base, True, True)


def _money(text: str, said: Sequence[Phrase]) -> tuple[list[Own], list[Quantity]]:
    """Ratios and sums of the amounts of money, and the amounts that they use up."""
    amounts = [p for p in said if p.quantity.unit == "yuan"]
    wholes = [p for p in amounts if _WHOLE_MONEY.search(p.before) or (_WHOLE_MONEY.search(p.after) and not p.before)]
    parts = [p for p in amounts if p not in wholes and _researched(p)]
    rest = [p for p in amounts if p not in wholes and p not in parts]
    made: list[Own] = []
    used = [p.quantity for i, p in enumerate(rest) if i and _PART.search(p.before)]
    rest = [p for p in rest if p.quantity not in used]
    if len(wholes) == 1 and not parts and len(rest) == 1:
        parts, rest = rest, []
    if len(parts) == 1 and not wholes and len(rest) == 1 and not _added(text):
        wholes, rest = rest, []
    if not wholes and not parts and len(rest) == 2 and _SHARE.search(text) and not _added(text):
        low, high = sorted(rest, key=lambda p: p.quantity.value)
        parts, wholes, rest = [low], [high], []
    if len(wholes) == 1 and len(parts) == 1 and not any(p.quantity.unit == "percent" for p in said):
        ratio = _ratio(parts[0].quantity, wholes[0].quantity, frozenset({"spend"}), base_of(f"占{wholes[0].words}"))
        made += [ratio] if ratio else []
        used += [parts[0].quantity, wholes[0].quantity]
    total = _sum(text, rest, said)
    if total:
        made.append(total)
        used += [p.quantity for p in rest]
    return made, used


def _researched(phrase: Phrase) -> bool:
    if _RESEARCH.search(phrase.before):
        return not _EQUIPMENT.search(phrase.before)
    return bool(_RESEARCH.search(phrase.after[:8])) and not _EQUIPMENT.search(phrase.words)


def _added(text: str) -> bool:
    return bool(re.search(r"另外|加上|再加|加|还有|再拿|外加|连同|凑|出资|实缴|股东|组建", text)) and not re.search(
        r"占|比例|比重|占比", text
    )


def _sum(text: str, terms: Sequence[Phrase], said: Sequence[Phrase]) -> Own | None:
    """What the amounts come to: a multiple for each of several (三家各350万), without what is part of another."""
    if not terms or any(_estimate(p) for p in terms):
        return None
    stated = [p for p in terms if _TOTAL.search(p.before)]
    if stated and len(terms) > 1:
        rest = [p for p in terms if p is not stated[0]]
        if sum(p.quantity.value for p in rest) <= stated[0].quantity.value:
            return own(stated[0])
    weighed = [(p, _times(text, p, said)) for p in terms]
    if len(weighed) == 1 and weighed[0][1] == 1:
        return None
    total = sum((p.quantity.value * n for p, n in weighed), Decimal(0))
    shown_terms = [(f"{n:f}×" if n != 1 else "") + _as_given(p.quantity) for p, n in weighed]
    about = frozenset().union(*(p.matters() for p in terms))
    return _fixed("yuan", total, f"{'＋'.join(shown_terms)}＝{show(total, 'yuan')}", about - {"spend"} or about)


def _estimate(phrase: Phrase) -> bool:
    """Whether the figure is not one value."""
    return not own(phrase).exact


def _times(text: str, phrase: Phrase, said: Sequence[Phrase]) -> Decimal:
    """How many times an amount counts: 三家各350万, 每家350万，一共三家."""
    counts = [p.quantity for p in said if p.quantity.unit == "count" and _SHAREHOLDERS.search(p.quantity.raw)]
    counts = [q for q in counts if q.high is None and q.value > 1]
    q = phrase.quantity
    before = [c for c in counts if c.end <= q.start]
    if before:
        between = text[before[-1].end : q.start]
        if _EACH.search(between) and not re.search(r"[。;]|\d", between):
            return before[-1].value
    if re.search(r"(?:每[家人个位方户]|各|均)[^,。;\d]{0,8}$", text[: q.start]) and len(counts) == 1:
        return counts[0].value
    return Decimal(1)


def _ratio(part: Quantity, whole: Quantity, about: frozenset[str], base: str) -> Own | None:
    """What share the part is of the whole; an interval where either is an estimate."""
    one, all_ = interval(part), interval(whole)
    ends = (one.low, one.high, all_.low, all_.high)
    if any(e is None for e in ends) or not all_.high or part.value > whole.value:
        return None
    low = percent(one.low, all_.high)  # type: ignore[arg-type]
    high = percent(one.high, all_.low) if all_.low else Decimal(100)  # type: ignore[arg-type]
    said = f"{_as_given(part)}÷{_as_given(whole)}"
    if low == high:
        return _fixed("percent", low, f"{said}＝{shown(low, 'percent', _round(low))}", about, base)
    outs = (one.low_out or all_.high_out, one.high_out or all_.low_out)
    return Own("percent", Interval(low, high, *outs), said, about, base, False, True)


def _round(value: Decimal) -> Decimal | None:
    """The whole number that a ratio must not look like when it only comes near it (29.999 and 30)."""
    whole = value.quantize(Decimal(1))
    return None if whole == value else whole


def _as_given(q: Quantity) -> str:
    """The figure as the user wrote it, in digits where it is money in Chinese numerals."""
    raw = q.raw.strip()
    return raw if q.unit == "count" or raw[0].isdigit() else show(q.value, q.unit)


def _counts_ratio(text: str, said: Sequence[Phrase]) -> list[Own]:
    """The share of one count in another: 80个职工，28个固定做研发; 全员200，研发100."""
    items = [p for p in said if p.quantity.unit == "count" and _countable(p.quantity, text)]
    if len(items) < 2:
        bare = _bare(text, said)
        every = phrases(text, [*(p.quantity for p in said), *bare])
        items = [p for p in every if p.quantity in bare or p.quantity in [i.quantity for i in items]]
    wholes = [p for p in items if _whole(p)]
    parts = [p for p in items if p not in wholes and (_RESEARCH.search(p.words) or _PART.search(p.before))]
    if len(wholes) != 1 or len(parts) != 1:
        if len(items) != 2 or not (matters(text) & {"people", "coverage"} or re.search(r"人|员|占", text)):
            return []
        low, high = sorted(items, key=lambda p: p.quantity.value)
        parts, wholes = [low], [high]
    about = matters(f"{parts[0].words} {wholes[0].words}") & {"people", "coverage"}
    if not about & {"people", "coverage"}:
        about |= frozenset({"people"}) if re.search(r"人|员|职工", text) else frozenset()
    if not _RESEARCH.search(parts[0].words):
        about |= matters(parts[0].words) & {"kind"}
    ratio = _ratio(parts[0].quantity, wholes[0].quantity, about, "职工" if "people" in about else "")
    return [ratio] if ratio else []


def _whole(phrase: Phrase) -> bool:
    if _PART.search(phrase.before):
        return False
    head = _WHOLE_COUNT.search(phrase.words) and not _RESEARCH.search(phrase.before)
    return bool(head or _INSIDE.search(phrase.after))


def _countable(q: Quantity, text: str) -> bool:
    """Whether a count is a number of people or things, and not 这一条, 两条分别."""
    if q.value == 1 and _SINGLE.search(q.raw):
        return False
    if text[max(0, q.start - 1) : q.start] in ("这", "那", "哪", "第"):
        return False
    things = _THINGS.search(q.raw) and "coverage" in matters(text)
    return bool(_PERSONS.search(q.raw) or things)


def _bare(text: str, said: Sequence[Phrase]) -> list[Quantity]:
    """Numbers without a unit, outside every figure."""
    taken = [(p.quantity.start, p.quantity.end) for p in said]
    return [
        Quantity(Decimal(m[0]), "count", "eq", m[0], m.start(), m.end())
        for m in _BARE.finditer(text)
        if all(m.end() <= a or m.start() >= b for a, b in taken)
    ]


def _period(text: str, day: date | None) -> list[Own]:
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
