"""One document: from a file's bytes to its clauses, facts and references. Pure, the same for the same input."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.blocks import join_lines
from ingest.catalogue import CatalogueEntry
from ingest.errors import UnreadableError
from ingest.facts import read_facts
from ingest.labels import kind_of, label_of, name_paths
from ingest.lines import page_lines
from ingest.mend import apply_catalogue
from ingest.model import Clause, Document, Mend, Span
from ingest.naming import document_id
from ingest.nodes import Node, is_heading
from ingest.normal import is_traditional
from ingest.outline import build_outline
from ingest.parts import split_parts
from ingest.read import read_text
from ingest.references import find_references
from ingest.tables import find_rows
from ingest.trace import INSERTED, Traced

__all__ = ["Parsed", "parse_document"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and its clauses in order. `origin` holds, for every character of the mended text, its offset in the
    source (−1 where a recorded mend put it there)."""

    document: Document
    clauses: tuple[Clause, ...]
    origin: tuple[int, ...] = field(default=(), repr=False, compare=False)


def parse_document(data: bytes, filename: str, entry: CatalogueEntry | None = None) -> Parsed:
    """The document in a file. `entry` is what staff know of it; what it states goes before what the text says.

    Raises UnreadableError for bytes that hold no text or cannot be parsed, CatalogueError for a mend that cannot be
    made.
    """
    entry = entry or CatalogueEntry.model_validate({"file": filename})
    try:
        return _parse(data, filename, entry)
    except (ValueError, OverflowError) as error:
        raise UnreadableError(f"{filename} 里有程序读不懂的内容，未能解析：{error}。") from error


def _parse(data: bytes, filename: str, entry: CatalogueEntry) -> Parsed:
    source = read_text(data, filename)
    traced, mends = apply_catalogue(Traced.of(source), entry.mends)
    lines, dropped = page_lines(traced)
    if not lines:
        raise UnreadableError(f"文件里没有文字：{filename}。")
    blocks, joined = join_lines(lines, find_rows(lines))
    pieces, fused = split_parts(blocks)
    nodes = build_outline(pieces)
    text, spans = _lay_out(nodes, source)
    clauses = _clauses(nodes, text, spans, source)
    mends += sorted([*dropped, *joined, *fused], key=lambda mend: mend.at)
    return _document(clauses, text, tuple(mends), entry, filename, hashlib.sha256(data).hexdigest())


def _lay_out(nodes: Sequence[Node], source: str) -> tuple[Traced, list[Span]]:
    """The mended text, one block a line, and the own span of every node in it."""
    kept = {o for node in nodes for block in node.blocks for o in block.body.origin}
    parts: list[Traced] = []
    spans: list[Span] = []
    at = 0
    for node in nodes:
        start = at
        for block in node.blocks:
            line = block.body + _line_end(block.body, source, kept)
            parts.append(line)
            at += len(line)
        spans.append(Span(start, at))
    return Traced.join(parts), spans


def _line_end(body: Traced, source: str, kept: set[int]) -> Traced:
    """The line break after a block, with the source's own break as its origin where it has one there."""
    last = next((o for o in reversed(body.origin) if o != INSERTED), INSERTED)
    at = source.find("\n", last) if last != INSERTED else INSERTED
    if at < 0 or any(o in kept for o in range(last + 1, at)):
        return Traced.inserted("\n")
    return Traced("\n", (at,))


def _clauses(nodes: Sequence[Node], text: Traced, spans: Sequence[Span], source: str) -> list[Clause]:
    paths = name_paths(nodes)
    ids = {id(node): path for node, path in zip(nodes, paths, strict=True)}
    script = "hant" if is_traditional(text.text) else "hans"
    clauses: list[Clause] = []
    for order, (node, span) in enumerate(zip(nodes, spans, strict=True)):
        own = text[span.start : span.end].strip()
        origin = [o for o in own.origin if o != INSERTED]
        where = Span(min(origin), max(origin) + 1) if origin else None
        words = source[where.start : where.end] if where else ""
        above = node.lead or node.parent
        clauses.append(
            Clause(
                id=paths[order],
                document_id="",
                part=node.part,
                kind=kind_of(node),
                label=label_of(node),
                text=own.text,
                reading=_reading(node, own.text),
                span=span,
                order=order,
                parent_id=ids.get(id(above)) if above is not None else None,
                source_text=words if where and _squeeze(words) != _squeeze(own.text) else None,
                source_span=where,
                path=tuple(_headings(node)),
                cells=_cells(node),
                script=script,  # type: ignore[arg-type]
            )
        )
    return clauses


def _squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def _headings(node: Node) -> list[str]:
    """The texts of the headings above a node, outermost first."""
    found: list[str] = []
    above = node.parent
    while above is not None:
        if is_heading(above) and not above.merged:
            found.insert(0, above.text)
        above = above.parent
    return found


def _cells(node: Node) -> tuple[tuple[str, str], ...]:
    if node.row is None:
        return ()
    header = [*node.header, *[""] * len(node.row.cells)]
    return tuple(zip(header, node.row.cells, strict=False))


def _reading(node: Node, text: str) -> str:
    """What is searched and shown in lists: a row with its header, an item with what introduces it."""
    if node.row is not None:
        return "；".join(f"{head}：{cell}" if head else cell for head, cell in _cells(node) if cell)
    above = node.lead or node.parent
    if above is not None and node.family != "para" and (above is node.lead or kind_of(above) == "lead_in"):
        return above.text + text
    return text


def _document(
    clauses: Sequence[Clause], text: Traced, mends: tuple[Mend, ...], entry: CatalogueEntry, filename: str, sha256: str
) -> Parsed:
    facts = read_facts(clauses, entry)
    name = entry.id or document_id(facts.number, facts.title)
    renamed = {clause.id: f"{name}/{clause.id}" for clause in clauses}
    finished = tuple(
        replace(
            clause,
            id=renamed[clause.id],
            document_id=name,
            parent_id=renamed[clause.parent_id] if clause.parent_id else None,
            region=facts.region,
            level=facts.level,
            effective_from=facts.effective_from,
            effective_until=facts.effective_until,
        )
        for clause in clauses
    )
    document = Document(
        id=name,
        title=facts.title,
        number=facts.number,
        issuer=facts.issuer,
        region=facts.region,
        level=facts.level,
        script=clauses[0].script,
        source=facts.source,
        text=text.text,
        file=filename,
        sha256=sha256,
        signed=facts.signed,
        effective_from=facts.effective_from,
        effective_until=facts.effective_until,
        period=facts.period,
        repealed_by=entry.repealed_by,
        short_names=entry.short_names,
        facts=tuple(replace(fact, clause_id=renamed[fact.clause_id]) for fact in facts.found),
        references=find_references(finished),
        mends=mends,
        notes=entry.notes,
    )
    return Parsed(document, finished, text.origin)
