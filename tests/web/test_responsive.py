"""The service answers others while it is busy with one question."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.web.conftest import settings_for
from tests.web.fakes import ReopeningAssistant
from tests.web.serving import Site, serve

PINYIN = ("重庆的要求 " + "xian" * 400, "重庆的要求 " + "xian " * 398, "重庆的要求 " + "xian" * 400 + "q")


def asked_while_healthy(site: Site, path: str, question: str) -> tuple[httpx.Response, float]:
    """The reply to a question, and the longest that /api/health took meanwhile."""
    slowest = 0.0
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(httpx.post, site.url + path, json={"question": question}, timeout=30)
        time.sleep(0.1)
        while True:
            slowest = max(slowest, site.get("/api/health").elapsed.total_seconds())
            if asking.done():
                return asking.result(), slowest
            time.sleep(0.05)


@pytest.mark.parametrize("question", ["条件", "慢", "慎"])
@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_nothing_done_for_a_question_holds_up_the_others(tmp_path: Path, path: str, question: str) -> None:
    with serve(ReopeningAssistant(), settings_for(tmp_path)) as site:
        reply, slowest = asked_while_healthy(site, path, question)
    assert reply.status_code == 200 and "error" not in reply.text
    assert slowest < 0.7


@pytest.mark.parametrize("question", PINYIN, ids=["joined", "spaced", "no pinyin in the end"])
@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_a_long_run_of_pinyin_is_answered_soon(founding_chat: Site, path: str, question: str) -> None:
    assert len(question) <= 2000
    started = time.monotonic()
    reply, slowest = asked_while_healthy(founding_chat, path, question)
    assert reply.status_code == 200 and "event: error" not in reply.text
    assert time.monotonic() - started < 5
    assert slowest < 1
