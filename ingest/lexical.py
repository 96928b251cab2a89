"""BM25 over single characters and bigrams (`ingest.normal.tokenise`): saved once, opened with mmap."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.normal import tokenise

__all__ = ["TOKENISER", "Lexical"]

TOKENISER = "han-1-2/1"
"""Name and version of the tokens an index holds; an index made with other tokens is refused."""

_METHOD, _K1, _B = "lucene", 1.5, 0.75
_NOTHING = ["\x00"]
"""The tokens of a text that has none, such as ——; no question holds them."""

Scores = NDArray[np.float32]


class Lexical:
    """An open index that scores all its texts for a question. Never changes; any number of threads may read it."""

    def __init__(self, folder: Path) -> None:
        import bm25s

        self._lengths: Scores = np.load(folder / "lengths.npy", mmap_mode="r")
        self.size = len(self._lengths)
        self._average = float(self._lengths.mean()) if self.size else 1.0
        self._engine: Any = None
        found = np.zeros(0)
        if self.size:
            self._engine = bm25s.BM25.load(folder, mmap=True, show_progress=False)
            found = np.diff(self._engine.scores["indptr"])
        self._idf = np.log1p((self.size - found + 0.5) / (found + 0.5))

    @classmethod
    def write(cls, folder: Path, texts: Sequence[str]) -> None:
        """Index `texts` into the new folder `folder`."""
        import bm25s

        # It sets its own logger to DEBUG, whatever the service's level is.
        logging.getLogger("bm25s").setLevel(logging.WARNING)
        folder.mkdir(parents=True)
        tokens = [tokenise(text) or _NOTHING for text in texts]
        np.save(folder / "lengths.npy", np.array([len(t) for t in tokens], dtype=np.float32))
        if tokens:
            engine = bm25s.BM25(method=_METHOD, k1=_K1, b=_B)
            engine.index(tokens, show_progress=False)
            engine.save(folder, show_progress=False)

    def scores(self, text: str) -> Scores:
        """The BM25 score of every text for `text`, in the order they were written; 0 where no token is shared."""
        if self._engine is None:
            return np.zeros(0, dtype=np.float32)
        known = self._engine.get_tokens_ids(tokenise(text))
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._engine.get_scores_from_ids(known), dtype=np.float32)

    def similarity(self, text: str) -> Scores:
        """How much of `text` each text says, from 0 to 1: its score against the one `text` would have for itself.

        Measured on held-out bank questions this finds the entry more often than norms that count both texts.
        """
        mine = self._score_of_itself(tokenise(text))
        if mine <= 0:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(np.clip(self.scores(text) / np.float32(mine), 0.0, 1.0), dtype=np.float32)

    def _score_of_itself(self, tokens: Sequence[str]) -> float:
        """The score the tokens would get as a text of the index for themselves as the question."""
        vocabulary = self._engine.vocab_dict if self._engine is not None else {}
        unknown = float(np.log1p((self.size + 0.5) / 0.5))
        saturation = _K1 * (1.0 - _B + _B * len(tokens) / self._average)
        total = 0.0
        for token, count in Counter(tokens).items():
            row = vocabulary.get(token)
            total += count * (unknown if row is None else self._idf[row]) * count / (count + saturation)
        return float(total)
