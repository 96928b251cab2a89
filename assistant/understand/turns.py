"""How a follow-up speaks of the turns before it: its opening words, corrections, and the forms in which it asks again.

All pure text; what it leans on is worked out in `followup`.
"""

from __future__ import annotations

import re

from assistant.understand.quantities import chinese_number, find_quantities
from assistant.understand.values import interrogative

__all__ = [
    "asked_nth",
    "asks_again",
    "asks_source",
    "bare_topic",
    "corrects",
    "framed",
    "plain",
    "points_at_thing",
    "same_thing",
    "states_figure",
    "with_figure",
    "with_paper",
    "with_zero",
]

_OPENING = re.compile(
    r"^(?:(?:不对|不是|不不|错了|不|你?(?:答|说|搞|弄|理解)错了|没听懂|不是这个意思?|惨了|坏了|糟了|完了|唉|哎呀?|哦+|噢+|嗯+|啊|好的?|好嘞|行|可以|ok|okay|明白了?"
    r"|知道了|懂了|了解了?|收到|没事|原来如此|这样|谢+(?:了|啦|你|您)?|多谢了?|辛苦了?"
    r"|那行|那好|thanks|thank you|no|yes|well)(?:吧|啊|呀|哈|的|哦|噢)?[,。!;:?]+)+"
)
_MEANT = re.compile(
    r"^(?:我|咱)(?:们)?(?:刚才|刚刚|其实|明明|是|要|想|的意思|本来)*(?:问|说|指|讲|意思)的?(?:就)?(?:是|的是)?[,:]?|^问的是|^是(?:想)?问"
)
_NOT_THAT = re.compile(
    r"^(?:不是|不要|没问|不问|别说)(?!不|说|所有)[^,。?;]{1,12}[,。;](?=.{2,})|,(?:又|可|而)?(?:不是|没问|不问)[^,。?;]{1,12}$"
)
_SAME = re.compile(
    r"(?:列没列|写没写|提没提|有没有|有无|也?有|也|是不是|是否|会不会)*(?:[这那]一?(?:条|项|点|款|说法|规定|要求|名儿|名字|个数|话|回事)|(?:同样|一样|相同|类似)的?(?:话|说法|规定|要求|条款?|门槛|标准)?)"
    r"|(?:也|还|又)(?:是|都)?这么(?:[一-鿿]{1,3})?|(?:也|还|又)(?:是|都)?这样(?:[一-鿿]{1,3})?|(?:也|还)叫这(?:个?名字?儿?|个)?|是不是也?(?:同样|一样)|也是(?=$|[吗么,?])"
)
_SLACK = re.compile(
    r"[早先国家那本这份个里中上头的对在也呢吗么啊呀吧是不是列没有讲写说提了过边级市省方面情况呀吗,。?!]|方案|指南|规划|条件|办法|文件|政策|规定|要求|以前|现在|原先|当时|名字"
)
_AGAIN = re.compile(
    r"(?:再|重新|去)?(?:看看|核对|核实|核一下|确认|查一?下|查查|翻翻|对一下|对对)(?:一下|一遍|下)?(?:你?的?(?:原文|文件|条文|原件|出处))|(?:再|重新|帮我)(?:核对|核实|确认|查)(?:一下|一遍|下)?"
    r"|(?:说|讲|记得|听说|写的?)(?:的)?(?:好像)?(?:不是|才是?|是)\d|(?:记|搞|弄|看|说)错了?[吧吗没]|你?(?:确定|没搞错|没记错|没看错)[吗么吧?]?|再(?:说|讲|报|念|发|来)一(?:遍|次)|没(?:听|看)(?:清|懂|明白)"
)
_SOURCE = re.compile(
    r"[这那](?:个|条|句|项|一)?(?:\d[\d.]*(?:%|万元?|年|天|人|家|个)?|数字?|比例|说法|规定|要求|话)?[^,。?;]{0,4}"
    r"(?:写|出|列|定|规定|说)?在(?:文件|原文|哪份文件)?(?:的|里)?哪(?:一|个|里|儿)?(?:条|款|章|页|段|处|地方)?"
)
_NTH_ASKED = re.compile(
    r"(?:(?:刚才|刚刚|前面|上面|之前|方才)[^,。?]{0,8}?第(?P<a>[一二三四五六七八九十\d]+)(?:个|条|项)?|第(?P<b>[一二三四五六七八九十\d]+)个(?:问题|数字?|问的))(?=.*(?:再|重|报|说|讲|念|忘|没记|没听|多少来着|是啥|是什么))"
)
_THING = re.compile(
    r"(?<=[把对给让将])(?:它|这个|那个|这项|那项)|(?:^|(?<=[,里中边]))(?:它|这个|那个|这项|那项)(?=[要怎呢也在塞放算归能可卡有谁多由是属该][^话]?)"
)
_TOPIC = re.compile(
    r"^(?:那|那么|还有|然后)?(?P<noun>[^,。?!吗多少几谁哪怎什啥咋么]{1,14}?)(?:呢|的话|这块|方面)?[?。!]*$"
)
_PAPER = re.compile(r"([那这])(?:一)?[份本](?=[是在由里上什哪谁有还几])")
_YEAR_END = re.compile(r"到?20\d\d年(?:底|末)?|[一两三四五六七八九十\d]+年内?")
_OURS = re.compile(r"我|咱|俺|只有|才|现有|目前|手里|已经|一共|总共")
_FIGURE_ONLY = re.compile(r"^[^,。?;吗么谁哪什怎几]{0,10}#(?:的话|以后|了)?(?:呢|会怎样|怎么样|又如何|又是多少)[?。]*$")
_HEDGED = re.compile(r"没|未|无|不|在谈|洽谈|有望|争取|快要")
_NONE = re.compile(r"(?:一|半)(?P<unit>[项个家件名人])都(?:还)?(?:没有?|未)(?:[一-鿿]{0,4})")
_ASKS = re.compile(
    r"吗|么|多少|几|谁|哪|什么|怎|如何|多久|多长|多大|啥|咋|是否|[能可要有是行够算会](?:不|没)|([一-鿿])[不没]\1|要求|\?"
)


