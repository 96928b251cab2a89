"""What a rate with a cap comes to of the user's own base: 35% of an investment, at most so much; one clause, one matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer.draft import Block, Line
from assistant.answer.evidence import Finding
from assistant.answer.sentences import body, in_line
from assistant.answer.words import speaker
from assistant.retrieve.search import Ranking
from assistant.understand.measures import likeness
from assistant.understand.own import Phrase, interval, phrases, shown
from assistant.understand.quantities import Quantity, find_quantities, show
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["reckoned"]

_ASKS = re.compile(
    r"(?:能|可以?|会|该|最多|最高|一共|总共|到手)[^,。;?]{0,6}(?:拿|补|给|领|得|奖|资助|批|返)[^,。;?]{0,6}(?:多少|几)"
    r"|(?:拿|补|给|领|奖|资助|批|返)(?:到|得|我们?)?(?:多少|几)|(?:补贴|补助|资助|奖励)[^,。;?]{0,6}(?:多少|几)|封顶"
)
_RATE = re.compile(
    r"按照?(?:不超过|不高于|最高)?(?P<base>[^，,。；;]{2,40}?)的(?:不超过|最高)?(?P<rate>\d+(?:\.\d+)?\s*[%％])"
    r"[^。；;]{0,6}?(?:给予|予以|补助|资助|奖励|补贴|支持)"
)
_UP_TO = re.compile(r"不超过|不高于|最高")
_CAP = re.compile(r"最高|不超过|上限|封顶|限额")
_RAISES = re.compile(r"(?:比例|标准|额度)[^，,。；;]{0,6}(?:提高|上浮|上调|下调)")
_BOUNDS = ("ge", "gt", "le", "lt")
_SHUTS_OUT = re.compile(r"不予|不得|不享受|不再|不补|方可")
_SIGN = re.compile(r"[,，。；;:：]")
_NEAR = 25


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rate of a base with the cap that stands beside it; `under` are the bounds before it, each with its words."""

    clause: Clause
    base: str
    rate: Quantity
    cap: Quantity
    raws: tuple[str, str]
    up_to: bool
    under: tuple[tuple[Quantity, str], ...] = ()


def reckoned(
    findings: Sequence[Finding], part: Part, ranking: Ranking, own: Sequence[str], index: Index
) -> tuple[Block, ...]:
    """The reckoning and its clause, where the question asks what it gets for a sum of its own, and just one clause of the
    document fits best with a rate of that base and a cap; nothing otherwise."""
    sums = [p for p in phrases(part.text, part.figures) if p.quantity.unit == "yuan"]
    if len(sums) != 1 or not _ASKS.search(part.text) or not _exact(sums[0].quantity):
        return ()
    first = ranking.top(1, own)
    if not findings and not first:
        return ()
    of = findings[0].document.id if findings else first[0].clause.document_id
    near = dict.fromkeys(h.clause for h in ranking.top(_NEAR, [of]))
    rules = [r for c in (*near, *index.clauses_of(of)) for r in _rules(c) if _on_base(sums[0], r, part.text)]
    rule = _best(list({r.clause.id: r for r in rules}.values()), part.text)
    if rule is None or any(_raises(c, part.text) for c in index.clauses_of(of)):
        return ()
    who = speaker(index.document(of), index.documents)
    text = in_line(body(rule.clause))
    shown_below = Line(f"{who}：{text}", (rule.clause.id,), (body(rule.clause),), ())
    entitled = _entitled(sums[0], rule)
    if entitled is None:
        return ()
    return (_line(sums[0].quantity, rule, who), shown_below) if entitled else (shown_below,)


def _entitled(phrase: Phrase, rule: _Rule) -> bool | None:
    """Whether the user's sum meets the bounds under which the rate is given; None where it cannot be held against one."""
    met = True
    for bound, words in rule.under:
        if bound.unit != "yuan" or likeness(f"{words}{rule.base}", phrase.words) < 1 or not _of_base(words, rule.base):
            return None
        holds = interval(phrase.quantity).meets(bound.comparator, bound.value)
        if holds is None:
            return None
        met = met and holds
    return met


