"""Places in questions on documents that nobody has catalogued: districts, cities below a province, where somebody sits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.model import Question, Turn
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.understand.scope import Scope
from ingest.index import IndexHolder, build_index

DISTRICT = """武汉市新洲区人民政府办公室
关于印发《武汉市新洲区工匠安居补贴办法》的通知

新洲府办〔2025〕7号

各街镇、各有关单位：

现将《武汉市新洲区工匠安居补贴办法》印发给你们，请遵照执行。

武汉市新洲区人民政府办公室
2025年3月1日

武汉市新洲区工匠安居补贴办法

第一条 为吸引工匠来我区就业，制定本办法。

第二条 一级工匠每月给予租房补贴1800元，发放期限最长30个月。

第三条 弄虚作假骗取补贴的，追回全部资金，6年内不得再次申请。

第四条 本办法自2025年4月1日起施行，有效期至2028年3月31日。
"""
PROVINCE = """湖南省科学技术厅关于印发《湖南省中试基地管理办法》的通知

湘科发〔2025〕3号

各市州科技局：

现将《湖南省中试基地管理办法》印发给你们，请遵照执行。

湖南省科学技术厅
2025年1月10日

湖南省中试基地管理办法

第一条 为规范中试基地建设，制定本办法。

第二条 新认定的中试基地，一次性给予补助260万元。

第三条 中试基地迁出本省的，撤销其称号。

第四条 鼓励设区市安排配套补助，具体标准由各市自行确定。

第五条 本办法自2025年2月1日起施行，有效期至2027年1月31日。
"""
MINISTRIES = """检验中心建设指南

工业和信息化部、财政部组织编制本指南，指导各地建设检验中心。

一、总体要求

建设检验中心应当公开公正。
"""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("places")
    sources = folder / "corpus" / "sources"
    sources.mkdir(parents=True)
    for name, text in {"district": DISTRICT, "province": PROVINCE, "ministries": MINISTRIES}.items():
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(data_dir=folder)
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


def scope_of(assistant: Assistant, text: str, *before: str) -> Scope:
    question = Question(text, history=tuple(Turn("user", b) for b in before), as_of=date(2025, 6, 1))
    return assistant.understand(question).parts[0].scope


def test_a_district_is_a_region_of_its_own(places: Assistant) -> None:
    found = {(d.region, d.level) for d in places.index.documents}
    assert {("武汉市新洲区", "区县"), ("湖南省", "省"), ("国家", "国家")} <= found


@pytest.mark.parametrize(
    "text",
    [
        "新洲一级工匠租房一个月补多少",
        "新洲区工匠补贴怎么算",
        "武汉的工匠安居补贴是多少",
        "湖北武汉新洲工匠补贴",
        "How much rent subsidy can a craftsman get in Xinzhou, Wuhan?",
    ],
)
def test_a_district_is_found_by_its_name_by_pinyin_and_by_its_city(places: Assistant, text: str) -> None:
    scope = scope_of(places, text)
    assert (scope.regions, scope.outside_regions) == (("武汉市新洲区",), ())


def test_another_district_of_the_city_is_not_held(places: Assistant) -> None:
    scope = scope_of(places, "武汉江岸区的工匠补贴是多少")
    assert not scope.regions
    assert scope.outside_regions
    assert not scope_of(places, "武汉高新区的工匠补贴是多少").regions


@pytest.mark.parametrize("text", ["创新洲际合作有什么要求", "专精特新洲里"])
def test_a_word_that_runs_into_a_short_name_is_no_region(places: Assistant, text: str) -> None:
    assert "武汉市新洲区" not in scope_of(places, text).regions


def test_a_city_below_a_held_province_asks_for_the_provinces_rule(places: Assistant) -> None:
    assert scope_of(places, "我们株洲的中试基地新认定能补多少").regions == ("湖南省",)


@pytest.mark.parametrize("text", ["株洲市里给中试基地配套多少钱", "长沙市自己再给中试基地奖多少"])
def test_a_citys_own_rule_is_not_held_though_its_provinces_is(places: Assistant, text: str) -> None:
    scope = scope_of(places, text)
    assert not scope.regions
    assert scope.above == ("湖南省",)
    answer = places.ask(Question(text, as_of=date(2025, 6, 1)))
    assert answer.status == "not_found"
    assert "260" not in answer.answer
    assert any("hunan" in c.document_id or "xiang" in c.document_id for c in answer.related)


@pytest.mark.parametrize(
    "text", ["我在东莞,快递材料到湖南行吗,中试基地要求是什么", "我们户口在广州,湖南中试基地给多少补助"]
)
def test_where_the_asker_sits_is_no_scope(places: Assistant, text: str) -> None:
    scope = scope_of(places, text)
    assert (scope.regions, scope.outside_regions) == (("湖南省",), ())


def test_where_something_moves_to_in_a_follow_up_is_no_scope(places: Assistant) -> None:
    scope = scope_of(places, "那要是迁到广州去呢", "湖南中试基地的称号搬家了还算数吗")
    assert (scope.regions, scope.outside_regions) == (("湖南省",), ())


def test_the_validity_of_two_documents_is_told_of_both(places: Assistant) -> None:
    asked = "湖南那份办法和新洲的工匠补贴办法现在还有效吗"
    answer = places.ask(Question(asked, as_of=date(2027, 6, 1))).answer
    assert "2027年1月31日" in answer
    assert "2028年3月31日" in answer


def test_where_the_asker_sits_is_no_scope_of_a_later_part_either(places: Assistant) -> None:
    asked = Question("湖南中试基地补助多少？我在东莞，材料寄过去行吗", as_of=date(2025, 6, 1))
    assert {p.scope.outside_regions for p in places.understand(asked).parts} == {()}
