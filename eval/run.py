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

from assistant.model import Answer, Question, Turn
from assistant.pipeline import Assistant
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Names
from eval.calibration import curve, reliability
from eval.cases import Case, GoldMap
from eval.score import Mean, Outcome, mean, score

__all__ = ["COUNTS", "SHARES", "ask", "outcomes_of", "plain", "question_of", "run", "save", "summarise", "timed"]

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
COUNTS = ("unverified", "length_median", "factual_length_median", "p50_ms", "p99_ms")
_FACTUAL = {"threshold", "fact", "timeline", "figure", "validity", "verdict"}


def question_of(case: Case) -> Question:
    """The case as it is put to the assistant."""
    return Question(case.question, tuple(Turn(t.role, t.content) for t in case.history), case.as_of)


def ask(assistant: Assistant, case: Case) -> Answer:
    """The answer to a case."""
    return assistant.ask(question_of(case))


def outcomes_of(assistant: Assistant, cases: Sequence[Case], lost: str = "") -> list[Outcome]:
    """The scored answers, in the order of the cases; `lost` as in GoldMap."""
    index = assistant.index
    names, gold_map = Names(index.documents, load_lexicon()), GoldMap(index, lost)
    return [score(c, ask(assistant, c), index, gold_map, names) for c in cases]


def run(assistant: Assistant, parts: Mapping[str, Sequence[Case]], settings: Mapping[str, Any]) -> dict[str, Any]:
    """A run over the named parts: settings, a summary and retrieval figures for each part, all outcomes. JSON-ready."""
    index = assistant.index
    result: dict[str, Any] = {
        "settings": {
            **settings,
            "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "generation": index.generation,
            "clauses": len(index.clauses),
            "bank_entries": len(index.bank),
        },
        "parts": {},
        "outcomes": [],
    }
    for part, cases in parts.items():
        outcomes = outcomes_of(assistant, cases)
        result["parts"][part] = {
            "summary": summarise(outcomes),
            "retrieval": retrieval(assistant, cases),
            "curve": curve(outcomes),
            "calibration": reliability(outcomes),
        }
        result["outcomes"] += [asdict(o) | {"part": part} for o in outcomes]
    return result


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Means over all cases and by type, each with n."""
    types = sorted({t for o in outcomes for t in o.types})
    return {"all": block(outcomes), "by_type": {t: block([o for o in outcomes if t in o.types]) for t in types}}


def block(chosen: Sequence[Outcome]) -> dict[str, Any]:
    """The figures of these outcomes: shares with n and interval, then counts, lengths (characters) and latency (ms)."""
    shares: dict[str, Any] = {k: plain(mean([getattr(o, k) for o in chosen])) for k in SHARES}
    times = sorted(o.elapsed_ms for o in chosen)
    told = [o for o in chosen if o.status in ("answered", "partial")]
    shares["unverified"] = sum(o.unverified for o in chosen)
    shares["length_median"] = _median([o.length for o in chosen])
    shares["factual_length_median"] = _median([o.length for o in told if _FACTUAL & set(o.types)])
    shares["p50_ms"] = _median(times)
    shares["p99_ms"] = times[min(len(times) - 1, int(len(times) * 0.99))] if times else None
    return shares


def _median(values: Sequence[float]) -> float | None:
    return sorted(values)[len(values) // 2] if values else None


def plain(value: Mean) -> dict[str, Any]:
    """A mean as JSON."""
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(value).items()}


def retrieval(assistant: Assistant, cases: Sequence[Case]) -> dict[str, Any]:
    """recall@1/5/10, MRR and nDCG@10 of each leg and of the final order, over single-turn cases with gold; `single` is
    the final order over those with one gold clause."""
    searcher, gold_map = assistant.searcher, GoldMap(assistant.index)
    legs: dict[str, Callable[[Any], Any]] = {
        "lexical": lambda r: r.lexical,
        "dense": lambda r: r.dense,
        "bank": lambda r: r.bank,
        "fused": lambda r: r.score,
    }
    rows: dict[str, list[dict[str, float]]] = {leg: [] for leg in (*legs, "single")}
    for case in cases:
        if case.history or not case.gold or "multipart" in case.types:
            continue
        gold = {searcher.position[gold_map.clause(a)] for a in case.gold}
        understood = assistant.understand(question_of(case))
        if not understood.parts:
            continue
        ranking = searcher.rank(understood.parts[0])
        for leg, get in legs.items():
            rows[leg].append(_ranks(np.argsort(-get(ranking), kind="stable"), gold))
        if len(gold) == 1:
            rows["single"].append(rows["fused"][-1])
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
