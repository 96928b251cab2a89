"""What a document is based on, who drew it up and interprets it, and what it repeals, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Clause, Fact
from ingest.normal import to_hans
from ingest.references import NUMBER, normal_number

__all__ = ["find_author", "find_basis", "find_interpreter", "find_repeals"]

_NAMED = re.compile(rf"《([^《》]+)》(?:[（(]({NUMBER.pattern})[)）])?")
_BASED = re.compile(r"根据|依据|按照|遵照|贯彻|落实|为实施|全面完成|结合")
_REPEALED = re.compile(r"废止|停止执行|不再执行|取代|失效")
_ISSUES = re.compile(r"(?:印发|发布|公布|制定(?:了)?|下称|以下简称|简称|转发)[：:]?\s*$")
_BODY = re.compile(r"[㐀-鿿]{2,14}(?:委员会|办公厅|办公室|总局|改革委|部|委|局|厅|署|办|院)")
_JOINS = re.compile(r"[、,，]|(?<=[部委局厅署办院会室])[和与及]")
_NO_NAME = re.compile(r"贯彻|落实|要求|结合|根据|依据|按照|推进|加快|我|本|为")
_DRAWS_UP = re.compile(
    r"(?:等(?:部门|单位)?)?(?:联合|共同|组织|会同|牵头|研究)*"
    r"(?:编制|编写|起草|制定|制订|编印)(?:了|的)?(?=.{0,40}(?:指南|规划|方案|办法|计划|意见|细则|条例|规定|措施|纲要))"
)
_LONGEST_AUTHORS = 80
_INTERPRETS = re.compile(
    r"由([^，。；]{2,40}?)(?:负责|共同)?解释(?=[，。；]|$)|解释权[归属]于?([^，。；]{2,40}?)(?:所有)?(?=[，。；]|$)"
)
_IN_PART = re.compile(r"》(?:[（(][^）)]*[)）])?(?:中)?[^，。；]{0,12}(?:第[^，。；]{1,6}[条款项]|条款|部分内容)")
_SENTENCE = re.compile(r"[^。！？]+")


def find_basis(clauses: Sequence[Clause]) -> list[Fact]:
    """The documents that the opening paragraphs name as what this one follows."""
    found: dict[str, Fact] = {}
    titles = "".join(to_hans(c.text).replace("\n", "") for c in clauses if c.kind == "title")
    for clause in _opening(clauses):
        for sentence in _SENTENCE.finditer(clause.text):
            plain = to_hans(sentence.group())
            if not _BASED.search(plain) or _REPEALED.search(plain):
                continue
            start = _BASED.search(plain).start()  # type: ignore[union-attr]
            for match in _NAMED.finditer(sentence.group()):
                before = plain[: match.start()]
                if match.start() < start or _ISSUES.search(before) or to_hans(match.group(1)) in titles:
                    continue
                value = normal_number(match.group(2)) if match.group(2) else f"《{match.group(1)}》"
                found.setdefault(value, Fact("basis", value, clause.id, match.group()))
    return list(found.values())


def _opening(clauses: Sequence[Clause]) -> list[Clause]:
    """The paragraphs before the first number, and the first 条."""
    found: list[Clause] = []
    for part in ("notice", "main"):
        for clause in (c for c in clauses if c.part == part):
            step = clause.id.rpartition("/")[2]
            if clause.kind in ("title", "fact") or re.fullmatch(r"[cbj]\d+(\.j\d+)?", step):
                continue
            if re.fullmatch(r"a1(\.k1)?", step) or (clause.parent_id is None and step.startswith("p")):
                found.append(clause)
                if step.startswith("p") and len(found) < 8:
                    continue
            break
    return found


def find_author(clauses: Sequence[Clause]) -> list[Fact]:
    """Who drew the document up, where its opening paragraphs say so by name: bodies alone between a sentence's or a
    clause's start and the verb. Nothing where anything else stands there."""
    for clause in _opening(clauses):
        plain = to_hans(clause.text)
        for match in _DRAWS_UP.finditer(plain):
            start = max(plain.rfind(sign, 0, match.start()) for sign in "。；：\n") + 1
            start = max(start, match.start() - _LONGEST_AUTHORS)
            named = _trailing_bodies(plain[start : match.start()])
            if named:
                quote = clause.text[match.start() - len(named) : match.start()]
                return [Fact("author", quote, clause.id, quote)]
    return []


def _trailing_bodies(text: str) -> str:
    """The bodies, joined by 、 and 和, with which `text` ends; empty where it ends in anything else."""
    kept = len(text)
    start = 0
    pieces = []
    for sign in [*_JOINS.finditer(text), None]:
        end = sign.start() if sign else len(text)
        pieces.append((start, text[start:end]))
        start = sign.end() if sign else end
    for place, piece in reversed(pieces):
        if not _BODY.fullmatch(piece) or _NO_NAME.search(piece):
            break
        kept = place
    return text[kept:]


def find_interpreter(clauses: Sequence[Clause]) -> list[Fact]:
    """Who interprets the document (本办法由…负责解释)."""
    for clause in reversed(clauses):
        if clause.kind in ("title", "header", "row", "fact") or clause.part.startswith(("annex", "box")):
            continue
        if match := _INTERPRETS.search(to_hans(clause.text)):
            found = 1 if match.group(1) else 2
            who, quote = clause.text[match.start(found) : match.end(found)], clause.text[match.start() : match.end()]
            return [Fact("interpreter", who, clause.id, quote)]
    return []


def find_repeals(clauses: Sequence[Clause]) -> list[Fact]:
    """The documents that a clause says are repealed or replaced by this one."""
    found: dict[str, Fact] = {}
    for clause in clauses:
        if clause.kind in ("title", "header", "row", "fact"):
            continue
        for sentence in _SENTENCE.finditer(clause.text):
            plain = to_hans(sentence.group())
            verb = _REPEALED.search(plain)
            if not verb or not (re.search(r"同时|予以|自.*起|取代|停止执行|不再执行", plain)) or _IN_PART.search(plain):
                continue
            taken = [match.span() for match in _NAMED.finditer(sentence.group())]
            for match in NUMBER.finditer(sentence.group()):
                if not any(a <= match.start() < b for a, b in taken) and match.start() < verb.start():
                    value = normal_number(match.group())
                    found.setdefault(value, Fact("repeals", value, clause.id, match.group()))
            for match in _NAMED.finditer(sentence.group()):
                replaces = verb.group() == "取代"
                if replaces and match.start() < verb.start():
                    continue
                value = normal_number(match.group(2)) if match.group(2) else f"《{match.group(1)}》"
                found.setdefault(value, Fact("repeals", value, clause.id, match.group()))
    return list(found.values())
