"""Which clauses answer a part: one clause, a whole list, several documents, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer.bars import sets_bound
from assistant.answer.limits import Limits
from assistant.answer.lists import asks_all, asks_list, below, heads_of, list_items, row_group
from assistant.answer.procedures import procedure
from assistant.answer.process import process_verbs
from assistant.answer.sentences import measured, obliges, states_value
from assistant.retrieve.search import Hit, Ranking
from assistant.understand.scope import NATION, Scope
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause, Document

__all__ = ["Finding", "documents_in_scope", "eligible", "find"]


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


def documents_in_scope(scope: Scope, documents: Sequence[Document]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents asked about, and those to fall back on (national ones) when they are silent."""
    national = tuple(d.id for d in documents if d.region == NATION)
    if scope.documents:
        return scope.documents, ()
    if scope.regions:
        own = tuple(d.id for d in documents if d.region in scope.regions)
        return (own + tuple(n for n in national if n not in own), ()) if scope.national else (own, national)
    if scope.national:
        return national, ()
    if scope.outside_regions or scope.outside_documents:
        return (), national
    return tuple(d.id for d in documents), ()


def eligible(hit: Hit) -> bool:
    """Whether the clause may answer by content: not a head or foot line unless a bank question leads there."""
    kind = hit.clause.kind
    if kind == "title":
        return hit.clause.part not in ("main", "notice") or hit.bank > 0.6
    return kind not in ("fact", "header") or hit.bank > 0.45


def find(ranking: Ranking, documents: Sequence[str], index: Index, limits: Limits, scoped: bool) -> tuple[Finding, ...]:
    """What `documents` say of the part, best first; nothing when no clause is likely enough to answer."""
    hits = [h for h in ranking.top(40, documents) if eligible(h)]
    if ranking.part.programmes:
        hits = [h for h in hits if not h.foreign]
    if ranking.part.programmes:
        hits = [h for h in hits if not h.foreign]  # another programme's rules are no answer
    if ranking.part.judged and any(q.unit in ("percent", "yuan") for q in ranking.part.figures):
        hits = [h for h in hits if obliges(h.clause.text) or sets_bound(h.clause)] or hits
    if not hits:
        return ()
    if _single_value(ranking.part):
        hits = [h for h in hits if h.clause.kind not in ("heading", "title")] or hits
    hits = _prefer_steps(hits) if ranking.part.asks("procedure") else _prefer_value(hits, ranking)
    best = hits[0]
    bar = limits.scoped if scoped else limits.answer
    if best.confidence < bar:
        return ()
    findings = [_finding(best, hits, ranking, index, limits)]
    sisters = dict(ranking.searcher.sisters(best.clause.id))
    for document in documents:
        own = [h for h in hits if h.clause.document_id == document]
        if document == best.clause.document_id or not own:
            continue
        other = own[0]
        back = dict(ranking.searcher.sisters(other.clause.id))
        alike = max(sisters.get(other.clause.id, 0.0), back.get(best.clause.id, 0.0))
        if _beside(other, best, alike, limits) and other.confidence >= bar:
            findings.append(_finding(other, own, ranking, index, limits))
    return tuple(findings)


def _single_value(part: Part) -> bool:
    """Whether one value is asked for (a sum, a ratio, a period, a day), and not a list."""
    kinds = {
        "amount",
        "ratio",
        "stake",
        "rate",
        "duration",
        "days",
        "date",
        "day",
        "window",
        "phone",
        "score",
        "points",
    }
    return bool(kinds & set(part.values)) and not ("list" in part.values or asks_all(part.text))


def _beside(other: Hit, best: Hit, alike: float, limits: Limits) -> bool:
    """Whether another document's best clause is on the same matter as the best of all, and worth showing beside it."""
    if alike >= 0.3 and other.score >= limits.sister * best.score:
        return True
    if alike >= 0.5 and other.score >= 0.6 * best.score:
        return True
    sure = other.confidence >= 0.65 * best.confidence and other.bank >= 0.4
    return sure and other.score >= 0.6 * best.score and alike >= 0.2


