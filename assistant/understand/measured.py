"""The nouns that figures are of, from `lexicon/measured.yaml`; read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant.understand.lexicon import FOLDER

__all__ = ["Measured", "measured"]


@dataclass(frozen=True, slots=True)
class Measured:
    """`nouns` are tried in turn, the more telling first; `wider` is what a noun may be short for; `kinds` are narrower kinds
    of one matter, the `open` ones of which a figure may meet that tells its matter and no more."""

    nouns: tuple[tuple[str, re.Pattern[str]], ...]
    wider: dict[str, frozenset[str]]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    open: frozenset[str]


@lru_cache(maxsize=1)
def measured() -> Measured:
    """The data, compiled."""
    data = yaml.safe_load((FOLDER / "measured.yaml").read_text("utf-8"))
    nouns, kinds = (tuple((name, re.compile(pattern)) for name, pattern in data[key]) for key in ("nouns", "kinds"))
    return Measured(nouns, {k: frozenset(v) for k, v in data["wider"].items()}, kinds, frozenset(data["open"]))
