"""Two things that one document speaks of, side by side: its types (A型 and 非A型), or two items that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant.answer.cells import cell
from assistant.answer.compare import aligned
from assistant.answer.compose import compose
from assistant.answer.differ import difference
from assistant.answer.draft import Block, Draft, Line, Table
from assistant.answer.evidence import Finding, eligible
from assistant.answer.limits import Limits
from assistant.answer.lists import below, list_items
from assistant.answer.sentences import has_value, measured
from assistant.answer.siblings import Types, belongs, named_types, speaks_of_both, types_in
from assistant.answer.words import speaker
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Hit, Ranking
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause, Document
from ingest.normal import compact, to_hans

__all__ = ["things_draft", "types_draft"]

_AND = re.compile(r"和|与|跟|同|以及|还有|、|vs\.?|相?比起?")
_BEFORE = re.compile(r"^.*(?:里的?|中的?|[,。;?:]|请问|对于|关于|把)|^[ 的对]+")
_POINTS = re.compile(r"[那这](?:个|种|一个|[一]?[段期档条项])")
_AFTER = re.compile(r"[,。;?\s]|交|给|的|目的|之间|两|有|是|都|各|分别|哪|谁|比|差|对|怎么|在|到底|相|应|要|由")
_TYPE = re.compile(
    r"(?:非|不(?:是|算|搞|办|成立|注册|设)?)?[一-鿿]{0,4}?(?:型|性质)的?(?:那[种类])?|[两二三2][种类者个]|不(?:是|算|搞|办|成立|注册|设)[一-鿿]{2,4}?(?:的?那?[种类]|的|\s|$)"
)
_GENERAL = re.compile(
    r"条件|要求|门槛|标准|规定|基本|区别|不同|差别|差异|创新|中心|需要|满足|具体|内容|情况|定义|含义|类型|类别|种类|类|种|是指|指|那|的|吗|呢|和|跟|与|对|各|分别|\s"
)
_YEAR = re.compile(r"20\d\d")
_SHARE = 0.55
_LEAST = 0.3
_BESIDE = 0.15


def types_draft(
    ranking: Ranking, part: Part, documents: Sequence[Document], index: Index, limits: Limits
) -> Draft | None:
    """The types of one document that the question `part` sets side by side, a column each; one clause alone where it
    speaks of both. None when the question names no types, or nothing is found for one of them. `ranking` is that of the
    question without its comparing words."""
    named = named_types(part.text, types_in(documents, index))
    if not named:
        return None
    types = max(named, key=lambda t: max(ranking.of(c.id).score for pair in t.heads for c in pair))
    matter = _matter(ranking.part.topic, types.names)
    if not _GENERAL.sub("", matter).strip():
        rows = [_row_of(pair, types, ranking, index) for pair in _asked_pairs(types, part.text)]
        return _table(types.names, rows, ranking, index)
    ranking = ranking.searcher.rank(replace(ranking.part, topic=matter))
    hits = [
        h
        for h in ranking.top(40, [types.document.id])
        if eligible(h) and h.confidence >= limits.scoped and not index.children(h.clause.id)
    ]
    sides = [_side(hits, name, types, index) for name in types.names]
    both = next((h for h in hits if speaks_of_both(h.clause, types)), None)
    if both is not None and both.score >= max((s[0].score for s in sides if s), default=0.0):
        found = Finding(types.document, (both.clause,), "clauses", None, both.score, both.confidence)
        return Draft("answered", compose([found], ranking.part, index), confidence=min(1.0, found.confidence))
    if not all(sides):
        return None
    row = aligned([tuple(s[:5]) for s in sides], ranking, lambda document: True)
    return _table(types.names, [row], ranking, index)


def _matter(topic: str, names: Sequence[str]) -> str:
    """The topic without the names of the types, and without the question's own words for them."""
    for name in sorted(names, key=len, reverse=True):
        topic = topic.replace(name, " ")
    return _TYPE.sub(" ", topic).strip()


def _asked_pairs(types: Types, text: str) -> list[tuple[Clause, Clause]]:
    """The pairs of heads whose words the question uses (条件); all, when it uses none."""
    words = [w for w in content_words(text) if w not in types.names]
    asked = [pair for pair in types.heads if any(w in _after_name(pair[0], types) for w in words)]
    return asked or list(types.heads[:2])


def _after_name(clause: Clause, types: Types) -> str:
    return _matter(to_hans(clause.text.split("\n")[0]), types.names)[:30]


def _row_of(pair: tuple[Clause, Clause], types: Types, ranking: Ranking, index: Index) -> list[Finding | None]:
    """The two clauses as findings, with the lists below them."""
    row: list[Finding | None] = []
    for clause in pair:
        hit = ranking.of(clause.id)
        listed = bool(list_items(clause, index)) and bool(index.children(clause.id))
        clauses = below(clause, index) if listed else (clause,)
        form: Literal["list", "clauses"] = "list" if listed else "clauses"
        row.append(Finding(types.document, clauses, form, clause if listed else None, hit.score, hit.confidence))
    return row


def _side(hits: Sequence[Hit], name: str, types: Types, index: Index) -> list[Finding]:
    return [
        Finding(types.document, (h.clause,), "clauses", None, h.score, h.confidence)
        for h in hits
        if h.clause.kind != "heading" and not index.children(h.clause.id) and belongs(h.clause, name, types, index)
    ]


