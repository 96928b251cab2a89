"""Re-scoring the best candidates: a small learned model over features, or a cross-encoder where one is configured."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.features import FEATURES, features

if TYPE_CHECKING:
    from assistant.retrieve.search import Ranking

__all__ = ["DATA", "LearnedRescorer", "Rescorer", "Trees", "candidates", "load_rescorer"]

DATA = Path(__file__).parent.parent / "data" / "rescorer.json"
Scores = NDArray[np.float32]


class Rescorer(Protocol):
    """Final scores of all clauses, in the order of the index; 0 for those that are no candidates."""

    def __call__(self, ranking: Ranking) -> Scores: ...


def candidates(ranking: Ranking, most: int = 40, each: int = 12) -> list[int]:
    """The positions worth re-scoring: the best `most` of all, and the best `each` of every document."""
    order = np.argsort(-ranking.fused, kind="stable")
    chosen = dict.fromkeys(int(p) for p in order[:most])
    for document in ranking.searcher.index.documents:
        mask = ranking.searcher.mask(frozenset({document.id}))
        chosen.update(dict.fromkeys(int(p) for p in order[mask[order]][:each]))
    return [p for p in chosen if ranking.fused[p] > 0]


@dataclass(frozen=True, slots=True)
class Trees:
    """Gradient-boosted regression trees (Friedman 2001) for a probability, as arrays of shape (trees, nodes).

    A node holds the column it looks at (−1: a leaf), its threshold (left when ≤), its two children, and a leaf's value;
    the log-odds are `start` plus the sum of the leaves' values.
    """

    start: float
    column: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]

    @classmethod
    def read(cls, raw: dict[str, Any]) -> Trees:
        """From what the training script wrote."""
        return cls(
            float(raw["start"]),
            np.array(raw["column"], dtype=np.int16),
            np.array(raw["threshold"], dtype=np.float32),
            np.array(raw["left"], dtype=np.int16),
            np.array(raw["right"], dtype=np.int16),
            np.array(raw["value"], dtype=np.float32),
        )

    def probability(self, rows: NDArray[np.float32]) -> Scores:
        """The probability (0–1) for each row of shape (rows, columns)."""
        trees = np.arange(len(self.column))
        node = np.zeros((len(rows), len(self.column)), dtype=np.int64)
        for _ in range(self.column.shape[1]):
            column = self.column[trees, node]
            if (column < 0).all():
                break
            seen = np.take_along_axis(rows, np.maximum(column, 0), axis=1)
            below = np.where(seen <= self.threshold[trees, node], self.left[trees, node], self.right[trees, node])
            node = np.where(column < 0, node, below)
        odds = self.start + self.value[trees, node].sum(axis=1)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class LearnedRescorer:
    """The model that ships with the product: the probability that a clause answers the part."""

    trees: Trees

    def __call__(self, ranking: Ranking) -> Scores:
        """Final scores; see Rescorer."""
        scores = np.zeros_like(ranking.fused)
        chosen = candidates(ranking)
        if chosen:
            scores[chosen] = self.trees.probability(features(ranking, chosen))
        return scores


@lru_cache(maxsize=2)
def load_rescorer(path: Path = DATA) -> LearnedRescorer | None:
    """The learned re-scorer; None where it is missing or was trained for other features, and the fused scores stand."""
    if not path.is_file():
        return None
    raw = json.loads(path.read_text("utf-8"))
    return LearnedRescorer(Trees.read(raw["trees"])) if raw["features"] == list(FEATURES) else None
