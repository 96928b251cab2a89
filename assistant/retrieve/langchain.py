"""The seam for others: a LangChain retriever over the corpus, and the whole answering path as a Runnable."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda
from pydantic import ConfigDict

from assistant.answer.evidence import documents_in_scope
from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from ingest.model import Clause, Document

__all__ = ["ClauseRetriever", "as_runnable"]


class ClauseRetriever(BaseRetriever):
    """Clauses for a question, best first, as LangChain documents.

    Example:
        >>> retriever = ClauseRetriever(assistant=assistant, k=4)      # doctest: +SKIP
        >>> retriever.invoke("培育期最长多久")[0].metadata["label"]      # doctest: +SKIP
        '第九条'
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        searcher = self.assistant.searcher
        index = searcher.index
        understood = self.assistant.understand(Question(query))
        if not understood.parts:
            return []
        part = understood.parts[0]
        own, fallback = documents_in_scope(part.scope, index.documents)
        hits = searcher.rank(part).top(self.k, own or fallback)
        return [
            LangChainDocument(
                page_content=h.clause.text, metadata=_metadata(h.clause, index.document(h.clause.document_id), h.score)
            )
            for h in hits
        ]


def _metadata(clause: Clause, document: Document, score: float) -> dict[str, Any]:
    return {
        "clause_id": clause.id,
        "document_id": document.id,
        "title": document.title,
        "number": document.number,
        "label": clause.label,
        "region": document.region,
        "score": score,
    }


def as_runnable(assistant: Assistant) -> Runnable[str | Question, Answer]:
    """The whole path from a question to a checked answer; invoke, batch and stream as of any Runnable."""

    def answer(question: str | Question) -> Answer:
        return assistant.ask(question if isinstance(question, Question) else Question(question))

    return RunnableLambda(answer)
