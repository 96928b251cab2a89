"""Bands of values (60分至69分, 50%以下（5分）) as intervals, read from rows of a table and from running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.answer.sentences import body
from ingest.model import Clause
from ingest.normal import normalise, to_hans

__all__ = ["Band", "bands_in", "bands_in_cell", "bands_of_rows", "fitting"]

_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"(?:分|[%％]|万元|亿元)"
_TO = r"\s*(?:—+|-+|–|~|～|至|到)\s*"
_SPAN = re.compile(rf"({_NUMBER})\s*({_UNIT})?{_TO}({_NUMBER})\s*({_UNIT})")
_BOTH = re.compile(
    rf"({_NUMBER})\s*({_UNIT})\s*(?:\(含\)|（含）)?(?:及以上|以上|及)?[、,，\s]*(不满|不足|低于|不到|以上不满|至不满)\s*({_NUMBER})\s*({_UNIT})"
)
_FROM = re.compile(
    rf"({_NUMBER})\s*({_UNIT})\s*(?:\(含\)|（含）)?(?:及以上|以上)"
    rf"|(?:不低于|不少于|不小于|(?<!未)(?<!不)达到)\s*({_NUMBER})\s*({_UNIT})"
)
_OVER = re.compile(rf"(?<!不)(?:超过|高于|大于)\s*({_NUMBER})\s*({_UNIT})")
_UNDER = re.compile(rf"(?:不满|不足|(?<!不)低于|不到|未达到?|(?<!不)小于)\s*({_NUMBER})\s*({_UNIT})")
_DOWN = re.compile(rf"({_NUMBER})\s*({_UNIT})\s*(?:及以下|以下|以内)|不(?:超过|高于|大于)\s*({_NUMBER})\s*({_UNIT})")
_PIECE = re.compile(r"[；;。\n]|(?<=[\u4e00-\u9fff）)])[，,](?=\s*(?:得分)?\d|\s*不满|\s*不足|\s*低于)")
_OPTION = re.compile(r"(?<![A-H、])(?=[A-H][.．、](?![A-H]))")
_CLOSED = re.compile(r"以上|以下|以内")
_CELL = 10
_MOST = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Band:
    """An interval with the words that say what holds in it; its ends belong to it unless they are open."""

    low: Decimal
    high: Decimal
    unit: str
    text: str
    clause: Clause
    open_low: bool = False
    open_high: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies in the band, its closed ends included."""
        above = value > self.low if self.open_low else value >= self.low
        below = value < self.high if self.open_high else value <= self.high
        return above and below


def _read(text: str, whole: str, clause: Clause) -> Band | None:
    """The first interval that the piece of text states; None where it states none."""
    if m := _BOTH.search(text):
        return Band(Decimal(m[1]), Decimal(m[4]), _unit(m[5]), whole, clause, open_high=True)
    if m := _SPAN.search(text):
        return Band(Decimal(m[1]), Decimal(m[3]), _unit(m[4]), whole, clause)
    for pattern, up, open_end in (
        (_UNDER, False, True),
        (_OVER, True, True),
        (_FROM, True, False),
        (_DOWN, False, False),
    ):
        if m := pattern.search(text):
            number, unit = (g for g in m.groups() if g is not None)
            end = Decimal(number)
            if up:
                return Band(end, _MOST, _unit(unit), whole, clause, open_low=open_end)
            return Band(Decimal(0), end, _unit(unit), whole, clause, open_high=open_end)
    return None


def _unit(written: str) -> str:
    return "%" if written in "%％" else written


def bands_in(clause: Clause) -> tuple[Band, ...]:
    """The bands that one clause tells, piece by piece (A.…；B.…), of one unit; none where there are fewer than two, or
    they are no set of neighbours."""
    return _told(_pieces(body(clause)), clause)


def bands_in_cell(row: Clause) -> tuple[str, tuple[Band, ...]]:
    """The bands that one cell of a row tells (不低于90%得10分，80%至90%得6分), and what the other cells say; of none the
    empty tuple."""
    for name, value in row.cells:
        if len(value) > _CELL and (bands := _told(_pieces(value), row)):
            return "".join(v for n, v in row.cells if n != name), bands
    return "", ()


def _told(pieces: Iterable[str], clause: Clause) -> tuple[Band, ...]:
    found = [b for piece in pieces if (b := _read(normalise(to_hans(piece)), piece.strip(), clause))]
    return _set(found)


def bands_of_rows(rows: Sequence[Clause]) -> tuple[Band, ...]:
    """The bands of the rows of one table: the column whose cells are intervals."""
    for name in dict.fromkeys(n for r in rows for n, _ in r.cells):
        cells = [(r, v) for r in rows for n, v in r.cells if n == name and v]
        found = [b for r, v in cells if len(v) <= 20 and (b := _read(normalise(to_hans(v)), v, r))]
        if len(found) == len(cells) and (bands := _set(found)):
            return bands
    return ()


def fitting(value: Decimal, bands: Sequence[Band], takes_in: bool) -> Band | None:
    """The one band that the value lies in; None where none holds it. Where two do (50% of 50%以下 and 50%—60%) the one that
    says 以上 or 以下, if the document says that these take in the figure itself (`takes_in`); else None."""
    held = [b for b in bands if b.holds(value)]
    if len(held) == 2 and takes_in:
        held = [b for b in held if _CLOSED.search(to_hans(b.text))]
    return held[0] if len(held) == 1 else None


def _pieces(text: str) -> Iterator[str]:
    yield from ((p for p in _OPTION.split(text) if p) if _OPTION.search(text) else _PIECE.split(text))


def _set(found: Sequence[Band]) -> tuple[Band, ...]:
    """The bands of the commonest unit, where they lie beside each other and hardly overlap."""
    units = [b.unit for b in found]
    if not units:
        return ()
    unit = max(set(units), key=units.count)
    bands = sorted((b for b in found if b.unit == unit), key=lambda b: (b.low, b.high))
    apart = all(a.high <= b.low for a, b in pairwise(bands))
    return tuple(bands) if len(bands) >= 2 and apart else ()
