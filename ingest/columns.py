"""How wide the columns of a page are, line by line, and which lines reach the edge of theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.lines import Line, width
from ingest.sentences import ends_sentence

__all__ = ["Columns", "first_word", "is_mid_sentence"]

SLACK = 4
"""How many half-width columns a full line may fall short: a sign that may not end or begin a line moves to the next."""

WINDOW = 7
_INDENT = 4
_CLUSTER = 3
_LOOK_BACK = 200
_NARROWEST, _WIDEST = 32, 112


def is_mid_sentence(text: str) -> bool:
    """Whether the line ends where no sentence ends, so that only the page can have cut it."""
    return not ends_sentence(text) and text[-1:] not in "”』」"


def first_word(text: str) -> int:
    """How much wider than one sign the unbreakable beginning of a line is: a number, a word, an opening bracket."""
    match = re.match(r"[A-Za-z0-9.%]+[，。；、]?|[《（“〔「][^\s]?|.", text)
    return width(match.group()) - 2 if match else 0


class Columns:
    """The widths of the lines and of the columns that they stand in (0 where nothing breaks the lines there)."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.widths = [width(line.text) for line in lines]
        for i, line in enumerate(lines):
            if line.hard and line.gap == 0 and i:  # the rest of a line that the catalogue cut in two
                self.widths[i] += self.widths[i - 1]
        self.mid = [is_mid_sentence(line.text) for line in lines]
        found = [self._column(i) for i in range(len(lines))]
        common = max(set(found), key=found.count)
        everywhere = sum(abs(c - common) <= SLACK for c in found) * 5 >= len(found) * 4
        self.columns = [column or (common if everywhere else 0) for column in found]
        self.indent_lost = self._first_lines_short()

    def full(self, start: int, i: int) -> bool:
        """Whether line `i`, of the paragraph that begins at `start`, reaches the edge, so that the next may go on."""
        if not self.columns[i]:
            return False
        lost = _INDENT if start == i else 0
        reach = self.widths[i] + first_word(self.lines[i + 1].text) + SLACK + lost
        if reach > self.columns[i]:
            return True
        other = abs(self.widths[i] - self.columns[i]) > 2 * SLACK
        return other and sum(abs(v - self.widths[i]) <= SLACK for v, away in self._near(i) if away) >= _CLUSTER

    def own(self, start: int, i: int) -> int:
        """The width of the column by the lines `start` to `i` - 1 of the paragraph itself, the last of them where many."""
        widths = sorted(self.widths[max(start, i - _LOOK_BACK) : i])
        return widths[len(widths) // 2] if widths else self.columns[i]

    def usual_gap(self, i: int) -> int:
        """The usual number of blank lines inside a sentence around line `i`."""
        gaps = [
            self.lines[j].gap
            for j in range(max(1, i - 2 * WINDOW), min(len(self.lines), i + 2 * WINDOW))
            if self.columns[j - 1] and self.mid[j - 1]
        ]
        return max(set(gaps), key=gaps.count) if gaps else 1

    def _near(self, i: int) -> list[tuple[int, int]]:
        """Width and distance of the lines around line `i` that end in mid-sentence."""
        low, high = max(0, i - WINDOW), min(len(self.lines), i + WINDOW + 1)
        return [
            (self.widths[j], abs(i - j))
            for j in range(low, high)
            if self.mid[j] and _NARROWEST <= self.widths[j] <= _WIDEST
        ]

    def _column(self, i: int) -> int:
        near = self._near(i)
        alike = {w: sum(abs(v - w) <= SLACK for v, _ in near) for w in {v for v, _ in near}}
        counts = [(alike[w], -away, w) for w, away in near]
        most, _, centre = max(counts, default=(0, 0, 0))
        if most < _CLUSTER:
            return 0
        cluster = sorted(v for v, _ in near if abs(v - centre) <= SLACK)
        return cluster[len(cluster) // 2]

    def _first_lines_short(self) -> bool:
        """Whether paragraphs begin with a line narrower by two signs: an indent lost on the way off the page."""
        first = [
            self.columns[i] - self.widths[i]
            for i in range(1, len(self.lines) - 1)
            if self.columns[i]
            and self.mid[i]
            and not self.mid[i - 1]
            and self.widths[i - 1] + 8 < self.columns[i - 1]
            and self.widths[i] * 4 > self.columns[i] * 3
        ]
        return len(first) >= 4 and sum(3 <= n <= 6 for n in first) * 5 >= len(first) * 3
