"""What the documents of one column of a comparison may be saying: clauses, whole lists, whole tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.evidence import Finding, eligible, find
from assistant.answer.likeness import Likeness
from assistant.answer.limits import Limits
from assistant.answer.lists import below, list_items
from assistant.answer.sentences import measured, states_value
from assistant.retrieve.search import Ranking
from ingest.index import Index
from ingest.model import Clause, Document
from ingest.normal import to_hans

__all__ = ["CANDIDATES", "WANTS_LIST", "candidates", "single", "unsure"]

CANDIDATES = 5
WANTS_LIST = re.compile(r"条件|要求|门槛|资格|哪些|哪几|几[条项类种个]|职责|措施|材料|原则|功能")
_NO_CELL = ("heading", "title", "header", "fact")
_NEARLY = 0.62  # how good a column's best clause must be against another column's, for the column not to be silent
_UNREVIEWED = 0.5  # the same where only the other column's documents have reviewed questions, which raise scores
_SAME = 0.75  # likeness of clauses that are nearly the same
_FIGURES = ("amount", "ratio", "duration", "count", "phone", "score", "day", "window", "consequence")
_KINDS = re.compile(r"[几多]少?[种类样]")


def candidates(ranking: Ranking, group: Sequence[Document], index: Index, limits: Limits) -> tuple[Finding, ...]:
    """What a group of documents may be saying, what it was found to say first; nothing when it is silent."""
    ids = [d.id for d in group]
    found = find(ranking, ids, index, limits, True)
    if not found:
        return ()
    found = tuple(f if _fits(f, ranking) else single(f, ranking) for f in found)
    if not ranking.part.asks("procedure"):
        found = tuple(one for f in found for one in _apart(f, ranking))
    if listed := _rows(found[0], ranking, ids, index) or (
        _listed(ranking, ids, index) if found[0].form != "list" else None
    ):
        found = (listed, *found)
    found = tuple(f for f in found if f.form == "list" or f.clauses[0].kind not in _NO_CELL) or found
    taken = {f.clauses[0].id for f in found if f.form == "clauses"}
    near = [
        Finding(index.document(h.clause.document_id), (h.clause,), "clauses", None, h.score, h.confidence)
        for h in ranking.top(12, ids)
        if eligible(h)
        and h.clause.kind not in _NO_CELL
        and h.clause.id not in taken
        and h.score >= 0.6 * found[0].score
        and h.confidence >= limits.scoped
    ]
    return _with_value((*found, *near[:CANDIDATES]), ranking)


def unsure(ranking: Ranking, group: Sequence[Document], clear: Sequence[Clause], index: Index) -> tuple[Finding, ...]:
    """What a group of documents may be saying where nothing there is likely enough by itself: a clause that says nearly
    as much of the question as those of the other columns (`clear`) do, and states what is asked for; the one that is
    worded like one of those, if any. Silence is a claim."""
    if not clear:
        return ()
    banked = ranking.searcher.banked
    lower = any(c.document_id in banked for c in clear) and not any(d.id in banked for d in group)
    level = max(ranking.of(c.id).fused for c in clear) * (_UNREVIEWED if lower else _NEARLY)
    entitled = {d.id for d in group if lower and ranking.searcher.coverage.entitled(ranking.part, to_hans(d.title))}
    near = [
        Finding(index.document(h.clause.document_id), (h.clause,), "clauses", None, h.score, h.confidence)
        for h in sorted(ranking.top(12, [d.id for d in group]), key=lambda h: -h.fused)
        if eligible(h)
        and (not h.foreign or h.clause.document_id in entitled)
        and h.clause.kind not in _NO_CELL
        and h.fused >= level
    ]
    like = Likeness(ranking.searcher)
    same = [f for f in near if any(like(c, f.clauses[0]) >= _SAME for c in clear)]
    return _with_value((same[:1] or near)[:CANDIDATES], ranking)


def _apart(finding: Finding, ranking: Ranking) -> tuple[Finding, ...]:
    """A finding of several clauses as findings of one each, best first; a list as it is."""
    if finding.form == "list":
        return (finding,)
    hits = sorted(map(ranking.of, (c.id for c in finding.clauses)), key=lambda h: -h.score)
    return tuple(replace(finding, clauses=(h.clause,), score=h.score, confidence=h.confidence) for h in hits)


def _fits(finding: Finding, ranking: Ranking) -> bool:
    """Whether a whole list is what is asked about, and not one item of it that says more of the question than its head."""
    if finding.form != "list" or finding.head is None:
        return True
    share = ranking.searcher.coverage.share_of
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    return share(ranking.part, best.text) <= share(ranking.part, finding.head.text) + 0.15


def _rows(finding: Finding, ranking: Ranking, ids: Sequence[str], index: Index) -> Finding | None:
    """The whole table, where its rows are asked about and none in particular."""
    clause = finding.clauses[0]
    if finding.form == "list" or clause.kind not in ("row", "header", "title"):
        return None
    rows = tuple(c for c in index.clauses_of(clause.document_id) if c.part == clause.part and c.kind == "row")
    if not rows:
        return None
    scores = sorted((ranking.of(c.id).score for c in rows), reverse=True)
    headed = any(h.clause.kind == "header" for h in ranking.top(3, ids))
    level = scores[min(1, len(scores) - 1)] >= 0.8 * scores[0]
    if clause.kind == "row" and not (level and (headed or WANTS_LIST.search(ranking.part.text))):
        return None
    return replace(finding, clauses=rows, form="list", head=None)


def _listed(ranking: Ranking, ids: Sequence[str], index: Index) -> Finding | None:
    """The whole list whose head speaks of all that the question does, where it asks for one."""
    if not WANTS_LIST.search(ranking.part.text) or measured(ranking.part):
        return None
    hits = ranking.top(8, ids)
    for hit in hits:
        items = list_items(hit.clause, index)
        whole = hit.coverage >= 0.8 and hit.clause.kind in ("heading", "lead_in") and hit.score >= 0.75 * hits[0].score
        if whole and sum(h.clause in items for h in hits) >= 0.5 * len(items):
            document = index.document(hit.clause.document_id)
            return Finding(document, below(hit.clause, index), "list", hit.clause, hit.score, hit.confidence)
    return None


def _with_value(column: Sequence[Finding], ranking: Ranking) -> tuple[Finding, ...]:
    """The candidates that state a figure of a kind asked for; all when none is asked for."""
    kinds = tuple(v for v in ranking.part.values if v in _FIGURES)
    if _KINDS.search(ranking.part.text):
        kinds = tuple(v for v in kinds if v != "count")  # one who names the kinds tells how many there are
    if not kinds:
        return tuple(column)
    part = replace(ranking.part, values=kinds)
    anchors = ranking.searcher.coverage.anchors(ranking.part)
    counted = "count" in ranking.part.values
    return tuple(
        f for f in column if (counted and f.form == "list") or any(states_value(c, part, anchors) for c in f.clauses)
    )


def single(finding: Finding, ranking: Ranking) -> Finding:
    """The finding as clauses: of a whole list its best item."""
    if finding.form != "list":
        return finding
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    return replace(finding, clauses=(best,), form="clauses", head=None)