def _table(
    names: Sequence[str], rows: Sequence[Sequence[Finding | None]], ranking: Ranking, index: Index
) -> Draft | None:
    if not rows or not all(f for row in rows for f in row):
        return None
    cells = [tuple(cell(f, ranking, index) for f in row) for row in rows]
    first = difference(list(zip(names, cells[0], strict=True)), ranking, words=False) if len(rows) == 1 else None
    blocks: tuple[Block, ...] = (
        first or Line("各自的规定如下：", frame=True),
        Table(tuple(names), tuple(cells)),
    )
    return Draft("answered", blocks, confidence=min(1.0, *(f.confidence for row in rows for f in row if f)))


_MOST_PAIRS = 4


def things_draft(
    ranking: Ranking, part: Part, documents: Sequence[Document], index: Index, limits: Limits
) -> Draft | None:
    """Two things named in the question, each searched on its own in one document; None when the question names no two, or
    no document has a clause for each. Regions are no such things."""
    if part.scope.outside_regions:
        return None
    best: tuple[float, Finding, Finding, tuple[str, str]] | None = None
    for one, other in _pairs(ranking.part.text):
        matter = ranking.part.topic.replace(one, " ").replace(other, " ")
        sides = [_ranked(ranking, thing, matter) for thing in (one, other)]
        for group in [*((d,) for d in documents), documents]:
            found = _two(sides, group, index, limits)
            if found and (best is None or found[0] > best[0]):
                best = (*found, (one, other))
    if best is None:
        return None
    _, first, second, names = best
    called = [_called(f.clauses[0], name) for f, name in zip((first, second), names, strict=True)]
    if first.document.id != second.document.id:
        called = [
            f"{n}（{speaker(f.document, index.documents)}）" for n, f in zip(called, (first, second), strict=True)
        ]
    return _table(called, [(first, second)], ranking, index)


def _pairs(text: str) -> list[tuple[str, str]]:
    """The ways to read `text` as two things joined by a word (A和B); the first few, for each is a search of its own."""
    pairs: list[tuple[str, str]] = []
    for match in _AND.finditer(text):
        left = _BEFORE.sub("", text[: match.start()])[-16:]
        right = _AFTER.split(text[match.end() :], maxsplit=1)[0][:16]
        left, right = (_POINTS.sub("", s).strip(' "') for s in (left, right))
        if len(left) >= 2 and len(right) >= 2:
            pairs.append((left, right))
    return list(dict.fromkeys(pairs))[:_MOST_PAIRS]


def _ranked(ranking: Ranking, thing: str, matter: str) -> Ranking:
    part = ranking.part
    words = [w for w in part.expansion if w not in matter]
    return ranking.searcher.rank(replace(part, topic=f"{thing} {matter}".strip(), text=thing, expansion=tuple(words)))


def _two(
    sides: Sequence[Ranking], documents: Sequence[Document], index: Index, limits: Limits
) -> tuple[float, Finding, Finding] | None:
    """The best two different clauses of the documents, one for each thing, with their worth: those that state a figure
    asked for before others, those beside each other and of one document preferred."""
    both = []
    for ranking in sides:
        thing = ranking.part.text
        scored = [
            (h.score * (_named(ranking, thing, h.clause) - 0.3 * _named(ranking, other.part.text, h.clause)), h)
            for h in ranking.top(20, [d.id for d in documents])
            for other in sides
            if other is not ranking
            and eligible(h)
            and h.clause.kind not in ("heading", "title")
            and h.confidence >= limits.scoped
            and _named(ranking, thing, h.clause) >= _LEAST
        ]
        kinds = measured(ranking.part)
        scored = [p for p in scored if any(has_value(p[1].clause.text, v) for v in kinds)] or scored
        both.append(sorted(scored, key=lambda pair: -pair[0])[:4])
    options = [(a, b) for a in both[0] for b in both[1] if _apart(a[1].clause, b[1].clause, sides)]
    if not options or both[0][0][1].clause.id == both[1][0][1].clause.id:
        return None

    def worth(option: tuple[tuple[float, Hit], tuple[float, Hit]]) -> float:
        (first, a), (second, b) = option
        together = a.clause.document_id == b.clause.document_id
        return first + second + _BESIDE * (a.clause.parent_id == b.clause.parent_id) + _BESIDE * together

    best = max(options, key=worth)
    made = [
        Finding(index.document(h.clause.document_id), (h.clause,), "clauses", None, h.score, h.confidence)
        for _, h in best
    ]
    return worth(best), made[0], made[1]


def _apart(one: Clause, other: Clause, sides: Sequence[Ranking]) -> bool:
    """Whether two clauses are two things: different ones, each speaking of its own – clearly, or beside each other."""
    if one.id == other.id:
        return False
    share = min(_named(r, r.part.text, c) for r, c in zip(sides, (one, other), strict=True))
    return share >= _SHARE or one.parent_id == other.parent_id


def _named(ranking: Ranking, thing: str, clause: Clause) -> float:
    """How much of the thing's name the clause speaks of (0–1); of a thing called by its year nothing where the clause and
    the headings over it are of none or of another (every clause of a plan speaks of the years in the plan's title)."""
    years = set(_YEAR.findall(thing))
    if years and not years <= set(_YEAR.findall("".join((*clause.path, clause.text)))):
        return 0.0
    return (
        ranking.searcher.coverage.share(replace(ranking.part, topic=thing), clause.id) if content_words(thing) else 0.0
    )


def _called(clause: Clause, name: str) -> str:
    """How a clause's thing is called: by the clause's own name where it has one, else as the question does."""
    if found := re.search(r"[“「](.+)[”」]$", clause.label):
        return found[1]
    own = re.match(r"[^：:，。\n]{2,16}(?=[：:])", to_hans(clause.text))
    return own[0] if own and set(compact(name)) & set(compact(own[0])) else name
