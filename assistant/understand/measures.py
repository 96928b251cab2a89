"""What a figure measures more narrowly than its matter: which income, which capital, the share of what. Pure text in."""

from __future__ import annotations

import re

from assistant.understand.matters import matters
from assistant.understand.short import short_only

__all__ = ["alternatives", "apart", "likeness", "noun_of", "numerator"]

_TABLE: tuple[tuple[str, str], ...] = (
    ("output", r"产值"),
    ("service", r"(?:服务|技术)(?:性)?收入|服务[^,。;]{0,4}收入|技术合同"),
    ("profit", r"利润|盈利|净利"),
    ("export", r"出口|外销"),
    ("tax", r"税(?!务)"),
    ("sales", r"营业收入|营收|营业额|销售(?:额|收入)|主营业务"),
    ("wage", r"工资|薪"),
    ("device", r"设备|仪器|装备|机器|软件投"),
    ("registered", r"注册资[本金]|注资"),
    ("equity", r"股权融资|融资"),
    ("total", r"总投资|投资总额"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _TABLE)
_OPEN = frozenset({"registered", "total", "equity", "sales", "wage", "tax"})
"""Narrower kinds that a figure may meet which tells its matter and no more (凑了三千万 for a registered capital)."""
_EMPTY = re.compile(
    r"单位|企业|公司|机构|以上|不少|不低|总数|数量|比例|比重|一共|总共|我们|咱们|[一-鿿]?[的了是有占和与或及在为个应须共][一-鿿]?"
)
_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、]|[a-zA-Z]\.|第[一二三四五六七八九十百]+[条项款]|[且并]|其中)\s*"
)
_OR = re.compile(r"或者?|以及|及|和|、")


def _narrower(text: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _PATTERNS if pattern.search(text))


def apart(own: str, whole: str, bar: str) -> bool:
    """Whether the words of a figure (`whole`: its question) and those of a bound name different kinds of one matter: an
    output and an income from services, an investment at large and what was spent on equipment."""
    asked = _narrower(own) or _narrower(whole)
    bound = _narrower(bar)
    if asked and bound:
        return not asked & bound
    return bool(bound - _OPEN)


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
