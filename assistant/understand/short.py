"""What was read of short texts, kept; long ones are the asker's own and are read each time."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

__all__ = ["SHORT", "short_only"]

T = TypeVar("T")
SHORT = 200


def short_only(size: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Keep the last `size` results of a function of a text, for texts shorter than `SHORT` characters."""

    def over(function: Callable[[str], T]) -> Callable[[str], T]:
        held = lru_cache(maxsize=size)(function)

        @wraps(function)
        def called(text: str) -> T:
            return held(text) if len(text) < SHORT else function(text)

        return called

    return over
