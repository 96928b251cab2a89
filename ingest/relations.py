"""What a document is based on and what it repeals, by its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Clause, Fact
from ingest.normal import to_hans
from ingest.references import NUMBER, normal_number

__all__ = ["find_basis", "find_repeals"]

_NAMED = re.compile(rf"《([^《》]+)》(?:[（(]({NUMBER.pattern})[)）])?")
_BASED = re.compile(r"根据|依据|按照|遵照|贯彻|落实|为实施|全面完成|结合")
_REPEALED = re.compile(r"废止|停止执行|不再执行|取代|失效")
_ISSUES = re.compile(r"(?:印发|发布|公布|制定(?:了)?|下称|以下简称|简称|转发)[：:]?\s*$")
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


def find_repeals(clauses: Sequence[Clause]) -> list[Fact]:
    """The documents that a clause says are repealed or replaced by this one."""
    found: dict[str, Fact] = {}
    for clause in clauses:
        if clause.kind in ("title", "header", "row", "fact"):
            continue
        for sentence in _SENTENCE.finditer(clause.text):
            plain = to_hans(sentence.group())
            verb = _REPEALED.search(plain)
            if not verb or not (re.search(r"同时|予以|自.*起|取代|停止执行|不再执行", plain)):
                continue
            for match in _NAMED.finditer(sentence.group()):
                replaces = verb.group() == "取代"
                if replaces and match.start() < verb.start():
                    continue
                value = normal_number(match.group(2)) if match.group(2) else f"《{match.group(1)}》"
                found.setdefault(value, Fact("repeals", value, clause.id, match.group()))
    return list(found.values())
