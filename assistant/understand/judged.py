"""Whether a question holds the user's own figures against a bound, and what that means for the search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.understand.own import Own
from assistant.understand.quantities import Quantity, show
from assistant.understand.reckon import own_figures
from assistant.understand.values import Value

__all__ = ["expected", "judges", "own_of", "searched", "unsaid", "written"]

_JUDGES = re.compile(
    r"(?<![不能])够(?!用|呛|不着)|够不够|能(?:不能)?(?:升|报|申|评|过|进|达|牵头|参加|拿)|行不行|行不|行吗|成不成|中不中|过线|过关|过了[没吗]|过没过"
    r"|(?<![a-z])ok(?![a-z])|过得[去了]|过不过|算过|踩着?线|卡线|门槛|达标|达到了?[吗没]|可以[吗么]|可不可以|能不能|能否|满足|符合|合格|合规"
    r"|踩线|差多少|还差|没问题|合不合|合要求|算完成|完成了?[吗没]|完成目标|算数|算不算|有戏|配得上|资格"
    r"|qualif|enough|eligible|can (?:we|i)|does .{0,30}meet|is (?:that|it|this) ok"
)
_WHETHER = re.compile(
    r"(?<!占)比(?!例|率|如|较|重(?:$|[是为占的高低达不在应要过够,]))[^,。;]{1,30}?(?:高|低|多|少|大|强)[吗么了?没]"
    r"|(?:高于|低于|多于|少于|超过)[^\d]{1,24}[吗么?没]|是不是.{0,6}(?:高于|低于)"
)
_AMOUNT_WORDS = re.compile(r"够|达标|过线|满足|合格|数目|数量|个数|算过|过关|差|完成|比.{0,30}(?:高|低|多|少)")
_OURS = re.compile(r"(?:我们|我司|我厂|我院|我所|我公司|我单位|本公司|本单位|咱们|咱).{0,24}\d|现在.{0,4}\d")
_CUT = re.compile(r"[,。;?!]")


@lru_cache(maxsize=1024)
def own_of(text: str, figures: tuple[Quantity, ...], context: str = "", day: date | None = None) -> tuple[Own, ...]:
    """The user's figures, given and worked out (remembered: several steps ask)."""
    return own_figures(text, figures, context, day)


def judges(figures: Sequence[Quantity], text: str) -> bool:
    """Whether the question holds the user's own figures against a bound. A count that stands apart from what is asked
    (会员有一百多家 … 法人形式上行不行) is no figure to hold."""
    given = own_of(text, tuple(figures), "", date.max)
    if not given:
        return False
    asks = _JUDGES.search(text) or _WHETHER.search(text)
    if all(o.unit == "count" for o in given):
        return bool(asks) and (bool(_AMOUNT_WORDS.search(text)) or _beside(figures, text))
    return bool(asks or (figures and _OURS.search(text)))


def _beside(figures: Sequence[Quantity], text: str) -> bool:
    """Whether a count stands in the piece of the sentence that asks, or the one before it."""
    pieces, at = [], 0
    for cut in [*(m.start() for m in _CUT.finditer(text)), len(text)]:
        pieces.append((at, cut))
        at = cut + 1
    asking = [i for i, (a, b) in enumerate(pieces) if _JUDGES.search(text[a:b])]
    holding = [i for i, (a, b) in enumerate(pieces) if any(a <= q.start < b for q in figures)]
    return any(0 <= i - j <= 1 for i in asking for j in holding)


def expected(figures: Sequence[Quantity], text: str) -> tuple[Value, ...]:
    """The kinds of bound that the user's own figures are to be held against (28% → a ratio)."""
    if not judges(figures, text):
        return ()
    units = {o.unit for o in own_of(text, tuple(figures))}
    kinds: list[Value] = []
    if "percent" in units:
        kinds.append("ratio")
    if "yuan" in units:
        kinds.append("amount")
    return tuple(kinds)


def unsaid(figures: Sequence[Quantity], text: str) -> str:
    """The text without the user's own figures where they are judged: they are no words to search for."""
    if not judges(figures, text):
        return text
    for q in reversed(figures):
        if q.unit in ("percent", "yuan"):
            text = f"{text[: q.start]} {text[q.end :]}"
    return text


def searched(figures: Sequence[Quantity], text: str) -> tuple[str, ...]:
    """Words to search for when all that is said of the matter is a sum of money (筹了950万，还差多少)."""
    given = own_of(text, tuple(figures))
    if not given or {o.unit for o in given} != {"yuan"} or not judges(figures, text):
        return ()
    return () if any(o.about - {"capital"} for o in given) else ("组建资金", "投入", "不低于")


def written(figures: Sequence[Quantity], text: str) -> tuple[str, ...]:
    """The user's figures as documents write them (一千万 → 1000万元), where that differs."""
    return tuple(w for q in figures if q.unit in ("yuan", "percent") and (w := show(q.value, q.unit)) not in text)
