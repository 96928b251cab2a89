"""Which clauses together tell a procedure: the best one, the steps before it, and close ones after it; and which of
nearly equal ones tell of steps, or of a duty that comes back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.process import process_verbs
from assistant.retrieve.search import Hit
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["prefer_repeated", "prefer_steps", "procedure"]

_NEAR = 0.7
_ASKS_REPEATED = re.compile(
    r"年年|每年(?!.{0,4}(?:多少|几)[钱万])|每隔|每[一二两三]年|逐年|一年一[次回交报度]|隔多久|多久.{0,6}一[次回趟]|几年.{0,4}一[次回趟]"
)
_REPEATED = re.compile(r"每[年半季]|每[一二两三四五\d]+年|年度(?!计划)|定期|逐年")


def prefer_steps(hits: Sequence[Hit]) -> list[Hit]:
    """Among nearly equal hits, those that tell of more steps come first."""
    near = [h for h in hits if h.score >= 0.75 * hits[0].score]
    near.sort(key=lambda h: -h.score * (1 + 0.06 * min(process_verbs(h.clause.text), 5)))
    return near + [h for h in hits if h.score < 0.75 * hits[0].score]


def prefer_repeated(hits: list[Hit], part: Part) -> list[Hit]:
    """For a question about what comes back (年年, 每隔多久): the nearly equal hits that speak of something that does, as
    likely as the first was, and then what is further off; all hits where none does."""
    if not hits or not _ASKS_REPEATED.search(part.text):
        return hits
    first = max(hits, key=lambda h: h.fused)
    near = [h for h in hits if h.fused >= _NEAR * first.fused]
    told = [h for h in near if _REPEATED.search(to_hans(h.clause.text))]
    if not told or hits[0] in told:
        return hits
    score, sure = hits[0].score, hits[0].confidence
    lifted = [replace(h, score=max(h.score, score), confidence=max(h.confidence, sure)) for h in told[:1]]
    return [*lifted, *told[1:], *(h for h in hits if h not in near)]


def procedure(best: Clause, hits: Sequence[Hit], index: Index) -> tuple[Clause, ...]:
    """The clauses beside `best` that belong to its procedure, in order; empty when `best` stands alone."""
    if best.parent_id is None or process_verbs(best.text) < 2:
        return ()
    scores = {h.clause.id: h.score for h in hits}
    own = scores[best.id]
    steps = [
        c
        for c in index.children(best.parent_id)
        if c.kind != "heading"
        and (
            c.id == best.id
            or (c.order < best.order and c.kind in ("item", "lead_in") and process_verbs(c.text) >= 2)
            or (process_verbs(c.text) >= 2 and scores.get(c.id, 0.0) >= 0.8 * own)
        )
    ]
    return tuple(sorted(steps, key=lambda c: c.order)) if len(steps) > 1 else ()
