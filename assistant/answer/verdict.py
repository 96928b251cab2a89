"""Comparing the user's own figure with the clause's threshold: arithmetic in code, units included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assistant.answer.bars import Bar
from assistant.answer.beside import beside, relaxed_near, unlike, with_others
from assistant.answer.boundary import at_boundary
from assistant.answer.certain import of_another
from assistant.answer.compose import compose
from assistant.answer.draft import Block, Draft, Line
from assistant.answer.evidence import Finding, documents_in_scope
from assistant.answer.linked import Judged, linked
from assistant.answer.matching import bar_for, surely_on
from assistant.answer.needed import needed, short_of
from assistant.answer.relaxed import relaxed
from assistant.answer.sentences import body, in_line, sentences
from assistant.answer.whole import whole
from assistant.answer.words import say, speaker
from assistant.retrieve.kept import Kept
from assistant.retrieve.search import Ranking
from assistant.understand.judged import own_of
from assistant.understand.matters import matters
from assistant.understand.own import Own, shown
from assistant.understand.quantities import Unit, find_quantities, show
from assistant.understand.understanding import Part
from assistant.understand.wholes import wholes
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["no_bound", "on_bounds", "verdicts"]

_COMPARES = re.compile(
    r"(?<!占)比(?!例|率|如|较|重(?:$|[是为占的高低达不在应要过够,]))[^,。;]{1,30}?(?:高|低|多|少|大|强|严|松)(?!于|新|科|技|校)"
    r"|(?:高|低|多|少)于[^,。;\d]{1,20}(?:要求|规定|标准|目标|线|数|水平)|higher|lower"
)
_ELIGIBLE = re.compile(r"能不能|能否|可以|够|达标|过线|满足|符合|合格|行不|行吗|成不|能.{0,6}(?:报|升|申)")
_SPENDS = re.compile(
    r"拿去|拿来|用来|用于|用在|用去|花在|花到|付给|抵给|(?:能|可以|可不可以)[^,。?;]{0,4}(?:用|花|付|买|还)"
)
_UNDECIDED = "**无法判断**"
_PLANS = re.compile(r"目标|规划|指标|计划")
_PAID_IN = re.compile(r"实际|实缴|到位|實際|實繳")
_OF_ALL = re.compile(r"全国|全社会|我国|规模以上|各地|全行业")
_ONE_BODY = re.compile(r"(?:我们?|咱们?|俺们?|本)这?(?:个|家)?(?:公司|厂|企业|单位|家|市|省|县|区|院|所)|我司|我厂")
_NAMED = {"percent": "具体比例", "yuan": "具体金额", "rank": "具体名次"}
_TELLING = frozenset({"grant", "growth", "kind"})
_NEAR = 25
_SHARE_OF_BEST = 0.3


def verdicts(
    findings: Sequence[Finding], part: Part, ranking: Ranking, index: Index, day: date, grounds: bool = True
) -> tuple[Block, ...]:
    """A line for each figure of the user's and each document that sets a bound on it; nothing where none does.

    A clause that was not found for the question as a whole, but sets the bound on one of its figures, is shown below its
    line – unless `grounds` is False, because the caller shows the clauses.
    """
    given = own_of(part.text, part.figures, part.context, day)
    wanted = wholes(part.text, given)
    found = {f.document.id: f.clauses for f in findings}
    asked, _ = documents_in_scope(part.scope, index.documents)
    kept = ranking.searcher.kept
    blocks: list[Judged] = []
    shown_below: list[Line] = []
    exceptions: list[Line] = []
    for document in (*found, *(d for d in asked if d not in found)):
        who = speaker(index.document(document), index.documents)
        for own in (*given, *wanted):
            held = bar_for(own, found.get(document, ()), part, True)
            more = None if held else _elsewhere(own, document, part, ranking) or _by_matter(own, document, part, index)
            chosen = held or more or relaxed_near(own, document, part, ranking, index)
            if chosen and of_another(chosen[0], part, kept):
                continue
            eased = relaxed(chosen[1], index.clauses_of(document), part) if chosen else None
            if chosen and eased and eased.named:
                chosen = more = (eased.clause, eased.bar)
            if chosen:
                blocks.append(_judged(own, *chosen, part, who, kept, given, own in wanted))
            if eased and chosen and not eased.named and chosen[1].met(own.span) is False:
                exceptions.append(_grounds(eased.clause, who))
            if more:
                shown_below.append(_grounds(more[0], who))
        near = [*found.get(document, ()), *(j.clause for j in blocks)]
        for own, clause, bar in beside(part, near, document, given):
            blocks.append(_judged(own, clause, bar, part, who, kept, given, False))
    blocks = whole(unlike(blocks, part), part)
    lines = _agreeing(_sure_first(linked(blocks, index)), given)
    cited = {c for b in lines for c in b.clauses}
    below = [b for b in dict.fromkeys(shown_below) if grounds and b.clauses[0] in cited]
    below += [b for b in dict.fromkeys(exceptions) if b not in below and lines]
    return (*lines, *below)


def _grounds(clause: Clause, who: str) -> Line:
    return Line(f"{who}：{in_line(body(clause))}", (clause.id,), (), ())


def on_bounds(findings: Sequence[Finding], lines: Sequence[Block]) -> tuple[Finding, ...]:
    """The findings as grounds of verdicts: of a document judged, only the clauses with the bound."""
    cited = {c for line in lines if isinstance(line, Line) for c in line.clauses}
    of = {c.rsplit("/", 2)[0] for c in cited}
    kept: list[Finding] = []
    for finding in findings:
        inside = tuple(c for c in finding.clauses if c.id in cited)
        if inside:
            kept.append(replace(finding, clauses=inside, form="clauses", head=None))
        elif finding.document.id not in of:
            kept.append(finding)
    return tuple(kept)


def no_bound(findings: Sequence[Finding], part: Part, index: Index, day: date) -> Draft | None:
    """The clause on the matter of the user's figure where it sets no figure to hold it against; None where the clause is
    on something else, or the figures are only counts. Where a figure is stated that binds nothing,
    or what may be done with a sum is asked, the clause alone answers."""
    given = [o for o in own_of(part.text, part.figures, part.context, day) if o.unit in _NAMED]
    for finding in findings[:1]:
        text = "".join(c.text for c in finding.clauses)
        told = matters(to_hans(text))
        own = next((o for o in given if o.about & told), None)
        if (
            own is None
            or (own.about & _TELLING) - told
            or any(q.unit == own.unit for q in find_quantities(to_hans(text)))
        ):
            continue
        if _SPENDS.search(part.text) or any(q.unit == own.unit for q in find_quantities(to_hans(text))):
            return Draft("answered", (*compose([finding], part, index),), confidence=min(1.0, finding.confidence))
        said = Line(say("no_bound", matter=_NAMED[own.unit]), frame=True)
        return Draft("partial", (said, *compose([finding], part, index)), looked_for=_NAMED[own.unit])
    return None


def _elsewhere(own: Own, document: str, part: Part, ranking: Ranking) -> tuple[Clause, Bar] | None:
    """The bound in another clause of the document, where the words around it say that it is on the figure's matter."""
    best = ranking.top(1)
    hits = ranking.top(_NEAR, [document])
    near = [h.clause for h in hits if not h.foreign and h.score >= _SHARE_OF_BEST * best[0].score]
    for clause in near:
        found = bar_for(own, [clause], part, True)
        if found and not found[1].aim and surely_on(own, found[1], part):
            return found
    return None


