"""Errors as a reader of the interface meets them: RFC 9457 problem JSON in Chinese.

`Problem` is the one exception of the web layer; every other error is translated into one at the door:

    Problem
    ├── kind "invalid"      422  a field is missing, of the wrong type, too long, or names what does not exist
    ├── kind "malformed"    400  the body is no JSON
    ├── kind "not-found"    404  no such page, document, clause or answer
    ├── kind "method"       405  the address exists, the method does not
    ├── kind "too-large"    413  the body is longer than allowed
    ├── kind "too-many"     429  the caller asked too often
    ├── kind "internal"     500  our fault
    ├── kind "busy"         503  too many questions at once
    └── kind "not-ready"    503  the index is not open yet
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from ingest.errors import IngestError

__all__ = ["KINDS", "MEDIA_TYPE", "Problem", "install", "not_ready", "problem_response"]

MEDIA_TYPE = "application/problem+json"

KINDS: Mapping[str, tuple[int, str]] = {
    "invalid": (422, "请求内容不符合要求"),
    "malformed": (400, "请求不是有效的 JSON"),
    "not-found": (404, "没有找到"),
    "method": (405, "不支持这种请求方法"),
    "too-large": (413, "请求内容太大"),
    "too-many": (429, "提问太频繁"),
    "internal": (500, "服务出错"),
    "busy": (503, "服务繁忙"),
    "not-ready": (503, "服务尚未就绪"),
}
"""kind → (status, title). The kind is the fragment of the problem's `type`, explained on the page it points to."""

_BY_STATUS = {404: "not-found", 405: "method", 413: "too-large", 429: "too-many", 503: "busy"}
_DETAILS = {404: "没有这个地址：{path}。", 405: "{path} 不支持 {method} 方法。"}

_MESSAGES = {
    "missing": "缺少这个字段",
    "extra_forbidden": "没有这个字段，请检查拼写",
    "string_type": "应为文字",
    "string_unicode": "含有无法识别的字符",
    "string_too_short": "不能为空",
    "string_too_long": "太长，最多 {max_length} 个字",
    "list_type": "应为列表",
    "too_long": "太多，最多 {max_length} 项",
    "too_short": "至少 {min_length} 项",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "literal_error": "只能是 {expected}",
    "model_attributes_type": "应为 JSON 对象",
    "dict_type": "应为 JSON 对象",
    "model_type": "应为 JSON 对象",
}


@dataclass(eq=False)
class Problem(Exception):
    """A refusal or failure with what a person can do about it. `detail` is shown to readers as it is."""

    kind: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: Sequence[Mapping[str, str]] = ()

    @property
    def status(self) -> int:
        """The HTTP status of this kind of problem."""
        return KINDS[self.kind][0]

    def body(self, instance: str = "") -> dict[str, Any]:
        """The problem as RFC 9457 JSON; `instance` is the path it happened at."""
        status, title = KINDS[self.kind]
        body: dict[str, Any] = {
            "type": f"/about#problem-{self.kind}",
            "title": title,
            "status": status,
            "detail": self.detail,
        }
        if instance:
            body["instance"] = instance
        if self.errors:
            body["errors"] = [dict(error) for error in self.errors]
        return body


def not_ready(error: IngestError) -> Problem:
    """The problem of an index that cannot be opened."""
    return Problem("not-ready", str(error), {"Retry-After": "5"})


def problem_response(problem: Problem, instance: str = "") -> JSONResponse:
    """The problem as a response."""
    return JSONResponse(
        problem.body(instance), status_code=problem.status, headers=dict(problem.headers), media_type=MEDIA_TYPE
    )


def _field(location: Sequence[Any]) -> str:
    """`("body", "history", 0, "content")` as `history[0].content`."""
    name = ""
    for part in location[1:]:
        name += f"[{part}]" if isinstance(part, int) else (f".{part}" if name else str(part))
    return name


def _message(error: Mapping[str, Any]) -> str:
    if error["type"] == "youju":
        return str(error["msg"])
    template = _MESSAGES.get(str(error["type"]))
    return template.format_map({**error.get("ctx", {})}) if template else "取值不符合要求"


def _validation_problem(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return Problem("malformed", "请求的正文不是有效的 JSON，请检查引号、逗号和编码（UTF-8）。")
    errors = [{"field": _field(item["loc"]), "message": _message(item)} for item in found]
    lines = [f"{item['field']}：{item['message']}" if item["field"] else item["message"] for item in errors]
    if not any(item["field"] for item in errors):
        return Problem("invalid", "请求的正文应为 JSON 对象，并注明 Content-Type: application/json。", errors=errors)
    return Problem("invalid", "；".join(lines) + "。", errors=errors)


def install(app: FastAPI, page: Callable[[Problem], Response]) -> None:
    """Make every error of `app` a problem; outside /api, for a person, as `page` draws it."""

    def shown(request: Request, problem: Problem) -> Response:
        path = request.url.path
        if not path.startswith("/api/") and "text/html" in request.headers.get("accept", ""):
            return page(problem)
        return problem_response(problem, path)

    @app.exception_handler(Problem)
    async def _ours(request: Request, error: Problem) -> Response:
        return shown(request, error)

    @app.exception_handler(IngestError)
    async def _no_index(request: Request, error: IngestError) -> Response:
        return shown(request, not_ready(error))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem_response(_validation_problem(error), request.url.path)

    @app.exception_handler(HTTPException)
    async def _framework(request: Request, error: HTTPException) -> Response:
        path = request.url.path
        kind = _BY_STATUS.get(error.status_code, "malformed" if error.status_code < 500 else "internal")
        detail = _DETAILS.get(error.status_code, KINDS[kind][1] + "。").format(path=path, method=request.method)
        return shown(request, Problem(kind, detail, headers=error.headers or {}))

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> Response:
        return shown(request, Problem("internal", "服务出错，请稍后再试。"))
