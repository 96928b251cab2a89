"""The nouns of a conversation: what goes in, what is understood, what comes out. Frozen, no logic but their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.model import Validity

__all__ = ["Answer", "Citation", "Question", "Status", "Turn"]

Status = Literal["answered", "partial", "not_found", "out_of_scope", "clarify"]
Mode = Literal["composed", "generated"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the history. Data, not truth: of an assistant's turn only the topic is used."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked. `regions` and `documents` (ids) narrow the scope; `as_of` is the day validity is judged on."""

    text: str
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause an answer stands on. `text` is the clause verbatim; `quote` the part of it that is used."""

    n: int
    clause_id: str
    document_id: str
    title: str
    number: str
    label: str
    text: str
    quote: str
    region: str
    validity: Validity
    effective_until: date | None
    source: Literal["original", "digest"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply. `answer` is Markdown with [n] marks, n being the `n` of a citation; `confidence` (0–1) how likely the
    cited clauses answer."""

    id: str
    status: Status
    answer: str
    mode: Mode
    citations: tuple[Citation, ...] = ()
    notices: tuple[str, ...] = ()
    related: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    confidence: float = 1.0
