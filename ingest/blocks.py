"""Lines of the page joined into logical lines: a heading, a paragraph, a numbered item or a table's row each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.lines import Line
from ingest.markers import Marker, find_marker
from ingest.mend import close_spaces
from ingest.model import Mend
from ingest.page import Page
from ingest.sentences import STANDALONE, in_address
from ingest.tables import MORE
from ingest.trace import Traced

__all__ = ["Block", "fuse", "join_lines", "stack"]

_HEAD, _TAIL = 200, 400
_STOP = re.compile(r"[。；;！？]")


@dataclass(frozen=True, slots=True)
class Block:
    """A logical line. `cells` where it is a row of a table; `tab` where a tab stands before it
    (a bullet whose sign was lost); `gap` the blank lines before it; `lines` how many lines of the page it was;
    `head` whether marks in the source make it the header of a table."""

    body: Traced
    marker: Marker | None = None
    cells: bool = False
    level: int = 0
    gap: int = 0
    tab: bool = False
    lines: int = 1
    head: bool = False

    @property
    def text(self) -> str:
        """The mended words of the block."""
        return self.body.text


def join_lines(lines: Sequence[Line], rows: Sequence[int]) -> tuple[list[Block], list[Mend]]:
    """The blocks of a document. `rows` says which lines are rows of a table, or go on with the row above."""
    page = Page(lines)
    blocks: list[Block] = []
    mends: list[Mend] = []
    start = 0
    so_far = ""
    for i in range(1, len(lines) + 1):
        so_far = _shorten(so_far + lines[i - 1].text)
        if i < len(lines) and (rows[i] == MORE or (not (rows[i - 1] or rows[i]) and page.joins(so_far, start, i))):
            continue
        blocks.append(_block(lines[start:i], bool(rows[start]), mends))
        page.opened(blocks[-1].marker)
        start, so_far = i, ""
    return _fuse_headings(blocks, mends), mends


def _shorten(text: str) -> str:
    """What of a block's text decides whether the next line joins it: its ends, and the kinds of signs between."""
    if len(text) <= _HEAD + _TAIL:
        return text
    between = text[_HEAD:-_TAIL]
    signs = ("。" if _STOP.search(between) else "") + ("，" if "，" in between else "")
    return text[:_HEAD] + signs + text[-_TAIL:]


def _fuse_headings(blocks: Sequence[Block], mends: list[Mend]) -> list[Block]:
    """Two short lines without a blank line between them, set off by blank lines above and below, are one heading."""
    fused: list[Block] = []
    i = 0
    while i < len(blocks):
        group = list(blocks[i : i + 3])
        if len(group) == 3 and _is_cut_heading(*group):
            block, found = fuse(group[:2])
            mends += found
            fused.append(block)
            i += 2
        else:
            fused.append(blocks[i])
            i += 1
    return fused


def _is_cut_heading(first: Block, second: Block, after: Block) -> bool:
    short = all(
        b.marker is None
        and not b.cells
        and len(b.text) <= 16
        and not re.search(r"[，。；：]", b.text)
        and not STANDALONE.match(b.text)
        for b in (first, second)
    )
    text = after.marker is not None or len(after.text) > 20
    return short and text and first.gap > 0 and second.gap == 0 and after.gap > 0


def fuse(blocks: Sequence[Block]) -> tuple[Block, list[Mend]]:
    """One block out of several, as for a title or a heading that was set in more than one line."""
    mends: list[Mend] = []
    body = blocks[0].body
    for before, after in pairwise(blocks):
        mends.append(Mend("join", before.body.at(len(before.body) - 1) + 1, "\n", "", "标题换行"))
        body = body + after.body
    return replace(blocks[0], body=body, lines=sum(b.lines for b in blocks)), mends


def stack(blocks: Sequence[Block]) -> Block:
    """Several lines that are one clause and stay lines, as a signature and its date."""
    body = blocks[0].body
    for block in blocks[1:]:
        body = Traced.join([body, Traced.inserted("\n"), block.body])
    return replace(blocks[0], body=body, marker=None, tab=False, lines=sum(b.lines for b in blocks))


def _block(lines: Sequence[Line], row: bool, mends: list[Mend]) -> Block:
    parts = [lines[0].body]
    tail = lines[0].text
    for before, after in pairwise(lines):
        blank = re.search(r"[A-Za-z0-9,.;]$", before.text) and re.match(r"[A-Za-z]", after.text)
        space = Traced.inserted(" ") if blank and not in_address(tail) else Traced("", ())
        broken = "\n" * (after.gap + 1)
        mends.append(Mend("join", before.body.origin[-1] + 1, broken, space.text, "版面换行"))
        parts += [space, after.body]
        tail = (tail + space.text + after.text)[-_TAIL:]
    body, found = close_spaces(Traced.join(parts), tabs=not row)
    mends += found
    first = lines[0]
    marker = None if row else find_marker(body.text)
    if first.bullet and marker is None:
        marker = Marker("dash", 0, "")
    return Block(body, marker, row, first.level, first.gap, first.tab, len(lines), first.head)
