"""Pinyin and homophones: words of the corpus found by how they sound (zhuanxiang zhichi → 专项支持, 抱名 → 报名)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from assistant.understand.segment import cut
from assistant.understand.syllables import syllables_of

__all__ = ["Sounds"]

_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[a-z]+(?: +[a-z]+)*")
_LONGEST = 6
_LONGEST_RUN = 200


class Sounds:
    """The words of a corpus by their sound; made on first use, since few questions need it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    @cached_property
    def words(self) -> Counter[str]:
        """Words of two characters or more with their counts, by jieba."""
        counts: Counter[str] = Counter()
        for text in self._texts:
            for run in _HAN.findall(text):
                counts.update(w for w in cut(run) if 2 <= len(w) <= _LONGEST)
        return counts

    @cached_property
    def _by_sound(self) -> dict[tuple[str, ...], str]:
        found: dict[tuple[str, ...], str] = {}
        for word, _ in self.words.most_common():
            found.setdefault(syllables_of(word), word)
        return found

    @cached_property
    def _syllables(self) -> frozenset[str]:
        return frozenset(s for sound in self._by_sound for s in sound)

    def spelt(self, text: str) -> tuple[str, ...]:
        """The words that Latin runs of `text` spell in pinyin; nothing for runs that are no pinyin."""
        found: list[str] = []
        for run in _LATIN.findall(text):
            if not 4 <= len(run) <= _LONGEST_RUN:
                continue
            syllables = self._cut(run.replace(" ", ""))
            if syllables:
                found.extend(self._match(syllables))
        return tuple(found)

    def heard(self, text: str) -> tuple[str, ...]:
        """Words that sound like pairs of characters of `text` which are no words of the corpus or of the language."""
        found: dict[str, None] = {}
        singles = ""
        for word in [*cut(text, guess=False), ""]:
            if len(word) == 1 and _HAN.fullmatch(word):
                singles += word
                continue
            for i in range(len(singles) - 1):
                pair = singles[i : i + 2]
                alike = self._by_sound.get(syllables_of(pair))
                if alike and alike != pair and set(alike) & set(pair):
                    found.setdefault(alike)
            singles = ""
        return tuple(found)

    def _cut(self, letters: str) -> tuple[str, ...]:
        """The run as syllables, longest first where there is a choice; empty when it cannot be cut. Linear: for each
        place, from the end, the longest syllable after which the rest can be cut too."""
        size_at: dict[int, int] = {len(letters): 0}
        for place in range(len(letters) - 1, -1, -1):
            for size in range(min(6, len(letters) - place), 0, -1):
                if place + size in size_at and letters[place : place + size] in self._syllables:
                    size_at[place] = size
                    break
        found: list[str] = []
        place = 0
        while size_at.get(place):
            found.append(letters[place : place + size_at[place]])
            place += size_at[place]
        return tuple(found) if place == len(letters) else ()

    def _match(self, syllables: tuple[str, ...]) -> list[str]:
        found, i = [], 0
        while i < len(syllables):
            for size in range(min(_LONGEST, len(syllables) - i), 1, -1):
                if word := self._by_sound.get(syllables[i : i + size]):
                    found.append(word)
                    i += size
                    break
            else:
                i += 1
        return found
