"""The guard, the last door of every answer: each line's quotations, figures and names must be in the clauses it cites.

It does not trust the composer (and later no language model): it reads the drafted lines against the clause table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.draft import Block, Draft, Line, Table
from assistant.understand.quantities import Unit, find_quantities
from assistant.understand.scope import NATION, Names
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, normalise

__all__ = ["Guard", "Rejection"]

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was dropped, and why."""

    line: Line
    why: str


class Guard:
    """Checks drafts against one index."""

    def __init__(self, index: Index, names: Names) -> None:
        self._index = index
        self._names = names

    def check(self, draft: Draft) -> tuple[Draft, tuple[Rejection, ...]]:
        """The draft without the lines that do not hold, and those lines. A table with a false cell loses the row."""
        kept: list[Block] = []
        rejected: list[Rejection] = []
        for block in draft.blocks:
            if isinstance(block, Table):
                rows = [row for row in block.rows if not self._faults(row, rejected)]
                if rows:
                    kept.append(Table(block.header, tuple(rows)))
            elif not self._faults((block,), rejected):
                kept.append(block)
        return Draft(draft.status, tuple(kept), draft.related, draft.looked_for), tuple(rejected)

    def _faults(self, lines: Iterable[Line], rejected: list[Rejection]) -> bool:
        found = [Rejection(line, why) for line in lines if (why := self.fault(line))]
        rejected.extend(found)
        return bool(found)

    def fault(self, line: Line) -> str:
        """Why the line must not be shown, or nothing."""
        if not line.clauses:
            return "" if line.frame else "没有引用条文"
        clauses = []
        for clause_id in line.clauses:
            if clause_id not in self._index.clauses:
                return f"条文不存在：{clause_id}"
            clauses.append(self._index.clauses[clause_id])
        return self._quotes(line, clauses) or self._figures(line, clauses) or self._regions(line, clauses)

    def _quotes(self, line: Line, clauses: list[Clause]) -> str:
        held = [compact(c.text) for c in clauses]
        for quote in line.quotes:
            if not any(compact(quote) in text for text in held):
                return f"引文不在条文中：{quote[:40]}"
        return ""

    def _figures(self, line: Line, clauses: list[Clause]) -> str:
        """Every number of the line must be in a cited clause or its document's facts, or be marked as computed."""
        allowed = {c for text in line.computed for c in _FIGURE.findall(normalise(text))}
        sources = [normalise(c.text) for c in clauses]
        for clause in clauses:
            document = self._index.document(clause.document_id)
            sources += [normalise(document.title), normalise(document.number)]
            sources += [normalise(f.quote) + " " + normalise(f.value) for f in document.facts]
            sources.append(normalise(clause.label))
        held = {f for s in sources for f in _FIGURE.findall(s.replace(" ", ""))} | allowed
        quantities = {(q.value, q.unit) for s in sources for q in find_quantities(s)}
        text = normalise(line.text).replace(" ", "")
        for figure in _FIGURE.findall(text):
            if figure not in held and not self._converted(figure, text, quantities):
                return f"数字不在所引条文中：{figure}"
        return ""

    @staticmethod
    def _converted(figure: str, text: str, quantities: set[tuple[Decimal, Unit]]) -> bool:
        """Whether the figure is the same quantity in another unit (1000万元 for 10000000元)."""
        return any(figure in q.raw and (q.value, q.unit) in quantities for q in find_quantities(text))

    def _regions(self, line: Line, clauses: list[Clause]) -> str:
        """A region named in the line must be that of a cited document, or stand in its text."""
        regions = {self._index.document(c.document_id).region for c in clauses}
        text = normalise(line.text)
        for region, _, _ in self._names.lexicon.find_regions(text):
            if region.name in regions or region.parent in regions or region.name == NATION:
                continue
            held = any(
                r.name == region.name
                for c in clauses
                for r, _, _ in self._names.lexicon.find_regions(
                    normalise(
                        c.text + self._index.document(c.document_id).title + self._index.document(c.document_id).issuer
                    )
                )
            )
            if not held:
                return f"地区与所引文件不符：{region.name}"
        return ""
