"""A question becomes an `Understanding`: its parts, each with scope, aspects, expected value and the user's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.understand.gate import Kind
from assistant.understand.quantities import Quantity
from assistant.understand.scope import Scope
from assistant.understand.values import Value

__all__ = ["Part", "Understanding"]


@dataclass(frozen=True, slots=True)
class Part:
    """One question of possibly several.

    `text` is in the normal form and stands alone; `topic` is `text` without names of regions and documents and without
    fillers; `context` is the topic of earlier turns, used at low weight; `expansion` the official words for everyday
    ones; `values` the kinds of value asked for (none: any text answers); `other` asks for the sister of what the
    context asked for (另一种), `nth` for one item of its list (第三个). `later` tells a second
    or third question of one utterance, whose `context` is the first; `judged` one that holds the user's figures against
    a bound; `programmes` the programmes whose own rules are asked for, each with all its names; `day` the day that the
    question speaks of (去年, 2022年6月1日). `alike` are reviewed
    questions most like it, each with the ids of the clauses it asks for; set by the search.
    """

    text: str
    topic: str
    scope: Scope
    aspects: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    figures: tuple[Quantity, ...] = ()
    expansion: tuple[str, ...] = ()
    context: str = ""
    other: bool = False
    nth: int = 0
    later: bool = False
    judged: bool = False
    programmes: tuple[tuple[str, ...], ...] = ()
    alike: tuple[tuple[tuple[str, ...], str], ...] = ()

    def asks(self, *aspects: str) -> bool:
        """Whether any of these aspects was recognised."""
        return any(a in self.aspects for a in aspects)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of a question. `kind` other than `question` needs no look-up; `declined` tells that a part of the
    utterance was left out because it is about something else."""

    kind: Kind
    script: Literal["hans", "hant"]
    as_of: date
    parts: tuple[Part, ...] = ()
    declined: bool = False
