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
_FLOOR = re.compile(rf"[，,；;]\s*(?:低于|不足|不到)\s*{_N}\s*[%％]的?[，,]?(?:不得分|不计分|[得计为]\s*0\s*分)")
_UNTIL = re.compile(r"[，,；;]\s*(?:直至|直到)?扣完(?:为止)?")
_END = re.compile(r"\s*(?:[）)；;]\s*)?(?:$|[。\n])")
_MORE = re.compile(r"低于|不足|不到|未达|不得分|最低|最多|否决|[^\d]0\s*分")


@dataclass(frozen=True, slots=True)
class Falling:
    """A rule by which points fall, verbatim in `text`: full points from a share upwards, less for each step below it, and
    none at all below the `floor`."""

    full: Decimal
    points: Decimal
    step: Decimal
    less: Decimal
    text: str
    clause: Clause
    floor: Decimal | None = None

    def told(self, value: Decimal) -> str:
        """How many points the share gets, with the sum; empty where it lies between two steps."""
        if value >= self.full:
            return f"{self.points}分"
        if self.floor is not None and value < self.floor:
            return "0分"
        steps = (self.full - value) / self.step
        if steps != steps.to_integral_value():
            return ""
        left = max(self.points - steps * self.less, Decimal(0))
        return f"{self.points}分－{_plain(steps)}×{self.less}分＝{_plain(left)}分"


def falling(clause: Clause) -> Falling | None:
    """The rule of the clause; None where it states none, or goes on in a way that is not read."""
    cells = [v for _, v in clause.cells] or [clause.text]
    for cell in cells:
        text = to_hans(cell)
        if len(text) == len(cell) and (m := _RULE.search(text)):
            return _whole(m, cell, text, clause)
    return None


def _whole(m: re.Match[str], cell: str, text: str, clause: Clause) -> Falling | None:
    """The rule with what follows it: a floor, or the word that points fall to nothing; None where anything else does."""
    full, points, step, less = map(Decimal, m.groups())
    floor = _FLOOR.match(text, m.end())
    end = floor.end() if floor else m.end()
    if until := _UNTIL.match(text, end):
        end = until.end()
    if not step or not _END.match(text, end) or _MORE.search(text[end:]):
        return None
    return Falling(full, points, step, less, cell[m.start() : end], clause, Decimal(floor[1]) if floor else None)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