def _of_base(words: str, base: str) -> bool:
    """Whether a bound's words name what the rate is taken of."""
    return not words or likeness(words, base) >= 1


def _raises(clause: Clause, text: str) -> bool:
    """Whether the clause changes the rate for a case that the question names (皖北企业，补助比例提高2个百分点)."""
    said = _RAISES.split(to_hans(clause.text))
    return len(said) > 1 and likeness(said[0], text) >= 2


def _exact(q: Quantity) -> bool:
    return q.comparator == "eq" and q.high is None and not re.search(r"[多几余来]", q.raw)


def _rules(clause: Clause) -> list[_Rule]:
    """The one rule of the clause; none where it has several rates or caps."""
    text = to_hans(clause.text)
    found = list(_RATE.finditer(text))
    if len(found) != 1 or len(text) != len(clause.text):
        return []
    end = re.search(r"[。；;]", text[found[0].end() :])
    sentence = text[: found[0].end() + end.start()] if end else text
    caps = [q for q in find_quantities(sentence) if q.unit == "yuan" and q.start >= found[0].end()]
    rates = [q for q in find_quantities(sentence) if q.unit == "percent"]
    if len(caps) != 1 or len(rates) != 1 or not (caps[0].comparator in ("le", "lt") or _CAP.search(caps[0].raw)):
        return []
    raws = clause.text[rates[0].start : rates[0].end], clause.text[caps[0].start : caps[0].end]
    up_to = bool(_UP_TO.search(found[0][0][: found[0][0].find(rates[0].raw) + len(rates[0].raw)]))
    if any(find_quantities(s) and _SHUTS_OUT.search(s) for s in re.split(r"[。；;]", text[len(sentence) :])):
        return []
    return [_Rule(clause, found[0]["base"], rates[0], caps[0], raws, up_to, _under(clause, text[: rates[0].start]))]


def _under(clause: Clause, head: str) -> tuple[tuple[Quantity, str], ...]:
    """The bounds that stand before the rate, in the clause or its lead-in, with the words of each one's piece."""
    reading = to_hans(clause.reading or "")
    told = f"{reading[: max(0, len(reading) - len(clause.text))]}。{head}"
    bounds = [q for q in find_quantities(told) if q.comparator in _BOUNDS and q.unit not in ("day", "percent")]
    return tuple((q, _SIGN.split(told[: q.start])[-1]) for q in bounds)


def _on_base(phrase: Phrase, rule: _Rule, text: str) -> bool:
    """Whether the user's sum is one of what the rate is taken of."""
    words = re.sub(r"按照?|经|核定|专项|审计|实际", "", rule.base)
    return likeness(phrase.words, words) >= 1 or (not phrase.matters() and likeness(text, words) >= 1)


def _best(rules: Sequence[_Rule], text: str) -> _Rule | None:
    """The rule whose clause shares most with the question, where it is ahead of every other."""
    liked = sorted(((likeness(text, to_hans(r.clause.text)), r.clause.id, r) for r in rules), reverse=True, key=_key)
    if not liked or (len(liked) > 1 and liked[0][0] == liked[1][0]):
        return None
    return liked[0][2]


def _key(item: tuple[int, str, _Rule]) -> int:
    return item[0]


def _line(q: Quantity, rule: _Rule, who: str) -> Line:
    """The sum, and the cap where it is more."""
    sum_ = q.value * rule.rate.value / Decimal(100)
    base, rate, cap = show(q.value, "yuan"), show(rule.rate.value, "percent"), show(rule.cap.value, "yuan")
    product = shown(sum_, "yuan")
    reckoning = f"{base}（您提供）×{rate}＝{product}"
    over = sum_ > rule.cap.value
    least = min(sum_, rule.cap.value)
    result = f"{'最多' if rule.up_to or over else ''}{shown(least, 'yuan')}"
    why = f"超过{cap}的限额，按限额计算" if over else f"未超过{cap}的限额"
    text = f"{who}：**{result}**：{reckoning}，{why}；以实际核定的数额和文件的其他规定为准。"
    computed = (base, rate, product, reckoning, cap, result, shown(least, "yuan"), f"超过{cap}", f"未超过{cap}")
    return Line(text, (rule.clause.id,), (), computed)
