"""What each of several classes gets (A到D四类各补多少): the rows of a table of classes, or the items that name them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.compose import row_key
from assistant.answer.forms import Finding
from assistant.answer.lists import below, list_items
from assistant.retrieve.search import Ranking
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause

__all__ = ["asked_classes", "classes_asked", "letters_of"]

_SPAN = re.compile(r"(?<![a-z])([a-h])\s*[类级档等]?\s*(?:到|至|-|~|—)\s*([a-h])(?![a-z])\s*[类级档等]?", re.I)
_ROW = re.compile(
    r"(?<![a-z])([a-h](?:[、,/和与]?[a-h]){2,})(?![a-z])|(?<![a-z])([a-h][类级档等](?:[、,/和与]?[a-h][类级档等])+)",
    re.I,
)
_EACH = re.compile(r"各|分别|每|列|都|全|几档|几类")
_CLASS = re.compile(r"([A-H])\s*(?:[、，,和与]\s*[A-H]\s*)*[类级档等]")
_KEY = re.compile(r"([A-H])\s*[类级档等]")
_LETTER = re.compile(r"[A-H](?=[类级档等、，,])")
_FIT = 0.45


def classes_asked(text: str) -> frozenset[str]:
    """The letters of the classes that the normalised question names, where it asks of each; none where not."""
    if not _EACH.search(text):
        return frozenset()
    if span := _SPAN.search(text):
        first, last = span[1].upper(), span[2].upper()
        return frozenset(chr(n) for n in range(ord(first), ord(last) + 1))
    row = _ROW.search(text)
    return frozenset(c for c in row[0].upper() if "A" <= c <= "H") if row else frozenset()


def asked_classes(part: Part, own: Sequence[str], ranking: Ranking, index: Index) -> Finding | None:
    """The rows or items that tell what each of the classes gets, of the list that says most of the question; None where
    the question names no classes, or no list of `own` names them all."""
    letters = classes_asked(part.text)
    if len(letters) < 2:
        return None
    found: list[tuple[float, Clause, tuple[Clause, ...]]] = []
    for document in own:
        for head, items in ranking.searcher.kept(_heads, document):
            if not letters <= {x for c in items for x in letters_of(c)}:
                continue
            telling = tuple(c for c in items if letters_of(c))
            said = "".join(
                (*head.path, head.text, *(n for c in items[:1] for n, _ in c.cells), *(c.text for c in items))
            )
            share = ranking.searcher.coverage.share_of(part, said)
            worth = share + max(ranking.of(c.id).fused for c in (head, *telling))
            apart = all(any(letters_of(c) == {x} for c in items) for x in letters)
            found.append((worth + 0.3 * _tells_sums(part, telling) + 0.3 * apart, head, items))
    if not found:
        return None
    worth, head, items = max(found, key=lambda f: f[0])
    clauses = items if all(c.cells for c in items) else below(head, index)
    return Finding(index.document(head.document_id), clauses, "list", head, worth, _FIT)


def _heads(document: str, index: Index) -> tuple[tuple[Clause, tuple[Clause, ...]], ...]:
    """The heads of the document with their items, of those lists whose items speak of two classes or more."""
    lists = ((head, tuple(list_items(head, index))) for head in index.clauses_of(document))
    return tuple((h, items) for h, items in lists if len({x for c in items for x in letters_of(c)}) > 1)


def letters_of(clause: Clause) -> frozenset[str]:
    """The classes that an item speaks of; of a row the one that it is called by."""
    if clause.cells:
        key = _KEY.match(row_key(clause))
        return frozenset(key[1]) if key else frozenset()
    return frozenset(x for m in _CLASS.finditer(clause.text) for x in _LETTER.findall(m[0]))


def _tells_sums(part: Part, items: Sequence[Clause]) -> bool:
    """Whether sums are asked for, and most of the items state them."""
    wanted = bool(re.search(r"多少|几|钱|万", part.text))
    return wanted and sum(bool(re.search(r"\d\s*(?:万元|元|%|％)", c.text)) for c in items) > 0.5 * len(items)
