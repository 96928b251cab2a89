"""How alike two clauses are in their own words."""

from __future__ import annotations

from assistant.answer.sentences import body
from assistant.retrieve.search import Searcher
from ingest.model import Clause

__all__ = ["Likeness"]


class Likeness:
    """How alike two clauses' own words are (0–1), by BM25 over the self-score, the better of the two directions."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.known: dict[str, dict[str, float]] = {}

    def __call__(self, one: Clause, other: Clause) -> float:
        """The likeness of the two."""
        return max(self._of(one, other), self._of(other, one))

    def _of(self, one: Clause, other: Clause) -> float:
        if one.id not in self.known:
            scores = self.searcher.index.lexical(body(one))
            own = max(float(scores[self.searcher.position[one.id]]), 1e-6)
            self.known[one.id] = {c: min(1.0, float(scores[p]) / own) for c, p in self.searcher.position.items()}
        return self.known[one.id][other.id]
