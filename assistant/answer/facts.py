"""Questions about a document itself: number, issuer, dates, validity, telephone – answered from its facts, cited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer.asked import FactQuestion
from assistant.answer.contacts import contact_draft
from assistant.answer.draft import Block, Draft, Line, line
from assistant.answer.words import say, speaker, title_of
from assistant.model import Status
from assistant.validity import BADGES, Days, asked_days, in_words, states_on, validity_fact, validity_on
from ingest.index import Index
from ingest.model import Document, Fact, FactName

__all__ = ["ASPECTS", "fact_draft", "joined", "validity_clause"]

ASPECTS: dict[str, tuple[FactName, ...]] = {
    "metadata_number": ("number",),
    "metadata_issuer": ("issuer", "author"),
    "metadata_date": ("issued", "signed"),
    "validity": ("effective_until", "effective_from", "period", "repeals"),
    "contact": ("phone", "contact"),
    "metadata_addressee": ("addressee",),
    "metadata_basis": ("basis",),
    "metadata_digest": ("digest",),
    "metadata_disclosure": ("disclosure",),
    "metadata_title": (),
    "metadata_copied": ("copied",),
    "metadata_annex": ("annex",),
    "metadata_interpreter": ("interpreter",),
}
_NAMES: dict[FactName, str] = {
    "number": "文号",
    "issuer": "发文机关",
    "author": "编制部门",
    "signed": "成文日期",
    "issued": "印发日期",
    "effective_from": "施行日期",
    "effective_until": "有效期至",
    "period": "规划期",
    "repeals": "废止",
    "basis": "依据文件",
    "addressee": "主送机关",
    "digest": "摘编说明",
    "disclosure": "公开属性",
    "annex": "附件",
    "copied": "抄送机关",
    "interpreter": "负责解释的部门",
}
_DREW_UP = re.compile(r"编|起草|搞|弄|一起|一块|联合|共同|几个|哪些")
_EARLIER = re.compile(r"以前|原来|原先|旧|老|之前|暂行|替代|取代|废止|作废")


def _facts(document: Document, names: Sequence[FactName]) -> list[Fact]:
    return [f for name in names for f in document.facts if f.name == name]


def _shown(fact: Fact) -> str:
    if fact.name in ("signed", "issued", "effective_from", "effective_until"):
        return in_words(date.fromisoformat(fact.value))
    return fact.value


def validity_clause(document: Document, day: date, index: Index) -> str | None:
    """The clause that says why the document is (not) in force on `day`; of the repealing document where it is repealed."""
    name = validity_fact(document, day)
    facts = _repealing(document, index) if name == "repeals" else [f for f in document.facts if f.name == name]
    fact = next((f for f in facts if f.clause_id in index.clauses), None)
    return fact.clause_id if fact else None


def _repealing(document: Document, index: Index) -> list[Fact]:
    """The facts by which other documents of the corpus say that they repeal this one."""
    named = {document.number, f"《{document.title}》"}
    by = [d for d in index.documents if document.repealed_by in (d.number, f"《{d.title}》")]
    every = [f for d in by for f in d.facts if f.name == "repeals"]
    return [f for f in every if f.value in named] or (every if len(every) == 1 else [])


def joined(drafts: Sequence[Draft]) -> Draft:
    """The drafts of several questions in one utterance as one; partial where only some were found."""
    if len(drafts) == 1:
        return drafts[0]
    found = [d for d in drafts if d.status != "not_found"]
    whole = len(found) == len(drafts) and all(d.status == "answered" for d in found)
    status: Status = "answered" if whole else "partial" if found else "not_found"
    blocks = tuple(dict.fromkeys(b for d in drafts for b in d.blocks))
    missing = "、".join(d.looked_for for d in drafts if d.looked_for)
    return Draft(status, blocks, tuple(r for d in drafts for r in d.related), missing)


def fact_draft(question: FactQuestion, documents: Sequence[Document], index: Index, day: date) -> Draft | None:
    """The answer about `documents` themselves; documents that do not state what is asked are named. None where their
    content may say it."""
    drafts = [_one(aspect, question, documents, index, day) for aspect in question.aspects]
    given = [d for d in drafts if d is not None]
    return joined(given) if len(given) == len(drafts) else None


def _one(aspect: str, question: FactQuestion, documents: Sequence[Document], index: Index, day: date) -> Draft | None:
    text = question.text
    if aspect == "contact":
        return contact_draft(text, documents, index, f"{question.about},{question.whole}")
    if aspect == "validity":
        days = asked_days(text, day, question.whole)
        lines = [b for d in documents for b in _validity(d, days, day, index)]
        if _EARLIER.search(question.whole):
            lines += [b for d in documents for b in _repeals(d, index)]
        return Draft("answered", tuple(lines))
    blocks: list[Block] = []
    silent: list[Document] = []
    for document in documents:
        stated = _stated(document, aspect, text, index)
        blocks.extend(stated)
        if not stated:
            silent.append(document)
    matter = _NAMES[ASPECTS[aspect][0]] if ASPECTS[aspect] else "标题"
    if not blocks:
        related = tuple(f.clause_id for d in documents for f in _facts(d, ("issuer", "signed", "number"))[:1])
        return Draft("not_found", (Line(say("not_found", matter=matter), frame=True),), related, matter)
    if silent and len(documents) <= 6:
        names = "、".join(dict.fromkeys(title_of(d) for d in silent))
        blocks.append(Line(f"{names}没有写明{matter}。", frame=True))
    return Draft("answered" if not silent or len(documents) > 1 else "partial", tuple(blocks))


def _stated(document: Document, aspect: str, text: str, index: Index) -> list[Block]:
    """The lines with what the document states of one aspect; nothing where it is silent."""
    who = speaker(document, index.documents)
    if aspect == "metadata_title":
        return _title(document, who, index)
    found = _facts(document, ASPECTS[aspect])
    if aspect == "metadata_basis":
        return _basis(found, who)
    if aspect == "metadata_annex" and found:
        named = "；".join(f.value for f in found)
        return [line(f"{who}：附件共{len(found)}个：{named}。", found[0].clause_id, computed=(f"共{len(found)}个",))]
    if aspect == "metadata_digest":
        quotes = [(index.clauses[f.clause_id].text, f.clause_id) for f in found]
        return [line(f"{who}：收录的不是全文，而是摘编：{quote}", clause, quote=quote) for quote, clause in quotes]
    if aspect == "metadata_issuer":
        found = sorted(found, key=lambda f: (f.name == "author") != bool(_DREW_UP.search(text)))[:1]
        if found and found[0].name == "author" and not _DREW_UP.search(text):
            missing = Line(f"{title_of(document)}没有写明发文机关。", frame=True)
            return [missing, line(f"{who}：编制部门为{found[0].value}。", found[0].clause_id)]
    if aspect not in ("metadata_date", "metadata_issuer"):
        found = found[:1]
    joint = "：" if aspect == "metadata_disclosure" else "为"
    return [line(f"{who}：{_NAMES[f.name]}{joint}{_shown(f)}。", f.clause_id) for f in found]


def _title(document: Document, who: str, index: Index) -> list[Block]:
    """The document's title and, where it was issued by a notice of its own, that one's."""
    titles = [c for c in index.clauses_of(document.id) if c.kind == "title" and c.part in ("main", "notice")]
    texts = {c.id: c.text.replace("\n", "") for c in sorted(titles, key=lambda c: c.part)}
    return [line(f"{who}：标题为“{text}”。", clause) for clause, text in texts.items()]


def _basis(found: Sequence[Fact], who: str) -> list[Block]:
    """The documents named as a basis, one line for each clause that names them."""
    lines: list[Block] = []
    for clause_id in dict.fromkeys(f.clause_id for f in found):
        named = "、".join(f.quote for f in found if f.clause_id == clause_id)
        lines.append(line(f"{who}：依据文件有{named}。", clause_id))
    return lines


def _validity(document: Document, days: Days | None, today: date, index: Index) -> list[Block]:
    """The document's state today or on the days asked about, with the clauses its dates stand in."""
    state = validity_on(document, days.first if days else today)
    facts = _facts(document, ("effective_until",)) or _facts(document, ("period",))
    facts = [*facts, *_facts(document, ("effective_from",))]
    if state == "unknown" and (not days or not facts):
        facts = _facts(document, ("issued", "signed"))[:1]
    detail = [f"{_NAMES[f.name]}{'' if f.name == 'effective_until' else '：'}{_shown(f)}" for f in facts]
    written = [f.clause_id for f in facts]
    if document.repealed_by:
        since = f"自{in_words(document.repealed_on)}起" if document.repealed_on else ""
        detail.append(f"{since}被{document.repealed_by}废止")
        written += [f.clause_id for f in _repealing(document, index)]
    if any(f.name == "effective_from" and not re.search(r"\d", f.quote) for f in facts):
        written += [f.clause_id for f in _facts(document, ("signed", "issued"))[:1]]
    said = states_on(document, days) if days else "文件未注明有效期" if state == "unknown" else BADGES[state]
    ending = f"（{'；'.join(detail)}）" if detail else ""
    text = f"{speaker(document, index.documents)}：{said}{ending}。"
    computed = (days.words, said) if days else ()
    return [Line(text, tuple(dict.fromkeys(written)), (), computed, frame=not written)]


def _repeals(document: Document, index: Index) -> list[Block]:
    """The earlier documents that this one repeals."""
    who = speaker(document, index.documents)
    facts = _facts(document, ("repeals",))
    return [line(f"{who}：{f.quote}已由该文件废止。", f.clause_id, quote=f.quote) for f in facts]