def _by_matter(own: Own, document: str, part: Part, index: Index) -> tuple[Clause, Bar] | None:
    """The bound anywhere in a document of the scope asked for, where the document has just one on the figure's matter."""
    if not part.scope.named or own.unit == "month":
        return None
    aims = bool(part.scope.documents) or bool(_PLANS.search(part.text))
    held: list[tuple[Clause, Bar]] = []
    for clause in index.clauses_of(document):
        found = bar_for(own, [clause], part, True)
        if found and surely_on(own, found[1], part) and (aims or not found[1].aim):
            held.append(found)
    least = [h for h in held if not any(o[0].parent_id == h[0].id for o in held)]
    most = max((len(own.about & b.about) for _, b in least), default=0)
    best = [(c, b) for c, b in least if len(own.about & b.about) == most]
    return best[0] if len({(b.value, b.comparator) for _, b in best}) == 1 else None


def _judged(
    own: Own, clause: Clause, bar: Bar, part: Part, who: str, kept: Kept, given: Sequence[Own], wanted: bool
) -> Judged:
    """The line on a figure and its bound, with what the document says of a figure just at the bound."""
    if wanted:
        return Judged(needed(own, clause, bar, who), own, clause, bar, None)
    own = with_others(own, bar, part, given)
    bar, defined, says = at_boundary(own, bar, clause, kept)
    line = _line(own, bar, clause, part, who)
    if defined and "**" in line.text and _UNDECIDED not in line.text:
        line = replace(line, text=f"{line.text.rstrip('。')}（{says}）。", clauses=(*line.clauses, defined.id))
    holds = None if _UNDECIDED in line.text else bar.met(own.span)
    return Judged(line, own, clause, bar, holds)


