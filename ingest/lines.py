"""The source's lines as they stand on the page: marks and furniture dropped, indentation and gaps noted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import Mend
from ingest.read.markdown import is_rule, strip_marks
from ingest.trace import INSERTED, Traced

__all__ = ["Line", "page_lines", "width"]

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_EMPTY_PAGE = re.compile(r"[（(]?\s*此页无正文\s*[)）]?")
_PAGE = re.compile(
    r"[—–―－\-·•]+\s*\d{1,4}\s*[—–―－\-·•]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|Page \d+( of \d+)?",
    re.IGNORECASE,
)
_LEADER = re.compile(r"[.…·．。]*[（(]?\d{0,3}[)）]?$")
_BARE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page. `indent` counts columns, `gap` the blank lines before it; `hard` says that the catalogue
    broke the line here, `tab` that a tab stands before it; `level` is its Markdown heading level (0 for none), `bullet`
    whether a Markdown bullet stood before it, `head` whether a Markdown rule below makes it the header of a table."""

    body: Traced
    indent: int = 0
    gap: int = 0
    hard: bool = False
    tab: bool = False
    level: int = 0
    bullet: bool = False
    head: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return self.body.text


def page_lines(source: Traced) -> tuple[list[Line], list[Mend]]:
    """The lines that hold text, in order, and a mend for everything that was dropped."""
    lines: list[Line] = []
    mends: list[Mend] = []
    gap, hard, start = 0, False, 0
    for match in [*_BREAK.finditer(source.text), None]:
        raw = source[start : match.start() if match else len(source)]
        body, level, bullet, found = strip_marks(_zero_width(raw, mends))
        mends += found
        why = _furniture(raw.text) or _furniture(body.text)
        if why == "分隔线" and "|" in raw.text and lines:
            lines[-1] = replace(lines[-1], head=True)
        if why:
            mends.append(Mend("furniture", raw.strip().at(), raw.text.strip(), "", why))
        if why or not body.text.strip():
            gap += 1
        else:
            lead = body.text[: len(body.text) - len(body.text.lstrip())]
            lines.append(Line(_trim(body), _columns(lead), gap, hard and bool(lines), "\t" in lead, level, bullet))
            gap, hard = 0, False
        if match:
            hard = hard or source.origin[match.start()] == INSERTED
            start = match.end()
    return _drop_contents(_drop_bare_numbers(lines, mends), mends), mends


def width(text: str) -> int:
    """How wide the text is on the page, in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" and c > "\xff" else 1 for c in text)


def _zero_width(raw: Traced, mends: list[Mend]) -> Traced:
    body, found = raw.substitute(re.compile("[\u200b\u200c\u200d\ufeff\u00ad]"), "", "space", "不可见字符")
    mends += found
    return body


def _columns(lead: str) -> int:
    return sum(2 if c == "\u3000" else 4 if c == "\t" else 1 for c in lead)


def _trim(body: Traced) -> Traced:
    """Without white space at the ends, but with the tabs that stand for a row's empty cells."""
    if body.text.strip().count("\t") and not body.text.lstrip(" \u3000").startswith("\t "):
        return body.strip(" \u3000\u00a0\r\n")
    return body.strip()


def _furniture(text: str) -> str:
    """Why the line is no part of the document; empty where it is one."""
    bare = text.strip()
    if _EMPTY_PAGE.fullmatch(bare):
        return "此页无正文"
    if _PAGE.fullmatch(bare):
        return "页码"
    if bare and is_rule(bare):
        return "分隔线"
    return ""


def _drop_contents(lines: Sequence[Line], mends: list[Mend]) -> list[Line]:
    """Drops a table of contents: the line 目录 and those below it that come again as headings."""
    start = next((i for i, line in enumerate(lines) if re.fullmatch(r"目\s*[录錄次]", line.text)), None)
    if start is None:
        return list(lines)
    keys = [_LEADER.sub("", re.sub(r"\s", "", line.text)) for line in lines]
    end = start + 1
    while end < len(lines) and keys[end] and keys[end] in keys[end + 1 :]:
        end += 1
    if end < start + 3:
        return list(lines)
    mends += [Mend("furniture", line.body.at(), line.text, "", "目录") for line in lines[start:end]]
    return [*lines[:start], *lines[end:]]


def _drop_bare_numbers(lines: Sequence[Line], mends: list[Mend]) -> list[Line]:
    """Drops lines that are only a number where at least two of them count the pages one by one."""
    bare = [(i, int(line.text)) for i, line in enumerate(lines) if _BARE.fullmatch(line.text)]
    pages: set[int] = set()
    for (i, n), (j, m) in pairwise(bare):
        if m == n + 1 and j > i + 1:
            pages |= {i, j}
    kept: list[Line] = []
    carry = 0
    for i, line in enumerate(lines):
        if i in pages:
            mends.append(Mend("furniture", line.body.at(), line.text, "", "页码"))
            carry += line.gap + 1
        else:
            kept.append(replace(line, gap=line.gap + carry) if carry else line)
            carry = 0
    return kept
