"""Several questions in one utterance: where they are cut, and what a later one leans on."""

from __future__ import annotations

import re

from assistant.understand.judged import judges
from assistant.understand.lexicon import Lexicon
from assistant.understand.quantities import find_quantities
from assistant.understand.scope import NATION, Names, Scope, find_scope
from assistant.understand.turns import bare_topic
from assistant.understand.values import DECIDES, expected_values, without_some

__all__ = ["FACTS", "asks", "completed_parts", "split_parts", "strip_topic"]

_ASKS = re.compile(
    r"吗|呢|么|多少|(?<!我们)(?<!这)(?<!那)(?<!好)几|谁|哪|什么|怎么|怎样|如何|多久|多长|多大|多高|啥|咋|是否|能不能|可不可|要不要|有没有|是不是|行不|算不算|够不够|要求|给个|给一个|留个|\?"
    r"|把[^,。?;]{2,16}(?:贴|发|给|列|报|拿|抄)(?:出来|给|到|上来|我)|(?:名单|清单|文号|电话|链接|网址|地址|原件)(?:也|都)*(?:贴|发|给|列|报)(?:出来|给|我|一下|一份)"
)
_STATED = re.compile(
    r"(?:没有?|未|不)(?:能)?(?:达到?|满足|符合)[^,。?;]{0,8}要求|还没[^,。?;]{1,10}呢|好几|前几[年天次][^,。?;几]{0,6}[过了]"
)
_CONNECT = re.compile(
    r"[,。;]?(?:(?<![不需无])另外(?!注册|的|一[种个])(?:(?<=[,。;?!]另外)|(?![再给配奖补加]))|还有就是|还有|以及|同时(?!满足|具备|符合|达到)|顺便问一?下?|顺便|顺带|再问一?下?|此外|并且|然后|再就是|其次|第二个?问题)[,:]?(?=.{3,})|(?<=\?)|[;。!]+|(?<=.)\s*\d[.、)]\s*(?=[一-鿿])"
)
_COMMA = re.compile(r",|(?<![一二三四五六七八九十])、")
_SCRAP = re.compile(r"[\W的了是有要个这那它都在说讲写名字报列给我吧谁办怎么样每具体清楚就又还会能行走齐全到对]")
_DISTRIBUTES = re.compile(
    r"^(?:(?:市级|省级|国家级?|上面|他们)?[这那](?:[两几些三](?:块|个|项|条|道|方面|点|样|关)(?:线|关|杠)?)|都(?!市)|每(?!年|月|季|次|隔|半|一?步|[一二三四五六七八九十两\d]*年)|各(?!地|区|省|市|县|部)|分别|全(?![年国市省部])|逐|一一|几[点条项]都|没限定|不限|不管|哪儿有|请列|请全|列全|列出|完整|一[条项]页?都?别|这(?:两|几|些|三)(?:块|个|项|方面|点|样))"
    r"|(?:讲齐|列全|全列|列出来|都列|都讲讲?|讲讲|说说|都说说|都给我|都要|别漏)[吧啊]?$|[三两各几](?:边|家|地|处|方).{0,6}(?:统一|一样|一致|相同)"
)
_TAIL = re.compile(
    r"^(?:文件|规划|方案|指南|条件|原文|文|那份|名单|具体数|里|里面|中|上面?|都)*(?:有没有|有|没有?|写|提|说|列|讲|规定|明确)"
    r"(?:没有?|了|过|到|明|着|清楚|出)*(?:硬数|硬杠杠|说法|名单|数)?(?:吗|么|没有?|不|嘛)?$"
)
"""A tail that asks nothing of its own (规划里写了吗, 文件有硬数吗)."""
_SPECIFIES = re.compile(
    r"^[^,。?;]{0,12}(?:具体|到底|究竟)(?:都)?(?:是|有)?哪[几些](?:[种个条项类样点]|情况|情形)?(?:$|[,。?])"
)
_STEPS = re.compile(r"步|环节|流程|程序|几关|手续|从[^,。?;]{1,16}到")
_STEPWISE = re.compile(
    r"^(?:(?:每|各)(?:一|个)*(?:步|关|环节|道|段|阶段)|各|分别|都|每[^,。?;]{0,2}|给|要|用|花)*"
    r"(?:得|要|给|用|花|是)*(?:(?:几|多少)(?:个)?(?:工作)?[天日]|多久|多长时间?|什么时限|谁[来办管]*|多长)[^,。?;]{0,2}$"
    r"|^(?:每|各)(?:一|个)*(?:步|关|环节|道|段|阶段)"
)
"""What is asked of each step, behind a question for the steps (走哪几步，每步几天)."""
_COUNTED = re.compile(r"(?:有|分)?[几哪][几些]?(?:种|个|条|项|类|样|点)")
"""Things counted, and a later piece that only asks which they are (有几种情况…，具体是哪几种)."""
_ASKED = re.compile(
    r"(?:几|多少)个?(?:亿|[百千]?万|块钱?|元|成|倍|分)|为止|哪[一]?[天年月日家个些几]?|几[年月号天家个]?|什么时候|啥时候|多少|多久|谁|是不是|能不能|有没有|可不可以|行不行|经过|环节|流程|步骤|手续|哪几关|几关|下面|(?:工信|科技|财政|商务)部|国家级?"
)
_INTERROGATIVE = re.compile(r"哪[一]?[天年月日家个些几]?|几[年月号天家个]?|什么时候|啥时候|多少|多久|谁")
_THAT_PAPER = re.compile(r"[那这]份(?:文件?|通知|方案|规划|条件|办法|指南)")
FACTS = frozenset(
    (
        "contact",
        "validity",
        "metadata_number",
        "metadata_issuer",
        "metadata_date",
        "metadata_addressee",
        "metadata_basis",
    )
)
_AGAIN = re.compile(r"[也又呢]|[一同]样|相同|[这那]")
_THIS = re.compile(
    r"(?:[这那]么?(?:一?个|种|条|道|项)?|同样的?|一样的?|相同的?)(?:比例|占比|数字?|标准|要求|规定|时间|期限|条件|门槛|金额|说法|做法|口径|线)"
)
_BESIDE = re.compile(
    r"(?:帮我|请|给我|麻烦|我想)*(?:(?:有什么|有何|有啥|有多大)?(?:差别|区别|不同|差异)(?:在哪里?|是什么|大吗)?|(?:做个)?对比一?下?|比较一?下"
    r"|[摆放列](?:在|成)?一?[起块](?:儿)?(?:看看?|说说?|讲讲?|比比?)?|并排(?:看看?)?|比一?比)"
)
"""That what was asked of several places is wanted side by side."""
_EACH = re.compile(r"各(?=是|有|要|怎|咋|自|说|写|定)|分别|都")
_DATES = frozenset(("date", "day", "window"))
"""Kinds of value that are one matter: when something begins, and by when it has to be done."""
_LEFT_OUT = re.compile(r"(?<=[,。;?])[^,。;?]{1,12}?的?先?(?:不[说提谈管问]|别[说提讲管])(?=[,。;?]|$)")
_SAME = frozenset("跟和与同也又吗呢么吧不没有要一样个种级这那边法数量具体规定卡设限管求")
_IS_TOPIC = re.compile(r"(?:呢|的话|这块|方面)$")
_OTHER_WORDS = re.compile(r"又|的?话|那么?|呢|吗|[?,。!]")


