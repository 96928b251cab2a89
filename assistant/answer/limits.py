"""The bars of the decisions on evidence, in one place, set on the eval's dev part: one set for each kind of score."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BY_HAND", "LEARNED", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The bars of the decisions.

    `answer`, `scoped`: least confidence when all documents are asked, or those of a named region or document;
    `close`: clauses cited beside the best, by share of its score; `sister`: the same for other documents;
    `whole_list`: items that count as hit when a list is told from one of its items;
    `silent`: how much better a national clause must score for a region to count as silent, `sure` how sure it must be,
    `strong` how high it must score; `speaks`: when the region's own clause is sure enough not to be called silent;
    `unanswerable`: likeness to a question known to have no answer, when a value is asked for; `same_question`: the same
    when none is.
    """

    answer: float = 0.26
    scoped: float = 0.16
    close: float = 0.82
    sister: float = 0.80
    whole_list: float = 0.55
    silent: float = 1.5
    sure: float = 0.45
    strong: float = 0.70
    speaks: float = 0.70
    unanswerable: float = 0.38
    same_question: float = 0.85


BY_HAND = Limits()
"""For fused scores and the hand-set confidence."""

LEARNED = Limits(
    answer=0.30,
    scoped=0.08,
    close=0.45,
    sister=0.45,
    whole_list=0.60,
    silent=1.2,
    sure=0.5,
    strong=0.45,
    speaks=0.30,
    unanswerable=0.40,
)
"""For the probabilities of the learned re-scorer."""
