"""Policies side by side that each tell the same of themselves under the same names (several subsidies, each with object,
standard, period and papers): which one a question is about, and which of its items it asks for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant.answer.forms import Finding
from assistant.answer.sentences import body, sentences
from assistant.retrieve.search import Ranking
from assistant.understand.lexicon import FOLDER
from assistant.understand.segment import cut
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import normalise, to_hans

__all__ = ["Section", "asked_items", "named_section", "roles_asked", "sections_of"]

_TITLE = 12
_NAME = 30
_NAMED = 0.5  # which share of what tells a section from the others the question must say
_CLEAR = 1.3  # how much more than of the next one
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class _Role:
    """What an item of such a policy may be for, from `lexicon/roles.yaml`."""

    name: str
    asks: re.Pattern[str]
    titles: re.Pattern[str]
    tells: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Section:
    """One of the policies: its head, its items, and the words of its name that tell it from the others, weighed."""

    head: Clause
    items: tuple[Clause, ...]
    words: tuple[tuple[str, float], ...]


@lru_cache(maxsize=1)
def _roles() -> tuple[_Role, ...]:
    data = yaml.safe_load((FOLDER / "roles.yaml").read_text("utf-8"))
    return tuple(
        _Role(
            name,
            re.compile(r["asks"]),
            re.compile(r["titles"]),
            re.compile(r["tells"]) if r.get("tells") else None,
        )
        for name, r in data.items()
    )


def roles_asked(text: str) -> tuple[str, ...]:
    """The kinds of item that the normalised question asks for."""
    return tuple(r.name for r in _roles() if r.asks.search(text))


def sections_of(document: str, index: Index) -> tuple[Section, ...]:
    """The policies side by side in the document: clauses under one parent, at least two of which have items of two roles or
    more."""
    beside: dict[str | None, list[Clause]] = {}
    for clause in index.clauses_of(document):
        if index.children(clause.id):
            beside.setdefault(clause.parent_id, []).append(clause)
    found: list[Section] = []
    for heads in beside.values():
        roled = [
            h for h in heads if sum(any(r.titles.search(_title(c)) for r in _roles()) for c in _items(h, index)) > 1
        ]
        if len(roled) < 2:
            continue
        names = [frozenset(_words(h)) for h in roled]
        for head, name in zip(roled, names, strict=True):
            weights = {w: math.log(len(names) / sum(w in n for n in names)) for w in name}
            words = tuple((w, v) for w, v in sorted(weights.items()) if v > 0)
            found.append(Section(head, _items(head, index), words))
    return tuple(found)


def named_section(part: Part, sections: Sequence[Section]) -> Section | None:
    """The one policy that the question (or the one it leans on) names; None where it names none, or several."""
    asked = normalise(to_hans(f"{part.context} {part.text}")) if part.context else part.text
    said = f"{asked} {' '.join(part.expansion)}"

    def share(section: Section) -> float:
        total = sum(v for _, v in section.words)
        return sum(v for w, v in section.words if w in said) / total if total else 0.0

    ranked = sorted(sections, key=share, reverse=True)
    if not ranked or share(ranked[0]) < _NAMED:
        return None
    return ranked[0] if len(ranked) == 1 or share(ranked[0]) >= _CLEAR * share(ranked[1]) else None


def asked_items(part: Part, own: Sequence[str], ranking: Ranking, index: Index) -> Finding | None:
    """The items of the policy named that are for what the question asks; None where it names none, or one of the things
    asked for is not told under it."""
    roles = [r for r in _roles() if r.asks.search(part.text)]
    if not roles:
        return None
    for document in dict.fromkeys(h.clause.document_id for h in ranking.top(3, own)):
        section = named_section(part, ranking.searcher.kept(sections_of, document))
        if section is None or not _leads(section, document, ranking):
            continue
        told = [tuple(_told(role, section)) for role in roles]
        if not all(told):
            return None
        clauses = sorted({c.id: c for each in told for c in each}.values(), key=lambda c: c.order)
        best = max(ranking.of(c.id).score for c in clauses)
        return Finding(index.document(document), tuple(clauses), "clauses", None, best, _SURE)
    return None


def _leads(section: Section, document: str, ranking: Ranking) -> bool:
    """Whether the clause of the document that is found best is of the section: what is asked may stand elsewhere."""
    ids = {section.head.id, *(c.id for c in section.items)}
    best = ranking.top(12, [document])
    return bool(best) and (best[0].clause.id in ids or max(best, key=lambda h: h.fused).clause.id in ids)


def _told(role: _Role, section: Section) -> Iterator[Clause]:
    """The items of the section that are for the role: those called so, else the first that tells it."""
    called = [c for c in section.items if role.titles.search(_title(c))]
    if not called and role.tells is not None:
        called = [c for c in section.items if role.tells.search(to_hans(body(c)))][:1]
    yield from called


def _items(head: Clause, index: Index) -> tuple[Clause, ...]:
    return tuple(c for c in index.children(head.id) if c.kind not in ("header", "title", "row"))


def _title(clause: Clause) -> str:
    """What an item is called (补贴标准。…, 【申请材料】…); empty where it has no name of its own."""
    text = to_hans(body(clause))
    if named := re.match(r"【(.{2,12}?)】", text):
        return named[1]
    name, mark, _ = text.partition("\n") if "\n" in text else _cut_at(text)
    return name if mark and len(name) <= _TITLE else ""


def _cut_at(text: str) -> tuple[str, str, str]:
    found = re.search(r"[。：:]", text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _words(head: Clause) -> tuple[str, ...]:
    """The words of a section's name."""
    name = sentences(to_hans(body(head)))[0].rstrip("。：:")
    return tuple(w for w in cut(normalise(name[:_NAME])) if len(w) >= 2)
