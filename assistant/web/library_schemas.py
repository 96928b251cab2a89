"""Documents and clauses as the interface gives them out. The names are a stable contract."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from assistant.web.schemas import Reply
from ingest.model import ClauseKind, Validity

__all__ = [
    "ClauseRef",
    "ClauseReply",
    "DocumentReply",
    "DocumentSummary",
    "FactReply",
    "MendReply",
    "Neighbours",
    "OutlineEntry",
    "ReferenceReply",
    "SpanReply",
    "Spans",
]


class FactReply(Reply):
    """Something a document says of itself."""

    name: str
    value: str
    clause_id: str
    quote: str


class MendReply(Reply):
    """A recorded repair of the source text."""

    kind: str
    at: int
    before: str
    after: str
    why: str


class ReferenceReply(Reply):
    """A clause naming another document or clause; `target` is its id where the corpus holds it."""

    clause_id: str
    quote: str
    title: str
    number: str
    target: str | None


class DocumentSummary(Reply):
    """A document and its facts."""

    id: str
    title: str
    number: str
    issuer: str
    region: str
    level: str
    script: Literal["hans", "hant"]
    source: Literal["original", "digest"]
    signed: date | None
    effective_from: date | None
    effective_until: date | None
    period: tuple[int, int] | None
    repealed_by: str | None
    validity: Annotated[Validity, Field(description="在今天（或 YOUJU_TODAY）的效力")]
    validity_text: str
    clauses: Annotated[int, Field(description="条文数")]
    facts: list[FactReply]


class OutlineEntry(Reply):
    """A clause in a document's outline."""

    id: str
    label: str
    kind: ClauseKind
    part: str
    parent: str | None
    order: int
    length: Annotated[int, Field(description="条文字数")]


class DocumentReply(DocumentSummary):
    """A document, its facts and its outline in reading order."""

    short_names: list[str]
    notes: list[str]
    references: list[ReferenceReply]
    mends: list[MendReply]
    outline: list[OutlineEntry]


class ClauseRef(Reply):
    """A pointer to a clause."""

    id: str
    label: str
    kind: ClauseKind


class Neighbours(Reply):
    """The clauses before and after, in reading order."""

    previous: ClauseRef | None
    next: ClauseRef | None


class SpanReply(Reply):
    """Half-open range of character offsets."""

    start: int
    end: int


class Spans(Reply):
    """Where the clause stands: in the document's text, and in the source where that is known."""

    text: SpanReply
    source: SpanReply | None


class ClauseReply(Reply):
    """One clause."""

    id: str
    document_id: str
    title: str
    number: str
    part: str
    kind: ClauseKind
    label: str
    citation: Annotated[str, Field(description="写在文件里的引用格式：《标题》（文号）条款")]
    text: str
    source_text: Annotated[str | None, Field(description="整理过的条文，在来源里的原样")]
    reading: Annotated[str, Field(description="供检索的读法：表格行带表头，项带引语")]
    path: Annotated[list[str], Field(description="上级标题，从外到内")]
    cells: Annotated[list[tuple[str, str]], Field(description="表格行的（列名，内容）")]
    parent: ClauseRef | None
    children: list[ClauseRef]
    neighbours: Neighbours
    page: Annotated[int | None, Field(description="条文在来源里的页码；来源不分页（如纯文本）时为 null")]
    spans: Spans
    region: str
    level: str
    validity: Validity
    effective_from: date | None
    effective_until: date | None
