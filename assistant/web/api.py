"""The HTTP interface under /api. Thin: it checks, calls the desk or the index, and shapes the reply."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from assistant.model import Question
from assistant.web.desk import Desk
from assistant.web.library_schemas import ClauseReply, DocumentReply, DocumentSummary
from assistant.web.openapi import failures
from assistant.web.problems import Problem
from assistant.web.schemas import (
    AskReply,
    AskRequest,
    DeltaEvent,
    FeedbackReply,
    FeedbackRequest,
    HealthReply,
    ReadyReply,
)
from assistant.web.text import cut_points
from assistant.web.views import answer_reply, clause_reply, document_reply, document_summary, meta_event
from ingest.model import Document

__all__ = ["client_of", "router", "today"]

router = APIRouter(prefix="/api")

_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": (
            "依次为：一个 `meta`（MetaEvent），若干 `delta`（DeltaEvent，连起来就是回答），"
            "每条依据一个 `citation`（CitationReply），最后一个 `done`（AskReply）。"
            "开始之后出错时以一个 `error`（ProblemReply）结束。"
        ),
        "content": {
            "text/event-stream": {
                "example": (
                    'event: meta\ndata: {"id": "a1b2c3", "status": "answered", "mode": "composed", …}\n\n'
                    'event: delta\ndata: {"text": "申请人应当同时满足三项条件。[1]"}\n\n'
                    'event: citation\ndata: {"n": 1, "clause_id": "…"}\n\n'
                    'event: done\ndata: {"id": "a1b2c3", "status": "answered", "answer": "…"}\n\n'
                )
            }
        },
    }
}


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]


def client_of(request: Any) -> str:
    """The address a request comes from; works for the chat's requests too."""
    return str(request.client.host) if request.client else "-"


def today(desk: Desk) -> date:
    """The day validity is shown for."""
    return desk.settings.today or date.today()


async def _admitted(request: Request, body: AskRequest, desk: AtDesk) -> AsyncIterator[Question]:
    async with desk.admit(client_of(request), body.question_asked()) as question:
        yield question


Admitted = Annotated[Question, Depends(_admitted)]
_ASK_FAILURES = failures("malformed", "too-large", "invalid", "too-many", "internal", "busy")


@router.post("/ask", tags=["问答"], summary="提问", responses=_ASK_FAILURES)
async def ask(question: Admitted, desk: AtDesk) -> AskReply:
    """回答一个问题。每一句话都注明依据的条文；找不到依据时 `status` 为 `not_found`，`citations` 为空。"""
    return answer_reply(await desk.answer(question))


@router.post(
    "/ask/stream",
    tags=["问答"],
    summary="提问，逐段返回",
    response_class=EventSourceResponse,
    responses={**_ASK_FAILURES, **_STREAM},
)
async def ask_stream(question: Admitted, desk: AtDesk) -> AsyncIterable[ServerSentEvent]:
    """与 `/api/ask` 相同，以 server-sent events 逐段返回。"""
    try:
        understood, answer = await desk.explained_answer(question)
    except Problem as problem:
        yield ServerSentEvent(event="error", data=problem.body("/api/ask/stream"))
        return
    reply = answer_reply(answer)
    yield ServerSentEvent(event="meta", data=meta_event(understood, answer))
    start = 0
    for end in cut_points(answer.answer):
        yield ServerSentEvent(event="delta", data=DeltaEvent(text=answer.answer[start:end]))
        start = end
    for citation in reply.citations:
        yield ServerSentEvent(event="citation", data=citation)
    yield ServerSentEvent(event="done", data=reply)


def _document(desk: Desk, document_id: str) -> Document:
    for document in desk.assistant.index.documents:
        if document.id == document_id:
            return document
    raise Problem("not-found", f"没有文件 {document_id[:100]}。所有文件见 /api/documents。")


@router.get("/documents", tags=["文件"], summary="文件清单")
def documents(desk: AtDesk) -> list[DocumentSummary]:
    """收录的全部文件，连同文号、地区、效力等事实。"""
    index = desk.assistant.index
    return [document_summary(index, document, today(desk)) for document in index.documents]


@router.get("/documents/{document_id}", tags=["文件"], summary="一份文件", responses=failures("not-found", "invalid"))
def document(document_id: str, desk: AtDesk) -> DocumentReply:
    """一份文件的事实、整理记录和条文目录。"""
    return document_reply(desk.assistant.index, _document(desk, document_id), today(desk))


@router.get("/clauses/{clause_id:path}", tags=["文件"], summary="一条条文", responses=failures("not-found", "invalid"))
def clause(clause_id: str, desk: AtDesk) -> ClauseReply:
    """一条条文的原文、位置和上下文。`clause_id` 含斜线，原样写在地址里。"""
    index = desk.assistant.index
    found = index.clauses.get(clause_id)
    if found is None:
        raise Problem("not-found", f"没有条文 {clause_id[:100]}。一份文件的条文见 /api/documents/{{id}}。")
    return clause_reply(index, _document(desk, found.document_id), found, today(desk))


@router.post(
    "/feedback",
    tags=["问答"],
    summary="评价一个回答",
    responses=failures("malformed", "not-found", "too-large", "invalid", "too-many"),
)
def feedback(body: FeedbackRequest, request: Request, desk: AtDesk) -> FeedbackReply:
    """记录一个回答有用还是没用。同一个回答只有一条记录，后来的替换先前的。"""
    desk.rate.hit("feedback", client_of(request))
    if not desk.feedback.record(body.answer_id, body.useful, body.reason):
        raise Problem("not-found", "没有这个回答，或者它已经太久。请用回答里的 id。")
    return FeedbackReply(answer_id=body.answer_id, useful=body.useful, reason=body.reason)


@router.get("/health", tags=["运行"], summary="进程是否活着")
async def health() -> HealthReply:
    """只要进程活着就是 200。"""
    return HealthReply()


@router.get("/ready", tags=["运行"], summary="是否可以提问", responses=failures("not-ready"))
def ready(desk: AtDesk) -> ReadyReply:
    """索引已经打开，可以提问。"""
    index = desk.assistant.index
    return ReadyReply(generation=index.generation, documents=len(index.documents), clauses=len(index.clauses))
