"""Arithmetic on amounts of money: sums and multiples, the ratio of two, what is promised and not paid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.understand.matters import base_of, matters
from assistant.understand.numerals import SIMPLE, chinese_number
from assistant.understand.own import Interval, Own, Phrase, interval, own, percent, shown
from assistant.understand.quantities import Quantity, Unit, show

__all__ = ["PART", "RESEARCH", "money", "out_of", "pledged", "ratio_of", "told_of"]

RESEARCH = re.compile(r"研发|科研|科技|技术(?!合同)|搞开发|r&d|research|研究|[实试]验")
PART = re.compile(r"其中|里面?有|里[面头边]|内含|当中|之中|包括|包含|含")
_EQUIPMENT = re.compile(r"设备|仪器|厂房|装备|机器|机床|器材")
_WHOLE_MONEY = re.compile(
    r"成本|总(?:费用|支出|开支|花|投|额)|费用总|支出总|营收|营业额|收入|销售|产值|流水|(?:全年|一共|总共|拢共|统共|一年)(?:花|支出|费用|开销|用)"
)
_TOTAL = re.compile(r"一共|总共|合计|加起来|加一起|拢共|总计|共计")
_SHARE = re.compile(r"占|比例|比重|成本|占比|强度")
_EACH = re.compile(r"各|每[家人个位方户]|均|都[是出投]|一[家人方]出")
_SHAREHOLDERS = re.compile(r"(?:家|个|位|方|名)$")
_PLEDGED = re.compile(
    r"认缴|注册资[本金]|承诺|答应|章程|口头|意向|计划|打算|准备|(?<![虚模比])拟|说好|约定"
    r"|没到位|未到位|没到账|未到账|还没[到进]"
)
_PAID = re.compile(r"实缴|实际|真金白银|真正|真[进到]|到位了|到账|已经?到|进来|进账|落袋")
_EACH_OF = re.compile(
    rf"每[^,。;\d]{{0,4}}?(?P<whole>{SIMPLE})(?:块钱?|元)[^。;\d]{{0,8}}?有(?P<part>{SIMPLE})(?:块钱?|元)"
)
_ADDED_UP = re.compile(r"一起|一块儿?|一共|总共|合计|加|另外|还有|连同|凑|外加|共计")


def money(text: str, said: Sequence[Phrase]) -> tuple[list[Own], list[Quantity]]:
    """Ratios and sums of the amounts of money, and the amounts that they use up."""
    amounts = [p for p in said if p.quantity.unit == "yuan"]
    promised = [p for p in amounts if pledged(p)]
    paid = [p for p in amounts if p not in promised]
    put_off = [p.quantity for p in promised] if promised and paid else []
    amounts = paid or amounts
    inside = [p for i, p in enumerate(amounts) if i and PART.search(p.before) and not _costs(amounts[i - 1])]
    put_off += [p.quantity for p in inside]
    amounts = [p for p in amounts if p not in inside]
    wholes = [p for p in amounts if _WHOLE_MONEY.search(p.before) or (_WHOLE_MONEY.search(p.after) and not p.before)]
    parts = [p for p in amounts if p not in wholes and _researched(p)]
    rest = [p for p in amounts if p not in wholes and p not in parts]
    made: list[Own] = []
    used = put_off + [p.quantity for i, p in enumerate(rest) if i and PART.search(p.before)]
    rest = [p for p in rest if p.quantity not in used]
    if len(wholes) == 1 and not parts and len(rest) == 1:
        parts, rest = rest, []
    if len(parts) == 1 and not wholes and len(rest) == 1 and not _added(text):
        wholes, rest = rest, []
    if not wholes and not parts and len(rest) == 2 and _SHARE.search(text) and not _added(text):
        low, high = sorted(rest, key=lambda p: p.quantity.value)
        parts, wholes, rest = [low], [high], []
    if len(wholes) == 1 and len(parts) == 1 and not any(p.quantity.unit == "percent" for p in said):
        ratio = ratio_of(parts[0].quantity, wholes[0].quantity, frozenset({"spend"}), base_of(f"占{wholes[0].words}"))
        made += [told_of(ratio, parts[0], wholes[0])] if ratio else []
        used += [parts[0].quantity, wholes[0].quantity]
    total = _sum(text, rest, said) if paid else None
    if total:
        made.append(total)
        used += [p.quantity for p in rest]
    return made, used


def _costs(phrase: Phrase) -> bool:
    """Whether the amount is what was spent in all, of which a part may be research."""
    return bool(_WHOLE_MONEY.search(phrase.words)) and "capital" not in matters(phrase.words)


def _researched(phrase: Phrase) -> bool:
    if RESEARCH.search(phrase.before):
        return not _EQUIPMENT.search(phrase.before)
    return bool(RESEARCH.search(phrase.after[:8])) and not _EQUIPMENT.search(phrase.words)


def _added(text: str) -> bool:
    return bool(re.search(r"另外|加上|再加|加|还有|再拿|外加|连同|凑|出资|实缴|股东|组建", text)) and not re.search(
        r"占|比例|比重|占比", text
    )


def _sum(text: str, terms: Sequence[Phrase], said: Sequence[Phrase]) -> Own | None:
    """What the amounts come to: a multiple for each of several (三家各350万), without what is part of another."""
    if not terms or _unlike(text, terms):
        return None
    if any(_estimate(p) for p in terms):
        return _rough_sum(text, terms)
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
    summed = _fixed("yuan", total, f"{'＋'.join(shown_terms)}＝{show(total, 'yuan')}", about - {"spend"} or about)
    return replace(summed, words=" ".join(p.words for p in terms), near=terms[0].near)


def _unlike(text: str, terms: Sequence[Phrase]) -> bool:
    """Whether the amounts measure different things, each by the words of its own piece (研发费用900万，股权融资7000万)."""
    pieces = [re.split(r"[,。;:]", text[: p.quantity.start])[-1] for p in terms]
    told = [found for p in pieces if (found := matters(p))]
    return len(told) > 1 and not frozenset.intersection(*told)


def _rough_sum(text: str, terms: Sequence[Phrase]) -> Own | None:
    """What amounts come to of which some are estimates, where the question adds them up (一起, 另外, 加上)."""
    if len(terms) < 2 or not _ADDED_UP.search(text) or any(_each_one(p) for p in terms):
        return None
    spans = [interval(p.quantity) for p in terms]
    lows = [s.low for s in spans if s.low is not None]
    highs = [s.high for s in spans if s.high is not None]
    if len(lows) < len(spans) or len(highs) < len(spans):
        return None
    low, high = sum(lows, Decimal(0)), sum(highs, Decimal(0))
    about = frozenset().union(*(p.matters() for p in terms))
    said = "＋".join(_as_given(p.quantity) for p in terms)
    outs = any(s.low_out for s in spans), any(s.high_out for s in spans)
    words = " ".join(p.words for p in terms)
    return Own("yuan", Interval(low, high, *outs), said, about - {"spend"} or about, "", False, True, words=words)


def _each_one(phrase: Phrase) -> bool:
    """Whether the amount counts several times (三家各出三百来万)."""
    return bool(re.search(r"(?:每|各|均|都是)[^,。;]{0,6}$", phrase.before))


def pledged(phrase: Phrase) -> bool:
    """Whether the amount is promised and not paid (认缴五千万)."""
    words = phrase.before or phrase.after
    return bool(_PLEDGED.search(words) or _PLEDGED.search(phrase.after[:8])) and not _PAID.search(phrase.before)


def out_of(text: str) -> Own | None:
    """The share told by what is spent of each sum (每一百块里有28块花在研发上)."""
    found = _EACH_OF.search(text)
    if not found or not (RESEARCH.search(text) or "spend" in matters(text)):
        return None
    part, whole = chinese_number(found["part"]), chinese_number(found["whole"])
    if part is None or not whole or part > whole:
        return None
    share = percent(part, whole)
    said = f"{part:f}÷{whole:f}＝{shown(share, 'percent', _round(share))}"
    return replace(_fixed("percent", share, said, frozenset({"spend"})), words=text)


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


def told_of(ratio: Own, part: Phrase, whole: Phrase) -> Own:
    """The ratio with the words beside its part and its whole."""
    return replace(ratio, words=part.words, near=part.near, whole=whole.words, unit_of=whole.quantity.unit)


def ratio_of(part: Quantity, whole: Quantity, about: frozenset[str], base: str) -> Own | None:
    """What share the part is of the whole; an interval where either is an estimate."""
    one, all_ = interval(part), interval(whole)
    ends = (one.low, one.high, all_.low, all_.high)
    if any(e is None for e in ends) or not all_.high or part.value > whole.value:
        return None
    low = percent(one.low, all_.high)  # type: ignore[arg-type]
    high = percent(one.high, all_.low) if all_.low else Decimal(100)  # type: ignore[arg-type]
    said = f"{_as_given(part)}÷{_as_given(whole)}"
    if low == high:
        ratio = _fixed("percent", low, f"{said}＝{shown(low, 'percent', _round(low))}", about, base)
        return replace(ratio, terms=(part.value, whole.value))
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


def _fixed(unit: Unit, value: Decimal, said: str, about: frozenset[str], base: str = "") -> Own:
    return Own(unit, Interval(value, value), said, about, base, True, True)