def _sure_first(blocks: Sequence[Line]) -> list[Line]:
    """The lines without those that decide nothing on a bound that another line decides."""
    decided = {(b.clauses[0], b.quotes) for b in blocks if _UNDECIDED not in b.text}
    return [b for b in blocks if _UNDECIDED not in b.text or (b.clauses[0], b.quotes) not in decided]


def _agreeing(lines: Sequence[Line], given: Sequence[Own]) -> list[Line]:
    """The lines; where several sums of money come out differently against one bound, that only one of them can be the
    one to judge."""
    sums = [o for o in given if o.unit == "yuan"]
    kept: list[Line] = []
    for line in lines:
        same = [x for x in lines if x.clauses == line.clauses and x.quotes == line.quotes]
        of_money = [x for x in same if any(o.said in x.computed for o in sums)]
        if line not in of_money or len({"**不满足**" in x.text for x in of_money}) == 1:
            kept.append(line)
            continue
        named = "、".join(o.said for o in sums)
        text = f"{line.text.partition('：')[0]}：{_UNDECIDED}：{named}（您提供）对照 {line.quotes[0]}：需要说明实际的总额。"
        one = replace(line, text=text, computed=tuple(c for o in sums for c in _computed(o)))
        kept += [one] if one not in kept else []
    return kept


def _line(own: Own, bar: Bar, clause: Clause, part: Part, who: str) -> Line:
    raw = re.sub(r"\s+", "", bar.raw)
    if own.unit == "percent" and own.base and bar.base and own.base != bar.base:
        text = f"{who}：{_UNDECIDED}：条文的比例以{bar.base}为基数（{raw}），您给的{own.said}以{own.base}为基数，不能直接比较。"
        return Line(text, (clause.id,), (bar.raw,), _computed(own))
    compared = _COMPARES.search(part.text) and not _ELIGIBLE.search(part.text)
    if bar.aim and not compared and _OF_ALL.search(_sentence(bar, clause)) and _ONE_BODY.search(part.text):
        text = f"{who}：{_UNDECIDED}：{raw}是整体的目标，不是对单个地方或单位的要求，不能用您给的{own.said}来判断。"
        return Line(text, (clause.id,), (bar.raw,), _computed(own))
    if own.pledged and bar.met(own.span) and _PAID_IN.search(clause.text):
        text = f"{who}：{_UNDECIDED}：条文要求的是实际投入（{raw}），您给的{own.said}尚未到位，不能计入。"
        return Line(text, (clause.id,), (bar.raw,), _computed(own))
    holds = bar.met(own.span)
    if holds is None:
        wanted = "确切年月" if own.unit == "month" else "确切数字"
        why = "条文的数字是约数，相差不多时不能断定" if own.exact else f"这个说法还不足以判断，需要{wanted}"
        text = f"{who}：{_UNDECIDED}：{own.said}（您提供）对照 {raw}：{why}。"
        return Line(text, (clause.id,), (bar.raw,), _computed(own))
    verdict, difference = _words(own, bar, holds, part)
    beside = bar.value if own.exact else None
    said = own.said if not own.exact or own.worked_out or own.unit == "count" else shown(own.value, own.unit, beside)
    relation = _relation(own.value, bar.value) if own.exact else "对照"
    text = f"{who}：**{verdict}**：{said}（您提供）{relation} {raw}{difference}。"
    more = short_of(own, bar, part.text) if not holds else ""
    return Line(f"{text}{more}", (clause.id,), (bar.raw,), (said, *_computed(own), difference, more))


def _sentence(bar: Bar, clause: Clause) -> str:
    return to_hans(next((s for s in sentences(clause.text) if bar.raw in s), clause.text))


def _computed(own: Own) -> tuple[str, ...]:
    return (own.said, *(q.raw for q in find_quantities(own.said)))


def _words(own: Own, bar: Bar, holds: bool, part: Part) -> tuple[str, str]:
    """The verdict and by how much it is missed (or, of a comparison, by how much the figure differs)."""
    gap = _gap(abs(own.value - bar.value), own.unit, bar.raw) if own.exact else ""
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


def _gap(gap: Decimal, unit: Unit, raw: str) -> str:
    if unit == "percent":
        places = shown(gap, "percent") if gap >= Decimal("0.01") else show(gap, "percent")
        return f"{places.rstrip('%')}个百分点"
    if unit == "rank":
        return f"{gap.normalize():f}位"
    counter = re.search(r"[家项个名人位台套条件所次]", raw) if unit == "count" else None
    return shown(gap, unit) + (counter[0] if counter else "")
