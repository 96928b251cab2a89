"""The guard, the last door of every answer: each line's quotations, figures and names must be in the clauses it cites.

It does not trust the composer (and later no language model): it reads the drafted lines against the clause table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.draft import Block, Draft, Line, Table
from assistant.understand.lexicon import Region
from assistant.understand.quantities import find_quantities
from assistant.understand.scope import Names
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, normalise

__all__ = ["Guard", "Rejection"]

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*%?")
_DATE = re.compile(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?")
_NUMBER = re.compile(r"([一-鿿]*)(〔\d{4}〕\d+号)")
_TITLE = re.compile(r"《([^《》]+)》")


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
        # The same clauses, titles and facts are read again for every line: remembered.
        self._found = lru_cache(maxsize=8192)(self._find_regions)

    def check(self, draft: Draft) -> tuple[Draft, tuple[Rejection, ...]]:
        """The draft without the lines that do not hold, and those lines."""
        kept, rejected = self.passed(draft.blocks)
        return Draft(draft.status, tuple(kept), draft.related, draft.looked_for), tuple(rejected)

    def passed(self, blocks: Sequence[Block]) -> tuple[list[Block], list[Rejection]]:
        """The blocks that hold, and the lines that do not. A table with a false cell loses the row."""
        kept: list[Block] = []
        rejected: list[Rejection] = []
        for block in blocks:
            if isinstance(block, Table):
                rows = [row for row in block.rows if not self._faults(row, rejected)]
                if rows:
                    kept.append(Table(block.header, tuple(rows)))
            elif not self._faults((block,), rejected):
                kept.append(block)
        return kept, rejected

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
        sources = self._sources(clauses)
        return (
            self._quotes(line, clauses)
            or self._figures(line, sources)
            or self._quantities(line, sources)
            or self._names_of_documents(line, sources)
            or self._regions(line, clauses)
        )

    def _sources(self, clauses: list[Clause]) -> list[str]:
        """What a line on these clauses may take its figures from: the clauses, their labels, their documents' facts."""
        sources = [_squeezed(c.text) for c in clauses] + [_squeezed(c.label) for c in clauses]
        for document in {c.document_id: self._index.document(c.document_id) for c in clauses}.values():
            facts = [f"{f.quote} {f.value}" for f in document.facts]
            days = [_as_written(f.value) for f in document.facts]
            sources += map(_squeezed, (document.title, document.number, *document.short_names, *facts, *days))
            if document.period:
                sources.append(f"{document.period[0]}-{document.period[1]}年")
        return sources

    def _quotes(self, line: Line, clauses: list[Clause]) -> str:
        held = [compact(c.text) for c in clauses]
        for quote in line.quotes:
            if not any(compact(quote) in text for text in held):
                return f"引文不在条文中：{quote[:40]}"
        return ""

    @staticmethod
    def _figures(line: Line, sources: list[str]) -> str:
        """Every number, whole date and document number of the line must stand in a source, or be marked as computed."""
        computed = [_squeezed(c) for c in line.computed]
        text = _squeezed(line.text)
        for whole in _DATE.findall(text):
            if not any(whole in s for s in (*sources, *computed)):
                return f"数字不在所引条文中：{whole}"
        numbers = {pair for s in (*sources, *computed) for pair in _NUMBER.findall(s)}
        for prefix, number in _NUMBER.findall(text):
            if not any(n == number and _same_ending(prefix, p) for p, n in numbers):
                return f"文号不在所引条文中：{prefix[-6:]}{number}"
        held = {f for s in (*sources, *computed) for f in _FIGURE.findall(s)}
        known = {(q.value, q.unit) for s in sources for q in find_quantities(s)}
        for figure in _FIGURE.findall(text):
            converted = any(figure in q.raw and (q.value, q.unit) in known for q in find_quantities(text))
            if figure not in held and not converted:
                return f"数字不在所引条文中：{figure}"
        return ""

    @staticmethod
    def _quantities(line: Line, sources: list[str]) -> str:
        """Every quantity of the line, in whatever numerals and unit, must be one of a source, with its range, and with
        its comparator where the line gives one (不低于 must not become 不超过)."""
        computed = {(q.value, q.unit) for c in line.computed for q in find_quantities(_squeezed(c))}
        held = [q for s in sources for q in find_quantities(s)]
        for q in find_quantities(_squeezed(line.text)):
            if (q.value, q.unit) in computed:
                continue
            same = [h for h in held if (h.value, h.unit, h.high) == (q.value, q.unit, q.high)]
            if not same:
                return f"数字不在所引条文中：{q.raw}"
            if q.comparator != "eq" and all(h.comparator != q.comparator for h in same):
                return f"比较词与所引条文不符：{q.raw}"
        return ""

    @staticmethod
    def _names_of_documents(line: Line, sources: list[str]) -> str:
        """Every 《title》 of the line must stand in a source."""
        for title in _TITLE.findall(_squeezed(line.text)):
            if not any(title in s for s in sources):
                return f"文件名称不在所引条文中：{title}"
        return ""

    def _regions(self, line: Line, clauses: list[Clause]) -> str:
        """Whose rule the line says it is must be a cited document's region; any other region named must stand in the
        cited text."""
        documents = [self._index.document(c.document_id) for c in clauses]
        regions = {d.region for d in documents}
        text = normalise(line.text)
        spoken = re.match(r"\s*([^:,。(]{2,12}?)(?:\([^)]*\))?:", text)
        if spoken and spoken[1] in self._names.regions and spoken[1] not in regions:
            return f"地区与所引文件不符：{spoken[1]}"
        held = {r.name for c in clauses for r, _, _ in self._found(c.text)}
        held |= {r.name for d in documents for r, _, _ in self._found(f"{d.title}，{d.issuer}")}
        for region, _, _ in self._found(line.text):
            if region.name not in regions | held and region.parent not in regions:
                return f"地区与所引文件不符：{region.name}"
        return ""

    def _find_regions(self, text: str) -> tuple[tuple[Region, int, int], ...]:
        return self._names.lexicon.find_regions(normalise(text))


def _same_ending(one: str, other: str) -> bool:
    """Whether two runs of characters before a document number end in the same issuer's mark (two characters or more)."""
    return one[-2:] == other[-2:]


@lru_cache(maxsize=8192)
def _squeezed(text: str) -> str:
    """The normal form without blanks and Markdown marks."""
    return normalise(text).replace(" ", "").replace("*", "")


def _as_written(value: str) -> str:
    """An ISO date as documents write it; anything else as it is."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else value
