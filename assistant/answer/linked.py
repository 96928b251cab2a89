"""Verdicts on bounds that belong together: of alternatives (A，或者B) one is enough, of bounds required together one that
is missed decides. Which line comes first, and what it may say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer.bars import Bar, bars
from assistant.answer.certain import paid_out
from assistant.answer.draft import Line
from assistant.answer.sentences import sentences
from assistant.understand.own import Own
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["Judged", "linked"]

_OR = re.compile(r"[,，;；]\s*或者?|(?:(?<=[元%％])|(?<=\d[人家项名个])|(?<=以上))或者?")
_PIECE = re.compile(r"[,，;；]")
_ONE_OF = re.compile(
    r"(?:下列|以下|下述|如下|上述)[^,，。;；:：]{0,8}之一|(?:条件|情形|要求|标准|规定)之一(?:的|者)?\s*(?:[,，:：]|$)|任[一意]"
)
_AS_ONE = re.compile(r"作为[^,，。;；:：]*之一")
_ALL_OF = re.compile(r"同时|均|全部")
_RULES_OUT = re.compile(r"不得(?![低少超高多])|不予|不能|取消|撤销|终止|不再|收回")
_UNCLEAR = "条文中“或者”与其他要求并列，此项是否必须达到，以条文为准。"
_MISSED = "**不满足**"


@dataclass(frozen=True, slots=True)
class Judged:
    """A line with its verdict: the figure, the clause and its bound, and whether the bound is met (None: undecided)."""

    line: Line
    own: Own
    clause: Clause
    bar: Bar
    holds: bool | None


@dataclass(frozen=True, slots=True)
class _Choice:
    """The alternatives of a text, each by the bounds it sets (clause and figure), none known of one without figures;
    `clear` where nothing else is required beside them."""

    sides: tuple[frozenset[tuple[str, str]], ...]
    clear: bool = True


def linked(judged: Sequence[Judged], index: Index) -> list[Line]:
    """The lines: a bound missed that is one of several alternatives decides nothing alone, and nothing at all where
    another alternative is met; otherwise bounds missed come first."""
    held = {(j.clause.id, j.bar.raw): j.holds for j in judged}
    lines = [_ranked(one, _choice(one, index), held) for one in judged]
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _ranked(one: Judged, choice: _Choice | None, held: Mapping[tuple[str, str], bool | None]) -> tuple[int, Line]:
    """The line of a verdict as one of its alternatives, with how early it comes."""
    if choice is None or one.holds is None or (one.holds is False and _MISSED not in one.line.text):
        return (1 if one.holds is not False else 0), one.line
    mine = (one.clause.id, one.bar.raw)
    if one.holds:
        whole = choice.clear and any(mine in s and _met(s, held) for s in choice.sides)
        return 0, _told(one.line, "", "满足其一即可。") if whole else one.line
    if all(s and any(held.get(b) is False for b in s) for s in choice.sides):
        return 0, one.line
    if not choice.clear:
        return 1, _told(one.line, "**无法判断**：此项未达到", _UNCLEAR)
    if any(_met(s, held) for s in choice.sides if mine not in s):
        return 2, _told(one.line, "此项未达到", "但条文列有其他条件，满足其一即可。")
    return 1, _told(one.line, "**无法判断**：此项未达到", "但条文还列有其他可选条件，满足其一即可。")


def _met(side: frozenset[tuple[str, str]], held: Mapping[tuple[str, str], bool | None]) -> bool:
    """Whether every bound of an alternative is judged and met."""
    return bool(side) and all(held.get(b) for b in side)


def _choice(one: Judged, index: Index) -> _Choice | None:
    """The alternatives that a bound is one of; None where it has none."""
    if one.bar.aim:
        return None
    lead = _lead(one.clause, index)
    if _ONE_OF.search(_AS_ONE.sub("", lead)) and not _RULES_OUT.search(lead):
        items = index.children(one.clause.parent_id or "")
        return _Choice(tuple(_bounds(c, c.text) for c in items), not _ALL_OF.search(lead))
    sentence = _sentence(one)
    if not _OR.search(to_hans(sentence)) or _RULES_OUT.search(to_hans(sentence)):
        return None
    before, after = _OR.split(sentence)[0], _OR.split(sentence)[-1]
    required = _PIECE.split(before)[:-1], _PIECE.split(after)[1:]
    beside = [p for ps in required for p in ps if _bounds(one.clause, p)]
    if any(one.bar.raw in p and _ALL_OF.search(p) for p in beside):
        return None  # required with whichever of the alternatives
    middle = _OR.split(sentence)[1:-1]
    sides = (_PIECE.split(before)[-1], *middle, _PIECE.split(after)[0])
    return _Choice(tuple(_bounds(one.clause, s) for s in sides), not beside)


def _bounds(clause: Clause, text: str) -> frozenset[tuple[str, str]]:
    """The bounds of the clause that stand in the text, without caps of what is paid out."""
    return frozenset((clause.id, b.raw) for b in bars(clause) if b.raw in text and not paid_out(b, clause))


def _lead(clause: Clause, index: Index) -> str:
    """The last sentence of what the clause is an item of."""
    parent = index.clauses.get(clause.parent_id or "")
    told = [s for s in sentences(to_hans(parent.text)) if s.strip()] if parent else []
    return told[-1] if told else ""


def _sentence(one: Judged) -> str:
    """The sentence of the bound, with those that go on with 或者."""
    told: list[str] = []
    for sentence in sentences(one.clause.text):
        if told and re.match(r"\s*或", sentence):
            told[-1] += sentence
        else:
            told.append(sentence)
    return next((s for s in told if one.bar.raw in s), one.clause.text)


def _told(line: Line, verdict: str, more: str) -> Line:
    text = line.text.replace(_MISSED, verdict) if verdict else line.text
    return replace(line, text=f"{text}{more}")
