"""Comparing the user's own figure with the clause's threshold: arithmetic in code, units included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.answer.bars import Bar, bars
from assistant.answer.draft import Block, Line
from assistant.answer.evidence import Finding
from assistant.answer.words import speaker
from assistant.understand.judged import own_of
from assistant.understand.matters import matters
from assistant.understand.own import Own, interval, shown
from assistant.understand.quantities import find_quantities, show
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import tokenise

__all__ = ["verdicts"]

_COMPARES = re.compile(r"比.{0,30}?(?:高|低|多|少|大|强|严|松)|(?:高|低|多|少)于.{1,20}(?:吗|没|\?)|higher|lower")
_ELIGIBLE = re.compile(r"能不能|能否|可以|够|达标|过线|满足|符合|合格|行不行|能.{0,6}(?:报|升|申)")
_COMMON = frozenset(
    (
        "创新",
        "中心",
        "企业",
        "单位",
        "技术",
        "以上",
        "具有",
        "本领",
        "领域",
        "方面",
        "相关",
        "进行",
        "实现",
        "一定",
        "我们",
    )
)
_NEEDS_MATTER = ("month", "age")


def verdicts(findings: Sequence[Finding], part: Part, index: Index, day: date | None = None) -> tuple[Block, ...]:
    """A line for each figure of the user's and each document whose clause sets a bound on it; nothing where none does."""
    given = own_of(part.text, part.figures, part.context, day)
    blocks: list[Block] = []
    for finding in findings:
        who = speaker(finding.document, index.documents)
        for own in given:
            held = [(c, b) for c in finding.clauses for b in bars(c) if b.unit == own.unit]
            chosen = _chosen(own, [(c, b) for c, b in held if _same_matter(own, b, part)], part)
            if chosen is None:
                continue
            line = _line(own, chosen[1], chosen[0], part, who)
            if line and line not in blocks:
                blocks.append(line)
    return _sure_first(blocks)


def _sure_first(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The lines without those that decide nothing for a clause that another line decides."""
    decided = {b.clauses for b in blocks if isinstance(b, Line) and _decides(b)}
    return tuple(b for b in blocks if isinstance(b, Line) and (_decides(b) or b.clauses not in decided))


def _decides(line: Line) -> bool:
    return "**无法判断**" not in line.text


def _chosen(own: Own, held: Sequence[tuple[Clause, Bar]], part: Part) -> tuple[Clause, Bar] | None:
    """The bound on the figure's own matter: that whose words share most with the question."""
    if not held:
        return None
    asked = {t for t in tokenise(part.text) if len(t) > 1}

    def likeness(pair: tuple[Clause, Bar]) -> tuple[int, int]:
        return len(own.about & pair[1].about), len(asked & set(tokenise(pair[0].text)))

    return max(held, key=likeness)


def _same_matter(own: Own, bar: Bar, part: Part) -> bool:
    """Whether the bound is on the same thing: the same kind of ratio, money, items; a grant's cap is no entry bar."""
    shared = own.about & bar.about
    if own.unit in _NEEDS_MATTER:
        return bool(shared)
    if own.unit == "rank":
        return True
    if own.unit == "count":
        return _same_things(own, bar, part)
    if own.about and bar.about and not shared:
        return False
    if "grant" in bar.about and "grant" not in own.about:
        return False
    if own.unit == "yuan" and bar.about and not own.about and bar.aim:
        return False
    return _tier_holds(bar, part)


def _same_things(own: Own, bar: Bar, part: Part) -> bool:
    words = re.split(r"[,，。;；(（]", bar.counted)[0]
    pairs = {words[i : i + 2] for i in range(len(words) - 1)} - _COMMON
    if any(p in part.text for p in pairs):
        return True
    named = (own.about | _matters_of(part)) & bar.about
    return bool(named & {"transfer", "core", "patent"}) and ("项" in bar.raw) == (
        "项" in own.said or own.said == "没有"
    )


def _matters_of(part: Part) -> frozenset[str]:
    return matters(part.text)


def _tier_holds(bar: Bar, part: Part) -> bool:
    """Whether the user's figures put him in the tier for which alone the bound holds; a tier he says nothing of does not."""
    for tier in bar.tiers:
        same = [q for q in part.figures if q.unit == tier.unit]
        if not any(interval(q).meets(tier.comparator, tier.value) is True for q in same):
            return False
    return True


def _line(own: Own, bar: Bar, clause: Clause, part: Part, who: str) -> Line | None:
    raw = re.sub(r"\s+", "", bar.raw)
    if own.unit == "percent" and own.base and bar.base and own.base != bar.base:
        text = f"{who}：**无法判断**：条文的比例以{bar.base}为基数（{raw}），您给的{own.said}以{own.base}为基数，不能直接比较。"
        return Line(text, (clause.id,), (bar.raw,), _computed(own))
    holds = bar.met(own.span)
    if holds is None:
        text = f"{who}：**无法判断**：{own.said}（您提供）对照 {raw}：这个说法还不足以判断，需要确切数字。"
        return Line(text, (clause.id,), (bar.raw,), _computed(own))
    verdict, difference = _words(own, bar, holds, part)
    beside = bar.value if own.exact else None
    said = own.said if not own.exact or own.worked_out or own.unit == "count" else shown(own.value, own.unit, beside)
    relation = _relation(own.value, bar.value) if own.exact else "对照"
    text = f"{who}：**{verdict}**：{said}（您提供）{relation} {raw}{difference}。"
    return Line(text, (clause.id,), (bar.raw,), (said, *_computed(own), difference))


def _computed(own: Own) -> tuple[str, ...]:
    return (own.said, *(q.raw for q in find_quantities(own.said)))


def _words(own: Own, bar: Bar, holds: bool, part: Part) -> tuple[str, str]:
    """The verdict and by how much it is missed (or, of a comparison, by how much the figure differs)."""
    gap = _gap(abs(own.value - bar.value), own.unit) if own.exact else ""
    if _COMPARES.search(part.text) and not _ELIGIBLE.search(part.text):
        if not own.exact:
            return ("高于" if (bar.comparator in ("ge", "gt")) == holds else "低于"), ""
        above = own.value > bar.value
        if own.value == bar.value:
            return "持平", ""
        return ("高于" if above else "低于"), f"，{'高' if above else '低'}{gap}"
    if bar.aim:
        missed = "" if holds or not gap else f"，差{gap}"
        return ("达到目标" if holds else "未达到目标"), missed
    over = own.unit != "rank" and bar.comparator in ("le", "lt")
    missed = "" if holds or not gap or own.value == bar.value else f"，{'超出' if over else '差'}{gap}"
    return ("满足" if holds else "不满足"), missed


def _relation(own: Decimal, bar: Decimal) -> str:
    return "＝" if own == bar else "＞" if own > bar else "＜"


def _gap(gap: Decimal, unit: str) -> str:
    if unit == "percent":
        places = shown(gap, "percent") if gap >= Decimal("0.01") else show(gap, "percent")
        return f"{places.rstrip('%')}个百分点"
    if unit == "rank":
        return f"{gap.normalize():f}位"
    return shown(gap, unit)  # type: ignore[arg-type]
