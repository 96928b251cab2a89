"""Numbering at the start of a line: 第三章, 第十二条, 一、, （一）, 1., （1）, ①, 一是, ——."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ingest.numerals import HIGHEST, to_int

__all__ = ["Family", "Marker", "find_marker"]

Family = Literal[
    "bian",
    "zhang",
    "jie",
    "tiao",
    "cn",
    "pcn",
    "ar",
    "dec",
    "dec2",
    "par",
    "half",
    "alpha",
    "circ",
    "yi",
    "dash",
    "heading",
]
"""`ar` is 1. or 1、; `dec` 1.1 and `dec2` 1.1.1; `par` （1）; `half` 1）; `alpha` (a); `yi` 一是; `heading` one without
a number."""

_HAN = "〇零一二三四五六七八九十百两"
_END = r"(?=[\s　]|$)"
_NOT_REFERENCE = r"(?!(?:第|规定|的|所列|所称|所述|之规定|、|，|,|和第|或第|及第|与第|至第|中规定))"
_PATTERNS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("bian", re.compile(rf"第\s*([{_HAN}]+|\d+)\s*(?:编|篇|部分){_NOT_REFERENCE}")),
    ("zhang", re.compile(rf"第\s*([{_HAN}]+|\d+)\s*章{_NOT_REFERENCE}")),
    ("jie", re.compile(rf"第\s*([{_HAN}]+|\d+)\s*节{_NOT_REFERENCE}")),
    ("tiao", re.compile(rf"第\s*([{_HAN}]+|\d+)\s*[条條](?:之[{_HAN}]+)?{_NOT_REFERENCE}")),
    ("yi", re.compile(r"([一二三四五六七八九十]{1,2})是(?![否非])")),
    ("cn", re.compile(r"([一二三四五六七八九十百]{1,4})\s*[、．.](?![一二三四五六七八九十]+[、．.])")),
    (
        "pcn",
        re.compile(
            r"[（(]\s*([一二三四五六七八九十百]{1,4})\s*[)）](?!\s*(?:项(?!目)|款|目(?![标录的])|[、至和或]\s*[（(]))"
        ),
    ),
    ("dec2", re.compile(r"(\d{1,2}\.\d{1,2}\.\d{1,2})(?![\d.%％])(?=\s+\S|[一-鿿])")),
    (
        "dec",
        re.compile(
            r"(\d{1,2}\.\d{1,2})(?![\d.%％])(?=\s+[^\d\s%％]|[一-鿿])(?!\s*(?:万|亿|千|百|个|家|倍|元|米|吨|年|月|项|版))"
        ),
    ),
    ("ar", re.compile(r"([0-9０-９]{1,3})\s*[.．、](?![0-9０-９](?![0-9０-９]{3}年))")),
    ("ar", re.compile(r"([0-9]{1,2})(?=[ 　][一-鿿]{2,20}$)")),
    ("par", re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[)）](?!\s*(?:项(?!目)|款|目(?![标录的])))")),
    ("half", re.compile(r"([0-9０-９]{1,2})\s*[)）]")),
    ("alpha", re.compile(r"[（(]\s*([a-zA-Z])\s*[)）]")),
    ("circ", re.compile(r"([①-⑳㉑-㉟])")),
    ("dash", re.compile(r"()(?:[—－–-]{2,}|[•●·▪■◆◇○□➢►‣⁃]|[—–*+-](?=[\s　]))\s*(?!\d+\s*[—–-])")),
)
_ZERO_WIDTH = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering sign: its family, its number (0 for a dash), the sign itself with what separates it from the text."""

    family: Family
    number: int
    sign: str


def find_marker(text: str) -> Marker | None:
    """The numbering sign that the text begins with; None for what is none (第三条第（二）项规定, 1.1%, 2017年)."""
    start = len(text) - len(text.lstrip())
    for family, pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match is None:
            continue
        number = _count(family, match.group(1).rpartition(".")[2])
        if number is None:
            continue
        gap = _ZERO_WIDTH.match(text, match.end())
        end = gap.end() if gap else match.end()
        return Marker(family, number, text[start:end])
    return None


def _count(family: Family, digits: str) -> int | None:
    """The number that the sign gives, 0 where it gives none; None for one that no document counts up to."""
    if family == "alpha":
        return ord(digits.lower()) - ord("a") + 1
    try:
        number = to_int(digits) if digits else 0
    except ValueError:
        return None
    return number if number <= HIGHEST else None
