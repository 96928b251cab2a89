"""Rows of tables asked for by a thing they name: in which row of which table it stands, in all tables asked about."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from assistant.answer.compose import compose
from assistant.answer.draft import Block, Draft, Line
from assistant.answer.evidence import Finding
from assistant.answer.words import speaker
from assistant.retrieve.search import Ranking
from assistant.understand.quantities import chinese_number
from assistant.understand.scope import NATION
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause, Document
from ingest.normal import compact

__all__ = ["rows_draft", "thing_asked"]

_PLACES = re.compile(
    r"表|布局|(?:哪|什么|啥)[一个]*(?:类|块|档|栏|项|领域|方向|产业|行业|大类)|归[到入在]?哪|算哪|[放塞摆]在哪|列[在进到入了没]+|重点领域"
)
_EACH = re.compile(r"各|分别|都|两[张个份]?表|两边|哪些表|几张表")
_POINTS_BACK = re.compile(r"它|这个|那个|这项|那项|该|这东西")
_NTH = re.compile(r"第\s*([一二三四五六七八九十百]+|\d{1,3})\s*(?:行|格|栏)")
_NTH_THING = re.compile(r"第\s*([一二三四五六七八九十百]+|\d{1,3})\s*(?:个|项|号|位|种|类|大)")
_TABLE = re.compile(r"表|附[件录]|布局|目录|清单|名[单录]")
_MOST_ROWS = 4


def rows_draft(part: Part, ranking: Ranking, own: Sequence[str], index: Index) -> Draft | None:
    """Where the thing asked about stands in each of the tables in scope; None where the question does not ask that, or
    asks it of one table in its own words (the ordinary search finds that)."""
    if part.judged:
        return None
    number = _NTH.search(part.text) or (_NTH_THING.search(part.text) if _TABLE.search(part.text) else None)
    if number and (row := _nth_row(number[1], part, own, index)):
        return Draft("answered", compose([Finding(index.document(row.document_id), (row,))], part, index))
    if not _PLACES.search(part.text):
        return None
    documents = _documents(part, own, index)
    several = len({d.region for d in documents}) > 1 and bool(_EACH.search(part.text))
    follows = bool(part.context and not part.later and _POINTS_BACK.search(part.text))
    if not several and not follows:
        return None
    thing = thing_asked(part, documents, index)
    if not thing:
        return None
    findings: list[Finding] = []
    silent: list[Block] = []
    for document in documents:
        rows = _holding(thing, [c for c in index.clauses_of(document.id) if c.kind == "row"])
        if not rows and not any(
            d.region == document.region and d != document and _rows_of(d, index) for d in documents
        ):
            rows = _told(thing, document, ranking)
        if rows:
            findings.append(Finding(document, rows))
        elif _rows_of(document, index):
            silent.append(Line(f"{speaker(document, index.documents)}：表中没有列出这一项。", frame=True))
    if not findings or (follows and not several and any(not f.clauses[0].cells for f in findings)):
        return None
    return Draft("answered", (*compose(findings, part, index), *silent))


def _nth_row(written: str, part: Part, own: Sequence[str], index: Index) -> Clause | None:
    """The row of that number: among the rows that share a cell which the question names, in the only table of the
    documents, or in the one whose caption the question names best."""
    number = int(chinese_number(written) or 0)
    asked = compact(part.text)
    every = [c for d in own for c in index.clauses_of(d) if c.kind == "row"]
    for name, value in dict.fromkeys(cell for c in every for cell in c.cells):
        sharing = [c for c in every if (name, value) in c.cells]
        if len(compact(value)) >= 3 and compact(value) in asked and len(sharing) >= max(number, 2):
            return sharing[number - 1] if number else None
    tables: dict[str, list[Clause]] = {}
    for row in every:
        tables.setdefault(row.parent_id or row.document_id, []).append(row)

    def named(head: str) -> float:
        caption = compact(index.clauses[head].text) if head in index.clauses else ""
        pairs = [caption[i : i + 2] for i in range(len(caption) - 1)]
        return sum(p in asked for p in pairs) / len(pairs) if pairs else 0.0

    heads = sorted(tables, key=named, reverse=True)
    if not heads or (len(heads) > 1 and named(heads[0]) == named(heads[1])):
        return None
    rows = tables[heads[0]]
    return rows[number - 1] if 0 < number <= len(rows) else None


def _documents(part: Part, own: Sequence[str], index: Index) -> list[Document]:
    """The documents in scope; the national ones too where 国家 is named beside a region."""
    chosen = [d for d in index.documents if d.id in own]
    if "国家" in part.text and part.scope.regions:
        chosen += [d for d in index.documents if d.region == NATION and d not in chosen]
    tabled = {d.region for d in chosen if _rows_of(d, index)}
    return [d for d in chosen if _rows_of(d, index) or d.region not in tabled]


def _rows_of(document: Document, index: Index) -> list[Clause]:
    return [c for c in index.clauses_of(document.id) if c.kind == "row"]


def _cells(row: Clause) -> str:
    return compact("\n".join(value for _, value in row.cells) or row.text)


def _holding(thing: str, rows: Sequence[Clause]) -> tuple[Clause, ...]:
    """The rows that name the thing; only those of which it is a whole cell where there are such."""
    whole = tuple(r for r in rows if any(compact(value) == thing for _, value in r.cells))
    found = whole or tuple(r for r in rows if thing in _cells(r))
    return found if len(found) <= _MOST_ROWS else ()


def _told(thing: str, document: Document, ranking: Ranking) -> tuple[Clause, ...]:
    """The best clause of a document without a table that names the thing."""
    hits = [h for h in ranking.top(40, [document.id]) if thing in compact(h.clause.text) and h.clause.kind != "title"]
    return (hits[0].clause,) if hits else ()


def thing_asked(part: Part, documents: Sequence[Document], index: Index) -> str:
    """The longest and rarest piece of the question (of the turn before where it points back) that stands in a row of one
    of the documents' tables; empty where none does."""
    rows = [_cells(c) for d in documents for c in _rows_of(d, index)]
    topic = part.context if _POINTS_BACK.search(part.text) and part.context else part.topic
    best, worth = "", 0.0
    for chunk in map(compact, topic.split()):
        for start in range(len(chunk) - 1):
            for end in range(min(len(chunk), start + 14), start + 1, -1):
                piece = chunk[start:end]
                count = sum(piece in row for row in rows)
                if not count or (len(piece) == 2 and not re.fullmatch(r"[一-鿿]{2}", piece)):
                    continue
                value = len(piece) * math.log(1 + len(rows) / count)
                if value > worth and (len(piece) > 2 or any(piece == c for d in documents for c in _keys(d, index))):
                    best, worth = piece, value
                break
    return best


def _keys(document: Document, index: Index) -> list[str]:
    return [compact(value) for c in _rows_of(document, index) for _, value in c.cells]
