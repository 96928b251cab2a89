"""The index as the assistant sees it: an open, immutable generation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ingest.build import place_of, same_model
from ingest.embed import Embedder, load_embedder
from ingest.errors import IndexFormatError, NotFoundError
from ingest.generation import REBUILD, Hold, Manifest, current_name, index_folder, read_manifest
from ingest.lexical import TOKENISER, Lexical
from ingest.model import BankEntry, Clause, Document
from ingest.settings import IngestSettings
from ingest.store import read_contents
from ingest.vectors import Vectors

__all__ = ["BANK_LEXICAL", "Index", "open_index"]

Scores = NDArray[np.float32]

BANK_LEXICAL = 0.8
"""Weight of the words in a bank question's likeness; the rest is the vectors'."""


class Index:
    """An open generation. Nothing in it changes; any number of threads may read it."""

    def __init__(self, settings: IngestSettings, name: str, hold: Hold, embedder: Embedder) -> None:
        """Use `open_index`."""
        folder = index_folder(settings.data_dir)
        generation = folder / name
        self.generation = name
        self.manifest: Manifest = read_manifest(generation)
        self._hold = hold
        self._embedder = embedder
        contents = read_contents(generation / "clauses.sqlite")
        self.documents: tuple[Document, ...] = contents.documents
        self.bank: tuple[BankEntry, ...] = contents.bank
        self.clauses: Mapping[str, Clause] = MappingProxyType({c.id: c for c in contents.clauses})
        self.order: tuple[str, ...] = tuple(self.clauses)
        self._documents = {d.id: d for d in contents.documents}
        self._children: dict[str, list[Clause]] = {}
        self._of: dict[str, list[Clause]] = {d.id: [] for d in contents.documents}
        for clause in contents.clauses:
            self._of[clause.document_id].append(clause)
            if clause.parent_id is not None:
                self._children.setdefault(clause.parent_id, []).append(clause)
        self._lexical = Lexical(generation / "lexical")
        self._bank_lexical = Lexical(generation / "bank")
        self._joint = Lexical(generation / "joint")
        self._bank_vectors: Scores = np.load(generation / "bank.npy", mmap_mode="r")
        lengths = [len(entry.questions) for entry in self.bank]
        self._bank_starts = np.cumsum([0, *lengths[:-1]]) if lengths else np.zeros(0, dtype=np.int64)
        self.vectors = Vectors(place_of(folder, name, self.manifest.chroma_url), self.order)

    def document(self, document_id: str) -> Document:
        """The document of that id. Raises NotFoundError."""
        try:
            return self._documents[document_id]
        except KeyError as error:
            raise NotFoundError(f"库中没有编号为 {document_id} 的文件。") from error

    def clauses_of(self, document_id: str) -> tuple[Clause, ...]:
        """The document's clauses in the order of its text. Raises NotFoundError."""
        return tuple(self._of[self.document(document_id).id])

    def children(self, clause_id: str) -> tuple[Clause, ...]:
        """The clauses directly below a clause, in order; none below a leaf."""
        return tuple(self._children.get(clause_id, ()))

    def lexical(self, text: str) -> Scores:
        """The BM25 score of every clause for `text`, in the order of `order`."""
        return self._lexical.scores(text)

    def said(self, text: str) -> Scores:
        """For each clause, in the order of `order`, how much of `text` it says, from 0 to 1."""
        return self._lexical.similarity(text)

    def joint(self, text: str) -> Scores:
        """The BM25 score of every clause read together with the bank questions it answers, in the order of `order`."""
        return self._joint.scores(text)

    def dense(self, text: str) -> Scores:
        """The cosine of every clause with `text`, in the order of `order`."""
        return self.vectors.cosine(self._embedder([text])[0])

    def bank_scores(self, text: str) -> Scores:
        """For each entry of `bank` how like the nearest of its questions is to `text`, from 0 to 1."""
        if not self.bank:
            return np.zeros(0, dtype=np.float32)
        cosine = np.clip(self._bank_vectors @ self._embedder([text])[0], 0.0, 1.0)
        likeness = BANK_LEXICAL * self._bank_lexical.similarity(text) + (1.0 - BANK_LEXICAL) * cosine
        return np.asarray(np.maximum.reduceat(likeness, self._bank_starts), dtype=np.float32)

    def close(self) -> None:
        """Let go of the files; the generation may then be removed."""
        self.vectors.close()
        self._hold.release()


def open_index(settings: IngestSettings) -> Index:
    """Open the current generation.

    Raises NotFoundError where there is none, IndexFormatError (naming the command that mends it) where it was written
    by another version or with another embedding model, IngestError where the model or the vector server is missing.
    """
    folder = index_folder(settings.data_dir)
    for attempt in range(5):
        name = current_name(folder)
        try:
            hold = Hold(folder / name)
        except FileNotFoundError:
            # Replaced and removed since the pointer was read, or damaged.
            if attempt == 4 or name == current_name(folder):
                break
            continue
        try:
            return _open(settings, name, hold)
        except BaseException:
            hold.release()
            raise
    raise IndexFormatError(f"当前索引 {name} 不完整或已被删除。{REBUILD}")


def _open(settings: IngestSettings, name: str, hold: Hold) -> Index:
    manifest = read_manifest(index_folder(settings.data_dir) / name)
    if manifest.tokeniser != TOKENISER:
        raise IndexFormatError(f"索引的分词方式是 {manifest.tokeniser}，这一版软件用 {TOKENISER}。{REBUILD}")
    if manifest.chroma_url != settings.chroma_url:
        there, here = manifest.chroma_url or "内嵌", settings.chroma_url or "内嵌"
        raise IndexFormatError(f"索引的向量库在 {there}，现在的设置 YOUJU_CHROMA_URL 是 {here}。{REBUILD}")
    embedder = load_embedder(settings.embedding_model)
    if not same_model(manifest, embedder):
        raise IndexFormatError(
            f"索引由另一个（或另一版）向量模型建成：{manifest.embedding}，{manifest.dimension} 维；"
            f"现在的模型是 {embedder.name}，{embedder.dimension} 维。{REBUILD}"
        )
    try:
        return Index(settings, name, hold, embedder)
    except (OSError, ValueError) as error:
        raise IndexFormatError(f"索引 {name} 已损坏：{error}。{REBUILD}") from error
