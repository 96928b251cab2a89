"""Questions about a document itself: number, issuer, dates, validity, telephone – answered from its facts, cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer.draft import Block, Draft, Line, line
from assistant.answer.words import say, speaker, title_of
from assistant.model import Status
from assistant.validity import BADGES, validity_fact, validity_on
from ingest.index import Index
from ingest.model import Document, Fact, FactName

__all__ = ["ASPECTS", "fact_draft", "validity_clause"]

ASPECTS: dict[str, tuple[FactName, ...]] = {
    "metadata_number": ("number",),
    "metadata_issuer": ("issuer",),
    "metadata_date": ("issued", "signed"),
    "validity": ("effective_until", "effective_from", "period", "repeals"),
    "contact": ("phone", "contact"),
    "metadata_addressee": ("addressee",),
    "metadata_basis": ("basis",),
    "metadata_digest": ("digest",),
}
_PHONE = re.compile(r"\d[\d \-—–－()（）]{5,18}\d")
_NAMES: dict[FactName, str] = {
    "number": "文号",
    "issuer": "发文机关",
    "signed": "成文日期",
    "issued": "印发日期",
    "effective_from": "施行日期",
    "effective_until": "有效期至",
    "period": "规划期",
    "repeals": "废止",
    "basis": "依据文件",
    "phone": "联系电话",
    "contact": "联系人",
    "addressee": "主送机关",
    "digest": "摘编说明",
}


def _facts(document: Document, names: Sequence[FactName]) -> list[Fact]:
    return [f for name in names for f in document.facts if f.name == name]


def _shown(fact: Fact) -> str:
    if fact.name in ("signed", "issued", "effective_from", "effective_until"):
        day = date.fromisoformat(fact.value)
        return f"{day.year}年{day.month}月{day.day}日"
    if fact.name == "phone" and (written := _PHONE.search(fact.quote)):
        return written[0]
    return fact.value


def validity_clause(document: Document, day: date, index: Index) -> str | None:
    """The clause that says why the document is (not) in force on `day`."""
    name = validity_fact(document, day)
    fact = next((f for f in document.facts if f.name == name and f.clause_id in index.clauses), None)
    return fact.clause_id if fact else None


def _basis(found: Sequence[Fact], who: str) -> list[Block]:
    """The documents named as a basis, one line for each clause that names them."""
    lines: list[Block] = []
    for clause_id in dict.fromkeys(f.clause_id for f in found):
        named = "、".join(f.value for f in found if f.clause_id == clause_id)
        lines.append(line(f"{who}：依据文件有{named}。", clause_id))
    return lines


def _validity(document: Document, day: date, who: str) -> list[Block]:
    state = validity_on(document, day)
    first = f"{who}：{BADGES[state]}。"
    facts = _facts(document, ("effective_until",)) or _facts(document, ("period",)) if state != "unknown" else []
    facts = [*facts, *_facts(document, ("effective_from",))]
    if state == "unknown":
        dated = _facts(document, ("issued", "signed"))[:1]
        ending = "；".join(f"{_NAMES[f.name]}为{_shown(f)}" for f in dated)
        text = f"{who}：文件未注明有效期{'；' + ending if ending else ''}。"
        return [Line(text, tuple(f.clause_id for f in dated), (), (), frame=not dated)]
    clauses = tuple(dict.fromkeys(f.clause_id for f in facts))
    detail = "；".join(f"{_NAMES[f.name]}{'' if f.name == 'effective_until' else '：'}{_shown(f)}" for f in facts)
    text = f"{first[:-1]}（{detail}）。" if detail else first
    return [Line(text, clauses, frame=not clauses)]


def fact_draft(aspects: Sequence[str], documents: Sequence[Document], index: Index, day: date) -> Draft:
    """The answer about `documents` themselves; documents that do not state what is asked are named."""
    drafts = [_one(aspect, documents, index, day) for aspect in dict.fromkeys(aspects)]
    if len(drafts) == 1:
        return drafts[0]
    found = [d for d in drafts if d.status != "not_found"]
    status: Status = "answered" if len(found) == len(drafts) else "partial" if found else "not_found"
    return Draft(status, tuple(b for d in drafts for b in d.blocks), tuple(r for d in drafts for r in d.related))


def _one(aspect: str, documents: Sequence[Document], index: Index, day: date) -> Draft:
    blocks: list[Block] = []
    silent: list[Document] = []
    for document in documents:
        who = speaker(document, index.documents)
        if aspect == "validity":
            blocks.extend(_validity(document, day, who))
            continue
        found = _facts(document, ASPECTS[aspect])
        if not found:
            silent.append(document)
            continue
        if aspect == "metadata_basis":
            blocks.extend(_basis(found, who))
            continue
        shown = [f for i, f in enumerate(found) if _shown(f) not in [_shown(g) for g in found[:i]]]
        for fact in (
            shown if aspect in ("contact", "metadata_basis") else shown[:1] if aspect != "metadata_date" else shown
        ):
            if fact.name == "digest":
                quote = index.clauses[fact.clause_id].text
                blocks.append(line(f"{who}：收录的不是全文，而是摘编：{quote}", fact.clause_id, quote=quote))
                continue
            blocks.append(line(f"{who}：{_NAMES[fact.name]}为{_shown(fact)}。", fact.clause_id))
    matter = _NAMES[ASPECTS[aspect][0]]
    if not blocks:
        related = tuple(f.clause_id for d in documents for f in _facts(d, ("issuer", "signed", "number"))[:1])
        return Draft("not_found", (Line(say("not_found", matter=matter), frame=True),), related, matter)
    if silent and len(documents) <= 6:
        names = "、".join(dict.fromkeys(title_of(d) for d in silent))
        blocks.append(Line(f"{names}没有写明{matter}。", frame=True))
    return Draft("answered" if not silent or len(documents) > 1 else "partial", tuple(blocks))
