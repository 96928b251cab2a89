"""From a question and its history to an `Understanding`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.model import Question
from assistant.understand.followup import complete
from assistant.understand.judged import expected, judges, searched, unsaid, written
from assistant.understand.lexicon import Lexicon
from assistant.understand.quantities import find_quantities
from assistant.understand.scope import Names, Scope, find_scope
from assistant.understand.understanding import Part, Understanding
from assistant.understand.values import expected_values
from ingest.normal import is_traditional, normalise

__all__ = ["strip_topic", "understand"]

_ASKS = re.compile(
    r"吗|呢|么|多少|(?<!我们)(?<!这)(?<!那)(?<!好)几|谁|哪|什么|怎么|怎样|如何|多久|多长|多大|多高|啥|咋|是否|能不能|可不可|要不要|有没有|是不是|行不|算不算|够不够|要求|\?"
)
_CONNECT = re.compile(
    r"[,。;]?(?:另外|还有就是|还有|以及|同时|顺便问一?下?|顺便|再问一?下?|此外|并且|然后|再就是|其次|第二个?问题)[,:]?(?=.{3,})|[?;。!]+|(?<=.)\s*\d[.、)]\s*(?=[一-鿿])"
)
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
        topic=strip_topic(names.without(unsaid(figures, text)), lexicon, scope.outside_documents),
        scope=scope,
        aspects=tuple(a.name for a in aspects),
        values=expected_values(text) or expected(figures, text),
        figures=figures,
        judged=judges(figures, text),
        expansion=(
            *lexicon.expand(text),
            *written(figures, text),
            *searched(figures, text),
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