def _prefer_value(hits: list[Hit], ranking: Ranking) -> list[Hit]:
    """Among nearly equal hits, those that state a value of the kind asked for come first."""
    if not measured(ranking.part):
        return hits
    anchors = ranking.searcher.coverage.anchors(ranking.part)
    share = 0.6 if ranking.part.figures else 0.8
    near = [h for h in hits if h.score >= share * hits[0].score]
    near.sort(key=lambda h: (not states_value(h.clause, ranking.part, anchors), -h.score))
    return near + [h for h in hits if h.score < share * hits[0].score]


def _prefer_steps(hits: list[Hit]) -> list[Hit]:
    """Among nearly equal hits, those that tell of more steps come first."""
    near = [h for h in hits if h.score >= 0.75 * hits[0].score]
    near.sort(key=lambda h: -h.score * (1 + 0.06 * min(process_verbs(h.clause.text), 5)))
    return near + [h for h in hits if h.score < 0.75 * hits[0].score]


def _finding(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index, limits: Limits) -> Finding:
    document, sure = index.document(best.clause.document_id), best.confidence
    row = next((h.clause for h in hits[:6] if h.clause.kind == "row" and h.clause.document_id == document.id), None)
    if row is not None and (group := row_group(row, ranking.part, index)):
        return Finding(document, group, "list", None, best.score, sure)
    head = _list_head(best, hits, ranking, index, limits)
    if head is not None:
        return Finding(document, below(head, index), "list", head, best.score, sure)
    if ranking.part.asks("procedure") and (steps := procedure(best.clause, hits, index)):
        return Finding(document, steps, "clauses", None, best.score, sure)
    close = [
        h.clause
        for h in hits
        if h.clause.document_id == document.id
        and h.score >= limits.close * best.score
        and not index.children(h.clause.id)
        and eligible(h)
    ][:3]
    if _single_value(ranking.part) and measured(ranking.part) and not ranking.part.judged:
        anchors = ranking.searcher.coverage.anchors(ranking.part)
        close = [c for c in close if c == best.clause or states_value(c, ranking.part, anchors)]
    clauses = close if best.clause in close else [best.clause, *close[:2]]
    return Finding(document, tuple(sorted(clauses, key=lambda c: c.order)), "clauses", None, best.score, sure)


def _list_head(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index, limits: Limits) -> Clause | None:
    """The clause whose whole list answers, when the question wants a list."""
    text = ranking.part.text
    counted = "count" in ranking.part.values and best.confidence >= 0.5 and sets_bound(best.clause)
    if _single_value(ranking.part) or counted:
        return None
    if asks_list(text) and (known := _known_list(best, ranking, index)) is not None:
        return known
    if asks_all(text):
        head = _best_head(best, hits, ranking, index)
        if head is not None:
            return head
    if index.children(best.clause.id):
        return best.clause
    wants = asks_list(text)
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


def _best_head(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index) -> Clause | None:
    """For a question that wants everything: the head whose own score and whose best items' scores are highest."""
    candidates: dict[str, Clause] = {}
    for hit in hits[:8]:
        if hit.clause.document_id != best.clause.document_id:
            continue
        if list_items(hit.clause, index):
            candidates.setdefault(hit.clause.id, hit.clause)
        for head in heads_of(hit.clause, index):
            candidates.setdefault(head.id, head)

    def worth(head: Clause) -> float:
        scores = sorted((ranking.of(c.id).fused for c in list_items(head, index)), reverse=True)[:3]
        return 0.5 * ranking.of(head.id).fused + 0.5 * sum(scores) / max(len(scores), 1)

    ranked = sorted(candidates.values(), key=worth, reverse=True)
    return ranked[0] if ranked and worth(ranked[0]) >= 0.55 * best.fused else None
