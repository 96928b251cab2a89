"""Scores of one answer, and means with n and a 95 % interval (Wilson for shares)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model import Answer
from assistant.understand.scope import NATION, Names, find_scope
from eval.cases import Case, GoldMap
from ingest.index import Index
from ingest.normal import compact, normalise

__all__ = ["Mean", "Outcome", "mean", "score"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer was worth. None means not applicable, and is left out of means."""

    id: str
    types: tuple[str, ...]
    question: str
    status: str
    expected: tuple[str, ...]
    strict: bool
    gold_recall: float | None
    fact_recall: float | None
    precision: float | None
    list_complete: float | None
    false_refusal: bool | None
    refused: bool | None
    wrong_region: bool | None
    expired_as_current: bool | None
    unverified: int
    length: int
    elapsed_ms: float
    confidence: float
    gold: tuple[str, ...]
    missed: tuple[str, ...]
    lacking: tuple[str, ...]
    forbidden: tuple[str, ...]
    answer: str
    cited: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its n and, for shares, the Wilson interval."""

    value: float | None
    n: int
    low: float | None = None
    high: float | None = None


def mean(values: Sequence[float | bool | None]) -> Mean:
    """Mean of those that are scored; for shares the 95 % Wilson score interval (Wilson 1927)."""
    scored = [float(v) for v in values if v is not None]
    n = len(scored)
    if not n:
        return Mean(None, 0)
    p, z = sum(scored) / n, 1.96
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Mean(p, n, max(0.0, centre - half), min(1.0, centre + half))


def score(case: Case, answer: Answer, index: Index, gold_map: GoldMap, names: Names) -> Outcome:
    """Scores `answer` against `case`; strictly right = status accepted, all gold cited, all facts present, nothing
    forbidden, every citation verifies."""
    gold = list(dict.fromkeys(gold_map.clause(a) for a in case.gold))
    also = {gold_map.clause(a) for a in case.also}
    cited = [c.clause_id for c in answer.citations]
    text = compact(answer.answer).replace("*", "")
    missed = [g for g in gold if g not in cited]
    lacking = [alt[0] for alt in case.facts if not any(compact(a) in text for a in alt)]
    present = [f for f in case.forbidden if compact(f) in text]
    unverified = _unverified(answer, index)
    unanswerable = set(case.status) <= {"not_found", "out_of_scope", "clarify"}
    refused = answer.status in ("not_found", "out_of_scope", "clarify")
    strict = answer.status in case.status and not (missed or lacking or present or unverified)
    return Outcome(
        id=case.id,
        types=case.types,
        question=case.question,
        status=answer.status,
        expected=case.status,
        strict=strict,
        gold_recall=1 - len(missed) / len(gold) if gold else None,
        fact_recall=1 - len(lacking) / len(case.facts) if case.facts else None,
        precision=_precision(answer, index, set(gold), also) if gold and cited else None,
        list_complete=1 - len(missed) / len(gold) if case.list_gold and gold else None,
        false_refusal=refused if not unanswerable else None,
        refused=refused if unanswerable else None,
        wrong_region=_wrong_region(case, answer, names),
        expired_as_current=_expired_as_current(answer),
        unverified=unverified,
        length=len(answer.answer),
        elapsed_ms=answer.elapsed_ms,
        confidence=answer.confidence,
        gold=tuple(gold),
        missed=tuple(missed),
        lacking=tuple(lacking),
        forbidden=tuple(present),
        answer=answer.answer,
        cited=tuple(cited),
        related=tuple(r.clause_id for r in answer.related),
    )


def _unverified(answer: Answer, index: Index) -> int:
    """Citations whose clause is unknown, whose words are not the clause's, or whose mark is not in the text."""
    bad = 0
    for c in answer.citations:
        clause = index.clauses.get(c.clause_id)
        held = clause is not None and clause.text == c.text and compact(c.quote) in compact(clause.text)
        bad += not (held and f"[{c.n}]" in answer.answer)
    marks = {int(m) for m in re.findall(r"\[(\d+)\]", answer.answer)}
    return bad + len(marks - {c.n for c in answer.citations})


def _precision(answer: Answer, index: Index, gold: set[str], also: set[str]) -> float:
    """Share of cited clauses that are gold, allowed, the lead-in of gold, inside a gold list, or only state validity."""
    fine = gold | also
    for g in (gold | also) & index.clauses.keys():
        parent = index.clauses[g].parent_id
        if parent:
            fine.add(parent)
        fine.update(c.id for c in index.children(g))
    notice = {f.clause_id for d in index.documents for f in d.facts if f.name in ("effective_until", "period")}
    counted = [c.clause_id for c in answer.citations if c.clause_id in fine or c.clause_id not in notice]
    return sum(c in fine for c in counted) / len(counted) if counted else 1.0


def _wrong_region(case: Case, answer: Answer, names: Names) -> bool | None:
    """Whether a question that names a region got a clause of another one (national clauses aside). With history the
    region may come from there, so only single-turn questions are scored."""
    if case.history:
        return None
    scope = find_scope(normalise(case.question), names)
    asked = set(scope.regions) | set(scope.outside_regions)
    if not asked or not answer.citations:
        return None if not asked else False
    held = {c.region for c in answer.citations} - {NATION}
    gold = {a.doc for a in case.gold} | {a.doc for a in case.also}
    stray = {c.document_id for c in answer.citations if c.region in held - asked}
    return bool(stray) and not stray <= gold and not _named(answer, asked)


def _named(answer: Answer, asked: set[str]) -> bool:
    """A clause of another region may be shown when it speaks of the region asked about."""
    return all(any(a.rstrip("省市") in c.text for a in asked) for c in answer.citations)


def _expired_as_current(answer: Answer) -> bool | None:
    """Whether a document that is not in force was used without saying so."""
    over = [c for c in answer.citations if c.validity in ("expired", "period_over", "not_yet")]
    if not over or answer.status not in ("answered", "partial"):
        return None
    return not re.search(r"失效|規劃期|规划期|尚未施行|有效期", answer.answer)