def plain(text: str) -> str:
    """`text` without its opening words and without what it says it does not mean (不是重庆,我问的是上海)."""
    for _ in range(3):
        shorter = _MEANT.sub("", _NOT_THAT.sub("", _OPENING.sub("", text)))
        if shorter == text or not shorter.strip(" ,。?!"):
            break
        text = shorter.lstrip(" ,:")
    return text


def corrects(text: str) -> bool:
    """Whether the text puts right what was asked before (不对，我问的是…)."""
    return bool(
        re.match(
            r"不对[,。!]|不是(?:[,。!]|我|问)|错了|你?(?:答|说|搞|弄|理解)错了|我(?:刚才|是|要|想)*(?:问|说|指)的(?:就)?是",
            text,
        )
    )


def asks_again(text: str) -> bool:
    """Whether the question before is asked once more, as it was (你看看原文，再确认一下)."""
    return bool(_AGAIN.search(text)) and not re.search(r"多久|谁|怎么|如何|哪", text)


def asks_source(text: str) -> bool:
    """Whether the text asks where what was just told is written (这个50%写在哪一条): the question before holds the matter."""
    return bool(_SOURCE.search(text))


def asked_nth(text: str) -> int:
    """Which of the earlier questions is asked again (刚才第二个数再报一遍); 0 for none."""
    found = _NTH_ASKED.search(text)
    number = chinese_number(found["a"] or found["b"]) if found else None
    return int(number) if number else 0


def same_thing(text: str, bare: str) -> tuple[bool, str]:
    """Whether the first piece of `text` asks if the same holds elsewhere (国家条件里也这么分), and the pieces after it.
    `bare` is the text without names of regions and documents."""
    first, _, rest = bare.partition(",")
    if not _SAME.search(first) or len(_SLACK.sub("", _SAME.sub("", first))) > 2:
        return False, ""
    return True, text.partition(",")[2] if rest else ""


def points_at_thing(text: str, thing: str) -> str:
    """`text` with a pronoun for the matter (把它归在哪类, 对这个卡几成) as `thing`; unchanged without one."""
    return _THING.sub(lambda _: thing, text, count=1)


def with_paper(text: str) -> str:
    """`text` with 这份, 那本 as 这份文件."""
    return _PAPER.sub(r"\1份文件", text)


def bare_topic(text: str) -> str:
    """The noun of a text that is nothing but a topic (联盟呢, 研发人员?); empty for any other."""
    found = _TOPIC.match(text)
    return found["noun"] if found and not _ASKS.search(found["noun"]) and not find_quantities(text) else ""


def framed(noun: str, asked: str, base: str) -> str:
    """A bare topic asked with the question word of `asked`, for the target year of the question before (到2020年 … 多少)."""
    year = "" if _YEAR_END.search(noun) else next((m[0] for m in _YEAR_END.finditer(base) if "20" in m[0]), "")
    return " ".join(w for w in (year, noun, interrogative(asked)) if w)


def with_figure(base: str, text: str) -> str:
    """The question before with its figure as the text has it (设备投到3亿呢); empty where the text asks anything of its own,
    or the question before has not just one figure of that unit."""
    new = find_quantities(text)
    if len(new) != 1 or not _FIGURE_ONLY.match(text.replace(new[0].raw, "#", 1)):
        return ""
    old = [q for q in find_quantities(base) if q.unit == new[0].unit]
    return base.replace(old[0].raw, new[0].raw) if len(old) == 1 else ""


def with_zero(text: str) -> str:
    """A text that tells of none at all (一项都还没转出去，两个在谈) as the figure 0, without what is only under way."""
    if not _NONE.search(text):
        return text
    pieces = [p for p in text.split(",") if _NONE.search(p) or not _HEDGED.search(p)]
    return _NONE.sub(lambda m: f"只有0{m['unit']}", ",".join(pieces))


def states_figure(text: str) -> bool:
    """Whether the text only tells a figure of the user's own (我们去年27.5%), asking nothing: it is to be judged."""
    if _HEDGED.search(text):
        return False
    told = [q for q in find_quantities(text) if q.unit != "count" or _OURS.search(text)]
    return bool(told) and not _ASKS.search(text.replace("呢", "吗")) and len(text) <= 40
