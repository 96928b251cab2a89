"""Which documents a question sets side by side: a column for every region, level or document that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understand.levels import beside_region, raises
from assistant.understand.scope import NATION, Names, Scope, find_scope
from assistant.understand.split import strip_topic
from assistant.understand.understanding import Part
from ingest.model import Document
from ingest.normal import normalise

__all__ = ["asked_of_each", "by_region", "columns", "compares", "distributes", "must_speak", "of_places"]

_COMPARES = re.compile(
    r"区别|不同|差别|差异|差在|差多少|差几|有[何啥]分别|有什么分别|对比|比较一?下|相比|一样|相同|是一回事|统一|哪[个边家](?:更|高|低|严|多|少|松|长|短|大)"
    r"|谁(?:家|那?边)?(?:更|高|低|严|松|多|少|长|短|大)|放得[宽松严]|[宽松严高低长短]多少|比比|比一比|摆一?[块起]|放在?一起|并排|异同"
    r"|(?<![占同环对可百之])比(?!例|重|率|如|较|不).{1,8}?(?:高|低|严|松|宽|多(?!少)|(?<!多)少|长|短)"
)
_EACH = re.compile(
    r"各(?!类|种|项|级|单位|界|方面|环节|行业|部门|区|地|省|个|领域)|分别|[两二三四][地边家]|ge shi|gezi|fenbie"
)
_ALL = re.compile(r"都(?!有哪)|哪[个边家]|谁|还是")
_VOICE = re.compile(
    r"国家(?=[的和与跟同、,。?;:()/ ]|$|层面|升级|指南|条件|规划|文件|政策|规定|要求|标准|口径|方案|办法|领域|布局|分别|那边|这边"
    r"|[两二三四](?:家|边|地|方|级|个|处)|[对有没怎是那这表给比卡都版呢则说写定设管要各放列在里也就又严松更最嘅])"
    r"(?!的?(?:项目|课题|奖|任务|资金|专项))"
)
_TARGET = re.compile(
    r"(?:升|冲|冲击|晋|转|争创|创建|申报|申请|参评|评|想|报|推荐|按照?|依照|符合|满足|达到|根据|对照|参照)(?:级|格|为|成|到|上|至|当)*\s*$"
)
_LOCALS = "地方|各地|各省|各市|省市|省里|市里|省级|市级"
_LOCAL = re.compile(
    rf"国家级?[^,。;?]{{0,6}}(?:和|与|跟|同|及|、|还是|比)[^,。;?]{{0,4}}(?:{_LOCALS})|(?:{_LOCALS})[^,。;?升]{{0,6}}(?:和|与|跟|同|及|、|还是|比)[^,。;?升]{{0,4}}国家"
)
_PLACES = re.compile(r"[两三四几]地(?![点块段])|各地|各省|各市")
_THERE_TOO = re.compile(r",[^,。;?]{2,14}呢(?=$|[,。;?])")
"""The same asked of another place behind a comma (升国家级要多少,重庆呢)."""
_SHORTEST = 4
_SPELT = re.compile(r"guo ?jia ?")
_ASIDE = re.compile(
    r"有(?:什么|啥|何|多大|没有)?(?:区别|不同|差别|差异|分别)|(?:区别|差别|差异|分别)(?:在哪里?|是什么|大吗)?|是不是一回事|是一回事吗?|一样不一样|一样[吗不么]?|不一样|(?:口径|标准)?统一吗?"
    r"|差在哪里?|差多少|比比|比一比|相比(?:之下)?|对比一?下?|比较一?下|摆一?[块起]|放在?一起|的(?:说法|写法|口径|讲究)|[两三二]地|[两三二](?:边|家)|各自|分别|各(?=是|要|有|看|放|盯|打)|都给我"
    r"|放得[宽松严]|[宽松严]多少|是不是也?|哪[个边家](?:更|最)?[高低严松多少长短大]|谁(?:家|那?边)?更?[高低严松多少长短大]"
)


def compares(text: str) -> bool:
    """Whether the normalised question compares."""
    return bool(_COMPARES.search(text)) or raises(text)


def distributes(text: str) -> bool:
    """Whether the question asks the same of each of several (各, 分别), or compares."""
    return bool(_EACH.search(text)) or compares(text)


def of_places(text: str) -> bool:
    """Whether the question is put to every region alike, without a name (三地, 各地)."""
    return bool(_PLACES.search(text))


def must_speak(part: Part) -> int:
    """How many columns must speak for a comparison to be made: one when the question compares, shares out (都, 各) or
    names several regions, so that silence is an answer; else two, for what is named beside a region may be its object."""
    plain = not (distributes(part.text) or _ALL.search(part.text) or _THERE_TOO.search(part.text))
    plain = plain and len(part.scope.regions) < 2
    return 2 if plain else 1


def columns(part: Part, own: Sequence[str], names: Names) -> tuple[tuple[Document, ...], ...]:
    """The groups of documents to be searched each on its own, in the order named; nothing when the question is about one,
    or names none. `own` are the documents in scope."""
    text = _SPELT.sub("国家", part.text)
    scope = find_scope(text, names) if text != part.text else part.scope
    named = _named_documents(text, scope, names)
    voices = _voices(text, scope, named, names)
    if len(voices) > 1:
        return voices
    held = tuple(d for d in names.documents if d.id in scope.documents)
    each = sum(any(n in text for n in d.short_names) for d in held) > 1
    if len(held) > 1 and (each or distributes(text) or _ALL.search(text)):
        return tuple((d,) for d in held)
    return ()


def by_region(documents: Sequence[Document]) -> tuple[tuple[Document, ...], ...]:
    """The documents in groups of one region each."""
    return tuple(tuple(d for d in documents if d.region == r) for r in dict.fromkeys(d.region for d in documents))


def _voices(text: str, scope: Scope, named: Sequence[Document], names: Names) -> tuple[tuple[Document, ...], ...]:
    """A group for each region and for the national level, where at least two of them are spoken of as making rules."""
    found: dict[str, int] = {r: _place(text, r, names) for r in scope.regions}
    national = _national_place(text, scope, named, names)
    if national is not None and found and (national >= 0 or distributes(text) or _THERE_TOO.search(text)):
        found[NATION] = max(national, 0)
    elif national is not None and _LOCAL.search(text) and distributes(text):
        found = {r: n for n, r in enumerate(names.regions)}
    groups: list[tuple[Document, ...]] = []
    for region in sorted(found, key=lambda r: found[r]):
        own = tuple(d for d in names.documents if d.region == region)
        chosen = tuple(d for d in named if d.region == region)
        groups.extend([(d,) for d in chosen] if chosen else [own] if own else [])
    return tuple(groups) if len(found) > 1 else ()


def _named_documents(text: str, scope: Scope, names: Names) -> tuple[Document, ...]:
    held = {*scope.documents, *names.mentioned(text)}
    return tuple(d for d in names.documents if d.id in held)


def _place(text: str, region: str, names: Names) -> int:
    return next((start for r, start, _ in names.lexicon.find_regions(text) if region in (r.name, r.parent)), 0)


def _national_place(text: str, scope: Scope, named: Sequence[Document], names: Names) -> int | None:
    """Where the national level speaks in the question; -1 when it is only what somebody wants to become (升国家级) or has
    to meet; None when it is not spoken of."""
    for match in _VOICE.finditer(text):
        if not _TARGET.search(text[: match.start()]):
            return match.start()
    beside = beside_region(text, ((start, end) for _, start, end in names.lexicon.find_regions(text)))
    if beside is not None:
        return beside
    if "国家" in text or any(d.region == NATION for d in named):
        return -1 if scope.national or any(d.region == NATION for d in named) else None
    return -1 if scope.national else None


def asked_of_each(part: Part, names: Names, groups: Sequence[Sequence[Document]] = ()) -> Part:
    """The part as it is asked of each document: without the names of documents, the words that compare, and what each of
    different programmes is called in the titles of one of the `groups` only."""
    told = _own_words(part.text, groups)
    text = names.without(_SPELT.sub(" ", part.text))
    for word in told:
        text = text.replace(word, " ")
    text = _ASIDE.sub(" ", text)
    text = _VOICE.sub(" ", text)
    for _, start, end in reversed(names.lexicon.find_regions(text)):
        text = f"{text[:start]} {text[end:]}"
    topic = strip_topic(text, names.lexicon, part.scope.outside_documents)
    words = (re.sub(r"^[的和与跟](?=..)", "", w) for w in topic.split())
    topic = " ".join(w for w in words if len(w) > 1 or not re.match(r"[和与跟同及的在比这条]", w))
    said, left = names.lexicon.expand(part.text), names.lexicon.expand(text)
    expansion = tuple(w for w in part.expansion if w in left or w not in said)
    programmes = () if told else part.programmes
    return replace(part, text=text, topic=topic or part.topic, expansion=expansion, programmes=programmes)


def _own_words(text: str, groups: Sequence[Sequence[Document]]) -> tuple[str, ...]:
    """The longest runs of the text that stand in the titles of some of the groups and not in those of others, where every
    group has such a run: the questions of different programmes (专精特新和制造业创新中心)."""
    titles = [normalise(" ".join(d.title for d in group)) for group in groups]
    runs = {_longest(text, t, [o for o in titles if o != t]) for t in titles}
    return tuple(sorted(runs, key=len, reverse=True)) if len(titles) > 1 and all(runs) else ()


def _longest(text: str, title: str, others: Sequence[str]) -> str:
    """The longest run of four characters or more that `text` shares with `title`, and with none of the `others`: at each
    place of the title the run as far as the text has it too. Of runs as long, the first in the text."""
    runs: list[str] = []
    end = 0
    for start in range(len(title)):
        end = max(end, start)
        while end < len(title) and title[start : end + 1] in text:
            end += 1
        if end - start >= _SHORTEST:
            runs.append(title[start:end])
    apart = (r for r in runs if not any(r in o for o in others))
    return max(apart, key=lambda r: (len(r), -text.index(r)), default="")
