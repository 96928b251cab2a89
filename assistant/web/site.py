"""The whole web site as one ASGI application: interface, pages and chat behind the guards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from assistant.settings import Settings
from assistant.web import api, pages, problems
from assistant.web.desk import Answerer, Desk
from assistant.web.feedback import Feedback
from assistant.web.gate import ChatGate, ChatPages, LateChat
from assistant.web.openapi import describe
from assistant.web.security import BodyLimit, RequestLog, SecurityHeaders

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["create_site"]

_DESCRIPTION = (
    "有据是一个政策问答助手：每一句话都注明依据的条文，找不到依据就说没有。\n\n"
    "出错时返回 RFC 9457 的 `application/problem+json`，`detail` 是可以直接给人看的中文。"
)


def create_site(assistant: Answerer, settings: Settings, *, chat: bool = True) -> ASGIApp:
    """Everything that is served, from an assistant. `chat` False leaves the chat page (and gradio) out.

    Raises ValueError when the rate limit setting cannot be read.
    """
    desk = Desk(assistant, settings, Feedback(settings.data_dir))

    def build() -> Starlette:
        from assistant.web.chat import build_chat

        return build_chat(desk)

    late = LateChat(build, desk.warm_up)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            if chat:
                async with late.running():
                    yield
            else:
                yield
        finally:
            desk.close()

    app = FastAPI(
        title="有据",
        version="1.0",
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
    )
    app.state.desk = desk
    problems.install(app, pages.error_page)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/web", StaticFiles(directory=pages.STATIC), name="web")
    app.openapi = describe(app)  # type: ignore[method-assign]
    inner: ASGIApp = app
    if chat:
        around = ChatPages(**{name: pages.render(f"{name}.html") for name in ("opening", "failed", "head", "noscript")})
        inner = ChatGate(app, late, around)
    return RequestLog(SecurityHeaders(BodyLimit(inner)))
