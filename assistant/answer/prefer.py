"""Which of nearly equal clauses comes first: one that tells of steps, of a duty that comes back, of a division into kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.process import process_verbs
from assistant.retrieve.search import Hit
from assistant.understand.understanding import Part
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["prefer_form", "prefer_steps"]

_NEAR = 0.7
_ASKS_REPEATED = re.compile(
    r"(?<!不能)(?<!不用)(?<!不必)(?:年年|每年|逐年|每[一二两三半]年)[^,。?;]{0,8}(?:交|报(?!名)|递|送|查|考|评|检|审|做|填|写|缴|叫什么)"
    r"|一年一[次回交报度查考评]|每?隔[^,。?;]{0,2}[久几][^,。?;]{0,6}(?:查|考|评|检|审|报|交)|(?:多久|几年).{0,8}一[次回趟]"
)
_REPEATED = re.compile(r"每[年半季]|每[一二两三四五\d]+年|年度(?!计划)|定期|逐年")
_ASKS_DIVISION = re.compile(r"分(?:成|为|作)?(?:了|哪)?[几多][少]?[种类型档]|[哪有]几[种类](?:类型|形式|组织|法人)")
_DIVIDES = re.compile(r"分为|分成|包括.{1,20}型和|[两三四]种(?:类型|形式)")


def prefer_steps(hits: Sequence[Hit]) -> list[Hit]:
    """Among nearly equal hits, those that tell of more steps come first."""
    near = [h for h in hits if h.score >= 0.75 * hits[0].score]
    near.sort(key=lambda h: -h.score * (1 + 0.06 * min(process_verbs(h.clause.text), 5)))
    return near + [h for h in hits if h.score < 0.75 * hits[0].score]


def prefer_form(hits: list[Hit], part: Part) -> list[Hit]:
    """The hits, best first, for a question that says what its answer looks like: what comes back (年年, 每隔多久), or a
    division (分几种)."""
    if _ASKS_REPEATED.search(part.text):
        hits = _lifted(hits, lambda c: bool(_REPEATED.search(to_hans(c.text))))
    if _ASKS_DIVISION.search(part.text):
        hits = _lifted(hits, lambda c: bool(_DIVIDES.search(to_hans(c.text))))
    return hits


def _lifted(hits: list[Hit], fits: Callable[[Clause], bool]) -> list[Hit]:
    """Of the nearly equal hits those that fit, the first of them as likely as the best was, and then what is further off;
    all hits where none fits."""
    if not hits:
        return hits
    first = max(hits, key=lambda h: h.fused)
    near = [h for h in hits if h.fused >= _NEAR * first.fused]
    told = [h for h in near if fits(h.clause)]
    if not told or hits[0] in told:
        return hits
    score, sure = hits[0].score, hits[0].confidence
    lifted = [replace(h, score=max(h.score, score), confidence=max(h.confidence, sure)) for h in told[:1]]
    return [*lifted, *told[1:], *(h for h in hits if h not in near)]
