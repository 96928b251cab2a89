"""Text whose every character knows where in the source it stands, so that mending can be followed back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.model import Mend

__all__ = ["INSERTED", "Traced"]

INSERTED = -1
"""The origin of a character that no source character stands for."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A string and, for each of its characters, its offset in the source (`INSERTED` where it has none)."""

    text: str
    origin: tuple[int, ...]

    @staticmethod
    def of(text: str) -> Traced:
        """The source itself: every character stands where it stands."""
        return Traced(text, tuple(range(len(text))))

    @staticmethod
    def inserted(text: str) -> Traced:
        """Characters that the source does not have."""
        return Traced(text, (INSERTED,) * len(text))

    @staticmethod
    def join(parts: Iterable[Traced]) -> Traced:
        """The parts one after another."""
        pieces = list(parts)
        return Traced("".join(p.text for p in pieces), tuple(o for p in pieces for o in p.origin))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, key: slice) -> Traced:
        return Traced(self.text[key], self.origin[key])

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.origin + other.origin)

    def strip(self, chars: str | None = None) -> Traced:
        """Without white space (or `chars`) at either end."""
        start = len(self.text) - len(self.text.lstrip(chars))
        return self[start : start + len(self.text.strip(chars))]

    def at(self, index: int = 0) -> int:
        """The source offset of the character at `index`, or of the nearest one after or before it that has one."""
        later = (self.origin[i] for i in range(index, len(self.origin)) if self.origin[i] != INSERTED)
        earlier = (self.origin[i] for i in range(index - 1, -1, -1) if self.origin[i] != INSERTED)
        return next(later, next(earlier, 0))

    def substitute(
        self, pattern: re.Pattern[str], by: str | Callable[[re.Match[str]], str], kind: str, why: str
    ) -> tuple[Traced, list[Mend]]:
        """Replaces every match; returns the new text and one mend for each change.

        Characters that match and replacement share at either end keep their origin; the others are inserted.
        """
        parts: list[Traced] = []
        mends: list[Mend] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = by(match) if callable(by) else match.expand(by)
            if new == match.group():
                continue
            old = self[match.start() : match.end()]
            parts += [self[last : match.start()], old.becomes(new)]
            mends.append(Mend(kind, self.at(match.start()), old.text, new, why))
            last = match.end()
        if not mends:
            return self, []
        return Traced.join([*parts, self[last:]]), mends

    def becomes(self, new: str) -> Traced:
        """`new`, each of its characters that also stands in this text, in order, keeping its origin."""
        origin: list[int] = []
        rest = 0
        for char in new:
            found = self.text.find(char, rest)
            origin.append(self.origin[found] if found >= 0 else INSERTED)
            rest = found + 1 if found >= 0 else rest
        return Traced(new, tuple(origin))
