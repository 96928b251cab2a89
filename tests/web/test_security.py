"""Headers, limits and the request log, on a served site."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

import httpx
import pytest

from assistant.web.security import CHAT_CSP, PAGE_CSP, Rate
from tests.web.conftest import settings_for
from tests.web.fakes import FakeAssistant
from tests.web.serving import Site, serve

PATHS = ["/api/health", "/api/nothing", "/documents", "/about", "/web/page.css", "/manifest.json", "/favicon.svg", "/x"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_of_ours_has_the_strict_headers(site: Site, path: str) -> None:
    headers = site.get(path).headers
    assert headers["content-security-policy"] == PAGE_CSP
    assert "unsafe" not in PAGE_CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "SAMEORIGIN"


def test_the_chat_page_may_load_nothing_from_other_hosts(invented_chat: Site) -> None:
    page = invented_chat.get("/")
    assert page.headers["content-security-policy"] == CHAT_CSP
    assert "frame-ancestors 'self'" in CHAT_CSP and "http" not in CHAT_CSP
    assert '<html\n\tlang="zh-CN"' in page.text or '<html lang="zh-CN"' in page.text
    for host in ("gradio.app", "githubusercontent.com", "googleapis.com", "cdn."):
        assert f"//{host}" not in page.text and f".{host}" not in page.text.replace("/" + host, "")


def test_too_many_questions_from_one_address_are_refused_with_a_time_to_wait(tmp_path: Path) -> None:
    with serve(FakeAssistant(), settings_for(tmp_path, rate_limit="3/minute")) as site:
        statuses = [site.post("/api/ask", json={"question": "条件"}).status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        refused = site.post("/api/ask/stream", json={"question": "条件"})
        assert refused.status_code == 429 and 1 <= int(refused.headers["retry-after"]) <= 60
        assert "秒后再试" in refused.json()["detail"]
        assert site.get("/api/documents").status_code == 200


def test_questions_over_the_limit_at_once_are_told_to_come_back(tmp_path: Path) -> None:
    with serve(FakeAssistant(), settings_for(tmp_path, max_concurrency=2)) as site:
        replies: list[httpx.Response] = []

        def ask() -> None:
            replies.append(httpx.post(f"{site.url}/api/ask", json={"question": "慢"}, timeout=10))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.4)
        assert site.get("/api/health").elapsed.total_seconds() < 0.5
        for thread in threads:
            thread.join()
        assert sorted(reply.status_code for reply in replies) == [200, 200, 503, 503]
        busy = next(reply for reply in replies if reply.status_code == 503)
        assert busy.headers["retry-after"] and busy.headers["content-type"] == "application/problem+json"
        assert site.post("/api/ask", json={"question": "条件"}).status_code == 200


def test_a_stream_gives_its_place_back(tmp_path: Path) -> None:
    with serve(FakeAssistant(), settings_for(tmp_path, max_concurrency=1)) as site:
        for _ in range(3):
            assert site.post("/api/ask/stream", json={"question": "条件"}).status_code == 200
        with site.stream("POST", "/api/ask/stream", json={"question": "慢"}):
            pass
        time.sleep(1.3)
        assert site.post("/api/ask", json={"question": "条件"}).status_code == 200


def test_a_limit_that_cannot_be_read_is_an_error_at_start() -> None:
    with pytest.raises(ValueError):
        Rate("often")


def test_the_log_has_one_line_for_a_request_and_no_question(invented: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        time.sleep(0.05)
        caplog.clear()
        invented.post("/api/ask?x=秘密一", json={"question": "秘密二的条件"})
        time.sleep(0.05)
    lines = [record.getMessage() for record in caplog.records if record.name == "youju.http"]
    assert len(lines) == 1 and lines[0].startswith("POST /api/ask 200 ")
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "httpx")
    assert "秘密" not in said and "%E7%A7%98" not in said
