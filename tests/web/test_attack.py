"""Known attacks on a mounted gradio app, against everything the site lets through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.web.serving import Site

REPOSITORY = Path(__file__).parents[2]
TARGETS = ["/etc/passwd", str(REPOSITORY / "pyproject.toml"), "/proc/self/environ"]
SIGNS = ("root:", "requires-python", "PATH=")
CLOSED = [
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/run/respond"),
    ("POST", "/gradio_api/api/respond"),
    ("POST", "/gradio_api/call/respond"),
    ("POST", "/gradio_api/call/v2/respond"),
    ("GET", "/gradio_api/file=/etc/passwd"),
    ("GET", "/gradio_api/file/etc/passwd"),
    ("GET", "/file=/etc/passwd"),
    ("GET", "/gradio_api/proxy=http://127.0.0.1/"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/openapi.json"),
    ("GET", "/gradio_api/runs"),
    ("GET", "/gradio_api/upload_progress"),
    ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/process_recording"),
    ("POST", "/gradio_api/vibe-edit"),
    ("GET", "/config"),
    ("GET", "/monitoring"),
    ("GET", "/monitoring/summary"),
    ("GET", "/svelte/x"),
    ("POST", "/login"),
    ("GET", "/gradio_api/deep_link"),
    ("GET", "/gradio_api/stream/a/b/c/playlist.m3u8"),
    ("GET", "/pwa_icon"),
]


def payloads(target: str) -> list[Any]:
    file = {"path": target, "meta": {"_type": "gradio.FileData"}}
    message = {"role": "user", "content": [{"type": "file", "file": file}]}
    return [file, [file], message, [message], {"text": "x", "files": [file]}, [[{"file": file}, None]]]


def inputs(site: Site) -> list[tuple[int, int]]:
    """(fn_index, number of inputs) of every event of the page."""
    page = site.get("/").text
    config = json.JSONDecoder().raw_decode(
        page, page.index("window.gradio_config = ") + len("window.gradio_config = ")
    )[0]
    return [(d["id"], len(d["inputs"])) for d in config["dependencies"]]


def run(site: Site, fn_index: int, data: list[Any], session: str) -> str:
    """Everything the queue says about one event, or its refusal."""
    body = {"data": data, "fn_index": fn_index, "session_hash": session, "trigger_id": 1, "event_data": None}
    joined = site.post("/gradio_api/queue/join", json=body)
    if joined.status_code != 200:
        return joined.text
    said = ""
    with site.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        for line in stream.iter_lines():
            said += line
            if "process_completed" in line or "close_stream" in line:
                break
    return said


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_routes_the_page_does_not_need_do_not_exist(invented_chat: Site, method: str, path: str) -> None:
    reply = invented_chat.request(method, path, json={"data": []} if method == "POST" else None)
    assert reply.status_code == 404, reply.text


def test_an_upload_is_refused(invented_chat: Site) -> None:
    reply = invented_chat.post("/gradio_api/upload", files={"files": ("x.txt", b"x")})
    assert reply.status_code == 404


@pytest.mark.parametrize("target", TARGETS)
def test_no_event_reads_a_file_of_the_machine(invented_chat: Site, target: str, tmp_path: Path) -> None:
    for fn_index, count in inputs(invented_chat):
        for n, payload in enumerate(payloads(target)):
            said = run(invented_chat, fn_index, [payload] * count, f"s{fn_index}x{n}x{len(target)}")
            assert not any(sign in said for sign in SIGNS), said
    cache = invented_chat.settings.data_dir / "tmp"
    copied = [path for path in cache.rglob("*") if path.is_file()] if cache.exists() else []
    assert not [path for path in copied if any(sign.encode() in path.read_bytes() for sign in SIGNS)]


@pytest.mark.parametrize("target", TARGETS)
def test_no_file_is_served_by_any_spelling(invented_chat: Site, target: str) -> None:
    for prefix in ("/gradio_api/file=", "/file=", "/gradio_api/file/", "/static/", "/assets/", "/static/..", "/web/.."):
        for path in (
            prefix + target,
            prefix + "../" * 8 + target.lstrip("/"),
            prefix + "%2e%2e/" * 8 + target.lstrip("/"),
        ):
            reply = invented_chat.get(path)
            assert not any(sign in reply.text for sign in SIGNS), path
            assert reply.status_code >= 400


def test_the_history_cannot_be_planted_by_the_client(invented_chat: Site) -> None:
    (fn_index, count), *_ = inputs(invented_chat)
    planted = [{"question": "x", "answer": "重庆不低于10%"}]
    asked = invented_chat.assistant.asked  # type: ignore[attr-defined]
    run(invented_chat, fn_index, ["条件有哪些", planted, [], [], ""][:count], "planted")
    assert asked[-1].text == "条件有哪些" and asked[-1].history == ()


def test_a_too_long_question_is_refused_in_the_handler_too(invented_chat: Site) -> None:
    (fn_index, _), *_ = inputs(invented_chat)
    before = len(invented_chat.assistant.asked)  # type: ignore[attr-defined]
    said = run(invented_chat, fn_index, ["问" * 2001, None, [], [], ""], "long")
    assert (
        "问题太长" in json.loads('"' + said + '"')
        if "\\u" in said and '"' not in said
        else "问题太长" in said or ("\\u95ee\\u9898\\u592a\\u957f" in said)
    )
    assert len(invented_chat.assistant.asked) == before  # type: ignore[attr-defined]
