"""Building a generation aside and making it current."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.corpus import Corpus, corpus_hash, load_corpus
from ingest.embed import Embedder, load_embedder
from ingest.errors import IndexFormatError, IngestError
from ingest.generation import (
    SCHEMA,
    Manifest,
    clean,
    current_name,
    index_folder,
    make_current,
    new_name,
    read_manifest,
    settle,
    writer,
)
from ingest.lexical import TOKENISER, Lexical
from ingest.model import BankEntry, Clause
from ingest.settings import IngestSettings
from ingest.store import Contents, Hashes, read_hashes, text_hash, write_contents
from ingest.vectors import Place, Vectors, drop_vectors, write_vectors

__all__ = ["Progress", "build_index", "fingerprint", "indexed_text", "place_of", "same_model", "write_generation"]

Progress = Callable[[str], None]
Matrix = NDArray[np.float32]

_PROBE = "企业应当在规定期限内提交申请材料，符合条件的予以认定。"


def indexed_text(clause: Clause, title: str) -> str:
    """What is searched of a clause: the headings above it, its document's title, its reading."""
    return "\n".join([*clause.path, title, clause.reading])


def fingerprint(embedder: Embedder) -> tuple[float, ...]:
    """A few numbers by which another model is told apart, also one of the same name."""
    return tuple(round(float(x), 4) for x in embedder([_PROBE])[0][:16])


def same_model(manifest: Manifest, embedder: Embedder) -> bool:
    """Whether the vectors of a generation are comparable with those of `embedder`."""
    return (
        manifest.embedding == embedder.name
        and manifest.dimension == embedder.dimension
        and np.allclose(manifest.fingerprint, fingerprint(embedder), atol=2e-3)
    )


def place_of(folder: Path, name: str, url: str) -> Place:
    """Where the clause vectors of a generation lie."""
    return Place(folder / name / "chroma", f"youju-{name}", url)


def build_index(settings: IngestSettings, progress: Progress = print) -> str:
    """Build a new generation from the corpus and make it current; returns its name.

    Raises IngestError, also where another process is building. The current generation stays whatever happens.
    """
    with writer(settings.data_dir):
        return write_generation(settings, progress)


def write_generation(settings: IngestSettings, progress: Progress) -> str:
    """`build_index` for a caller that is the writer already."""
    folder = index_folder(settings.data_dir)
    clean(folder, lambda name: _drop(folder, name, settings.chroma_url))
    hashed = corpus_hash(settings)
    progress("读取文件……")
    corpus = load_corpus(settings)
    for problem in corpus.problems:
        progress(f"注意：{problem}")
    embedder = load_embedder(settings.embedding_model)
    name = new_name()
    try:
        manifest = _Build(settings, folder, name, corpus, embedder, progress).run(hashed)
    except (OSError, sqlite3.Error) as error:
        raise IngestError(f"写索引时出错：{error}。原有索引未变。") from error
    progress("切换到新索引……")
    make_current(folder, name)
    progress("清理旧索引……")
    try:
        clean(folder, lambda old: _drop(folder, old, settings.chroma_url))
    except (IngestError, OSError) as error:
        progress(f"注意：旧索引未清理完（{error}），下次重建时再清理。")
    progress(f"完成：{manifest.documents} 份文件，{manifest.clauses} 条，{manifest.questions} 个问法。")
    return name


def _drop(folder: Path, name: str, url: str) -> None:
    """Remove a generation's vectors from the server they were written to; one that is gone keeps nobody waiting."""
    try:
        written = read_manifest(folder / name).chroma_url
    except IndexFormatError:
        written = url
    try:
        drop_vectors(place_of(folder, name, written))
    except IngestError:
        if written == url:
            raise


def _with_questions(clauses: Sequence[Clause], texts: Sequence[str], bank: Sequence[BankEntry]) -> list[str]:
    """Each clause's text, twice, with the bank questions it answers: document expansion (doc2query, Nogueira et al.
    2019) by questions that people wrote. Measured on held-out bank questions it finds the clause first more often than
    the text and the questions scored apart (see DECISIONS.md)."""
    asked: dict[str, list[str]] = {}
    for entry in bank:
        if entry.answerable:
            for clause_id in entry.clause_ids:
                asked.setdefault(clause_id, []).extend(entry.questions)
    return [" ".join((text, text, *asked.get(c.id, ()))) for c, text in zip(clauses, texts, strict=True)]


