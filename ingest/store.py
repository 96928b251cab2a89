"""The clause table of a generation: one SQLite file, written once, then opened read-only."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from ingest.errors import IndexFormatError
from ingest.model import BankEntry, Clause, Document

__all__ = ["Contents", "Hashes", "read_contents", "read_hashes", "text_hash", "write_contents"]

T = TypeVar("T")

_TABLES: tuple[tuple[str, type], ...] = (("documents", Document), ("clauses", Clause), ("bank", BankEntry))


@dataclass(frozen=True, slots=True)
class Contents:
    """What the table holds, in corpus order."""

    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    bank: tuple[BankEntry, ...]


@dataclass(frozen=True, slots=True)
class Hashes:
    """Hashes of the embedded texts: of clauses by id, of bank questions in row order."""

    clauses: dict[str, str]
    questions: tuple[str, ...]


def text_hash(text: str) -> str:
    """By which an unchanged text is known, so that its vector need not be made again."""
    return sha256(text.encode()).hexdigest()[:32]


def write_contents(file: Path, contents: Contents, hashes: Hashes) -> None:
    """Write a new file with everything in `contents`; its columns are the fields of the nouns."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for table, kind in _TABLES:
            rows = getattr(contents, table)
            names = ", ".join(f'"{f.name}"' for f in fields(kind))
            connection.execute(f"CREATE TABLE {table} (row INTEGER PRIMARY KEY, {names})")
            marks = ", ".join("?" for _ in fields(kind))
            connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", _encode(kind, rows))
        connection.execute("CREATE UNIQUE INDEX clause_id ON clauses (id)")
        connection.execute("CREATE UNIQUE INDEX document_id ON documents (id)")
        connection.execute("CREATE TABLE vectors (row INTEGER PRIMARY KEY, clause_id TEXT, hash TEXT NOT NULL)")
        connection.executemany("INSERT INTO vectors (clause_id, hash) VALUES (?, ?)", hashes.clauses.items())
        connection.executemany("INSERT INTO vectors (hash) VALUES (?)", ((h,) for h in hashes.questions))


def read_contents(file: Path) -> Contents:
    """Everything in the file. Raises IndexFormatError where it is damaged or of another shape."""
    try:
        with closing(_open(file)) as connection:
            return Contents(
                _read(connection, "documents", Document),
                _read(connection, "clauses", Clause),
                _read(connection, "bank", BankEntry),
            )
    except (sqlite3.Error, ValidationError, ValueError) as error:
        raise IndexFormatError(f"条文表 {file} 读不出来（{error}）。请运行 python -m ingest rebuild。") from error


def read_hashes(file: Path) -> Hashes:
    """The hashes of the embedded texts. Raises sqlite3.Error where the file is damaged."""
    with closing(_open(file)) as connection:
        rows = connection.execute("SELECT clause_id, hash FROM vectors ORDER BY row").fetchall()
    return Hashes({c: h for c, h in rows if c is not None}, tuple(h for c, h in rows if c is None))


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


@cache
def _composite(kind: type) -> frozenset[str]:
    """Fields that hold tuples or nouns and so are kept as JSON."""
    return frozenset(
        name
        for name, hint in get_type_hints(kind).items()
        if any(is_dataclass(t) or get_origin(t) is tuple for t in (hint, *get_args(hint)))
    )


def _encode(kind: type, rows: Sequence[object]) -> Iterable[tuple[Any, ...]]:
    composite = _composite(kind)
    adapter: TypeAdapter[object] = TypeAdapter(kind)
    for row in rows:
        values = adapter.dump_python(row, mode="json")
        yield tuple(
            json.dumps(value, ensure_ascii=False) if name in composite and value is not None else value
            for name, value in values.items()
        )


def _read(connection: sqlite3.Connection, table: str, kind: type[T]) -> tuple[T, ...]:
    composite = _composite(cast(type, kind))
    names = [f.name for f in fields(cast(type, kind))]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = [
        {n: json.loads(v) if n in composite and v is not None else v for n, v in zip(names, row, strict=True)}
        for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY row")
    ]
    return tuple(TypeAdapter(list[kind]).validate_python(rows))  # type: ignore[valid-type]
