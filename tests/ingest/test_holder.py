"""The holder follows the current generation, built here and by other processes."""

import subprocess
import sys
import time

import pytest

from ingest.errors import NotFoundError
from ingest.generation import index_folder
from ingest.index import IndexHolder, build_index
from ingest.settings import IngestSettings

QINGSHAN = """青山省示范平台管理办法
青工信发〔2021〕15号

一、申请条件
（一）在本省注册，具有独立法人资格。
（二）研发人员占职工总数的比例不低于20%。
"""
BAISHUI = """白水省实验室建设指南
白科发〔2022〕7号

一、目标
到2025年建成省实验室10家。
"""
MAIN = "qing-gong-xin-fa-2021-15/main"


def quiet(text):
    """Progress nobody reads."""


def corpus(folder, **files):
    for name, text in files.items():
        path = folder / "corpus" / "sources" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return IngestSettings(data_dir=folder, corpus="none")


def test_the_holder_follows_another_process_and_keeps_the_old_one_for_running_answers(tmp_path):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    build_index(settings, quiet)
    holder = IndexHolder(settings, interval=0.05, grace=60)
    old = holder.current()
    assert holder.current() is old
    corpus(tmp_path, baishui=BAISHUI)
    code = f"""
from ingest.index import build_index
from ingest.settings import IngestSettings
for _ in range(3):
    build_index(IngestSettings(data_dir={str(tmp_path)!r}, corpus="none"))
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    time.sleep(0.06)
    new = holder.current()
    assert len(new.documents) == 2
    assert old.order[old.dense("研发人员占多少比例").argmax()] == f"{MAIN}/1.2"
    holder.close()


def test_the_holder_closes_what_nobody_can_still_use(tmp_path):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    first = build_index(settings, quiet)
    holder = IndexHolder(settings, interval=0, grace=0)
    holder.current()
    for _ in range(3):
        build_index(settings, quiet)
        holder.current()
        holder.current()
    assert not (index_folder(tmp_path) / first).exists()
    assert len(list(index_folder(tmp_path).glob("2*"))) == 2
    holder.close()


def test_the_holder_keeps_serving_when_the_new_index_cannot_be_read(tmp_path, caplog):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    name = build_index(settings, quiet)
    holder = IndexHolder(settings, interval=0)
    holder.current()
    (index_folder(tmp_path) / "current").write_text("nonsense")
    assert holder.current().generation == name
    assert "继续使用原有索引" in caplog.text
    holder.close()


def test_a_new_index_that_could_not_be_opened_is_tried_again_but_not_at_every_call(tmp_path, caplog):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    old = build_index(settings, quiet)
    holder = IndexHolder(settings, interval=0, retry=0.3)
    holder.current()
    new = build_index(settings, quiet)
    manifest = index_folder(tmp_path) / new / "manifest.json"
    manifest.rename(manifest.with_suffix(".aside"))
    assert [holder.current().generation for _ in range(20)] == [old] * 20
    assert caplog.text.count("继续使用原有索引") == 1
    manifest.with_suffix(".aside").rename(manifest)
    time.sleep(0.35)
    assert holder.current().generation == new
    holder.close()


def test_the_holder_raises_where_there_is_no_index_and_recovers_when_there_is(tmp_path):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    holder = IndexHolder(settings)
    with pytest.raises(NotFoundError):
        holder.current()
    name = build_index(settings, quiet)
    assert holder.current().generation == name
    holder.close()
