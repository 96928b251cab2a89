"""The index over an invented corpus: built, opened, asked, followed, refused."""

import json
import threading
import time

import numpy as np
import pytest

from ingest.check import check_index
from ingest.embed import load_embedder
from ingest.errors import BankError, IndexFormatError, IngestError, NotFoundError
from ingest.generation import current_name, index_folder
from ingest.index import build_index, ensure_index, open_index
from ingest.settings import IngestSettings

QINGSHAN = """青山省示范平台管理办法
青工信发〔2021〕15号

一、申请条件
（一）在本省注册，具有独立法人资格。
（二）研发人员占职工总数的比例不低于20%。
二、管理
（一）每两年评估一次，评估结果向社会公布。
（二）评估不合格的，撤销称号。
本办法自2021年4月1日起施行，有效期至2024年12月31日。
"""
BAISHUI = """白水省实验室建设指南
白科发〔2022〕7号

一、目标
到2025年建成省实验室10家。
二、经费
省财政对每家实验室一次性补助500万元。
"""
MAIN = "qing-gong-xin-fa-2021-15/main"
BANK = {
    "document": "qingshan.txt",
    "entries": [
        {"clauses": [f"{MAIN}/2.1"], "anchor": "每两年评估一次", "questions": ["多久考核一回", "几年查一次"]},
        {"clauses": [f"{MAIN}/1.2"], "anchor": "研发人员占", "questions": ["要多少搞技术的人"]},
    ],
}


def quiet(text):
    """Progress nobody reads."""


def corpus(folder, **files):
    for name, text in files.items():
        path = folder / "corpus" / "sources" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return IngestSettings(data_dir=folder, corpus="none")


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    settings = corpus(folder, qingshan=QINGSHAN, baishui=BAISHUI)
    (folder / "corpus" / "questions").mkdir()
    (folder / "corpus" / "questions" / "qingshan.yaml").write_text(json.dumps(BANK), encoding="utf-8")
    build_index(settings, quiet)
    return settings


@pytest.fixture(scope="module")
def index(settings):
    opened = open_index(settings)
    yield opened
    opened.close()


def test_documents_and_clauses_come_back_as_they_were_parsed(settings, index):
    from ingest.corpus import load_corpus

    parsed = load_corpus(settings).parsed
    assert index.documents == tuple(p.document for p in parsed)
    assert tuple(index.clauses.values()) == tuple(c for p in parsed for c in p.clauses)
    assert index.order == tuple(index.clauses)
    assert index.clauses_of("qing-gong-xin-fa-2021-15") == parsed[1].clauses


def test_children_are_those_directly_below(index):
    assert [c.id for c in index.children(f"{MAIN}/1")] == [f"{MAIN}/1.1", f"{MAIN}/1.2"]
    assert index.children(f"{MAIN}/1.1") == ()


def test_an_unknown_document_is_not_found(index):
    for ask in (index.document, index.clauses_of):
        with pytest.raises(NotFoundError, match="nothing"):
            ask("nothing")


def test_the_right_clause_comes_first_by_words_and_by_vectors(index):
    for scores in (index.lexical("研发人员占多少比例"), index.dense("研发人员占多少比例")):
        assert scores.shape == (len(index.order),)
        assert scores.dtype == np.float32
        assert index.order[scores.argmax()] == f"{MAIN}/1.2"


def test_the_title_and_the_headings_are_searched_with_a_clause(index):
    scores = dict(zip(index.order, index.lexical("管理"), strict=True))
    assert scores[f"{MAIN}/2.2"] > scores[f"{MAIN}/1.1"] > 0


def test_dense_scores_are_the_cosines_of_the_indexed_texts(index):
    from ingest.build import indexed_text

    texts = [indexed_text(c, index.document(c.document_id).title) for c in index.clauses.values()]
    embed = load_embedder("builtin")
    assert np.allclose(index.dense("多久评估"), embed(texts) @ embed(["多久评估"])[0], atol=1e-5)


def test_bank_scores_are_between_nothing_and_one_and_one_for_the_question_itself(index):
    asked = index.bank_scores("几年查一次？")
    assert asked.shape == (2,)
    assert asked[0] == pytest.approx(1.0, abs=0.02)
    assert 0 <= asked[1] < 0.5
    assert index.bank[0].clause_ids == (f"{MAIN}/2.1",)


def test_questions_without_words_score_without_error(index):
    for text in ("", "？？", "龘"):
        assert np.isfinite(index.lexical(text)).all()
        assert np.isfinite(index.dense(text)).all()
        assert np.isfinite(index.bank_scores(text)).all()


