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
_SHARE = 0.4


def counterpart(
    national: Sequence[Finding], ranking: Ranking, own: Sequence[str], index: Index, limits: Limits
) -> tuple[Finding, ...]:
    """The clause of the documents `own` that is worded like the national one found, and says its share of the question's
    words; nothing where the question asks for a figure, which likeness does not tell."""
    if not national or measured(ranking.part):
        return ()
    for sister, likeness in ranking.searcher.sisters(national[0].clauses[0].id):
        clause, hit = index.clauses[sister], ranking.of(sister)
        if clause.document_id in own and likeness >= _LIKENESS and hit.coverage >= _SHARE and not hit.foreign:
            document = index.document(clause.document_id)
            return (Finding(document, (clause,), "clauses", None, hit.score, limits.sure),)
    return ()
