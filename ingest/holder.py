"""Following the current generation while it is being served."""

from __future__ import annotations

import logging
import threading
import time

from ingest.errors import IngestError
from ingest.generation import index_folder
from ingest.reader import Index, open_index
from ingest.settings import IngestSettings

__all__ = ["IndexHolder"]

_log = logging.getLogger(__name__)
_LONGEST_PAUSE = 60.0


class IndexHolder:
    """Gives the current generation, and notices a new one within `interval` seconds.

    An index that was replaced is closed `grace` seconds later, when no answer can still be using it. A new one that
    cannot be opened is tried again after `retry` seconds, then after twice as long each time, up to a minute.
    """

    def __init__(
        self, settings: IngestSettings, *, interval: float = 2.0, grace: float = 120.0, retry: float = 4.0
    ) -> None:
        self._settings = settings
        self._pointer = index_folder(settings.data_dir) / "current"
        self._interval = interval
        self._grace = grace
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._seen: tuple[int, int] | None = None
        self._next_look = 0.0
        self._retry = self._pause = retry
        self._failed: tuple[int, int] | None = None
        self._next_try = 0.0
        self._retired: list[tuple[float, Index]] = []

    def current(self) -> Index:
        """The index to answer from; use one for the whole of an answer.

        Raises what `open_index` raises, the first time only: later the open one goes on being used.
        """
        index = self._index
        if index is not None and time.monotonic() < self._next_look:
            return index
        # One thread looks; the others go on with what is open.
        if not self._lock.acquire(blocking=index is None):
            assert index is not None
            return index
        try:
            return self._look()
        finally:
            self._lock.release()

    def _look(self) -> Index:
        now = time.monotonic()
        if self._index is not None and now < self._next_look:
            return self._index
        stamp = self._stamp()
        if self._index is None:
            self._index, self._seen = open_index(self._settings), stamp
        elif stamp is not None and stamp != self._seen and (stamp != self._failed or now >= self._next_try):
            self._reopen(self._index, stamp, now)
        self._close_retired(now)
        self._next_look = time.monotonic() + self._interval
        return self._index

    def _reopen(self, old: Index, stamp: tuple[int, int], now: float) -> None:
        """Change over to the new generation; where it cannot be opened, note when to try once more."""
        try:
            self._index = open_index(self._settings)
        except (IngestError, OSError) as error:
            self._pause = min(self._pause * 2, _LONGEST_PAUSE) if stamp == self._failed else self._retry
            self._failed, self._next_try = stamp, time.monotonic() + self._pause
            _log.error("新索引打不开，继续使用原有索引，%.0f 秒后再试：%s", self._pause, error)
            return
        self._seen, self._failed = stamp, None
        _log.info("已换用新索引 %s", self._index.generation)
        self._retired.append((now + self._grace, old))

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self._pointer.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _close_retired(self, now: float) -> None:
        for due, index in self._retired:
            if due <= now:
                index.close()
        self._retired = [(due, index) for due, index in self._retired if due > now]

    def close(self) -> None:
        """Close everything; the next `current` opens again."""
        with self._lock:
            for _, index in self._retired:
                index.close()
            if self._index is not None:
                self._index.close()
            self._index, self._retired = None, []
