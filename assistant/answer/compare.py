"""Documents side by side: a column each, 未规定 where one is silent after a search of it alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product

from assistant.answer.compose import row_key, row_text
from assistant.answer.differ import difference
from assistant.answer.draft import Block, Draft, Line, Table
from assistant.answer.evidence import Finding, Limits, confidence, eligible, find
from assistant.answer.lists import below, list_items
from assistant.answer.sentences import body, in_line, joined, measured, obliges, pick, states_value
from assistant.answer.siblings import belongs, speaks_of_both, types_in
from assistant.answer.words import say, speaker
from assistant.retrieve.search import Ranking, Searcher
from ingest.index import Index
from ingest.model import Clause, Document

__all__ = ["aligned", "cell", "compare_draft"]

_CANDIDATES = 5
_LIKENESS = 0.3  # what being like the other columns' clauses counts, against the clause's own score
_MANNER = 0.15  # what a requirement beside a requirement counts
_FORCE = 0.1  # what being in force counts, of several documents of one column
_ALIKE = 0.4  # likeness of clauses about the very same thing
_NO_CELL = ("heading", "title", "header", "fact")
_STEPS = 4
_LONG = 1500
_FIGURES = ("amount", "ratio", "duration", "count", "phone", "score")
_WANTS = re.compile(r"条件|要求|门槛|资格|哪些|哪几|几[条项类种个]|职责|措施|材料|原则|功能")
_NO_RULE = re.compile(r"[适相响供效反对感呼]应|应[用急变邀]|適應|相應|應用")


def compare_draft(
    ranking: Ranking,
    groups: Sequence[Sequence[Document]],
    index: Index,
    limits: Limits,
    in_force: Callable[[Document], bool] = lambda document: True,
    least: int = 1,
) -> Draft | None:
    """A table over the groups of documents (one group a column); None when fewer than `least` groups speak of the
    matter. `in_force` tells which documents hold on the day asked for."""
    columns = [_candidates(ranking, group, index, limits) for group in groups]
    columns = [_with_value(c, ranking) for c in columns]
    if sum(map(bool, columns)) < least:
        return None
    row = _echoed(aligned(columns, ranking, in_force), groups, ranking, index)
    names = [
        speaker(f.document, index.documents) if f else _silent_name(group, index)
        for f, group in zip(row, groups, strict=True)
    ]
    row, names = _beside(row, names, columns, ranking, index, in_force)
    cells = tuple(_of_type(f, ranking, index) or cell(f, ranking, index) for f in row)
    first = difference(list(zip(names, cells, strict=True)), ranking, alike=_same_matter(row, ranking))
    silent = [Line(say("silent", speaker=name), frame=True) for name, f in zip(names, row, strict=True) if f is None]
    blocks: list[Block] = [*([first] if first else []), *silent]
    if not blocks:
        blocks.append(Line("各自的规定如下：", frame=True))
    sure = min(1.0, max(f.confidence for f in row if f))
    return Draft("answered", (*blocks, Table(tuple(names), (cells,))), confidence=sure)


def _same_matter(row: Sequence[Finding | None], ranking: Ranking) -> bool:
    """Whether the clauses found are worded so alike that they are about the very same thing."""
    like = _Likeness(ranking.searcher)
    spoken = [f.clauses[0] for f in row if f]
    return all(like(spoken[0], c) >= _ALIKE for c in spoken[1:])


def _silent_name(group: Sequence[Document], index: Index) -> str:
    """How a column is called whose documents are all silent: by the region when all its documents were searched."""
    whole = sum(d.region == group[0].region for d in index.documents) == len(group)
    return group[0].region if whole and group[0].region else speaker(group[0], index.documents)


def _candidates(ranking: Ranking, group: Sequence[Document], index: Index, limits: Limits) -> tuple[Finding, ...]:
    """What a group of documents may be saying, what it was found to say first; nothing when it is silent."""
    ids = [d.id for d in group]
    found = find(ranking, ids, index, limits, True)
    if not found:
        return ()
    found = tuple(f if _fits(f, ranking) else _single(f, ranking) for f in found)
    if not ranking.part.asks("procedure"):
        found = tuple(one for f in found for one in _apart(f, ranking))
    if listed := _rows(found[0], ranking, ids, index) or (
        _listed(ranking, ids, index) if found[0].form != "list" else None
    ):
        found = (listed, *found)
    found = tuple(f for f in found if f.form == "list" or f.clauses[0].kind not in _NO_CELL) or found
    taken = {f.clauses[0].id for f in found if f.form == "clauses"}
    near = [
        Finding(index.document(h.clause.document_id), (h.clause,), "clauses", None, h.score, confidence(h))
        for h in ranking.top(12, ids)
        if eligible(h)
        and h.clause.kind not in _NO_CELL
        and h.clause.id not in taken
        and h.score >= 0.6 * found[0].score
        and confidence(h) >= limits.scoped
    ]
    return (*found, *near[:_CANDIDATES])


def _apart(finding: Finding, ranking: Ranking) -> tuple[Finding, ...]:
    """A finding of several clauses as findings of one each, best first; a list as it is."""
    if finding.form == "list":
        return (finding,)
    hits = sorted(map(ranking.of, (c.id for c in finding.clauses)), key=lambda h: -h.score)
    return tuple(replace(finding, clauses=(h.clause,), score=h.score, confidence=confidence(h)) for h in hits)


def _fits(finding: Finding, ranking: Ranking) -> bool:
    """Whether a whole list is what is asked about, and not one item of it that says more of the question than its head."""
    if finding.form != "list" or finding.head is None:
        return True
    share = ranking.searcher.coverage.share_of
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    return share(ranking.part, best.text) <= share(ranking.part, finding.head.text) + 0.15


def _rows(finding: Finding, ranking: Ranking, ids: Sequence[str], index: Index) -> Finding | None:
    """The whole table, where its rows are asked about and none in particular."""
    clause = finding.clauses[0]
    if finding.form == "list" or clause.kind not in ("row", "header", "title"):
        return None
    rows = tuple(c for c in index.clauses_of(clause.document_id) if c.part == clause.part and c.kind == "row")
    if not rows:
        return None
    scores = sorted((ranking.of(c.id).score for c in rows), reverse=True)
    headed = any(h.clause.kind == "header" for h in ranking.top(3, ids))
    level = scores[min(1, len(scores) - 1)] >= 0.8 * scores[0]
    if clause.kind == "row" and not (level and (headed or _WANTS.search(ranking.part.text))):
        return None
    return replace(finding, clauses=rows, form="list", head=None)


def _listed(ranking: Ranking, ids: Sequence[str], index: Index) -> Finding | None:
    """The whole list whose head speaks of all that the question does, where it asks for one."""
    if not _WANTS.search(ranking.part.text) or measured(ranking.part):
        return None
    hits = ranking.top(8, ids)
    for hit in hits:
        items = list_items(hit.clause, index)
        whole = hit.coverage >= 0.8 and hit.clause.kind in ("heading", "lead_in") and hit.score >= 0.75 * hits[0].score
        if whole and sum(h.clause in items for h in hits) >= 0.5 * len(items):
            document = index.document(hit.clause.document_id)
            return Finding(document, below(hit.clause, index), "list", hit.clause, hit.score, confidence(hit))
    return None


def _with_value(column: Sequence[Finding], ranking: Ranking) -> tuple[Finding, ...]:
    """The candidates that state a figure of a kind asked for; all when none is asked for."""
    kinds = tuple(v for v in ranking.part.values if v in _FIGURES)
    if not kinds:
        return tuple(column)
    part = replace(ranking.part, values=kinds)
    anchors = ranking.searcher.coverage.anchors(ranking.part)
    counted = "count" in ranking.part.values
    return tuple(
        f for f in column if (counted and f.form == "list") or any(states_value(c, part, anchors) for c in f.clauses)
    )


def aligned(
    columns: Sequence[tuple[Finding, ...]], ranking: Ranking, in_force: Callable[[Document], bool]
) -> list[Finding | None]:
    """One finding a column: each by its own score, those that speak of the same thing in the same manner preferred."""
    speaking = [i for i, c in enumerate(columns) if c]
    if any(columns[i][0].form == "list" for i in speaking):
        if all(columns[i][0].form == "list" for i in speaking) or _WANTS.search(ranking.part.text):
            return [c[0] if c else None for c in columns]
        columns = [tuple(_single(f, ranking) for f in c) for c in columns]
    size = _CANDIDATES + 1 if len(speaking) <= 3 else 3
    chosen = [columns[i][:size] for i in speaking]
    best = [max(f.score for f in c) for c in chosen]
    like = _Likeness(ranking.searcher)

    def worth(combination: Sequence[Finding]) -> float:
        own = sum(f.score / b for f, b in zip(combination, best, strict=True))
        own += _FORCE * sum(in_force(f.document) for f in combination)
        n = len(combination)
        pairs = [(combination[i], combination[j]) for i in range(n) for j in range(i + 1, n)]
        together = sum(
            min(1.0, 2 * a.confidence, 2 * b.confidence)
            * (_LIKENESS * like(a.clauses[0], b.clauses[0]) + _MANNER * (_manner(a) == _manner(b)))
            for a, b in pairs
        )
        return own + (together * 2 / (n - 1) if n > 1 else 0.0)

    result: list[Finding | None] = [None] * len(columns)
    for i, finding in zip(speaking, max(product(*chosen), key=worth), strict=True):
        result[i] = finding
    return result


def _manner(finding: Finding) -> bool:
    """Whether what was found sets a rule, rather than tells or describes."""
    return any(obliges(_NO_RULE.sub("", c.reading)) for c in finding.clauses)


class _Likeness:
    """How alike two clauses' own words are (0–1), by BM25 over the self-score, the better of the two directions."""

    def __init__(self, searcher: Searcher) -> None:
        self.searcher = searcher
        self.known: dict[str, dict[str, float]] = {}

    def __call__(self, one: Clause, other: Clause) -> float:
        return max(self._of(one, other), self._of(other, one))

    def _of(self, one: Clause, other: Clause) -> float:
        if one.id not in self.known:
            scores = self.searcher.index.lexical(body(one))
            own = max(float(scores[self.searcher.position[one.id]]), 1e-6)
            self.known[one.id] = {c: min(1.0, float(scores[p]) / own) for c, p in self.searcher.position.items()}
        return self.known[one.id][other.id]


