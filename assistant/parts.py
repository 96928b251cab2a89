"""The drafts for the several questions of one utterance, put together: which to leave out, and what to say is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.draft import Block, Draft, Line
from assistant.answer.evidence import documents_in_scope
from assistant.answer.missing import MATTERS
from assistant.answer.sentences import measured, states_value
from assistant.answer.words import say
from assistant.model import Status
from assistant.retrieve.coverage import Coverage
from assistant.understand.split import FACTS
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause

__all__ = ["status_of", "together"]

_NUMBER = re.compile(r"〔\d{4}〕\s*\d+\s*号")
_COVERED = 0.5
"""The share of a part's words that the clauses cited for the others must hold for it to be answered by them."""

_SHORT = 8
"""A topic of so few characters, asking for no kind of value, hardly asks anything of its own."""


def together(drafts: Sequence[Draft], parts: Sequence[Part], index: Index, coverage: Coverage) -> list[Draft]:
    """The drafts of `parts` in their order, without those that found nothing but are answered by the clauses cited for
    the others; each that stays and found nothing says what was asked."""
    if not any(d.status != "not_found" for d in drafts):
        return _distinct(drafts)
    drafts = _leaning(drafts, parts, index, coverage)
    kept: list[Draft] = []
    for place, (draft, part) in enumerate(zip(drafts, parts, strict=True)):
        if draft.status != "not_found":
            kept.append(draft)
            continue
        own, _ = documents_in_scope(part.scope, index.documents)
        cited = [c for c in _cited([d for i, d in enumerate(drafts) if i != place], index) if c.document_id in own]
        if not _answered(part, draft, cited, coverage):
            kept.append(_named(draft, part))
    return _distinct(kept)


def _leaning(drafts: Sequence[Draft], parts: Sequence[Part], index: Index, coverage: Coverage) -> list[Draft]:
    """The drafts without the answers to later questions that lean on one that found nothing (…减免吗？减到多少？), where the
    clauses cited say no word of the later question and do not answer the first. Reviewed questions of a clause are grounds
    of their own."""
    kept: list[Draft] = []
    for place, (draft, part) in enumerate(zip(drafts, parts, strict=True)):
        lost = bool(kept) and kept[-1].status == "not_found" and part.later and bool(part.context)
        cited = _cited([draft], index) if lost else []
        said = any(coverage.asked_of(c.id) or coverage.share_of(part, c.reading) > 0 for c in cited)
        if cited and not said and not _answered(parts[place - 1], kept[-1], cited, coverage):
            draft = kept[-1]
        kept.append(draft)
    return kept


def status_of(statuses: Sequence[Status]) -> Status:
    """The status of the whole answer."""
    if len(set(statuses)) == 1:
        return statuses[0]
    return "partial" if any(s in ("answered", "partial") for s in statuses) else "not_found"


def _cited(drafts: Sequence[Draft], index: Index) -> list[Clause]:
    blocks = [b for d in drafts if d.status != "not_found" for b in d.blocks]
    lines = [c for b in blocks for c in ([b] if isinstance(b, Line) else [cell for row in b.rows for cell in row])]
    return [index.clauses[c] for c in dict.fromkeys(c for li in lines for c in li.clauses)]


def _answered(part: Part, draft: Draft, cited: Sequence[Clause], coverage: Coverage) -> bool:
    """Whether what the clauses cited for other parts say also answers this one, or it asks nothing definite. A fact of a
    document, an unheld place or document, and what is known to be missing always stay."""
    known = draft.looked_for and draft.looked_for not in MATTERS.values()
    if "metadata_number" in part.aspects and any(_NUMBER.search(c.text) for c in cited):
        return True
    if known or part.scope.outside_regions or part.scope.not_held or FACTS & set(part.aspects[:1]):
        return False
    if measured(part):
        anchors = coverage.anchors(part)
        return any(states_value(c, part, anchors) for c in cited)
    said = " ".join(c.reading for c in cited)
    return len(part.topic.replace(" ", "")) <= _SHORT or coverage.share_of(part, said) >= _COVERED


def _named(draft: Draft, part: Part) -> Draft:
    """The draft with the words of its question in front of the sentence that nothing was found."""
    first, *rest = draft.blocks
    if not isinstance(first, Line) or not first.frame or first.clauses:
        return draft
    asked = part.text.strip(" ,。?!")
    text = say("part_missing", asked=asked) if first.text == say("nothing_found") else first.text
    return replace(draft, blocks=(replace(first, text=text), *rest))


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts without lines that an earlier one already holds."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    kept: list[Draft] = []
    for draft in drafts:
        blocks: list[Block] = []
        for block in draft.blocks:
            key = (block.text.replace("*", ""), block.clauses) if isinstance(block, Line) else (repr(block), ())
            if key not in seen:
                seen.add(key)
                blocks.append(block)
        if blocks or not kept:
            kept.append(replace(draft, blocks=tuple(blocks)))
    return kept
