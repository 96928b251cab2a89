"""The corpus on disk: what is read, in which order, what is reported."""

import subprocess
import sys
from pathlib import Path

import pytest

import ingest
from ingest.corpus import FOUNDING, NO_INPUT, Layout, corpus_hash, load_corpus
from ingest.errors import CatalogueError
from ingest.settings import IngestSettings

TEXT = """{region}示范平台管理办法
{region}工信发〔2021〕15号

一、申请条件
（一）在本省注册，具有独立法人资格。
（二）研发人员占职工总数的比例不低于20%。
"""


@pytest.fixture
def settings(tmp_path):
    return IngestSettings(data_dir=tmp_path, corpus="none")


def put(settings, name, text):
    path = settings.data_dir / "corpus" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_corpus_is_empty(settings):
    corpus = load_corpus(settings)
    assert (corpus.parsed, corpus.bank, corpus.problems) == ((), (), ())


def test_documents_are_read_by_name_with_their_catalogue_entry(settings):
    put(settings, "sources/b.txt", TEXT.format(region="青山省"))
    put(settings, "sources/a.txt", TEXT.format(region="白水省"))
    put(settings, "catalogue.yaml", "- {file: a.txt, id: baishui, region: 白水省, level: 省}\n")
    corpus = load_corpus(settings)
    assert [p.document.file for p in corpus.parsed] == ["a.txt", "b.txt"]
    assert corpus.parsed[0].document.id == "baishui"
    assert {c.region for c in corpus.parsed[0].clauses} == {"白水省"}
    assert [p.name for p in corpus.paths] == ["a.txt", "b.txt"]


def test_a_document_that_cannot_be_read_is_named_and_the_others_are_read(settings):
    put(settings, "sources/a.txt", TEXT.format(region="青山省"))
    put(settings, "sources/b.txt", "")
    corpus = load_corpus(settings)
    assert [p.document.file for p in corpus.parsed] == ["a.txt"]
    assert len(corpus.problems) == 1
    assert "b.txt" in corpus.problems[0]


def test_a_second_document_with_the_same_id_is_left_out_and_named(settings):
    put(settings, "sources/a.txt", TEXT.format(region="青山省"))
    put(settings, "sources/b.txt", TEXT.format(region="青山省"))
    corpus = load_corpus(settings)
    assert len(corpus.parsed) == 1
    assert "b.txt 未读入" in corpus.problems[0]


def test_an_entry_without_its_file_is_named(settings):
    put(settings, "catalogue.yaml", "- {file: gone.txt}\n")
    assert load_corpus(settings).problems == ("目录里有 gone.txt，但没有这份文件。",)


def test_a_malformed_catalogue_stops_everything(settings):
    put(settings, "catalogue.yaml", "- {file: a.txt, colour: red}\n")
    with pytest.raises(CatalogueError, match="colour"):
        load_corpus(settings)


def test_hidden_files_are_not_documents(settings):
    put(settings, "sources/.DS_Store", "x")
    assert load_corpus(settings).problems == ()


def test_the_hash_changes_with_every_input_and_only_then(settings):
    seen = [corpus_hash(settings)]
    for name in ("sources/a.txt", "catalogue.yaml", "questions/a.yaml"):
        put(settings, name, "- {file: a.txt}" if name.startswith("cat") else "document: a.txt")
        seen.append(corpus_hash(settings))
        assert corpus_hash(settings) == seen[-1]
    put(settings, "index/current", "x")
    assert corpus_hash(settings) == seen[-1]
    assert len(set(seen)) == 4


def test_code_that_the_hash_leaves_out_has_no_part_in_building():
    folder = Path(ingest.__file__).parent
    assert all((folder / name).is_file() for name in NO_INPUT)
    code = "import sys, ingest.build; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=folder.parent)
    loaded = {name.removeprefix("ingest.") + ".py" for name in done.stdout.split() if name.startswith("ingest.")}
    assert {"parse.py", "lexical.py", "vectors.py"} <= loaded
    assert not loaded & set(NO_INPUT)


def test_what_staff_add_stands_beside_the_founding_corpus(tmp_path):
    settings = IngestSettings(data_dir=tmp_path, corpus="founding")
    put(settings, "sources/a.txt", TEXT.format(region="青山省"))
    names = [p.name for p in load_corpus(settings).paths]
    founding = {p.name for p in Layout(FOUNDING).files()}
    assert set(names) == founding | {"a.txt"}
    assert names[-1] == "a.txt"


def test_every_question_of_the_founding_bank_finds_its_clause(tmp_path):
    corpus = load_corpus(IngestSettings(data_dir=tmp_path, corpus="founding"))
    assert corpus.problems == ()
    assert sum(len(e.questions) for e in corpus.bank) >= 6300
