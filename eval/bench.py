"""`python -m eval.bench`: speed and memory in one run – build, start, first answer, page, latency, resident memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.cases import load_part
from eval.run import timed
from ingest.index import IndexHolder, build_index

__all__ = ["main"]

ROOT = Path(__file__).parent.parent


@contextmanager
def _served(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The real app in a process of its own."""
    environment = {**os.environ, "YOUJU_DATA_DIR": str(data), "YOUJU_PORT": str(port), "YOUJU_RATE_LIMIT": "0"}
    process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _until(url: str, body: bytes | None, limit: float, wanted: str = "") -> float:
    """Seconds until `url` answers 200 (with `wanted` in it)."""
    started = time.perf_counter()
    while time.perf_counter() - started < limit:
        try:
            request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=limit) as reply:
                if wanted in reply.read().decode("utf-8", "replace"):
                    return time.perf_counter() - started
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(url)


def _resident(pid: int) -> float:
    """Resident memory of a process in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> int:
    """Prints the figures as JSON."""
    data = Path(tempfile.mkdtemp(prefix="youju-bench-"))
    settings = Settings(data_dir=data)
    try:
        started = time.perf_counter()
        build_index(settings, progress=lambda text: None)
        figures: dict[str, float] = {"build_s": round(time.perf_counter() - started, 2)}
        port = 18431
        question = json.dumps({"question": "申报条件有哪些"}).encode()
        with _served(data, port) as process:
            figures["first_answer_s"] = round(_until(f"http://127.0.0.1:{port}/api/ask", question, 60), 2)
            chat = _until(f"http://127.0.0.1:{port}/", None, 60, "gradio")
            figures["chat_page_s"] = round(figures["first_answer_s"] + chat, 2)
            for _ in range(200):
                _until(f"http://127.0.0.1:{port}/api/ask", question, 10)
            figures["resident_mb"] = round(_resident(process.pid))
        latency = timed(Assistant(IndexHolder(settings), settings), load_part("dev")[::5])
        figures |= {f"answer_{name}": round(value, 1) for name, value in latency.items()}
        print(json.dumps(figures, ensure_ascii=False, indent=1))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
