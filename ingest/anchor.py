"""Anchors: a passage of a document that says which clause is meant, whatever its id is today."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Clause
from ingest.normal import compact
from ingest.parse import Parsed

__all__ = ["Anchors", "Found"]

_MARKUP = re.compile(r"[#*|]")
_LISTS = ("list", "section")
_NO_STATEMENT = ("title", "heading", "header")


@dataclass(frozen=True, slots=True)
class Found:
    """The clause an anchor leads to. `times` is how often the document holds the anchor; `exact` False where it was
    found only by likeness."""

    clause_id: str
    times: int
    exact: bool


def _bare(text: str) -> str:
    """The form compared: the normal form without white space, without marks that a reader drops."""
    return _MARKUP.sub("", compact(text))


class Anchors:
    """Finds passages of one document."""

    def __init__(self, parsed: Parsed) -> None:
        self._clauses = {c.id: c for c in parsed.clauses}
        self._order = list(parsed.clauses)
        self._mended = _Joined([_bare(c.text) for c in self._order])
        self._source = _Joined([_bare(c.source_text or c.text) for c in self._order])
        self._below: dict[str, list[str]] = {}
        for clause in parsed.clauses:
            if clause.parent_id is not None:
                self._below.setdefault(clause.parent_id, []).append(clause.id)

    def knows(self, clause_id: str) -> bool:
        """Whether the document has this clause today."""
        return clause_id in self._clauses

    def holds(self, clause_ids: Sequence[str], anchor: str) -> bool:
        """Whether the anchor begins or ends in one of the clauses, or below one of them."""
        wanted = _bare(anchor)
        allowed = {i for clause_id in clause_ids for i in self.with_below(clause_id, "list")}
        return any(
            self._order[row].id in allowed
            for joined in (self._mended, self._source)
            for place in joined.places(wanted)
            for row in place
        )

    def with_below(self, clause_id: str, scope: str) -> tuple[str, ...]:
        """The clause; for a list or a section everything below it as well, in the order of the text."""
        if scope not in _LISTS:
            return (clause_id,)
        found = [clause_id]
        for child in self._below.get(clause_id, ()):
            found.extend(self.with_below(child, scope))
        return tuple(found)

    def find(self, anchor: str, scope: str) -> Found | None:
        """The clause in which the anchor begins; for a list or a section the head of what it begins or spans."""
        wanted = _bare(anchor)
        if not wanted:
            return None
        places = self._mended.places(wanted) or self._source.places(wanted)
        exact = bool(places)
        if not exact:
            places = self._mended.nearest(wanted)
        if not places:
            return None
        first, last = self._best(places, scope)
        clause = self._order[first]
        if scope in _LISTS:
            clause = self._head(clause, self._order[last])
        else:
            # A heading that the anchor only begins with is passed over: the statement below it is meant.
            clause = next((c for c in self._order[first : last + 1] if c.kind not in _NO_STATEMENT), clause)
        return Found(clause.id, len(places) if exact else 0, exact)

    def _best(self, places: list[tuple[int, int]], scope: str) -> tuple[int, int]:
        """Of several places the one of the fitting kind: a head for a list, a row for a row, else a statement."""

        def fitness(place: tuple[int, int]) -> int:
            clause = self._order[place[0]]
            if scope in _LISTS:
                return 0 if clause.id in self._below else 1
            if scope in ("row", "fact"):
                return 0 if clause.kind == scope else 1
            return 1 if clause.kind in _NO_STATEMENT else 0

        return min(places, key=fitness)

    def _head(self, clause: Clause, last: Clause) -> Clause:
        """The clause itself where something is below it or the anchor stays in it; else what both stand under."""
        if clause.id in self._below or clause.id == last.id:
            return clause
        above = self._above(last)
        while clause.id not in above and clause.parent_id is not None:
            clause = self._clauses[clause.parent_id]
        return clause

    def _above(self, clause: Clause) -> set[str]:
        found = {clause.id}
        while clause.parent_id is not None:
            clause = self._clauses[clause.parent_id]
            found.add(clause.id)
        return found


class _Joined:
    """The clauses' texts one after the other, and which of them holds an offset."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._text = "".join(texts)
        self._starts = [0]
        for text in texts:
            self._starts.append(self._starts[-1] + len(text))

    def places(self, wanted: str) -> list[tuple[int, int]]:
        """Rows of the first and last clause of every occurrence."""
        found, at = [], self._text.find(wanted) if wanted else -1
        while at >= 0:
            found.append((self._row(at), self._row(at + len(wanted) - 1)))
            at = self._text.find(wanted, at + 1)
        return found

    def nearest(self, wanted: str) -> list[tuple[int, int]]:
        """The stretch most like `wanted`, where nine tenths of it are alike."""
        if len(wanted) < 8:
            return []
        from rapidfuzz.fuzz import partial_ratio_alignment

        best = partial_ratio_alignment(wanted, self._text, score_cutoff=88)
        if best is None or best.dest_end <= best.dest_start:
            return []
        return [(self._row(best.dest_start), self._row(best.dest_end - 1))]

    def _row(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1
