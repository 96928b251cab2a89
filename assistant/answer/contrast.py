"""Two things that one document speaks of, side by side: its types (A型 and 非A型), or two items that a question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.compare import aligned, cell
from assistant.answer.compose import compose
from assistant.answer.differ import difference
from assistant.answer.draft import Block, Draft, Line, Table
from assistant.answer.evidence import Finding, Limits, confidence, eligible
from assistant.answer.lists import below, list_items
from assistant.answer.siblings import Types, belongs, named_types, speaks_of_both, types_in
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Hit, Ranking
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause, Document
from ingest.normal import compact, to_hans

__all__ = ["things_draft", "types_draft"]

_AND = re.compile(r"和|与|跟|同|以及|还有|、|vs\.?|相?比起?")
_BEFORE = re.compile(r"^.*(?:里的?|中的?|[,。;?:]|那个|这个|请问|对于|关于|把)")
_AFTER = re.compile(r"[,。;?]|的|目的|之间|两|有|是|都|各|分别|哪|谁|比|差|对|怎么|在|到底|相|应|要|由")
_GENERAL = re.compile(r"[两二三][种类个]?|种|类型?|型|条件|要求|门槛|标准|规定|基本|区别|不同|差别|差异|创新|中心|需要|满足|具体|内容|情况|那|的|吗|呢|和|跟|与|非|不|办|公司|企业|法人")
_SHARE = 0.55


def types_draft(ranking: Ranking, documents: Sequence[Document], index: Index, limits: Limits) -> Draft | None:
    """The types of one document that the question sets side by side, a column each; one clause alone where it speaks of
    both. None when the question names no types, or nothing is found for one of them."""
    named = named_types(ranking.part.text, types_in(documents, index))
    if not named:
        return None
    types = max(named, key=lambda t: max(ranking.of(c.id).score for pair in t.heads for c in pair))
    hits = [h for h in ranking.top(40, [types.document.id]) if eligible(h) and confidence(h) >= limits.scoped]
    matter = _GENERAL.sub("", _without(ranking.part.topic, types.names)).replace(" ", "")
    sides = [_side(hits, name, types, index) for name in types.names]
    if matter:
        both = next((h for h in hits if speaks_of_both(h.clause, types) and not index.children(h.clause.id)), None)
        best = min((s[0].score for s in sides if s), default=0.0)
        if both is not None and both.score >= 0.85 * best:
            found = Finding(types.document, (both.clause,), "clauses", None, both.score, confidence(both))
            return Draft("answered", compose([found], ranking.part, index), confidence=min(1.0, found.confidence))
        if not all(sides):
            return None
        row = aligned([tuple(s[:5]) for s in sides], ranking, lambda document: True)
    else:
        row = list(_heads(types, ranking, index))
    return _table(types.names, row, ranking, index)


def _without(topic: str, names: Sequence[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        topic = topic.replace(name, " ")
    return topic


def _side(hits: Sequence[Hit], name: str, types: Types, index: Index) -> list[Finding]:
    return [
        Finding(types.document, (h.clause,), "clauses", None, h.score, confidence(h))
        for h in hits
        if h.clause.kind != "heading" and not index.children(h.clause.id) and belongs(h.clause, name, types, index)
    ]


def _heads(types: Types, ranking: Ranking, index: Index) -> tuple[Finding, Finding]:
    """The pair of clauses that the question is most about, with the lists below them."""

    def worth(pair: tuple[Clause, Clause]) -> float:
        return sum(ranking.of(c.id).score for c in pair)

    def finding(clause: Clause) -> Finding:
        hit = ranking.of(clause.id)
        if list_items(clause, index):
            return Finding(types.document, below(clause, index), "list", clause, hit.score, confidence(hit))
        return Finding(types.document, (clause,), "clauses", None, hit.score, confidence(hit))

    one, other = max(types.heads, key=worth)
    return finding(one), finding(other)


def _table(names: Sequence[str], row: Sequence[Finding | None], ranking: Ranking, index: Index) -> Draft | None:
    if not all(row):
        return None
    cells = tuple(cell(f, ranking, index) for f in row)
    first = difference(list(zip(names, cells, strict=True)), ranking)
    blocks: tuple[Block, ...] = (
        first or Line("各自的规定如下：", frame=True),
        Table(tuple(names), (cells,)),
    )
    return Draft("answered", blocks, confidence=min(1.0, *(f.confidence for f in row if f)))


def things_draft(ranking: Ranking, documents: Sequence[Document], index: Index, limits: Limits) -> Draft | None:
    """Two things named in the question, each searched on its own in one document; None when the question names no two, or
    no document has a clause for each."""
    best: tuple[float, Finding, Finding, tuple[str, str]] | None = None
    for one, other in _pairs(ranking.part.text):
        matter = ranking.part.topic.replace(one, " ").replace(other, " ")
        sides = [_ranked(ranking, thing, matter) for thing in (one, other)]
        for document in documents:
            found = _two(sides, document, limits)
            if found and (best is None or found[0] > best[0]):
                best = (*found, (one, other))
    if best is None:
        return None
    _, first, second, names = best
    called = [_called(f.clauses[0], name) for f, name in zip((first, second), names, strict=True)]
    return _table(called, (first, second), ranking, index)


def _pairs(text: str) -> list[tuple[str, str]]:
    """The ways to read `text` as two things joined by a word (A和B)."""
    pairs = []
    for match in _AND.finditer(text):
        left = _BEFORE.sub("", text[: match.start()])[-16:]
        right = _AFTER.split(text[match.end() :], maxsplit=1)[0][:16]
        left, right = left.strip(' "'), right.strip(' "')
        if len(left) >= 2 and len(right) >= 2:
            pairs.append((left, right))
    return pairs


def _ranked(ranking: Ranking, thing: str, matter: str) -> Ranking:
    part = ranking.part
    words = [w for w in part.expansion if w not in matter]
    return ranking.searcher.rank(replace(part, topic=f"{thing} {matter}".strip(), text=thing, expansion=tuple(words)))


def _two(sides: Sequence[Ranking], document: Document, limits: Limits) -> tuple[float, Finding, Finding] | None:
    """The best two different clauses of a document, one for each thing, with their worth."""
    both = []
    for ranking in sides:
        thing = ranking.part.text
        scored = [
            (h.score * (_named(ranking, thing, h.clause) - 0.3 * _named(ranking, other.part.text, h.clause)), h)
            for h in ranking.top(8, [document.id])
            for other in sides
            if other is not ranking
            if eligible(h) and h.clause.kind not in ("heading", "title") and confidence(h) >= limits.scoped
            and _named(ranking, thing, h.clause) >= _SHARE
        ]
        both.append(sorted(scored, key=lambda pair: -pair[0])[:4])
    options = [(a, b) for a in both[0] for b in both[1] if a[1].clause.id != b[1].clause.id]
    if not options or both[0][0][1].clause.id == both[1][0][1].clause.id:
        return None
    (wa, a), (wb, b) = max(options, key=lambda o: o[0][0] + o[1][0] + 0.15 * (o[0][1].clause.parent_id == o[1][1].clause.parent_id))
    made = [Finding(document, (h.clause,), "clauses", None, h.score, confidence(h)) for h in (a, b)]
    return wa + wb, made[0], made[1]


def _named(ranking: Ranking, thing: str, clause: Clause) -> float:
    """How much of the thing's name the clause speaks of (0–1)."""
    return ranking.searcher.coverage.share(replace(ranking.part, topic=thing), clause.id) if content_words(thing) else 0.0


def _called(clause: Clause, name: str) -> str:
    """How a clause's thing is called: by the clause's own name where it has one, else as the question does."""
    if found := re.search(r"[“「](.+)[”」]$", clause.label):
        return found[1]
    own = re.match(r"[^：:，。\n]{2,16}(?=[：:])", to_hans(clause.text))
    return own[0] if own and set(compact(name)) & set(compact(own[0])) else name
