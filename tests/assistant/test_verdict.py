"""The user's own figures against the threshold: arithmetic by hand, at, under and over; ratios, sums, counts."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Question
from assistant.pipeline import Assistant


def first(answer: Answer) -> str:
    return answer.answer.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "verdict", "shown"),
    [
        # one figure: under, at, over
        ("我们去年研发支出占成本的28%，重庆行不行", "不满足", "差2个百分点"),
        ("我们去年研发支出占成本的30%，重庆行不行", "满足", "30%（您提供）"),
        ("我们去年研发支出占成本的35%，重庆行不行", "满足", "35%（您提供）"),
        ("我们科技人员占比29.5%，重庆够不够", "不满足", "差0.5个百分点"),
        ("研发占比三成，重庆达标吗", "满足", "30%（您提供）"),
        ("我们科研人员占40%，能升国家级吗", "不满足", "差10个百分点"),
        ("我们覆盖了40%的国家重点实验室，升国家级够吗", "不满足", "差10个百分点"),
        ("重庆组建资金我们投了999万元，够不够", "不满足", "差1万元"),
        ("重庆组建资金我们投了1000万元，够不够", "满足", "1000万元（您提供）"),
        ("重庆组建资金我们投了10000000元，够不够", "满足", "1000万元（您提供）"),
        ("重庆组建资金投了一千万，达标吗", "满足", "1000万元（您提供）"),
        ("股东里最好的企业排第12，能升国家级吗", "不满足", "差2位"),
        ("股东排名第8，够国家级吗", "满足", "第8名（您提供）"),
        # ratio of two sums
        ("我们研发费用300万，成本费用总额1000万，重庆达标吗", "满足", "300万÷1000万＝30%"),
        ("我们研发费用200万，成本费用总额1000万，重庆达标吗", "不满足", "差10个百分点"),
        ("我们投入2亿，成本10亿，重庆研发占比够吗", "不满足", "2亿÷10亿＝20%"),
        # sum of two sums
        ("我们出资600万，加上设备500万，重庆组建资金够不够", "满足", "600万＋500万＝1100万元"),
        ("我们出资600万再加设备300万，重庆的组建资金够吗", "不满足", "差100万元"),
        ("现金出资600万，另外设备投入500万，重庆组建资金够不够", "满足", "600万＋500万＝1100万元"),
        # ratio of two counts
        ("我们公司200人里有50个科技人员，重庆达标吗", "不满足", "差5个百分点"),
        ("我们公司200人里有60个科技人员，重庆达标吗", "满足", "＝30%"),
        ("科研人员150人，职工总数300人，够升国家级吗", "满足", "＝50%"),
    ],
)
def test_a_verdict_with_its_arithmetic_comes_first(assistant: Assistant, text: str, verdict: str, shown: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert f"**{verdict}**" in first(answer)
    assert shown in first(answer)
    assert "您提供" in first(answer)


def test_a_verdict_cites_the_threshold_whole(assistant: Assistant) -> None:
    answer = assistant.ask(Question("我们去年研发支出占成本的28%，重庆行不行"))
    assert "不低于30%" in first(answer)
    assert (answer.citations[0].region, answer.citations[0].label) == ("重庆市", "三、（二）第7项")


def test_a_verdict_without_a_region_names_whose_rule_it_is(assistant: Assistant) -> None:
    answer = assistant.ask(Question("我们科技人员占比40%，够不够"))
    lines = [li for li in answer.answer.split("\n") if "您提供" in li]
    assert any(li.startswith("重庆市") and "**满足**" in li for li in lines)
    assert any(li.startswith("国家") and "**不满足**" in li for li in lines)


def test_two_figures_of_different_rules_get_two_verdicts(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆研发占比25%，组建资金900万，都够吗"))
    assert "差5个百分点" in answer.answer
    assert "差100万元" in answer.answer


def test_a_figure_where_no_rule_sets_a_bound_gets_no_verdict(assistant: Assistant) -> None:
    answer = assistant.ask(Question("我们有3个专家，上海行不行"))
    assert "您提供" not in answer.answer


def test_the_users_figure_is_never_taken_for_the_rule(assistant: Assistant) -> None:
    answer = assistant.ask(Question("听说重庆研发占比只要10%，是吗"))
    assert "不低于30%" in answer.answer.replace("*", "")
    assert "不低于10%" not in answer.answer.replace("*", "")
