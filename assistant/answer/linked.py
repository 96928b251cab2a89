"""Verdicts on bounds that belong together: of alternatives (A，或者B) one is enough, of bounds required together one that
is missed decides. Which line comes first, and what it may say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.bars import Bar
from assistant.answer.draft import Line
from assistant.answer.sentences import sentences
from assistant.understand.own import Own
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["Judged", "linked"]

_OR = re.compile(r"[,，;；]\s*或者?")
_ONE_OF = re.compile(r"之一|任[一意]")
_RULES_OUT = re.compile(r"不得(?![低少超高多])|不予|不能|取消|撤销|撤銷|终止|不再|收回")
_MISSED = "**不满足**"


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its verdict: the figure, the clause and its bound, and whether the bound is met (None: undecided)."""

    line: Line
    own: Own
    clause: Clause
    bar: Bar
    holds: bool | None


def linked(judged: Sequence[Judged], index: Index) -> list[Line]:
    """The lines: a bound missed that is one of several alternatives decides nothing alone, and nothing at all where
    another alternative is met; otherwise bounds missed come first."""
    lines: list[tuple[int, Line]] = []
    for one in judged:
        others = _others(one, judged, index)
        if others is None or one.holds is None or (one.holds is False and _MISSED not in one.line.text):
            lines.append((1 if one.holds is not False else 0, one.line))
        elif one.holds:
            lines.append((0, _told(one.line, "", "满足其一即可。")))
        elif any(o.holds for o in others):
            lines.append((2, _told(one.line, "此项未达到", "但条文列有其他条件，满足其一即可。")))
        elif others and all(o.holds is False for o in others) and len(others) + 1 >= _size(one, index):
            lines.append((0, one.line))
        else:
            lines.append((1, _told(one.line, "**无法判断**：此项未达到", "但条文还列有其他可选条件，满足其一即可。")))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _others(one: Judged, judged: Sequence[Judged], index: Index) -> list[Judged] | None:
    """The verdicts on the alternatives of a bound; None where it has no alternative."""
    if one.bar.aim:
        return None
    rest = [o for o in judged if o is not one and o.clause.document_id == one.clause.document_id]
    if _one_of(one.clause, index):
        return [o for o in rest if o.clause.parent_id == one.clause.parent_id and o.clause.id != one.clause.id]
    sentence = _sentence(one)
    if not _OR.search(to_hans(sentence)) or _RULES_OUT.search(to_hans(sentence)):
        return None
    side = _side(sentence, one.bar.raw)
    return [
        o for o in rest if o.clause.id == one.clause.id and o.bar.raw in sentence and _side(sentence, o.bar.raw) != side
    ]


def _size(one: Judged, index: Index) -> int:
    """How many alternatives there are."""
    if _one_of(one.clause, index):
        return len(index.children(one.clause.parent_id or ""))
    return len(_OR.split(_sentence(one)))


def _one_of(clause: Clause, index: Index) -> bool:
    """Whether the clause is an item of a list of which one is enough."""
    parent = index.clauses.get(clause.parent_id or "")
    text = to_hans(parent.text) if parent else ""
    return bool(_ONE_OF.search(text)) and not _RULES_OUT.search(text)


def _sentence(one: Judged) -> str:
    return next((s for s in sentences(one.clause.text) if one.bar.raw in s), one.clause.text)


def _side(sentence: str, raw: str) -> int:
    """Which of the alternatives a bound stands in."""
    return len(_OR.findall(sentence[: max(0, sentence.find(raw))]))


def _told(line: Line, verdict: str, more: str) -> Line:
    text = line.text.replace(_MISSED, verdict) if verdict else line.text
    return replace(line, text=f"{text}{more}")
