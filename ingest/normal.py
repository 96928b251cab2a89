"""The normal form in which text is searched and compared. What is shown is always the source's own text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

__all__ = ["compact", "is_traditional", "normalise", "to_hans", "to_hant", "tokenise"]

_SPACE = re.compile(r"\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RUN = re.compile(r"[㐀-鿿豈-﫿]+|[a-z0-9]+(?:[.%][0-9]+)*%?")


@lru_cache(maxsize=4)
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


_REMEMBERED = 400
"""Texts of so many characters (clauses, sentences, bank questions) are remembered, longer ones are not."""


def to_hans(text: str) -> str:
    """Traditional to Simplified, character by character (same length); lone surrogates become blanks."""
    return _to_hans(text) if len(text) <= _REMEMBERED else _to_hans.__wrapped__(text)


@lru_cache(maxsize=8192)
def _to_hans(text: str) -> str:
    text = _SURROGATE.sub(" ", text)
    converted = str(_converter("t2s").convert(text))
    return converted if len(converted) == len(text) else "".join(_converter("t2s").convert(c)[:1] or c for c in text)


def to_hant(text: str) -> str:
    """Simplified to Traditional; lone surrogates become blanks."""
    text = _SURROGATE.sub(" ", text)
    return str(_converter("s2tw").convert(text))


def is_traditional(text: str) -> bool:
    """Whether the text is written in Traditional characters: at least one in twenty Han characters changes under t2s."""
    han = [c for c in text if "一" <= c <= "鿿"]
    if not han:
        return False
    joined = "".join(han)
    changed = sum(a != b for a, b in zip(joined, to_hans(joined), strict=True))
    back = to_hant(joined)
    simplified = sum(a != b for a, b in zip(joined, back, strict=False)) if len(back) == len(joined) else 0
    return changed > 0 and changed * 20 >= len(han) and changed > simplified


def normalise(text: str) -> str:
    """NFKC, Simplified, lower case, dashes and quotes unified; white space kept as one blank."""
    return _normalise(text) if len(text) <= _REMEMBERED else _normalise.__wrapped__(text)


@lru_cache(maxsize=8192)
def _normalise(text: str) -> str:
    text = to_hans(unicodedata.normalize("NFKC", text)).lower()
    text = re.sub(r"[‐-―−~～]", "-", text)
    text = re.sub(r"[“”„‟「」『』\"]", '"', text)
    return _SPACE.sub(" ", text).strip()


def compact(text: str) -> str:
    """`normalise` without any white space: the form in which quotations and anchors are compared."""
    return normalise(text).replace(" ", "")


def tokenise(text: str) -> list[str]:
    """Tokens for BM25: single Han characters, their bigrams, and runs of letters or digits."""
    tokens: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if "㐀" <= run[0] <= "鿿" or run[0] >= "豈":
            tokens.extend(run)
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            tokens.append(run)
    return tokens
