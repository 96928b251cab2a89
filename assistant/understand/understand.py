"""From a question and its history to an `Understanding`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.model import Question
from assistant.understand.followup import Completed, complete
from assistant.understand.gate import Passed
from assistant.understand.judged import asks_value, definite, expected, judges, own_of, searched, unsaid, written
from assistant.understand.quantities import Quantity, find_quantities
from assistant.understand.scope import Names, Scope, find_scope
from assistant.understand.segment import cut
from assistant.understand.split import FACTS, asks, completed_parts, strip_topic
from assistant.understand.turns import plain
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
_PIECES = re.compile(r"[,。;?!]+|(?:还有|另外|顺便|顺带)(?=.{3})")
_SENTENCES = re.compile(
    r"[。;?!]+(?:(?:然后|接着|再|最后|另外)?(?:说|回答|告诉我|讲)[:,])?|,(?:然后|接着|再|最后)(?:说|回答|告诉我|讲)[:,]?"
)
_A_NOT_A = re.compile(r"([一-鿿])不\1")
_TAIL = re.compile(r"来着(?=[,。?!;]|$)")
_SHARED = re.compile(
    r"(谁|哪家|哪个(?:部门|单位))[、和,]?(哪[一]?[天年]|什么时候|啥时候|何时|几时)([^,。?;]{1,4})(?=$|[,。?;])"
)
"""Two question words with one verb (哪家哪天印发的)."""
_REQUEST = re.compile(r"写|画|翻译|推荐|唱|编|订|买|查|讲个|教")
_QUOTED = re.compile(r'"([一-鿿]{2,12})"')
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f​-‏‪-‮﻿]")


def understand(question: Question, names: Names, today: date) -> Understanding:
    """Reads the question; `names` are those of the open corpus, `today` the as-of date where the question gives none."""
    raw = _CONTROL.sub("", question.text)
    script: Literal["hans", "hant"] = "hant" if is_traditional(raw) else "hans"
    as_of = question.as_of or today
    follows = bool(question.history)
    passed, declined = _pass(normalise(raw), follows, names)
    if passed.kind != "question":
        return Understanding(passed.kind, script, as_of)
    text = names.read(passed.text)
    if text != passed.text:
        passed, more = _pass(text, follows, names)
        if passed.kind != "question":
            return Understanding(passed.kind, script, as_of)
        text, declined = passed.text, declined or more
    text = _SHARED.sub(r"\1\3,\2\3", _TAIL.sub("", text))
    completed = complete(text, question.history, names)
    parts = _parts(completed, names, today)
    if not any(_says_something(p) for p in parts):
        return Understanding("clarify", script, as_of)
    if not follows and not any(_known(p, names) for p in parts):
        return Understanding("out_of_scope", script, as_of)
    return Understanding("question", script, as_of, parts, declined)


def _pass(text: str, follows: bool, names: Names) -> tuple[Passed, bool]:
    """What the gate makes of the text. Where it turns the text away as out of scope, but one of several questions in it
    is about policy, that one passes – of a text that holds an instruction to the assistant, only a sentence of its own;
    whether anything was left out."""
    gate = names.lexicon.gate
    bare = _GAP.sub("", text)
    passed = gate.check(plain(bare) if follows else bare, follows)
    if passed.kind == "question":
        passed = Passed("question", gate.check(bare, follows).text)
    elif passed.kind not in ("out_of_scope", "instruction"):
        return passed, False
    pieces = [p for p in (_SENTENCES if passed.kind == "instruction" else _PIECES).split(passed.text) if p.strip()]
    refused = [p for p in pieces if gate.check(p, True).kind in ("out_of_scope", "instruction")]
    rest = ",".join(p for p in pieces if p not in refused)
    if not refused or not _policy(rest, names) or gate.check(rest, follows).kind != "question":
        return passed, False
    if passed.kind == "instruction" and not find_scope(rest, names).named:
        return passed, False
    return Passed("question", rest), any(asks(p) or _REQUEST.search(p) for p in refused)


def _policy(text: str, names: Names) -> bool:
    """Whether a piece beside one that is out of scope is surely about policy: it names a document, or most of its words
    are known and it asks for a kind of value or fact."""
    words = [w for w in cut(strip_topic(text, names.lexicon, ())) if len(w) >= 2]
    known = sum(map(names.knows, words))
    if not asks(text) and not _A_NOT_A.search(text):
        return False
    return bool(find_scope(text, names).named and known) or (known >= 2 and known >= 0.6 * len(words))


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
    """Whether policy language knows what the part asks, or the part names a document or holds figures; words that nobody
    knows are about something else, and so is a request of no known kind most of whose words nobody knows."""
    if part.scope.documents or part.scope.not_held or part.scope.refs or part.programmes or part.figures:
        return True
    if any(names.knows(q) for q in _QUOTED.findall(part.text)):
        return True  # words of a document, quoted
    if part.scope.named and names.sounds.heard(part.text):
        return True  # mistyped
    words = [w for w in cut(part.topic) if len(w) >= 2]
    unknown = sum(len(w) for w in words if not names.knows(w)) / max(1, sum(map(len, words)))
    if part.scope.named and part.values:
        return True
    if unknown >= 0.6 and not part.scope.named and not part.aspects and not names.lexicon.expand(part.text):
        return len(words) < 2
    return len(words) < 2 or unknown < 1


def _says_something(part: Part) -> bool:
    """Whether a part names anything to look up."""
    return part.scope.named or bool(part.scope.refs) or len(re.sub(r"[\W的了是有要个这那它]", "", part.topic)) >= 2


def _part(text: str, whole: Scope, context: str, names: Names, today: date) -> Part:
    own = find_scope(text, names, whole)
    if whole.regions and not {*own.outside_regions} & {*whole.outside_regions}:
        own = replace(own, outside_regions=())  # of the whole question only where somebody sits
    scope = _within(own, whole, names) if own.named else replace(whole, refs=own.refs)
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
    whole = text
    text = names.without(text)
    if scope.documents:
        text = names.without_level(text, scope.documents)
    if asks_facts:
        text = _PERIOD.sub(" ", text)
        text = _THAT_PAPER.sub(" ", _FIVE_YEARS.sub(" ", text)) if scope.documents else text
    topic = strip_topic(text, names.lexicon, scope.outside_documents)
    if not any(len(w) >= 2 for w in cut(topic.replace("国家", ""))):  # the name of a document is all that is said
        return strip_topic(whole, names.lexicon, scope.outside_documents)
    return topic


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
