"""From a question and its history to an `Understanding`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.model import Question
from assistant.understand.followup import complete
from assistant.understand.lexicon import Lexicon
from assistant.understand.quantities import Quantity, find_quantities, show
from assistant.understand.scope import Names, Scope, find_scope
from assistant.understand.understanding import Part, Understanding
from assistant.understand.values import Value, expected_values
from ingest.normal import is_traditional, normalise

__all__ = ["strip_topic", "understand"]

_ASKS = re.compile(
    r"吗|呢|么|多少|(?<!我们)(?<!这)(?<!那)(?<!好)几|谁|哪|什么|怎么|怎样|如何|多久|多长|多大|多高|啥|咋|是否|能不能|可不可|要不要|有没有|是不是|行不|算不算|够不够|要求|\?"
)
_CONNECT = re.compile(
    r"[,。;]?(?:另外|还有就是|还有|以及|同时|顺便问一?下?|顺便|再问一?下?|此外|并且|然后|再就是|其次|第二个?问题)[,:]?(?=.{3,})|[?;。!]+|(?<=.)\s*\d[.、)]\s*(?=[一-鿿])"
)
_JUDGES = re.compile(
    r"(?<![不能])够(?!用|呛|不着)|够不够|能(?:不能)?(?:升|报|申|评|过|进|达|牵头|参加|拿)|行不行|行吗|过线|过关|过了[没吗]|过没过|(?<![a-z])ok(?![a-z])|过得[去了]|过不过|算过|踩着?线|达标|可以吗|可不可以|能不能|满足|符合|合格|踩线|差多少|还差|没问题|合不合"
)
_BARE = re.compile(r"(?<![\d.号年])\d{1,6}(?![\d.%号年月])")
_OWN = re.compile(r"(?:我们|我司|我厂|我院|我所|我公司|我单位|本公司|本单位|咱们|咱).{0,24}\d|现在.{0,4}\d")
_SCRAP = re.compile(r"[\W的了是有要个这那它都在说讲写名字报列给我吧谁办怎么样每具体清楚就又还会能行]")
_GAP = re.compile(r"(?<=[一-鿿]) (?=[一-鿿](?: |$|[^一-鿿]))|(?<=(?<![一-鿿])[一-鿿]) (?=[一-鿿])")
_COMMA = re.compile(r",|(?<![一二三四五六七八九十])、")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f​-‏‪-‮﻿]")


def understand(question: Question, names: Names, today: date) -> Understanding:
    """Reads the question; `names` are those of the open corpus, `today` the as-of date where the question gives none."""
    lexicon = names.lexicon
    raw = _CONTROL.sub("", question.text)
    script: Literal["hans", "hant"] = "hant" if is_traditional(raw) else "hans"
    as_of = question.as_of or today
    passed = lexicon.gate.check(_GAP.sub("", normalise(raw)), bool(question.history))
    if passed.kind != "question":
        return Understanding(passed.kind, script, as_of)
    text = lexicon.correct(passed.text)
    completed = complete(text, question.history, names)
    whole = find_scope(completed.text, names)
    texts = [completed.text] if completed.single else _without_scraps(split_parts(completed.text), names)
    first = replace(_part(texts[0], whole, completed.context, names), other=completed.other, nth=completed.nth)
    parts = (first, *(replace(_part(t, whole, completed.context or texts[0], names), later=True) for t in texts[1:]))
    if not any(_says_something(p) for p in parts):
        return Understanding("clarify", script, as_of)
    return Understanding("question", script, as_of, parts)


def split_parts(text: str) -> list[str]:
    """The questions in `text`. A statement without a question of its own stays with the one after it."""
    pieces = [p.strip(" ,。;") for p in _CONNECT.split(text) if p and p.strip(" ,。;?")]
    parts: list[str] = []
    for piece in pieces:
        commas = [c.strip() for c in _COMMA.split(piece) if c.strip()]
        current: list[str] = []
        for comma in commas:
            if current and _ASKS.search(",".join(current)) and _ASKS.search(comma) and _own_question(comma):
                parts.append(",".join(current))
                current = []
            current.append(comma)
        if current:
            parts.append(",".join(current))
    merged: list[str] = []
    for part in parts:
        if (merged and not _ASKS.search(merged[-1])) or (merged and not _ASKS.search(part)):
            merged[-1] = f"{merged[-1]},{part}"
        else:
            merged.append(part)
    return merged[:4] or [text]


def _without_scraps(texts: list[str], names: Names) -> list[str]:
    """The parts, those that name no matter of their own (都是谁在办, 每样怎么写的) joined to the one before."""
    kept: list[str] = []
    for text in texts:
        matter = _SCRAP.sub("", strip_topic(names.without(text), names.lexicon, ()))
        scope = find_scope(text, names)
        if kept and ((len(matter) <= 2 and not scope.named) or not matter):
            kept[-1] = f"{kept[-1]},{text}"
        else:
            kept.append(text)
    return kept


def _says_something(part: Part) -> bool:
    """Whether a part names anything to look up."""
    return part.scope.named or bool(part.scope.refs) or len(re.sub(r"[\W的了是有要个这那它]", "", part.topic)) >= 2


def _own_question(text: str) -> bool:
    """Whether a comma-separated piece asks something of its own, rather than finishing what stands before it."""
    bare = re.sub(
        r"是不是|有没有|行不行|能不能|可不可以|可以吗|行吗|对吗|够吗|够不够|算不算|是吗|好吗|对不对|怎么办|怎么算|什么|多少|哪些|怎么|如何|吗|呢|啊|[?]",
        "",
        text,
    )
    return len(bare) >= 3


def strip_topic(text: str, lexicon: Lexicon, drop: tuple[str, ...]) -> str:
    """What the question is about: `text` without region names, `drop`, fillers and signs."""
    for _, start, end in reversed(lexicon.find_regions(text)):
        text = text[:start] + " " + text[end:]
    for word in drop:
        text = text.replace(word, " ")
    text = lexicon.without_fillers(text)
    return re.sub(r"[^\w%]+", " ", text).strip()


def _part(text: str, whole: Scope, context: str, names: Names) -> Part:
    own = find_scope(text, names)
    scope = (
        _within(own, whole, names)
        if own.named
        else Scope(
            whole.regions, whole.documents, whole.national, whole.outside_regions, whole.outside_documents, own.refs
        )
    )
    lexicon = names.lexicon
    aspects = [a for a in lexicon.aspects if a.pattern.search(text)]
    figures = find_quantities(text)
    return Part(
        text=text,
        topic=strip_topic(names.without(_without(figures, text)), lexicon, scope.outside_documents),
        scope=scope,
        aspects=tuple(a.name for a in aspects),
        values=expected_values(text) or _judged(figures, text),
        figures=figures,
        judged=_judges(figures, text),
        expansion=(
            *lexicon.expand(text),
            *_written(figures, text),
            *names.sounds.spelt(text),
            *names.sounds.heard(text),
        ),
        programmes=lexicon.programmes_of(text),
        context=strip_topic(context, lexicon, ()) if context else "",
    )


def _within(own: Scope, whole: Scope, names: Names) -> Scope:
    """The scope of a part that names a document by its genre only (方案里), held to the region the whole question names."""
    if own.regions or own.outside_regions or not whole.regions:
        return own
    region = {d.id: d.region for d in names.documents}
    kept = tuple(d for d in own.documents if region[d] in whole.regions)
    if own.documents and not kept and len(own.documents) == 1:
        return own
    return replace(own, regions=whole.regions, documents=kept)


def _judges(figures: tuple[Quantity, ...], text: str) -> bool:
    """Whether the question holds the user's own figures against a bound; two bare numbers make a ratio."""
    if not figures and len(_BARE.findall(text)) != 2:
        return False
    return bool(_JUDGES.search(text) or (figures and _OWN.search(text)))


