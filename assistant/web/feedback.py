"""Feedback on answers, kept in SQLite under the data directory: one per answer, beside what was asked and cited."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from assistant.model import Answer

__all__ = ["Feedback"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, question TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL,
    clause_ids TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS answers_at ON answers (at);
CREATE TABLE IF NOT EXISTS feedback (
    answer_id TEXT PRIMARY KEY REFERENCES answers (id), at TEXT NOT NULL, useful INTEGER NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
"""
_KEEP = 5000
_PRUNE_EVERY = 200


class Feedback:
    """The store. Every call opens the file for itself, so it may be used from any thread."""

    def __init__(self, data_dir: Path, keep: int = _KEEP) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self._path = data_dir / "feedback.sqlite3"
        self._keep = keep
        self._since_prune = 0
        with self._open() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(_SCHEMA)

    def remember(self, question: str, answer: Answer) -> None:
        """Keep the answer, so that feedback on it can be understood. Old answers without feedback are dropped."""
        clause_ids = json.dumps([citation.clause_id for citation in answer.citations])
        row = (answer.id, _now(), question, answer.status, answer.answer, clause_ids)
        with self._open() as db:
            db.execute(
                "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at", row
            )
            self._since_prune += 1
            if self._since_prune >= min(_PRUNE_EVERY, self._keep):
                self._since_prune = 0
                db.execute(
                    "DELETE FROM answers WHERE id NOT IN (SELECT answer_id FROM feedback) AND id NOT IN "
                    "(SELECT id FROM answers ORDER BY at DESC LIMIT ?)",
                    (self._keep,),
                )

    def record(self, answer_id: str, useful: bool, reason: str = "") -> bool:
        """Record feedback on an answer; a second one replaces the first. False when there is no such answer."""
        with self._open() as db:
            if db.execute("SELECT 1 FROM answers WHERE id = ?", (answer_id,)).fetchone() is None:
                return False
            db.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?) ON CONFLICT (answer_id) DO UPDATE "
                "SET at = excluded.at, useful = excluded.useful, reason = excluded.reason",
                (answer_id, _now(), int(useful), reason),
            )
        return True

    def records(self) -> list[dict[str, object]]:
        """All feedback with what it is about, oldest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT f.answer_id, f.at, f.useful, f.reason, a.question, a.status, a.answer, a.clause_ids "
                "FROM feedback f JOIN answers a ON a.id = f.answer_id ORDER BY f.at"
            ).fetchall()
        names = ("answer_id", "at", "useful", "reason", "question", "status", "answer", "clause_ids")
        records = [dict(zip(names, row, strict=True)) for row in rows]
        for record in records:
            record["useful"] = bool(record["useful"])
            record["clause_ids"] = json.loads(str(record["clause_ids"]))
        return records

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self._path, timeout=5)
        try:
            with db:
                yield db
        finally:
            db.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
