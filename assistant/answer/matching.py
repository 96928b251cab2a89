"""Which of the user's figures is held against which bound: the same unit, the same matter, the same things counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer.bars import Bar, bars
from assistant.answer.certain import certain, undisputed
from assistant.answer.relaxed import for_others
from assistant.understand.figured import nouns_of
from assistant.understand.matters import matters
from assistant.understand.measures import apart, likeness
from assistant.understand.own import Own, Phrase, interval, phrases
from assistant.understand.understanding import Part
from ingest.model import Clause
from ingest.normal import tokenise

__all__ = ["bar_for", "surely_on"]

_COMMON = frozenset(
    (
        "创新",
        "中心",
        "企业",
        "单位",
        "技术",
        "以上",
        "具有",
        "本领",
        "领域",
        "方面",
        "相关",
        "进行",
        "实现",
        "一定",
        "我们",
    )
)
_COUNTERS = (re.compile(r"[人名位]"), re.compile(r"[家所]"), re.compile(r"[项件条次台套]"))
_NOT_KIND = re.compile(r"(?:非|(?<!是)不是|(?<!走)不走|(?<!算)不算)([一-鿿]{4})")
_TELLING = ("grant", "growth", "kind")
"""What both must speak of or neither: a grant is no investment, growth no share, degrees no research staff."""
_NOUN = 14
_ACHIEVED = re.compile(r"^(?:超过|达到?|突破)")
_VERBS = frozenset({"transfer", "core", "patent"})


def bar_for(own: Own, clauses: Iterable[Clause], part: Part, judged: bool = False) -> tuple[Clause, Bar] | None:
    """The bound on the figure's own matter: of several that whose words share most with the question. Of a figure that is
    `judged`, only one that is surely on its very thing, and none where another as likely would come out otherwise."""
    fit = [c for c in clauses if not _other_kind(c, part.text)]
    held = [(c, b) for c in fit for b in bars(c) if b.unit == own.unit and _same_matter(own, b, part)]
    if judged:
        held = [(c, b) for c, b in held if certain(own, b, c, part) and not for_others(b, c, part.text)]
    if not held:
        return None
    asked = {t for t in tokenise(part.text) if len(t) > 1}

    def alike(pair: tuple[Clause, Bar]) -> tuple[int, int, int, int]:
        clause, bar = pair
        around = set(tokenise(f"{bar.before} {bar.counted[:16]}"))
        near = likeness(own.words, bar.noun) if own.unit == "count" else 0
        return len(own.about & bar.about), near, len(asked & around), len(asked & set(tokenise(clause.text)))

    if not judged:
        return max(held, key=alike)
    named = [h for h in held if undisputed(own, h, held, part)]
    return max(named, key=alike) if named else None


def _other_kind(clause: Clause, text: str) -> bool:
    """Whether the clause is on the kind that the question rules out (非企业法人 asked, the clause on 企业法人)."""
    whole = "".join((*clause.path, clause.reading or clause.text))
    return any(m[1] in whole and f"非{m[1]}" not in whole for m in _NOT_KIND.finditer(text))


def surely_on(own: Own, bar: Bar, part: Part) -> bool:
    """Whether the words around both say that they are on the same matter, and not merely nothing against it."""
    return bool(own.about & bar.about) or (own.unit == "count" and _same_things(own, bar, part)) or own.unit == "rank"


def _same_matter(own: Own, bar: Bar, part: Part) -> bool:
    """Whether the bound is on the same thing: the same kind of ratio, money, items; a grant's cap is no entry bar."""
    shared = own.about & bar.about
    if bar.defines and not _names(bar.defines, part.text):
        return False
    if own.unit == "month":
        return bool(shared)
    if own.unit == "count":
        return _same_things(own, bar, part)
    if own.unit in ("percent", "yuan"):
        if own.about and bar.about and not shared:
            return False
        if any((m in own.about) != (m in bar.about) for m in _TELLING):
            return False
        if bar.aim and not shared:
            return False
        if own.top and bar.top and not own.top & bar.top:
            return False
    if own.unit == "yuan" and apart(own.words, part.text, bar.noun[-_NOUN:]):
        return False
    return _tier_holds(bar, part)


def _same_things(own: Own, bar: Bar, part: Part) -> bool:
    """Whether the same kind of thing is counted: the same class of counter, and a word of the bound in the question."""
    counted = f"{own.said}人" if re.search(r" 人", own.words) else own.said
    classes = [{i for i, p in enumerate(_COUNTERS) if p.search(said)} for said in (counted, bar.raw)]
    if all(classes) and not classes[0] & classes[1]:
        return False
    words = re.split(r"[,，。;；(（]", bar.counted)[0]
    required = not bar.aim and not _ACHIEVED.search(bar.raw)
    ours, theirs = nouns_of(own.words), nouns_of(bar.noun)
    if ours and theirs and not ours & theirs and not nouns_of(words) & ours:
        return False
    if required and likeness(own.words, bar.noun[-_NOUN:]):
        return True
    persons = 0 in classes[0] & classes[1]
    said = f"{own.words} {own.near}" if own.words.strip() and required else part.text
    if any(p in said for p in _pairs(words) | (_pairs(bar.before) if bar.aim or persons else set())):
        return True
    told = own.about if required and own.about else own.about | matters(part.text)
    return bool(told & bar.about & _VERBS) and (not classes[0] or 2 in classes[0])


def _names(term: str, text: str) -> bool:
    """Whether the text names the term, or enough of it."""
    size = min(4, len(term))
    return any(term[i : i + size] in text for i in range(len(term) - size + 1))


def _pairs(words: str) -> set[str]:
    return {w for i in range(len(words) - 1) if (w := words[i : i + 2]) not in _COMMON and w.strip() == w}


def _tier_holds(bar: Bar, part: Part) -> bool:
    """Whether the user's figures put him in the tier for which alone the bound holds; a tier he says nothing of does not."""
    given = phrases(part.text, part.figures)
    for tier in bar.tiers:
        same = [p.quantity for p in given if p.quantity.unit == tier.unit and _on_tier(p, bar)]
        if not any(interval(q).meets(tier.comparator, tier.value) is True for q in same):
            return False
    return True


def _on_tier(phrase: Phrase, bar: Bar) -> bool:
    about = phrase.matters()
    return not about or not bar.tier_about or bool(about & bar.tier_about)
