"""What was found as the cell of a comparison."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.compose import row_key, row_text
from assistant.answer.draft import Line
from assistant.answer.evidence import Finding
from assistant.answer.likeness import Likeness
from assistant.answer.lists import list_items
from assistant.answer.sentences import body, in_line, joined, pick
from assistant.answer.siblings import belongs, speaks_of_both, types_in
from assistant.retrieve.search import Ranking
from ingest.index import Index
from ingest.model import Clause

__all__ = ["cell", "typed_cell"]

_STEPS = 4
_LONG = 1500


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


def typed_cell(finding: Finding | None, ranking: Ranking, index: Index) -> Line | None:
    """The cell of a clause that holds for one of two types only: with the clause that tells the types apart, the name of
    the type, and – where it is as much asked about – what holds for the other. None for other clauses, and when the
    question names a type itself."""
    if finding is None or finding.form == "list":
        return None
    best = max(finding.clauses, key=lambda c: ranking.of(c.id).score)
    for types in types_in([finding.document], index):
        if any(n in ranking.part.text for n in types.names):
            continue
        for name, other in (types.names, types.names[::-1]):
            if not belongs(best, name, types, index):
                continue
            like = Likeness(ranking.searcher)
            rivals = [
                h.clause
                for h in ranking.top(12, [finding.document.id])
                if h.score >= 0.5 * finding.score
                and belongs(h.clause, other, types, index)
                and like(h.clause, best) >= 0.3
            ]
            said = [(name, best), *((other, c) for c in rivals[:1])]
            whole = next((c for c in index.clauses_of(best.document_id) if speaks_of_both(c, types)), None)
            lead = [whole] if whole is not None and whole.id != best.id else []
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
