"""Whole questions in pinyin read as characters: the most likely words over the letters, by dynamic programming."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from assistant.understand.segment import frequencies
from assistant.understand.syllables import syllables_of

__all__ = ["PinyinReader"]

_HAN = re.compile(r"[一-鿿]+")
_RUN = re.compile(r"[a-z]+(?:[ ']+[a-z]+)*")
_LONGEST = 30
_MOST_LETTERS = 400
_FUZZY = math.log(1e-3)
_FLOOR = 1e-9
_ASKED, _KNOWN = 1e-3, 5e-5
_OTHERWISE = {"谁": "shei", "陕": "shaan"}
"""Characters that are also spelt otherwise than they sound by rule."""
_NASAL = {"in": "ing", "ing": "in", "en": "eng", "eng": "en", "an": "ang", "ang": "an"}


@dataclass(frozen=True, slots=True)
class _Edge:
    """A word over the letters of its sound: where its syllables end, and how likely it is (log)."""

    word: str
    ends: tuple[int, ...]
    weight: float


class PinyinReader:
    """Reads pinyin with the words of a corpus (`count` counts them on first use), of the lexicon (`known`), of questions
    (`asked`) and of the language. `english` are words that are no pinyin on their own (guide, he, can)."""

    def __init__(
        self,
        count: Callable[[], Mapping[str, int]],
        known: Iterable[str] = (),
        asked: Iterable[str] = (),
        english: Iterable[str] = (),
    ) -> None:
        self._count, self._english = count, frozenset(english)
        self._known, self._asked = frozenset(known), frozenset(asked)

    def read(self, text: str) -> str:
        """The normalised text with its pinyin as characters. Unchanged when it holds fewer than four syllables (three
        beside Chinese) or what is no pinyin."""
        if len(re.findall("[a-z]", text)) < 5 or not self._spelt(text):
            return text
        return _RUN.sub(lambda m: self._run(m[0]), text)

    def _spelt(self, text: str) -> bool:
        tokens = [t for run in _RUN.findall(text) for part in self._pieces(run) if part[1] for t in part[0]]
        letters = sum(map(len, tokens))
        if letters < 6 or letters > _MOST_LETTERS:
            return False
        total = sum(len(self._cut(t)) for t in tokens)
        return total >= 4 or (total >= 3 and bool(_HAN.search(text)))

    def _run(self, run: str) -> str:
        pieces = self._pieces(run)
        if not any(spelt for _, spelt in pieces):
            return run
        return " ".join((spelt and self._best(tokens)) or " ".join(tokens) for tokens, spelt in pieces)

    def _pieces(self, run: str) -> list[tuple[list[str], bool]]:
        """The tokens of a run in groups, each with whether it is pinyin. An English word is pinyin only where every token
        of the run can be, and most are no English."""
        tokens = re.findall("[a-z]+", run)
        spelt = [bool(self._cut(t)) for t in tokens]
        foreign = [t in self._english for t in tokens]
        if all(spelt) and sum(foreign) * 3 <= len(tokens):
            return [(tokens, True)]
        groups: list[tuple[list[str], bool]] = []
        for token, fits, other in zip(tokens, spelt, foreign, strict=True):
            kind = fits and not other
            if groups and groups[-1][1] == kind:
                groups[-1][0].append(token)
            else:
                groups.append(([token], kind))
        return groups

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return self._count()

    def _cut(self, letters: str) -> tuple[str, ...]:
        """The token as syllables, the longest first where there is a choice; empty when it is no pinyin."""
        cut: dict[int, int] = {len(letters): 0}
        for place in range(len(letters) - 1, -1, -1):
            for size in range(min(6, len(letters) - place), 0, -1):
                if place + size in cut and letters[place : place + size] in self._syllables:
                    cut[place] = size
                    break
        found, place = [], 0
        while cut.get(place):
            found.append(letters[place : place + cut[place]])
            place += cut[place]
        return tuple(found) if found and place == len(letters) else ()

    @cached_property
    def _syllables(self) -> frozenset[str]:
        """Every syllable of the language, from the sounds of its common characters."""
        singles = "".join(w for w in frequencies() if len(w) == 1)
        return frozenset(_spellings(syllables_of(singles))) - set("bcdfghjklmnpqrstvwxyz") | set(_OTHERWISE.values())

    @cached_property
    def _edges(self) -> dict[str, tuple[_Edge, ...]]:
        weights = self._weights()
        found: dict[str, dict[tuple[int, ...], _Edge]] = {}
        for word, weight in weights.items():
            sound = syllables_of(word)
            if len(sound) != len(word):
                continue
            _add(found, word, sound, math.log(weight))
            if any(c in _OTHERWISE for c in word):
                other = tuple(_OTHERWISE.get(c, s) for c, s in zip(word, sound, strict=True))
                _add(found, word, other, math.log(weight))
            if len(word) > 1 and (word in self._counts or word in self._known):
                for variant in _variants(sound):
                    _add(found, word, variant, math.log(weight) + _FUZZY)
        return {key: tuple(edges.values()) for key, edges in found.items()}

    def _weights(self) -> dict[str, float]:
        """How likely each word is: by the corpus, by the language at large, by lists of what is asked and known."""
        general = frequencies()
        all_general, all_counts = sum(general.values()) or 1, sum(self._counts.values()) or 1
        words = {*general, *self._counts, *self._asked, *self._known}
        return {
            word: 0.6 * general.get(word, 0) / all_general
            + 0.4 * (self._counts.get(word, 0) / all_counts if len(word) > 1 else 0.0)
            + (_ASKED if word in self._asked else 0.0)
            + (_KNOWN if word in self._known else 0.0)
            + _FLOOR
            for word in words
            if word and _HAN.fullmatch(word)
        }

    def _best(self, tokens: list[str]) -> str:
        """The most likely words; empty when the letters cannot be covered. A word may span tokens, and ends where its
        tokens end or stays inside one."""
        letters = "".join(tokens)
        borders = {0, *accumulate(map(len, tokens))}
        best: dict[int, tuple[float, str]] = {0: (0.0, "")}
        for start in range(len(letters)):
            if start not in best:
                continue
            score, said = best[start]
            for end in range(start + 1, min(len(letters), start + _LONGEST) + 1):
                inside = {b - start for b in borders if start < b < end}
                for edge in self._edges.get(letters[start:end], ()):
                    fits = inside <= set(edge.ends) and (not inside or (start in borders and end in borders))
                    if fits and (end not in best or best[end][0] < score + edge.weight):
                        best[end] = (score + edge.weight, said + edge.word)
        return best.get(len(letters), (0.0, ""))[1]


def _spellings(sound: tuple[str, ...]) -> set[str]:
    return {s for syllable in sound for s in (syllable, syllable.replace("v", "u"))}


def _variants(sound: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The sound with one front nasal for a back one, or the other way (lin/ling)."""
    for i, syllable in enumerate(sound):
        if found := re.search(r"(?:[iea]ng?)$", syllable):
            yield (*sound[:i], syllable[: found.start()] + _NASAL[found[0]], *sound[i + 1 :])


def _add(found: dict[str, dict[tuple[int, ...], _Edge]], word: str, sound: tuple[str, ...], weight: float) -> None:
    ends = tuple(accumulate(map(len, sound)))
    for key in {"".join(sound), "".join(sound).replace("v", "u")}:
        edges = found.setdefault(key, {})
        if ends not in edges or edges[ends].weight < weight:
            edges[ends] = _Edge(word, ends, weight)
