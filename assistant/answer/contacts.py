"""Whom to ask: telephone and contact person from the facts; other ways (邮箱, 地址 …) are never made of a telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.compose import row_key
from assistant.answer.draft import Block, Draft, Line, line
from assistant.answer.sentences import sentences
from assistant.answer.words import say, speaker
from assistant.understand.measures import likeness
from ingest.index import Index
from ingest.model import Clause, Document, Fact
from ingest.normal import normalise, to_hans

__all__ = ["contact_draft", "district_missing"]

_PHONE = re.compile(r"\d[\d \-—–－()（）]{5,18}\d")
_WAYS: tuple[tuple[str, str, str], ...] = (
    ("电子邮箱", r"邮箱|电子?邮件|e-?mail", r"[\w.-]+@[\w-]+\.\w+|邮箱"),
    ("传真", r"传真", r"传真"),
    ("网址", r"网址|官网|公众号", r"https?:|www\.|网址|公众号"),
    ("地址", r"(?:联系|通讯|办公)地址|寄到", r"地址[:是为]|(?:路|街|大道)\d+号"),
    (
        "处室",
        r"(?:哪个?|什么|啥|几)(?:处室|科室|处|科)",
        r"(?:联系|咨询|受理)(?:部门|处室|科室)|[处科]室?,?(?:联系人|电话)",
    ),
    ("联系人", r"联系人|联系谁|打给谁|找谁", r"联系人"),
)
_TELEPHONE = re.compile(r"电话|热线|座机|号码|手机|联系方式|怎么联系|如何联系|打给|number|call")
_LINE = 60
_DISTRICT = re.compile(r"(?=([一-鿿]{2}[区县]))")
_SPECIAL = re.compile(r"(举报|投诉|监督|技术支持|平台)")


def contact_draft(text: str, documents: Sequence[Document], index: Index, about: str = "") -> Draft | None:
    """How to reach whom: the telephone and contact person where they are asked for and stated; of a list of telephones,
    those for the things that the question (`about`: all of it) names. Another way that the documents do not state is said
    to be missing, the telephone then only related; None where their content tells it."""
    facts = [f for d in documents for f in d.facts if f.name in ("phone", "contact")]
    phones = [f for f in facts if f.name == "phone"]
    missing: list[str] = []
    blocks: list[Block] = []
    for name, asked, stated in _WAYS:
        if not re.search(asked, text):
            continue
        if name == "联系人" and any(f.name == "contact" for f in facts):
            blocks += _lines([f for f in facts if f.name == "contact"], index)
        elif _states(stated, documents, index):
            return None
        else:
            missing.append(name)
    if _TELEPHONE.search(text) or not (missing or blocks):
        if district := district_missing(about, [index.clauses[f.clause_id] for f in phones], index):
            missing.insert(0, district)
        elif chosen := _named(_meant(phones, text, index), about, index):
            people = [f for f in facts if f.name == "contact" and f.clause_id in {p.clause_id for p in chosen}]
            blocks += _lines([*chosen, *people], index)
        else:
            purpose = _SPECIAL.search(text)
            missing.insert(0, f"{purpose[1]}电话" if purpose else "联系电话")
    related = tuple(f.clause_id for f in phones) or tuple(
        f.clause_id for d in documents for f in d.facts if f.name == "issuer"
    )
    blocks = list(dict.fromkeys(blocks))
    if missing:
        blocks.append(Line(say("not_found", matter="、".join(missing)), frame=True))
    if not missing:
        return Draft("answered", tuple(blocks))
    told = any(isinstance(b, Line) and b.clauses for b in blocks)
    return Draft("partial" if told else "not_found", tuple(blocks), related, "、".join(missing))


def _lines(facts: Sequence[Fact], index: Index) -> list[Block]:
    names = {"phone": "联系电话", "contact": "联系人"}
    shown: list[Block] = []
    for fact in facts:
        document = index.document(index.clauses[fact.clause_id].document_id)
        written = _PHONE.search(fact.quote) if fact.name == "phone" else None
        value = written[0] if written else fact.value
        shown.append(line(f"{speaker(document, index.documents)}：{names[fact.name]}为{value}。", fact.clause_id))
    return shown


def _states(stated: str, documents: Sequence[Document], index: Index) -> bool:
    """Whether a clause of the documents holds such a way to reach somebody."""
    pattern = re.compile(stated)
    return any(pattern.search(normalise(c.text)) for d in documents for c in index.clauses_of(d.id))


def _meant(phones: Sequence[Fact], text: str, index: Index) -> list[Fact]:
    """Of several telephones those for the purpose the question names (举报); those for no special one, or all, where it names
    none."""
    asked = set(_SPECIAL.findall(text))
    purposes = {f: set(_SPECIAL.findall(_sentence(f, index))) for f in phones}
    meant = [f for f, p in purposes.items() if (p & asked if asked else not p)]
    return meant or ([] if asked else list(phones))


def district_missing(text: str, clauses: Sequence[Clause], index: Index) -> str:
    """The telephone of a district that the question and the document name, where all lines with telephones are of others
    (东湖区 …, 西山区 …): the number of another place is no answer. Empty where that is not so."""
    lines = [c for c in clauses if _PHONE.search(c.text)]
    if not lines or not _TELEPHONE.search(text):
        return ""
    whole = "".join(to_hans(c.text) for d in {c.document_id for c in lines} for c in index.clauses_of(d))
    asked = [d for d in _DISTRICT.findall(text) if d in whole]
    told = [set(_DISTRICT.findall(to_hans(c.text))) for c in lines]
    if not asked or not any(told) or any(t & set(asked) for t in told):
        return ""
    return f"{asked[0]}的联系电话"


def _named(phones: Sequence[Fact], about: str, index: Index) -> list[Fact]:
    """Of a list of telephones those whose line or row names most of what the question is on; all where none is named."""
    named = {f: likeness(_label(f, index), about) for f in phones}
    most = max(named.values(), default=0)
    return [f for f in phones if named[f] == most]


def _label(fact: Fact, index: Index) -> str:
    """The words that say whose telephone it is: the first cell of its row, or what stands on its line."""
    clause = index.clauses[fact.clause_id]
    if clause.cells:
        return to_hans(row_key(clause))
    return next((to_hans(s) for s in clause.text.split("\n") if fact.quote in s and len(s) <= _LINE), "")


def _sentence(fact: Fact, index: Index) -> str:
    text = index.clauses[fact.clause_id].text
    return next((s for s in sentences(text) if fact.quote in s), text)
