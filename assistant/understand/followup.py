"""Completing a follow-up from what the user asked before. An assistant's turn is never used: it may be wrong or planted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.model import Turn
from assistant.understand.nouns import resolved, whole_question
from assistant.understand.quantities import chinese_number, find_quantities
from assistant.understand.scope import NATION, Names, Scope, find_scope, moved_beside, paid_when_raised
from assistant.understand.split import strip_topic
from assistant.understand.turns import (
    asked_nth,
    asks_again,
    asks_source,
    bare_topic,
    corrects,
    framed,
    plain,
    points_at_thing,
    same_thing,
    states_figure,
    with_figure,
    with_paper,
    with_zero,
)
from assistant.understand.values import expected_values, interrogative
from ingest.normal import normalise

__all__ = ["Completed", "complete"]

_NEW_TOPIC = re.compile(r"^(?:换个?(?:问题|话题)|另外问|再问(?:个|一个)(?:别的|问题)|新问题)")
_POINTS_BACK = re.compile(
    r"^(?:那|那么|这|它|他|她|其|换|如果|要是|假如|还有|另|再|上面|刚才|前面|同样|一样|对了|然后|后者|前者|呢)|(?:另一|另外一|别的|其他|其它)(?:个|种|家|类|座)?"
    r"|(?:这个|这些|那个|那些|上述|该|此)(?:条件|要求|比例|时间|期限|文件|政策|钱|补助|流程|规定|标准|数|会|也)|呢[?吗啊]*$|^(?:具体|详细|为什么|为啥|依据|出处)"
)
_OTHER_REGION = re.compile(r"(?:另一|另外一|别的|其他|其它|另)(?:个|座|家)?(?:市|城市|省|地方|地区|省市|那边)")
_OTHER_KIND = re.compile(r"(?:另一|另外一|另)(?:个|种|类|型)(?!.{0,2}(?:市|省|地))|其他类型|后一种|前一种")
_TARGET = re.compile(
    r"(?:省级|市级)?(?:想|要|申请)?(?:升级?|冲击?|晋升?)(?:为|成|到|至)*国家(?:级|队)?(?:[一-鿿]{0,6}中心)?(?:的(?:话|时候))?,?|国家(?:层面|级)?(?:对|的|要求)?"
)
_LEVEL = re.compile(r"(?:如果|要)?是?国家(?:级|层面)?的?|部里的?|全国的?")
_NTH = re.compile(r"^(?:那|把)?第([一二三四五六七八九十\d]+)(?:个|项|点|类|种|样|档)(?!.{0,4}(?:规定|原文|写))")
_FIRST = re.compile(
    r"我?(?:一开始|最开始|最初|最早|开头|第一次|起初|最先)(?:问|说|提|聊)(?:到|起|过)?的?|(?:回到|说回|再说|还是)?(?:我的?)?第一个问题(?:里|中)?的?"
    r"|(?:还是)?再?(?:回到|说回)(?:最?(?:开始|开头)|最(?:初|早|先|前面?))的?(?:问题)?"
    r"|(?:还是)?再?(?:回到|说回)(?:刚才|前面)?的?第一个(?!问题)[一-鿿]{1,4}?(?=[,里中的])"
)
_EARLIER = re.compile(
    r"(?:(?:回到|说回|再说|接着)你?)?(?:刚才|刚刚|前面|之前|上面|方才)(?:我)?(?:问|说|提|聊|讲)(?:到|起|过)?(?:了)?的?"
)
_REMAINS = re.compile(
    r"^(?:那|这)?(?:个|些|条|项|份)?(?P<noun>[一-鿿]{1,6}?)?(?=[,。?:]|换|改|放|搬|到|是|要|在|呢|$)[,:]?"
)
_OWN_FIGURE = re.compile(
    r"我们?(?:是|有|才|只有|现在)?|\d+(?:\.\d+)?\s*(?:%|万元?|亿元?|个|家|人|年)?|够不够|够吗|够了|达标|行不行|可以吗|算不算|过不过"
)
_WEAK = re.compile(
    r"是多少|多少$|全部|所有|列给我|列出来|列一下|说说|讲讲|告诉我|给我|再说细一点|说细一点|细一点|展开|这个数|那个数|数|每年都得做到|都得做到|"
    r"那么?|呢|吗|啊|呀|吧|的话|换成|换到|换|如果是|如果|要是|是|在|也|对|一样|同样|又|怎么样|怎样|什么样|什么情况|情况|怎么说|咋样|如何|有没有|有|规定|要求|[?,。!]|\s|另一个|别的|其他|其它|另外|市|省|地方|地区|"
    r"只有?|仅有?|才|够|另一种|另一类|这边|那边|这里|那里|的|了|就|行|可以|不|没|个|(?<![a-z])(?:and|what|how|about|in|for|then|so|is|it|the|same|there|of|at|to|ok)(?![a-z])"
)
_OF_HERE = re.compile(r"(?:市|省)里|(?:市|省)级|(?:咱们?|我们?|本|当)(?:市|省|地)|地方上")


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
    bare = _TARGET.sub("", text) if NATION not in regions else text
    for _, start, end in reversed(names.lexicon.find_regions(text)):
        bare = bare[:start] + bare[end:]
    return " ".join([*regions, bare.strip()])


def _bases(turns: list[str], names: Names) -> list[str]:
    """Each turn as the question that it stands for, with what it took over from those before it."""
    bases: list[str] = []
    for place, text in enumerate(turns):
        bases.append(_step(text, turns[:place], bases, names).text if bases else plain(text))
    return bases


def _went_back(text: str, turns: list[str], bases: list[str]) -> tuple[str, str] | None:
    """The earlier question that the text goes back to in so many words (我一开始问的那个比例), and the text without them."""
    found = _FIRST.search(text)
    earlier = None if found else _EARLIER.search(text)
    match = found or earlier
    if match is None:
        return None
    rest = text[match.end() :]
    noun = (remains["noun"] or "") if (remains := _REMAINS.match(rest)) else ""
    rest = text[: match.start()] + (rest[remains.end() :] if remains else rest)
    if found:
        return turns[0], rest.strip(" ,")
    wanted = set(expected_values(noun))
    for place in range(len(turns) - 1, -1, -1):
        if noun and (noun in turns[place] or wanted & set(expected_values(turns[place]))):
            return bases[place], rest.strip(" ,")
    return None


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
    regions = _places(own, text)
    if not regions and _OTHER_REGION.search(text):
        regions = [r for r in names.regions if r != NATION and r not in earlier.regions]
    content = _OWN_FIGURE.sub("", _content(_OTHER_REGION.sub("", text), names))
    if len(content) <= 1:
        return (_swap_regions(base, regions, names) if regions else f"{base} {text}"), ""
    if regions or own.named:
        return text, base
    return " ".join([*_titled(earlier, names), text]), base


def _places(own: Scope, text: str) -> list[str]:
    """The regions that a text names, 国家 among them."""
    level = own.national or bool(_LEVEL.search(text))
    return list(own.regions + own.outside_regions) + ([NATION] if level and not own.regions else [])


def _titled(scope: Scope, names: Names) -> list[str]:
    """A scope in words: its regions, else the titles of its documents, else 国家."""
    regions = [scope.below] if scope.below else [*scope.regions, *scope.outside_regions]
    titles = [f"《{next(d.title for d in names.documents if d.id == i)}》" for i in scope.documents]
    return regions or titles or ([NATION] if scope.national else [])


def _local(text: str, turns: list[str], names: Names) -> str:
    """`text` with the region that a level (市里, 咱市) means: the last one that the user named."""
    if not _OF_HERE.search(text) or find_scope(text, names).named:
        return text
    for turn in reversed(turns):
        found = [r for region, _, _ in names.lexicon.find_regions(turn) for r in (region.name, region.parent)]
        if held := [r for r in found if r in names.regions and r != NATION]:
            return f"{held[0]} {text}"
    return text


def complete(text: str, history: Sequence[Turn], names: Names) -> Completed:
    """The stand-alone form of the normalised `text`; unchanged when it does not lean on what was asked before."""
    turns = _users(history)
    if not turns:
        return Completed(text)
    turns = [names.read(t) for t in turns]
    return _step(text, turns, _bases(turns, names), names)


def _step(text: str, turns: list[str], bases: list[str], names: Names) -> Completed:
    """`text` completed from the turns before it and what they stand for (`bases`)."""
    corrected = corrects(text)
    base, text = bases[-1], _local(with_paper(plain(text)), turns, names)
    if again := _again(text, base, bases, names):
        return again
    if back := _went_back(text, turns, bases):
        base, text = back
        if not _content(text, names) and not set(expected_values(text)) - set(expected_values(base)):
            return _swapped(base, text, names)
    if (full := whole_question(text)) != text:
        return replace(_inherited(full, base, names), context="")
    if raised := _raised(text, base, names):
        return raised
    if swapped := with_figure(base, text):
        return Completed(swapped, single=True)
    text = _spelt_out(text, base, names)
    told, turn = resolved(text, turns)
    if turn:
        return replace(_inherited(told, base, names), context=turn)
    if not corrected and not _leans(text, names):
        inherited = _inherited(text, base, names)
        return replace(inherited, context=base) if back else inherited
    if places := moved_beside(text, base, names):
        return Completed(" ".join([*places, text]), context=base)
    if _OTHER_KIND.search(text) and not _OTHER_REGION.search(text):
        return Completed(base, context=base, other=True)
    if (nth := _NTH.search(text)) and (number := chinese_number(nth[1])) is not None:
        return Completed(base, context=base, nth=int(number))
    joined, context = _join(base, text, names)
    return Completed(joined, context=context, single=not context)


def _again(text: str, base: str, bases: list[str], names: Names) -> Completed | None:
    """An earlier question asked once more: the n-th, the last as it was, the last in another place or document, or the
    last with the user's own figure to be judged. None when the text asks anything else."""
    if 0 < (number := asked_nth(text)) <= len(bases):
        return Completed(bases[number - 1])
    own = find_scope(text, names)
    if asks_source(text):
        moved = own.named and not set(own.regions) <= set(find_scope(base, names).regions)
        return _swapped(base, text, names) if moved else Completed(base)
    if asks_again(text):
        return _swapped(base, text, names) if own.named else Completed(base)
    same, rest = same_thing(text, _bare(text, names))
    if same and own.named:
        titles = [] if own.regions else _titled(replace(own, national=False), names)
        swapped = _swap_regions(names.without(base), titles or _places(own, text), names)
        return Completed(f"{swapped},{rest}" if rest else swapped, single=not rest)
    text = with_zero(text)
    if states_figure(text):
        scope = [] if own.named else _titled(find_scope(base, names), names)
        return Completed(" ".join([*scope, _bare(base, names), f"{text},够不够"]), single=True)
    return None


