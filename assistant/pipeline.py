"""The whole path: understand → retrieve → compose → guard → answer."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer.answerer import Answerer
from assistant.answer.draft import Block, Draft, Line
from assistant.answer.facts import validity_clause
from assistant.answer.render import citation, render
from assistant.answer.words import coverage_text, say, title_of
from assistant.cite import Guard
from assistant.model import Answer, Question, Status
from assistant.parts import status_of, together
from assistant.retrieve.rescore import Rescorer, load_rescorer
from assistant.retrieve.search import Searcher, Weights
from assistant.settings import Settings
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Names
from assistant.understand.understand import understand
from assistant.understand.understanding import Part, Understanding
from assistant.understand.values import expected_values
from assistant.validity import validity_text
from ingest.index import Index, IndexHolder
from ingest.model import BankEntry
from ingest.normal import to_hant

__all__ = ["Assistant", "Switches"]

log = logging.getLogger("youju")
_PLAIN = re.compile(r"(?=.*(?:哪些|什么|哪几))[一-鿿“”0-9]{6,22}[?？]?")


@dataclass(frozen=True, slots=True)
class _Open:
    """What is made once for each open generation."""

    index: Index
    names: Names
    answerer: Answerer
    guard: Guard
    suggestible: tuple[BankEntry, ...]


@dataclass(frozen=True, slots=True)
class Switches:
    """What may be left out, to measure what it gives."""

    bank: bool = True
    dense: bool = True
    lexicon: bool = True
    rescorer: bool = True

    def weights(self) -> Weights:
        """The weights of the legs that are on."""
        weights = Weights() if self.bank else Weights(lexical=0.75, joint=0.0, dense=0.25, bank=0.0)
        return weights if self.dense else replace(weights, dense=0.0)


class Assistant:
    """Answers questions from the current generation of the index. Safe to call from several threads."""

    def __init__(
        self,
        holder: IndexHolder,
        settings: Settings,
        switches: Switches | None = None,
        rescorer: Rescorer | None = None,
    ) -> None:
        """`switches` leave parts out, to measure what they give; `rescorer` takes the place of the configured one."""
        self._holder = holder
        self._settings = settings
        self._switches = switches or Switches()
        self._rescorer = (rescorer or load_rescorer(settings.reranker)) if self._switches.rescorer else None
        self._open: _Open | None = None

    @property
    def index(self) -> Index:
        """The open generation."""
        return self._current().index

    def _current(self) -> _Open:
        index = self._holder.current()
        if self._open is None or self._open.index is not index:
            lexicon = load_lexicon() if self._switches.lexicon else load_lexicon().without_synonyms()
            names = Names(index.documents, lexicon)
            searcher = Searcher(index, self._switches.weights(), lexicon, self._rescorer)
            answerer, guard = Answerer(searcher, names), Guard(index, names)
            self._open = _Open(index, names, answerer, guard, _suggestible(index.bank))
        return self._open

    @property
    def searcher(self) -> Searcher:
        """The searcher over the open generation."""
        return self._current().answerer.searcher

    def understand(self, question: Question) -> Understanding:
        """How the question is understood, without answering it."""
        return understand(question, self._current().names, self._today(question))

    def _today(self, question: Question) -> date:
        return question.as_of or self._settings.today or date.today()

    def ask(self, question: Question) -> Answer:
        """The answer; never raises for anything a user may type."""
        started = time.perf_counter()
        now = self._current()
        understood = understand(question, now.names, self._today(question))
        if understood.kind != "question":
            answer = self._plain(understood, now)
        else:
            drafts = [self._draft(p, understood, question, now) for p in understood.parts]
            joined = together(drafts, understood.parts, now.index, now.answerer.searcher.coverage)
            answer = self._assemble(joined, understood, now)
        return replace(answer, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))

    def _draft(self, part: Part, understood: Understanding, question: Question, now: _Open) -> Draft:
        only = _chosen(question, now.index)
        draft, rejected = now.guard.check(now.answerer.draft(part, understood.as_of, only))
        for rejection in rejected:
            log.warning("guard dropped a line: %s", rejection.why)
        if rejected and _claims(draft.blocks):
            note = Line(say("dropped", count=str(len(rejected))), frame=True)
            draft = replace(draft, status="partial", blocks=(*draft.blocks, note))
        if draft.status in ("answered", "partial") and not _claims(draft.blocks):
            return Draft("not_found", (Line(say("nothing_found"), frame=True),), draft.related)
        return draft

    def _plain(self, understood: Understanding, now: _Open) -> Answer:
        """Replies that need no look-up."""
        kind = understood.kind
        status: Status = "clarify" if kind == "clarify" else "out_of_scope"
        values = {
            "help": {"covered": coverage_text(now.index.documents)},
            "human": {"bodies": "、".join(dict.fromkeys(d.issuer for d in now.index.documents if d.issuer))},
        }
        text = say(kind, **values.get(kind, {}))
        blocks = (Line(text, frame=True),)
        answer, _ = render(blocks, now.index, understood.as_of, understood.script)
        return Answer(_new_id(), status, answer, "composed", suggestions=_suggest((), now.suggestible, now.index))

    def _assemble(self, drafts: Sequence[Draft], understood: Understanding, now: _Open) -> Answer:
        blocks: list[Block] = []
        for draft in drafts:
            blocks.extend(draft.blocks)
        status = status_of([d.status for d in drafts])
        if understood.declined:
            blocks.append(Line(say("part_declined"), frame=True))
            status = "partial" if status == "answered" else status
        if status in ("answered", "partial"):
            blocks, _ = now.guard.passed(_with_notices(blocks, understood.as_of, now.index))
        notices = tuple(b.text for b in blocks if isinstance(b, Line) and b.style == "notice")
        answer, citations = render(blocks, now.index, understood.as_of, understood.script)
        cited = {c.clause_id for c in citations}
        related = [r for d in drafts for r in d.related if r not in cited]
        shown = tuple(
            citation(now.index.clauses[r], now.index, understood.as_of, n)
            for n, r in enumerate(dict.fromkeys(related), 1)
        )
        near = tuple(cited) or tuple(r.clause_id for r in shown)
        suggestions = _suggest(near, now.suggestible, now.index)
        if understood.script == "hant":
            suggestions = tuple(map(to_hant, suggestions))
        sure = min((d.confidence for d in drafts), default=1.0)
        return Answer(_new_id(), status, answer, "composed", citations, notices, shown, suggestions, confidence=sure)


def _new_id() -> str:
    return uuid.uuid4().hex[:16]


def _chosen(question: Question, index: Index) -> tuple[str, ...] | None:
    """The documents that the reader's filters leave; None when there is no filter."""
    if not question.regions and not question.documents:
        return None
    return tuple(
        d.id
        for d in index.documents
        if (not question.regions or d.region in question.regions)
        and (not question.documents or d.id in question.documents)
    )


