"""The user's own figures, ready to be held against a bound: as intervals, with sums, ratios and periods worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from assistant.understand.matters import base_of, matters
from assistant.understand.measures import numerator
from assistant.understand.quantities import Comparator, Quantity, Unit, show

__all__ = ["Interval", "Own", "Phrase", "interval", "own", "percent", "phrases", "shown"]

_NEARLY = re.compile(r"^(?:将近|接近|逼近|近|小|快|差不多)")
_OVER_HALF = re.compile(r"^(?:过半|超半数|一大半|大半)")
_SOME = re.compile(r"[多几余](?!少)")
_WHOSE = frozenset({"alliance", "project", "expert"})
"""What says whose the figure is rather than what it measures (联盟覆盖了…): the words behind it are read too."""
_CUT = re.compile(r"[,。;:!?()、]")


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure leaves possible: from `low` to `high` (None: no end), each end in or out."""

    low: Decimal | None
    high: Decimal | None
    low_out: bool = False
    high_out: bool = False

    def meets(self, comparator: Comparator, bar: Decimal) -> bool | None:
        """Whether every (True) or no (False) value in the interval meets the bound; None when some do."""
        if comparator in ("le", "lt"):
            return self._turned().meets("ge" if comparator == "le" else "gt", -bar)
        strict = comparator == "gt"
        if self.low is not None and (self.low > bar or (self.low == bar and (self.low_out or not strict))):
            return True
        if self.high is not None and (self.high < bar or (self.high == bar and (self.high_out or strict))):
            return False
        return None

    def _turned(self) -> Interval:
        low, high = (None if end is None else -end for end in (self.high, self.low))
        return Interval(low, high, self.high_out, self.low_out)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A figure with the words that belong to it: `before` it up to the figure or sign before, `after` it up to the next
    sign where no other figure stands, `near` the neighbouring clauses of the sentence without figures of their own."""

    quantity: Quantity
    before: str
    after: str
    near: str

    @property
    def words(self) -> str:
        """The words on both sides."""
        return f"{self.before} {self.after}"

    def matters(self) -> frozenset[str]:
        """What the figure measures, by the nearest words that say it."""
        told: frozenset[str] = frozenset()
        for words in (self.before, self.after, self.near):
            told |= matters(words)
            if told - _WHOSE:
                break
        return told


@dataclass(frozen=True, slots=True)
class Own:
    """A figure of the user's, given or worked out: its unit, what it leaves possible, how it is shown (`said`), what it
    measures and, of a ratio, the base it names. `exact` when it is one value; `terms` the part and the whole of a ratio
    worked out; `pledged` of money that is promised and not paid; `words` are those beside the
    figure, `top` the matter of what is a share (研发费用占收入的: spending); `single` of one thing, maybe no count; `near` are
    the words of the clauses next to it; `whole` those of the denominator of a ratio worked out, `unit_of` its unit."""

    unit: Unit
    span: Interval
    said: str
    about: frozenset[str] = frozenset()
    base: str = ""
    exact: bool = True
    worked_out: bool = False
    terms: tuple[Decimal, Decimal] | None = None
    pledged: bool = False
    words: str = ""
    top: frozenset[str] = frozenset()
    single: bool = False
    near: str = ""
    whole: str = ""
    unit_of: Unit | None = None

    @property
    def value(self) -> Decimal:
        """The figure, where it is exact."""
        return self.span.low if self.span.low is not None else Decimal(0)


def shown(value: Decimal, unit: Unit, beside: Decimal | None = None) -> str:
    """A value as readers write it, a ratio rounded to two places – to more where it would look like `beside`."""
    for places in (2, 4, 8):
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if beside is None or rounded != beside or value == beside:
            return show(rounded, unit)
    return show(value, unit)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """`part` of `whole` in percent."""
    return part / whole * 100


def interval(q: Quantity) -> Interval:
    """What the figure leaves possible: 不到30%, 三十多人, 两三家, 将近1000万."""
    value = q.value
    if _OVER_HALF.search(q.raw):
        return Interval(value, None, True)
    if q.comparator == "eq" and q.high is not None:
        return Interval(value, q.high)
    if q.comparator in ("eq", "gt") and (_SOME.search(q.raw) or "出头" in q.raw or "开外" in q.raw):
        top = value + Decimal(10) ** value.adjusted() if value else value
        return Interval(value, top, True, True)
    if q.comparator == "about":
        if _NEARLY.search(q.raw):
            return Interval(value * Decimal("0.9"), value, False, True)
        return Interval(value * Decimal("0.95"), value * Decimal("1.05"))
    if "来" in q.raw and q.comparator == "eq":
        return Interval(value * Decimal("0.95"), value * Decimal("1.1"))
    if q.unit == "rank" and q.raw.lstrip("排名位列").startswith("前"):
        return Interval(Decimal(1), value)
    if q.unit == "month" and q.raw.startswith("满"):
        return Interval(value, value + 12, False, True)
    return {
        "ge": Interval(value, None),
        "gt": Interval(value, None, True),
        "le": Interval(Decimal(0), value),
        "lt": Interval(Decimal(0), value, False, True),
    }.get(q.comparator, Interval(value, value))


def own(phrase: Phrase) -> Own:
    """A figure as the user gave it."""
    q = phrase.quantity
    span = interval(q)
    exact = span.low == span.high
    said = shown(q.value, q.unit) if exact else q.raw.strip()
    if exact and q.unit == "count":
        said = q.raw.strip()
    base = base_of(phrase.before) if q.unit == "percent" else ""
    top = numerator(phrase.before) if q.unit == "percent" else frozenset()
    return Own(q.unit, span, said, phrase.matters(), base, exact, words=phrase.words, top=top, near=phrase.near)


def phrases(text: str, figures: Sequence[Quantity]) -> list[Phrase]:
    """The figures with the words that belong to each."""
    made: list[Phrase] = []
    ordered = sorted(figures, key=lambda q: q.start)
    cuts = [m.start() for m in _CUT.finditer(text) if all(not q.start <= m.start() < q.end for q in ordered)]
    for i, q in enumerate(ordered):
        left = max([c + 1 for c in cuts if c < q.start] + [0])
        right = min([c for c in cuts if c >= q.end] + [len(text)])
        start = max([left, *(p.end for p in ordered[:i])])
        following = [p.start for p in ordered[i + 1 :] if p.start < right]
        after = text[q.end : right] if not following else ""
        made.append(Phrase(q, text[start : q.start], after, ""))
    return [replace(p, near=_near(text, p, ordered, cuts)) for p in made]


def _near(text: str, phrase: Phrase, figures: Sequence[Quantity], cuts: Sequence[int]) -> str:
    """The clauses of the sentence next to the figure's own, on either side up to the next figure."""
    q = phrase.quantity
    last = max([p.end for p in figures if p.end <= q.start] + [0])
    start = min([c for c in cuts if c >= last] + [q.start]) if last else 0
    following = min([p.start for p in figures if p.start >= q.end] + [len(text)])
    stop = max([c for c in cuts if q.end <= c <= following] + [q.end]) if following < len(text) else len(text)
    before, after = text[start : q.start], text[q.end : stop]
    return before if matters(before) else after
