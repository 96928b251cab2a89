"""A real HTTP server in a thread, for tests."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import uvicorn

from assistant.settings import Settings
from assistant.web.desk import Answerer
from assistant.web.site import create_site

__all__ = ["Site", "serve"]


class Site(httpx.Client):
    """A client of a served site, with the assistant behind it."""

    def __init__(self, base_url: str, assistant: Answerer, settings: Settings) -> None:
        super().__init__(base_url=base_url, timeout=30)
        self.url = base_url
        self.assistant = assistant
        self.settings = settings


@contextmanager
def serve(assistant: Answerer, settings: Settings, *, chat: bool = False) -> Iterator[Site]:
    """Serve on a free port until the block ends; with `chat`, wait until the chat page is there."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    site = create_site(assistant, settings, chat=chat)
    config = uvicorn.Config(site, log_config=None, access_log=False, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with Site(url, assistant, settings) as client:
        _wait(client, "/" if chat else "/api/health")
        yield client
    server.should_exit = True
    thread.join(15)
    listener.close()


def _wait(client: httpx.Client, path: str) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        try:
            if client.get(path).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError(path)
