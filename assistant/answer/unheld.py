"""Documents that are asked about and not held: by number, title, five-year plan, year, or as made later on (另行制定)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.missing import same_reference
from assistant.understand.scope import NATION, Names
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Document
from ingest.normal import compact, normalise, to_hans

__all__ = ["Unheld", "unheld"]

_GENRE = r"(?:方案|指南|规划|纲要|计划|条件|办法|细则|意见|条例|规定|措施|政策|标准|制度)"
_FIVE = re.compile(r'"?(十[一二三四五六]五)"?(?=([^,。?;]{0,20}?)(?:规划|纲要|计划))')
_WHICH = re.compile(r'(?:哪|什么|啥)[一几个份部些]{0,2}"?$|哪[一几]?[份个部]|什么文件|依据|文号')
_MADE_LATER = re.compile(
    r"(?:后来|后续|另行|另外|单独|配套|专门|接着)(?:又|再|单独|另行|配套|专门|新)*(?:出台?|制定|制订|印发|发布|发|搞|编)(?:了|的)+"
    r"(?:那个|那份|这个|一个|一份)?(?P<name>[^,。?;]{2,24}?(?:办法|细则|规定|方案|指南|条例|标准|制度))"
)
_TO_BE_MADE = re.compile(
    r"(?:相关|具体|有关)?([㐀-鿿]{2,14}?(?:办法|细则|方案|标准|规定|制度|指南))(?:将|由[^，。；]{2,12})?另行(?:制定|制订|发布|印发|公布|通知|规定)"
)
_WHETHER = re.compile(r"有没有|是否|是不是|谁|什么时候|哪天|何时|出了[吗没]|制定了[吗没]|在哪")
_NEW = re.compile(
    rf"((?:20\d\d)年?(?:以后|之后|起|后|版)?(?:再|接着|继续|沿)?用?的?(?:那个|那份|这份)?(?:最新|新一轮|下一轮|新一期|新版?|后续|接替|接续)的?(?:[一-鿿]{{0,8}}?){_GENRE})"
)
_AT_START = re.compile(r"^(?:请问|那|那么|照|按照?|根据|依据|依照|在)*(?:那部|那份|这部|国家的?)?$")


@dataclass(frozen=True, slots=True)
class Unheld:
    """A document that is not held: what the question calls it, and the clauses that mention it."""

    name: str
    clauses: tuple[str, ...] = ()


def unheld(part: Part, own: Sequence[str], index: Index, names: Names) -> Unheld | None:
    """The document that the part asks about, where the index does not hold it; None where it holds all that are meant."""
    scope = part.scope
    if scope.not_held:
        if scope.documents:
            return None
        wanted = "、".join(scope.not_held)
        return Unheld(wanted, _naming(scope.outside_documents, index))
    return (
        _five_years(part, index, names)
        or _title(part, index, names)
        or _later(part, own, index)
        or _new_one(part, own, index)
    )


def _naming(wanted: Sequence[str], index: Index) -> tuple[str, ...]:
    found = [
        r.clause_id
        for d in index.documents
        for r in d.references
        if any(same_reference(w, r.number, r.title) for w in wanted)
    ]
    return tuple(dict.fromkeys(found))


def _five_years(part: Part, index: Index, names: Names) -> Unheld | None:
    """A plan of five years of which the index holds none (“十四五”…规划), unless the question only asks which one a
    document that is held names."""
    for match in _FIVE.finditer(part.text):
        held = [d for d in index.documents if match[1] in compact(d.title)]
        rest = part.text[: match.start()] + part.text[match.end() + len(match[2]) + 2 :]
        before = part.text[: match.start()]
        if held or _WHICH.search(before) or names.mentioned(rest) or part.scope.refs:
            continue
        if re.search(r"(?:方案|办法|条件|指南|文件|通知|依据|根据|结合|落实|对接|按照?)[^,。?]{0,8}$", before):
            continue
        called = re.search(rf'"?{match[1]}"?[^,。?;]{{0,20}}?(?:规划|纲要|计划)', part.text)
        mention = [
            r.clause_id
            for d in index.documents
            for r in d.references
            if match[1] in compact(r.title) and (not part.scope.regions or d.region in (*part.scope.regions, NATION))
        ]
        return Unheld(called[0] if called else match[1], tuple(dict.fromkeys(mention)))
    return None


def _title(part: Part, index: Index, names: Names) -> Unheld | None:
    """A document named by its bare title at the head of the question, which the index only mentions."""
    text = re.sub(r'\([^()]*\)|"', "", compact(part.text))
    for document in index.documents:
        for reference in document.references:
            title = re.sub(r'\([^()]*\)|["《》]', "", compact(reference.title))
            at = text.find(title)
            if reference.target is not None or len(title) < 5 or at < 0 or not _AT_START.match(text[:at]):
                continue
            rest = text[at + len(title) :]
            if part.scope.regions or names.mentioned(rest) or names.by_title(title):
                continue
            return Unheld(f"《{to_hans(reference.title)}》", _naming((f"《{reference.title}》",), index))
    return None


def _later(part: Part, own: Sequence[str], index: Index) -> Unheld | None:
    """A document that is said to have been, or to be, made apart from those held."""
    text = compact(part.text)
    made = _MADE_LATER.search(text)
    to_be = [
        (found[1], clause.id)
        for d in own
        for clause in index.clauses_of(d)
        if "另行" in clause.text
        for found in _TO_BE_MADE.finditer(clause.text)
    ]
    if made and not any(_same_name(made["name"], d) for d in map(index.document, own)):
        tail = made["name"][-4:]
        naming = [c for name, c in to_be if tail in name or name[-6:] in made["name"]]
        return Unheld(made["name"], tuple(dict.fromkeys(naming)))
    for name, clause_id in to_be:
        core = re.sub(r"^(?:相关|具体|有关)", "", normalise(name))
        if len(core) >= 4 and core in text and not _WHETHER.search(text):
            return Unheld(core, (clause_id,))
    return None


def _same_name(name: str, document: Document) -> bool:
    title = compact(document.title)
    core = re.sub(r"^.*(?:的|个)", "", name)
    return core in title or title in core


def _new_one(part: Part, own: Sequence[str], index: Index) -> Unheld | None:
    """A newer document, called by a year after the end of all that are held (2026年以后的新方案)."""
    match = _NEW.search(part.text)
    if not match:
        return None
    year = int(match[1][:4])
    documents = [index.document(d) for d in own]
    if not documents or any(_covers(d, year) for d in documents):
        return None
    ends = [f.clause_id for d in documents for f in d.facts if f.name in ("effective_until", "period")]
    return Unheld(match[1], tuple(dict.fromkeys(ends))[:2])


def _covers(document: Document, year: int) -> bool:
    """Whether the document may be the one of that year: issued, in force or planned for then."""
    last = document.effective_until.year if document.effective_until else document.period[1] if document.period else 0
    first = document.signed or document.effective_from
    start = first.year if first else document.period[0] if document.period else 0
    return start == year or (bool(last) and start <= year <= last)
