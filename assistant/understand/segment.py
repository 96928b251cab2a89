"""Chinese text to words, by jieba; its dictionary is loaded on first use."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["cut", "frequencies"]

_COMMON = 400


@lru_cache(maxsize=1)
def _jieba() -> Any:
    import jieba

    jieba.setLogLevel("WARNING")
    # Not the predictable file in the shared temporary folder that jieba writes by default.
    jieba.dt.tmp_dir = str(Path(jieba.__file__).parent)
    jieba.initialize()
    return jieba


def cut(text: str, guess: bool = True) -> list[str]:
    """The words of `text`, in order; without `guess` only words of the dictionary, other characters one by one."""
    return list(_jieba().cut(text, HMM=guess))


@lru_cache(maxsize=1)
def frequencies() -> dict[str, int]:
    """The common words of the language, with how often each occurs in jieba's corpus."""
    common = sorted(((n, w) for w, n in _jieba().dt.FREQ.items() if n >= _COMMON), reverse=True)
    return {w: n for n, w in common if "一" <= w[0] <= "鿿"}
