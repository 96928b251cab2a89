"""Where a logical line ends: from the fill of the lines around it, sentence ends, indents and numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.columns import SLACK, Columns, first_word
from ingest.lines import Line
from ingest.markers import Marker, find_marker
from ingest.sentences import STANDALONE, ends_sentence, has_open_bracket, in_address, is_address, is_running

__all__ = ["Page"]

_LABELLED_NUMBER = re.compile(r"[^：:，。；]{2,30}[：:]\s*[\d(（][\d \-—–－/、()（）]{5,}")
_OPEN_END = "，、,—-－（(《“〔「『/"


class Page:
    """The lines of a document, and for each of them whether it goes on with the one above."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.columns = Columns(lines)
        self.last: dict[str, int] = {}
        indents = [line.indent for line in lines]
        self.base = next((n for n in sorted(set(indents)) if indents.count(n) * 5 >= len(lines)), 0)

    def opened(self, marker: Marker | None) -> None:
        """Takes note of a block's number, for the sequence check of those that follow."""
        if marker:
            self.last[marker.family] = marker.number

    def joins(self, so_far: str, start: int, i: int) -> bool:
        """Whether line `i` goes on with the block that reads `so_far`, whose last line is `i - 1`."""
        above, line = self.lines[i - 1], self.lines[i]
        if line.hard or above.level or line.level or line.bullet:
            return False
        if STANDALONE.match(line.text) or STANDALONE.fullmatch(above.text):
            return False
        if _LABELLED_NUMBER.fullmatch(above.text.strip()) and _LABELLED_NUMBER.fullmatch(line.text.strip()):
            return False  # a telephone list, a line for each body
        if in_address(so_far) and above.text.endswith("/") and re.match(r"[A-Za-z0-9]", line.text):
            return True
        if so_far[-1:] in "：:" and is_address(line.text):
            return True
        goes_on = self._goes_on(so_far, start, i)
        return goes_on and not self._starts_item(so_far, i)

    def _starts_item(self, so_far: str, i: int) -> bool:
        """Whether a number at the start of line `i` is one, although the sentence above could go on."""
        marker = find_marker(self.lines[i].text)
        if marker is None:
            return False
        own = find_marker(so_far)
        sibling = own is not None and own.family == marker.family and marker.number == own.number + 1
        ended = ends_sentence(so_far)
        if marker.family == "dash":
            same = own is not None and own.family == "dash" and self.lines[i].text.startswith(own.sign.strip())
            return ended or same
        if sibling and marker.family != "tiao":
            return True
        expected = marker.number in (1, self.last.get(marker.family, 0) + 1)
        if marker.family == "yi":
            return ended and expected and not (marker.number == 1 and is_running(so_far))
        if ended:
            return expected or marker.family in ("zhang", "tiao")
        return expected and marker.family != "tiao" and not is_running(so_far) and so_far[-1:] not in _OPEN_END

    def _goes_on(self, so_far: str, start: int, i: int) -> bool:
        """Whether, numbering apart, the sentence that ends line `i - 1` is continued by line `i`."""
        above, line = self.lines[i - 1], self.lines[i]
        ended = ends_sentence(so_far)
        column = self.columns.columns[i - 1]
        full = self.columns.full(start, i - 1)
        if so_far[-1:] in _OPEN_END and not ended and (len(so_far) > 2) and not so_far.endswith("——"):
            return so_far[-1] not in "—-－" or full
        if has_open_bracket(so_far) and (full or not column):
            return True
        if line.indent - self.base >= 2 and line.indent > above.indent:
            return False
        if ended:
            return full and self._same_paragraph(start, i)
        if full:
            return True
        short = bool(column) and self.columns.widths[i - 1] * 3 < column * 2
        return is_running(so_far) and not short and not _own_line(line.text)

    def _same_paragraph(self, start: int, i: int) -> bool:
        """Whether line `i` goes on with the paragraph although the line above is full and ends a sentence."""
        line, page = self.lines[i], self.columns
        if _own_line(line.text) and page.widths[i] * 3 < page.columns[i - 1] * 2:
            return False
        if self._indents_matter(i):
            return line.indent - self.base < 2
        if not page.usual_gap(i):
            return line.gap == 0
        column = page.own(start, i - 1)
        if page.widths[i] >= column + SLACK:
            return False
        if page.indent_lost:
            return page.widths[i] > column - 3
        return page.widths[i - 1] + first_word(line.text) + 2 > column

    def _indents_matter(self, i: int) -> bool:
        """Whether some of the lines around line `i` are indented and others not."""
        around = self.lines[max(0, i - 12) : i + 12]
        inset = sum(line.indent - self.base >= 2 and not line.tab for line in around)
        return 0 < inset < len(around)


def _own_line(text: str) -> bool:
    """Whether the line has the look of a heading or a signature, no end of a sentence."""
    return len(text) <= 24 and not re.search(r"[，。；：]", text)
