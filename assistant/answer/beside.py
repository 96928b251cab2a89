"""Figures of the user's that only a bound worded alike can be held against: shares of counts and sums, single things, and
those that a clause beside the ordinary bound relaxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer.bars import Bar, bars
from assistant.answer.certain import paid_out, whole_stands
from assistant.answer.linked import Judged
from assistant.answer.matching import bar_for
from assistant.answer.relaxed import relaxed, relaxes
from assistant.retrieve.search import Ranking
from assistant.understand.measures import alternatives, likeness
from assistant.understand.own import Interval, Own
from assistant.understand.shares import has_none_of, shares, singles
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause

__all__ = ["beside", "relaxed_near", "unlike", "with_others"]

_ALIKE = 2
_BEST = 3


def beside(part: Part, clauses: Iterable[Clause], of: str, given: Sequence[Own]) -> list[tuple[Own, Clause, Bar]]:
    """The further figures of the question with the bounds, of these clauses of the document `of`, that they are on."""
    found: list[tuple[Own, Clause, Bar]] = []
    ones = [o for o in singles(part.text, part.figures) if o.said not in {g.said for g in given}]
    for clause in dict.fromkeys(c for c in clauses if c.document_id == of):
        for bar in bars(clause):
            if bar.aim or paid_out(bar, clause):
                continue
            for own in shares(part.text, part.figures):
                if (
                    bar.unit == "percent"
                    and likeness(own.words, bar.noun)
                    and own.about & bar.about
                    and whole_stands(own, bar, clause)
                ):
                    found.append((own, clause, bar))
            for own in ones:
                if bar.unit == "count" and max(_each(own, bar), default=0) >= _ALIKE:
                    found.append((own, clause, bar))
    return found


def relaxed_near(own: Own, document: str, part: Part, ranking: Ranking, index: Index) -> tuple[Clause, Bar] | None:
    """The ordinary bound, wherever it stands in the document, that one of its best clauses relaxes for the asker."""
    for clause in (h.clause for h in ranking.top(_BEST, [document])):
        if relaxes(clause):
            held = bar_for(own, index.clauses_of(document), part, True)
            eased = relaxed(held[1], [clause], part) if held else None
            if eased and eased.named:
                return held
    return None


def with_others(own: Own, bar: Bar, part: Part, given: Sequence[Own]) -> Own:
    """The figure as it stands against a bound on several kinds of thing together (上市公司或者小巨人企业不少于2家): with those
    of the other kinds that the user tells, and open above where he tells nothing of them."""
    kinds = alternatives(bar.noun)
    if own.unit != "count" or len(kinds) < 2 or not own.exact or max(_each(own, bar)) < _ALIKE:
        return own
    none = has_none_of(part.text)
    total, unknown = own.value, False
    for kind, like in zip(kinds, _each(own, bar), strict=True):
        if like or any(likeness(n, kind) for n in none):
            continue
        other = next((g for g in given if g.unit == "count" and g.exact and likeness(g.words, kind) >= _ALIKE), None)
        total += other.value if other else Decimal(0)
        unknown = unknown or other is None
    if total == own.value and not unknown:
        return own
    return replace(own, span=Interval(total, None if unknown else total), exact=not unknown)


def unlike(judged: Sequence[Judged], part: Part) -> list[Judged]:
    """The verdicts, each line once; of a count and a part of it on one bound, only that of the whole count."""
    parts = {o.terms[0] for o in shares(part.text, part.figures) if o.terms}
    once = list({j.line: j for j in reversed(judged)}.values())[::-1]
    return [j for j in once if not (j.own.unit == "count" and j.own.value in parts and _rivals(j, once))]


def _rivals(one: Judged, judged: Sequence[Judged]) -> bool:
    same = [j for j in judged if j.clause.id == one.clause.id and j.bar.raw == one.bar.raw]
    return any(j.own.unit == "count" and j.own.value > one.own.value for j in same)


def _each(own: Own, bar: Bar) -> list[int]:
    """How like the figure's own words each of the kinds of thing that the bound counts is."""
    return [likeness(own.words, kind) for kind in alternatives(bar.noun)]
