"""The desk: where a question is let in, answered in a worker thread, and put on record. API and chat both come here."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from assistant.model import Answer, Question
from assistant.settings import Settings
from assistant.understand.understanding import Understanding
from assistant.web.feedback import Feedback
from assistant.web.problems import Problem, not_ready
from assistant.web.security import Rate
from ingest.errors import IngestError
from ingest.model import BankEntry, Clause, Document

__all__ = ["Answerer", "Desk", "Library", "regions_of"]

logger = logging.getLogger("youju.desk")

T = TypeVar("T")


class Library(Protocol):
    """What the web layer reads of an index."""

    @property
    def documents(self) -> Sequence[Document]:
        """All documents, in corpus order."""

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """All clauses by id, in corpus order."""

    @property
    def bank(self) -> Sequence[BankEntry]:
        """The question bank."""

    @property
    def generation(self) -> str:
        """The name of this state of the index."""

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        """The clauses of one document, in reading order."""

    def children(self, clause_id: str) -> Sequence[Clause]:
        """The clauses directly below one clause."""


class Answerer(Protocol):
    """What the web layer needs of an assistant: an answer to a question, and the index it answers from."""

    @property
    def index(self) -> Library:
        """The index as it is now."""

    def ask(self, question: Question) -> Answer:
        """Answer one question."""

    def understand(self, question: Question) -> Understanding:
        """How the question is understood, without answering it."""


def regions_of(index: Library) -> list[str]:
    """The regions whose documents the index holds, in corpus order."""
    return list(dict.fromkeys(document.region for document in index.documents if document.region))


class Desk:
    """Admits, answers and records questions. One per process.

    Whatever reads the index or a question is done in a worker thread, so that the event loop never waits for it.
    """

    def __init__(self, assistant: Answerer, settings: Settings, feedback: Feedback) -> None:
        self.assistant = assistant
        self.settings = settings
        self.feedback = feedback
        self.rate = Rate(settings.rate_limit)
        self._inside = 0
        self._pool = ThreadPoolExecutor(min(settings.max_concurrency, 64), thread_name_prefix="answer")

    @asynccontextmanager
    async def admit(self, client: str, question: Question) -> AsyncIterator[Question]:
        """Hold a place for `question` while the block runs.

        Raises Problem: `too-many` (this client asks too often), `busy` (all places are taken), `invalid` (a region or
        document that does not exist), `not-ready` (there is no index).
        """
        self.rate.hit("ask", client)
        if self._inside >= self.settings.max_concurrency:
            raise Problem("busy", "现在提问的人太多，请过几秒再试。", {"Retry-After": "2"})
        self._inside += 1
        try:
            await self._in_worker(lambda: self._check_scope(question))
            yield question
        finally:
            self._inside -= 1

    async def answer(self, question: Question) -> Answer:
        """Answer an admitted question.

        Raises Problem `internal` when that fails (the log has the cause), `not-ready` when there is no index.
        """
        return await self._in_worker(lambda: self._answer(question))

    async def explained_answer(self, question: Question) -> tuple[Understanding, Answer]:
        """How an admitted question is understood, and the answer to it. Raises what `answer` raises."""
        return await self._in_worker(lambda: (self.assistant.understand(question), self._answer(question)))

    async def warm_up(self) -> None:
        """Answer one question of the bank to nobody, so that the first reader does not wait for what is loaded late."""
        try:
            await self._in_worker(self._first_answer)
        except Problem as problem:
            logger.error("the first answer failed: %s", problem.detail)

    def later(self, work: Callable[[], object]) -> None:
        """Do something in a worker thread, some time."""
        self._pool.submit(work)

    def close(self) -> None:
        """Give the worker threads back."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _in_worker(self, work: Callable[[], T]) -> T:
        """What `work` gives, done in a worker thread. Raises Problem when it fails."""
        task = asyncio.get_running_loop().run_in_executor(self._pool, work)
        await asyncio.wait([task])
        error = task.exception()
        if error is None:
            return task.result()
        if isinstance(error, Problem):
            raise error
        if isinstance(error, IngestError):
            raise not_ready(error) from error
        logger.error("answering failed: %s", type(error).__name__, exc_info=error)
        raise Problem("internal", "回答时出错，请稍后再试；如果一直这样，请告诉管理员。") from error

    def _first_answer(self) -> None:
        bank = self.assistant.index.bank
        if bank:
            self.assistant.ask(Question(bank[0].questions[0]))

    def _answer(self, question: Question) -> Answer:
        answer = self.assistant.ask(question)
        logger.info(
            "answer %s %s %s citations=%d %.0fms",
            answer.id,
            answer.status,
            answer.mode,
            len(answer.citations),
            answer.elapsed_ms,
        )
        try:
            self.feedback.remember(question.text, answer)
        except sqlite3.Error as error:
            logger.warning("could not keep answer %s: %s", answer.id, error)
        return answer

    def _check_scope(self, question: Question) -> None:
        index = self.assistant.index
        errors = []
        for field, given, known in (
            ("regions", question.regions, regions_of(index)),
            ("documents", question.documents, [document.id for document in index.documents]),
        ):
            unknown = [name for name in given if name not in known]
            if unknown:
                message = f"没有 {'、'.join(unknown)[:200]}；可用的有：{'、'.join(known) or '（空）'}"
                errors.append({"field": field, "message": message})
        if errors:
            raise Problem("invalid", "；".join(f"{e['field']}：{e['message']}" for e in errors) + "。", errors=errors)
