"""What a figure measures more narrowly than its matter: which income, which capital, the share of what. It only keeps figures
apart; that they are of one noun `figured.same_noun` decides, whose docstring has the order of reading."""

from __future__ import annotations

import re

from assistant.understand.matters import matters
from assistant.understand.measured import measured
from assistant.understand.short import short_only

__all__ = ["alternatives", "apart", "likeness", "noun_of", "numerator"]

_EMPTY = re.compile(
    r"单位|企业|公司|机构|以上|不少|不低|总数|数量|比例|比重|一共|总共|我们|咱们|[一-鿿]?[的了是有占和与或及在为个应须共][一-鿿]?"
)
_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、]|[a-zA-Z]\.|第[一二三四五六七八九十百]+[条项款]|[且并]|其中)\s*"
)
_OR = re.compile(r"或者?|以及|及|和|、")


def _narrower(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in measured().kinds if pattern.search(text))


def apart(own: str, whole: str, bar: str) -> bool:
    """Whether the words of a figure (`whole`: its question) and those of a bound name different kinds of one matter: an
    output and an income from services, an investment at large and what was spent on equipment."""
    asked = _narrower(own) or _narrower(whole)
    bound = _narrower(bar)
    if asked and bound:
        return not asked & bound
    return bool(bound - measured().open)


def numerator(text: str) -> frozenset[str]:
    """The matters of what is a share of something (研发费用占营业收入的比例: spending); nothing where no share is named.

    >>> sorted(numerator("研发费用占营业收入的比例"))
    ['spend']
    """
    head, share, _ = text.rpartition("占")
    return matters(head) if share else frozenset()


def noun_of(words: str) -> str:
    """The words of a bound's piece without numbering and 其中."""
    before = None
    while before != words:
        before, words = words, _NUMBERING.sub("", words)
    return words.strip()


def alternatives(noun: str) -> tuple[str, ...]:
    """The things that a noun names side by side (上市公司或者小巨人企业)."""
    return tuple(p for p in _OR.split(noun) if len(p) >= 2)


def likeness(one: str, other: str) -> int:
    """How many pairs of characters that mean something two nouns share; written in either order (外省, 省外)."""
    return len(_pairs(one) & _pairs(other))


@short_only(8192)
def _pairs(text: str) -> frozenset[str]:
    found = {text[i : i + 2] for i in range(len(text) - 1)}
    return frozenset("".join(sorted(p)) for p in found if re.fullmatch(r"[一-鿿]{2}", p) and not _EMPTY.fullmatch(p))
