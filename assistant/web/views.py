"""The nouns of corpus and conversation as replies of the HTTP interface."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from assistant.model import Answer, Citation
from assistant.understand.understanding import Understanding
from assistant.validity import validity_on, validity_text
from assistant.web.desk import Library
from assistant.web.library_schemas import (
    ClauseRef,
    ClauseReply,
    DocumentReply,
    DocumentSummary,
    FactReply,
    MendReply,
    Neighbours,
    OutlineEntry,
    ReferenceReply,
    SpanReply,
    Spans,
)
from assistant.web.schemas import (
    AskReply,
    CitationReply,
    MetaEvent,
    PartReply,
    UnderstandingReply,
)
from assistant.web.text import citation_line
from ingest.model import Clause, Document, Span

__all__ = ["answer_reply", "clause_reply", "document_reply", "document_summary", "meta_event"]


def _citation(citation: Citation) -> CitationReply:
    return CitationReply.model_validate(asdict(citation))


def answer_reply(answer: Answer) -> AskReply:
    """An answer as the interface promises it."""
    return AskReply(
        id=answer.id,
        status=answer.status,
        answer=answer.answer,
        mode=answer.mode,
        citations=[_citation(citation) for citation in answer.citations],
        notices=list(answer.notices),
        related=[_citation(citation) for citation in answer.related],
        suggestions=list(answer.suggestions),
        elapsed_ms=round(answer.elapsed_ms, 1),
    )


def meta_event(understood: Understanding, answer: Answer) -> MetaEvent:
    """The first event of a stream: which answer this is, and how the question was understood."""
    return MetaEvent(
        id=answer.id,
        status=answer.status,
        mode=answer.mode,
        understanding=UnderstandingReply(
            kind=understood.kind,
            as_of=understood.as_of,
            parts=[
                PartReply(
                    text=part.text,
                    aspects=list(part.aspects),
                    values=list(part.values),
                    regions=[*part.scope.regions, *part.scope.outside_regions],
                    documents=[*part.scope.documents, *part.scope.not_held],
                )
                for part in understood.parts
            ],
        ),
    )


def document_summary(index: Library, document: Document, day: date) -> DocumentSummary:
    """A document for the list; its validity on `day`."""
    return DocumentSummary(
        id=document.id,
        title=document.title,
        number=document.number,
        issuer=document.issuer,
        region=document.region,
        level=document.level,
        script=document.script,
        source=document.source,
        signed=document.signed,
        effective_from=document.effective_from,
        effective_until=document.effective_until,
        period=document.period,
        repealed_by=document.repealed_by,
        validity=validity_on(document, day),
        validity_text=validity_text(document, day),
        clauses=len(index.clauses_of(document.id)),
        facts=[FactReply.model_validate(asdict(fact)) for fact in document.facts],
    )


def document_reply(index: Library, document: Document, day: date) -> DocumentReply:
    """A document with everything known of it."""
    return DocumentReply(
        **document_summary(index, document, day).model_dump(),
        short_names=list(document.short_names),
        notes=list(document.notes),
        references=[ReferenceReply.model_validate(asdict(reference)) for reference in document.references],
        mends=[MendReply.model_validate(asdict(mend)) for mend in document.mends],
        outline=[
            OutlineEntry(
                id=clause.id,
                label=clause.label,
                kind=clause.kind,
                part=clause.part,
                parent=clause.parent_id,
                order=clause.order,
                length=len(clause.text),
            )
            for clause in index.clauses_of(document.id)
        ],
    )


def _ref(clause: Clause) -> ClauseRef:
    return ClauseRef(id=clause.id, label=clause.label, kind=clause.kind)


def _span(span: Span) -> SpanReply:
    return SpanReply(start=span.start, end=span.end)


def clause_reply(index: Library, document: Document, clause: Clause, day: date) -> ClauseReply:
    """A clause with its surroundings."""
    siblings = index.clauses_of(document.id)
    at = next(i for i, sibling in enumerate(siblings) if sibling.id == clause.id)
    return ClauseReply(
        id=clause.id,
        document_id=document.id,
        title=document.title,
        number=document.number,
        part=clause.part,
        kind=clause.kind,
        label=clause.label,
        citation=citation_line(document.title, document.number, clause.label),
        text=clause.text,
        source_text=clause.source_text,
        reading=clause.reading,
        path=list(clause.path),
        cells=list(clause.cells),
        parent=_ref(index.clauses[clause.parent_id]) if clause.parent_id else None,
        children=[_ref(child) for child in index.children(clause.id)],
        neighbours=Neighbours(
            previous=_ref(siblings[at - 1]) if at else None,
            next=_ref(siblings[at + 1]) if at + 1 < len(siblings) else None,
        ),
        page=None,  # text sources have no pages
        spans=Spans(text=_span(clause.span), source=_span(clause.source_span) if clause.source_span else None),
        region=clause.region,
        level=clause.level,
        validity=validity_on(document, day),
        effective_from=clause.effective_from,
        effective_until=clause.effective_until,
    )
