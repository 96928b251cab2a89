"""From a question and its history to an `Understanding`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.model import Question
from assistant.understand.dates import find_day
from assistant.understand.followup import Completed, complete
from assistant.understand.quantities import Quantity, find_quantities, show
from assistant.understand.scope import Names, Scope, find_scope
from assistant.understand.segment import cut
from assistant.understand.split import FACTS, completed_parts, strip_topic
from assistant.understand.understanding import Part, Understanding
from assistant.understand.values import Value, expected_values
from ingest.normal import is_traditional, normalise

__all__ = ["understand"]

_JUDGES = re.compile(
    r"(?<![不能])够(?!用|呛|不着)|够不够|能(?:不能)?(?:升|报|申|评|过|进|达|牵头|参加|拿)|行不行|行吗|过线|过关|过了[没吗]|过没过|(?<![a-z])ok(?![a-z])|过得[去了]|过不过|算过|踩着?线|达标|可以吗|可不可以|能不能|满足|符合|合格|踩线|差多少|还差|没问题|合不合"
)
_BARE = re.compile(r"(?<![\d.号年])\d{1,6}(?![\d.%号年月])")
_OWN = re.compile(r"(?:我们|我司|我厂|我院|我所|我公司|我单位|本公司|本单位|咱们|咱).{0,24}\d|现在.{0,4}\d")
_BOOK = re.compile(r"《[^《》]*》")
_PERIOD = re.compile(r"\(?20\d\d\s*-\s*20\d\d年?\)?")
_FIVE_YEARS = re.compile(r'"?十[一二三四五六]五"?(?!期间|末|初)')
_THAT_PAPER = re.compile(r"^[^,。?;]{0,30}?[那这]份(?:文件?|通知|方案|规划|条件|办法|指南)(?:里|中|的|,)?")
_GAP = re.compile(r"(?<=[一-鿿]) (?=[一-鿿](?: |$|[^一-鿿]))|(?<=(?<![一-鿿])[一-鿿]) (?=[一-鿿])")
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
    text = lexicon.correct(names.reader.read(passed.text))
    if text != passed.text:
        passed = lexicon.gate.check(_GAP.sub("", text), bool(question.history))
        if passed.kind != "question":
            return Understanding(passed.kind, script, as_of)
        text = passed.text
    completed = complete(text, question.history, names)
    parts = _parts(completed, names, today)
    if not any(_says_something(p) for p in parts):
        return Understanding("clarify", script, as_of)
    if not question.history and not any(_known(p, names) for p in parts):
        return Understanding("out_of_scope", script, as_of)
    return Understanding("question", script, as_of, parts)


def _parts(completed: Completed, names: Names, today: date) -> tuple[Part, ...]:
    """The parts of a completed question. A later one that names no place is about that of the one before."""
    whole = find_scope(completed.text, names)
    texts = [completed.text] if completed.single else completed_parts(completed.text, names)
    first = _part(texts[0], whole, completed.context, names, today)
    parts = [replace(first, other=completed.other, nth=completed.nth)]
    for text in texts[1:]:
        before = parts[-1].scope if find_scope(texts[len(parts) - 1], names).named else whole
        part = _part(text, before, completed.context or texts[0], names, today)
        parts.append(replace(part, later=True))
    return tuple(parts)


def _known(part: Part, names: Names) -> bool:
    """Whether policy language knows any of what the part asks, or the part names a document or holds figures; two
    content words that nobody knows are about something else."""
    if part.scope.documents or part.scope.outside_documents or part.scope.refs or part.programmes or part.figures:
        return True
    words = [w for w in cut(part.topic) if len(w) >= 2]
    return len(words) < 2 or any(map(names.knows, words))


def _says_something(part: Part) -> bool:
    """Whether a part names anything to look up."""
    return part.scope.named or bool(part.scope.refs) or len(re.sub(r"[\W的了是有要个这那它]", "", part.topic)) >= 2


def _part(text: str, whole: Scope, context: str, names: Names, today: date) -> Part:
    own = find_scope(text, names, whole)
    scope = (
        _within(own, whole, names)
        if own.named
        else Scope(
            whole.regions, whole.documents, whole.national, whole.outside_regions, whole.outside_documents, own.refs
        )
    )
    lexicon = names.lexicon
    figures = find_quantities(text)
    return Part(
        text=text,
        topic=" ".join((_topic(_without(figures, text), scope, names), *_told_of(text, scope, names))).strip(),
        scope=scope,
        aspects=lexicon.aspects_of(_BOOK.sub(" ", text)),
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
        day=find_day(text, today),
    )


def _topic(text: str, scope: Scope, names: Names) -> str:
    """What the text is about. Of a question for a document's own facts, not how the document is described; of one about
    a national document, not 国家 before words of its title."""
    asks_facts = bool(FACTS & set(names.lexicon.aspects_of(text)))
    text = names.without(text)
    if scope.documents:
        text = names.without_level(text, scope.documents)
    if asks_facts:
        text = _PERIOD.sub(" ", text)
        text = _THAT_PAPER.sub(" ", _FIVE_YEARS.sub(" ", text)) if scope.documents else text
    return strip_topic(text, names.lexicon, scope.outside_documents)


def _told_of(text: str, scope: Scope, names: Names) -> tuple[str, ...]:
    """Places that a document named is asked about (十三五规划里对青岛怎么说): they are matter, not scope."""
    if not scope.documents or scope.outside_regions:
        return ()
    found = (
        text[start:end] for region, start, end in names.lexicon.find_regions(text) if region.name not in names.regions
    )
    return tuple(dict.fromkeys(found))


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
    if units.count("count") == 2 and re.search(r"(?<!法)人(?!才)|员工|职工", text):
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