def asks(text: str) -> bool:
    """Whether the text asks anything."""
    return bool(_ASKS.search(_STATED.sub("", without_some(text))))


def split_parts(text: str) -> list[str]:
    """The questions in `text`. A statement without a question of its own stays with the one after it."""
    return [part for part, _ in _split(text)]


def _split(text: str) -> list[tuple[str, bool]]:
    """The questions, each with whether more than a comma stands before it."""
    parts: list[tuple[str, bool, bool]] = []
    for piece in (p.strip(" ,。;") for p in _CONNECT.split(text) if p and p.strip(" ,。;?")):
        found = [piece] if DECIDES.search(piece) else _by_commas(piece)
        parts.extend((part, i == 0, asks(part)) for i, part in enumerate(found))
    if len(parts) > 1 and _IS_TOPIC.search(parts[0][0]) and bare_topic(parts[0][0]) and not bare_topic(parts[1][0]):
        parts[0] = (parts[0][0], True, False)  # 高铁车呢，算第几类: a topic, and what is asked of it
    merged: list[tuple[str, bool, bool]] = []
    for part, strong, asking in parts:
        if merged and not (asking and merged[-1][2]):
            before, first, asked = merged[-1]
            merged[-1] = (f"{before.rstrip('?')},{part}", first, asked or asking)
        else:
            merged.append((part, strong, asking))
    return [(part.strip(" ,。;?"), strong) for part, strong, _ in merged[:4]] or [(text, True)]


def _by_commas(piece: str) -> list[str]:
    """A sentence cut where one comma-separated question ends and another begins; short names before a question (重庆,
    上海, 国家…) belong to it."""
    parts: list[str] = []
    current: list[str] = []
    for comma in (c.strip() for c in _COMMA.split(piece) if c.strip()):
        if current and asks(",".join(current)) and asks(comma) and _own_question(comma):
            names: list[str] = []
            while len(current) > 1 and len(current[-1]) <= 4 and not asks(current[-1]):
                names.insert(0, current.pop())
            parts.append(",".join(current))
            current = names
        current.append(comma)
    return [*parts, ",".join(current)] if current else parts


