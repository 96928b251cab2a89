"""Whether a figure just at a bound meets it, by what the document itself says of its words (“以上”包括本数)."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.bars import Bar
from assistant.retrieve.kept import Kept
from assistant.understand.own import Own
from assistant.understand.quantities import Comparator
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["at_boundary"]

_SAYS = re.compile(
    r"(?P<words>[“\"「『][^。；;]{1,60}?)[,，]?(?:均|都|皆)?(?P<no>不)?(?:包[括含]|含)(?:本|该|基)数", re.S
)
_WORD = re.compile(r"[“\"「『]([一-鿿]{2,5})[”\"」』]")
_TURNED: dict[tuple[Comparator, bool], Comparator] = {
    ("ge", False): "gt",
    ("gt", True): "ge",
    ("le", False): "lt",
    ("lt", True): "le",
}


def at_boundary(own: Own, bar: Bar, clause: Clause, kept: Kept) -> tuple[Bar, Clause | None, str]:
    """The bound as the document's own definition of its word makes it, the clause with the definition, and what it says;
    the bound as it is where the figure is not just at it, or nothing is defined."""
    if not own.exact or own.value != bar.value:
        return bar, None, ""
    for word, included, other in kept(_definitions, clause.document_id):
        if _worded(word, to_hans(bar.raw)):
            turned = _TURNED.get((bar.comparator, included), bar.comparator)
            return replace(bar, comparator=turned), other, f"“{word}”{'包括' if included else '不包括'}本数"
    return bar, None, ""


def _definitions(document: str, index: Index) -> tuple[tuple[str, bool, Clause], ...]:
    """The words that the document defines, each with whether the figure itself is meant too, and the clause."""
    return tuple(
        (word, not said["no"], clause)
        for clause in index.clauses_of(document)
        for said in _SAYS.finditer(to_hans(clause.text))
        for word in _WORD.findall(said["words"])
    )


def _worded(word: str, raw: str) -> bool:
    return bool(re.search(rf"(?<!不){re.escape(word)}", re.sub(r"\s", "", raw)))
