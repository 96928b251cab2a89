"""Completing a follow-up from what the user asked before. An assistant's turn is never used: it may be wrong or planted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Turn
from assistant.understand.quantities import chinese_number
from assistant.understand.scope import NATION, Names, find_scope
from ingest.normal import normalise

__all__ = ["Completed", "complete"]

_NEW_TOPIC = re.compile(r"^(?:换个?(?:问题|话题)|另外问|再问(?:个|一个)(?:别的|问题)|新问题)")
_POINTS_BACK = re.compile(
    r"^(?:那|那么|这|它|他|她|其|换|如果|要是|假如|还有|另|再|上面|刚才|前面|同样|一样|对了|然后|后者|前者|呢)|(?:另一|另外一|别的|其他|其它)(?:个|种|家|类|座)?"
    r"|(?:这个|这些|那个|那些|上述|该|此)(?:条件|要求|比例|时间|期限|文件|政策|钱|补助|流程|规定|标准|数|会|也)|呢[?吗啊]*$|^(?:具体|详细|为什么|为啥|依据|出处)"
)
_OTHER_REGION = re.compile(r"(?:另一|另外一|别的|其他|其它|另)(?:个|座|家)?(?:市|城市|省|地方|地区|省市|那边)")
_OTHER_KIND = re.compile(r"(?:另一|另外一|另)(?:个|种|类|型)(?!.{0,2}(?:市|省|地))|其他类型|后一种|前一种")
_LEVEL = re.compile(r"(?:如果|要)?是?国家(?:级|层面)?的?|部里的?|全国的?")
_NTH = re.compile(r"^(?:那|把)?第([一二三四五六七八九十\d]+)(?:个|项|点)(?!.{0,4}(?:规定|原文|写))")
_OWN_FIGURE = re.compile(
    r"我们?(?:是|有|才|只有|现在)?|\d+(?:\.\d+)?\s*(?:%|万元?|亿元?|个|家|人|年)?|够不够|够吗|够了|达标|行不行|可以吗|算不算|过不过"
)
_WEAK = re.compile(
    r"全部|所有|列给我|列出来|列一下|说说|讲讲|告诉我|给我|再说细一点|说细一点|细一点|展开|这个数|那个数|数|每年都得做到|都得做到|"
    r"那么?|呢|吗|啊|呀|吧|的话|换成|换到|换|如果是|如果|要是|是|在|也|对|一样|同样|又|怎么样|怎样|什么情况|情况|怎么说|咋样|如何|有没有|有|规定|要求|[?,。!]|\s|另一个|别的|其他|其它|另外|市|省|地方|地区|"
    r"只有?|仅有?|才|够|另一种|另一类|这边|那边|这里|那里|的|了|就|行|可以|不|没|个"
)


@dataclass(frozen=True, slots=True)
class Completed:
    """A stand-alone question: its text, the topic of earlier turns that it leans on, and whether its sister (另一种)
    or one item of its list (第三个) is asked for; `single`: one question, not to be cut into parts."""

    text: str
    context: str = ""
    other: bool = False
    nth: int = 0
    single: bool = False


def _users(history: Sequence[Turn]) -> list[str]:
    return [normalise(t.content) for t in history if t.role == "user" and t.content.strip()]


def _swap_regions(text: str, regions: Sequence[str], names: Names) -> str:
    """`text` with the regions it names taken out and `regions` put in front."""
    bare = text
    for _, start, end in reversed(names.lexicon.find_regions(text)):
        bare = bare[:start] + bare[end:]
    return " ".join([*regions, bare.strip()])


def _base(turns: list[str], names: Names) -> str:
    """The last question that stands alone, with what later follow-ups changed."""
    base = ""
    for text in turns:
        base = _join(base, text, names)[0] if base and _leans(text, names) else text
    return base


def _leans(text: str, names: Names) -> bool:
    if _NEW_TOPIC.search(text):
        return False
    if _POINTS_BACK.search(text) or _NTH.search(text):
        return True
    return len(_OWN_FIGURE.sub("", _content(text, names))) <= 2 and len(text) <= 16


def _content(text: str, names: Names) -> str:
    bare = _LEVEL.sub("", text)
    spans = names.lexicon.find_regions(bare)
    for _, start, end in reversed(spans):
        bare = bare[:start] + bare[end:]
    return _WEAK.sub("", bare)


def _join(base: str, text: str, names: Names) -> tuple[str, str]:
    """The completed question and the context it leans on."""
    own, earlier = find_scope(text, names), find_scope(base, names)
    level = own.national or bool(_LEVEL.search(text))
    regions = list(own.regions + own.outside_regions) + ([NATION] if level and not own.regions else [])
    if not regions and _OTHER_REGION.search(text):
        regions = [r for r in names.regions if r != NATION and r not in earlier.regions]
    content = _OWN_FIGURE.sub("", _content(_OTHER_REGION.sub("", text), names))
    if len(content) <= 1:
        return (_swap_regions(base, regions, names) if regions else f"{base} {text}"), ""
    if regions or own.named:
        return text, base
    inherited = [*earlier.regions, *earlier.outside_regions]
    if earlier.documents and not inherited:
        inherited = [f"《{next(d.title for d in names.documents if d.id == i)}》" for i in earlier.documents]
    return " ".join([*inherited, text]), base


def complete(text: str, history: Sequence[Turn], names: Names) -> Completed:
    """The stand-alone form of the normalised `text`; unchanged when it does not lean on what was asked before."""
    turns = _users(history)
    if not turns:
        return Completed(text)
    base = _base(turns, names)
    if not _leans(text, names):
        return _inherited(text, base, names)
    if _OTHER_KIND.search(text) and not _OTHER_REGION.search(text):
        return Completed(base, context=base, other=True)
    if (nth := _NTH.search(text)) and (number := chinese_number(nth[1])) is not None:
        return Completed(base, context=base, nth=int(number))
    joined, context = _join(base, text, names)
    return Completed(joined, context=context, single=not context)


def _inherited(text: str, base: str, names: Names) -> Completed:
    """A question of its own that names no region or document is about those of the turn before; a short one leans on its
    matter too."""
    own, earlier = find_scope(text, names), find_scope(base, names)
    if _NEW_TOPIC.search(text) or own.named or not earlier.named:
        return Completed(text)
    scope = [*earlier.regions, *earlier.outside_regions]
    if not scope:
        scope = [f"《{next(d.title for d in names.documents if d.id == i)}》" for i in earlier.documents] or [NATION]
    short = len(_content(text, names)) <= 8
    return Completed(" ".join([*scope, text]), context=base if short else "")
