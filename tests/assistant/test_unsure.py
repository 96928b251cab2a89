"""Where a text leaves it open, no verdict, sum or day is told: invented notices, each with a rule that goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.scoring import falling
from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.understand.terms import terms
from ingest.index import IndexHolder, build_index
from ingest.model import Clause, Span

Ask = Callable[[str, str], Answer]

HEAD = """西宁市科技局关于组织申报2026年度智能工厂项目的通知

西科〔2026〕7号

各有关单位：

现将申报2026年度智能工厂项目的有关事项通知如下：

"""
FOOT = """

西宁市科技局
2026年10月20日
"""
RATE = """一、支持标准

（一）扩建类项目，新增检测设备投资额1000万元以上的，按照新增检测设备投资额的20%给予补助，最高300万元。

（二）对首次认定的单位，给予50万元奖励。"""
WINDOW = """一、时间安排

（一）智能工厂项目申报受理时间为每年11月1日至次年1月31日止，逾期不再受理。"""
FIRST = """一、时间安排

智能工厂认定每年开展一次。首批申报材料于3月1日前提交。"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    made: dict[str, tuple[Assistant, IndexHolder]] = {}

    def of(text: str, question: str) -> Answer:
        if text not in made:
            data = tmp_path_factory.mktemp("unsure")
            sources = data / "corpus" / "sources"
            sources.mkdir(parents=True)
            (sources / "notice.txt").write_text(text if "\n\n第" in text else f"{HEAD}{text}{FOOT}", encoding="utf-8")
            settings = Settings(data_dir=data, corpus="none", today=date(2026, 12, 20), rate_limit="0")
            build_index(settings, progress=lambda text: None)
            holder = IndexHolder(settings)
            made[text] = Assistant(holder, settings), holder
        return made[text][0].ask(Question(question))

    yield of
    for _, holder in made.values():
        holder.close()


def test_no_sum_below_the_threshold_of_the_rate(ask: Ask) -> None:
    below = ask(RATE, "西宁扩建类项目，新增检测设备投资额500万，能补多少")
    assert "100万元" not in below.answer
    assert "投资额1000万元以上的" in below.answer
    assert "**240万元**" in ask(RATE, "西宁扩建类项目，新增检测设备投资额1200万，能补多少").answer


def test_a_window_over_the_years_end(ask: Ask) -> None:
    answer = ask(WINDOW, "西宁智能工厂项目现在申报还来得及吗").answer
    assert "**来得及**" in answer
    assert "还有42天" in answer


def test_one_sentence_of_every_year_makes_no_other_so(ask: Ask) -> None:
    answer = ask(FIRST, "西宁智能工厂项目申报材料现在提交还来得及吗").answer
    assert "已截止" not in answer
    assert "3月1日前提交" in answer


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("每年11月1日至次年1月31日", date(2026, 12, 20), [(date(2026, 11, 1), date(2027, 1, 31))]),
        ("每年11月1日至次年1月31日止", date(2026, 1, 20), [(date(2025, 11, 1), date(2026, 1, 31))]),
        ("2026年11月1日至次年1月31日", date(2026, 12, 20), [(date(2026, 11, 1), date(2027, 1, 31))]),
        ("每年11月1日开始，1月31日截止", date(2026, 12, 20), []),
        ("每年11月1日起受理并于1月31日截止", date(2026, 12, 20), []),
        ("每年的年度报告于次年3月31日前提交", date(2026, 2, 20), []),
        ("每年开展一次。首批申报于3月1日前提交", date(2026, 12, 20), []),
        ("每年分两批：首批3月1日前提交；第二批9月1日前提交", date(2026, 2, 1), [(None, date(2026, 3, 1))]),
    ],
)
def test_periods_over_the_years_end(text: str, day: date, found: list[tuple[date | None, date | None]]) -> None:
    assert [(t.start, t.end) for t in terms(text, 2026, day)][:1] == found


