"""Which of nearly equal clauses comes first: one that tells of steps, of a duty that comes back, of a division into kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.process import process_verbs
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Hit
from assistant.understand.understanding import Part
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["prefer_form", "prefer_steps"]

_NEAR = 0.62
_SURE = 0.5
_ASKS_REPEATED = re.compile(
    r"(?<!不能)(?<!不用)(?<!不必)(?:年年|每年|逐年|每[一二两三半]年)[^,。?;]{0,8}(?:交|报(?!名)|递|送|查|考|评|检|审|做|填|写|缴|叫什么)"
    r"|一年一[次回交报度查考评]|每?隔[^,。?;]{0,2}[久几][^,。?;]{0,6}(?:查|考|评|检|审|报|交)|(?:多久|几年).{0,8}一[次回趟]"
)
_REPEATED = re.compile(r"每[年半季]|每[一二两三四五\d]+年|年度(?!计划)|定期|逐年")
_HOW_OFTEN = re.compile(r"(?:多久|几年|多长时间)[^,。?;]{0,4}[考评查检审][^,。?;]{0,4}一?[次回趟]")
_REVIEW = re.compile(r"考核|评估|考评|检查|评价|复核|审查|审核")
_ASKS_DIVISION = re.compile(r"分(?:成|为|作)?(?:了|哪)?[几多][少]?[种类型档]|[哪有]几[种类](?:类型|形式|组织|法人)")
_DIVIDES = re.compile(r"分为|分成|包括.{1,20}型和|[两三四]种(?:类型|形式)")
_ASKS_WITH = re.compile(
    r"[跟和与同](?:哪些|什么)?(?:谁|单位|人)[^,。?;]{0,4}(?:一[道起块同]|合作|共同|搭伙|联手)|一[道起块同].{0,4}谁"
)
_WITH = re.compile(r"共同|联合|会同|合作|一起")
_FORMS = ((_ASKS_REPEATED, _REPEATED), (_ASKS_DIVISION, _DIVIDES), (_ASKS_WITH, _WITH))
_ASKS_DUTY = re.compile(
    r"(?:委|局|厅|部|政府|小组|委员会|部门)[^,。?;]{0,14}(?:管(?:着|的是)?(?:哪|什么|啥|些|几)|负责(?:什么|哪|啥|些)|职责|分工)"
)
_BODY = re.compile(r"(?:委|局|厅|部|委员会|政府|小组)$")
_DUTY = re.compile(r"牵头|负责|统筹|职责")


def prefer_steps(hits: Sequence[Hit]) -> list[Hit]:
    """Among nearly equal hits, those that tell of more steps come first."""
    near = [h for h in hits if h.score >= 0.75 * hits[0].score]
    near.sort(key=lambda h: -h.score * (1 + 0.06 * min(process_verbs(h.clause.text), 5)))
    return near + [h for h in hits if h.score < 0.75 * hits[0].score]


def prefer_form(hits: list[Hit], part: Part) -> list[Hit]:
    """The hits, best first, for a question that says what its answer looks like: what comes back (年年, 每隔多久), a
    division (分几种), a body's duties (管什么), somebody to do it with (跟谁一道)."""
    for asks, tells in _FORMS:
        if asks.search(part.text):
            hits = _lifted(hits, lambda c, tells=tells: bool(tells.search(to_hans(c.text))))  # type: ignore[misc]
    if _HOW_OFTEN.search(part.text):
        hits = _sure(hits, lambda c: bool(_REVIEW.search(to_hans(c.text)) and _REPEATED.search(to_hans(c.text))))
    if _ASKS_DUTY.search(part.text):
        bodies = [w for w in (*content_words(part.topic), *part.expansion) if _BODY.search(w)]
        hits = _sure(hits, lambda c: any(b in to_hans(c.text) for b in bodies) and bool(_DUTY.search(to_hans(c.text))))
    return hits


def _lifted(hits: list[Hit], fits: Callable[[Clause], bool]) -> list[Hit]:
    """Of the nearly equal hits those that fit, the first of them as likely as the best was, and then what is further off;
    all hits where none fits."""
    if not hits:
        return hits
    first = max(hits, key=lambda h: h.fused)
    near = [h for h in hits if h.fused >= _NEAR * first.fused]
    told = [h for h in near if fits(h.clause) and not h.foreign]
    if not told or hits[0] in told:
        return hits
    score, sure = hits[0].score, hits[0].confidence
    lifted = replace(told[0], score=max(told[0].score, score), confidence=max(told[0].confidence, sure))
    return [lifted, *told[1:], *(h for h in hits if h not in near)]


def _sure(hits: list[Hit], fits: Callable[[Clause], bool]) -> list[Hit]:
    """The hits with the first nearly equal one that fits in front, taken for sure: it tells in set words the very thing
    asked for (多久考一次: 三年定期考核), however little else the two share."""
    if not hits or hits[0].confidence >= _SURE:
        return hits
    hits = _lifted(hits, fits)
    if not fits(hits[0].clause) or hits[0].foreign:
        return hits
    return [replace(hits[0], score=max(hits[0].score, hits[0].fused), confidence=_SURE), *hits[1:]]
