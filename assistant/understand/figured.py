"""What a figure is of, by its own noun and the synonyms of that noun: revenue is no profit, spending on research no spending
at large. A verdict needs both sides to be of the same noun, which `same_noun` decides.

The figure modules are read in this order: `matters` (what a text is about at all), `nouns` (pronouns and bare nouns of
follow-ups), `figured` (the noun of a figure), `measures` (narrower kinds that keep two figures apart), `own` (the user's
figures as intervals), `shares` (figures that count only beside a bound worded alike). The nouns are data:
`lexicon/measured.yaml`."""

from __future__ import annotations

import re

from assistant.understand.measured import measured
from assistant.understand.short import short_only

__all__ = ["nouns_of", "same_noun"]

_SPENT_ON = re.compile(
    r"(广告|宣传|营销|推广|品牌|培训|物流|环保|公益|慈善|装修|租赁|人工|人力)(?=[^,，。;；]{0,4}(?:投|费|支出|花|开支|资金))"
)
"""What money was spent on that no investment at large is of."""
_EMPTY = re.compile(
    r"[上本当去今前近同]\s*[一二两三]?个?(?:会计)?年度?|[企公]业|公司|单位|我们?|咱们?|总额|总数|数量|比例|比重|占比|总量|不[低少]于|以上|至少|现在|目前|一共|只有|达到?|已经?"
)


@short_only(8192)
def nouns_of(text: str) -> frozenset[str]:
    """The names of the nouns that figures are of, in `text`; a word inside a longer one (技术服务收入) is not read again.

    >>> sorted(nouns_of("上年度技术服务收入"))
    ['service']
    """
    found: set[str] = set()
    for name, pattern in measured().nouns:
        text, n = pattern.subn("\0", text)
        if n:
            found |= set(name.split("|"))
    return frozenset(found)


def same_noun(own: str, bound: str) -> bool:
    """Whether the words of a figure and those of a bound name the same noun, by a synonym or by the word itself."""
    if set(_SPENT_ON.findall(own)) ^ set(_SPENT_ON.findall(bound)):
        return False
    ours, theirs = nouns_of(own), _head(bound)
    wide = frozenset().union(ours, *(measured().wider.get(n, frozenset()) for n in ours))
    if ours and theirs:
        return bool(wide & theirs)
    return _shared(_EMPTY.sub(" ", own), _EMPTY.sub(" ", bound))


def _head(bound: str) -> frozenset[str]:
    """The nouns of the head of a phrase (来自股东单位以外的技术服务收入: the income), all of them where it names only people."""
    last = nouns_of(bound.rpartition("的")[2])
    told = last if last - {"staff"} else nouns_of(bound)
    return frozenset({"share"}) if "share" in told else told


def _shared(one: str, other: str) -> bool:
    """Whether both have three characters running in common."""
    return any(re.fullmatch(r"[一-鿿]{3}", one[i : i + 3]) and one[i : i + 3] in other for i in range(len(one) - 2))
