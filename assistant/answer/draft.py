"""A drafted answer: lines that know which clauses they stand on. Marks and Markdown are made last, by `render`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.model import Status

__all__ = ["Block", "Draft", "Line", "Table", "line"]

Style = Literal["plain", "bullet", "step", "sub", "notice"]


@dataclass(frozen=True, slots=True)
class Line:
    """One statement. `clauses` are the ids it stands on, `quotes` its verbatim parts (one clause each, same order when
    there are as many), `computed` figures worked out in code or given by the user. A line without clauses must be a
    `frame`: words of ours that state nothing of a document's content (a heading, “not found”)."""

    text: str
    clauses: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    style: Style = "plain"
    frame: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison: the header, and rows of cells."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer to one part of a question, before the guard. `related` are clause ids near the matter, not cited;
    `confidence` (0–1) says how likely the clauses answer."""

    status: Status
    blocks: tuple[Block, ...]
    related: tuple[str, ...] = ()
    looked_for: str = ""
    confidence: float = 1.0


def line(text: str, *clauses: str, quote: str = "", style: Style = "plain", computed: tuple[str, ...] = ()) -> Line:
    """A line that stands on `clauses`; `quote` is its verbatim part (of the first of them)."""
    return Line(text, clauses, (quote,) if quote else (), computed, style)
