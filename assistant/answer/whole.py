"""A clause with several requirements is met only where each figure of the asker's that may belong to one was judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.linked import Judged
from assistant.answer.sentences import sentences
from assistant.understand.quantities import Quantity, find_quantities
from assistant.understand.understanding import Part
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["whole"]

_MET = "**满足**"
_LEAST = ("ge", "gt")
_UNITS = ("month", "age", "rank", "percent", "yuan")


def whole(judged: Sequence[Judged], part: Part) -> list[Judged]:
    """The verdicts; one of a bound met is none where its sentence sets another bound, which was not judged, of the unit
    of another figure of the question, which was not judged either."""
    return [_open(one, judged, part) if _MET in one.line.text else one for one in judged]


def _open(one: Judged, judged: Sequence[Judged], part: Part) -> Judged:
    if one.bar.aim:
        return one
    left = [q for q in part.figures if q.unit in _UNITS and not any(_used(q, j) for j in judged)]
    done = {j.bar.value for j in judged if j.clause.id == one.clause.id}
    others = [b for b in _bounds(one.bar.raw, one.clause) if b.value not in done]
    missing = next(((q, b) for q in left for b in others if q.unit == b.unit), None)
    if missing is None:
        return one
    given, bound = missing[0].raw.strip(), missing[1].raw.strip()
    text = one.line.text.replace(_MET, "**无法判断**：此项达到").rstrip("。")
    more = f"。条文还要求{bound}，您给的{given}未能据此判断。"
    line = replace(one.line, text=f"{text}{more}", computed=(*one.line.computed, bound, given))
    return replace(one, line=line, holds=None)


def _used(q: Quantity, one: Judged) -> bool:
    """Whether the figure is the one judged, or went into it."""
    own = one.own
    return (own.unit == q.unit and (own.value == q.value or own.worked_out or not own.exact)) or q.value in (
        own.terms or ()
    )


def _bounds(raw: str, clause: Clause) -> list[Quantity]:
    """The lower bounds of the sentence in which the bound stands."""
    sentence = next((s for s in sentences(clause.text) if raw in s), clause.text)
    return [q for q in find_quantities(to_hans(sentence)) if q.comparator in _LEAST]
