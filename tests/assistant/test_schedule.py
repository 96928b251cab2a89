"""A document whose annex tells when each measure is open, and whose telephone is for what: an invented one, ingested here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index
from ingest.parse import parse_document

MEASURES = """临枫市人民政府办公室关于印发临枫市支持外贸企业若干措施的通知

临政办规〔2026〕7号

各区人民政府：

《临枫市支持外贸企业若干措施》已经市政府同意，现印发给你们，请认真组织实施。

临枫市人民政府办公室
2026年2月9日

临枫市支持外贸企业若干措施

为支持外贸企业稳定发展，制定本措施。

一、支持开拓市场

（一）支持境外参展。对参加境外展会的外贸企业，按照展位费的60%给予补贴，单个企业最高12万元。

（二）支持出口信用保险。对2026年1月1日至6月30日期间新投保的外贸企业，按照实际保费的40%给予补贴，单个企业最高30万元。

（三）支持扩大出口。对2026年1月至6月累计出口额同比增长8%以上的外贸企业，按照增量部分给予奖励，单个企业最高25万元。

二、稳定就业

（四）发放稳岗补贴。对裁员率不高于6%的外贸企业发放稳岗补贴；参保职工50人（含）以下的企业，裁员率放宽至不高于15%。

（五）实施订单贷款贴息。申请贴息的企业应当同时符合下列条件：
1.注册满1年；
2.申报时参保职工人数不低于2025年12月末的80%。

三、附则

（六）各事项申报时间见附件1。本措施自印发之日起施行，有效期至2027年12月31日。

附件1

事项申报时间和咨询电话

事项	申报时间	咨询电话
境外参展补贴	2026年10月8日至2026年12月20日	0388-6601101
出口信用保险补贴	2026年9月1日至2026年9月30日	0388-6601102
订单贷款贴息（第一批）	2026年6月1日至2026年6月20日	0388-6601103
订单贷款贴息（第二批）	2027年1月8日至2027年1月25日	0388-6601103
"""
BODIES = """青枫市人民政府办公室关于印发青枫市公共实验室管理办法的通知

青政办规〔2026〕3号

各区人民政府：

现印发给你们，请遵照执行。

青枫市人民政府办公室
2026年3月2日

青枫市公共实验室管理办法

第一条 为规范公共实验室管理，制定本办法。

第二条 东湖区、西山区、南屏区的公共实验室面向社会开放，收费标准由运营单位公布。

第三条 本办法自2026年4月1日起施行。

附件1

咨询电话

市科学技术局平台建设处：0388-7720016
东湖区公共实验室服务窗口：0388-7720027
西山区公共实验室服务窗口：0388-7720038
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("schedule")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "measures.txt").write_text(MEASURES, encoding="utf-8")
    (sources / "bodies.txt").write_text(BODIES, encoding="utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


def answer(ask: Assistant, text: str) -> Answer:
    return ask.ask(Question(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("临枫市境外参展的补贴现在还能报吗", "来得及"),
        ("临枫市出口信用保险的补贴，我现在去报行不行", "已过规定的时间（2026年9月1日至2026年9月30日）"),
        ("临枫市境外参展补贴什么时候可以申报", "2026年10月8日至2026年12月20日"),
        ("临枫市订单贷款贴息6月那次没赶上，下次什么时候开", "2027年1月8日至2027年1月25日"),
    ],
)
def test_the_row_of_the_schedule_tells_when_a_measure_is_open(ask: Assistant, text: str, said: str) -> None:
    assert said in answer(ask, text).answer.replace("**", "")


def test_a_period_in_which_things_must_happen_is_no_time_to_apply(ask: Assistant) -> None:
    said = answer(ask, "临枫市出口信用保险的补贴还来得及申请吗").answer
    assert "2026年1月1日至6月30日）" not in said


def test_of_a_list_of_telephones_the_one_for_the_thing_asked_about_is_given(ask: Assistant) -> None:
    said = answer(ask, "临枫市境外参展补贴能补多少，电话打哪个").answer
    assert "0388-6601101" in said
    assert "0388-6601102" not in said
    assert "0388-6601103" not in said


def test_each_line_of_a_list_of_telephones_is_a_paragraph() -> None:
    parsed = parse_document(BODIES.encode(), "bodies.txt")
    lines = [c.text for c in parsed.clauses if "：0388" in c.text]
    assert lines == [
        "市科学技术局平台建设处：0388-7720016",
        "东湖区公共实验室服务窗口：0388-7720027",
        "西山区公共实验室服务窗口：0388-7720038",
    ]


def test_for_whom_another_bound_is_eased_is_no_requirement(ask: Assistant) -> None:
    said = answer(ask, "我们参保职工70人，临枫市稳岗补贴能不能领").answer
    assert "不满足" not in said


def test_a_share_of_a_dated_number_is_a_bound(ask: Assistant) -> None:
    said = answer(ask, "去年年底参保职工40人，现在剩30人，临枫市订单贷款贴息的参保职工人数要求符合吗").answer
    assert "没有写明" not in said
    assert "80%" in said


def test_growth_of_a_total_for_which_something_is_given_is_a_bound(ask: Assistant) -> None:
    said = answer(ask, "今年上半年出口额同比增长了5%，临枫市扩大出口的奖励够得着吗").answer
    assert "没有写明" not in said
    assert "8%以上" in said.replace("**", "")


def test_the_telephone_of_another_district_is_no_answer(ask: Assistant) -> None:
    said = answer(ask, "青枫市南屏区公共实验室服务窗口电话多少")
    assert said.status == "not_found"
    assert "0388-77200" not in said.answer
    assert "0388-7720027" in answer(ask, "青枫市东湖区公共实验室服务窗口电话多少").answer
