"""Points that fall with a share (达到40%得15分，每低1个百分点扣0.5分): reckoned for the asker's own percentage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["Falling", "falling"]

_N = r"(\d+(?:\.\d+)?)"
_RULE = re.compile(
    rf"(?:达到|不低于|大于等于)?\s*{_N}\s*[%％](?:及以上|以上)?的?[，,]?\s*(?:得|计|为)\s*{_N}\s*分[，,；;]\s*每(?:降?低|下降|减少|少)\s*"
    rf"{_N}\s*个?百分点[，,]?(?:的)?扣(?:减|除)?\s*{_N}\s*分"
)


@dataclass(frozen=True, slots=True)
class Falling:
    """A rule by which points fall, verbatim in `text`: full points from a share upwards, less for each step below it."""

    full: Decimal
    points: Decimal
    step: Decimal
    less: Decimal
    text: str
    clause: Clause

    def told(self, value: Decimal) -> str:
        """How many points the share gets, with the sum; empty where it lies between two steps."""
        if value >= self.full:
            return f"{self.points}分"
        steps = (self.full - value) / self.step
        if steps != steps.to_integral_value():
            return ""
        left = max(self.points - steps * self.less, Decimal(0))
        return f"{self.points}分－{_plain(steps)}×{self.less}分＝{_plain(left)}分"


def falling(clause: Clause) -> Falling | None:
    """The rule of the clause; None where it states none."""
    m = _RULE.search(to_hans(clause.text))
    if m is None:
        return None
    full, points, step, less = map(Decimal, m.groups())
    return Falling(full, points, step, less, clause.text[m.start() : m.end()], clause) if step else None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
