"""What stands between the network and the application: headers, body limit, request log, rate limit."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.problems import Problem, problem_response

__all__ = ["BODY_LIMIT", "CHAT_CSP", "PAGE_CSP", "BodyLimit", "Rate", "RequestLog", "SecurityHeaders", "set_header"]

logger = logging.getLogger("youju.http")

BODY_LIMIT = 64 * 1024

PAGE_CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
CHAT_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
"""gradio does not start without 'unsafe-inline' and 'unsafe-eval'; this still stops every request to another host."""

_HEADERS = {
    "content-security-policy": PAGE_CSP,
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
}
_QUIET = ("/assets/", "/static/", "/web/", "/gradio_api/heartbeat/")


def set_header(headers: Iterable[tuple[bytes, bytes]], name: str, value: str) -> list[tuple[bytes, bytes]]:
    """`headers` with `name` set to `value`, whatever it was before."""
    key = name.lower().encode()
    return [*((k, v) for k, v in headers if k.lower() != key), (key, value.encode())]


class SecurityHeaders:
    """Puts the security headers on every response; one that the response already has stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add headers to the answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {key.lower() for key, _ in message["headers"]}
                extra = [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in present]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses a body longer than `limit` bytes, also one sent in chunks without a length."""

    def __init__(self, app: ASGIApp, limit: int = BODY_LIMIT) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body, then pass the request on, or refuse it."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self.app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        body, more = b"", not (declared.isdigit() and int(declared) > self.limit)
        too_large = not more
        while more and not too_large:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            too_large = len(body) > self.limit
        if too_large:
            problem = Problem("too-large", f"请求正文最多 {self.limit // 1024} KB。", {"Connection": "close"})
            await problem_response(problem, scope["path"])(scope, receive, send)
            return
        replayed = False

        async def replay() -> Message:
            nonlocal replayed
            if replayed:
                return await receive()
            replayed = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)


class RequestLog:
    """One line per request: method, path, status, time, address. Never a query string or a body.

    It stands in for uvicorn's own access log, which writes the query string and is switched off.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        logging.getLogger("uvicorn.access").disabled = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and write its line when it is done."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, started = 500, time.perf_counter()

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            level = logging.DEBUG if scope["path"].startswith(_QUIET) and status < 400 else logging.INFO
            took = (time.perf_counter() - started) * 1000
            client = scope["client"][0] if scope.get("client") else "-"
            path = scope["path"].encode("unicode_escape").decode()[:200]
            logger.log(level, "%s %s %d %.0fms %s", scope["method"], path, status, took, client)


class Rate:
    """At most so many calls per client address: `limit` as `60/minute`, `0` for no limit.

    Raises ValueError for a limit that cannot be read.
    """

    def __init__(self, limit: str) -> None:
        from limits import parse
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        limit = limit.strip()
        try:
            self._item = None if limit in {"", "0"} else parse(limit)
        except ValueError:
            raise ValueError(f"YOUJU_RATE_LIMIT 不能是“{limit}”，应写成 60/minute 这样，0 表示不限") from None
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, purpose: str, client: str) -> None:
        """Count one call. Raises Problem `too-many` when the limit is passed."""
        if self._item is None or self._limiter.hit(self._item, purpose, client):
            return
        wait = max(1, round(self._limiter.get_window_stats(self._item, purpose, client).reset_time - time.time()))
        raise Problem("too-many", f"提问太频繁，请 {wait} 秒后再试。", {"Retry-After": str(wait)})