@dataclass(frozen=True, slots=True)
class _Build:
    """One build; `run` writes the steps in order, the manifest last."""

    settings: IngestSettings
    folder: Path
    name: str
    corpus: Corpus
    embedder: Embedder
    progress: Progress

    def run(self, hashed: str) -> Manifest:
        target = self.folder / self.name
        target.mkdir(parents=True)
        (target / "in-use.lock").touch()
        documents = tuple(p.document for p in self.corpus.parsed)
        clauses = tuple(c for p in self.corpus.parsed for c in p.clauses)
        titles = {d.id: d.title for d in documents}
        texts = [indexed_text(c, titles[c.document_id]) for c in clauses]
        questions = [q for entry in self.corpus.bank for q in entry.questions]
        hashes = Hashes(
            {c.id: text_hash(t) for c, t in zip(clauses, texts, strict=True)}, tuple(map(text_hash, questions))
        )
        self.progress(f"写条文表（{len(clauses)} 条）……")
        write_contents(target / "clauses.sqlite", Contents(documents, clauses, self.corpus.bank), hashes)
        self.progress("建关键词索引……")
        Lexical.write(target / "lexical", texts)
        Lexical.write(target / "bank", questions)
        Lexical.write(target / "joint", _with_questions(clauses, texts, self.corpus.bank))
        vectors = self._embed([*texts, *questions], [*hashes.clauses.values(), *hashes.questions])
        np.save(target / "bank.npy", vectors[len(texts) :])
        self.progress("写向量库……")
        place = place_of(self.folder, self.name, self.settings.chroma_url)
        write_vectors(place, clauses, texts, vectors[: len(texts)])
        self.progress("写清单……")
        settle(target)
        manifest = Manifest(
            schema_version=SCHEMA,
            generation=self.name,
            built_at=datetime.now(UTC),
            corpus_hash=hashed,
            tokeniser=TOKENISER,
            embedding=self.embedder.name,
            dimension=self.embedder.dimension,
            fingerprint=fingerprint(self.embedder),
            documents=len(documents),
            clauses=len(clauses),
            questions=len(questions),
            chroma_url=self.settings.chroma_url,
        )
        (target / "manifest.json").write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")
        settle(target)
        return manifest

    def _embed(self, texts: Sequence[str], hashes: Sequence[str]) -> Matrix:
        """The texts' vectors; those that the current generation has are taken from it."""
        known = self._known()
        missing = {h: t for t, h in zip(texts, hashes, strict=True) if h not in known}
        self.progress(f"算向量（新 {len(missing)}，沿用 {len(set(hashes)) - len(missing)}）……")
        if missing:
            known |= dict(zip(missing, self.embedder(list(missing.values())), strict=True))
        empty = np.empty((0, self.embedder.dimension), dtype=np.float32)
        return np.vstack([empty, *(known[h][None] for h in hashes)])

    def _known(self) -> dict[str, Matrix]:
        """Vectors of the current generation by text hash; none where it was made with another model or is damaged."""
        try:
            name = current_name(self.folder)
            manifest = read_manifest(self.folder / name)
            if not same_model(manifest, self.embedder):
                return {}
            hashes = read_hashes(self.folder / name / "clauses.sqlite")
            vectors = Vectors(place_of(self.folder, name, manifest.chroma_url), list(hashes.clauses))
        except (IngestError, sqlite3.Error):
            return {}
        try:
            stored = vectors.stored()
            bank: Matrix = np.load(self.folder / name / "bank.npy")
        except (IngestError, OSError, ValueError):
            return {}
        finally:
            vectors.close()
        known = {h: stored[c] for c, h in hashes.clauses.items() if c in stored}
        return known | dict(zip(hashes.questions, bank, strict=False))
