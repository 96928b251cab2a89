"""Grounds for an answer in documents without reviewed questions: what the best clause leaves open is looked for beside it
before it is called unstated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answer.details import nouns_carrying
from assistant.answer.forms import Finding
from assistant.answer.limits import Limits
from assistant.answer.sentences import body, has_value, measured, sentences
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Ranking, Searcher
from assistant.understand.understanding import Part
from ingest.model import Clause
from ingest.normal import compact, to_hans

__all__ = ["Grounds"]

_LOOSE = frozenset({"steps", "date", "names", "score", "count", "duration", "days", "day"})
"""Kinds of value whose wording stands in any clause: they are no ground without the word that is asked for."""
_NEAR = 12
_SAME = 0.4
_FEW = 8
"""A noun that more clauses of a document say than this is no detail of it."""
_FAMILY = 8
_DOUBTED = 0.25
"""A clause less likely than this answers only where its document knows what the question is about."""
_LIKELY = 0.2
_ABOUT = 3
_UNKNOWN = 0.4
_ANY_CASE = re.compile(r"(?:下列|以下)[^，。；：]{0,8}之一")


class Grounds:
    """What the documents without reviewed questions say beside the best clause, over one open generation."""

    def __init__(self, searcher: Searcher, limits: Limits) -> None:
        self.searcher = searcher
        self.index = searcher.index
        self.limits = limits
        self._whole = lru_cache(maxsize=64)(self._read)

    def unreviewed(self, findings: Sequence[Finding]) -> bool:
        """Whether something was found, and none of it in a document with reviewed questions."""
        return bool(findings) and not any(f.document.id in self.searcher.banked for f in findings)

    def whole(self, findings: Sequence[Finding]) -> str:
        """All that the documents of the findings say: what stands anywhere in them is not to be called unstated."""
        return "\n".join(self._whole(d) for d in dict.fromkeys(f.document.id for f in findings))

    def _read(self, document: str) -> str:
        return "\n".join(compact(to_hans(c.reading)) for c in self.index.clauses_of(document))

    def doubted(self, part: Part, findings: Sequence[Finding]) -> bool:
        """Whether the best clause is unlikely, and its document does not know much of what other documents call by the
        words of the question (注册资本, 设备更新): words that no document says are manner of speech and prove nothing."""
        if not self.unreviewed(findings) or max(f.confidence for f in findings) >= _DOUBTED:
            return False
        coverage, whole = self.searcher.coverage, self.whole(findings)
        words = [w for w in content_words(part.topic) if len(w) > 1 and not any(c.isdigit() for c in w)]
        words = [w for w in words if coverage.known(w)]
        lacking = [w for w in words if not any(compact(m) in whole for m in (w, *coverage.means_of(w)))]
        total = sum(map(coverage.weight, words))
        return len(words) >= _ABOUT and sum(map(coverage.weight, lacking)) >= _UNKNOWN * total

    def states(self, part: Part, finding: Finding) -> bool:
        """Whether a clause that is likely on the matter states a value of the kind asked for in a sentence that says any
        known word of the question, be it not the rarest (按采购金额的8%, where the question ends 卖家是我们子公司)."""
        kinds = [v for v in measured(part) if v not in _LOOSE]
        if not kinds or not self.unreviewed((finding,)) or finding.confidence < self.limits.speaks:
            return False
        words = [w for w in content_words(part.topic) if len(w) > 1]
        said = [s for c in finding.clauses for s in sentences(to_hans(body(c))) if any(w in s for w in words)]
        return any(has_value(s, v) for s in said for v in kinds)

    def value_beside(self, part: Part, findings: Sequence[Finding]) -> Finding | None:
        """The only item beside the best clause, under the same heading, that states a value of the kind asked for (the
        standard of a subsidy beside those who get it); None where none or several do."""
        best, kinds = findings[0], [v for v in measured(part) if v not in _LOOSE]
        if not kinds or best.confidence < _LIKELY or len(best.clauses) != 1:
            return None
        parent = best.clauses[0].parent_id
        family = self.index.children(parent) if parent else []
        if len(family) > _FAMILY or self.index.clauses[parent or best.clauses[0].id].kind != "heading":
            return None
        stating = [c for c in family if not self.index.children(c.id) and any(has_value(body(c), v) for v in kinds)]
        return self._finding(stating[0], best) if len(stating) == 1 and stating[0] not in best.clauses else None

    def has_beside(self, part: Part, findings: Sequence[Finding]) -> bool:
        """Whether the item beside the best clause that states the value is among the findings."""
        if len(findings) < 2 or not self.unreviewed(findings):
            return False
        beside = self.value_beside(part, findings[:1])
        return beside is not None and any(beside.clauses[0] in f.clauses for f in findings[1:])

    def led(self, part: Part, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The findings, an item in front of which stands what follows from it (有下列情形之一的，移出名单：) with that
        lead-in: of cases each of which is enough always, of any other single item where what follows is asked for."""
        return (*(self._led(f, part) for f in findings),)

    def _led(self, finding: Finding, part: Part) -> Finding:
        if finding.form != "clauses":
            return finding
        clauses: dict[Clause, None] = {}
        for item in finding.clauses:
            lead = self.index.clauses.get(item.parent_id or "")
            if lead is not None and self._leads(lead, item, part, alone=len(finding.clauses) == 1):
                clauses[lead] = None
            clauses[item] = None
        return replace(finding, clauses=tuple(clauses))

    def _leads(self, lead: Clause, item: Clause, part: Part, alone: bool) -> bool:
        """Whether what follows from the item stands in its lead-in, and belongs to the answer."""
        if _ANY_CASE.search(to_hans(lead.text)):
            return True
        if not alone or "consequence" not in part.values or has_value(body(item), "consequence"):
            return False
        return lead.kind != "heading" and has_value(lead.text, "consequence")

    def near(self, findings: Sequence[Finding], ranking: Ranking) -> Iterator[Finding]:
        """The next best clauses of the same document, nearly as good as the best."""
        best = findings[0]
        shown = {c.id for f in findings for c in f.clauses}
        hits = ranking.top(_NEAR, [best.document.id])
        for hit in hits:
            if hit.clause.id not in shown and hit.score >= _SAME * hits[0].score:
                yield self._finding(hit.clause, best)

    def noun_spoken(self, part: Part, findings: Sequence[Finding], ranking: Ranking) -> Finding | None:
        """The best clause that says a noun which carries the question and which the findings do not say, where only few
        clauses of the document say it (会不会追回)."""
        best = findings[0]
        held = "\n".join(compact(to_hans("".join((*c.path, c.reading)))) for f in findings for c in f.clauses)
        rows = [row for row in nouns_carrying(part) if not any(w in held for w in row)]
        for row in rows:
            saying = [c for c in self.index.clauses_of(best.document.id) if any(w in to_hans(c.text) for w in row)]
            near = [h.clause for h in ranking.top(_NEAR, [best.document.id]) if h.clause in saying]
            if near and len(saying) <= _FEW:
                return self._finding(near[0], best)
        return None

    def _finding(self, clause: Clause, best: Finding) -> Finding:
        return Finding(best.document, (clause,), "clauses", None, best.score, confidence=best.confidence)
