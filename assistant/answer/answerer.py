"""One part of a question to one draft: which road it takes – look-up, facts, comparison, content, or not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.answerable import Answerable
from assistant.answer.asked import Identities, asked_facts, current, documents_named, told_facts, without_facts
from assistant.answer.asked_bound import asked_bound, off_matter
from assistant.answer.banding import band_draft
from assistant.answer.class_rows import asked_class_row
from assistant.answer.classes import asked_classes
from assistant.answer.compare import compare_draft
from assistant.answer.compose import compose
from assistant.answer.contrast import things_draft, types_draft
from assistant.answer.counterpart import counterpart
from assistant.answer.deadlines import in_time
from assistant.answer.draft import Block, Draft, Line
from assistant.answer.evidence import Finding, documents_in_scope, find
from assistant.answer.facts import fact_draft, joined
from assistant.answer.grants import reckoned
from assistant.answer.groups import asked_of_each, by_region, columns, compares, distributes, must_speak, of_places
from assistant.answer.limits import BY_HAND, LEARNED, Limits
from assistant.answer.lists import list_items
from assistant.answer.lookup import asked_inside, asks_for_clause, lookup_draft, resolve_ref
from assistant.answer.outside import absent_draft, near, outside_draft, outside_text, told_of_region
from assistant.answer.schedule import only_time, with_schedule
from assistant.answer.sections import asked_items
from assistant.answer.sentences import measured
from assistant.answer.situations import asked_list, kinds_asked
from assistant.answer.tables import rows_draft
from assistant.answer.unheld import unheld
from assistant.answer.verdict import no_bound, on_bounds, verdicts
from assistant.answer.words import say
from assistant.retrieve.search import Ranking, Searcher
from assistant.understand.scope import Names
from assistant.understand.understanding import Part
from assistant.validity import validity_on
from ingest.index import Index
from ingest.model import Clause, Document

__all__ = ["Answerer"]


class Answerer:
    """Drafts answers from one open generation."""

    def __init__(self, searcher: Searcher, names: Names, limits: Limits | None = None) -> None:
        self.searcher = searcher
        self.index: Index = searcher.index
        self.names = names
        self.limits = limits or (BY_HAND if searcher.rescorer is None else LEARNED)
        self.identities = Identities(self.index, names)
        self.answerable = Answerable(searcher, names.lexicon, self.limits)

    def draft(self, part: Part, day: date, only: Sequence[str] | None = None) -> Draft:
        """The draft for a part; `only` are the documents the reader chose to ask (None: all). Where the region above the
        one asked about rules on the matter, that is said first."""
        draft, scope = self._draft(part, day, only), part.scope
        if not scope.below or draft.status == "not_found":
            return draft
        note = Line(say("above", below=scope.below, region="、".join(scope.regions)), frame=True)
        return replace(draft, blocks=(note, *draft.blocks))

    def _draft(self, part: Part, day: date, only: Sequence[str] | None) -> Draft:
        own, fallback = documents_in_scope(part.scope, self.index.documents)
        if only is not None:
            asked = bool(own)
            own, fallback = tuple(d for d in own if d in only), tuple(d for d in fallback if d in only)
            if asked and not own:
                return Draft("not_found", (Line(say("filtered"), frame=True),), (), "")
        if absent := unheld(part, own, self.index, self.names):
            return absent_draft(absent, part, self.searcher.rank(part), self.index)
        weighs = part.judged and any(q.unit in ("percent", "yuan", "rank") for q in part.figures)
        if own and not weighs and not part.scope.not_held and (facts := self._facts(part, own, day, only)):
            return facts
        if own and asks_for_clause(part):
            clauses = [c for ref in part.scope.refs for c in resolve_ref(ref, own, self.index)]
            if clauses and len(clauses) <= 4 and not asked_inside(part, clauses, self.index):
                return lookup_draft(clauses, self.index)
        ranking = self.searcher.rank(part)
        part = ranking.part
        if part.other:
            sibling = self._sibling(ranking, own)
            if sibling:
                return Draft("answered", compose([sibling], part, self.index))
        if part.scope.outside_regions and (told := told_of_region(part, ranking, self.index, own)):
            return told
        if rows := rows_draft(part, ranking, own, self.index):
            return rows
        if banded := band_draft(part, ranking, own, self.index):
            return self._with_outside(banded, part)
        compared = self._compared(part, own, day)
        if compared:
            judged = verdicts((), part, ranking, self.index, day, False) if part.judged else ()
            return self._with_outside(replace(compared, blocks=(*judged, *compared.blocks)), part)
        return self._content(part, ranking, own, fallback, day)

    def _facts(self, part: Part, own: Sequence[str], day: date, only: Sequence[str] | None) -> Draft | None:
        """The answer to a question about documents themselves; what else it asks is answered beside it."""
        asked = asked_facts(part, own, self.identities)
        if asked is None:
            return None
        described = f"{part.context},{part.text}" if part.later else part.text
        groups = by_region([self.index.document(d) for d in own]) if len(part.scope.regions) > 1 else ()
        each = [tuple(d.id for d in g) for g in groups] or [tuple(own)]
        documents = tuple(d for group in each for d in self.identities.narrowed(described, group))
        if asked.rest:
            documents = documents_named(asked.text, documents, self.index, self.names)
        documents = current(part.text, documents, self.index)
        leaning = replace(asked, about=part.context)
        draft = fact_draft(leaning, [self.index.document(d) for d in documents], self.index, day)
        if draft is None or not asked.rest:
            return draft
        return joined([self.draft(without_facts(part, asked.rest, self.names), day, only), draft])

    def _told(self, part: Part, own: Sequence[str], day: date) -> Draft | None:
        """What the documents say of themselves, for a question that their content does not answer; None where they do not
        say it."""
        asked = told_facts(part, self.identities)
        draft = fact_draft(asked, [self.index.document(d) for d in own], self.index, day) if asked else None
        return draft if draft is not None and draft.status == "answered" else None

    def _compared(self, part: Part, own: Sequence[str], day: date) -> Draft | None:
        """The comparison of what the question sets side by side; None when it sets nothing, or all are silent."""
        groups = columns(part, own, self.names)
        if groups:
            ranking = self.searcher.rank(asked_of_each(part, self.names, groups))
            least = must_speak(part)
            return compare_draft(ranking, groups, self.index, self.limits, lambda d: _holds(d, day), least)
        if not distributes(part.text) or not own:
            return None
        ranking = self.searcher.rank(asked_of_each(part, self.names))
        documents = [self.index.document(d) for d in own]
        for contrast in (types_draft, things_draft):
            if found := contrast(ranking, part, documents, self.index, self.limits):
                return found
        if part.scope.named or not (compares(part.text) or of_places(part.text)):
            return None
        groups, least = by_region(documents), 1 if of_places(part.text) else 2
        return compare_draft(ranking, groups, self.index, self.limits, lambda d: _holds(d, day), least)

    def _with_outside(self, draft: Draft, part: Part) -> Draft:
        if not part.scope.outside_regions or (part.scope.national and not compares(part.text)):
            return draft
        missing = Line(outside_text(part, self.index), frame=True)
        return replace(draft, status="partial", blocks=(*draft.blocks, missing))

    def _content(self, part: Part, ranking: Ranking, own: Sequence[str], fallback: Sequence[str], day: date) -> Draft:
        if not own:
            return outside_draft(part, ranking, self.index, fallback)
        if listed := self._listed(part, ranking, own):
            steps = listed.form == "clauses" and "steps" in kinds_asked(part.text)
            asked = replace(part, aspects=(*part.aspects, "procedure")) if steps else part
            draft = Draft("answered", compose([listed], asked, self.index), confidence=listed.confidence)
            return self._with_outside(draft, part)
        items = asked_items(part, own, ranking, self.index)
        findings = (items,) if items else find(ranking, own, self.index, self.limits, part.scope.named)
        timed = False
        if not items:
            grounded = self.answerable.grounded(part, findings, ranking)
            findings = with_schedule(part, grounded, self.index)
            timed = findings is not grounded and only_time(part)
        valued = (
            bool(items)
            or timed
            or (bool(findings) and self.answerable.valued(part, findings, ranking) and not off_matter(part, findings))
        )
        if not valued and (sought := asked_bound(part, own, self.index)):
            return self._with_outside(Draft("answered", compose(sought, part, self.index), confidence=0.5), part)
        if dated := in_time(findings, part, self.index, day):
            shown = compose(findings, part, self.index)
            return self._with_outside(Draft("answered", (*dated, *shown), confidence=findings[0].confidence), part)
        if sums := reckoned(findings, part, ranking, own, self.index):
            return self._with_outside(Draft("answered", sums, confidence=0.6), part)
        lines = verdicts(findings, part, ranking, self.index, day) if part.judged else ()
        if items:
            shown_ids = {c.id for c in items.clauses}
            lines = tuple(v for v in lines if isinstance(v, Line) and shown_ids.issuperset(v.clauses))
        if lines:
            shown = compose(on_bounds(findings, lines), part, self.index)
            sure = min(1.0, findings[0].confidence) if findings else self.limits.answer
            return self._with_outside(Draft("answered", (*lines, *shown), confidence=sure), part)
        stating = () if valued else self.answerable.stating(part, ranking, own)
        if stating:
            findings, valued = stating, True
        if not valued and part.scope.named and (told := self._told(part, own, day)):
            return told
        refused = (
            None
            if stating or (valued and findings[0].confidence >= 0.5)
            else self.answerable.refused(part, ranking, own)
        )
        national = find(ranking, fallback, self.index, self.limits, False) if fallback and not part.later else ()
        if national and not findings and ranking.top(1, own) and ranking.top(1, own)[0].foreign:
            national = ()  # another kind of body is asked about; the region is not silent on this one
        clear = measured(part) and national and self.answerable.surely(part, national, ranking)
        same = counterpart(national, ranking, own, self.index, self.limits)
        if refused and not (clear and same):
            return self.answerable.national(part, national) if clear else refused
        if same and (refused or not findings or not valued):
            findings, valued, national = same, True, ()
        if national and self.answerable.silent(part, findings, national, ranking, valued):
            return self.answerable.national(part, national)
        if part.judged and (rule := no_bound(findings, part, self.index, day)):
            return rule
        if findings and not valued:
            return self.answerable.no_value(part, findings)
        if not findings:
            return self.answerable.not_found(part, "", [h.clause.id for h in near(ranking, own)], own)
        if part.nth:
            findings = tuple(_nth(f, part.nth, self.index) for f in findings[:1])
        blocks: list[Block] = list(compose(findings, part, self.index))
        blocks.extend(self.answerable.silent_regions(part, findings, own, ranking))
        sure = min(1.0, findings[0].confidence)
        return self._with_outside(Draft("answered", tuple(blocks), confidence=sure), part)

    def _listed(self, part: Part, ranking: Ranking, own: Sequence[str]) -> Finding | None:
        """A whole list that is asked for by its situation, or by the classes that each get something else."""
        if part.judged:
            return None
        return (
            asked_classes(part, own, ranking, self.index)
            or asked_class_row(part, own, ranking, self.index)
            or asked_list(part, own, ranking, self.index)
        )

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


def _holds(document: Document, day: date) -> bool:
    """Whether the document is not known to be out of force on the day."""
    return validity_on(document, day) not in ("expired", "period_over")
