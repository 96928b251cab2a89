"""Which documents a question is put to: by the short name of a zone, by the programme it names, by what becomes of it."""

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

ZONE = """宁波东湾经济技术开发区管理委员会关于印发《宁波东湾经济技术开发区仓储物流扶持办法》的通知

甬东湾管〔2025〕3号

各有关单位：
现将办法印发给你们，请遵照执行。

宁波东湾经济技术开发区管理委员会
2025年3月1日

宁波东湾经济技术开发区仓储物流扶持办法

第一条 为支持企业在宁波东湾经济技术开发区（以下简称“东湾区”）发展仓储物流，制定本办法。
第二条 东湾区新建高标准仓的企业，按照投资额的5%给予补助，最高300万元。
第三条 高标准仓是指层高9米以上的仓库。
"""
PROVINCE = """浙江省农业农村厅关于印发《浙江省生态茶园认定管理办法》的通知

浙农规〔2025〕8号

各市、县农业农村局：
现将办法印发给你们，请遵照执行。

浙江省农业农村厅
2025年4月1日

浙江省生态茶园认定管理办法

第一条 本办法所称生态茶园，是指绿色管理的茶园。
第二条 申报生态茶园，种植面积不低于100亩。
第三条 对认定的生态茶园，省财政给予20万元奖励；升级为国家级的，补足至50万元。
"""
CITY = """洛阳市商务局关于印发《洛阳市社区食堂补贴办法》的通知

洛商规〔2025〕2号

各区县商务局：
现将办法印发给你们，请遵照执行。

洛阳市商务局
2025年5月1日

洛阳市社区食堂补贴办法

第一条 本办法所称社区食堂，是指为居民供餐的餐饮场所。
第二条 社区食堂每月供餐不少于20天。
第三条 对社区食堂给予一次性补贴10万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("programmes")
    settings = Settings(data_dir=folder, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    sources = folder / "corpus" / "sources"
    sources.mkdir(parents=True)
    for name, text in (("zone", ZONE), ("province", PROVINCE), ("city", CITY)):
        (sources / f"{name}.txt").write_text(text, encoding="utf-8")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


def scope_of(assistant: Assistant, text: str, *before: str) -> Scope:
    history = tuple(Turn("user", b) for b in before)
    return assistant.understand(Question(text, history=history)).parts[0].scope


@pytest.mark.parametrize(
    "text", ["东湾区建仓库补多少", "宁波东湾区建仓库补多少", "宁波东湾经开区建仓库补多少", "宁波建高标准仓补多少"]
)
def test_a_zone_is_known_by_its_short_names_and_its_city(assistant: Assistant, text: str) -> None:
    assert scope_of(assistant, text).regions == ("宁波东湾经济技术开发区",)


def test_a_city_below_a_province_asks_the_province_for_what_only_that_rules_on(assistant: Assistant) -> None:
    assert scope_of(assistant, "宁波的生态茶园奖多少").regions == ("浙江省",)


def test_the_answer_of_the_region_above_says_whose_rule_it_is(assistant: Assistant) -> None:
    scope = scope_of(assistant, "东湾区的生态茶园奖多少")
    assert scope.regions == ("浙江省",)
    assert scope.below == "宁波东湾经济技术开发区"
    result = assistant.ask(Question("东湾区的生态茶园奖多少"))
    assert "宁波东湾经济技术开发区的文件没有提到这一事项，以下是浙江省的规定" in result.answer
    assert "20万元" in result.answer
    assert "没有提到" not in assistant.ask(Question("浙江的生态茶园奖多少")).answer


def test_what_no_document_of_a_region_is_on_is_no_document_that_somebody_named(assistant: Assistant) -> None:
    scope = scope_of(assistant, "洛阳评上生态茶园给多少")
    assert not scope.outside_documents and scope.named
    assert scope.absent in assistant.ask(Question("洛阳评上生态茶园给多少")).answer


@pytest.mark.parametrize("text", ["社区食堂每月要开几天", "我们想办社区食堂,补贴多少"])
def test_a_programme_chooses_its_document_without_a_region(assistant: Assistant, text: str) -> None:
    scope = scope_of(assistant, text)
    assert [assistant.index.document(d).region for d in scope.documents] == ["洛阳市"]


@pytest.mark.parametrize("text", ["浙江的社区食堂补贴多少", "洛阳评上生态茶园给多少"])
def test_a_region_without_the_programme_never_answers_from_another_one(assistant: Assistant, text: str) -> None:
    result = assistant.ask(Question(text))
    assert result.status == "not_found"
    assert "未收录" in result.answer
    assert "20万元" not in result.answer and "10万元" not in result.answer


def test_what_the_asker_is_is_no_programme_asked_for(assistant: Assistant) -> None:
    assert scope_of(assistant, "我们是生态茶园,在洛阳开门店能拿多少钱").regions == ("洛阳市",)


def test_what_is_paid_on_becoming_national_is_the_region_s_rule(assistant: Assistant) -> None:
    scope = scope_of(assistant, "要是明年又评上国家级呢，再给多少", "浙江的生态茶园奖多少")
    assert scope.regions == ("浙江省",)
    assert not scope.national


@pytest.mark.parametrize("text", ["洛阳的社区食堂补贴多少，我们离浙江近", "不是浙江的，洛阳的社区食堂补多少"])
def test_a_place_only_near_or_denied_is_not_asked(assistant: Assistant, text: str) -> None:
    assert scope_of(assistant, text).regions == ("洛阳市",)


def test_a_figure_alone_takes_the_place_of_the_one_before(assistant: Assistant) -> None:
    history = (Turn("user", "东湾区建高标准仓投资1000万能补多少"),)
    part = assistant.understand(Question("投到3000万呢", history=history)).parts[0]
    assert "3000万" in part.text and "1000万" not in part.text and "高标准仓" in part.text
    assert part.scope.regions == ("宁波东湾经济技术开发区",)
