"""Several bounds of one clause, alternatives, words defined by the document, days against periods, capped rates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.understand.measures import apart, likeness, numerator
from assistant.understand.terms import Term, terms
from ingest.index import IndexHolder, build_index

NOTICE = """银川市工业和信息化局关于组织申报2026年度共享工厂项目的通知

银工信〔2026〕12号

各有关单位：

现将申报2026年度共享工厂项目的有关事项通知如下：

一、申报条件

（一）合作单位不少于10家，其中高等学校或者科研院所不少于3家，第一大出资人持股比例不超过45%；

（二）上一年度对外检测服务收入不低于600万元；

（三）研发费用占营业收入总额的比例不低于4%；

（四）累计实际投入不低于5000万元，其中检测设备投入占比不低于40%；

（五）服务联盟成员不少于20家，其中市外成员占比不低于25%。

二、支持标准

（一）扩建类项目，按照新增检测设备投资额的20%给予补助，最高300万元。

（二）对首次认定的共享工厂，给予50万元奖励。

三、时间安排

（一）网上申报时间为2026年11月2日至2026年12月4日，逾期不再受理。

（二）检测设备购置发票开具时间应当在2025年3月1日至2026年9月30日期间。

四、其他事项

（一）本通知所称行业标杆企业，是指上一年度工业总产值8亿元以上，或者细分市场占有率排名全国前十的企业。

（二）“核心产品”是指销售收入占企业营业收入总额比重超过60%的产品。

（三）本通知所称“以上”“不低于”“不少于”包括本数，“超过”不包括本数。

银川市工业和信息化局
2026年10月20日
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("verdict-bounds")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "notice.txt").write_text(NOTICE, encoding="utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.mark.parametrize(
    ("text", "said", "never"),
    [
        # one clause, several bounds: the one that is missed comes first
        (
            "银川共享工厂，我们有12家合作单位，一所高等学校，没有科研院所，第一大出资人占40%，这条过得了吗",
            "**不满足**",
            "",
        ),
        (
            "银川共享工厂，我们有12家合作单位，一所高等学校，第一大出资人占40%，这条过得了吗",
            "**无法判断**",
            "**不满足**",
        ),
        # the bound of the figure's own noun, and no other
        ("银川共享工厂，我们工业产值9亿，够条件吗", "", "600万元以上"),
        ("银川共享工厂，检测服务收入500万元，够不够", "差100万元", "**满足**"),
        ("银川共享工厂，研发费用占营业收入3.5%，够不够", "差0.5个百分点", "**满足**"),
        # alternatives: one is enough
        ("银川，我们产值6亿，细分市场占有率全国第七，算不算行业标杆企业", "**满足**", "**不满足**"),
        ("银川，我们产值6亿，算不算行业标杆企业", "**无法判断**", "**不满足**"),
        # a figure just at a bound, as the document defines its words
        ("银川共享工厂说的核心产品，我们的产品销售收入正好占60%，算不算", "“超过”不包括本数", "**满足**"),
        # shares worked out of two counts, and of a sum and its part
        ("银川共享工厂，联盟成员一共24家，市外成员6家，够不够", "6家÷24家＝25%", "**不满足**"),
        ("银川共享工厂，一共实际投入了4600万，其中检测设备2000万，投入够不够", "差400万元", "没有写明"),
        # days
        ("今天11月20号，银川共享工厂网上申报还来得及吗", "还有14天", "已截止"),
        ("银川共享工厂网上申报12月6号交还来得及吗", "**来不及**", "**来得及**"),
        ("银川共享工厂，检测设备发票是2026年10月8号开的，能算吗", "**不满足**", "**满足**"),
        ("银川共享工厂，检测设备发票是2026年9月30日开的，能算吗", "**满足**", "**不满足**"),
        # a capped rate of the user's own base
        ("银川扩建类项目，新增检测设备投了2000万，能补多少", "最多300万元", "400万元的"),
        ("银川扩建类项目，新增检测设备投了1000万，能补多少", "**200万元**", "按限额"),
    ],
)
def test_a_figure_is_held_against_its_own_bound(asked: Assistant, text: str, said: str, never: str) -> None:
    answer = asked.ask(Question(text)).answer
    assert said in answer
    assert not never or never not in answer


def test_the_missed_bound_comes_first_and_the_met_ones_are_told(asked: Assistant) -> None:
    text = "银川共享工厂，我们有12家合作单位，一所高等学校，没有科研院所，第一大出资人占40%，这条过得了吗"
    lines = [line for line in asked.ask(Question(text)).answer.split("\n") if "您提供" in line]
    assert "不少于3家，差2家" in lines[0]
    assert [("**满足**" in line) for line in lines] == [False, True, True]


def test_kinds_of_one_matter_are_told_apart() -> None:
    assert apart("去年工业产值", "", "对外技术服务收入")
    assert not apart("去年工业产值", "", "工业总产值")
    assert not apart("凑了", "", "注册资本")
    assert apart("投了", "", "新增研发设备投入")


def test_the_share_of_what_is_read_before_the_sign_of_share() -> None:
    assert numerator("研发费用占营业收入的比例") == {"spend"}
    assert numerator("产品收入占") == {"income"}
    assert not numerator("比例")


def test_nouns_are_alike_in_either_order() -> None:
    assert likeness("外省的", "省外成员单位") == 1
    assert likeness("我们单位", "成员单位") == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("填报时间为2026年11月9日9:00至12月18日18:00", (date(2026, 11, 9), date(2026, 12, 18))),
        ("每年4月1日至5月15日受理", (date(2026, 4, 1), date(2026, 5, 15))),
        ("第二批于2026年11月30日17时截止", (None, date(2026, 11, 30))),
        ("备案时间不早于2024年1月1日", (date(2024, 1, 1), None)),
    ],
)
def test_periods_are_read(text: str, found: tuple[date | None, date | None]) -> None:
    (term,) = terms(text, 2026)
    assert isinstance(term, Term)
    assert (term.start, term.end) == found


@pytest.mark.parametrize("text", ["本办法自2026年5月1日起施行", "受理时间为3月1日至3月31日", "评审于2027年3月底前完成"])
def test_what_is_no_period_of_a_known_year_is_left_out(text: str) -> None:
    assert not terms(text, 2026)
