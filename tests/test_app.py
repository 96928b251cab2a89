"""`python app.py` as a process: start, stop, and what it says when it cannot start; `make` and `.ci/run` around it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
RSS_LIMIT = 600 * 1024  # KiB
WATCH = """
import sys
def watch(event, arguments):
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
        if host and host not in ("127.0.0.1", "::1", "localhost"):
            print("OUTBOUND", address, flush=True)
    if event == "socket.getaddrinfo" and arguments[0] not in (None, "127.0.0.1", "::1", "localhost"):
        print("OUTBOUND", arguments[0], flush=True)
sys.addaudithook(watch)
import runpy
runpy.run_path("app.py", run_name="__main__")
"""


def environment(data_dir: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("YOUJU_", "GRADIO_", "HF_"))}
    return {**kept, "YOUJU_DATA_DIR": str(data_dir), "YOUJU_PORT": "0", "PYTHONUNBUFFERED": "1", **more}


@contextmanager
def running(data_dir: Path, code: str = "", **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address, once it has printed it."""
    command = [sys.executable, "-c", code] if code else [sys.executable, "app.py"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(data_dir, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    try:
        for line in process.stdout:
            said += line
            found = re.search(r"http://[\d.]+:\d+", line)
            if found:
                break
        else:
            raise AssertionError(said)
        yield process, found.group()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
        process.stdout.close()


def wait_for(url: str, limit: float = 30) -> httpx.Response:
    deadline = time.monotonic() + limit
    while True:
        try:
            reply = httpx.get(url, timeout=10)
            if reply.status_code == 200:
                return reply
        except httpx.TransportError:
            pass
        assert time.monotonic() < deadline, url
        time.sleep(0.1)


def test_it_opens_answers_stays_small_and_stops_cleanly(founding_settings: Settings) -> None:
    with running(founding_settings.data_dir) as (process, url):
        assert wait_for(f"{url}/api/ready").json()["documents"] >= 5
        opening = httpx.get(url)
        if opening.status_code == 503:
            assert "正在打开" in opening.text and 'http-equiv="refresh"' in opening.text
        assert "<gradio-app" in wait_for(url).text
        asked = httpx.post(f"{url}/api/ask", json={"question": "重庆怎么认定"}, timeout=30)
        assert asked.status_code == 200
        status = Path(f"/proc/{process.pid}/status").read_text()
        assert int(re.search(r"VmRSS:\s+(\d+)", status)[1]) < RSS_LIMIT  # type: ignore[index]
        assert "libtorch" not in Path(f"/proc/{process.pid}/maps").read_text()
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        assert process.stdout is not None and "有据已停止" in process.stdout.read()


def test_the_server_connects_to_nobody(founding_settings: Settings) -> None:
    with running(founding_settings.data_dir, WATCH) as (process, url):
        wait_for(url)
        httpx.post(f"{url}/api/ask", json={"question": "看看 http://evil.test/x 和重庆的条件"}, timeout=30)
        httpx.get(f"{url}/documents")
        process.terminate()
        process.wait(15)
        assert process.stdout is not None
        assert "OUTBOUND" not in process.stdout.read()


def test_an_empty_corpus_is_served_too(tmp_path: Path) -> None:
    with running(tmp_path, YOUJU_CORPUS="none") as (_, url):
        assert wait_for(f"{url}/api/ready").json()["documents"] == 0
        assert httpx.get(f"{url}/api/documents").json() == []
        assert httpx.post(f"{url}/api/ask", json={"question": "条件有哪些"}, timeout=30).json()["citations"] == []
        assert "还没有文件" in httpx.get(f"{url}/documents").text


def refused(data_dir: Path, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment(data_dir, **more),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refused(tmp_path, YOUJU_PORT=port)
    assert port in said and "占用" in said and not (tmp_path / "index").exists()


def test_of_two_starts_at_once_one_is_told(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    starts = [
        subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env=environment(tmp_path / name, YOUJU_PORT=port, YOUJU_CORPUS="none"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "ab"
    ]
    try:
        assert wait_for(f"http://127.0.0.1:{port}/api/ready").status_code == 200
        deadline = time.monotonic() + 20
        while not (done := [start for start in starts if start.poll() is not None]) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(done) == 1 and done[0].returncode == 1
        lines = done[0].communicate()[1].splitlines()
        assert len(lines) == 1 and port in lines[0] and "占用" in lines[0]
        assert len([name for name in "ab" if (tmp_path / name / "index").exists()]) == 1
    finally:
        for start in starts:
            start.terminate()
            start.communicate(timeout=20)


def made(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`make` with the real Makefile in another folder."""
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=kept, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60
    )


def test_make_names_the_python_it_needs_before_it_installs_anything(tmp_path: Path) -> None:
    done = made(tmp_path, "run", "PYTHON=/no/such/python3.13")
    assert done.returncode != 0 and not (tmp_path / ".venv").exists()
    assert (
        "需要 Python 3.11 或 3.12，/no/such/python3.13 不是" in done.stdout and "PYTHON=python3.11 run" in done.stdout
    )


def test_make_does_not_go_on_with_an_environment_that_has_no_pip(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    done = made(tmp_path, "run", "PYTHON=/no/such/python")
    assert done.returncode != 0 and "需要 Python" in done.stdout


def ci_run(folder: Path, test: str) -> subprocess.CompletedProcess[str]:
    """`.ci/run` over a project whose `make test` is pytest on one file, in the barest environment."""
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci")
    (folder / "Makefile").write_text(f"test:\n\t@{sys.executable} -m pytest -ra -s test_it.py\n")
    (folder / "test_it.py").write_text(
        "import pytest, sys\ndef test_it():\n    print('条件')\n    " + test + "\n", "utf-8"
    )
    return subprocess.run(
        [folder / ".ci" / "run"],
        env={"PATH": os.environ["PATH"], "CI": "true", "FORCE_COLOR": "1", "PYTEST_ADDOPTS": "-q", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(
    ("test", "passes", "closing"),
    [
        ("assert sys.stdin.read() == ''", True, r"=+ 1 passed in [\d.]+s =+"),
        ("pytest.skip('not here')", False, r"=+ 1 skipped in [\d.]+s =+"),
        ("assert False, '条件'", False, r"=+ 1 failed in [\d.]+s =+"),
        ("import os; os._exit(0)", False, "no closing line"),
    ],
)
def test_a_ci_run_ends_with_the_closing_line_and_fails_on_a_skip(
    tmp_path: Path, test: str, passes: bool, closing: str
) -> None:
    done = ci_run(tmp_path, test)
    assert (done.returncode == 0) is passes, done.stdout
    assert re.fullmatch(closing, done.stdout.splitlines()[-1]), done.stdout


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("YOUJU_PORT", "eighty", "YOUJU_PORT"),
        ("YOUJU_PROT", "80", "YOUJU_PROT"),
        ("YOUJU_TODAY", "今天", "YOUJU_TODAY"),
        ("YOUJU_CORPUS", "some", "YOUJU_CORPUS"),
        ("YOUJU_HOST", "no such host", "no such host"),
        ("YOUJU_RATE_LIMIT", "often", "YOUJU_RATE_LIMIT"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(tmp_path: Path, name: str, value: str, says: str) -> None:
    said = refused(tmp_path, **{name: value})
    assert says in said and any("一" <= c <= "鿿" for c in said)
