"""English questions read as Chinese ones: phrases replaced, longest first; function words dropped in whole sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["English"]

_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[一-鿿]")
_DOCUMENT_NUMBER = re.compile(
    r"(?<![a-z])(?:(?:document|file|doc|notice)\s+)?no\.?\s*(\d+)(?!\d)(?=(?P<place>\s+in\b)?)"
)
_ORDINAL = re.compile(r"(?<![a-z\d])(\d{1,3})(?:st|nd|rd|th)(?![a-z])")
_WHEN_DONE = re.compile(r"(什么时候|哪一天|哪一年|谁)\s+([^,。?;]*?)\s*(印发|发布|施行|失效)(?![一-鿿])")
_VALID = re.compile(r"(到什么时候|到哪一年)\s+([^,。?;]*?)\s*有效期(?![一-鿿])")
_AND = re.compile(
    r"(?:,\s*)?(?<![a-z])and\s+(?=(?:(?:in|by|until|since|from|on)\s+)?(?:how|who|what|when|which|where|why|is|are|does|do|can|must)\b)"
)
_STOP = re.compile(r"\.(?=\s|$)")


class English:
    """The table of `english.yaml`. Texts given to its methods are in the normal form (lower case)."""

    def __init__(self, asked: Mapping[str, str], words: Mapping[str, Sequence[str]], stops: Iterable[str]) -> None:
        self._means: dict[str, tuple[str, ...]] = {k.lower(): (v,) for k, v in asked.items()}
        self._means |= {k.lower(): tuple(v) for k, v in words.items()}
        self._stops = frozenset(stops)
        keys = sorted(self._means, key=lambda k: (-len(k), k))
        self._pattern = re.compile(rf"(?<![a-z])(?:{'|'.join(_with_plural(k) for k in keys)})(?![a-z&])")
        self.vocabulary = frozenset(w for k in keys for w in _WORD.findall(k) if len(w) > 1) | self._stops

    def is_sentence(self, text: str) -> bool:
        """Whether the whole text is English: two function or question words at least, and little Chinese."""
        words = _WORD.findall(text)
        known = sum(w in self._stops or w in self._means for w in words)
        return known >= 2 and len(words) >= 4 and len(_HAN.findall(text)) < len(words)

    def read(self, text: str) -> str:
        """The text with English words as Chinese; of an English sentence, one word for each and no function words."""
        if not _WORD.search(text):
            return text
        whole = self.is_sentence(text)
        if whole:
            text = _AND.sub(",还有", text)
            text = _DOCUMENT_NUMBER.sub(lambda m: f"排名第{m[1]}" if m["place"] else f"{m[1]}号文", text)
        text = self._pattern.sub(lambda m: f" {self._meaning(m[0], whole)} ", text)
        if whole:
            text = _STOP.sub("。", _ORDINAL.sub(r"第\1", text))
            text = _WHEN_DONE.sub(r"\2 \1\3", _VALID.sub(r"\2 有效期\1", text))
            text = _WORD.sub(lambda m: " " if m[0] in self._stops else m[0], text)
        return re.sub(r"\s+(?=[,。?;:!])|(?<=[,。?;:!])\s+", "", re.sub(r"\s+", " ", text)).strip()

    def _meaning(self, found: str, whole: bool) -> str:
        for key in (found, found[:-1], found[:-2], found[:-3] + "y"):
            if means := self._means.get(key):
                return means[0] if whole else " ".join(means[:2])
        return found


def _with_plural(key: str) -> str:
    if not key[-1:].isalpha():
        return re.escape(key)
    if key.endswith("y"):
        return re.escape(key[:-1]) + "(?:y|ies|ys)"
    return re.escape(key) + ("(?:es)?" if key.endswith(("s", "x", "ch", "sh")) else "s?")
