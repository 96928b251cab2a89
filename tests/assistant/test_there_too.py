"""The same asked of another place in one utterance: one comparison, with every place in it and nothing of another matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index

BAICHUAN = """柏川市工业和信息化局关于印发《柏川市中试平台管理办法》的通知
柏工信〔2024〕11号
各区工信局：
现印发给你们，请遵照执行。
柏川市工业和信息化局
2024年3月1日
柏川市中试平台管理办法
第一条　为规范中试平台管理，制定本办法。
第二条　中试平台的联盟应汇聚企业、高校和科研院所，并覆盖50%以上本领域的省级重点实验室。
第三条　中试平台的技术人员占职工总数的比例不低于40%。
第四条　中试平台年度研发费用占成本费用支出的比例不低于20%。
第五条　中试平台全年接受申报受理，由市工业和信息化局组织评审。
第六条　市工业和信息化局每三年对中试平台进行一次考核。考核不合格的，二年内不得再次申报。
第七条　支持中试平台申报“柏川英才”计划，引进海外高层次人才。
第八条　本办法自发布之日起施行，有效期至2029年12月31日。
"""
YULING = """榆岭市工业和信息化局关于印发《榆岭市中试平台管理办法》的通知
榆工信〔2024〕8号
各区工信局：
现印发给你们，请遵照执行。
榆岭市工业和信息化局
2024年5月1日
榆岭市中试平台管理办法
第一条　为规范中试平台管理，制定本办法。
第二条　中试平台的联盟应汇聚企业、高校和科研院所，并覆盖部分本领域的市级重点实验室。
第三条　中试平台的技术人员占职工总数的比例不低于30%。
第四条　中试平台年度研发费用占成本费用支出的比例不低于30%。
第五条　市工业和信息化局对中试平台每两年定期考核。考核结果向社会公布。
第六条　落实海外引才“榆林雁归”计划，支持中试平台引进海外高层次人才。
第七条　本办法自发布之日起施行，有效期至2028年6月30日。
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("there-too")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    for name, text in (("baichuan", BAICHUAN), ("yuling", YULING)):
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


def header(answer: Answer) -> list[str]:
    rows = [line for line in answer.answer.split("\n") if line.startswith("|")]
    return [c.strip() for c in rows[0].strip("|").split("|")] if rows else []


@pytest.mark.parametrize(
    "text",
    [
        "柏川的中试平台技术人员要占多少，榆岭呢",
        "柏川的中试平台技术人员要占多少？榆岭也一样吗",
        "柏川的中试平台技术人员要占多少？榆岭那边也卡这个比例吗",
        "中试平台技术人员要占多少？柏川、榆岭各是怎么说的",
    ],
)
def test_the_same_asked_of_another_place_is_one_comparison(two: Assistant, text: str) -> None:
    answer = two.ask(Question(text))
    assert header(answer) == ["柏川市", "榆岭市"]
    assert "不低于40%" in answer.answer
    assert "不低于30%" in answer.answer
    assert {c.label for c in answer.citations if c.label != "第八条"} == {"第三条"}


def test_a_rule_on_the_matter_without_the_figure_is_no_silence(two: Assistant) -> None:
    answer = two.ask(Question("联盟要覆盖多大比例的重点实验室，柏川怎么定的？榆岭也卡比例吗"))
    assert "未作规定" not in answer.answer
    assert {"柏川市 第二条", "榆岭市 第二条"} <= {f"{c.region} {c.label}" for c in answer.citations}
    assert "30%" not in answer.answer


def test_a_clause_that_tells_no_consequence_stands_in_no_column_for_one(two: Assistant) -> None:
    answer = two.ask(Question("中试平台考核没通过，柏川会怎么处理？榆岭又会怎么处理？"))
    assert "二年内不得再次申报" in answer.answer
    assert "榆岭市：未作规定" in answer.answer


def test_how_often_is_told_by_the_period_that_recurs(two: Assistant) -> None:
    answer = two.ask(Question("柏川和榆岭的中试平台各多久考核一次"))
    assert "每三年" in answer.answer
    assert "二年内" not in answer.answer.split("\n")[0]


def test_how_long_a_document_holds_is_no_deadline_of_its_matter(two: Assistant) -> None:
    answer = two.ask(Question("柏川的中试平台申报截止时间是几月几号"))
    assert "全年接受申报受理" in answer.answer
    assert "有效期至" not in answer.answer
    assert "2029年12月31日" in two.ask(Question("柏川的中试平台管理办法有效期到哪天")).answer


def test_some_told_before_the_question_word_ask_for_no_number(two: Assistant) -> None:
    part = two.understand(Question("柏川的平台，几个博士能去报什么人才计划")).parts[0]
    assert "count" not in part.values
    part = two.understand(Question("柏川要不要公示？公示几个工作日？")).parts[-1]
    assert part.values == ("days",)
