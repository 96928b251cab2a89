"""Text to vectors. The builtin embedding needs no torch; any sentence-transformers model is loaded only when named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.errors import IngestError
from ingest.normal import normalise, tokenise

__all__ = ["BUILTIN", "BUILTIN_FOLDER", "Embedder", "SentenceEmbedder", "StaticEmbedder", "load_embedder", "prepare"]

BUILTIN = "builtin"
BUILTIN_FOLDER = Path(__file__).parent / "data" / "embedding"

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Texts to rows of shape (n, dimension), each of length 1. `name` and `dimension` stand in the index's manifest."""

    @property
    def name(self) -> str:
        """The name it was loaded by."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`, as they are in the source or the question."""


def prepare(text: str) -> str:
    """The tokens of `text` joined by blanks, as the builtin model's tokenizer expects them; `[UNK]` for no token."""
    return " ".join(tokenise(text)) or "[UNK]"


class StaticEmbedder:
    """A StaticEmbedding + Normalize folder of sentence-transformers, read with tokenizers, safetensors and numpy.

    A text is the mean of its tokens' rows, normalised: what sentence-transformers gives for `prepare(text)`.
    Raises IngestError where the folder is not whole.
    """

    def __init__(self, folder: Path, name: str = BUILTIN) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        for file in ("tokenizer.json", "model.safetensors"):
            if not (folder / file).is_file():
                raise IngestError(f"向量模型不完整：缺少 {folder / file}。请重新安装本软件。")
        self.name = name
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        try:
            table = load_file(folder / "model.safetensors")["embedding.weight"]
        except (SafetensorError, KeyError) as error:
            raise IngestError(f"向量模型 {folder} 读不出来：{error}。请重新安装本软件。") from error
        self._table: Vectors = table.astype(np.float32)
        self.dimension = int(self._table.shape[1])

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`; a text without any known token gets one and the same vector."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        encoded = self._tokenizer.encode_batch([prepare(t) for t in texts], add_special_tokens=False)
        for row, encoding in enumerate(encoded):
            vectors[row] = self._table[encoding.ids].mean(axis=0)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors


class SentenceEmbedder:
    """Any sentence-transformers model, by path or hub name. The normal form goes in, normalised vectors come out.

    A model's own prompts are not used: the same text gives the same vector, asked or stored.
    Raises IngestError where it cannot be loaded.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        local = Path(name).exists()
        if not local and (Path(name).is_absolute() or name.startswith(("./", "../", "~"))):
            raise IngestError(f"找不到向量模型 {name}：没有这个文件夹。请检查 YOUJU_EMBEDDING_MODEL。")
        from sentence_transformers import SentenceTransformer

        offline = local or os.environ.get("HF_HUB_OFFLINE", "").lower() in {"1", "true", "yes", "on"}
        try:
            self._model: Any = SentenceTransformer(name, device="cpu", local_files_only=offline)
        except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            hint = "本机没有它的文件，又不允许联网下载（HF_HUB_OFFLINE）。" if offline and not local else ""
            raise IngestError(
                f"向量模型 {name} 打不开：{hint}{reason}。请检查 YOUJU_EMBEDDING_MODEL，或改回 builtin。"
            ) from error
        self.dimension = int(self._model.get_embedding_dimension() or len(self._model.encode("")))

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Embed `texts`."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        encoded = self._model.encode(
            [normalise(t) or " " for t in texts],
            batch_size=32,
            show_progress_bar=False,
            normalize_embeddings=True,
            convert_to_numpy=True,
        )
        return np.asarray(encoded, dtype=np.float32)


@lru_cache(maxsize=2)
def load_embedder(name: str) -> Embedder:
    """The embedder of that name: `builtin`, or a path or hub name for sentence-transformers. Raises IngestError."""
    return StaticEmbedder(BUILTIN_FOLDER) if name == BUILTIN else SentenceEmbedder(name)
