"""The way to the chat: only the addresses it needs, only once it is built, and its page mended on the way out.

Whatever is not listed here never reaches gradio: its upload, file, run, call, config and monitoring routes do not exist
for the outside.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.security import CHAT_CSP, set_header

__all__ = ["ChatGate", "ChatPages", "LateChat"]

logger = logging.getLogger("youju.chat")

_ALLOWED = (
    ("GET", re.compile(r"/")),
    ("HEAD", re.compile(r"/")),
    ("GET", re.compile(r"/(assets|static)/[\w./@-]+")),
    ("GET", re.compile(r"/(gradio_api/)?theme\.css")),
    ("GET", re.compile(r"/gradio_api/(queue/data|startup-events|app_id|heartbeat/[\w-]+)")),
    ("POST", re.compile(r"/gradio_api/(queue/join|cancel|reset)/?")),
)
_META = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')


@dataclass(frozen=True, slots=True)
class ChatPages:
    """HTML around the chat: shown until it is built, shown when it cannot be, put into its head, and before its end."""

    opening: str
    failed: str
    head: str
    noscript: str


class LateChat:
    """The chat application, built in a thread after the server is up, because importing gradio takes seconds."""

    def __init__(self, build: Callable[[], Starlette], first: Callable[[], Awaitable[None]]) -> None:
        """`build` makes the application; `first` is awaited before, so that it has the processor for itself."""
        self.app: ASGIApp | None = None
        self.failed = False
        self._build = build
        self._first = first
        self._stop = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Build the chat while the block runs, and stop it at the end."""
        task = asyncio.create_task(self._serve())
        task.add_done_callback(self._done)
        try:
            yield
        finally:
            self._stop.set()
            await asyncio.wait([task])

    async def _serve(self) -> None:
        await self._first()
        app = await asyncio.to_thread(self._built)
        async with app.router.lifespan_context(app):
            self.app = app
            logger.info("chat page is up")
            await self._stop.wait()
            self.app = None

    def _built(self) -> Starlette:
        """Build under a running event loop of this worker thread, or gradio makes loops there that nobody closes."""

        async def build() -> Starlette:
            return self._build()

        return asyncio.run(build())

    def _done(self, task: asyncio.Task[None]) -> None:
        error = task.exception()
        if error is not None:
            self.failed = True
            logger.error("the chat page could not be built", exc_info=error)


class ChatGate:
    """Sends the chat's addresses to the chat and all others to `app`."""

    def __init__(self, app: ASGIApp, chat: LateChat, pages: ChatPages) -> None:
        self.app = app
        self.chat = chat
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request to one of the two."""
        if scope["type"] != "http" or not _is_chat(scope["method"], scope["path"]):
            await self.app(scope, receive, send)
            return
        if self.chat.app is None:
            page = self.pages.failed if self.chat.failed else self.pages.opening
            await HTMLResponse(page, 503, {"Retry-After": "1"})(scope, receive, send)
            return
        mended = _Page(send, self.pages) if scope["path"] == "/" else None
        await self.chat.app(scope, receive, mended.send if mended else _with_policy(send))


def _is_chat(method: str, path: str) -> bool:
    return any(method == allowed and pattern.fullmatch(path) for allowed, pattern in _ALLOWED)


def _with_policy(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = set_header(message["headers"], "content-security-policy", CHAT_CSP)
            message = {**message, "headers": headers}
        await send(message)

    return wrapped


class _Page:
    """Holds the chat page back until it is whole, then mends its language and drops what names other hosts."""

    def __init__(self, send: Send, pages: ChatPages) -> None:
        self._send = send
        self._pages = pages
        self._start: Message = {}
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        html = _META.sub("", self._body.decode())
        html = re.sub(r'<html\s+lang="en"', '<html lang="zh-CN"', html, count=1)
        html = html.replace("<head>", "<head>" + self._pages.head, 1)
        html = (self._pages.noscript + "</body>").join(html.rsplit("</body>", 1))
        body = html.encode()
        headers = set_header(self._start["headers"], "content-security-policy", CHAT_CSP)
        if self._body:
            headers = set_header(headers, "content-length", str(len(body)))
        headers = set_header(headers, "cache-control", "no-cache")
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})
