"""Tables whose cells are parted by tabs: which lines are rows, which row is the header, what each row's key is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.markers import find_marker
from ingest.sentences import ends_sentence

__all__ = ["MORE", "ROW", "Row", "Table", "find_rows", "read_table"]

_LISTED = re.compile(r"^\s*(?:\d{1,3}[.、．)）]|[（(]?[一二三四五六七八九十\d]+[)）、])\s*\t[^\t]*$")
_NUMBER_HEAD = re.compile(r"序\s*[号號]|编\s*号|编码|序次|[Nn]o\.?|№|项次")
_FIGURE = re.compile(r"[\d,.%％～~—–+-]+(?:[万亿]?[元个家项人台套吨年月日])?")
_BROKEN = 14
_LONGEST_NUMBER = 4
_SENTENCE = re.compile(r"[。；！？]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with all its cells, merged ones filled. `number` is its own number, 0 without one; `key` names it."""

    cells: tuple[str, ...]
    key: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `header` is empty where its first row is a row like any other."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


ROW, MORE = 1, 2
"""A line that is a row of a table, and one that only goes on with the last cell of the row above."""


def find_rows(lines: Sequence[Line]) -> list[int]:
    """For each line whether it is (part of) a row of a table: two or more lines with tabs between as many cells."""
    counts = [0 if _LISTED.match(line.text) else line.text.count("\t") for line in lines]
    flags = [0] * len(lines)
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and (counts[j] or (j > i and _goes_on(lines, counts, j))):
            j += 1
        run = [count for count in counts[i:j] if count]
        if len(run) >= 2 and max(run.count(c) for c in run) * 2 >= len(run):
            flags[i:j] = [ROW if count else MORE for count in counts[i:j]]
        i = max(j, i + 1)
    return flags


def _goes_on(lines: Sequence[Line], counts: Sequence[int], i: int) -> bool:
    """Whether line `i` is the rest of a cell that the page broke: the row above is unfinished, another follows."""
    line, above = lines[i], lines[i - 1]
    following = next((count for count in counts[i + 1 : i + 4] if count), 0)
    return (
        line.gap == 0
        and len(above.text) > _BROKEN
        and not ends_sentence(above.text)
        and following > 0
        and following == max((count for count in counts[max(0, i - 4) : i] if count), default=0)
        and find_marker(line.text) is None
    )


def read_table(rows: Sequence[str], *, marked: bool = False) -> Table:
    """The table that these lines make. The first is the header if `marked` so, or if it only names the columns."""
    width = max(row.count("\t") for row in rows) + 1
    grid = [[cell.strip() for cell in row.split("\t")] for row in rows]
    grid = [row + [""] * (width - len(row)) for row in grid]
    header = tuple(grid[0]) if len(grid) > 1 and (marked or _is_header(grid)) else ()
    body = grid[1:] if header else grid
    numbered = bool(header and _NUMBER_HEAD.fullmatch(header[0])) or _counts(body)
    merged = [any(not row[c] for row in body) and bool(body and body[0][c]) for c in range(width)]
    return Table(header, tuple(_rows(body, numbered, merged)))


def _is_header(grid: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns: all its cells are short, and those below are longer or figures."""
    first, rest = grid[0], grid[1:]
    if not all(first) or any(len(c) > 16 or _SENTENCE.search(c) or _FIGURE.fullmatch(c) for c in first):
        return False
    if _NUMBER_HEAD.fullmatch(first[0]):
        return True
    columns = [[row[c] for row in rest if row[c]] for c in range(len(first))]
    figures = any(column and all(_FIGURE.fullmatch(cell) for cell in column) for column in columns)
    longer = any(
        column and sum(map(len, column)) / len(column) >= 1.5 * len(name)
        for name, column in zip(first, columns, strict=True)
    )
    return len(set(first)) == len(first) and (figures or longer) and not any(re.search(r"\d", c) for c in first[:1])


def _counts(body: Sequence[Sequence[str]]) -> bool:
    numbers = [row[0] for row in body if row[0]]
    return len(numbers) >= 2 and numbers == [str(n) for n in range(_number(numbers[0]) or 1, len(numbers) + 1)]


def _number(cell: str) -> int:
    """The number that a cell holds and nothing else; 0 where it holds none, or one that no row is counted by."""
    return int(cell) if cell.isdecimal() and len(cell) <= _LONGEST_NUMBER else 0


def _rows(body: Sequence[Sequence[str]], numbered: bool, merged: Sequence[bool]) -> list[Row]:
    rows: list[Row] = []
    above: list[str] = []
    for raw in body:
        cells = list(raw)
        last = max((i for i, cell in enumerate(cells) if cell), default=0)
        for i in range(last):
            if not cells[i] and above and (i == 0 or cells[:i] == above[:i]):
                cells[i] = above[i]
        first = 1 if numbered and len(cells) > 1 else 0
        trailing = not all(raw[last + 1 :]) if last + 1 < len(raw) else False
        key = cells[first]
        if not numbered and merged[0] and not trailing and len(cells) > 2:
            key = cells[1]
        number = _number(cells[0]) if numbered else 0
        rows.append(Row(tuple(cells), key or next((c for c in cells if c), ""), number))
        above = cells
    return rows
