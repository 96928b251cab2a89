"""A region's own clause on what a national clause was found to say, in other words (遴选 for 认定): before it is called
silent."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.evidence import Finding
from assistant.answer.limits import Limits
from assistant.answer.sentences import measured
from assistant.retrieve.search import Ranking
from ingest.index import Index

__all__ = ["counterpart"]

_LIKENESS = 0.45
_SAME = 0.5
_SHARE = 0.4
_TOLD = frozenset({"steps", "person", "consequence", "names"})
"""Kinds of value that clauses tell in words: one that is worded alike tells them too."""


def counterpart(
    national: Sequence[Finding], ranking: Ranking, own: Sequence[str], index: Index, limits: Limits
) -> tuple[Finding, ...]:
    """The clause of the documents `own` that is worded like the national one found, and says its share of the question's
    words or is nearly the same; nothing where the question asks for a figure, which likeness does not tell."""
    if not national or set(measured(ranking.part)) - _TOLD:
        return ()
    best: tuple[float, Finding] | None = None
    for clause in national[0].clauses:
        for sister, likeness in ranking.searcher.sisters(clause.id):
            alike, hit = index.clauses[sister], ranking.of(sister)
            speaks = hit.coverage >= _SHARE or likeness >= _SAME
            fits = likeness >= _LIKENESS and speaks and not hit.foreign
            if alike.document_id in own and fits and (best is None or likeness > best[0]):
                document = index.document(alike.document_id)
                best = (likeness, Finding(document, (alike,), "clauses", None, hit.score, limits.sure))
    return (best[1],) if best else ()
