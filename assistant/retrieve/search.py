"""Scores every clause for one part of a question: BM25, vectors and question bank, fused by weighted scores.

Weighted, normalised fusion and not reciprocal ranks: with a small embedding RRF lowers nDCG@10 (see DECISIONS.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.coverage import Coverage, content_words
from assistant.retrieve.kept import Kept
from assistant.retrieve.rescore import Rescorer
from assistant.understand.lexicon import Lexicon, load_lexicon
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import BankEntry, Clause
from ingest.normal import to_hans, tokenise

__all__ = ["Hit", "Ranking", "Searcher", "Weights"]

Scores = NDArray[np.float32]
_LIKE = 0.25
"""How like a bank question must be for its words to tell which sentence of a clause is meant."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each leg counts. All but the bank are relative to the best clause; the bank is absolute (0–1)."""

    lexical: float = 0.15
    joint: float = 0.55
    dense: float = 0.10
    bank: float = 0.20
    expansion: float = 0.15
    context: float = 0.35
    later: float = 0.40
    inherited: float = 0.85
    sister: float = 0.60
    stranger: float = 1.00
    opposed: float = 0.70
    fused: float = 0.30


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause with its final score, how likely it answers (0–1), and the features behind them; `bank` is the best
    similarity to a bank question of it, `coverage` the share of the question's content words that the clause (or its bank
    questions) speaks of, `foreign` whether the question names a kind of body or programme of which the clause does not
    speak."""

    clause: Clause
    score: float
    confidence: float
    fused: float
    lexical: float
    dense: float
    bank: float
    coverage: float
    foreign: bool


@dataclass(slots=True)
class Ranking:
    """The scores of all clauses for one part, with the bank entries that matched best. `score` is the final one, `fused`
    the one before re-scoring; `said` how much of the question each clause says."""

    searcher: Searcher
    part: Part
    score: Scores
    fused: Scores
    said: Scores
    lexical: Scores
    joint: Scores
    dense: Scores
    bank: Scores
    entries: tuple[tuple[BankEntry, float], ...]
    sure: Scores | None = None
    _hits: dict[int, Hit] = field(default_factory=dict)
    _spoken: dict[int, tuple[float, bool]] = field(default_factory=dict)

    def spoken(self, position: int) -> tuple[float, bool]:
        """Which share of the question's words the clause speaks of, and whether it speaks of a foreign kind."""
        if position not in self._spoken:
            coverage, clause_id = self.searcher.coverage, self.searcher.order[position]
            self._spoken[position] = (coverage.share(self.part, clause_id), coverage.foreign(self.part, clause_id))
        return self._spoken[position]

    def hit(self, position: int) -> Hit:
        """The hit for the clause at `position` of the index order."""
        if position not in self._hits:
            coverage, foreign = self.spoken(position)
            lexical, dense, bank = (float(leg[position]) for leg in (self.lexical, self.dense, self.bank))
            if self.sure is not None:
                sure = float(self.sure[position])
            else:  # by hand
                sure = (0.45 * bank + 0.40 * coverage + 0.15 * max(dense, 0.0)) * (0.3 if foreign else 1.0)
            self._hits[position] = Hit(
                self.searcher.index.clauses[self.searcher.order[position]],
                float(self.score[position]),
                sure,
                float(self.fused[position]),
                lexical,
                dense,
                bank,
                coverage,
                foreign,
            )
        return self._hits[position]

    def of(self, clause_id: str) -> Hit:
        """The hit for one clause."""
        return self.hit(self.searcher.position[clause_id])

    def top(self, n: int, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """The best `n` clauses, of `documents` only where given."""
        scores = self.score
        if documents is not None:
            scores = np.where(self.searcher.mask(frozenset(documents)), scores, -1.0).astype(np.float32)
        best = np.argsort(-scores, kind="stable")[:n]
        return tuple(self.hit(int(i)) for i in best if scores[i] > 0)


class Searcher:
    """Searches one open generation. Safe to use from several threads: it only reads."""

    def __init__(
        self,
        index: Index,
        weights: Weights | None = None,
        lexicon: Lexicon | None = None,
        rescorer: Rescorer | None = None,
    ) -> None:
        self.index = index
        self.rescorer = rescorer
        self.weights = weights or Weights()
        self.order = index.order
        self.position = {clause_id: i for i, clause_id in enumerate(self.order)}
        self._document = np.array([index.clauses[c].document_id for c in self.order])
        self._entries = index.bank if self.weights.bank else ()
        self.coverage = Coverage(index, self._entries, lexicon or load_lexicon())
        spread = [
            (i, place, weight)
            for i, entry in enumerate(self._entries)
            if entry.answerable
            for place, weight in self._spread(entry)
        ]
        self.banked = frozenset(entry.document_id for entry in self._entries)
        self._spread_entry = np.array([i for i, _, _ in spread], dtype=np.int64)
        self._spread_place = np.array([p for _, p, _ in spread], dtype=np.int64)
        self._spread_weight = np.array([w for _, _, w in spread], dtype=np.float32)
        self.kept = Kept(index)
        self.mask = lru_cache(maxsize=64)(self._mask)
        self._all = to_hans("".join(c.text for c in index.clauses.values()))
        self._opposed = lru_cache(maxsize=64)(self._not_opposed)
        self.sisters = lru_cache(maxsize=4096)(self._sisters)

    def _mask(self, documents: frozenset[str]) -> NDArray[np.bool_]:
        return np.isin(self._document, sorted(documents))

    def _spread(self, entry: BankEntry) -> tuple[tuple[int, float], ...]:
        """The clauses a bank entry speaks for: its own, and at lower weight what stands below them."""
        weight: dict[int, float] = {}
        for clause_id in entry.clause_ids:
            weight[self.position[clause_id]] = 1.0
            if entry.scope in ("list", "section"):
                for child in self._below(clause_id):
                    weight.setdefault(self.position[child.id], self.weights.inherited)
        return tuple(weight.items())

    def _below(self, clause_id: str) -> Iterable[Clause]:
        for child in self.index.children(clause_id):
            yield child
            yield from self._below(child.id)

    def rank(self, part: Part) -> Ranking:
        """Scores for all clauses."""
        w = self.weights
        query = part.topic or part.text
        lexical = self._words(self.index.lexical, part, query)
        joint = self._words(self.index.joint, part, query) if w.joint else lexical
        dense = self.index.dense(" ".join([query, *part.expansion]))
        relative = (dense - dense.min(initial=0.0)) / max(float(dense.max(initial=1.0) - dense.min(initial=0.0)), 1e-6)
        bank, entries = self._bank(part, query)
        score = w.lexical * lexical + w.joint * joint + w.dense * relative + w.bank * bank
        for word in _words_of(part):
            score *= self._opposed(word, f"非{word}" in part.text)
        fused = score.astype(np.float32)
        part = replace(part, alike=_alike(query, entries))
        ranking = Ranking(self, part, fused, fused, self.index.said(query), lexical, joint, dense, bank, entries)
        if self.rescorer is not None:
            ranking.sure = self.rescorer(ranking)
            kept = self.weights.fused
            ranking.score = np.asarray(fused * (kept + (1 - kept) * ranking.sure), dtype=np.float32)
        return ranking

    def _not_opposed(self, word: str, negated: bool) -> Scores:
        """A factor for every clause: lower where it speaks only of the opposite (非X where X is asked for, or X for 非X).
        Character tokens cannot tell the two apart."""
        factor = np.ones(len(self.order), dtype=np.float32)
        if f"非{word}" not in self._all:
            return factor
        for i, clause_id in enumerate(self.order):
            clause = self.index.clauses[clause_id]
            text = to_hans("".join((*clause.path, clause.reading)))
            opposite, plain = text.count(f"非{word}"), text.count(word)
            wrong = plain > opposite if negated else opposite and plain == opposite
            if wrong and (plain or opposite):
                factor[i] = self.weights.opposed
        return factor

    def _words(self, leg: Callable[[str], Scores], part: Part, query: str) -> Scores:
        """BM25 of the question, with official words and earlier turns at lower weight; 1 for the best clause."""
        scores = leg(query).astype(np.float32, copy=True)
        if part.expansion:
            scores += self.weights.expansion * leg(" ".join(part.expansion))
        if part.context:
            scores += (self.weights.later if part.later else self.weights.context) * leg(part.context)
        return scores / max(float(scores.max(initial=0.0)), 1e-6)

    def _bank(self, part: Part, query: str) -> tuple[Scores, tuple[tuple[BankEntry, float], ...]]:
        scores = np.zeros(len(self.order), dtype=np.float32)
        if not self._entries:
            return scores, ()
        similarity = self.index.bank_scores(query)
        if part.context:
            similarity = np.maximum(similarity, 0.5 * self.index.bank_scores(f"{part.context} {query}"))
        np.maximum.at(scores, self._spread_place, self._spread_weight * similarity[self._spread_entry])
        for position in np.argsort(-scores)[:8]:
            for sister, likeness in self.sisters(self.order[int(position)]):
                place = self.position[sister]
                weight = self.weights.sister if self._document[place] in self.banked else self.weights.stranger
                scores[place] = max(scores[place], weight * likeness**0.5 * scores[position])
        best = np.argsort(-similarity)[:12]
        return scores, tuple((self._entries[int(i)], float(similarity[i])) for i in best)

    def _sisters(self, clause_id: str) -> tuple[tuple[str, float], ...]:
        """For each other document the clause most like this one, with the likeness (0–1: BM25 over its own self-score)."""
        clause = self.index.clauses[clause_id]
        scores = self.index.lexical(clause.reading)
        own = max(float(scores[self.position[clause_id]]), 1e-6)
        found = []
        for document in self.index.documents:
            if document.id == clause.document_id:
                continue
            masked = np.where(self.mask(frozenset({document.id})), scores, 0.0)
            best = int(np.argmax(masked))
            if masked[best] > 0:
                found.append((self.order[best], min(1.0, float(masked[best]) / own)))
        return tuple(found)


def _alike(query: str, entries: Sequence[tuple[BankEntry, float]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Of each entry like the query the question that shares most with it, with the clauses it asks for."""
    wanted = set(tokenise(query))
    return tuple(
        (entry.clause_ids, max(entry.questions, key=lambda q: len(wanted & set(tokenise(q)))))
        for entry, likeness in entries[:6]
        if entry.answerable and likeness >= _LIKE
    )


def _words_of(part: Part) -> tuple[str, ...]:
    """Words of three characters or more that the part asks about, in its own or in official words."""
    said = (*content_words(part.topic), *part.expansion)
    return tuple(dict.fromkeys(w.removeprefix("非") for w in said if len(w.removeprefix("非")) >= 3))
