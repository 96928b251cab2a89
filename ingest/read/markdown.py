"""Markdown marks on a line of text: # levels, ** around words, rules, table pipes, escapes. Dropped and recorded."""

from __future__ import annotations

import re

from ingest.model import Mend
from ingest.trace import Traced

__all__ = ["is_rule", "strip_marks"]

_HEADING = re.compile(r"^(#{1,6})[ \t　]+")
_CLOSING = re.compile(r"[ \t]+#+\s*$")
_BOLD = re.compile(r"(\*\*)(?=\S)(.+?)(?<=\S)\1")
_LOOSE = re.compile(r"\*\*+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_RULE = re.compile(r"^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){3,})$")
_QUOTE = re.compile(r"^>\s?")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_PIPE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_PIPE_ROW = re.compile(r"^\|.*\|$")
_BULLET = re.compile(r"^([ \t　]*)[-*+][ \t]+(?=\S)")
_FURNITURE = "furniture"


def is_rule(text: str) -> bool:
    """Whether the line is nothing but a Markdown rule (---) or the line under a table's header (|---|---|)."""
    return bool(_RULE.match(text)) or ("|" in text and bool(_PIPE_RULE.match(text.strip())))


def strip_marks(line: Traced) -> tuple[Traced, int, bool, list[Mend]]:
    """The line without its marks, its heading level (0 for none), whether it is an item of a list, and the mends.

    A row between pipes comes back with tabs between its cells.
    """
    mends: list[Mend] = []
    level = 0
    line, found = line.substitute(_QUOTE, "", _FURNITURE, "Markdown 引用符号")
    mends += found
    if match := _HEADING.match(line.text):
        level = len(match.group(1))
        line, found = line.substitute(_HEADING, "", _FURNITURE, "Markdown 标题符号")
        mends += found
        line, found = line.substitute(_CLOSING, "", _FURNITURE, "Markdown 标题符号")
        mends += found
    bullet = bool(_BULLET.match(line.text))
    if bullet:
        line, found = line.substitute(_BULLET, r"\1", _FURNITURE, "Markdown 列表符号")
        mends += found
    for pattern, by, why in (
        (_IMAGE, "", "Markdown 图片"),
        (_BOLD, r"\2", "Markdown 粗体符号"),
        (_LOOSE, "", "Markdown 粗体符号"),
        (_ESCAPE, r"\1", "Markdown 转义符号"),
    ):
        line, found = line.substitute(pattern, by, _FURNITURE, why)
        mends += found
    if _PIPE_ROW.match(line.text.strip()) and line.text.count("|") > 2:
        line, found = _cells(line.strip())
        mends += found
    return line, level, bullet, mends


def _cells(line: Traced) -> tuple[Traced, list[Mend]]:
    line, first = line.substitute(re.compile(r"^\|[ \t　]*|[ \t　]*\|$"), "", _FURNITURE, "Markdown 表格线")
    line, rest = line.substitute(re.compile(r"[ \t　]*\|[ \t　]*"), "\t", _FURNITURE, "Markdown 表格线")
    return line, first + rest
