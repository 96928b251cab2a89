"""The one door to Chroma: the collection of clause vectors of one generation.

Chroma is used directly, not through `langchain_chroma`: that wrapper takes an embedding object instead of vectors,
cannot return the distances of all clauses by id, and stores a legacy embedding function with the collection. Where it
gives something, a vector store for somebody else's chain, `Vectors.langchain` hands out one over the same collection.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ingest.embed import Embedder
from ingest.errors import IndexFormatError, IngestError
from ingest.model import Clause

if TYPE_CHECKING:
    from langchain_core.vectorstores import VectorStore

__all__ = ["Place", "Vectors", "drop_vectors", "metadata", "write_vectors"]

Matrix = NDArray[np.float32]

MOST = 2000
"""A question is compared with at most so many clauses through Chroma; the others get the lowest score among them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a collection lies: in `folder`, or on the server at `url` where that is not empty."""

    folder: Path
    collection: str
    url: str = ""


def _as_int(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def metadata(clause: Clause) -> dict[str, str | int]:
    """What a Chroma filter can ask for; days as numbers such as 20171205, left out where not known."""
    known: dict[str, str | int] = {
        "document": clause.document_id,
        "part": clause.part,
        "kind": clause.kind,
        "label": clause.label,
        "region": clause.region,
        "level": clause.level,
        "script": clause.script,
        "order": clause.order,
    }
    if clause.effective_from is not None:
        known["effective_from"] = _as_int(clause.effective_from)
    if clause.effective_until is not None:
        known["effective_until"] = _as_int(clause.effective_until)
    return known


@contextmanager
def _translated(place: Place) -> Iterator[None]:
    """Turn what Chroma and its HTTP client raise into one Chinese sentence."""
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import httpx
    from chromadb.errors import ChromaError, NotFoundError

    try:
        yield
    except NotFoundError as error:
        raise IndexFormatError("索引缺少向量部分。请运行 python -m ingest rebuild。") from error
    except (ChromaError, httpx.HTTPError, ValueError) as error:
        where = place.url or place.folder
        raise IngestError(f"向量库 {where} 用不了：{str(error).splitlines()[0] if str(error) else error!r}") from error


def _client(place: Place) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if not place.url:
        return chromadb.PersistentClient(str(place.folder), settings=settings)
    url = urlsplit(place.url if "//" in place.url else f"http://{place.url}")
    secure = url.scheme == "https"
    port = url.port or (443 if secure else 8000)
    return chromadb.HttpClient(host=url.hostname or "localhost", port=port, ssl=secure, settings=settings)


def _close(client: Any) -> None:
    client.close()
    # Chroma 1.5.9 leaves the connections of its HTTP client and of the admin client in it open.
    for inner in (client, client._admin_client):
        session = getattr(inner._server, "_session", None)
        if session is not None:
            session.close()


def write_vectors(place: Place, clauses: Sequence[Clause], texts: Sequence[str], vectors: Matrix) -> None:
    """Make the collection and fill it; `texts` are what was embedded, `vectors` their normalised rows."""
    with _translated(place):
        client = _client(place)
        try:
            collection = client.create_collection(
                place.collection, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            step = int(client.get_max_batch_size())
            for start in range(0, len(clauses), step):
                part = slice(start, start + step)
                collection.add(
                    ids=[c.id for c in clauses[part]],
                    embeddings=vectors[part],
                    metadatas=[metadata(c) for c in clauses[part]],
                    documents=list(texts[part]),
                )
        finally:
            _close(client)


def drop_vectors(place: Place) -> None:
    """Remove a collection from a server; the embedded one goes with its folder."""
    if not place.url:
        return
    with _translated(place):
        from chromadb.errors import NotFoundError

        client = _client(place)
        try:
            client.delete_collection(place.collection)
        except NotFoundError:
            pass
        finally:
            _close(client)


class Vectors:
    """An open collection. Any number of threads may read it."""

    def __init__(self, place: Place, ids: Sequence[str]) -> None:
        self._place = place
        self._row = {clause_id: row for row, clause_id in enumerate(ids)}
        if not place.url and not (place.folder / "chroma.sqlite3").is_file():
            raise IndexFormatError("索引缺少向量部分。请运行 python -m ingest rebuild。")
        with _translated(place):
            self._client = _client(place)
            try:
                self._collection = self._client.get_collection(place.collection, embedding_function=None)
            except BaseException:
                _close(self._client)
                raise

    def cosine(self, vector: Matrix, where: Mapping[str, Any] | None = None) -> Matrix:
        """Cosine of every clause with `vector`, in the order of the ids given at opening.

        With a Chroma filter `where`, clauses that do not pass get −1.
        """
        scores = np.full(len(self._row), -1.0, dtype=np.float32)
        if not self._row:
            return scores
        with _translated(self._place):
            found = self._collection.query(
                query_embeddings=[vector],
                n_results=min(len(self._row), MOST),
                where=dict(where) if where else None,
                include=["distances"],
            )
        rows = [self._row[i] for i in found["ids"][0]]
        near = 1.0 - np.asarray(found["distances"][0], dtype=np.float32)
        if where is None and len(rows):
            scores[:] = near.min()
        scores[rows] = near
        return scores

    def stored(self) -> dict[str, Matrix]:
        """Every vector by clause id."""
        with _translated(self._place):
            found = self._collection.get(include=["embeddings"])
        return {i: np.asarray(v, dtype=np.float32) for i, v in zip(found["ids"], found["embeddings"], strict=True)}

    def nearest(self, vectors: Matrix) -> list[tuple[str, float]]:
        """For each vector the nearest clause and its cosine; what the health check asks."""
        with _translated(self._place):
            found = self._collection.query(query_embeddings=vectors, n_results=1, include=["distances"])
        return [(i[0], 1.0 - d[0]) for i, d in zip(found["ids"], found["distances"], strict=True)]

    def langchain(self, embedder: Embedder) -> VectorStore:
        """The same collection as a LangChain vector store: filters, MMR, `as_retriever`. For reading only."""
        from langchain_chroma import Chroma
        from langchain_core.embeddings import Embeddings

        class Adapter(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                return embedder(texts).tolist()  # type: ignore[no-any-return]

            def embed_query(self, text: str) -> list[float]:
                return embedder([text])[0].tolist()  # type: ignore[no-any-return]

        store: VectorStore = Chroma(
            client=self._client,
            collection_name=self._place.collection,
            embedding_function=Adapter(),
            create_collection_if_not_exists=False,
        )
        return store

    def close(self) -> None:
        """Release the files or the connection."""
        _close(self._client)
