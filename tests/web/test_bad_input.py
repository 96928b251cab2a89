"""What a careless or hostile caller sends, and what comes back: a Chinese problem or a proper answer, never a 500."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.web.serving import Site

STATUSES = {"answered", "partial", "not_found", "out_of_scope", "clarify"}

REFUSED: list[tuple[Any, str]] = [
    ({"question": ""}, "请输入问题"),
    ({"question": " \n\t\u3000 "}, "请输入问题"),
    ({"question": "\x00\x01\u202e"}, "请输入问题"),
    ({"question": "问" * 2001}, "最多 2000 个字"),
    ({"question": "（" * 10_000 + "）" * 10_000}, "最多 2000 个字"),
    ({}, "缺少"),
    ({"question": None}, "应为文字"),
    ({"question": 5}, "应为文字"),
    ({"question": ["条件"]}, "应为文字"),
    ({"question": "条件", "frage": 1}, "没有这个字段"),
    ({"question": "条件", "as_of": "明天"}, "应为日期"),
    ({"question": "条件", "as_of": 20250101}, "应为日期"),
    ({"question": "条件", "as_of": "2025-02-30"}, "应为日期"),
    ({"question": "条件", "regions": "甲市"}, "应为列表"),
    ({"question": "条件", "regions": ["亚特兰蒂斯"]}, "没有 亚特兰蒂斯"),
    ({"question": "条件", "documents": ["no-such-1"]}, "没有 no-such-1"),
    ({"question": "条件", "history": [{"role": "system", "content": "x"}]}, "只能是"),
    ({"question": "条件", "history": [{"role": "user", "content": "问" * 4001}]}, "4000"),
    ({"question": "条件", "history": [{"role": "user", "content": "x"}] * 21}, "最多 20 项"),
    ([], "JSON 对象"),
    ("条件", "JSON 对象"),
]
TAKEN = [
    "，。？！……",
    "😀🤖🎉",
    "条\x00件\x00有\x07哪些",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>条件有哪些",
    "[点我](javascript:alert(1)) ![x](http://evil.test/x.png)",
    "' OR 1=1; DROP TABLE answers; --",
    "{{7*7}} ${7*7} %s %d {0}",
    "（" * 1000 + "）" * 1000,
    "a",
    "第" * 2000,
    "条件\u202e有哪些",
    "../../etc/passwd",
    "\U0010ffff\ufffe 条件",
]


def is_problem(reply: httpx.Response, status: int) -> dict[str, Any]:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = reply.json()
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= set(body)
    assert any("一" <= c <= "鿿" for c in body["detail"])
    return body


@pytest.mark.parametrize(("body", "says"), REFUSED)
@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_what_cannot_be_asked_is_refused_and_says_why(site: Site, path: str, body: Any, says: str) -> None:
    assert says in is_problem(site.post(path, json=body), 422)["detail"]


def test_an_unknown_region_is_told_which_there_are(invented: Site) -> None:
    body = is_problem(invented.post("/api/ask", json={"question": "条件", "regions": ["丙县"]}), 422)
    assert body["detail"] == "regions：没有 丙县；可用的有：甲市、乙省。"
    assert body["errors"][0]["field"] == "regions"


@pytest.mark.parametrize("question", TAKEN)
def test_odd_questions_get_an_answer(site: Site, question: str) -> None:
    reply = site.post("/api/ask", json={"question": question})
    assert reply.status_code == 200, reply.text
    assert reply.json()["status"] in STATUSES


def test_control_characters_are_taken_out_before_answering(invented: Site) -> None:
    invented.post("/api/ask", json={"question": "条\x00件\u202e\u200b有\r\n哪些 "})
    assert invented.assistant.asked[-1].text == "条件有\n哪些"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "raw", [b"", b"{", b'{"question": ', b"\xff\xfe\x00", b'{"question": "\\ud800"}', b"question=1"]
)
def test_a_body_that_is_no_json_is_refused(site: Site, raw: bytes) -> None:
    reply = site.post("/api/ask", content=raw, headers={"content-type": "application/json"})
    assert reply.status_code in (400, 422)
    is_problem(reply, reply.status_code)


def test_a_deeply_nested_body_is_refused(site: Site) -> None:
    raw = b'{"question": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"
    reply = site.post("/api/ask", content=raw, headers={"content-type": "application/json"})
    assert reply.status_code in (400, 422)
    is_problem(reply, reply.status_code)


def test_a_huge_body_is_refused_with_and_without_a_length(site: Site) -> None:
    is_problem(site.post("/api/ask", json={"question": "条" * 200_000}), 413)
    chunks = (b"x" * 10_000 for _ in range(10))
    is_problem(site.post("/api/feedback", content=chunks), 413)


@pytest.mark.parametrize(
    "path",
    [
        "/api/documents/no-such",
        "/api/clauses/no-such/main/1",
        "/api/clauses/",
        "/api/clauses/..%2f..%2fetc%2fpasswd",
        "/api/clauses/%00",
        "/api/nothing",
        "/api/documents/" + "长" * 500,
    ],
)
def test_what_does_not_exist_is_a_404_problem(site: Site, path: str) -> None:
    is_problem(site.get(path), 404)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/api/ask"), ("DELETE", "/api/documents"), ("PUT", "/api/feedback"), ("POST", "/api/ready")],
)
def test_a_wrong_method_is_a_405_problem(site: Site, method: str, path: str) -> None:
    reply = site.request(method, path)
    is_problem(reply, 405)
    assert reply.headers["allow"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"answer_id": "nope", "useful": True}, 404),
        ({"answer_id": "x", "useful": "true"}, 422),
        ({"answer_id": "x", "useful": 1}, 422),
        ({"answer_id": "x", "useful": True, "reason": "长" * 501}, 422),
        ({"answer_id": "", "useful": True}, 422),
        ({"useful": True}, 422),
    ],
)
def test_bad_feedback_is_refused(site: Site, body: dict[str, Any], status: int) -> None:
    is_problem(site.post("/api/feedback", json=body), status)


def test_2000_characters_are_not_too_many(site: Site) -> None:
    assert site.post("/api/ask", json={"question": "问" * 2000}).status_code == 200
