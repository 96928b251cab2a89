"""The decisive difference between what several documents say, in one line: figures, or the few words that differ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.draft import Line
from assistant.answer.sentences import measured
from assistant.understand.quantities import Quantity, Unit, find_quantities, show
from assistant.understand.segment import cut
from assistant.understand.understanding import Part
from assistant.understand.values import Value
from ingest.normal import compact, normalise, to_hans, tokenise

__all__ = ["difference"]

_UNITS: dict[Value, tuple[Unit, ...]] = {
    "amount": ("yuan",),
    "ratio": ("percent",),
    "duration": ("month", "day"),
    "count": ("count",),
    "rank": ("rank",),
}
_BOUNDS = ("ge", "le", "gt", "lt")
_PIECE = re.compile(r"[，,；;。：:、]|\n")
_LONGEST = 24


def difference(cells: Sequence[tuple[str, Line]], part: Part) -> Line | None:
    """The line for cells that are each called by a name; None when fewer than two speak, or the difference is no short
    one."""
    said = [(name, line) for name, line in cells if line.clauses]
    if len(said) < 2:
        return None
    return _figures(said, part) or _words(said, part)


def _figures(said: Sequence[tuple[str, Line]], part: Part) -> Line | None:
    """Where every cell states one figure of the same unit: the figures, and of two the gap."""
    units = [u for v in measured(part) for u in _UNITS.get(v, ())]
    found = [_figure(line.text, units) for _, line in said]
    figures = [q for q in found if q is not None]
    if len(figures) < len(said) or len({q.unit for q in figures}) > 1:
        return None
    ids = tuple(dict.fromkeys(i for _, line in said for i in line.clauses))
    text = "，".join(f"{name}为{q.raw.strip()}" for (name, _), q in zip(said, figures, strict=True))
    if len({(q.value, q.high, q.comparator) for q in figures}) == 1:
        return Line(f"数值相同：{text}。", ids)
    gap = _gap(figures)
    return Line(f"主要差别：{text}{f'，相差{gap}' if gap else ''}。", ids, (), (gap,) if gap else ())


def _figure(text: str, units: Sequence[Unit]) -> Quantity | None:
    """The figure a cell is about: the first bound of a unit asked for, else its only figure of one; without a unit
    asked for its only bound."""
    figures = find_quantities(text)
    if not units:
        bounds = [q for q in figures if q.unit == "rank" or q.comparator in _BOUNDS]
        return bounds[0] if len(bounds) == 1 else None
    own = [q for q in figures if q.unit in units]
    bounds = [q for q in own if q.comparator in _BOUNDS]
    if bounds:
        return bounds[0]
    return own[0] if len({q.value for q in own}) == 1 else None


def _gap(figures: Sequence[Quantity]) -> str:
    """The gap between two bounds of one kind, with its unit; nothing for others."""
    if len(figures) != 2 or figures[0].comparator != figures[1].comparator or any(q.high for q in figures):
        return ""
    gap = abs(figures[0].value - figures[1].value)
    if figures[0].unit == "percent":
        return f"{gap.normalize():f}个百分点"
    return show(gap, figures[0].unit) if figures[0].unit in ("yuan", "month", "day") else ""


def _words(said: Sequence[tuple[str, Line]], part: Part) -> Line | None:
    """Where the cells say the same but for a few words: those words."""
    texts = [compact(to_hans(line.text)) for _, line in said]
    ids = tuple(dict.fromkeys(i for _, line in said for i in line.clauses))
    if len(set(texts)) == 1:
        return Line(f"{'、'.join(name for name, _ in said)}的条文相同。", ids)
    pieces = _pieces([normalise(line.text) for _, line in said], part)
    words = [[w for w in cut(p) if w.strip()] for p in pieces]
    common = words[0]
    for other in words[1:]:
        common = _common(common, other)
    rest = [_rest(w, common) for w in words]
    size = len("".join(common))
    if size < 0.4 * min(len(p) for p in pieces) or not all(rest) or any(len(r) > _LONGEST for r in rest):
        return None
    text = "，".join(f"{name}为“{r}”" for (name, _), r in zip(said, rest, strict=True))
    return Line(f"主要差别：{text}。", ids, tuple(rest))


def _pieces(texts: Sequence[str], part: Part) -> list[str]:
    """Of each text the piece between two signs that the question is about, in the first; in the others the most alike."""
    wanted = {t for t in tokenise(" ".join((part.topic, *part.expansion))) if len(t) > 1}
    cut_up = [[p for p in _PIECE.split(t) if p.strip()] or [t] for t in texts]
    first = max(cut_up[0], key=lambda p: len(wanted & set(tokenise(p))) / (len(p) + 8) ** 0.5)
    tokens = {t for t in tokenise(first) if len(t) > 1}
    return [first, *(max(ps, key=lambda p: len(tokens & set(tokenise(p))) / (len(p) + 8) ** 0.5) for ps in cut_up[1:])]


def _common(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """The longest common subsequence of two lists of words, by length in characters."""
    best: list[list[tuple[int, list[str]]]] = [[(0, [])] * (len(other) + 1)]
    for word in one:
        row: list[tuple[int, list[str]]] = [(0, [])]
        for j, rival in enumerate(other):
            options = [row[j], best[-1][j + 1]]
            if word == rival:
                size, held = best[-1][j]
                options.append((size + len(word), [*held, word]))
            row.append(max(options, key=lambda o: o[0]))
        best.append(row)
    return best[-1][-1][1]


def _rest(words: Sequence[str], common: Sequence[str]) -> str:
    """The run of words from the first that is not common to the last; a run of one or two characters with the word
    before it."""
    left = list(common)
    own = []
    for i, word in enumerate(words):
        if left and word == left[0]:
            left.pop(0)
        else:
            own.append(i)
    if not own:
        return ""
    start, end = own[0], own[-1] + 1
    while len("".join(words[start:end])) <= 3 and start > 0:
        start -= 1
    return "".join(words[start:end])
