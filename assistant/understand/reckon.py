"""Arithmetic on the user's figures: sums and multiples of money, ratios of two amounts or counts, years between dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.understand.elapsed import period
from assistant.understand.matters import matters
from assistant.understand.own import Interval, Own, Phrase, own, phrases
from assistant.understand.quantities import Quantity
from assistant.understand.sums import PART, RESEARCH, money, out_of, pledged, ratio_of, told_of

__all__ = ["own_figures"]

_NOTHING = re.compile(
    r"(?:一[个项家件条]|半[个项])[^,。;]{0,12}?[都也]?(?:还|仍|尚)?(?:没|不|未)(?!多|少|问|落|漏|拉|缺|差)|(?:没有?|未)[^,。;多少几]{0,6}(?:任何|一[项个家件条])"
)
_WHOLE_COUNT = re.compile(
    r"职工|员工|全员|总(?:人数|数|共)|一共|拢共|全(?:公司|厂|所|员|部)|共有?|在职|在编|上下|employees|staff|total"
)
_INSIDE = re.compile(r"^(?:里|中|当中|之中|内|of\b|,?其中)")
_PERSONS = re.compile(r"(?:人|名|位|个|号)$")
_THINGS = re.compile(r"[家所]$")
_BARE = re.compile(r"(?<![\d.a-z〔])\d{1,7}(?:\.\d+)?(?![\d.%〕]|年|月|号(?!人))")
_ONE = re.compile(r"(?:出去?|[了有过只才仅就])$")
_SINGLE = re.compile(r"^一")
_REQUIRED = re.compile(
    r"(?:必须|一定要|得|要(?!是$)|需要?|应该?|只要|要求|规定|目标|标准|门槛|底线|硬线|卡)(?:是|为|有|占|达到|在|排|进|定在?)?$"
)
_NORM = re.compile(r"^\s*的?(?:这[条个]|那[条个]|硬)?(?:目标|要求|标准|门槛|红线|线(?!上)|规定|底线|指标)")
_RAISED = re.compile(r"^[^,。;]{0,3}(?:提高|提升|增[加长]|涨|升|降|增)[到至]")


def own_figures(text: str, figures: Sequence[Quantity], context: str = "", day: date | None = None) -> tuple[Own, ...]:
    """What the user gave, what was worked out of it first; `context` tells what is measured where the question does not,
    `day` is today, for periods up to now."""
    kept = [q for q in figures if not _quoted(q, text)]
    said = phrases(text, kept)
    worked: list[Own] = [*period(text, day)]
    if not any(q.unit == "percent" for q in kept):
        worked += _counts_ratio(text, said)
    if each := out_of(text):
        worked.append(each)
        said = [p for p in said if p.quantity.unit != "yuan"]
    sums, used = money(text, said)
    worked += sums
    nothing = _NOTHING.search(text)
    given: list[Own] = []
    for phrase in said:
        q = phrase.quantity
        if q in used or _no_figure(q, text) or _share_of_sum(phrase, said):
            continue
        given.append(replace(own(phrase), pledged=q.unit == "yuan" and pledged(phrase)))
    if nothing:
        given.append(Own("count", Interval(Decimal(0), Decimal(0)), "没有", matters(text), words=nothing[0]))
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
    return replace(figure, about=hint)


def _share_of_sum(phrase: Phrase, said: Sequence[Phrase]) -> bool:
    """Whether a share is only a part of the sum before it (总共1200万，其中一半是专利)."""
    if phrase.quantity.unit != "percent" or not PART.search(phrase.before):
        return False
    return any(p.quantity.unit == "yuan" and p.quantity.end <= phrase.quantity.start for p in said)


def _counts_ratio(text: str, said: Sequence[Phrase]) -> list[Own]:
    """The share of one count in another: 80个职工，28个固定做研发; 全员200，研发100."""
    items = [p for p in said if p.quantity.unit == "count" and _countable(p.quantity, text)]
    if len(items) < 2:
        bare = _bare(text, said)
        every = phrases(text, [*(p.quantity for p in said), *bare])
        items = [p for p in every if p.quantity in bare or p.quantity in [i.quantity for i in items]]
    wholes = [p for p in items if _whole(p)]
    parts = [p for p in items if p not in wholes and (RESEARCH.search(p.words) or PART.search(p.before))]
    if len(wholes) != 1 or len(parts) != 1:
        if len(items) != 2 or not (matters(text) & {"people", "coverage"} or re.search(r"人|员|占", text)):
            return []
        low, high = sorted(items, key=lambda p: p.quantity.value)
        parts, wholes = [low], [high]
    about = matters(f"{parts[0].words} {wholes[0].words}") & {"people", "coverage"}
    if not about & {"people", "coverage"}:
        about |= frozenset({"people"}) if re.search(r"人|员|职工", text) else frozenset()
    if not RESEARCH.search(parts[0].words):
        about |= matters(parts[0].words) & {"kind"}
    ratio = ratio_of(parts[0].quantity, wholes[0].quantity, about, "职工" if "people" in about else "")
    return [told_of(ratio, parts[0], wholes[0])] if ratio else []


def _whole(phrase: Phrase) -> bool:
    if PART.search(phrase.before):
        return False
    head = _WHOLE_COUNT.search(phrase.words) and not RESEARCH.search(phrase.before)
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