def _single(finding: Finding, ranking: Ranking) -> Finding:
    """The finding as clauses: of a whole list its best item."""
    if finding.form != "list":
        return finding
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    return replace(finding, clauses=(best,), form="clauses", head=None)


def _echoed(
    row: list[Finding | None], groups: Sequence[Sequence[Document]], ranking: Ranking, index: Index
) -> list[Finding | None]:
    """The row with, where a column states no value, the clause that is nearly the same as another column's: it rules on
    the matter without one."""
    like = _Likeness(ranking.searcher)
    filled = list(row)
    for i, group in enumerate(groups):
        if row[i] is not None:
            continue
        ids = {d.id for d in group}
        for other in filter(None, row):
            for sister, _ in ranking.searcher.sisters(other.clauses[0].id):
                clause = index.clauses[sister]
                if clause.document_id in ids and like(other.clauses[0], clause) >= 0.75:
                    filled[i] = Finding(index.document(clause.document_id), (clause,), "clauses", None, 0.0, 0.0)
    return filled


def _beside(
    row: list[Finding | None],
    names: list[str],
    columns: Sequence[tuple[Finding, ...]],
    ranking: Ranking,
    index: Index,
    in_force: Callable[[Document], bool],
) -> tuple[list[Finding | None], list[str]]:
    """The row with a column more for a second document of one region that rules on the very same thing."""
    like = _Likeness(ranking.searcher)
    wide: list[Finding | None] = []
    called: list[str] = []
    for finding, name, column in zip(row, names, columns, strict=True):
        both = [(finding, name)]
        if finding is not None:
            rivals = [
                f
                for f in column
                if f.document.id != finding.document.id
                and f.form == finding.form
                and f.score >= 0.85 * finding.score
                and _manner(f) == _manner(finding)
                and like(f.clauses[0], finding.clauses[0]) >= 0.5
            ]
            both.extend((f, speaker(f.document, index.documents)) for f in rivals[:1])
            both.sort(key=lambda pair: not in_force(pair[0].document) if pair[0] else True)
        wide.extend(f for f, _ in both)
        called.extend(n for _, n in both)
    return wide, called


