"""From a question and its history to an `Understanding`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.model import Question
from assistant.understand.dates import find_day
from assistant.understand.followup import Completed, complete
from assistant.understand.judged import asks_value, definite, expected, judges, own_of, searched, unsaid, written
from assistant.understand.quantities import Quantity, find_quantities
from assistant.understand.scope import Names, Scope, find_scope
from assistant.understand.segment import cut
from assistant.understand.split import FACTS, completed_parts, strip_topic
from assistant.understand.understanding import Part, Understanding
from assistant.understand.values import Value, expected_values
from assistant.understand.wholes import wholes
from ingest.normal import is_traditional, normalise

__all__ = ["understand"]

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
        topic=" ".join((_topic(unsaid(figures, text), scope, names), *_told_of(text, scope, names))).strip(),
        scope=scope,
        aspects=lexicon.aspects_of(_BOOK.sub(" ", text)),
        values=_values(text, figures, context),
        figures=figures,
        judged=judges(figures, text, context),
        expansion=(
            *lexicon.expand(text),
            *written(figures, text),
            *searched(figures, text),
            *names.sounds.spelt(text),
            *names.sounds.heard(text),
        ),
        programmes=lexicon.programmes_of(text),
        context=strip_topic(context, lexicon, ()) if context else "",
        day=find_day(text, today),
    )


def _values(text: str, figures: tuple[Quantity, ...], context: str) -> tuple[Value, ...]:
    """The kinds of value asked for; of the user's own figures the kinds of bound, unless the question asks for a value too."""
    bound = expected(figures, text, context)
    text = definite(text)
    asked = expected_values(text)
    shares = bool(wholes(text, own_of(text, figures, context)))
    return bound if bound and (shares or not asks_value(text)) else asked or bound


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
