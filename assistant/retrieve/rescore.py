"""Re-scoring the best candidates: a small learned model over features, or a cross-encoder where one is configured."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.retrieve.features import FEATURES, features
from assistant.retrieve.trees import Trees
from ingest.errors import IngestError

if TYPE_CHECKING:
    from assistant.retrieve.search import Ranking

__all__ = ["DATA", "CrossEncoderRescorer", "LearnedRescorer", "Rescorer", "candidates", "load_rescorer"]

DATA = Path(__file__).parent.parent / "data" / "rescorer.json"
Scores = NDArray[np.float32]


class Rescorer(Protocol):
    """What gives final scores."""

    def __call__(self, ranking: Ranking) -> Scores:
        """Final scores (0–1) of all clauses, in the order of the index; 0 for those that are no candidates."""


def candidates(ranking: Ranking, most: int = 40, each: int = 12) -> list[int]:
    """The positions worth re-scoring: the best `most` of all, and the best `each` of every document."""
    order = np.argsort(-ranking.fused, kind="stable")
    chosen = dict.fromkeys(int(p) for p in order[:most])
    for document in ranking.searcher.index.documents:
        mask = ranking.searcher.mask(frozenset({document.id}))
        chosen.update(dict.fromkeys(int(p) for p in order[mask[order]][:each]))
    return [p for p in chosen if ranking.fused[p] > 0]


@dataclass(frozen=True, slots=True)
class LearnedRescorer:
    """The model that ships with the product: the probability that a clause answers the part."""

    trees: Trees

    def __call__(self, ranking: Ranking) -> Scores:
        """Final scores; see Rescorer."""
        scores = np.zeros_like(ranking.fused)
        chosen = candidates(ranking)
        if chosen:
            scores[chosen] = self.trees.probability(features(ranking, chosen))
        return scores


class CrossEncoderRescorer:
    """Any sentence-transformers cross-encoder in the place of the learned model: it reads question and clause together.
    Its scores are brought to 0–1 by the logistic function where it has one output."""

    def __init__(self, name: str) -> None:
        """`name`: a folder or a hub name. Raises IngestError when it cannot be loaded."""
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(name, device="cpu", local_files_only=Path(name).exists())
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
            raise IngestError(f"重排模型 {name} 无法加载：{error}。请检查 YOUJU_RERANKER。") from error

    def __call__(self, ranking: Ranking) -> Scores:
        """Final scores; see Rescorer."""
        searcher = ranking.searcher
        scores = np.zeros_like(ranking.fused)
        chosen = candidates(ranking, most=20, each=4)
        if chosen:
            texts = [searcher.index.clauses[searcher.order[p]] for p in chosen]
            pairs = [(ranking.part.text, "".join((*c.path, c.reading))) for c in texts]
            scores[chosen] = np.asarray(self._model.predict(pairs), dtype=np.float32).reshape(len(chosen), -1)[:, -1]
        return scores


@lru_cache(maxsize=4)
def load_rescorer(name: str = "", path: Path = DATA) -> Rescorer | None:
    """The cross-encoder `name`, or the learned re-scorer of `path`; None where that is missing or was trained for other
    features, and the fused scores stand."""
    if name:
        return CrossEncoderRescorer(name)
    if not path.is_file():
        return None
    raw = json.loads(path.read_text("utf-8"))
    return LearnedRescorer(Trees.read(raw["trees"])) if raw["features"] == list(FEATURES) else None
