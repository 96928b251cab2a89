"""`python -m eval.train_rescorer`: learns the re-scorer from the eval's dev part and from bank questions asked of an index
without them, and writes it, with its figures, to the data that ships with the product; and for the eval one model for each
document that learned nothing about it. About ten minutes on two cores."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import open_assistant
from assistant.retrieve.features import FEATURES
from assistant.retrieve.rescore import DATA
from assistant.retrieve.trees import Trees
from assistant.settings import Settings
from eval.cases import load_part
from eval.examples import Example, bank_examples, dev_examples, new_examples, newcomer_examples
from eval.variants import without
from ingest.corpus import FOUNDING, Layout

__all__ = ["fit", "main", "measure"]

FOLDS = 5
WEIGHTS = {"dev": 10.0, "new": 10.0, "bank": 1.0, "newcomer": 2.0}
"""A dev question counts for ten of the bank: its gold is right for every document, and its wording is nobody's bank."""

Scores = NDArray[np.float32]
Weighted = Sequence[tuple[Sequence[Example], float]]


def fit(sets: Weighted) -> Trees:
    """Gradient-boosted trees for the probability that a clause answers, from weighted sets of examples."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows = np.vstack([e.rows for examples, _ in sets for e in examples])
    labels = np.concatenate([e.labels for examples, _ in sets for e in examples])
    weights = np.concatenate([np.full(len(e.labels), w) for examples, w in sets for e in examples])
    model = HistGradientBoostingClassifier(
        max_iter=150, max_leaf_nodes=12, learning_rate=0.07, min_samples_leaf=40, l2_regularization=2.0, random_state=0
    )
    model.fit(rows, labels, sample_weight=weights)
    return _exported(model)


def _exported(model: Any) -> Trees:
    """The model's trees as arrays, short trees filled up with leaves."""
    trees = [stage[0].nodes for stage in model._predictors]
    shape = (len(trees), max(len(nodes) for nodes in trees))
    made: dict[str, Any] = {k: np.zeros(shape) for k in ("threshold", "left", "right", "value")}
    made["column"] = np.full(shape, -1)
    for i, nodes in enumerate(trees):
        n = len(nodes)
        inner = nodes["is_leaf"] == 0
        made["column"][i, :n] = np.where(inner, nodes["feature_idx"], -1)
        made["threshold"][i, :n] = np.where(inner, nodes["num_threshold"], 0)
        made["left"][i, :n], made["right"][i, :n] = nodes["left"] * inner, nodes["right"] * inner
        made["value"][i, :n] = np.where(inner, 0, nodes["value"])
    return Trees.read({"start": float(model._baseline_prediction.ravel()[0]), **made})


def measure(examples: Sequence[Example], score: Callable[[Example], Scores]) -> dict[str, float]:
    """precision@1, nDCG@10 over examples with an answer, and how well the best score tells those from the others (AUC)."""
    first, gains, best, answerable = [], [], [], []
    for e in examples:
        scores = score(e)
        labels = e.labels[np.argsort(-scores, kind="stable")]
        best.append(float(scores.max()))
        answerable.append(bool(labels.any()))
        if labels.any():
            discount = 1 / np.log2(np.arange(10) + 2)
            top = labels[:10]
            first.append(float(labels[0]))
            gains.append(float((top * discount[: len(top)]).sum() / discount[: min(10, int(labels.sum()))].sum()))
    return {
        "precision@1": round(float(np.mean(first)), 4),
        "ndcg@10": round(float(np.mean(gains)), 4),
        "answerable_auc": round(_auc(best, answerable), 4),
        "n": len(examples),
    }


def _auc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The chance that a positive stands above a negative (Mann–Whitney)."""
    yes = np.array([s for s, p in zip(scores, positive, strict=True) if p])
    no = np.array([s for s, p in zip(scores, positive, strict=True) if not p])
    if not len(yes) or not len(no):
        return 0.0
    return float((yes[:, None] > no[None]).mean() + 0.5 * (yes[:, None] == no[None]).mean())


def _crossed(dev: Sequence[Example], others: Weighted) -> dict[str, dict[str, float]]:
    """The figures on the dev part: by hand, and learned without the fold that is measured."""
    fold = np.random.default_rng(0).permutation(len(dev)) % FOLDS
    scores: dict[str, Scores] = {}
    for f in range(FOLDS):
        held = {e.name for e, g in zip(dev, fold, strict=True) if g == f}
        trees = fit(
            [([e for e in examples if e.name not in held], w) for examples, w in ((dev, WEIGHTS["dev"]), *others)]
        )
        scores |= {e.name: trees.probability(e.rows) for e, g in zip(dev, fold, strict=True) if g == f}
    return {
        "by_hand": measure(dev, lambda e: e.rows[:, FEATURES.index("fused")]),
        "learned": measure(dev, lambda e: scores[e.name]),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Trains and writes; prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.train_rescorer", description="训练重排模型")
    parser.add_argument("--out", type=Path, default=DATA, help="写到哪里")
    options = parser.parse_args(argv)
    settings = Settings()
    print("取样：开发题……", flush=True)
    dev = dev_examples(open_assistant(settings), load_part("dev"))
    print("取样：另加的新文件……", flush=True)
    new = new_examples(settings)
    print("取样：问法库（换人写的问法）……", flush=True)
    bank = bank_examples(settings)
    print("取样：把每份文件当新文件……", flush=True)
    newcomers = newcomer_examples(settings, load_part("dev"))
    others = [(new, WEIGHTS["new"]), (bank, WEIGHTS["bank"]), (newcomers, WEIGHTS["newcomer"])]
    print("交叉验证……", flush=True)
    figures = _crossed(dev, others)
    print(json.dumps(figures, ensure_ascii=False))
    trees = fit([(dev, WEIGHTS["dev"]), *others])
    counts = {"dev": len(dev), "new": len(new), "bank": len(bank), "newcomer": len(newcomers)}
    notes = {"figures": figures, "examples": counts}
    write(trees, notes, options.out)
    print(f"已写入 {options.out}")
    if options.out == DATA:
        for left_out in Layout(FOUNDING).files():
            write(fit(_without(left_out.stem, [(dev, WEIGHTS["dev"]), *others])), {}, without(left_out.stem))
        print("评测用：每份文件都有一个没见过它的模型。")
    return 0


def _without(stem: str, sets: Weighted) -> Weighted:
    return [([e for e in examples if stem not in e.documents], weight) for examples, weight in sets]


def write(trees: Trees, notes: dict[str, Any], path: Path) -> None:
    """The model as JSON: columns, figures, trees."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rounded = {
        "start": round(trees.start, 5),
        "column": trees.column.tolist(),
        "threshold": [[float(f"{v:.6g}") for v in row] for row in trees.threshold.tolist()],
        "left": trees.left.tolist(),
        "right": trees.right.tolist(),
        "value": [[float(f"{v:.5g}") for v in row] for row in trees.value.tolist()],
    }
    raw = {"features": list(FEATURES), **notes, "trees": rounded}
    path.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