def completed_parts(text: str, names: Names) -> list[str]:
    """The questions in `text`, each standing alone: one that asks nothing of its own is joined to the one before; one
    without a matter of its own (又是哪天, 多久) takes over that of the one before."""
    kept: list[str] = []
    for part, strong in _split(without_some(text)):
        if not kept:
            kept.append(part)
            continue
        scope = find_scope(part, names)
        here, before = _places(scope, names), _places(find_scope(kept[-1], names), names)
        elsewhere = bool(before and here - before)
        own = _BESIDE.sub("", _THIS.sub("", part)) if elsewhere else part
        matter = _matter(own, names)
        new = _kinds(own, names.lexicon) - _kinds(kept[-1], names.lexicon)
        new = {k for k in new if k not in _DATES or not _DATES & _kinds(kept[-1], names.lexicon)}
        if elsewhere and set(matter) <= {*kept[-1], *_SAME}:
            matter = ""  # the same asked of another place (重庆也这么分吗)
        same = elsewhere and len(matter) <= 2 and not new and bool(_AGAIN.search(part) or _BESIDE.search(text))
        again = same and not judges(find_quantities(kept[-1]), kept[-1])
        if (again or (not before and len(here) > 1 and _EACH.search(part))) and not _kinds(
            kept[-1], names.lexicon
        ) & FACTS:
            kept[-1] = f"{kept[-1]},{_place_only(part, scope, names) if elsewhere else part}"
            continue
        specifies = _SPECIFIES.search(part) and _COUNTED.search(kept[-1])
        stepwise = _STEPWISE.search(part) and _STEPS.search(kept[-1])
        leans = _TAIL.search(part) or (_DISTRIBUTES.search(part) and len(matter) <= 8)
        if specifies or stepwise or (leans and not elsewhere):
            kept[-1] = f"{kept[-1]},{part}"
        elif len(matter) > 2 or (matter and new) or (matter and scope.named) or (len(matter) == 2 and strong):
            kept.append(part)
        elif elsewhere or (new and len(before) < 2):
            kept.append(_with_matter(part, kept[-1], elsewhere, names))
        else:
            kept[-1] = f"{kept[-1]},{part.replace('为止', '')}"
    return kept


def _place_only(part: str, scope: Scope, names: Names) -> str:
    """A question that only asks the same of another place, as the place (重庆呢); one that names documents stays as it is."""
    places = [*scope.regions, *scope.outside_regions, *([NATION] if scope.national else [])]
    return part if scope.documents or names.mentioned(part) else f"{'、'.join(places)}呢"


def _matter(part: str, names: Names) -> str:
    """What a part speaks of, without places, documents, question words and the words of any procedure."""
    text = strip_topic(_ASKED.sub(" ", names.without(part)), names.lexicon, ())
    return _SCRAP.sub("", text)


def _places(scope: Scope, names: Names) -> frozenset[str]:
    regions = {d.id: d.region for d in names.documents}
    national = (NATION,) if scope.national else ()
    return frozenset((*scope.regions, *scope.outside_regions, *national, *(regions[d] for d in scope.documents)))


def _kinds(text: str, lexicon: Lexicon) -> set[str]:
    """What a text asks for, by kind of value and by fact of the document."""
    return {*expected_values(text), *(set(lexicon.aspects_of(text)) & FACTS)} - {"list"}


def _with_matter(part: str, before: str, elsewhere: bool, names: Names) -> str:
    """`part` with the matter of the question before: its words where another place is asked (又是哪天), its topic where
    another kind of value is."""
    bare = names.without(before)
    for _, start, end in reversed(names.lexicon.find_regions(bare)):
        bare = bare[:start] + bare[end:]
    if elsewhere:
        place = re.sub(r"是$", "", _INTERROGATIVE.sub("", _OTHER_WORDS.sub("", part)).strip())
        return f"{place} {_THAT_PAPER.sub('', bare).strip(' ,。?')}"
    return f"{strip_topic(bare, names.lexicon, ())} {part}".strip()


def _own_question(text: str) -> bool:
    """Whether a comma-separated piece asks something of its own, rather than finishing what stands before it."""
    bare = re.sub(
        r"是不是|有没有|行不行|能不能|可不可以|可以吗|行吗|对吗|够吗|够不够|算不算|是吗|好吗|对不对|怎么办|怎么算|什么|多少|哪些|怎么|如何|吗|呢|啊|[?]",
        "",
        text,
    )
    return len(bare) >= 3 or (len(bare) == 2 and bool(expected_values(text)))


def strip_topic(text: str, lexicon: Lexicon, drop: tuple[str, ...]) -> str:
    """What the question is about: `text` without region names, `drop`, fillers and signs."""
    for _, start, end in reversed(lexicon.find_regions(text)):
        text = text[:start] + " " + text[end:]
    for word in drop:
        text = text.replace(word, " ")
    text = _LEFT_OUT.sub(" ", text)
    text = re.sub(r"[^\w%]+", " ", lexicon.without_fillers(text)).strip()
    return re.sub(r"(?:^| )呢(?= |$)", "", text).strip()
