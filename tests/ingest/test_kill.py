"""kill -9 at any moment of a build or an addition: the old index answers throughout, the next run succeeds."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest.check import check_index
from ingest.corpus import load_corpus
from ingest.generation import index_folder
from ingest.index import IndexHolder, build_index, open_index
from ingest.settings import IngestSettings

ROOT = Path(__file__).parents[2]
PHASES = ("读取文件", "写条文表", "建关键词索引", "算向量", "写向量库", "写清单", "切换到新索引", "清理旧索引", "完成")
TEXT = """青山省示范平台管理办法之{n}
青工信发〔2021〕{n}号

一、申请条件
（一）在本省注册，具有独立法人资格。
（二）研发人员占职工总数的比例不低于20%。
二、管理
（一）每{n}年评估一次。
"""


class Reader(threading.Thread):
    """Asks the current index without a pause, as a serving process does."""

    def __init__(self, settings):
        super().__init__(daemon=True)
        self.holder = IndexHolder(settings, interval=0.0, grace=5.0)
        self.asked, self.wrong, self.stop = 0, [], threading.Event()

    def run(self):
        while not self.stop.is_set():
            try:
                index = self.holder.current()
                for scores in (index.dense("研发人员占比"), index.lexical("研发人员占比")):
                    if not index.order[int(scores.argmax())].endswith("/main/1.2"):
                        self.wrong.append(index.generation)
            except Exception as error:  # whatever it is, it is what the test is about
                self.wrong.append(repr(error))
            self.asked += 1
            time.sleep(0.005)

    def finish(self):
        self.stop.set()
        self.join()
        self.holder.close()


def command(settings, *arguments):
    environment = {**os.environ, "YOUJU_DATA_DIR": str(settings.data_dir), "YOUJU_CORPUS": "none"}
    return subprocess.Popen(
        [sys.executable, "-m", "ingest", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env=environment,
    )


def kill_in(settings, phase, delay, *arguments):
    """Run a command and kill it `delay` seconds after it reports `phase`; returns the lines it got out."""
    lines = []
    with command(settings, *arguments) as process:
        for line in process.stdout:
            lines.append(line.strip())
            if line.startswith(phase):
                time.sleep(delay)
                process.send_signal(signal.SIGKILL)
                break
    return lines


def finish(settings, *arguments):
    with command(settings, *arguments) as process:
        said = process.stdout.read()
    return process.returncode, said


def founded(folder):
    """A corpus of one document, built."""
    settings = IngestSettings(data_dir=folder / "var", corpus="none")
    sources = settings.data_dir / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "d1.txt").write_text(TEXT.format(n=1))
    build_index(settings, lambda text: None)
    return settings


def assert_whole(settings, documents):
    index = open_index(settings)
    # A soak is long: that somebody edits the code meanwhile is no damage.
    assert [p for p in check_index(index, settings) if "现在的文件和程序" not in p] == []
    assert {d.file for d in index.documents} == documents
    index.close()
    assert load_corpus(settings).problems == ()


def round_of_kills(folder, kills, log):
    """Kill additions and rebuilds in the phases given; every document added before is there after each."""
    settings, inbox = founded(folder), folder / "inbox"
    inbox.mkdir()
    there, reader = {"d1.txt"}, Reader(settings)
    reader.start()
    try:
        for n, (phase, delay) in enumerate(kills, 2):
            name = f"d{n}.txt"
            (inbox / name).write_text(TEXT.format(n=n))
            adding = n % 2 == 0
            arguments = ("add", inbox / name, "--region", "青山省") if adding else ("rebuild",)
            lines = kill_in(settings, phase, delay, *arguments)
            index = open_index(settings)
            found = {d.file for d in index.documents}
            index.close()
            log(f"{n - 1:2} {arguments[0]:7} killed {delay * 1000:4.0f} ms after “{lines[-1]}”: {len(found)} documents")
            assert there <= found <= there | {name}
            code, said = finish(settings, "add", inbox / name, "--region", "青山省")
            if code:
                assert "内容相同" in said
                assert finish(settings, "rebuild")[0] == 0
            there.add(name)
            assert_whole(settings, there)
            # The two that stay, and what the reader has not let go of yet.
            assert len(list(index_folder(settings.data_dir).glob("2*"))) <= 5
    finally:
        reader.finish()
    assert reader.wrong == []
    assert reader.asked > 10 * len(kills)
    log(f"{reader.asked} questions asked meanwhile, none unanswered")


def test_a_killed_build_leaves_the_old_index_answering_and_the_next_one_succeeds(tmp_path):
    kills = [("读取文件", 0.05), ("写向量库", 0.02), ("切换到新索引", 0.0)]
    round_of_kills(tmp_path, kills, print)


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_thirty_kills_in_every_phase_lose_nothing(tmp_path):
    dice = random.Random(20261121)
    delays = (0.0, 0.01, 0.05, 0.2)
    kills = [(PHASES[n % len(PHASES)], dice.choice(delays)) for n in range(30)]
    lines = []
    round_of_kills(tmp_path, kills, lambda line: (lines.append(line), print(line, flush=True)))
    assert len(lines) == 31
