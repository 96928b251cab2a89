"""Figures of the user's that count only beside a bound worded alike: a share of one count in another, of a sum in the sum
before it, a single thing that may be an article (一家上市公司), and what he says he has none of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.understand.figured import nouns_of
from assistant.understand.matters import matters
from assistant.understand.own import Own, Phrase, own, phrases
from assistant.understand.quantities import Quantity
from assistant.understand.sums import PART, ratio_of, told_of

__all__ = ["has_none_of", "shares", "singles"]

_ALL = re.compile(r"一共|总共|合计|拢共|总计|共计|共有?|全部|总数")
_COUNTED = re.compile(r"[家所个名人位项件台套](?:员工|人)?$")
_SINGLE = re.compile(r"^一[家名位所项件个]$")
_NONE = re.compile(r"(?:没有?|无|缺)(?:任何|一[家个])?([一-鿿]{2,12})|([一-鿿]{2,12}?)(?:一[家个])?[都也](?:没有?|无)")


def shares(text: str, figures: Sequence[Quantity]) -> tuple[Own, ...]:
    """The shares told by two counts of the same kind, one of them of all, by a sum and what is part of it, and by two sums
    each with its own noun (注册资本3000万，实缴1700万), which count only where a bound names both."""
    if any(q.unit == "percent" for q in figures):
        return ()
    said = phrases(text, figures)
    return (*_of_counts(said), *_of_sums(said))


def singles(text: str, figures: Sequence[Quantity]) -> tuple[Own, ...]:
    """Single things told with their noun (一家上市公司), where other figures stand beside them."""
    said = phrases(text, figures)
    told = [p for p in said if _SINGLE.search(p.quantity.raw) and len(p.after) >= 3]
    return tuple(replace(own(p), said=f"{p.quantity.raw}{p.after[:8]}", single=True) for p in told)


def has_none_of(text: str) -> tuple[str, ...]:
    """What the user says he has none of (没有小巨人)."""
    return tuple(m[1] or m[2] for m in _NONE.finditer(text))


def _of_counts(said: Sequence[Phrase]) -> list[Own]:
    items = [p for p in said if p.quantity.unit == "count" and _COUNTED.search(p.quantity.raw) and p.quantity.value > 1]
    if len(items) != 2 or items[0].quantity.raw[-1] != items[1].quantity.raw[-1]:
        return []
    wholes = [p for p in items if _ALL.search(p.before)]
    parts = [p for p in items if p not in wholes]
    if len(wholes) != 1 or len(parts) != 1:
        return []
    return _share(parts[0], wholes[0], matters(f"{parts[0].words} {wholes[0].words}"))


def _of_sums(said: Sequence[Phrase]) -> list[Own]:
    amounts = [p for p in said if p.quantity.unit == "yuan"]
    made: list[Own] = []
    for whole, part in pairwise(amounts):
        nouns = nouns_of(part.before), nouns_of(whole.before)
        if PART.search(part.before) or (all(nouns) and not nouns[0] & nouns[1]):
            made += _share(part, whole, part.matters() | whole.matters())
    return made


def _share(part: Phrase, whole: Phrase, about: frozenset[str]) -> list[Own]:
    if not Decimal(0) < part.quantity.value <= whole.quantity.value:
        return []
    ratio = ratio_of(part.quantity, whole.quantity, about, "")
    return [told_of(ratio, part, whole)] if ratio else []
