"""Whether what was found answers the part: states the value and the detail asked for, or leaves them open, and whose
silence that is. Each refusal says what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asked_bound import off_matter
from assistant.answer.compose import compose
from assistant.answer.contacts import district_missing
from assistant.answer.details import apart, noun_asked, stated_alone, unstated
from assistant.answer.draft import Block, Draft, Line
from assistant.answer.evidence import Finding, find
from assistant.answer.grounds import Grounds
from assistant.answer.limits import Limits
from assistant.answer.missing import MATTERS, asks_for
from assistant.answer.rules import rules_missing
from assistant.answer.sentences import measured, obliges, states_value
from assistant.answer.words import say
from assistant.retrieve.search import Ranking, Searcher
from assistant.understand.lexicon import Lexicon
from assistant.understand.matters import matters
from assistant.understand.scope import NATION
from assistant.understand.understanding import Part
from ingest.normal import to_hans

__all__ = ["Answerable"]

_REPORTS = re.compile(r"报告|总结|报表|年报|季报|月报|决算|台账|汇报")
_LEVEL = re.compile(r"(?:区县|街道|乡镇|国家|国际|[省市区县])级")
_NAMES = ("title", "heading")
"""Kinds of clause that name a matter and rule nothing."""
_TAKES_IN = re.compile(r"受理|申报|报名|提交|申请")

_FRAME = frozenset({"title", "header", "heading", "fact"})
_TIMES = frozenset({"window", "date", "day"})
"""Values that stand in many clauses: one near by that states a time states it of something else."""


class Answerable:
    """The decisions between an answer and its absence, over one open generation."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon, limits: Limits) -> None:
        self.searcher = searcher
        self.index = searcher.index
        self.lexicon = lexicon
        self.limits = limits
        self.grounds = Grounds(searcher, limits)

    def silent(
        self, part: Part, findings: Sequence[Finding], national: Sequence[Finding], ranking: Ranking, valued: bool
    ) -> bool:
        """Whether to say that the region's documents are silent, which is a claim and needs grounds: a national clause
        that is surely on the matter, and no clause of the region that states the value, or none nearly as good."""
        if not self.valued(part, national, ranking) or all(c.kind in _NAMES for c in national[0].clauses):
            return False
        if findings and valued and findings[0].confidence >= self.limits.speaks:
            return False
        if measured(part) and not valued:
            better = not findings or national[0].score > 1.15 * findings[0].score
            return better and any(obliges(c.text) for c in national[0].clauses)
        if national[0].confidence < self.limits.sure or national[0].score < self.limits.strong:
            return False
        if not self._matter_unknown(part, national):
            return False
        if not findings:
            return True
        if national[0].score <= self.limits.silent * findings[0].score:
            return False
        found = {c.id for f in findings for c in f.clauses}
        return not any(s in found for c in national[0].clauses[:2] for s, _ in self.searcher.sisters(c.id))

    def _matter_unknown(self, part: Part, national: Sequence[Finding]) -> bool:
        """Whether the national clause speaks of a word of the question that a document of the region does not know. Asked
        only where the region's documents have no reviewed questions, and so score lower than the national ones that have."""
        coverage = self.searcher.coverage
        own = [d.id for d in self.index.documents if d.region in part.scope.regions]
        if not own or any(coverage.asked_of(c.id) for d in own for c in self.index.clauses_of(d)):
            return True
        told = [a for a in coverage.anchors(part) if any(coverage.speaks_of(c.id, (a,)) for c in national[0].clauses)]
        told = [a for a in told if a in part.text] or told  # of several official words a document may well say another
        return any(not any(coverage.known_to(d, w) for w in self._ways(part, a)) for a in told for d in own)

    def _ways(self, part: Part, word: str) -> tuple[str, ...]:
        """A word, and the official ones for the phrase of the question that it stands in (还贷款: 偿还债务)."""
        return (word, *self.lexicon.otherwise(part.text, word))

    def surely(self, part: Part, national: Sequence[Finding], ranking: Ranking) -> bool:
        """Whether a national clause surely states what is asked, as a rule and no statistic."""
        if not any(obliges(c.text) for c in national[0].clauses):
            return False
        sure = national[0].confidence >= self.limits.sure and national[0].score >= self.limits.strong
        return sure and self.valued(part, national, ranking)

    def valued(self, part: Part, findings: Sequence[Finding], ranking: Ranking) -> bool:
        """Whether what was found states the value and the detail asked for."""
        return self._states(part, findings) and not self.missing(part, findings)

    def _states(self, part: Part, findings: Sequence[Finding]) -> bool:
        """Whether a value of a kind asked for is stated; a list answers a question for a number of items."""
        if not measured(part) or ("count" in part.values and any(f.form == "list" for f in findings)):
            return True
        coverage, nouns = self.searcher.coverage, noun_asked(part)
        if any(self.grounds.states(part, f) for f in findings) or self.grounds.has_beside(part, findings):
            return True
        for f in findings:
            anchors = self._anchors(part, f)
            if any(
                states_value(c, part, anchors)
                and coverage.on_context(part, c.id)
                and (not nouns or coverage.speaks_of(c.id, nouns))
                for c in f.clauses
            ):
                return True
        return False

    def _anchors(self, part: Part, finding: Finding) -> tuple[str, ...]:
        """The words of the question that a value must stand beside; where a clause is surely on the matter, without those
        that its document does not know at all."""
        anchors = self.searcher.coverage.anchors(part)
        if finding.confidence < self.limits.sure:
            return anchors
        return tuple(a for a in anchors if self.searcher.coverage.known_to(finding.document.id, a))

    def stating(self, part: Part, ranking: Ranking, own: Sequence[str]) -> tuple[Finding, ...]:
        """A clause further down that states the value asked for on the same matter, or the only one of the documents that
        states a detail which cannot be mistaken; nothing where there is none."""
        best = ranking.top(1, own)
        if not best:
            return ()
        if part.scope.named:
            held = [c for d in own for c in self.index.clauses_of(d)]
            alone = stated_alone(part, held)
            if alone and self.searcher.coverage.share(part, alone.id) > 0:
                found = Finding(self.index.document(alone.document_id), (alone,), "clauses", None, best[0].score)
                return (replace(found, confidence=self.limits.sure),)
        window = "window" in part.values and set(part.values) <= {"window", "day"} and not _REPORTS.search(part.text)
        if not window and (not measured(part) or "steps" in part.values):
            return ()
        for hit in ranking.top(8, own):
            found = Finding(self.index.document(hit.clause.document_id), (hit.clause,), "clauses", None, hit.score)
            near = hit.score >= 0.6 * best[0].score and hit.confidence >= self.limits.sure and not hit.foreign
            if window:
                near = hit.score >= 0.33 * best[0].score and hit.bank >= 0.25
                near = near and bool(_TAKES_IN.search(to_hans(hit.clause.text)))
            if near and self.valued(part, (found,), ranking) and not off_matter(part, (found,)):
                return (replace(found, confidence=hit.confidence),)
        return ()

    def grounded(self, part: Part, findings: tuple[Finding, ...], ranking: Ranking) -> tuple[Finding, ...]:
        """The findings in documents without reviewed questions, whose best clause is often the one before or after: with
        the clause that states what they leave open, and without those that hardly have a ground. Others as they are."""
        if self.grounds.doubted(part, findings):
            return ()
        if not self.grounds.unreviewed(findings):
            return findings
        findings = self.grounds.led(part, findings)
        if part.judged or part.later:
            return findings
        if extra := self.grounds.value_beside(part, findings) if not self._states(part, findings) else None:
            return (findings[0], extra, *findings[1:])
        if noun_asked(part) and not self._states(part, findings) and (alone := self._alone(part, findings[0])):
            return (alone, *findings)
        if self.missing(part, findings) and not _TIMES & set(part.values):
            for found in self.grounds.near(findings, ranking):
                if self.valued(part, (found,), ranking):
                    return (found, *findings)
        if extra := self.grounds.noun_spoken(part, findings, ranking):
            return (findings[0], extra, *findings[1:])
        return findings

    def _alone(self, part: Part, best: Finding) -> Finding | None:
        """The only clause of the best one's document that states the value asked for and speaks of its noun, and says as
        much of the question; None where none or several do."""
        share = self.searcher.coverage.share
        least = share(part, best.clauses[0].id)
        held = [
            c for c in self.index.clauses_of(best.document.id) if c.kind not in _FRAME and share(part, c.id) >= least
        ]
        each = [replace(best, clauses=(c,), form="clauses", head=None) for c in held]
        told = [f for f in each if self._states(part, (f,)) and not self.missing(part, (f,))]
        return told[0] if len(told) == 1 else None

    def missing(self, part: Part, findings: Sequence[Finding]) -> str:
        """The detail that is asked for and not stated; empty where it is."""
        clauses = [c for f in findings for c in (*((f.head,) if f.head else ()), *f.clauses)]
        known = "\n".join(self.searcher.coverage.asked_of(c.id) for c in clauses)
        if self.grounds.unreviewed(findings):
            known = self.grounds.whole(findings)
        return (
            unstated(part, clauses, known, self.lexicon)
            or rules_missing(part, clauses, self.index)
            or district_missing(part.text, clauses, self.index)
        )

    def refused(self, part: Part, ranking: Ranking, own: Sequence[str]) -> Draft | None:
        """Not found, because reviewed questions like this one are known not to be answered. What one document does not
        say never stands against what another in scope does."""
        inside = [(e, s) for e, s in ranking.entries if e.document_id in own]
        if not inside or inside[0][0].answerable or inside[0][1] < self.limits.unanswerable:
            return None
        entry, likeness = inside[0]
        if set(_LEVEL.findall(entry.asked_for)) - set(_LEVEL.findall(part.text)):
            return None  # what is not said of one level (区县级) says nothing of the matter at large
        rivals = [(e, s) for e, s in inside if e.answerable]
        alone = likeness >= 0.5 and all(likeness >= 1.4 * s for _, s in rivals)
        if (
            not (alone and not part.judged)
            and not asks_for(entry.asked_for, part)
            and likeness < self.limits.same_question
        ):
            return None
        for other, rival in rivals:
            margin = 1.15 if other.document_id == entry.document_id else 1.6
            if rival * margin >= likeness:
                return None
        named, asked = matters(entry.asked_for), matters(f"{part.text} {part.context}")
        if named and asked and not named & asked:
            return None  # its value is of another matter
        return self.not_found(part, entry.asked_for, entry.clause_ids, own)

    def no_value(self, part: Part, findings: Sequence[Finding]) -> Draft:
        """The matter is there, the value asked for is not: said exactly so, the clauses as related. Where one piece of the
        question asks for a value that is stated, that is told, and the other detail is said to be missing beside it."""
        related = tuple(c.id for f in findings for c in f.clauses)[:3]
        own = tuple(dict.fromkeys(f.document.id for f in findings))
        matter = self.missing(part, findings) if self._states(part, findings) else ""
        told = apart(part) if matter and not off_matter(part, findings) else ()
        for rest in told:
            if measured(rest) and self._states(rest, findings) and not self.missing(rest, findings):
                note = Line(say("value_absent", matter=matter).rstrip("：") + "。", frame=True)
                return Draft("partial", (*compose(findings, rest, self.index), note), confidence=findings[0].confidence)
        matter = matter or MATTERS[measured(part)[0]]
        return self.not_found(part, matter, related, own, present=True)

    def national(self, part: Part, findings: Sequence[Finding]) -> Draft:
        """The region asked about is silent; what the national documents say, labelled."""
        silent = [Line(say("silent", speaker=r), frame=True) for r in part.scope.regions]
        return Draft("partial", (*silent, *compose(findings, part, self.index)), confidence=findings[0].confidence)

    def silent_regions(
        self, part: Part, findings: Sequence[Finding], own: Sequence[str], ranking: Ranking
    ) -> list[Block]:
        """Regions without a rule, named when others state a figure for the same thing side by side – after a search of
        their documents alone."""
        if part.scope.named or len(findings) < 2 or not {"ratio", "amount", "rank"} & set(part.values):
            return []
        speaking = {f.document.region for f in findings}
        regions = dict.fromkeys(self.index.document(d).region for d in own)
        return [
            Line(say("silent", speaker=r), frame=True, style="plain")
            for r in regions
            if r not in speaking and r != NATION and r and not self._region_speaks(r, part, ranking)
        ]

    def _region_speaks(self, region: str, part: Part, ranking: Ranking) -> bool:
        documents = [d.id for d in self.index.documents if d.region == region]
        found = find(ranking, documents, self.index, self.limits, True)
        return bool(found) and self.valued(part, found, ranking)

    def not_found(
        self, part: Part, matter: str, related: Sequence[str], own: Sequence[str], present: bool = False
    ) -> Draft:
        """Said to be not found: `matter` where it is known what is missing, `present` where all else of it is there."""
        text = say("not_found", matter=matter) if matter else say("nothing_found")
        blocks: list[Block] = [Line(text, frame=True)]
        if present:
            blocks = [Line(say("value_absent", matter=matter).rstrip("：") + "。", frame=True)]
        issuers = dict.fromkeys(d.issuer for d in map(self.index.document, own) if d.issuer)
        if issuers and len(issuers) <= 3:
            blocks.append(Line(say("contact", bodies="、".join(issuers)), frame=True))
        return Draft("not_found", tuple(blocks), tuple(dict.fromkeys(related))[:4], matter)