@pytest.mark.parametrize(
    ("rule", "points"),
    [
        ("达到40%得15分，每低1个百分点扣0.5分。", "15分－15×0.5分＝7.5分"),
        ("达到40%得15分，每低1个百分点扣0.5分，扣完为止。", "15分－15×0.5分＝7.5分"),
        ("达到40%得15分，每低1个百分点扣0.5分，低于30%不得分。", "0分"),
        ("达到40%得15分，每低1个百分点扣0.5分；不足30%的，不得分", "0分"),
        ("达到40%得15分，每低1个百分点扣0.5分，最多扣5分。", None),
        ("达到40%得15分，每低1个百分点扣0.5分，由专家核定。", None),
        ("达到40%得15分，每低1个百分点扣0.5分。低于三成的不得分。", None),
    ],
)
def test_points_fall_by_the_whole_rule(rule: str, points: str | None) -> None:
    cells = (("指标", "研发人员占比"), ("标准", rule))
    clause = Clause("d/main/1", "d", "main", "row", "", rule, rule, Span(0, len(rule)), 1, cells=cells)
    found = falling(clause)
    assert (found.told(Decimal(25)) if found else None) == points


JOINED = """一、申报条件

（一）研发人员不少于50人，或者研发人员占职工总数的比例不低于10%，且研发费用不低于800万元；

（二）在西宁市依法登记。"""
ALL_OF = """一、申报条件

作为我市支柱产业骨干单位之一，应同时符合下列条件：

（一）研发人员不少于50人；

（二）研发费用不低于800万元。"""
ONE_OF = ALL_OF.replace("作为我市支柱产业骨干单位之一，应同时符合下列条件：", "申报单位应符合下列条件之一：")
ASKED = "西宁智能工厂，我们研发人员60人，研发费用500万，符合条件吗"


def test_what_is_joined_by_and_is_no_alternative(ask: Ask) -> None:
    answer = ask(JOINED, ASKED).answer
    assert "满足其一即可" not in answer
    assert "**无法判断**：此项未达到：500万元" in answer


def test_one_of_the_best_is_no_one_of_the_conditions(ask: Ask) -> None:
    assert "**不满足**：500万元" in ask(ALL_OF, ASKED).answer
    assert "满足其一即可" not in ask(ALL_OF, ASKED).answer
    assert "**满足**：60人（您提供）＞ 不少于50人。满足其一即可。" in ask(ONE_OF, ASKED).answer


CLASSES = """海口市高层次人才安居办法

第一条 为做好高层次人才安居工作，制定本办法。

第二条 高层次人才分为以下三类：

（一）A类人才：取得博士学位，年龄不超过45周岁的人员；

（二）B类人才：取得硕士学位，年龄不超过40周岁的人员；

（三）C类人才：取得本科学历的人员。

第三条 高层次人才购房补贴和租房补贴按照附件标准发放。

附件 高层次人才安居标准

| 人才类别 | 购房补贴 | 租房补贴 |
| --- | --- | --- |
| A类 | 60万元 | 每月3000元 |
| B类 | 30万元 | 每月2000元 |
| C类 | 10万元 | 每月1000元 |
"""


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("海口，我没有博士学位，买房能拿多少购房补贴", {"60万元", "30万元", "10万元"}),
        ("海口，我不是硕士，是博士，买房能拿多少购房补贴", {"60万元"}),
        ("海口，我是硕士，购房补贴多少", {"30万元"}),
    ],
)
def test_a_class_is_read_of_what_the_asker_is(ask: Ask, text: str, sums: set[str]) -> None:
    answer = ask(CLASSES, text)
    assert answer.status == "answered"
    assert {s for s in ("60万元", "30万元", "10万元") if s in answer.answer} == sums


INVESTED = """一、申报条件

（一）项目总投资不低于1亿元；

（二）在西宁市依法登记。"""


def test_money_for_advertisements_is_no_investment(ask: Ask) -> None:
    assert "（您提供）" not in ask(INVESTED, "西宁智能工厂，我们广告投入1亿，能报吗").answer
    assert "**满足**" in ask(INVESTED, "西宁智能工厂，我们项目投资1.2亿，能报吗").answer


GRANTED = """一、支持标准

（一）智能工厂运行满6个月、营业收入50万元以上的，给予补助；"""


def test_no_condition_alone_is_met_beside_a_figure_not_judged(ask: Ask) -> None:
    answer = ask(GRANTED, "西宁智能工厂，开了5个月，营业收入60万，能拿补助吗").answer
    assert "**满足**" not in answer
    assert "条文还要求满6个月，您给的5个月未能据此判断" in answer
    met = ask(GRANTED, "西宁智能工厂，我们运行8个月，营业收入60万，能拿补助吗").answer
    assert met.count("**满足**") == 2
