"""The description of the interface: complete, true, and with problems as they are really sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from assistant.web.problems import KINDS, MEDIA_TYPE, Problem
from assistant.web.schemas import ProblemReply

__all__ = ["describe", "failures"]

_EXAMPLES = {
    "invalid": "question：请输入问题。",
    "malformed": "请求的正文不是有效的 JSON，请检查引号、逗号和编码（UTF-8）。",
    "not-found": "没有这个地址：/api/clauses/x。",
    "method": "/api/ask 不支持 GET 方法。",
    "too-large": "请求正文最多 64 KB。",
    "too-many": "提问太频繁，请 20 秒后再试。",
    "internal": "回答时出错，请稍后再试；如果一直这样，请告诉管理员。",
    "busy": "现在提问的人太多，请过几秒再试。",
    "not-ready": "索引还没有打开，请稍后再试。",
}


def failures(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may fail in these ways."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        status, title = KINDS[kind]
        described: dict[str, Any] = {
            "description": title,
            "content": {
                MEDIA_TYPE: {
                    "schema": {"$ref": "#/components/schemas/ProblemReply"},
                    "example": Problem(kind, _EXAMPLES[kind]).body(),
                }
            },
        }
        if status in {429, 503}:
            described["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "多少秒后再试"}}
        found[status] = described
    return found


def describe(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """A replacement for `app.openapi` that adds what routes cannot say themselves."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                openapi_version=app.openapi_version,
                tags=app.openapi_tags,
            )
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas["ProblemReply"] = ProblemReply.model_json_schema()
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            app.openapi_schema = schema
        return app.openapi_schema

    return openapi
