"""Documents side by side: a column each, 未规定 where one is silent after a search of it alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import product

from assistant.answer.candidates import CANDIDATES, WANTS_LIST, candidates, single, unsure
from assistant.answer.cells import cell, typed_cell
from assistant.answer.counterpart import counterpart
from assistant.answer.differ import difference
from assistant.answer.draft import Block, Draft, Line, Table
from assistant.answer.evidence import Finding, find
from assistant.answer.likeness import Likeness
from assistant.answer.limits import Limits
from assistant.answer.sentences import obliges
from assistant.answer.words import say, speaker
from assistant.retrieve.search import Ranking
from assistant.understand.scope import NATION
from ingest.index import Index
from ingest.model import Document

__all__ = ["aligned", "compare_draft"]

_LIKENESS = 0.3  # what being like the other columns' clauses counts, against the clause's own score
_MANNER = 0.15  # what a requirement beside a requirement counts
_FORCE = 0.1  # what being in force counts, of several documents of one column
_ALIKE = 0.4  # likeness of clauses about the very same thing
_ECHO = 0.6  # likeness of a clause that rules on the same matter without the value asked for
_NO_RULE = re.compile(r"[适相响供效反对感呼]应|应[用急变邀]|適應|相應|應用")


def compare_draft(
    ranking: Ranking,
    groups: Sequence[Sequence[Document]],
    index: Index,
    limits: Limits,
    in_force: Callable[[Document], bool] = lambda document: True,
    least: int = 1,
) -> Draft | None:
    """A table over the groups of documents (one group a column); None when fewer than `least` groups speak of the
    matter. `in_force` tells which documents hold on the day asked for."""
    ranking, columns = _searched(ranking, groups, index, limits)
    if sum(map(bool, columns)) < least:
        return None
    row = _echoed(aligned(columns, ranking, in_force), groups, ranking, index)
    names = [
        speaker(f.document, index.documents) if f else _silent_name(group, index)
        for f, group in zip(row, groups, strict=True)
    ]
    row, names = _beside(row, names, columns, ranking, index, in_force)
    cells = tuple(typed_cell(f, ranking, index) or cell(f, ranking, index) for f in row)
    first = difference(list(zip(names, cells, strict=True)), ranking, alike=_same_matter(row, ranking))
    silent = [Line(say("silent", speaker=name), frame=True) for name, f in zip(names, row, strict=True) if f is None]
    blocks: list[Block] = [*([first] if first else []), *silent]
    if not blocks:
        blocks.append(Line("各自的规定如下：", frame=True))
    sure = min(1.0, max(f.confidence for f in row if f))
    asked = bool(ranking.part.scope.regions or ranking.part.scope.documents)  # the silent one by name
    return Draft(
        "partial" if silent and asked else "answered", (*blocks, Table(tuple(names), (cells,))), confidence=sure
    )


def _searched(
    ranking: Ranking, groups: Sequence[Sequence[Document]], index: Index, limits: Limits
) -> tuple[Ranking, list[tuple[Finding, ...]]]:
    """What each group says. Of a later question of one utterance (上海能交会费，重庆呢) that leaves a group silent, the
    matter of the first is asked with it."""
    columns = _columns(ranking, groups, index, limits)
    part = ranking.part
    if all(columns) or not (part.later and part.context):
        return ranking, columns
    fuller = ranking.searcher.rank(replace(part, topic=f"{part.context} {part.topic}"))
    again = _columns(fuller, groups, index, limits)
    return (fuller, again) if sum(map(bool, again)) > sum(map(bool, columns)) else (ranking, columns)


def _columns(
    ranking: Ranking, groups: Sequence[Sequence[Document]], index: Index, limits: Limits
) -> list[tuple[Finding, ...]]:
    """What each group may be saying, by itself or beside what another says."""
    columns = [candidates(ranking, group, index, limits) for group in groups]
    clear = [f.clauses[0] for column in columns for f in column[:1]]
    columns = [c or unsure(ranking, group, clear, index) for c, group in zip(columns, groups, strict=True)]
    if not clear or all(columns):
        return columns
    nation = [d.id for d in index.documents if d.region == NATION]
    national = find(ranking, nation, index, limits, True) if nation else ()
    return [
        c or counterpart(national, ranking, [d.id for d in group], index, limits)
        for c, group in zip(columns, groups, strict=True)
    ]


def _same_matter(row: Sequence[Finding | None], ranking: Ranking) -> bool:
    """Whether the clauses found are worded so alike that they are about the very same thing."""
    like = Likeness(ranking.searcher)
    spoken = [f.clauses[0] for f in row if f]
    return all(like(spoken[0], c) >= _ALIKE for c in spoken[1:])


def _silent_name(group: Sequence[Document], index: Index) -> str:
    """How a column is called whose documents are all silent: by the region when all its documents were searched."""
    whole = sum(d.region == group[0].region for d in index.documents) == len(group)
    return group[0].region if whole and group[0].region else speaker(group[0], index.documents)


def aligned(
    columns: Sequence[tuple[Finding, ...]], ranking: Ranking, in_force: Callable[[Document], bool]
) -> list[Finding | None]:
    """One finding a column: each by its own score, those that speak of the same thing in the same manner preferred."""
    speaking = [i for i, c in enumerate(columns) if c]
    if any(columns[i][0].form == "list" for i in speaking):
        if all(columns[i][0].form == "list" for i in speaking) or WANTS_LIST.search(ranking.part.text):
            return [c[0] if c else None for c in columns]
        columns = [tuple(single(f, ranking) for f in c) for c in columns]
    size = CANDIDATES + 1 if len(speaking) <= 3 else 3
    chosen = [columns[i][:size] for i in speaking]
    best = [max(f.score for f in c) for c in chosen]
    like = Likeness(ranking.searcher)

    def worth(combination: Iterable[Finding]) -> float:
        combination = tuple(combination)
        own = sum(f.score / b for f, b in zip(combination, best, strict=True))
        own += _FORCE * sum(in_force(f.document) for f in combination)
        n = len(combination)
        pairs = [(combination[i], combination[j]) for i in range(n) for j in range(i + 1, n)]
        together = sum(
            min(1.0, 2 * a.confidence, 2 * b.confidence)
            * (_LIKENESS * like(a.clauses[0], b.clauses[0]) + _MANNER * (_manner(a) == _manner(b)))
            for a, b in pairs
        )
        return own + (together * 2 / (n - 1) if n > 1 else 0.0)

    result: list[Finding | None] = [None] * len(columns)
    for i, finding in zip(speaking, max(list(product(*chosen)), key=worth), strict=True):
        result[i] = finding
    return result


def _manner(finding: Finding) -> bool:
    """Whether what was found sets a rule, rather than tells or describes."""
    return any(obliges(_NO_RULE.sub("", c.reading)) for c in finding.clauses)


def _echoed(
    row: list[Finding | None], groups: Sequence[Sequence[Document]], ranking: Ranking, index: Index
) -> list[Finding | None]:
    """The row with, where a column states no value, the clause that is nearly the same as another column's: it rules on
    the matter without one."""
    like = Likeness(ranking.searcher)
    filled = list(row)
    for i, group in enumerate(groups):
        if row[i] is not None:
            continue
        ids = {d.id for d in group}
        near = [
            (like(other.clauses[0], clause), n, clause)
            for other in filter(None, row)
            for n, (sister, _) in enumerate(ranking.searcher.sisters(other.clauses[0].id))
            if (clause := index.clauses[sister]).document_id in ids
        ]
        if near and (best := max(near, key=lambda pair: (pair[0], -pair[1])))[0] >= _ECHO:
            filled[i] = Finding(index.document(best[2].document_id), (best[2],), "clauses", None, 0.0, 0.0)
    return filled


def _beside(
    row: list[Finding | None],
    names: list[str],
    columns: Sequence[tuple[Finding, ...]],
    ranking: Ranking,
    index: Index,
    in_force: Callable[[Document], bool],
) -> tuple[list[Finding | None], list[str]]:
    """The row with a column more for a second document of one region that rules on the very same thing."""
    like = Likeness(ranking.searcher)
    wide: list[Finding | None] = []
    called: list[str] = []
    for finding, name, column in zip(row, names, columns, strict=True):
        both = [(finding, name)]
        if finding is not None:
            rivals = [
                f
                for f in column
                if f.document.id != finding.document.id
                and f.form == finding.form
                and f.score >= 0.85 * finding.score
                and _manner(f) == _manner(finding)
                and like(f.clauses[0], finding.clauses[0]) >= 0.5
            ]
            both.extend((f, speaker(f.document, index.documents)) for f in rivals[:1])
            both.sort(key=lambda pair: not in_force(pair[0].document) if pair[0] else True)
        wide.extend(f for f, _ in both)
        called.extend(n for _, n in both)
    return wide, called
