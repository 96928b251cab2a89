"""The ordinary way, for comparison: pieces of 500 characters in Chroma, or BM25 over clauses; the best four are the answer."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.cases import Case
from eval.run import plain
from eval.score import mean
from ingest.embed import Embedder
from ingest.index import Index
from ingest.normal import compact

__all__ = ["ordinary"]

SIZE, OVERLAP, TOP = 500, 50, 4


def ordinary(index: Index, embedder: Embedder, parts: Mapping[str, Sequence[Case]]) -> dict[str, dict[str, Any]]:
    """For both ways and each part: recall of what must be cited, of the facts, and how often all of it is there, the
    status right (it always answers) and nothing forbidden shown."""
    with tempfile.TemporaryDirectory() as folder:
        ways = {
            f"切块{SIZE}/{OVERLAP}＋向量前{TOP}": _chunks(index, embedder, Path(folder)),
            f"BM25 前{TOP}条": _clauses(index),
        }
        return {name: {part: _measure(find, cases) for part, cases in parts.items()} for name, find in ways.items()}


def _chunks(index: Index, embedder: Embedder, folder: Path) -> Callable[[str], list[str]]:
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    class Adapter(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return embedder(texts).tolist()  # type: ignore[no-any-return]

        def embed_query(self, text: str) -> list[float]:
            return embedder([text])[0].tolist()  # type: ignore[no-any-return]

    splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
    pieces = [piece for d in index.documents for piece in splitter.split_text(d.text)]
    store = Chroma.from_texts(
        pieces, Adapter(), persist_directory=str(folder), collection_metadata={"hnsw:space": "cosine"}
    )
    return lambda question: [d.page_content for d in store.similarity_search(question, k=TOP)]


def _clauses(index: Index) -> Callable[[str], list[str]]:
    def find(question: str) -> list[str]:
        best = np.argsort(-index.lexical(question), kind="stable")[:TOP]
        return [index.clauses[index.order[int(i)]].text for i in best]

    return find


def _measure(find: Callable[[str], list[str]], cases: Sequence[Case]) -> dict[str, Any]:
    rows = [_one(find, case) for case in cases]
    return {key: plain(mean([row[key] for row in rows])) for key in ("strict", "gold_recall", "fact_recall")}


def _one(find: Callable[[str], list[str]], case: Case) -> dict[str, float | bool | None]:
    """A piece counts as citing gold when it holds the anchor."""
    asked = " ".join([*(t.content for t in case.history if t.role == "user"), case.question])
    text = compact("".join(find(asked)))
    cited = [compact(a.anchor) in text for a in case.gold]
    facts = [any(compact(f) in text for f in alternatives) for alternatives in case.facts]
    shown = any(compact(f) in text for f in case.forbidden)
    return {
        "strict": "answered" in case.status and all(cited) and all(facts) and not shown,
        "gold_recall": sum(cited) / len(cited) if cited else None,
        "fact_recall": sum(facts) / len(facts) if facts else None,
    }
