"""One part of a question to one draft: which road it takes – look-up, facts, comparison, content, or not found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.compare import compare_draft
from assistant.answer.compose import compose
from assistant.answer.draft import Block, Draft, Line
from assistant.answer.evidence import Finding, Limits, documents_in_scope, find
from assistant.answer.facts import ASPECTS, fact_draft
from assistant.answer.lists import list_items
from assistant.answer.lookup import lookup_draft, resolve_ref
from assistant.answer.missing import MATTERS, asks_for, same_reference
from assistant.answer.sentences import has_value, measured, obliges, sentences, states_value
from assistant.answer.verdict import verdicts
from assistant.answer.words import coverage_text, say
from assistant.retrieve.search import Hit, Ranking, Searcher
from assistant.understand.scope import NATION, Names
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause, Document

__all__ = ["Answerer"]

_COMPARES = re.compile(
    r"区别|不同|差别|差异|对比|比较一?下|相比|一样|相同|是一回事|哪个(?:更|高|严|多|松)|谁(?:更|高)|比比|比一比"
    r"|比(?!例|重|率|如|较).{1,8}?(?:高|低|严|松|多(?!少)|少)"
)
_IN_FORCE = re.compile(
    r"有效|失效|作废|废止|废除|过期|过时|管用|能用|执行期|现行|停用|生效|施行|实施到|到哪[一]?年|哪年到期"
)


class Answerer:
    """Drafts answers from one open generation."""

    def __init__(self, searcher: Searcher, names: Names, limits: Limits | None = None) -> None:
        self.searcher = searcher
        self.index: Index = searcher.index
        self.names = names
        self.limits = limits or Limits()

    def draft(self, part: Part, day: date, only: Sequence[str] | None = None) -> Draft:
        """The draft for a part; `only` are the documents the reader chose to ask (None: all)."""
        own, fallback = documents_in_scope(part.scope, self.index.documents)
        if only is not None:
            asked = bool(own)
            own, fallback = tuple(d for d in own if d in only), tuple(d for d in fallback if d in only)
            if asked and not own:
                return Draft("not_found", (Line(say("filtered"), frame=True),), (), "")
        if part.scope.refs and own:
            clauses = [c for ref in part.scope.refs for c in resolve_ref(ref, own, self.index)]
            if clauses and len(clauses) <= 4:
                return lookup_draft(clauses, self.index)
        aspects = self._fact_aspects(part)
        if aspects and own and not part.scope.outside_documents:
            return fact_draft(aspects, [self.index.document(d) for d in own], self.index, day)
        ranking = self.searcher.rank(part)
        if part.scope.outside_documents and not part.scope.documents:
            return self._absent_document(part, ranking)
        if part.other:
            sibling = self._sibling(ranking, own)
            if sibling:
                return Draft("answered", compose([sibling], part, self.index))
        groups = self._groups(part, own)
        if len(groups) > 1:
            compared = compare_draft(ranking, groups, self.index, self.limits)
            if compared:
                return self._with_outside(compared, part)
        return self._content(part, ranking, own, fallback)

    def _fact_aspects(self, part: Part) -> list[str]:
        """The aspects of the document itself (文号, 日期 …) that are asked for; none when its content is asked about."""
        found = [a for a in part.aspects if a in ASPECTS and (a != "validity" or _IN_FORCE.search(part.text))]
        if len(part.topic.replace(" ", "")) > 12:
            found = [a for a in found if a in ("metadata_basis", "metadata_digest", "metadata_addressee")]
        return found

    def _groups(self, part: Part, own: Sequence[str]) -> list[list[Document]]:
        """The columns of a comparison: the regions named, or all of them when the question compares without naming."""
        documents = [self.index.document(d) for d in own]
        regions = list(part.scope.regions) + (
            [NATION] if part.scope.national and NATION not in part.scope.regions else []
        )
        compares = part.asks("comparison") or bool(_COMPARES.search(part.text))
        if len(part.scope.documents) > 1 and compares:
            return [[d] for d in documents]
        if len(part.scope.regions) > 1 or (len(regions) > 1 and compares):
            pool = documents if part.scope.documents else self.index.documents
            named = [[d for d in pool if d.region == r] for r in regions]
            return [g for g in named if g]
        if compares and not part.scope.named:
            return [[d for d in documents if d.region == r] for r in dict.fromkeys(d.region for d in documents)]
        return []

    def _with_outside(self, draft: Draft, part: Part) -> Draft:
        if not part.scope.outside_regions or part.scope.national:
            return draft
        missing = Line(self._outside_text(part), frame=True)
        return replace(draft, status="partial", blocks=(*draft.blocks, missing))

    def _content(self, part: Part, ranking: Ranking, own: Sequence[str], fallback: Sequence[str]) -> Draft:
        if not own:
            return self._outside(part, ranking, fallback)
        findings = find(ranking, own, self.index, self.limits, part.scope.named)
        valued = bool(findings) and self._valued(part, findings, ranking)
        refused = None if valued and findings[0].confidence >= 0.5 else self._refused(part, ranking, own)
        national = find(ranking, fallback, self.index, self.limits, False) if fallback and not part.later else ()
        if national and not findings and ranking.top(1, own) and ranking.top(1, own)[0].foreign:
            national = ()  # another kind of body is asked about; the region is not silent on this one
        if refused:
            clear = measured(part) and national and self._surely(part, national, ranking)
            return self._national(part, national) if clear else refused
        if national and self._silent(part, findings, national, ranking, valued):
            return self._national(part, national)
        if findings and not valued:
            return self._no_value(part, findings)
        if not findings:
            return self._not_found(part, "", [h.clause.id for h in _near(ranking, own)], own)
        if part.nth:
            findings = tuple(_nth(f, part.nth, self.index) for f in findings[:1])
        blocks: list[Block] = list(verdicts(findings, part, self.index)) if part.judged else []
        blocks.extend(compose(findings, part, self.index))
        blocks.extend(self._silent_regions(part, findings, own, ranking))
        sure = min(1.0, findings[0].confidence)
        return self._with_outside(Draft("answered", tuple(blocks), confidence=sure), part)

    def _silent(
        self, part: Part, findings: Sequence[Finding], national: Sequence[Finding], ranking: Ranking, valued: bool
    ) -> bool:
        """Whether to say that the region's documents are silent, which is a claim and needs grounds: a national clause
        that is surely on the matter, and no clause of the region that states the value, or none nearly as good."""
        if not self._valued(part, national, ranking):
            return False
        if measured(part) and not valued:
            better = not findings or national[0].score > 1.15 * findings[0].score
            return better and any(obliges(c.text) for c in national[0].clauses)
        if national[0].confidence < self.limits.sure or national[0].score < 0.7:
            return False
        if not findings:
            return True
        if national[0].score <= self.limits.silent * findings[0].score:
            return False
        found = {c.id for f in findings for c in f.clauses}
        return not any(s in found for c in national[0].clauses[:2] for s, _ in self.searcher.sisters(c.id))

    def _surely(self, part: Part, national: Sequence[Finding], ranking: Ranking) -> bool:
        """Whether a national clause surely states what is asked, as a rule and not as a statistic."""
        if not any(obliges(c.text) for c in national[0].clauses):
            return False
        sure = national[0].confidence >= self.limits.sure and national[0].score >= 0.7
        return sure and self._valued(part, national, ranking)

    def _valued(self, part: Part, findings: Sequence[Finding], ranking: Ranking) -> bool:
        """Whether what was found states a value of a kind asked for; a list answers a question for a number of items."""
        if not measured(part) or ("count" in part.values and any(f.form == "list" for f in findings)):
            return True
        anchors = self.searcher.coverage.anchors(part)
        return any(
            states_value(c, part, anchors) and self.searcher.coverage.on_context(part, c.id)
            for f in findings
            for c in f.clauses
        )

    def _refused(self, part: Part, ranking: Ranking, own: Sequence[str]) -> Draft | None:
        """Not found, because reviewed questions like this one are known not to be answered. What one document does not
        say never stands against what another in scope does."""
        inside = [(e, s) for e, s in ranking.entries if e.document_id in own]
        if not inside or inside[0][0].answerable or inside[0][1] < self.limits.unanswerable:
            return None
        entry, likeness = inside[0]
        if not asks_for(entry.asked_for, part) and likeness < self.limits.same_question:
            return None
        for other, rival in inside:
            margin = 1.15 if other.document_id == entry.document_id else 1.6
            if other.answerable and rival * margin >= likeness:
                return None
        matter = entry.asked_for
        return self._not_found(part, matter, entry.clause_ids, own)

    def _no_value(self, part: Part, findings: Sequence[Finding]) -> Draft:
        """The matter is there, the value asked for is not: said exactly so, the clauses as related."""
        related = tuple(c.id for f in findings for c in f.clauses)[:3]
        own = tuple(dict.fromkeys(f.document.id for f in findings))
        return self._not_found(part, MATTERS[measured(part)[0]], related, own, present=True)

    def _national(self, part: Part, findings: Sequence[Finding]) -> Draft:
        """The region asked about is silent; what the national documents say, labelled."""
        silent = [Line(say("silent", speaker=r), frame=True) for r in part.scope.regions]
        return Draft("partial", (*silent, *compose(findings, part, self.index)), confidence=findings[0].confidence)

    def _silent_regions(
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
        return bool(found) and self._valued(part, found, ranking)

    def _outside_text(self, part: Part) -> str:
        return say(
            "outside_region", regions="、".join(part.scope.outside_regions), covered=coverage_text(self.index.documents)
        )

    def _outside(self, part: Part, ranking: Ranking, fallback: Sequence[str]) -> Draft:
        """A region the corpus does not hold – unless a clause speaks of that very region."""
        every = [d.id for d in self.index.documents]
        for place, hit in enumerate(ranking.top(20, every)):
            if self._speaks_of_region(hit, part, 0.2 if place == 0 else 0.6):
                finding = Finding(self.index.document(hit.clause.document_id), (hit.clause,))
                return Draft("answered", compose([finding], part, self.index))
        related = tuple(h.clause.id for h in _near(ranking, fallback))
        return Draft(
            "not_found", (Line(self._outside_text(part), frame=True),), related, "、".join(part.scope.outside_regions)
        )

    def _speaks_of_region(self, hit: Hit, part: Part, share: float) -> bool:
        """Whether the clause tells of an outside region, in a sentence that covers enough of what is asked."""
        names = [r.rstrip("省市") for r in part.scope.outside_regions]
        told = "".join(s for s in sentences(hit.clause.text) if any(n in s for n in names))
        return (
            bool(told)
            and self.searcher.coverage.share_of(part, told) >= share
            and (not measured(part) or any(has_value(told, v) for v in measured(part)))
        )

    def _absent_document(self, part: Part, ranking: Ranking) -> Draft:
        """A document the corpus does not hold: said so, with the clauses that name it."""
        wanted = part.scope.outside_documents
        naming = [
            r.clause_id
            for d in self.index.documents
            for r in d.references
            if any(same_reference(w, r.number, r.title) for w in wanted)
        ]
        related = tuple(dict.fromkeys(naming)) or tuple(
            h.clause.id for h in _near(ranking, [d.id for d in self.index.documents])
        )
        text = say("named_in" if naming else "outside_document", documents="、".join(wanted))
        return Draft("not_found", (Line(text, frame=True),), related[:4], "、".join(wanted))

    def _not_found(
        self, part: Part, matter: str, related: Sequence[str], own: Sequence[str], present: bool = False
    ) -> Draft:
        text = say("not_found", matter=matter) if matter else say("nothing_found")
        blocks: list[Block] = [Line(text, frame=True)]
        if present:
            blocks = [Line(say("value_absent", matter=matter).rstrip("：") + "。", frame=True)]
        issuers = dict.fromkeys(d.issuer for d in map(self.index.document, own) if d.issuer)
        if issuers and len(issuers) <= 3:
            blocks.append(Line(say("contact", bodies="、".join(issuers)), frame=True))
        return Draft("not_found", tuple(blocks), tuple(dict.fromkeys(related))[:4], matter)

    def _sibling(self, ranking: Ranking, own: Sequence[str]) -> Finding | None:
        """The list beside the one that the earlier question was about (另一种)."""
        for hit in ranking.top(5, own):
            clause: Clause | None = hit.clause
            while clause is not None and clause.parent_id:
                parent = self.index.clauses[clause.parent_id]
                beside = [c for c in self.index.children(parent.id) if c.id != clause.id and self.index.children(c.id)]
                if self.index.children(clause.id) and beside:
                    head = beside[0]
                    items = tuple(self.index.children(head.id))
                    return Finding(self.index.document(head.document_id), items, "list", head)
                clause = parent
        return None


def _nth(finding: Finding, n: int, index: Index) -> Finding:
    """The n-th item of a list (第三个再说细一点); the finding itself where it has no such item."""
    items = list_items(finding.head, index) if finding.head else ()
    return Finding(finding.document, (items[n - 1],)) if 0 < n <= len(items) else finding


def _near(ranking: Ranking, documents: Sequence[str], n: int = 3) -> list[Hit]:
    return [h for h in ranking.top(12, documents) if h.clause.kind not in ("title", "header", "fact")][:n]
