"""The same index over a real Chroma server, in a process of its own."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from ingest.build import place_of
from ingest.check import check_index
from ingest.errors import IndexFormatError, IngestError
from ingest.generation import index_folder
from ingest.index import build_index, open_index
from ingest.settings import IngestSettings
from ingest.vectors import Vectors

TEXT = """青山省示范平台管理办法
青工信发〔2021〕15号

一、申请条件
（一）在本省注册，具有独立法人资格。
（二）研发人员占职工总数的比例不低于20%。
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    command = [Path(sys.executable).parent / "chroma", "run", "--path", folder, "--host", "127.0.0.1", "--port", port]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def settings_for(folder, url):
    sources = folder / "corpus" / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    (sources / "qingshan.txt").write_text(TEXT)
    return IngestSettings(data_dir=folder, corpus="none", chroma_url=url)


def test_a_server_gives_the_scores_that_the_embedded_store_gives(server, tmp_path):
    near, far = settings_for(tmp_path / "near", ""), settings_for(tmp_path / "far", server)
    names = [build_index(s, lambda text: None) for s in (near, far)]
    embedded, served = open_index(near), open_index(far)
    assert np.allclose(embedded.dense("研发人员"), served.dense("研发人员"), atol=1e-5)
    assert check_index(served, far) == []
    assert not (tmp_path / "far" / "index" / names[1] / "chroma").exists()
    embedded.close()
    served.close()


def test_old_collections_leave_the_server_with_their_generations(server, tmp_path):
    settings = settings_for(tmp_path, server)
    names = [build_index(settings, lambda text: None) for _ in range(4)]
    places = [place_of(index_folder(tmp_path), name, server) for name in names]
    for place in places[:2]:
        with pytest.raises(IndexFormatError, match="缺少向量"):
            Vectors(place, [])
    for place in places[2:]:
        Vectors(place, []).close()


def test_an_index_on_another_server_is_refused_with_the_command_that_mends_it(server, tmp_path):
    settings = settings_for(tmp_path, server)
    build_index(settings, lambda text: None)
    with pytest.raises(IndexFormatError, match="python -m ingest rebuild"):
        open_index(settings.model_copy(update={"chroma_url": ""}))


def test_a_server_that_does_not_answer_is_named(tmp_path):
    settings = settings_for(tmp_path, "http://127.0.0.1:9")
    with pytest.raises(IngestError, match=r"向量库 http://127.0.0.1:9 用不了"):
        build_index(settings, lambda text: None)
