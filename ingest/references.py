"""Where clauses name other documents (《…》, 〔2020〕3号) or clauses (本办法第十二条), and which of them are here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.markers import find_marker
from ingest.model import Clause, Document, Reference
from ingest.normal import compact
from ingest.numerals import to_int

if TYPE_CHECKING:
    from ingest.parse import Parsed

__all__ = ["NUMBER", "find_references", "normal_number", "resolve"]

NUMBER = re.compile(r"([㐀-鿿]{2,12})\s*[〔\[［【(（]\s*((?:19|20)\d{2})\s*[〕\]］】)）]\s*第?\s*(\d+)\s*[号號]")
_NAMED = re.compile(rf"《([^《》]+(?:《[^《》]*》[^《》]*)*)》(?:\s*[（(]\s*({NUMBER.pattern})\s*[)）])?")
_OWN = re.compile(
    r"(?:本(?:办法|细则|规定|条例|方案|规则|通知|意见|规程|准则|计划|规划|指引|指南))?第([一二三四五六七八九十百零\d]+)条"
    r"(?:第([一二三四五六七八九十]+)款)?(?:第[（(]([一二三四五六七八九十]+)[)）]项)?"
)
_ALIAS = re.compile(
    r"《([^《》]+)》(?:[（(][^（）()]*[)）])?[（(](?:以下|下文)?(?:简称|統稱|统称|简稱|簡稱|下称|下稱|以下称|以下稱)[为為：:]?\s*《([^《》]+)》"
)
_YEARS = re.compile(r"[（(]?(?:19|20)\d{2}年?-(?:19|20)\d{2}年?[)）]?")
_MARKS = re.compile(r"[《》\"'<>（）()]")
_LEADS = re.compile(r"^(?:根据|依据|按照|依照|落实|贯彻|执行|以及|参照|见|和|及|与|或|的)+")


def find_references(clauses: Sequence[Clause]) -> tuple[Reference, ...]:
    """The documents and clauses that the clauses name, in order; clauses of the same document with their target.

    `title` is the full title where the document itself gives a short one (以下简称《目录》).
    """
    ids = {clause.id for clause in clauses}
    found: list[Reference] = []
    full = {match.group(2): match.group(1) for clause in clauses for match in _ALIAS.finditer(clause.text)}
    for clause in clauses:
        if clause.kind in ("title", "header") or clause.id.endswith("/number"):
            continue
        taken: list[tuple[int, int]] = []
        for match in _NAMED.finditer(clause.text):
            taken.append(match.span())
            number = normal_number(match.group(2) or "")
            found.append(Reference(clause.id, match.group(), full.get(match.group(1), match.group(1)), number))
        for match in NUMBER.finditer(clause.text):
            if not any(a <= match.start() < b for a, b in taken):
                found.append(Reference(clause.id, match.group(), "", normal_number(match.group())))
        found += _own_clauses(clause, ids, taken)
    return tuple(found)


def _own_clauses(clause: Clause, ids: set[str], taken: Sequence[tuple[int, int]]) -> list[Reference]:
    found: list[Reference] = []
    head = f"{clause.document_id}/{clause.part}/"
    for match in _OWN.finditer(clause.text):
        inside = any(a <= match.start() < b for a, b in taken)
        own = match.start() == 0 and find_marker(clause.text) is not None
        if own or inside or clause.text[max(0, match.start() - 1)] == "》":
            continue
        try:
            numbers = [to_int(group) if group else 0 for group in match.groups()]
        except ValueError:
            continue
        article = f"{head}a{numbers[0]}"
        paragraph = f".k{numbers[1]}" if match.group(2) else ""
        item = f".{numbers[2]}" if match.group(3) else ""
        wanted = (article + paragraph + item, f"{article}.k1{item}", article + item, f"{article}.k1", article)
        target = next((name for name in wanted if name in ids), None)
        if target is not None:
            found.append(Reference(clause.id, match.group(), "", "", target))
    return found


def normal_number(text: str) -> str:
    """A document's number as `某发〔2017〕9号`, whatever its brackets; the text itself, trimmed, where it is none."""
    match = NUMBER.search(text)
    if match is None:
        return text.strip().strip("（）()")
    return f"{_LEADS.sub('', match.group(1))}〔{match.group(2)}〕{match.group(3)}号"


def resolve(parsed: Sequence[Parsed]) -> tuple[Parsed, ...]:
    """The same documents, each reference to a document of the corpus with that document's id as its target."""
    titles: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for one in parsed:
        document = one.document
        if document.number:
            numbers.setdefault(document.number, document.id)
        for title in _titles(document, one.clauses):
            titles.setdefault(title, document.id)
    linked = [replace(one, document=_resolved(one.document, titles, numbers)) for one in parsed]
    repealed = _repealed([one.document for one in linked])
    return tuple(replace(one, document=repealed.get(one.document.id, one.document)) for one in linked)


def _repealed(documents: Sequence[Document]) -> dict[str, Document]:
    """The documents that another one of the corpus says it repeals, with which one and from when; what staff recorded
    stays."""
    found: dict[str, Document] = {}
    for repealing in documents:
        since = repealing.effective_from or repealing.signed
        for fact in (f for f in repealing.facts if f.name == "repeals"):
            for document in documents:
                if document.id == repealing.id or document.repealed_by or not _is_named(document, fact.value):
                    continue
                if since and document.signed and document.signed >= since:
                    continue  # a later document of the same title
                name = repealing.number or f"《{repealing.title}》"
                found[document.id] = replace(document, repealed_by=name, repealed_on=since)
    return found


def _is_named(document: Document, named: str) -> bool:
    """Whether a repealed document, by number or 《title》, is this one."""
    if NUMBER.search(named):
        return named == document.number
    wanted = _key(named)
    keys = [_key(document.title), _key(document.title).split("关于", 1)[-1]]
    return wanted in (*keys, *(re.sub(r"^(?:印发|发布)|的通知$", "", key) for key in keys))


def _resolved(document: Document, titles: dict[str, str], numbers: dict[str, str]) -> Document:
    references: list[Reference] = []
    known = {target: number for number, target in numbers.items()}
    for reference in document.references:
        target = reference.target or numbers.get(reference.number)
        if target is None and reference.title:
            named = titles.get(_key(reference.title))
            other = reference.number and named and known.get(named, reference.number) != reference.number
            target = None if other else named
        references.append(replace(reference, target=target))
    return replace(document, references=tuple(references))


def _titles(document: Document, clauses: Sequence[Clause]) -> list[str]:
    """The forms under which others may name a document: its title, its parts' titles, without issuer or 通知."""
    titles = [
        document.title,
        *[c.text.replace("\n", "") for c in clauses if c.kind == "title" and c.part in ("main", "notice")],
    ]
    keys = [_key(title) for title in titles]
    keys += [key.split("关于", 1)[1] for key in keys if "关于" in key]
    keys += [re.sub(r"^(?:关于)?(?:印发|发布)|的通知$", "", key) for key in keys]
    return [key for key in dict.fromkeys(keys) if len(key) > 3]


def _key(title: str) -> str:
    """The title in the form in which titles are compared: no marks, no years in brackets at its end."""
    return _MARKS.sub("", _YEARS.sub("", compact(title)))
