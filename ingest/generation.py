"""Generations: immutable folders under `data_dir/index`, one of them current.

index/writer.lock            held by the one process that builds
index/current                one line, the name of the current generation; replaced atomically
index/<name>/manifest.json   written last: a folder without it is half-written and goes at the next build
index/<name>/in-use.lock     shared by whoever reads it; a generation that is held is never removed
index/<name>/clauses.sqlite lexical/ bank/ bank.npy chroma/
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import IndexFormatError, IngestError, NotFoundError

__all__ = [
    "REBUILD",
    "SCHEMA",
    "Hold",
    "Manifest",
    "clean",
    "current_name",
    "index_folder",
    "make_current",
    "new_name",
    "read_manifest",
    "replace_file",
    "settle",
    "writer",
]

SCHEMA = 1
"""Version of the layout above; another one is refused."""

REBUILD = "请运行 python -m ingest rebuild 重建索引。"
_NAME = re.compile(r"^\d{8}T\d{6}-\d{6}-[0-9a-f]{6}$")
_KEEP = 2


class Manifest(BaseModel):
    """What a generation was made of and with."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: int
    generation: str
    built_at: datetime
    corpus_hash: str
    tokeniser: str
    embedding: str
    dimension: int
    fingerprint: tuple[float, ...]
    documents: int
    clauses: int
    questions: int
    chroma_url: str = ""


def index_folder(data_dir: Path) -> Path:
    """The folder of all generations."""
    return data_dir / "index"


def new_name() -> str:
    """A name for a new generation; names sort by time."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S-%f}-{secrets.token_hex(3)}"


def current_name(folder: Path) -> str:
    """The name in the pointer file. Raises NotFoundError where there is none, IndexFormatError where it is damaged."""
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise NotFoundError("还没有索引。请先运行 python -m ingest rebuild。") from error
    except UnicodeDecodeError as error:
        raise IndexFormatError(f"{folder / 'current'} 已损坏。{REBUILD}") from error
    if not _NAME.match(name):
        raise IndexFormatError(f"{folder / 'current'} 里的“{name[:40]}”不是索引名。{REBUILD}")
    return name


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a whole generation of this schema; otherwise IndexFormatError."""
    try:
        raw = (generation / "manifest.json").read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexFormatError(f"索引 {generation.name} 不完整（没有清单）。{REBUILD}") from error
    try:
        manifest = Manifest.model_validate_json(raw)
    except ValidationError as error:
        raise IndexFormatError(f"索引 {generation.name} 由另一版本的软件写成，这一版读不了。{REBUILD}") from error
    if manifest.schema_version != SCHEMA:
        raise IndexFormatError(
            f"索引 {generation.name} 的格式是第 {manifest.schema_version} 版，这一版软件用第 {SCHEMA} 版。{REBUILD}"
        )
    return manifest


@contextmanager
def writer(data_dir: Path, patience: float = 10.0) -> Iterator[None]:
    """The right to write, for one process at a time; waits at most `patience` seconds, then raises IngestError."""
    folder = index_folder(data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= end:
                    raise IngestError(
                        f"另一个进程正在修改 {data_dir} 里的文件或索引，等了 {patience:.0f} 秒仍未结束。请稍后再试。"
                    ) from error
                time.sleep(0.1)
        yield
    finally:
        os.close(descriptor)


class Hold:
    """A reader's hold on a generation: while it stands, the generation is not removed."""

    def __init__(self, generation: Path) -> None:
        """Raises FileNotFoundError where the generation is gone or going."""
        self._descriptor = os.open(generation / "in-use.lock", os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if not (generation / "manifest.json").exists():
                raise FileNotFoundError(generation)
        except BlockingIOError as error:
            self.release()
            raise FileNotFoundError(generation) from error
        except FileNotFoundError:
            self.release()
            raise

    def release(self) -> None:
        """Give it up; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def settle(folder: Path) -> None:
    """Bring everything below `folder` to the disk."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: a reader, or a crash, sees the old file or the new one, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    _sync(path.parent)


def make_current(folder: Path, name: str) -> None:
    """Point to the generation `name`."""
    replace_file(folder / "current", f"{name}\n".encode())


def clean(folder: Path, drop: Callable[[str], None]) -> list[str]:
    """Remove half-written generations, and old ones that nobody holds; the last two stay. Call as the writer.

    `drop(name)` removes what a generation keeps elsewhere. Returns the names removed.
    """
    try:
        current = current_name(folder)
    except (NotFoundError, IndexFormatError):
        current = ""
    for left in folder.glob(".*.new"):
        left.unlink(missing_ok=True)
    names = sorted(p.name for p in folder.iterdir() if p.is_dir() and _NAME.match(p.name))
    whole = [n for n in names if (folder / n / "manifest.json").exists()]
    # A whole one newer than the current one never became current: its build was cut short at the last step.
    kept = {current, *[n for n in whole if not current or n < current][-(_KEEP - 1) :]}
    removed = []
    for name in names:
        if name not in kept and _remove(folder / name, drop):
            removed.append(name)
    return removed


def _remove(generation: Path, drop: Callable[[str], None]) -> bool:
    descriptor = os.open(generation / "in-use.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        drop(generation.name)
        # Without its manifest it is no generation any more, whatever happens to the rest.
        (generation / "manifest.json").unlink(missing_ok=True)
        shutil.rmtree(generation)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
