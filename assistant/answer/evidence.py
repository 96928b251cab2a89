"""Which clauses answer a part: one clause, a whole list, several documents, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.bars import sets_bound
from assistant.answer.forms import Finding, eligible, finding, single_value
from assistant.answer.heads import names_list
from assistant.answer.limits import Limits
from assistant.answer.prefer import prefer_form, prefer_steps
from assistant.answer.sentences import measured, obliges, states_value
from assistant.retrieve.search import Hit, Ranking
from assistant.understand.scope import NATION, Scope
from ingest.index import Index
from ingest.model import Document

__all__ = ["Finding", "documents_in_scope", "eligible", "find"]


def documents_in_scope(scope: Scope, documents: Sequence[Document]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The documents asked about, and those to fall back on (national ones) when they are silent: for a
    city below a region that is held, that region's."""
    national = tuple(d.id for d in documents if d.region == NATION)
    if scope.documents:
        return scope.documents, ()
    if scope.regions:
        own = tuple(d.id for d in documents if d.region in scope.regions)
        return (own + tuple(n for n in national if n not in own), ()) if scope.national else (own, national)
    if scope.national:
        return national, ()
    if scope.outside_regions or scope.not_held:
        above = tuple(d.id for d in documents if d.region in scope.above)
        return (), above or national
    return scope.among or tuple(d.id for d in documents), ()


def find(ranking: Ranking, documents: Sequence[str], index: Index, limits: Limits, scoped: bool) -> tuple[Finding, ...]:
    """What `documents` say of the part, best first; nothing when no clause is likely enough to answer."""
    hits = [h for h in ranking.top(40, documents) if eligible(h)]
    if ranking.part.programmes:
        hits = [h for h in hits if not h.foreign]  # another programme's rules are no answer
    if ranking.part.judged and any(q.unit in ("percent", "yuan") for q in ranking.part.figures):
        hits = [h for h in hits if obliges(h.clause.text) or sets_bound(h.clause)] or hits
    if not hits:
        return ()
    if single_value(ranking.part):
        hits = [h for h in hits if h.clause.kind not in ("heading", "title")] or hits
    hits = prefer_steps(hits) if ranking.part.asks("procedure") else _prefer_value(hits, ranking)
    hits = prefer_form(hits, ranking.part)
    best = hits[0]
    bar = limits.scoped if scoped else limits.answer
    if best.confidence < bar:
        named = [h for h in hits[:5] if names_list(h, hits, ranking, index)] if scoped else []
        if not named:
            return ()
        best = named[0]
    findings = [finding(best, hits, ranking, index, limits)]
    sisters = dict(ranking.searcher.sisters(best.clause.id))
    for document in documents:
        own = [h for h in hits if h.clause.document_id == document]
        if document == best.clause.document_id or not own:
            continue
        other = own[0]
        back = dict(ranking.searcher.sisters(other.clause.id))
        alike = max(sisters.get(other.clause.id, 0.0), back.get(best.clause.id, 0.0))
        if _beside(other, best, alike, limits) and other.confidence >= bar:
            findings.append(finding(other, own, ranking, index, limits))
    return tuple(findings)


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
