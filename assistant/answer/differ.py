"""The decisive difference between what several documents say, in one line: figures, or the few words that differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer.draft import Line
from assistant.answer.sentences import measured, sentences
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Ranking
from assistant.understand.quantities import Quantity, Unit, find_quantities, show
from assistant.understand.segment import cut
from assistant.understand.understanding import Part
from assistant.understand.values import Value
from ingest.normal import compact, to_hans, tokenise

__all__ = ["difference"]

_UNITS: dict[Value, tuple[Unit, ...]] = {
    "amount": ("yuan",),
    "ratio": ("percent",),
    "duration": ("month", "day"),
    "count": ("count",),
    "rank": ("rank",),
}
_HOW_MANY = re.compile(r"[几多][少]?[条项个点类种]")
_HOW_OFTEN = re.compile(r"[隔几久年月]一?[次回趟]|频[次率]|每隔|周期")
_OFTEN = re.compile(r"每|[一1]次|定期")
_BOUNDS = ("ge", "le", "gt", "lt")
_PIECE = re.compile(r"[，,；;。：:]|\n")
_LONGEST = 24
_HELPS = re.compile(r"^(?:已经?|要|应|可|须|将|宜|不|得|还|有)?$")


def difference(
    cells: Sequence[tuple[str, Line]], ranking: Ranking, alike: bool = False, words: bool = True
) -> Line | None:
    """The line for cells that are each called by a name; None when fewer than two speak, or the difference is no short
    one. Figures are held against each other only where the clauses are `alike`; without `words` nothing else is."""
    part, weigh = ranking.part, ranking.searcher.coverage.weight
    said = [(name, line) for name, line in cells if line.clauses]
    if len(said) < 2:
        return None
    return _figures(said, part, weigh, alike) or (_words(said, part, weigh) if words else None)


def _figures(said: Sequence[tuple[str, Line]], part: Part, weigh: Callable[[str], float], alike: bool) -> Line | None:
    """Where every cell states one figure of the same unit: the figures, and of two the gap."""
    units = [u for v in measured(part) for u in _UNITS.get(v, ())]
    if all(line.computed for _, line in said):
        return _counts(said, part)
    often = bool(_HOW_OFTEN.search(part.text))
    found = [_figure(line.text if often else _about(line.text, part, weigh), units, often) for _, line in said]
    figures = [q for q in found if q is not None]
    if len(figures) < len(said) or len({q.unit for q in figures}) > 1:
        return None
    ids = tuple(dict.fromkeys(i for _, line in said for i in line.clauses))
    text = "，".join(f"{name}为{q.raw.strip()}" for (name, _), q in zip(said, figures, strict=True))
    if not alike:
        return None if figures[0].unit == "percent" else Line(f"各自的数值：{text}。", ids)
    if len({(q.value, q.high) for q in figures}) == 1 and len({q.comparator for q in figures} - {"eq"}) <= 1:
        return Line(f"数值相同：{text}。", ids)
    gap = _gap(figures)
    return Line(f"主要差别：{text}{f'，相差{gap}' if gap else ''}。", ids, (), (gap,) if gap else ())


def _counts(said: Sequence[tuple[str, Line]], part: Part) -> Line | None:
    """How many items the lists have, where that is asked."""
    if "count" not in part.values and not _HOW_MANY.search(part.text):
        return None
    ids = tuple(dict.fromkeys(i for _, line in said for i in line.clauses))
    counts = tuple(line.computed[0] for _, line in said)
    text = "，".join(f"{name}{count}" for (name, _), count in zip(said, counts, strict=True))
    return Line(f"{text}。", ids, (), counts)


def _about(text: str, part: Part, weigh: Callable[[str], float]) -> str:
    """The sentence that speaks most of what is asked."""
    wanted = [w for w in (*content_words(part.topic), *part.expansion) if len(w) > 1]
    return max(sentences(text) or [text], key=lambda s: sum(weigh(w) for w in wanted if w in _plain(s)))


def _figure(text: str, units: Sequence[Unit], often: bool = False) -> Quantity | None:
    """The figure a cell is about: the first bound of a unit asked for, else its only figure of one; without a unit
    asked for its only bound. Where it is asked how `often` something is done, a period that recurs before others."""
    figures = find_quantities(text)
    if not units:
        bounds = [q for q in figures if q.unit == "rank" or q.comparator in _BOUNDS]
        return bounds[0] if len(bounds) == 1 else None
    own = [q for q in figures if q.unit in units]
    if often:
        own = [q for q in own if _OFTEN.search(text[max(0, q.start - 2) : q.end + 4])] or own
    bounds = [q for q in own if q.comparator in _BOUNDS and q.unit not in ("month", "day")]
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


def _words(said: Sequence[tuple[str, Line]], part: Part, weigh: Callable[[str], float]) -> Line | None:
    """Where the cells say the same but for a few words: those words."""
    if any(line.computed for _, line in said):
        return None
    ids = tuple(dict.fromkeys(i for _, line in said for i in line.clauses))
    if len({_plain(line.text) for _, line in said}) == 1:
        return Line(f"{'、'.join(name for name, _ in said)}的条文相同。", ids)
    pieces = _pieces([line.text for _, line in said], part, weigh)
    if not pieces:
        return None
    words = [[w for w in cut(p) if w.strip()] for p in pieces]
    rest = _between(words) or (pieces if _alike(words) >= 0.5 else [])
    if not rest or len(set(map(_plain, rest))) < 2 or any(len(r) > _LONGEST for r in rest):
        return None
    text = "，".join(f"{name}为{_quoted(r)}" for (name, _), r in zip(said, rest, strict=True))
    return Line(f"表述不同：{text}。", ids, tuple(rest))


def _quoted(words: str) -> str:
    return f"「{words}」" if "“" in words else f"“{words}”"


def _plain(text: str) -> str:
    return compact(to_hans(text))


def _pieces(texts: Sequence[str], part: Part, weigh: Callable[[str], float]) -> list[str]:
    """Of the first text the piece between two signs that the question is about, of the others the most alike; nothing when
    no piece is clearly what the question is about."""
    wanted = [w for w in (*content_words(part.topic), *part.expansion) if len(w) > 1]
    cut_up = [[p.strip() for p in _PIECE.split(t) if p.strip()] or [t] for t in texts]

    def worth(text: str) -> float:
        return sum(weigh(w) for w in wanted if w in _plain(text))

    first = max(cut_up[0], key=worth)
    if not worth(first) or worth(first) < 0.6 * worth(texts[0]):
        return []
    tokens = {t for t in tokenise(first) if len(t) > 1}
    return [first, *(max(ps, key=lambda p: len(tokens & set(tokenise(p))) / (len(p) + 8) ** 0.5) for ps in cut_up[1:])]


def _between(words: Sequence[Sequence[str]]) -> list[str]:
    """What stands between the words at the start and at the end that all share, a short one with its neighbours; nothing
    when they share too little."""
    keys = [[_plain(w) for w in ws] for ws in words]
    shortest = min(map(len, keys))
    start = next((i for i in range(shortest) if len({k[i] for k in keys}) > 1), shortest)
    end = next((i for i in range(shortest - start) if len({k[-1 - i] for k in keys}) > 1), shortest - start)
    shared = len("".join(keys[0][:start])) + len("".join(keys[0][len(keys[0]) - end :]))
    if shared < 3 or _alike(words) < 0.35 or min(sum(map(len, ws)) for ws in words) < 8:
        return []

    def rests() -> list[str]:
        return ["".join(ws[start : len(ws) - end]).removeprefix("的").rstrip("的和及与") for ws in words]

    if end and all(_HELPS.search(r) for r in rests()):
        end -= 1
    while min(map(len, rests())) < 3 and start > 0:
        start -= 1
    while min(map(len, rests())) < 2 and end > 0:
        end -= 1
    return rests()


def _alike(words: Sequence[Sequence[str]]) -> float:
    """The share of characters, of the longest, in words that all hold."""
    common = set.intersection(*({_plain(w) for w in ws} for ws in words))
    sizes = [sum(len(w) for w in ws) for ws in words]
    return min(sum(len(w) for w in ws if _plain(w) in common) for ws in words) / max(sizes)
