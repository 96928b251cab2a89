"""A verdict only where the figure and the bound are of the same noun; caps of what is paid out are no bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.understand.figured import nouns_of, same_noun
from assistant.understand.measured import measured
from ingest.index import IndexHolder, build_index

NOTICE = """兰州市商务局关于组织申报2026年度会展集聚区项目的通知

兰商务〔2026〕9号

各有关单位：

现将申报2026年度会展集聚区项目的有关事项通知如下：

一、申报条件

（一）上年度营业收入不低于4000万元；

（二）注册资本不低于2000万元，且实缴资本不低于注册资本的70%；

（三）研发费用占营业收入总额的比例不低于3%；

（四）场馆设备投资按照方向确定：展览类不低于800万元，会议类不低于300万元。

二、支持标准

（一）新建类项目，按照设备投资额的20%给予补助，最高150万元。

（二）同一企业每年获得补助合计不超过260万元。

（三）办展贷款，可以申请最高90万元。

兰州市商务局
2026年10月20日
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("certain")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "notice.txt").write_text(NOTICE, encoding="utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.mark.parametrize(
    ("text", "status", "label"),
    [
        ("兰州会展集聚区，去年利润5000万，能报吗", "answered", "一、（一）"),
        ("兰州会展集聚区，广告费占收入的5%，行吗", "answered", "一、（三）"),
        ("兰州会展集聚区，我们已经拿了100万补助，还能申请吗", "answered", "二、（二）"),
        ("兰州会展集聚区，办展想贷款200万，可以吗", "answered", "二、（三）"),
        ("兰州会展集聚区，六成补助我们已经拿到了，能再报吗", "partial", "二、（二）"),
    ],
)
def test_no_verdict_on_another_noun_or_a_cap(asked: Assistant, text: str, status: str, label: str) -> None:
    answer = asked.ask(Question(text))
    assert "（您提供）" not in answer.answer
    assert answer.status == status
    assert [c.label for c in answer.citations] == [label]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("兰州会展集聚区，去年营收5000万，能报吗", "**满足**：5000万元（您提供）＞ 不低于4000万元"),
        ("兰州会展集聚区，注册资本3000万，实缴2000万，行吗", "66.67%（您提供）＜ 不低于注册资本的70%"),
        ("兰州会展集聚区，会议类，设备投资350万，够吗", "**满足**：350万元（您提供）＞ 不低于300万元"),
    ],
)
def test_a_verdict_on_the_same_noun(asked: Assistant, text: str, said: str) -> None:
    assert said in asked.ask(Question(text)).answer


def test_nouns_of_figures() -> None:
    assert nouns_of("上年度技术服务收入") == {"service"}
    assert same_noun("去年营收", "上年度营业收入总额")
    assert not same_noun("去年利润", "上年度营业收入总额")
    assert not same_noun("管理费用", "研发费用总额")


def test_the_nouns_are_data_whose_names_hold_together() -> None:
    named = {n for name, _ in measured().nouns for n in name.split("|")}
    wider = measured().wider
    assert set(wider) <= named and frozenset().union(*wider.values()) <= named
    assert measured().open <= {name for name, _ in measured().kinds}
    assert same_noun("凑了", "注册资本") and not same_noun("营业收入", "净利润")


def test_money_spent_on_doing_research_is_spending_on_research() -> None:
    assert nouns_of("去年花了 搞研发") >= {"research"}
