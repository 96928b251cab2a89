"""Asks every case through the real assistant, and measures retrieval alone."""

from __future__ import annotations

import json
import math
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from assistant.model import Question, Turn
from assistant.pipeline import Assistant
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Names
from eval.cases import Case, GoldMap
from eval.score import Mean, Outcome, mean, score

__all__ = ["SHARES", "run", "summarise"]

SHARES: Mapping[str, str] = {
    "strict": "严格正确",
    "gold_recall": "应引条文召回",
    "fact_recall": "要点召回",
    "precision": "引用准确率",
    "list_complete": "清单完整率",
    "false_refusal": "误拒率",
    "refused": "应拒而拒",
    "wrong_region": "地区张冠李戴",
    "expired_as_current": "失效当现行",
}


def ask(assistant: Assistant, case: Case) -> Any:
    """The answer to a case."""
    history = tuple(Turn(t.role, t.content) for t in case.history)
    return assistant.ask(Question(case.question, history, case.as_of))


def run(assistant: Assistant, cases: Sequence[Case], settings: Mapping[str, Any]) -> dict[str, Any]:
    """A run: settings, outcomes of all cases, summary. JSON-ready."""
    index = assistant.index
    names = Names(index.documents, load_lexicon())
    gold_map = GoldMap(index)
    outcomes = [score(c, ask(assistant, c), index, gold_map, names) for c in cases]
    return {
        "settings": {
            **settings,
            "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "generation": index.generation,
            "clauses": len(index.clauses),
            "bank_entries": len(index.bank),
        },
        "summary": summarise(outcomes),
        "retrieval": retrieval(assistant, cases, gold_map),
        "outcomes": [asdict(o) for o in outcomes],
    }


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Means over all cases and by type, each with n."""

    def block(chosen: Sequence[Outcome]) -> dict[str, Any]:
        shares: dict[str, Any] = {k: _plain(mean([getattr(o, k) for o in chosen])) for k in SHARES}
        times = sorted(o.elapsed_ms for o in chosen)
        shares["unverified"] = sum(o.unverified for o in chosen)
        shares["length_median"] = sorted(o.length for o in chosen)[len(chosen) // 2] if chosen else None
        shares["p50_ms"] = times[len(times) // 2] if times else None
        shares["p99_ms"] = times[min(len(times) - 1, int(len(times) * 0.99))] if times else None
        return shares

    types = sorted({t for o in outcomes for t in o.types})
    return {"all": block(outcomes), "by_type": {t: block([o for o in outcomes if t in o.types]) for t in types}}


def _plain(value: Mean) -> dict[str, Any]:
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(value).items()}


def retrieval(assistant: Assistant, cases: Sequence[Case], gold_map: GoldMap) -> dict[str, Any]:
    """recall@1/5/10, MRR and nDCG@10 of each leg and of the fused score, over single-turn cases with gold."""
    searcher = assistant.searcher
    legs: dict[str, Callable[[Any], Any]] = {
        "lexical": lambda r: r.lexical,
        "dense": lambda r: r.dense,
        "bank": lambda r: r.bank,
        "fused": lambda r: r.score,
    }
    rows: dict[str, list[dict[str, float]]] = {leg: [] for leg in legs}
    for case in cases:
        if case.history or not case.gold or "multipart" in case.types:
            continue
        gold = {searcher.position[gold_map.clause(a)] for a in case.gold}
        understood = assistant.understand(Question(case.question, (), case.as_of))
        if not understood.parts:
            continue
        ranking = searcher.rank(understood.parts[0])
        for leg, get in legs.items():
            rows[leg].append(_ranks(np.argsort(-get(ranking), kind="stable"), gold))
    return {
        leg: {k: round(sum(r[k] for r in values) / len(values), 4) for k in values[0]} | {"n": len(values)}
        for leg, values in rows.items()
        if values
    }


def _ranks(order: Any, gold: set[int]) -> dict[str, float]:
    """Ranking measures of one question; nDCG with binary gain and log2 discount (Järvelin and Kekäläinen 2002)."""
    places = [i for i, p in enumerate(order) if int(p) in gold]
    found = {f"recall@{k}": sum(p < k for p in places) / len(gold) for k in (1, 5, 10)}
    gain = sum(1 / math.log2(p + 2) for p in places if p < 10)
    ideal = sum(1 / math.log2(i + 2) for i in range(min(10, len(gold))))
    return {**found, "mrr": 1 / (places[0] + 1), "ndcg@10": gain / ideal}


def save(result: Mapping[str, Any], path: Path) -> None:
    """Writes a run as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1), "utf-8")


def timed(assistant: Assistant, cases: Sequence[Case], rounds: int = 3) -> dict[str, float]:
    """Latency of answering in process, in milliseconds, over `rounds` passes after one to warm up."""
    for case in cases:
        ask(assistant, case)
    times = []
    for _ in range(rounds):
        for case in cases:
            started = time.perf_counter()
            ask(assistant, case)
            times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return {"n": len(times), "p50_ms": times[len(times) // 2], "p99_ms": times[int(len(times) * 0.99)]}
