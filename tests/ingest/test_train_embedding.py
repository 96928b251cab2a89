"""Training on a few invented articles: what is written can be read, and the same seed gives the same table."""

import json

import numpy as np
import pytest

from ingest.embed import StaticEmbedder
from ingest.train_embedding import main
from ingest.training_text import build_text, passages

ARTICLES = """# 青山省水源保护条例

## 第一章 总则

第一条 为了保护饮用水水源，保障公众健康，根据有关法律，制定本条例。

第二条 任何单位和个人不得在水源保护区内倾倒垃圾。违反规定的，由生态环境部门责令改正。

有关部门应当公开举报电话。

## 第二章 监督

第三条 县级以上人民政府应当每年公布一次水质监测结果，接受社会监督。
"""


def test_an_article_is_a_passage_with_its_title_and_chapter():
    found = list(passages("青山省水源保护条例", ARTICLES))
    assert [p.heading for p in found] == ["总则", "总则", "监督"]
    assert found[1].sentences == (
        "任何单位和个人不得在水源保护区内倾倒垃圾。",
        "违反规定的，由生态环境部门责令改正。",
        "有关部门应当公开举报电话。",
    )


def test_a_text_without_articles_is_cut_into_its_paragraphs():
    text = "过去一年，全省经济稳中有进，各项任务全面完成。\n短句\n今年要加快建设先进制造业基地，培育一批企业。"
    assert len(list(passages("工作报告", text))) == 2


def test_tokens_within_a_sentence_are_its_characters_and_bigrams():
    text, tokens, _ = build_text(passages("条例", ARTICLES), runs=10, bigrams=50)
    start, end = text.sentences[text.passages[0][0] : text.passages[0][0] + 2]
    assert "".join(tokens[t] for t in text.unigrams[start:end]).startswith("为了保护饮用水水源")
    assert text.bigrams[end - 1] == 0
    assert all(len(tokens[t]) == 2 for t in text.bigrams if t)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("train")
    records = [{"title": f"条例{n}(2020-01-01)", "text": ARTICLES.replace("水", "水森草山河湖"[n])} for n in range(6)]
    (folder / "text.jsonl").write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records))
    for name in ("one", "two"):
        small = ["--steps", "3", "--batch", "8", "--dimension", "16", "--bigrams", "100"]
        main(["--text", str(folder / "text.jsonl"), "--out", str(folder / name), *small])
    return folder


def test_what_is_trained_can_be_read_as_an_embedder(trained):
    embed = StaticEmbedder(trained / "one")
    assert embed.dimension == 16
    assert np.linalg.norm(embed(["水源保护", "——"]), axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_the_same_seed_gives_the_same_table(trained):
    assert (trained / "one/model.safetensors").read_bytes() == (trained / "two/model.safetensors").read_bytes()