def _claims(blocks: Sequence[Block]) -> bool:
    return any(not isinstance(b, Line) or b.clauses for b in blocks)


def _with_notices(blocks: Sequence[Block], day: date, index: Index) -> list[Block]:
    """The blocks with, after the first, a notice for each cited document that is not in force or is a digest."""
    lines = [c for b in blocks for c in ([b] if isinstance(b, Line) else [cell for row in b.rows for cell in row])]
    cited = dict.fromkeys(index.clauses[c].document_id for li in lines for c in li.clauses)
    notices: list[Block] = []
    for document in map(index.document, cited):
        text = validity_text(document, day)
        clause = validity_clause(document, day, index)
        said = clause is not None and any(clause in li.clauses and "已失效" in li.text for li in lines)
        if text and not said:
            named = text.replace("该文件", title_of(document) if len(cited) > 1 else "该文件", 1)
            notices.append(Line(named, (clause,) if clause else (), style="notice", frame=not clause))
        if document.source == "digest":
            notices.append(Line(say("digest", title=title_of(document)), style="notice", frame=True))
    if not notices:
        return list(blocks)
    first = next((i for i, b in enumerate(blocks) if not isinstance(b, Line) or b.clauses), 0)
    first += isinstance(blocks[first], Line)  # the second line; before a table
    return [*blocks[:first], *notices, *blocks[first:]]


def _suggest(near: Sequence[str], candidates: Sequence[BankEntry], index: Index) -> tuple[str, ...]:
    """Up to three reviewed questions about other clauses of the documents at hand."""
    documents = {index.clauses[c].document_id for c in near}
    found = [
        e.questions[0]
        for e in candidates
        if not set(e.clause_ids) & set(near) and (not documents or e.document_id in documents)
    ]
    step = max(1, len(found) // 3)
    return tuple(found[::step][:3])


def _suggestible(bank: Sequence[BankEntry]) -> tuple[BankEntry, ...]:
    """The entries whose first question may be suggested: a whole list or section, no single value, plainly asked."""
    return tuple(
        e
        for e in bank
        if e.answerable
        and e.scope in ("list", "section")
        and _PLAIN.fullmatch(e.questions[0])
        and not set(expected_values(e.questions[0])) - {"list"}
    )