def test_many_threads_get_the_same_answers(index):
    questions = ["多久评估", "研发人员", "补助多少"] * 10
    expected = [index.dense(q) for q in questions]
    found = [None] * len(questions)

    def ask(n):
        found[n] = index.dense(questions[n])

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(len(questions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(a, b) for a, b in zip(expected, found, strict=True))


def test_the_same_collection_is_a_langchain_vector_store_with_filters(index):
    store = index.vectors.langchain(load_embedder("builtin"))
    found = store.similarity_search("补助多少", k=2, filter={"document": "bai-ke-fa-2022-7"})
    assert "500万元" in found[0].page_content
    assert {d.metadata["document"] for d in found} == {"bai-ke-fa-2022-7"}
    assert store.as_retriever(search_kwargs={"k": 1}).invoke("研发人员比例")[0].id == f"{MAIN}/1.2"


def test_a_filter_on_dates_and_regions_works_on_clauses(index):
    embed = load_embedder("builtin")(["评估"])[0]
    where = {"$and": [{"region": "青山省"}, {"effective_until": {"$lte": 20251231}}]}
    scores = index.vectors.cosine(embed, where)
    passed = {index.clauses[i].document_id for i, s in zip(index.order, scores, strict=True) if s > -1}
    assert passed == {"qing-gong-xin-fa-2021-15"}


def test_a_whole_index_passes_the_check(settings, index):
    assert check_index(index, settings) == []


def test_opening_takes_less_than_a_second(settings):
    start = time.perf_counter()
    open_index(settings).close()
    assert time.perf_counter() - start < 1.0


def test_nothing_built_is_not_found(tmp_path):
    with pytest.raises(NotFoundError, match="python -m ingest rebuild"):
        open_index(IngestSettings(data_dir=tmp_path, corpus="none"))


def test_an_empty_corpus_can_be_built_and_asked(tmp_path):
    settings = IngestSettings(data_dir=tmp_path, corpus="none")
    index = ensure_index(settings, quiet)
    assert index.order == index.documents == index.bank == ()
    assert index.lexical("研发").shape == index.dense("研发").shape == index.bank_scores("研发").shape == (0,)
    index.close()


def test_ensure_builds_once_and_again_only_when_the_corpus_changes(tmp_path):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    names = []
    for n in range(3):
        if n == 2:
            corpus(tmp_path, baishui=BAISHUI)
        index = ensure_index(settings, quiet)
        names.append(index.generation)
        index.close()
    assert names[0] == names[1] != names[2]


def test_a_failed_build_leaves_the_current_index_in_service(tmp_path):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    name = build_index(settings, quiet)
    (tmp_path / "corpus" / "questions").mkdir()
    (tmp_path / "corpus" / "questions" / "a.yaml").write_text("entries: 3")
    with pytest.raises(BankError):
        build_index(settings, quiet)
    said = []
    index = ensure_index(settings, said.append)
    assert index.generation == name
    assert "继续使用原有索引" in said[-1]
    index.close()


def test_unchanged_texts_keep_their_vectors(tmp_path):
    settings, said = corpus(tmp_path, qingshan=QINGSHAN), []
    build_index(settings, quiet)
    before = open_index(settings)
    corpus(tmp_path, baishui=BAISHUI)
    build_index(settings, said.append)
    after = open_index(settings)
    assert any(f"沿用 {len(before.order)}" in line for line in said)
    old, new = before.vectors.stored(), after.vectors.stored()
    assert all(np.array_equal(new[i], old[i]) for i in before.order)
    before.close()
    after.close()


def test_an_index_of_another_model_is_refused_with_the_command_that_mends_it(tmp_path, tiny_model):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    build_index(settings, quiet)
    other = settings.model_copy(update={"embedding_model": str(tiny_model)})
    with pytest.raises(IndexFormatError, match=r"builtin，256 维；.*python -m ingest rebuild"):
        open_index(other)
    index = ensure_index(other, quiet)
    assert index.dense("研发").shape == (len(index.order),)
    index.close()


def test_a_model_changed_under_the_same_name_is_refused(tmp_path, tiny_model):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    build_index(settings, quiet)
    manifest = index_folder(tmp_path) / current_name(index_folder(tmp_path)) / "manifest.json"
    changed = json.loads(manifest.read_text())
    changed["fingerprint"][0] += 0.1
    manifest.write_text(json.dumps(changed))
    with pytest.raises(IndexFormatError, match="python -m ingest rebuild"):
        open_index(settings)


@pytest.mark.parametrize("part", ["clauses.sqlite", "lexical", "bank.npy", "chroma", "manifest.json"])
def test_a_damaged_generation_is_refused_and_a_rebuild_mends_it(tmp_path, part):
    settings = corpus(tmp_path, qingshan=QINGSHAN)
    damaged = index_folder(tmp_path) / build_index(settings, quiet) / part
    damaged.rename(tmp_path / "taken-away")
    with pytest.raises(IngestError, match="python -m ingest rebuild"):
        open_index(settings)
    index = ensure_index(settings, quiet)
    assert check_index(index, settings) == []
    index.close()


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    tokenizer = Tokenizer(WordLevel({c: n for n, c in enumerate(["[UNK]", *"研发人员比例"])}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    folder = tmp_path_factory.mktemp("model") / "tiny"
    modules = [StaticEmbedding(tokenizer, embedding_dim=8), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder))
    return folder
