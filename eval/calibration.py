"""Does the assistant know when it knows? The share of questions answered against how often the answer is right, as the bar
of confidence rises (El-Yaniv and Wiener 2010), and confidence against accuracy in bins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eval.score import Outcome

__all__ = ["curve", "reliability"]


def curve(outcomes: Sequence[Outcome]) -> list[dict[str, float]]:
    """For bars from 0 to 1: `coverage`, the share of all questions with an answer of at least that confidence, and
    `accuracy`, the share of those answers that are strictly right."""
    told = [(o.confidence, o.strict) for o in outcomes if o.status in ("answered", "partial")]
    points = []
    for step in range(0, 101, 5):
        kept = [right for sure, right in told if sure >= step / 100]
        if kept:
            points.append(
                {
                    "bar": step / 100,
                    "coverage": round(len(kept) / len(outcomes), 4),
                    "accuracy": round(sum(kept) / len(kept), 4),
                }
            )
    return points


def reliability(outcomes: Sequence[Outcome], bins: int = 10) -> dict[str, Any]:
    """Mean confidence and accuracy of the answers in `bins` equal bins of confidence, and the expected calibration error
    (Naeini et al. 2015)."""
    told = [(o.confidence, o.strict) for o in outcomes if o.status in ("answered", "partial")]
    rows: list[dict[str, float]] = []
    error = 0.0
    for b in range(bins):
        inside = [(s, r) for s, r in told if b / bins <= s < (b + 1) / bins or (b == bins - 1 and s == 1)]
        if not inside:
            continue
        sure = sum(s for s, _ in inside) / len(inside)
        right = sum(r for _, r in inside) / len(inside)
        error += len(inside) / len(told) * abs(sure - right)
        rows.append({"confidence": round(sure, 4), "accuracy": round(right, 4), "n": len(inside)})
    return {"bins": rows, "error": round(error, 4) if told else None}
