"""What is known of a clause as an answer to a part, as numbers: the input of the learned re-scorer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.answer.process import process_verbs
from assistant.answer.sentences import measured, obliges, states_value
from assistant.understand.values import Value
from ingest.model import Clause

if TYPE_CHECKING:
    from assistant.retrieve.search import Ranking

__all__ = ["FEATURES", "features"]

FEATURES = (
    "fused",
    "fused_to_best",
    "fused_to_document",
    "lexical",
    "joint",
    "dense",
    "dense_to_best",
    "bank",
    "bank_to_document",
    "bank_refusal",
    "banked",
    "said",
    "coverage",
    "rarest_said",
    "rarest_left",
    "foreign",
    "asks_value",
    "asks_money",
    "asks_share",
    "asks_when",
    "asks_number",
    "asks_who",
    "asks_names",
    "states_value",
    "asks_list",
    "is_heading",
    "is_row",
    "is_fact",
    "is_title",
    "is_paragraph",
    "has_children",
    "depth",
    "length",
    "asks_procedure",
    "process_verbs",
    "asks_condition",
    "obliges",
    "asks_support",
    "scope_named",
    "words",
    "parent",
    "best_child",
    "best_sibling",
    "sister",
    "place",
)
"""The names of the columns. Scores are 0–1; `..._to_best` are relative to the best clause of all, `..._to_document` to the
best of the clause's own document; `bank_refusal` is the likeness to a bank question of its document known to have no
answer; `banked` whether the document has bank questions at all; `said` BM25 over the question's own score; `sister` the
best fused score of the clauses of other documents that are most like this one, times the likeness; `rarest_said` whether
the clause speaks of the rarest word of the question, `rarest_left` the share of the question that the rarest word it does
not speak of makes up; `place` one over the rank of the clause in its document."""


_KINDS: tuple[frozenset[Value], ...] = (
    frozenset({"amount", "points"}),
    frozenset({"ratio", "rate", "stake", "degree"}),
    frozenset({"date", "day", "window", "duration", "days", "age"}),
    frozenset({"count", "headcount", "rank", "score"}),
    frozenset({"person"}),
    frozenset({"names", "email", "website", "phone"}),
)


def features(ranking: Ranking, positions: Sequence[int]) -> NDArray[np.float32]:
    """One row for each clause at `positions` of the index order, columns as in FEATURES."""
    searcher, part = ranking.searcher, ranking.part
    top = _best(ranking)
    anchors = searcher.coverage.anchors(part)
    kinds = measured(part)
    refusal = _refusals(ranking)
    asks = {a: float(part.asks(a)) for a in ("procedure", "condition", "threshold", "support")}
    words = min(len(part.topic.replace(" ", "")) / 20, 2.0)
    asked = [float(bool(kind & set(part.values))) for kind in _KINDS]
    own_mask = {d.id: searcher.mask(frozenset({d.id})) for d in searcher.index.documents}
    rows = []
    for p in positions:
        clause = searcher.index.clauses[searcher.order[p]]
        coverage, foreign = ranking.spoken(p)
        own = top[clause.document_id]
        rows.append(
            (
                ranking.fused[p],
                ranking.fused[p] / top[""][0],
                ranking.fused[p] / own[0],
                ranking.lexical[p],
                ranking.joint[p],
                ranking.dense[p],
                ranking.dense[p] / top[""][1],
                ranking.bank[p],
                ranking.bank[p] / own[2],
                refusal.get(clause.document_id, 0.0),
                float(clause.document_id in searcher.banked),
                ranking.said[p],
                coverage,
                *searcher.coverage.rarest(part, clause.id),
                float(foreign),
                float(bool(kinds)),
                *asked,
                float(bool(kinds) and states_value(clause, part, anchors)),
                float("list" in part.values),
                float(clause.kind == "heading"),
                float(clause.kind == "row"),
                float(clause.kind in ("fact", "header")),
                float(clause.kind == "title"),
                float(clause.kind == "paragraph"),
                float(bool(searcher.index.children(clause.id))),
                float(len(clause.path)),
                math.log1p(len(clause.text)),
                asks["procedure"],
                float(process_verbs(clause.text)) if asks["procedure"] else 0.0,
                max(asks["condition"], asks["threshold"]),
                float(obliges(clause.text)),
                asks["support"],
                float(part.scope.named),
                words,
                *_family(ranking, clause),
                _sister(ranking, clause),
                1 / (1 + float((ranking.fused[own_mask[clause.document_id]] > ranking.fused[p]).sum())),
            )
        )
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(FEATURES))


def _best(ranking: Ranking) -> dict[str, tuple[float, float, float]]:
    """The best fused, dense and bank score of all (key empty) and of each document."""
    found = {}
    for document in ("", *(d.id for d in ranking.searcher.index.documents)):
        mask = ranking.searcher.mask(frozenset({document})) if document else slice(None)
        fused, dense, bank = (leg[mask] for leg in (ranking.fused, ranking.dense, ranking.bank))
        found[document] = tuple(max(float(leg.max(initial=0.0)), 1e-3) for leg in (fused, dense, bank))
    return found  # type: ignore[return-value]


def _refusals(ranking: Ranking) -> dict[str, float]:
    found: dict[str, float] = {}
    for entry, likeness in ranking.entries:
        if not entry.answerable:
            found[entry.document_id] = max(found.get(entry.document_id, 0.0), likeness)
    return found


def _family(ranking: Ranking, clause: Clause) -> tuple[float, float, float]:
    """The fused scores, over the clause's own, of its parent, its best child, and its best sibling."""
    index, place = ranking.searcher.index, ranking.searcher.position
    own = max(float(ranking.fused[place[clause.id]]), 1e-3)

    def best(clauses: Sequence[Clause]) -> float:
        return min(3.0, max((float(ranking.fused[place[c.id]]) for c in clauses), default=0.0) / own)

    parent = [index.clauses[clause.parent_id]] if clause.parent_id else []
    beside = [c for c in index.children(clause.parent_id) if c.id != clause.id] if clause.parent_id else []
    return best(parent), best(index.children(clause.id)), best(beside)


def _sister(ranking: Ranking, clause: Clause) -> float:
    place = ranking.searcher.position
    return max(
        (float(ranking.fused[place[s]]) * alike for s, alike in ranking.searcher.sisters(clause.id)), default=0.0
    )
