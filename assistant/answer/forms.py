"""The form in which one document answers: a clause with those close to it, a whole list, rows, or the steps of a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer.bars import sets_bound
from assistant.answer.heads import best_head, stands_out
from assistant.answer.limits import Limits
from assistant.answer.lists import asks_all, asks_each, asks_list, below, list_items, row_group
from assistant.answer.procedures import procedure
from assistant.answer.sentences import measured, states_value
from assistant.retrieve.search import Hit, Ranking
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause, Document

__all__ = ["Finding", "eligible", "finding", "single_value"]

_SINGLE = frozenset(
    ("amount", "ratio", "stake", "rate", "duration", "days", "date", "day", "window", "phone", "score", "points")
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one document says of a part. `form` is `list` when `clauses` are the whole of a list under `head`; `score` and
    `confidence` are those of its best clause."""

    document: Document
    clauses: tuple[Clause, ...]
    form: Literal["clauses", "list"] = "clauses"
    head: Clause | None = None
    score: float = 1.0
    confidence: float = 1.0


def eligible(hit: Hit) -> bool:
    """Whether the clause may answer by content: not a head or foot line unless a bank question leads there."""
    kind = hit.clause.kind
    if kind == "title":
        return hit.clause.part not in ("main", "notice") or hit.bank > 0.6
    return kind not in ("fact", "header") or hit.bank > 0.45


def single_value(part: Part) -> bool:
    """Whether one value is asked for (a sum, a ratio, a period, a day), and not a list."""
    return bool(_SINGLE & set(part.values)) and not ("list" in part.values or asks_all(part.text))


def finding(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index, limits: Limits) -> Finding:
    """What the document of `best` says, in its form; `hits` are the eligible ones, best first."""
    document, sure = index.document(best.clause.document_id), best.confidence
    row = next((h.clause for h in hits[:6] if h.clause.kind == "row" and h.clause.document_id == document.id), None)
    if row is not None and (group := row_group(row, ranking.part, index)):
        return Finding(document, group, "list", None, best.score, sure)
    head = _list_head(best, hits, ranking, index, limits)
    if head is not None:
        return Finding(document, below(head, index), "list", head, best.score, sure)
    if ranking.part.asks("procedure") and (steps := procedure(best.clause, hits, index)):
        return Finding(document, steps, "clauses", None, best.score, sure)
    return Finding(document, _close(best, hits, ranking, index, limits), "clauses", None, best.score, sure)


def _close(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index, limits: Limits) -> tuple[Clause, ...]:
    """The best clause and up to two nearly as good, in the order of the document."""
    close = [
        h.clause
        for h in hits
        if h.clause.document_id == best.clause.document_id
        and h.score >= limits.close * best.score
        and not index.children(h.clause.id)
        and eligible(h)
    ][:3]
    if single_value(ranking.part) and measured(ranking.part) and not ranking.part.judged:
        anchors = ranking.searcher.coverage.anchors(ranking.part)
        close = [c for c in close if c == best.clause or states_value(c, ranking.part, anchors)]
    clauses = close if best.clause in close else [best.clause, *close[:2]]
    return tuple(sorted(clauses, key=lambda c: c.order))


def _list_head(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index, limits: Limits) -> Clause | None:
    """The clause whose whole list answers, when the question wants a list."""
    text = ranking.part.text
    counted = "count" in ranking.part.values and best.confidence >= 0.5 and sets_bound(best.clause)
    if single_value(ranking.part) or counted:
        return None
    wants, everything = asks_list(text), asks_all(text) or asks_each(text)
    if stands_out(best, ranking, index):
        return None
    if wants and (known := _known_list(best, ranking, index)) is not None:
        return known
    if everything and (head := best_head(best, hits, ranking, index)) is not None:
        return head
    if index.children(best.clause.id):
        return best.clause
    if wants and list_items(best.clause, index):
        return best.clause
    if not wants or best.clause.parent_id is None:
        return None
    parent = index.clauses[best.clause.parent_id]
    children = list_items(parent, index)
    if len(children) < 2:
        return None
    strong = {h.clause.id for h in hits if h.fused >= limits.whole_list * best.fused}
    share = sum(c.id in strong for c in children) / len(children)
    listed = ranking.of(parent.id).fused >= 0.8 * best.fused
    return parent if listed or share >= 0.6 else None


def _known_list(best: Hit, ranking: Ranking, index: Index) -> Clause | None:
    """The list that a bank question very like this one asks for as a whole."""
    for entry, likeness in ranking.entries:
        if entry.document_id != best.clause.document_id or not entry.answerable:
            continue
        if likeness < 0.6 or entry.scope not in ("list", "section"):
            return None
        head = index.clauses[entry.clause_ids[0]]
        return head if list_items(head, index) else None
    return None
