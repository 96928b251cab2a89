"""Plain pages, readable without JavaScript: the list of documents, a document in full, what the assistant can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.validity import BADGES, validity_on, validity_text
from assistant.web.api import AtDesk, today
from assistant.web.desk import Library, regions_of
from assistant.web.problems import KINDS, Problem
from ingest.model import Clause, Document, Validity

__all__ = ["STATIC", "Shelved", "anchor_of", "chinese_date", "error_page", "render", "router", "shelf"]

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
router = APIRouter(include_in_schema=False)

_MEND_KINDS = {
    "move": "移动",
    "replace": "改正",
    "drop": "删去",
    "join": "接合断行",
    "space": "去掉多余空格",
    "furniture": "去掉页码等版面内容",
}


def chinese_date(day: date | None) -> str:
    """`2026年1月31日`, or nothing."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def anchor_of(clause_id: str, document_id: str) -> str:
    """The fragment of a clause on its document's page: its id without the document's."""
    return clause_id.removeprefix(f"{document_id}/")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["chinese_date"] = chinese_date
    environment.globals["badges"] = BADGES
    return environment


_ENVIRONMENT = _environment()


def render(template: str, **values: Any) -> str:
    """A template as HTML; every value is escaped."""
    return _ENVIRONMENT.get_template(template).render(**values)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document in the list."""

    document: Document
    validity: Validity
    clauses: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A clause on its document's page."""

    anchor: str
    clause: Clause
    depth: int


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive clauses shown alike: a table, or single entries. `columns` are the table's."""

    entries: tuple[_Entry, ...]
    columns: tuple[str, ...] = ()


@router.get("/documents")
def documents(desk: AtDesk) -> HTMLResponse:
    """The list of documents."""
    day = today(desk)
    return HTMLResponse(render("documents.html", rows=shelf(desk.assistant.index, day), day=day))


@router.get("/documents/{document_id}")
def document(document_id: str, desk: AtDesk) -> HTMLResponse:
    """A document in reading order, with an anchor for every clause."""
    index, day = desk.assistant.index, today(desk)
    found = next((d for d in index.documents if d.id == document_id), None)
    if found is None:
        raise Problem("not-found", "没有这份文件。")
    blocks = _blocks(index.clauses_of(found.id), found.id)
    outline = [e for b in blocks for e in b.entries if e.clause.kind in ("heading", "title") and e.depth < 2]
    return HTMLResponse(
        render(
            "document.html",
            document=found,
            validity=validity_on(found, day),
            validity_text=validity_text(found, day),
            day=day,
            blocks=blocks,
            outline=outline,
            mends=_mends(found),
            anchor_of=anchor_of,
        )
    )


@router.get("/about")
def about(desk: AtDesk) -> HTMLResponse:
    """What the assistant can and cannot do."""
    index = desk.assistant.index
    held = {"documents": len(index.documents), "clauses": len(index.clauses), "regions": regions_of(index)}
    return HTMLResponse(render("about.html", kinds=KINDS, **held))


@router.get("/manifest.json")
def manifest() -> FileResponse:
    """The web app manifest."""
    return FileResponse(STATIC / "manifest.json", media_type="application/manifest+json")


@router.get("/favicon.svg")
def favicon() -> FileResponse:
    """The icon."""
    return FileResponse(STATIC / "favicon.svg", media_type="image/svg+xml")


@router.get("/favicon.ico")
def old_favicon() -> RedirectResponse:
    """The icon, where browsers ask for it unbidden."""
    return RedirectResponse("/favicon.svg", 308)


@router.get("/robots.txt")
def robots() -> PlainTextResponse:
    """Nothing here is for crawlers."""
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def error_page(problem: Problem) -> HTMLResponse:
    """A problem as a page, for people."""
    html = render("problem.html", problem=problem, title=KINDS[problem.kind][1])
    return HTMLResponse(html, problem.status, dict(problem.headers))


def shelf(index: Library, day: date) -> list[Shelved]:
    """The documents with what a list shows of them."""
    return [Shelved(d, validity_on(d, day), len(index.clauses_of(d.id))) for d in index.documents]


def _blocks(clauses: Iterable[Clause], document_id: str) -> list[_Block]:
    blocks: list[_Block] = []
    for tabular, group in groupby(clauses, lambda c: c.kind in ("header", "row")):
        entries = tuple(_Entry(anchor_of(c.id, document_id), c, min(len(c.path), 4)) for c in group)
        if tabular:
            blocks.extend(_tables(entries))
        else:
            blocks.extend(_Block((entry,)) for entry in entries)
    return blocks


def _tables(entries: tuple[_Entry, ...]) -> Iterable[_Block]:
    """Rows with the same columns as one table; rows whose cells are not known as entries of their own."""
    for columns, group in groupby(entries, lambda e: tuple(name for name, _ in e.clause.cells)):
        rows = tuple(group)
        if columns:
            yield _Block(rows, columns)
        elif not all(e.clause.kind == "header" for e in rows):
            yield from (_Block((entry,)) for entry in rows)
        else:
            yield _Block(rows)


def _mends(document: Document) -> Mapping[str, Any]:
    """Counts of what code did, and every mend that people made."""
    counts: dict[str, int] = {}
    for mend in document.mends:
        counts[_MEND_KINDS.get(mend.kind, mend.kind)] = counts.get(_MEND_KINDS.get(mend.kind, mend.kind), 0) + 1
    by_hand = [(_MEND_KINDS[m.kind], m) for m in document.mends if m.kind in ("move", "replace", "drop")]
    return {"counts": counts, "by_hand": by_hand}
