"""Whether a question holds the user's own figures against a bound, and what that means for the search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from assistant.understand.own import Own
from assistant.understand.quantities import Quantity, find_quantities, show
from assistant.understand.reckon import own_figures
from assistant.understand.values import Value
from assistant.understand.wholes import wholes

__all__ = ["asks_value", "definite", "expected", "judges", "own_of", "searched", "unsaid", "written"]

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
_OURS = re.compile(r"(?:我|咱|俺|阿拉|本公司|本单位|本院|本所|敝司|我司|现在|目前|眼下|如今|手头|手里)")
_WH = re.compile(
    r"多少|几(?!乎|经)|谁|什么|啥|怎么(?!办)|咋(?!办)|如何|为何|多久|多大|多长"
    r"|哪(?!怕|里[不能]|[一]?[条个项样]|[几两][条个项])|还是(?![这那原老])|\b(?:what|how|which|who|when|where|why)\b"
)
_CONFIRMS = re.compile(r"(?:是吧|对吧|对吗|对不对|是吗|是不是真的|没错吧|没记错|是真的|真的吗|没说错|有这回事)")
_WHETHER_OR_NOT = re.compile(
    r"(?:吗|么|嘛|不|没|没有|否|吧|伐|呗|不啦|不咯)(?=$|[,。?!;])|(?<![么])([一-鿿])(?:得了?)?[不没](?:得)?\1|会不会|是否|能否|可否"
    r"|会(?:被)?(?:卡|刷|嫌|拒|挡)|哪一?[条个项样]|\b(?:is|are|do|does|can|will|would)\b.*"
)
_AGAINST = re.compile(
    r"够|过(?!去|程|多|户|剩)|行|卡|刷|报|升|申|嫌|[不没还]差|差[一点这那不]|碍|影响|要紧|毛病|稳|悬|有戏|指望|希望|合适|妥|危险|拖后腿|掉链子|通融"
    r"|能[有拿领给批]|用|算|牵头|当|达|少|低|高|成|认|资格|线|ok|fine|enough"
)
_TERMS = frozenset({"register", "run", "age"})
_CUT = re.compile(r"[,。;?!]")
_INDEFINITE = re.compile(
    r"(?<=[这那好近])几(?=[年个家位天项条])|(?<=靠)几[家个位]|(?<=拿)几[家个位]|(?:^|(?<=[,。;]))几[家个位](?=[^,。;?多几]{5,}[,。;])"
)
_SOME = re.compile(r"几[家个位名年](?=[一-鿿]{2})")
_SHORT_OF = re.compile(
    r"差(?:了|着)?(?:多少|几)|[还尚]?[缺差欠少](?:多少|几)|(?:再|还)[要得需]?[加凑补投添招](?:多少|几)"
)
_SAYS_NO_MORE = re.compile(r"^(?:那|以后|将来|要是|如果|想|再|换|换成|改|往|对|在|到|,|\s)*[^,。;?!]{0,8}呢$")


@lru_cache(maxsize=1024)
def own_of(text: str, figures: tuple[Quantity, ...], context: str = "", day: date | None = None) -> tuple[Own, ...]:
    """The user's figures, given and worked out (remembered: several steps ask); those of the context where the text has
    none of its own and asks what becomes of them (以后升国家呢)."""
    found = own_figures(text, figures, context, day)
    bare = all(o.unit == "count" and re.search(r"[条项样个]$", o.said) for o in found)
    if not bare or not context or not _of_before(text):
        return found
    return own_figures(context, find_quantities(context), "", day) or found


def _of_before(text: str) -> bool:
    """Whether a text without figures asks for a verdict on those before it."""
    asks = (
        _JUDGES.search(text) or _SAYS_NO_MORE.search(text) or (_WHETHER_OR_NOT.search(text) and _AGAINST.search(text))
    )
    return bool(asks) and not asks_value(definite(text)) and len(text) <= 30


def judges(figures: Sequence[Quantity], text: str, context: str = "") -> bool:
    """Whether the question holds the user's own figures against a bound. A count that stands apart from what is asked
    (会员有一百多家 … 法人形式上行不行) is no figure to hold. `context` is what was asked before."""
    given = own_of(text, tuple(figures), context, date.max)
    if not given:
        return False
    asks = _JUDGES.search(text) or _WHETHER.search(text) or _SHORT_OF.search(text)
    if wholes(text, given):
        return True
    if all(o.unit == "count" for o in given):
        ours = bool(_OURS.search(text)) and not asks_value(definite(text))
        none = any(o.span.high == 0 for o in given) and bool(_whether(text) or context or ours)
        return none or (bool(asks) and (bool(_AMOUNT_WORDS.search(text)) or _beside(figures, text)))
    if not asks and all(o.unit in ("month", "day", "count") and not o.about & _TERMS for o in given):
        return False
    if asks or not figures or (_whether(text) and not asks_value(definite(text))):
        return True
    return _ours(text, figures) and not asks_value(definite(text)) and not _CONFIRMS.search(text)


def definite(text: str) -> str:
    """The text without 几 where it is no question word: 这几年, 几家股东凑齐 …, 够不够."""
    text = _INDEFINITE.sub("", text)
    pieces = _CUT.split(text)
    if not any(_WHETHER_OR_NOT.search(p) and "几" not in p for p in pieces[-2:]):
        return text
    return _SOME.sub("", text)


def asks_value(text: str) -> bool:
    """Whether a question word stands in the `definite` text."""
    return bool(_WH.search(text))


def _whether(text: str) -> bool:
    """Whether yes or no is asked of what the user has, and not whether he heard a rule right."""
    found = _WHETHER_OR_NOT.search(text)
    return bool(found and _AGAINST.search(text)) and not _CONFIRMS.search(text)


def _ours(text: str, figures: Sequence[Quantity]) -> bool:
    """Whether a figure is said to be the user's own (我家去年27%)."""
    return any(_OURS.search(text[max(0, q.start - 26) : q.start]) for q in figures)


def _beside(figures: Sequence[Quantity], text: str) -> bool:
    """Whether a count stands in the piece of the sentence that asks, or the one before it."""
    pieces, at = [], 0
    for cut in [*(m.start() for m in _CUT.finditer(text)), len(text)]:
        pieces.append((at, cut))
        at = cut + 1
    asking = [i for i, (a, b) in enumerate(pieces) if _JUDGES.search(text[a:b])]
    holding = [i for i, (a, b) in enumerate(pieces) if any(a <= q.start < b for q in figures)]
    return any(0 <= i - j <= 1 for i in asking for j in holding)


def expected(figures: Sequence[Quantity], text: str, context: str = "") -> tuple[Value, ...]:
    """The kinds of bound that the user's own figures are to be held against (28% → a ratio)."""
    if not judges(figures, text, context):
        return ()
    given = own_of(text, tuple(figures), context)
    if wholes(text, given):
        return ("ratio",)
    units = {o.unit for o in given}
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
    return () if any(o.about - {"capital"} for o in given) else ("资金", "投入", "出资", "不低于")


def written(figures: Sequence[Quantity], text: str) -> tuple[str, ...]:
    """The user's figures as documents write them (一千万 → 1000万元), where that differs."""
    return tuple(w for q in figures if q.unit in ("yuan", "percent") and (w := show(q.value, q.unit)) not in text)
