"""Comparing the user's own figure with the clause's threshold: arithmetic in code, units included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.draft import Block, Line
from assistant.answer.evidence import Finding
from assistant.answer.words import speaker
from assistant.understand.quantities import Comparator, Quantity, find_quantities, show
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import tokenise

__all__ = ["verdicts"]

_SIGN: dict[Comparator, str] = {"ge": "≥", "gt": "＞", "le": "≤", "lt": "＜"}
_HOLDS = {
    "ge": lambda own, bar: own >= bar,
    "gt": lambda own, bar: own > bar,
    "le": lambda own, bar: own <= bar,
    "lt": lambda own, bar: own < bar,
}


_TOGETHER = re.compile(r"另外|加上|再加|合计|一共|总共|还有|再拿|外加|连同")
_SHARE = re.compile(r"成本|占|其中|总额|收入|费用|研发")
_BARE = re.compile(r"(?<![\d.])(\d{1,7}(?:\.\d+)?)(?![\d.%])")


def _own_figures(part: Part) -> tuple[Quantity, ...]:
    """The user's figures; of two of one unit also their ratio in percent, and their sum when they are put together."""
    given = part.figures
    if any(q.unit == "percent" for q in given):
        return given
    for unit in ("yuan", "count"):
        pair = [q for q in given if q.unit == unit]
        if len(pair) == 2:
            return (
                *_together(pair, part.text),
                *given,
                *_ratio(pair[0].value, pair[1].value, pair[0].raw, pair[1].raw),
            )
    bare = _BARE.findall(re.sub(r"\d{4}年", "", part.text))
    if len(bare) == 2 and len(given) <= 1:
        return (*given, *_ratio(Decimal(bare[0]), Decimal(bare[1]), bare[0], bare[1]))
    return given


def _ratio(first: Decimal, second: Decimal, first_raw: str, second_raw: str) -> tuple[Quantity, ...]:
    (low, low_raw), (high, high_raw) = sorted(((first, first_raw), (second, second_raw)))
    if not high:
        return ()
    ratio = (low / high * 100).quantize(Decimal("0.01")).normalize()
    return (Quantity(ratio, "percent", "eq", f"{low_raw.strip()}÷{high_raw.strip()}＝{ratio:f}%", 0, 0),)


def _together(pair: Sequence[Quantity], text: str) -> tuple[Quantity, ...]:
    """The sum of two sums of money that the question puts together."""
    if pair[0].unit != "yuan" or (_SHARE.search(text) and not _TOGETHER.search(text)):
        return ()
    total = pair[0].value + pair[1].value
    return (Quantity(total, "yuan", "eq", f"{pair[0].raw}＋{pair[1].raw}＝{show(total, 'yuan')}", 0, 0),)


def _threshold(clause: Clause, unit: str) -> Quantity | None:
    bars = [q for q in find_quantities(clause.text) if q.unit == unit]
    bounded = [q for q in bars if q.comparator in _SIGN]
    if bounded:
        return bounded[0]
    return bars[0] if unit == "rank" and bars else None


def verdicts(findings: Sequence[Finding], part: Part, index: Index) -> tuple[Block, ...]:
    """One line for each document whose clause sets a bound on what the user gave; nothing where none does."""
    blocks: list[Block] = []
    for finding in findings:
        for clause in finding.clauses:
            made = _verdict(clause, part, speaker(finding.document, index.documents))
            if made:
                blocks.append(made)
                if len(part.figures) < 2:
                    break
    return tuple(blocks)


def _verdict(clause: Clause, part: Part, who: str) -> Line | None:
    for own in _nearest(_own_figures(part), part.text, clause):
        bar = _threshold(clause, own.unit)
        if bar is None:
            continue
        comparator: Comparator = "le" if own.unit == "rank" and bar.comparator == "eq" else bar.comparator
        holds = _HOLDS[comparator](own.value, bar.value)
        gap = abs(own.value - bar.value)
        value = own.raw if "＝" in own.raw else show(own.value, own.unit)
        relation = _relation(own.value, bar.value)
        difference = "" if holds else f"，差{_gap(gap, own.unit)}"
        text = (
            f"{who}：**{'满足' if holds else '不满足'}**：{value}（您提供）{relation} {bar.raw.strip()}{difference}。"
        )
        return Line(text, (clause.id,), (bar.raw.strip(),), (value, own.raw, _gap(gap, own.unit)))
    return None


def _nearest(given: Sequence[Quantity], text: str, clause: Clause) -> list[Quantity]:
    """The figures, that one first whose own phrase in the question shares most with the clause (技术人员占33%，研发占26.5%)."""
    wanted = set(tokenise(clause.text))

    def shared(own: Quantity) -> int:
        start = max(text.rfind(sign, 0, own.start) for sign in ",。;，；") + 1
        return len({t for t in tokenise(text[start : own.start]) if len(t) > 1} & wanted)

    # What was added up comes before its parts, a ratio after figures that stand in the question.
    return sorted(given, key=lambda own: -shared(own) if own.end else -1000 if "＋" in own.raw else 0)


def _relation(own: Decimal, bar: Decimal) -> str:
    return "＝" if own == bar else "＞" if own > bar else "＜"


def _gap(gap: Decimal, unit: str) -> str:
    if unit == "percent":
        return f"{gap.normalize():f}个百分点"
    if unit == "rank":
        return f"{gap.normalize():f}位"
    return show(gap, unit)  # type: ignore[arg-type]