def _bare(text: str, names: Names) -> str:
    """`text` without names of regions and documents."""
    for _, start, end in reversed(names.lexicon.find_regions(text)):
        text = text[:start] + text[end:]
    return names.without(text)


def _spelt_out(text: str, base: str, names: Names) -> str:
    """`text` with the matter of the question before for a pronoun, and its question word for a topic that has none."""
    text = points_at_thing(text, strip_topic(_bare(base, names), names.lexicon, ()))
    first, _, rest = text.partition(",")
    noun = bare_topic(first)
    if len(_content(noun, names)) < 2 or find_scope(noun, names).named or (rest and _content(rest, names)):
        return text
    return framed(noun, rest if interrogative(rest) else base, base)


def _swapped(base: str, text: str, names: Names) -> Completed:
    """The earlier question again, in the region that the text names, if any."""
    joined, context = _join(base, text, names)
    return Completed(joined if find_scope(text, names).named else base, context=context, single=True)


def _raised(text: str, base: str, names: Names) -> Completed | None:
    """What is paid when a body of the region asked about before becomes 国家级: still that region's rule."""
    own, earlier = find_scope(text, names), find_scope(base, names)
    if not paid_when_raised(text) or own.regions or own.outside_regions or not (earlier.regions or earlier.documents):
        return None
    return Completed(" ".join([*_titled(earlier, names), text]), context=base, single=True)


def _inherited(text: str, base: str, names: Names) -> Completed:
    """A question of its own that names no region or document is about those of the turn before; a short one, or one with
    figures of the user's own, leans on its matter too."""
    own, earlier = find_scope(text, names), find_scope(base, names)
    if _NEW_TOPIC.search(text):
        return Completed(text)
    if own.named or not earlier.named:
        return Completed(text, context=base if len(_content(text, names)) <= 5 else "")
    short = len(_content(text, names)) <= 8 or bool(find_quantities(text))
    return Completed(" ".join([*_titled(earlier, names), text]), context=base if short else "")
