"""Which clauses together tell a procedure: the best one, the steps before it, and close ones after it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.process import process_verbs
from assistant.retrieve.search import Hit
from ingest.index import Index
from ingest.model import Clause

__all__ = ["procedure"]


def procedure(best: Clause, hits: Sequence[Hit], index: Index) -> tuple[Clause, ...]:
    """The clauses beside `best` that belong to its procedure, in order; empty when `best` stands alone."""
    if best.parent_id is None or process_verbs(best.text) < 2:
        return ()
    scores = {h.clause.id: h.score for h in hits}
    own = scores[best.id]
    steps = [
        c
        for c in index.children(best.parent_id)
        if c.kind not in ("heading", "header", "row")
        and (
            c.id == best.id
            or (c.order < best.order and c.kind in ("item", "lead_in") and process_verbs(c.text) >= 2)
            or (process_verbs(c.text) >= 2 and scores.get(c.id, 0.0) >= 0.8 * own)
        )
    ]
    return tuple(sorted(steps, key=lambda c: c.order)) if len(steps) > 1 else ()
