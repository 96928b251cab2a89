"""Gradient-boosted trees in plain numpy: what the training script learns, the product applies without scikit-learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Trees"]

Scores = NDArray[np.float32]


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
