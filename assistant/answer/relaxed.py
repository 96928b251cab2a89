"""Bounds that a document relaxes for some (山区企业的，注册资本可以放宽至…): who is told to be one of them is held against the
relaxed bound, and nobody else is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.answer.bars import Bar
from assistant.answer.sentences import body, sentences
from assistant.understand.measures import likeness
from assistant.understand.quantities import Quantity, find_quantities
from assistant.understand.understanding import Part
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["Relaxed", "for_others", "relaxed", "relaxes"]

_EASES = re.compile(r"(?:放宽|放松|降低|下调)(?:至|到|为)\s*(?:[不至][低少超高多]?[于少过]?)?\s*$")
_RAW = re.compile(r"(?:放宽|放松|降低|下调)(?:至|到|为)")
_SIGN = re.compile(r"[,，。;；:：]")
_MEMBERS = re.compile(r"[、和或及与]")
_PLACED = re.compile(r"^.*(?:在|位于|属于|对于?)|的.*$|[县市]?域?[内外中]$")
_DENIES = re.compile(r"(?:不是|不属于?|不在|没在|并非|非)[^,。;?!]{0,4}$")
_ALIKE = 2
_NAMED = 0.5
_BOUNDS = ("ge", "gt", "le", "lt")


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A relaxed bound with its clause; `named` when the question says that the asker is one of those it is for."""

    clause: Clause
    bar: Bar
    named: bool


def relaxed(bar: Bar, clauses: Iterable[Clause], part: Part) -> Relaxed | None:
    """The relaxed form of a bound in one of the clauses of its document; None where none of them relaxes it."""
    if bar.aim or _RAW.search(f"{bar.before}{bar.raw}"):
        return None
    for clause in clauses:
        for sentence in sentences(body(clause)):
            for what, q in _eased(to_hans(sentence)):
                if q.unit == bar.unit and likeness(what, bar.noun) >= _ALIKE:
                    start = max(m.start() for m in _RAW.finditer(to_hans(sentence)[: q.end]))
                    comparator = q.comparator if q.comparator in _BOUNDS else bar.comparator
                    eased = replace(bar, value=q.value, comparator=comparator, raw=sentence[start : q.end].strip())
                    return Relaxed(clause, eased, _is_one(to_hans(sentence), part.text))
    return None


def relaxes(clause: Clause) -> bool:
    """Whether the clause relaxes any bound."""
    return bool(_RAW.search(to_hans(clause.text)))


def for_others(bar: Bar, clause: Clause, text: str) -> bool:
    """Whether the bound is a relaxed one for those that the question does not name."""
    if not _RAW.search(f"{bar.before}{bar.raw}"):
        return False
    said = next((s for s in map(to_hans, sentences(body(clause))) if to_hans(bar.raw) in s), "")
    return bool(said) and not _is_one(said, text)


def _eased(sentence: str) -> Iterator[tuple[str, Quantity]]:
    """The figures that a sentence relaxes something to, each with the words of what it relaxes."""
    for q in find_quantities(sentence):
        head = sentence[: q.start]
        if _EASES.search(head):
            yield _SIGN.split(_RAW.split(head)[-2])[-1], q


def _is_one(sentence: str, text: str) -> bool:
    """Whether the text names one of those whom the sentence begins with (甲区、乙区的企业，…)."""
    for member in _MEMBERS.split(_SIGN.split(sentence)[0]):
        who = _PLACED.sub("", _PLACED.sub("", member.strip()))
        pairs = [who[i : i + 2] for i in range(len(who) - 1)]
        told = [p for p in pairs if p in text]
        if told and len(told) >= _NAMED * len(pairs) and not _DENIES.search(text[: text.find(told[0])]):
            return True
    return False
