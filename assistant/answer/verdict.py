"""Comparing the user's own figure with the clause's threshold: arithmetic in code, units included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.draft import Block, Line
from assistant.answer.evidence import Finding
from assistant.answer.sentences import sentences
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


_NOT = re.compile(r"(?:没有?|未|尚未|还没有?)(?:达到|到|超过|满)?$|一.?都没")
_NONE = re.compile(r"一[个项家件名]?.{0,12}?[都也]没")
_OBLIGES = re.compile(r"应|须|必须|不得|不低于|不少于|不超过|至少|排名前|以上")
_BARS = re.compile(r"不再|撤销|取消|截至|累计|超过\d+(?:家|个|件|万|亿)")
_OTHER_BASE = re.compile(r"收入|营收|销售|产值|利润")
_TOGETHER = re.compile(r"另外|加上|再加|合计|一共|总共|还有|再拿|外加|连同")
_SHARE = re.compile(r"成本|占|其中|总额|收入|费用|研发(?!设备|仪器)")
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
        if bar is None or not _comparable(own, bar, clause, part.text):
            continue
        comparator: Comparator = "le" if own.unit == "rank" and bar.comparator == "eq" else bar.comparator
        holds = _holds(own, part.text, comparator, bar.value)
        if holds is None:
            continue
        gap = abs(own.value - bar.value)
        value = own.raw if "＝" in own.raw else show(own.value, own.unit)
        denied = _NOT.search(part.text[max(0, own.start - 4) : own.start])
        said = (denied[0] if denied else "") + own.raw if own.comparator != "eq" or denied else value
        if own.value == 1 and _NONE.search(part.text):
            said = "没有"
        difference = "" if holds or said != value else f"，差{_gap(gap, own.unit)}"
        relation = _relation(own.value, bar.value) if said == value else "对照"
        verdict = "满足" if holds else "不满足"
        text = f"{who}：**{verdict}**：{said}（您提供）{relation} {bar.raw.strip()}{difference}。"
        return Line(text, (clause.id,), (bar.raw.strip(),), (value, own.raw, _gap(gap, own.unit)))
    return None


def _comparable(own: Quantity, bar: Quantity, clause: Clause, text: str) -> bool:
    """Whether the clause obliges with this bound, and on the same thing as the user's figure: the same base of a ratio,
    the same kind of things counted. Periods are never judged: what they are counted from is not in the figure."""
    if own.unit not in ("percent", "yuan", "rank", "count") or (
        own.unit == "rank" and own.raw.lstrip().startswith("前")
    ):
        return False
    sentence = next((s for s in sentences(clause.text) if bar.raw.strip() in s), "")
    if not _OBLIGES.search(sentence) or _BARS.search(sentence):
        return False
    if own.unit == "percent" and _OTHER_BASE.search(text) and not _OTHER_BASE.search(clause.text):
        return False
    if own.unit == "count":
        counted = clause.text[bar.end : bar.end + 40]
        return any(counted[i : i + 2] in text for i in range(len(counted) - 1))
    return True


def _holds(own: Quantity, text: str, comparator: Comparator, bar: Decimal) -> bool | None:
    """Whether the bound is met; None when the user's figure is itself a bound that leaves it open (没有超过50%)."""
    if own.value == 1 and _NONE.search(text):
        return comparator not in ("ge", "gt")
    sign = own.comparator
    if _NOT.search(text[max(0, own.start - 4) : own.start]) or own.raw.startswith(("没", "未")):
        sign = {"ge": "lt", "gt": "le", "le": "gt", "lt": "ge", "eq": "lt", "about": "lt"}[sign]  # type: ignore[assignment]
    wants_more = comparator in ("ge", "gt")
    if sign in ("eq", "about"):
        return bool(_HOLDS[comparator](own.value, bar))
    if sign in ("lt", "le"):
        if wants_more:
            return False if own.value < bar or (own.value == bar and sign == "lt") else None
        return True if own.value <= bar else None
    if wants_more:
        return True if own.value >= bar else None
    return False if own.value > bar else None


def _nearest(given: Sequence[Quantity], text: str, clause: Clause) -> list[Quantity]:
    """The figures, that one first whose own phrase in the question shares most with the clause (技术人员占33%，研发占26.5%)."""
    wanted = set(tokenise(clause.text))

    def shared(own: Quantity) -> int:
        start = max(text.rfind(sign, 0, own.start) for sign in ",。;，；") + 1
        return len({t for t in tokenise(text[start : own.start]) if len(t) > 1} & wanted)

    if len(part_figures := [q for q in given if q.end]) > 1:
        given = [q for q in given if not q.end or shared(q) or len(part_figures) < 2]
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
