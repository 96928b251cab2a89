"""The builtin embedding against sentence-transformers, and one contract for every embedder."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.embed import BUILTIN_FOLDER, SentenceEmbedder, StaticEmbedder, load_embedder, prepare
from ingest.errors import IngestError

TEXTS = [
    "研发人员占职工总数的比例不低于30%",
    "研發人員占職工總數的比例不低於３０％",
    "龘靐 unknown-word",
    "——",
    "",
    "创新中心应建立知识产权管理制度。" * 20,
]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory):
    """A whole sentence-transformers model of a few words, made here and saved."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    letters = ["[UNK]", *"研发人员占职工总数的比例不低于创新中心应建立知识产权管理制度"]
    tokenizer = Tokenizer(WordLevel({c: n for n, c in enumerate(dict.fromkeys(letters))}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split("", "isolated")
    folder = tmp_path_factory.mktemp("model") / "tiny"
    module = StaticEmbedding(tokenizer, embedding_dim=8)
    SentenceTransformer(modules=[module, Normalize()], device="cpu").save(str(folder))
    return folder


@pytest.fixture(params=["builtin", "sentence-transformers"])
def embedder(request):
    if request.param == "builtin":
        return load_embedder("builtin")
    return load_embedder(str(request.getfixturevalue("tiny_model")))


def test_an_embedder_gives_one_normalised_row_for_each_text(embedder):
    vectors = embedder(TEXTS[:2] + TEXTS[5:])
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0] * 3, abs=1e-5)


def test_an_embedder_gives_no_rows_for_no_texts(embedder):
    assert embedder([]).shape == (0, embedder.dimension)


def test_an_embedder_gives_finite_numbers_for_empty_and_unknown_text(embedder):
    assert np.isfinite(embedder(TEXTS)).all()


def test_an_embedder_gives_the_same_vector_alone_and_among_others(embedder):
    assert np.allclose(embedder(TEXTS)[5], embedder(TEXTS[5:])[0], atol=1e-6)


def test_an_embedder_does_not_see_script_or_width(embedder):
    first, second = embedder(TEXTS[:2])
    assert float(first @ second) == pytest.approx(1.0, abs=1e-5)


def test_the_builtin_model_is_what_sentence_transformers_makes_of_its_folder():
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(BUILTIN_FOLDER), device="cpu", local_files_only=True)
    expected = model.encode([prepare(t) for t in TEXTS], convert_to_numpy=True, show_progress_bar=False)
    assert np.abs(expected.astype(np.float32) - load_embedder("builtin")(TEXTS)).max() < 2e-3
    # The weights are float16 on disk and we calculate in float32; so does sentence-transformers when told to.
    exact = model.float().encode([prepare(t) for t in TEXTS], convert_to_numpy=True, show_progress_bar=False)
    assert np.abs(exact - load_embedder("builtin")(TEXTS)).max() < 1e-6


def test_the_builtin_model_is_small_enough_to_ship():
    assert sum(p.stat().st_size for p in BUILTIN_FOLDER.rglob("*") if p.is_file()) <= 18_000_000


def test_the_builtin_model_puts_like_before_unlike():
    question, same, other = load_embedder("builtin")(
        ["企业要投入多少研发经费", "年度研究开发费用总额占成本费用支出总额的比例", "本条例自公布之日起施行"]
    )
    assert question @ same > question @ other + 0.1


def test_the_builtin_model_needs_no_torch():
    code = (
        "import sys; from ingest.embed import load_embedder as f; f('builtin')(['政策']); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_missing_model_folder_is_named_in_chinese(tmp_path):
    with pytest.raises(IngestError, match="没有这个文件夹"):
        SentenceEmbedder(str(tmp_path / "nothing"))


def test_a_model_that_is_not_here_is_refused_at_once_when_offline(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(IngestError, match="打不开：本机没有它的文件"):
        SentenceEmbedder("nobody/no-such-model")


def test_a_folder_that_is_no_model_is_refused(tmp_path):
    (tmp_path / "readme.txt").write_text("nothing")
    with pytest.raises(IngestError, match="打不开"):
        SentenceEmbedder(str(tmp_path))


def test_an_incomplete_builtin_folder_is_refused(tmp_path):
    with pytest.raises(IngestError, match="向量模型不完整"):
        StaticEmbedder(tmp_path)


def test_a_damaged_builtin_folder_is_refused(tmp_path):
    (tmp_path / "tokenizer.json").write_bytes((BUILTIN_FOLDER / "tokenizer.json").read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"\0" * 100)
    with pytest.raises(IngestError, match="读不出来"):
        StaticEmbedder(Path(tmp_path))