def cell(finding: Finding | None, ranking: Ranking, index: Index) -> Line:
    """What a finding says in one cell of a table; 未规定 for none."""
    if finding is None:
        return Line("未规定", frame=True)
    if finding.form == "list" and all(c.kind == "row" for c in finding.clauses):
        ids = (*((finding.head.id,) if finding.head else ()), *(c.id for c in finding.clauses))
        count = f"共{len(finding.clauses)}项"
        return Line(f"{count}：{'、'.join(map(row_key, finding.clauses))}", ids, (), (count,))
    if finding.form == "list" and finding.head is not None:
        items = list_items(finding.head, index)
        long = sum(len(c.text) for c in items) > _LONG
        text = "；".join((body(c).split("\n")[0] if long else in_line(body(c))).rstrip("。； \n") for c in items)
        ids = (finding.head.id, *(c.id for c in items))
        count = f"共{len(items)}项"
        return Line(f"{body(finding.head).rstrip('：。')}（{count}）：{text}", ids, (), (count,))
    whole = ranking.part.asks("procedure") and len(finding.clauses) > 1
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    clauses = finding.clauses[:_STEPS] if whole else (best,)
    chosen = [_picked(c, ranking) for c in clauses if not c.cells]
    shown = [row_text(c) if c.cells else joined(_picked(c, ranking)) for c in clauses]
    return Line("".join(shown), tuple(c.id for c in clauses), tuple(q for p in chosen for q in p))


