"""How a Chinese word sounds, in pinyin without tones; from pypinyin's tables, many times faster than its converter."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import islice, product

__all__ = ["spellings_of", "syllables_of"]

_LONGEST = 4
_MOST_SPELLINGS = 64


def syllables_of(word: str) -> tuple[str, ...]:
    """One syllable for each character (ü as v); characters without a reading stand for themselves. The longest phrases
    with readings of their own come first.

    >>> syllables_of("重庆市")
    ('chong', 'qing', 'shi')
    """
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    found: list[str] = []
    place = 0
    while place < len(word):
        for size in range(min(_LONGEST, len(word) - place), 1, -1):
            if (phrase := PHRASES_DICT.get(word[place : place + size])) and len(phrase) == size:
                found.extend(_plain(readings[0]) for readings in phrase)
                place += size
                break
        else:
            readings = PINYIN_DICT.get(ord(word[place]))
            found.append(_plain(readings.split(",")[0]) if readings else word[place])
            place += 1
    return tuple(found)


def spellings_of(word: str) -> tuple[str, ...]:
    """Every way to spell a name in pinyin, its characters with all their readings (新都: xindu, xindou)."""
    from pypinyin.constants import PINYIN_DICT

    readings = [dict.fromkeys(map(_plain, PINYIN_DICT.get(ord(c), c).split(","))) for c in word]
    return tuple("".join(row) for row in islice(product(*readings), _MOST_SPELLINGS))


@lru_cache(maxsize=4096)
def _plain(syllable: str) -> str:
    marks = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(c for c in marks if not unicodedata.combining(c))
