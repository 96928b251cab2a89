"""Text for training the builtin embedding: flat arrays of tokens with the bounds of sentences and passages.

A passage is an article of a statute or a paragraph of a report; a position is a Han character or a run of letters or
digits, as in `ingest.normal.tokenise`. Each position carries its own token and the bigram that starts there, so that
any stretch of positions is a bag of tokens without tokenising again.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.normal import normalise

__all__ = ["Passage", "TrainingText", "build_text", "build_vocabulary", "passages", "read_documents"]

Ints = NDArray[np.int64]

_TOKEN = re.compile(r"[㐀-鿿豈-﫿]|[a-z0-9]+(?:[.%][0-9]+)*%?")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?\s*")
_HEADING = re.compile(r"^#+\s*(?:第[一二三四五六七八九十百]+[编章节]\s*)?")
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？\n]?")
_DATE = re.compile(r"[（(][0-9-]+[)）]$")
_WORD_BASE = 0x40000
"""Code of the first letter or digit run; Han characters keep their code point."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One article or paragraph with the title and heading above it."""

    title: str
    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrainingText:
    """All passages as token ids: `unigrams[i]` and `bigrams[i]` (0 where there is none) of position i.

    `sentences` are the start positions of sentences, `passages` the index of each passage's first sentence, both with
    one closing element. `titles` gives each passage the sentence index of its title and heading, as text of their own.
    """

    unigrams: Ints
    bigrams: Ints
    sentences: Ints
    passages: Ints
    titles: Ints


def read_documents(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Title and text of every line of the JSON Lines files (`.gz` or plain; fields `title`, `text`)."""
    for file in files:
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield _DATE.sub("", record["title"]), record["text"]


def passages(title: str, text: str) -> Iterator[Passage]:
    """The articles of a statute, or the paragraphs of a text without articles, at least 20 characters long."""
    has_articles = sum(bool(_ARTICLE.match(line)) for line in text.splitlines()) >= 3
    heading, block = "", list[str]()

    def finished() -> Iterator[Passage]:
        joined = "\n".join(block)
        if len(joined) >= 20:
            yield Passage(title, heading, tuple(s for s in _SENTENCE.findall(joined) if s.strip()))
        block.clear()

    for raw in text.splitlines():
        line = raw.strip()
        if not line or line.startswith(("|", "<!--")):
            continue
        if line.startswith("#"):
            yield from finished()
            heading = _HEADING.sub("", line)
        elif _ARTICLE.match(line) or not has_articles:
            yield from finished()
            block.append(_ARTICLE.sub("", line))
        else:
            block.append(line)
    yield from finished()


def _codes(text: str, words: dict[str, int]) -> list[int]:
    found = _TOKEN.findall(normalise(text))
    return [ord(t) if t >= "㐀" else words.setdefault(t, _WORD_BASE + len(words)) for t in found]


def _gb2312() -> Ints:
    """Code points of the 6,763 characters of GB 2312."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return np.array(sorted(ord(c) for row in rows if (c := row.decode("gb2312", "ignore"))), dtype=np.int64)


def build_vocabulary(
    codes: Ints, joined: NDArray[np.bool_], words: Sequence[str], runs: int, bigrams: int
) -> tuple[list[str], Ints, Ints, Ints]:
    """Choose the vocabulary: every common character, the most frequent runs, and the most cohesive bigrams.

    Common are the characters of GB 2312 and those seen twice; one that was never seen still tells two texts apart.

    `codes` are the positions' codes, `joined[i]` whether position i and i + 1 form a bigram. Returns the token texts
    (row 0 is `[UNK]`), the row of each code, and the keys and rows of the bigrams in key order. Bigrams are ranked by
    frequency × pointwise mutual information, so that 创新 comes before 的规.
    """
    seen, counts = np.unique(codes, return_counts=True)
    han = seen < _WORD_BASE

    def top(mask: NDArray[np.bool_], size: int) -> Ints:
        best = np.argsort(-counts[mask], kind="stable")[:size]
        return np.asarray(seen[mask][best])

    often = top(han & (counts >= 2), len(seen))
    rare = np.setdiff1d(_gb2312(), often)
    chosen = np.concatenate([often, rare, top(~han & (counts >= 20), runs)])
    tokens = ["[UNK]", *(chr(c) if c < _WORD_BASE else words[c - _WORD_BASE] for c in chosen)]
    rows = np.zeros(_WORD_BASE + len(words), dtype=np.int64)
    rows[chosen] = np.arange(1, len(chosen) + 1)

    keys = codes[:-1][joined[:-1]] << 20 | codes[1:][joined[:-1]]
    pairs, frequency = np.unique(keys, return_counts=True)
    total = Counter(dict(zip(seen.tolist(), counts.tolist(), strict=True)))
    first = np.array([total[k] for k in (pairs >> 20).tolist()], dtype=np.float64)
    second = np.array([total[k] for k in (pairs & 0xFFFFF).tolist()], dtype=np.float64)
    cohesion = frequency * np.log(frequency * len(codes) / (first * second))
    best = np.sort(pairs[np.argsort(-cohesion, kind="stable")[:bigrams]])
    tokens += [chr(k >> 20) + chr(k & 0xFFFFF) for k in best.tolist()]
    return tokens, rows, best, np.arange(len(tokens) - len(best), len(tokens))


def build_text(source: Iterable[Passage], runs: int, bigrams: int) -> tuple[TrainingText, list[str], Ints]:
    """Encode the passages; returns the text, the vocabulary (row order) and each row's frequency."""
    words: dict[str, int] = {}
    codes: list[Ints] = []
    sentence_starts, passage_starts, titles = [0], list[int](), list[int]()
    known: dict[str, int] = {}

    def add(text: str) -> None:
        encoded = np.array(_codes(text, words), dtype=np.int64)
        codes.append(encoded)
        sentence_starts.append(sentence_starts[-1] + len(encoded))

    for passage in source:
        name = f"{passage.title} {passage.heading}"
        if name not in known:
            known[name] = len(sentence_starts) - 1
            add(name)
        passage_starts.append(len(sentence_starts) - 1)
        titles.append(known[name])
        for sentence in passage.sentences:
            add(sentence)
        passage_starts.append(len(sentence_starts) - 1)
    flat = np.concatenate(codes)
    codes.clear()
    starts = np.array(sentence_starts, dtype=np.int64)
    joined = np.zeros(len(flat), dtype=np.bool_)
    joined[:-1] = (flat[:-1] < _WORD_BASE) & (flat[1:] < _WORD_BASE)
    joined[starts[1:][starts[1:] > 0] - 1] = False
    tokens, rows, keys, key_rows = build_vocabulary(flat, joined, list(words), runs, bigrams)
    pair = np.zeros(len(flat), dtype=np.int64)
    wanted = flat[:-1] << 20 | flat[1:]
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    pair[:-1] = np.where(joined[:-1] & (keys[at] == wanted), key_rows[at], 0)
    single = rows[flat]
    frequency = np.bincount(single, minlength=len(tokens)) + np.bincount(pair, minlength=len(tokens))
    bounds = np.array(passage_starts, dtype=np.int64).reshape(-1, 2)
    return TrainingText(single, pair, starts, bounds, np.array(titles, dtype=np.int64)), tokens, frequency
