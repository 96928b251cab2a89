"""The clause that sets the bound a question asks for, found by its matter and unit where the search by words misses it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answer.bars import Bar, bars
from assistant.answer.evidence import Finding
from assistant.answer.matching import bar_for, surely_on
from assistant.understand.matters import matters
from assistant.understand.own import Interval, Own
from assistant.understand.quantities import Unit
from assistant.understand.understanding import Part
from assistant.understand.values import Value, expected_values
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import normalise, to_hans

__all__ = ["asked_bound", "off_matter"]

_UNITS: dict[Value, Unit] = {
    "ratio": "percent",
    "amount": "yuan",
    "rank": "rank",
    "count": "count",
    "headcount": "count",
}
_COUNTER = re.compile(r"(?:多少|几)\s*([家所项件条次台套人名位个])")
_ZERO = Interval(Decimal(0), Decimal(0))
_SURE = 0.5
_OF_VALUE = frozenset({"people", "spend", "capital", "income", "grant", "coverage", "equity", "trade"})
"""Matters of which one value is no answer to a question for another's."""


def asked_bound(part: Part, documents: Sequence[str], index: Index) -> tuple[Finding, ...]:
    """Of each document of a scope that the question names, the clause with the only bound of the kind asked for on the
    matter asked about; nothing where a document has several, or where only a plan's target fits and no plan is named."""
    if part.judged or not part.scope.named:
        return ()
    units = {_UNITS[v] for v in part.values if v in _UNITS}
    about = matters(part.text)
    counter = _COUNTER.search(part.text)
    if len(units) != 1 or not about:
        return ()
    sought = Own(units.pop(), _ZERO, counter[1] if counter else "", about)
    found: list[Finding] = []
    for document in documents:
        held = _held(sought, part, document, index)
        if len({(b.value, b.comparator) for _, b in held}) == 1:
            found.append(Finding(index.document(document), (held[-1][0],), confidence=_SURE))
    return tuple(found)


def off_matter(part: Part, findings: Sequence[Finding]) -> bool:
    """Whether every bound found of the kind asked for is on another matter than the one asked about (a sum to be raised
    where a sum to be spent each year is asked for)."""
    units = {_UNITS[v] for v in part.values if v in ("ratio", "amount")}
    asking = [p for p in re.split(r"[,。;?!]", part.text) if {"ratio", "amount"} & set(expected_values(p))]
    about = matters(",".join(asking) or part.text) & _OF_VALUE
    held = [(b, c) for f in findings for c in f.clauses for b in bars(c) if b.unit in units]
    if len(units) != 1 or not about or not held:
        return False
    return all(b.about & _OF_VALUE and not (b.about | _heads(c)) & about for b, c in held)


def _heads(clause: Clause) -> frozenset[str]:
    """The matters of the headings above the clause and of the lead-in of its list."""
    return matters(normalise(to_hans("".join((*clause.path, clause.reading.removesuffix(clause.text))))))


def _held(sought: Own, part: Part, document: str, index: Index) -> list[tuple[Clause, Bar]]:
    held: list[tuple[Clause, Bar]] = []
    for clause in index.clauses_of(document):
        found = bar_for(sought, [clause], part)
        if found and surely_on(sought, found[1], part) and (part.scope.documents or not found[1].aim):
            held.append(found)
    return held
