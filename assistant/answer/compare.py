"""Documents side by side: a column each, 未规定 where one is silent after a search of it alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.draft import Block, Draft, Line, Table
from assistant.answer.evidence import Finding, Limits, find
from assistant.answer.sentences import body, joined, pick
from assistant.answer.words import speaker
from assistant.retrieve.search import Ranking
from assistant.understand.quantities import find_quantities
from ingest.index import Index
from ingest.model import Document

__all__ = ["compare_draft"]


def compare_draft(ranking: Ranking, groups: Sequence[Sequence[Document]], index: Index, limits: Limits) -> Draft | None:
    """A table over the groups of documents (one group a column); None when no group speaks of the matter."""
    columns = [find(ranking, [d.id for d in group], index, limits, True) for group in groups]
    if not any(columns):
        return None
    columns = _aligned(columns, ranking)
    columns = [c or _sister(columns, group, ranking, index, limits) for c, group in zip(columns, groups, strict=True)]
    header = tuple(
        speaker(c[0].document if c else group[0], index.documents) for c, group in zip(columns, groups, strict=True)
    )
    cells = tuple(_cell(c[0], ranking, index) if c else Line("未规定", frame=True) for c in columns)
    blocks: list[Block] = [Table(header, (cells,))]
    difference = _difference(header, columns)
    if difference:
        blocks.insert(0, difference)
    return Draft("answered" if all(columns) else "partial", tuple(blocks))


def _aligned(columns: Sequence[tuple[Finding, ...]], ranking: Ranking) -> list[tuple[Finding, ...]]:
    """One finding a column: of several documents the one most like what the other columns found."""

    def likeness(finding: Finding, others: Sequence[Finding]) -> float:
        mine = {c.id for c in finding.clauses}
        alike = [a for o in others for c in o.clauses[:2] for s, a in ranking.searcher.sisters(c.id) if s in mine]
        return finding.score + max(alike, default=0.0)

    chosen: list[tuple[Finding, ...]] = []
    for i, column in enumerate(columns):
        others = [c[0] for j, c in enumerate(columns) if j != i and c]
        chosen.append((max(column, key=lambda f: likeness(f, others)),) if column else ())
    return chosen


def _sister(
    columns: Sequence[tuple[Finding, ...]], group: Sequence[Document], ranking: Ranking, index: Index, limits: Limits
) -> tuple[Finding, ...]:
    """A column that found nothing by the question's words may hold the sister of what another column found."""
    wanted = {d.id for d in group}
    for column in columns:
        for clause in column[0].clauses[:1] if column else ():
            for sister, alike in ranking.searcher.sisters(clause.id):
                found = index.clauses[sister]
                if found.document_id in wanted and alike >= 0.45:
                    return (Finding(index.document(found.document_id), (found,), "clauses", None, alike),)
    return ()


def _cell(finding: Finding, ranking: Ranking, index: Index) -> Line:
    if finding.form == "list" and finding.head is not None:
        items = [c for c in index.children(finding.head.id) if c.kind not in ("header", "title")]
        text = "；".join(body(c).rstrip("。；").split("\n")[0] for c in items)
        return Line(f"{body(finding.head).rstrip('：。')}（共{len(items)}项）：{text}", (finding.head.id, *(c.id for c in items)), (), (f"{len(items)}",))
    chosen = [pick(c, ranking.part) for c in finding.clauses]
    return Line("".join(map(joined, chosen)), tuple(c.id for c in finding.clauses), tuple(q for p in chosen for q in p))


def _difference(header: Sequence[str], columns: Sequence[tuple[Finding, ...]]) -> Line | None:
    """One line with the figures that differ, where every column has a figure of the same unit."""
    found = []
    for name, column in zip(header, columns, strict=True):
        if not column:
            continue
        for clause in column[0].clauses:
            bars = [q for q in find_quantities(clause.text) if q.unit in ("percent", "yuan", "rank") or q.comparator != "eq"]
            if bars:
                found.append((name, bars[0], clause.id))
                break
    if len(found) < 2 or len({q.unit for _, q, _ in found}) > 1:
        return None
    same = len({q.value for _, q, _ in found}) == 1
    text = "，".join(f"{name}为{q.raw.strip()}" for name, q, _ in found)
    return Line(f"{'数值相同' if same else '主要差别'}：{text}。", tuple(dict.fromkeys(i for _, _, i in found)))