def _judged(figures: tuple[Quantity, ...], text: str) -> tuple[Value, ...]:
    """The kind of bound that the user's own figures are to be held against (28% → a ratio)."""
    if not _judges(figures, text):
        return ()
    if not figures:
        return ("ratio",)
    units = [q.unit for q in figures]
    if "percent" in units:
        return ("ratio",)
    if units.count("yuan") == 2:
        return ("ratio", "amount")
    if units.count("count") == 2 and re.search(r"人|员工|职工", text):
        return ("ratio",)
    return ("amount",) if "yuan" in units else ()


def _without(figures: tuple[Quantity, ...], text: str) -> str:
    """The text without the user's own figures where they are judged: they are no words to search for."""
    if not _judges(figures, text):
        return text
    for q in reversed(figures):
        if q.unit in ("percent", "yuan"):
            text = f"{text[: q.start]} {text[q.end :]}"
    return text


def _money(figures: tuple[Quantity, ...], text: str) -> tuple[str, ...]:
    """Words to search for when all that is said of the matter is a sum of money."""
    return ("资金", "投入", "不低于") if _judges(figures, text) and any(q.unit == "yuan" for q in figures) else ()


def _written(figures: tuple[Quantity, ...], text: str) -> tuple[str, ...]:
    """The user's figures as documents write them (一千万 → 1000万元), where that differs."""
    return tuple(w for q in figures if q.unit in ("yuan", "percent") and (w := show(q.value, q.unit)) not in text)
