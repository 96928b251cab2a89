"""A clause named by its number (三、（二）第8项; 第十二条; 附件第13项) is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.draft import Block, Draft, Line, line
from assistant.answer.sentences import body, in_line
from assistant.answer.words import say, speaker
from assistant.understand.scope import ClauseRef
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact

__all__ = ["asked_inside", "asks_for_clause", "lookup_draft", "resolve_ref"]

_PLAIN = re.compile(r"[\W国家市省表里中上下写讲说列提啥都有了的是什么内容哪些怎样全部详细给我看一条那这个份张]")


def asks_for_clause(part: Part) -> bool:
    """Whether a clause is asked for by its number, or a whole annex or box by its name; not what is said in one of
    something (附件表里数字孪生在哪个领域)."""
    if not part.scope.refs or any(ref.steps for ref in part.scope.refs):
        return bool(part.scope.refs)
    rest = part.topic
    for ref in part.scope.refs:
        rest = rest.replace(ref.raw, " ")
    return len(_PLAIN.sub("", rest)) <= 4


def asked_inside(part: Part, clauses: Sequence[Clause], index: Index) -> bool:
    """Whether what the question says beside the annex or box is something inside it, and no word of its title (附件里先进
    材料包括什么): then that is asked for, and not the whole."""
    rest = part.topic
    for ref in part.scope.refs:
        if ref.steps:
            return False
        rest = rest.replace(ref.raw, " ")
    rest = _PLAIN.sub("", rest)
    titles = "".join(compact(c.text) for c in clauses)
    inside = "".join(compact(b.text) for c in clauses for b in _below(c, index) if b.kind != "header")
    return len(rest) >= 2 and rest not in titles and rest in inside


def _steps(clause: Clause) -> tuple[str, tuple[int, ...], bool]:
    """Part, numbers and whether it is an article, from the clause's id (`doc/main/3.2.8`, `doc/main/a12.k1`)."""
    _, part, path = clause.id.split("/", 2)
    numbers = tuple(int(n) for n in re.findall(r"(?:^|\.)[acdkprs]?(\d+)(?=\.|$)", path))
    return part, numbers, bool(re.match(r"a\d", path))


_MOST = 40


def resolve_ref(ref: ClauseRef, documents: Sequence[str], index: Index) -> tuple[Clause, ...]:
    """The clauses of `documents` that the reference names; the main part where it names no part."""
    found = []
    for document in documents:
        for clause in index.clauses_of(document):
            part, numbers, article = _steps(clause)
            wanted = ref.part or "main"
            fits = part == wanted or (wanted == "annex" and part.startswith("annex"))
            if (
                fits
                and numbers == ref.steps
                and _unit_fits(clause, ref.last)
                and (not ref.article or article or not _has_articles(document, index))
            ):
                found.append(clause)
    if not found and ref.part.startswith("box") and not ref.steps:
        return tuple(c for d in documents for c in index.clauses_of(d) if _steps(c)[:2] == (ref.part, (1,)))
    if not found and not ref.part and not ref.article and len(ref.steps) == 1:
        rows = [c for d in documents for c in index.clauses_of(d) if c.kind == "row"]
        return tuple(c for c in rows if _steps(c)[1] == ref.steps and "第" in c.label)
    return tuple(found)


def _unit_fits(clause: Clause, unit: str) -> bool:
    """Whether the last step of the clause's id is of the unit named (第3段 is a paragraph, 第3项 is none)."""
    last = clause.id.rsplit("/", 1)[1].rsplit(".", 1)[-1]
    if unit == "段":
        return last.startswith("p")
    if unit == "点":
        return last.startswith("d")
    return not (unit == "项" and last[:1] in "pdh")


def _has_articles(document: str, index: Index) -> bool:
    return any(_steps(c)[2] for c in index.clauses_of(document))


def lookup_draft(clauses: Sequence[Clause], index: Index) -> Draft:
    """The clauses verbatim, with what stands below them."""
    blocks: list[Block] = []
    for clause in clauses:
        who = speaker(index.document(clause.document_id), index.documents)
        blocks.append(line(f"{who}{clause.label}：{body(clause)}", clause.id, quote=body(clause)))
        below = _below(clause, index)
        for child in below[:_MOST]:
            blocks.append(line(in_line(body(child)), child.id, quote=body(child), style="step"))
        if len(below) > _MOST:
            blocks.append(Line(say("more", count=str(len(below) - _MOST)), frame=True))
    return Draft("answered", tuple(blocks))


def _below(clause: Clause, index: Index) -> list[Clause]:
    found: list[Clause] = []
    for child in index.children(clause.id):
        found.append(child)
        found.extend(_below(child, index))
    return found