def _of_type(finding: Finding | None, ranking: Ranking, index: Index) -> Line | None:
    """The cell of a clause that holds for one of two types only: with the name of the type, and – where it is as much
    asked about – what holds for the other. None for other clauses, and when the question names a type itself."""
    if finding is None or finding.form == "list":
        return None
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    for types in types_in([finding.document], index):
        if any(n in ranking.part.text for n in types.names):
            continue
        for name, other in (types.names, types.names[::-1]):
            if not belongs(best, name, types, index):
                continue
            like = _Likeness(ranking.searcher)
            rivals = [
                h.clause
                for h in ranking.top(12, [finding.document.id])
                if h.score >= 0.5 * finding.score
                and belongs(h.clause, other, types, index)
                and like(h.clause, best) >= 0.3
            ]
            said = [(name, best), *((other, c) for c in rivals[:1])]
            whole = next((c for c in index.clauses_of(best.document_id) if speaks_of_both(c, types)), None)
            lead = [whole] if whole is not None and rivals else []
            quotes = [_picked(c, ranking) for _, c in said]
            text = "".join(body(c) for c in lead) + "".join(
                f"{n}：{joined(q)}" for (n, _), q in zip(said, quotes, strict=True)
            )
            heads = [c.parent_id for _, c in said if c.parent_id and name not in c.text]
            ids = tuple(dict.fromkeys((*(c.id for c in lead), *heads, *(c.id for _, c in said))))
            return Line(text, ids, tuple(q for qs in quotes for q in qs))
    return None


def _picked(clause: Clause, ranking: Ranking) -> list[str]:
    """The sentences that answer; a heading on a line of its own is none."""
    _, _, rest = body(clause).partition("\n")
    return pick(replace(clause, text=rest) if rest.strip() else clause, ranking.part)
