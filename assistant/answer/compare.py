"""Documents side by side: a column each, 未规定 where one is silent after a search of it alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.draft import Block, Draft, Line, Table
from assistant.answer.evidence import Finding, find
from assistant.answer.limits import Limits
from assistant.answer.lists import list_items
from assistant.answer.sentences import body, joined, measured, pick, states_value
from assistant.answer.words import speaker
from assistant.retrieve.search import Ranking
from assistant.understand.quantities import Quantity, find_quantities
from ingest.index import Index
from ingest.model import Clause, Document

__all__ = ["compare_draft"]

_ROWS = 3


def compare_draft(ranking: Ranking, groups: Sequence[Sequence[Document]], index: Index, limits: Limits) -> Draft | None:
    """A table over the groups of documents (one group a column); None when no group speaks of the matter."""
    columns = [_column(ranking, group, index, limits) for group in groups]
    if not any(columns):
        return None
    columns = _aligned(columns, ranking)
    rows = _rows(columns, groups, ranking, index)
    header = tuple(
        speaker(column[0].document if column else group[0], index.documents)
        for column, group in zip(columns, groups, strict=True)
    )
    table = Table(header, tuple(tuple(_cell(f, ranking, index) for f in row) for row in rows))
    difference = _difference(header, rows[0])
    first = difference or Line("各自的规定如下：", frame=True)
    blocks: tuple[Block, ...] = (first, table)
    return Draft("answered" if all(rows[0]) else "partial", blocks)


def _column(ranking: Ranking, group: Sequence[Document], index: Index, limits: Limits) -> tuple[Finding, ...]:
    """What a group of documents says; nothing when it states no value of a kind asked for."""
    found = find(ranking, [d.id for d in group], index, limits, True)
    anchors = ranking.searcher.coverage.anchors(ranking.part)
    if not measured(ranking.part):
        return found
    return tuple(f for f in found if any(states_value(c, ranking.part, anchors) for c in f.clauses))


def _aligned(columns: Sequence[tuple[Finding, ...]], ranking: Ranking) -> list[tuple[Finding, ...]]:
    """One finding a column: of several documents the one most like what the other columns found."""

    def likeness(finding: Finding, others: Sequence[Finding]) -> float:
        alike = [_alike(c, o.clauses, ranking) for c in finding.clauses[:2] for o in others]
        return finding.score + max(alike, default=0.0)

    chosen: list[tuple[Finding, ...]] = []
    for i, column in enumerate(columns):
        others = [c[0] for j, c in enumerate(columns) if j != i and c]
        chosen.append((max(column, key=lambda f: likeness(f, others)),) if column else ())
    return chosen


def _alike(clause: Clause, others: Sequence[Clause], ranking: Ranking) -> float:
    ids = {o.id for o in others}
    return max((a for s, a in ranking.searcher.sisters(clause.id) if s in ids), default=0.0)


def _rows(
    columns: Sequence[tuple[Finding, ...]], groups: Sequence[Sequence[Document]], ranking: Ranking, index: Index
) -> list[list[Finding | None]]:
    """The rows: for each of the best clauses of the leading column its sister in the others; what a column itself found
    stands in the first row where it has no sister there. Whole lists make one row."""
    own: list[Finding | None] = [c[0] if c else None for c in columns]
    if all(f is None or f.form == "list" for f in own):
        return [own]
    own = [_single(f, ranking) if f else None for f in own]
    lead = max((i for i, f in enumerate(own) if f), key=lambda i: own[i].score if own[i] else 0.0)  # type: ignore[union-attr]
    leading = own[lead]
    assert leading is not None
    best = [
        h.clause
        for h in ranking.top(8, [leading.document.id])
        if h.score >= 0.7 * leading.score and h.clause.kind not in ("heading", "title", "fact", "header")
    ]
    rows: list[list[Finding | None]] = []
    for clause in [*leading.clauses[:1], *(c for c in best if c not in leading.clauses[:1])][:_ROWS]:
        row: list[Finding | None] = []
        for i, group in enumerate(groups):
            if i == lead:
                row.append(Finding(leading.document, (clause,)))
                continue
            sister = _sister(clause, group, ranking, index)
            row.append(sister or (own[i] if not rows else None))
        if not rows or all(row):
            rows.append(row)
    return rows


def _single(finding: Finding, ranking: Ranking) -> Finding:
    """The finding as clauses: of a whole list its best item."""
    if finding.form != "list":
        return finding
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    return Finding(finding.document, (best,), "clauses", None, finding.score)


def _sister(clause: Clause, group: Sequence[Document], ranking: Ranking, index: Index) -> Finding | None:
    """The clause of the group that is most like `clause`, where one is like enough."""
    wanted = {d.id for d in group}
    ranked = sorted(ranking.searcher.sisters(clause.id), key=lambda pair: -pair[1])
    for sister, alike in ranked:
        found = index.clauses[sister]
        if found.document_id in wanted and alike >= 0.4:
            return Finding(index.document(found.document_id), (found,), "clauses", None, alike)
    return None


def _cell(finding: Finding | None, ranking: Ranking, index: Index) -> Line:
    if finding is None:
        return Line("未规定", frame=True)
    if finding.form == "list" and finding.head is not None:
        items = list_items(finding.head, index)
        text = "；".join(body(c).rstrip("。；").split("\n")[0] for c in items)
        ids = (finding.head.id, *(c.id for c in items))
        return Line(f"{body(finding.head).rstrip('：。')}（共{len(items)}项）：{text}", ids, (), (f"共{len(items)}项",))
    chosen = [pick(c, ranking.part) for c in finding.clauses[:2]]
    ids = tuple(c.id for c in finding.clauses[:2])
    return Line("".join(map(joined, chosen)), ids, tuple(q for p in chosen for q in p))


def _difference(header: Sequence[str], row: Sequence[Finding | None]) -> Line | None:
    """One line with the figures that differ, where at least two columns have a bound of the same unit."""
    found: list[tuple[str, Quantity, str]] = []
    for name, finding in zip(header, row, strict=True):
        for clause in finding.clauses[:1] if finding else ():
            bars = [
                q for q in find_quantities(clause.text) if q.unit == "rank" or q.comparator in ("ge", "le", "gt", "lt")
            ]
            found.extend((name, q, clause.id) for q in bars[:1])
    if len(found) < 2 or len({q.unit for _, q, _ in found}) > 1:
        return None
    same = len({(q.value, q.comparator) for _, q, _ in found}) == 1
    text = "，".join(f"{name}为{q.raw.strip()}" for name, q, _ in found)
    return Line(f"{'数值相同' if same else '主要差别'}：{text}。", tuple(dict.fromkeys(i for _, _, i in found)))
