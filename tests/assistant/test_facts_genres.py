"""Facts, validity and what is not held, over documents of other genres; one of them repeals another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index

GENRES = Path(__file__).parent.parent / "data" / "genres"
OLD = """青枫市科学技术局关于印发《青枫市科技计划项目管理暂行办法》的通知
青科规〔2019〕6号
各区科技局：
现印发给你们，请遵照执行。
青枫市科学技术局
2019年3月1日
青枫市科技计划项目管理暂行办法
第一条　为规范管理，制定本办法。
第二条　单个项目支持金额不超过100万元。
第三条　本办法自发布之日起施行。
"""


@pytest.fixture(scope="module")
def genres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("facts-genres")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    for path in [*GENRES.glob("*.txt"), *GENRES.glob("*.md")]:
        shutil.copy(path, sources / path.name)
    (sources / "old.txt").write_text(OLD, encoding="utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.mark.parametrize(
    ("text", "said", "label"),
    [
        ("澜海那份数字化补贴的通知，带了几个附件", "共2个", "附件说明"),
        ("澜海新区数字化补贴的通知什么时候印发的", "印发日期为2025年4月11日", "版记"),
        ("澜海新区数字化补贴的通知什么时候印发的", "成文日期为2025年4月10日", "落款"),
        ("云岭省保险补偿的细则由哪些部门解释", "省工业和信息化厅会同省财政厅", "第十五条"),
        ("云岭省首台套保险补偿细则管到哪天", "2024年12月31日", "第十六条"),
        ("丹湖的举报电话是多少", "0388-7712003", "六第3段"),
        ("青枫市科技局管项目的那份新办法，是发给谁的", "各区科技局，各有关单位", "印发通知主送机关"),
        ("青枫那份管理办法能对外公开吗", "主动公开", "印发通知附注"),
        ("青枫的管理办法2024年6月15日施行了没有", "2024年6月15日尚未施行", "第十八条"),
        ("澜海装备制造表里，第2行是什么", "农机装备", "附件2《细分行业重点场景表》“农机装备”"),
    ],
)
def test_a_fact_is_told_and_cited(genres: Assistant, text: str, said: str, label: str) -> None:
    answer = genres.ask(Question(text))
    assert answer.status == "answered"
    assert said in answer.answer
    assert label in {c.label for c in answer.citations}


@pytest.mark.parametrize("text", ["青科规〔2019〕6号还算数吗", "青枫的科技计划项目管理暂行办法作废了没有"])
def test_a_repealed_document_is_expired_by_the_clause_of_the_other(genres: Assistant, text: str) -> None:
    answer = genres.ask(Question(text))
    assert "已失效" in answer.answer
    assert "自2024年7月1日起被青科规〔2024〕3号废止" in answer.answer
    assert "第十八条" in {c.label for c in answer.citations}


def test_before_its_repeal_a_document_is_not_called_expired(genres: Assistant) -> None:
    answer = genres.ask(Question("青科规〔2019〕6号还算数吗", as_of=date(2023, 1, 1)))
    assert "已失效" not in answer.answer


def test_an_answer_from_a_repealed_document_says_so(genres: Assistant) -> None:
    answer = genres.ask(Question("青科规〔2019〕6号里单个项目支持金额不超过多少"))
    assert "100万元" in answer.answer
    assert any("已被青科规〔2024〕3号废止" in n for n in answer.notices)


def test_the_document_that_replaces_another_is_meant_where_neither_is_named(genres: Assistant) -> None:
    answer = genres.ask(Question("青枫市科技局管项目的那份新办法，是发给谁的"))
    assert {c.number for c in answer.citations} == {"青科规〔2024〕3号"}


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("柳泉的创新券通知有没有传真", "传真"),
        ("柳泉创新券的举报电话", "举报电话"),
        ("云岭省三年行动计划的文号", "文号"),
    ],
)
def test_what_is_not_stated_is_said_to_be_missing(genres: Assistant, text: str, missing: str) -> None:
    answer = genres.ask(Question(text))
    assert answer.status == "not_found"
    assert f"没有写明{missing}" in answer.answer


@pytest.mark.parametrize("text", ["青枫市2030年的新办法是怎么规定的", "云岭省的“十五五”规划要培育多少家小巨人"])
def test_a_document_that_is_not_held_is_not_made_of_another(genres: Assistant, text: str) -> None:
    answer = genres.ask(Question(text))
    assert answer.status == "not_found"
    assert "未收录" in answer.answer
