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
        # at, just under, just over, in words
        ("重庆这边我们科技人员占29.9%，达标没有", "不满足", "差0.1个百分点"),
        ("重庆科技人员占比刚好三成，过线了吗", "满足", "30%（您提供）＝ 不低于30%"),
        ("重庆科技人员占比三成出头，过线了吗", "满足", "三成出头（您提供）"),
        ("重庆科技人员占比不到三成，行不行", "不满足", "不到三成（您提供）"),
        ("重庆科技人员超过三成，行不行", "满足", "超过三成（您提供）"),
        ("重庆技术人员占四分之一，合不合要求", "不满足", "差5个百分点"),
        ("重庆技术人员占三分之一，合不合要求", "满足", "33.33%（您提供）"),
        ("升国家级，科技人员过半了，够吗", "满足", "过半（您提供）"),
        ("升国家级，科技人员刚好一半，算过线吗", "满足", "50%（您提供）＝ 不低于50%"),
        ("升国家级，科技人员一半不到，能报吗", "不满足", "一半不到（您提供）"),
        ("升國家級，科技人員佔49.9%，達標嗎", "不滿足", "差0.1個百分點"),
        ("重庆，研发费用占成本费用的比例为29.999%，达标吗", "不满足", "差0.001个百分点"),
        ("我们研发费用299999元，总成本费用1000000元，重庆达标吗", "不满足", "＝29.9999%"),
        ("重庆，研发投入占总成本将近三成，够吗", "不满足", "将近三成（您提供）"),
        ("重庆，研发投入占总成本接近四成，够吗", "满足", "接近四成（您提供）"),
        ("重庆，我们研发人员占比不低于30%，行吗", "满足", "（您提供）"),
        ("重庆，我们研发人员占比最多28%，行吗", "不满足", "（您提供）"),
        ("重庆，科技人员从25%提高到了35%，够吗", "满足", "35%（您提供）"),
        # ratios in any order, numerals and units
        ("重庆市级，依托公司九十个职工，二十七个固定做研发，人员比例过没过线", "满足", "＝30%"),
        ("重庆：搞研发的35个，全公司一共120人，达标没有", "不满足", "＝29.17%"),
        ("重庆依托公司总共50人其中搞研发的16个，行吗", "满足", "＝32%"),
        ("升国家级，我司在册职工300人，科技人员149人，能报吗", "不满足", "＝49.67%"),
        ("升国家级，我司在册职工300人，科技人员151人，能报吗", "满足", "＝50.33%"),
        ("重庆去年成本1.2亿，研发投了4000万，达标吗", "满足", "＝33.33%"),
        ("重庆去年研发花了3500万，总成本一亿二，达标吗", "不满足", "＝29.17%"),
        ("我们研发支出3000万，成本费用支出总额1个亿，升国家级够吗", "满足", "＝30%"),
        ("We have 60 R&D people among 200 employees. Is that enough in Chongqing?", "满足", "60÷200＝30%"),
        ("升国家级，领域里国家级平台有12个，联盟里进了6个，够吗", "满足", "＝50%"),
        ("升国家级，我们联盟覆盖了国家重点实验室的49%，够吗", "不满足", "差1个百分点"),
        ("升国家级，我们覆盖了一半以上的国家重点实验室，够了吗", "满足", "一半以上（您提供）"),
        # sums and multiples
        ("重庆四家股东每家出250万，组建资金够吗", "满足", "4×250万＝1000万元"),
        ("重庆四家股东每家出两百四十万，组建资金够吗", "不满足", "差40万元"),
        ("重庆每家出两百万，一共五家，组建资金够线吗", "满足", "5×200万元＝1000万元"),
        ("重庆两家各出400万，另一家出200万，组建资金够吗", "满足", "2×400万＋200万＝1000万元"),
        ("重庆三家股东分别出了300万、300万和350万，组建资金够不够", "不满足", "差50万元"),
        ("重庆总共投了900万，其中设备300万，组建资金够吗", "不满足", "差100万元"),
        ("重庆组建资金九百九十九万九，够吗", "不满足", "差1000元"),
        ("重庆组建资金小一千万，够不够", "不满足", "小一千万（您提供）"),
        ("重庆组建资金一千多万，够不够", "满足", "一千多万（您提供）"),
        ("重庆组建资金一亿两千万，够不够", "满足", "1.2亿元（您提供）"),
        ("重庆筹了950万，还差多少", "不满足", "差50万元"),
        # ranks, counts, periods
        ("升国家级，股东里最强的排行业第十，够吗", "满足", "第10名（您提供）"),
        ("升国家级，股东里最强的排行业第十一，够吗", "不满足", "差1位"),
        ("升国家级，股东是全国第八名，够吗", "满足", "第8名（您提供）"),
        ("升国家级，共性技术转出去0项，能报吗", "不满足", "差1项"),
        ("升国家级，共性技术一项都没转出去，能报吗", "不满足", "没有（您提供）"),
        ("升国家级，共性技术转出去一项，够吗", "满足", "一项（您提供）"),
        ("上海发起方手里有3项核心技术等着攻，够吗", "满足", "至少应有1-2项"),
        ("上海企业法人型，公司成立两年零三个月，合要求吗", "满足", "27个月（您提供）"),
        ("上海企业法人型，公司成立三年半了，合要求吗", "不满足", "超出6个月"),
        ("上海企业法人型，公司是2019年注册的，2023年去报，合不合要求", "不满足", "三年内"),
        ("上海企业法人型，公司是2020年注册的，2022年去报，合不合要求", "满足", "三年内"),
    ],
)
def test_a_verdict_with_its_arithmetic_comes_first(assistant: Assistant, text: str, verdict: str, shown: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert f"**{verdict}**" in first(answer)
    assert shown in first(answer)
    assert "您提供" in first(answer)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("重庆科技人员没超过五成，够吗", "没超过五成（您提供）对照 不低于30%"),
        ("重庆组建资金大概一千万，够不够", "大概一千万（您提供）对照 不低于1000万元"),
        ("升国家级，我们股东排前二十，行不行", "排前二十（您提供）对照 排名前十"),
        ("上海企业法人型，2020年注册，2023年去报，时间合要求吗", "需要确切年月"),
        ("我们重庆公司员工一百二十人，研发团队三十五六个，够吗", "三十五六个÷一百二十人（您提供）"),
        ("重庆去年营收1.2亿，研发投了4000万，达标吗", "条文的比例以成本费用为基数"),
        ("研发费用占销售收入的比例是30%，够升国家级吗", "以收入为基数"),
    ],
)
def test_what_the_figure_leaves_open_is_said_and_the_bound_shown(assistant: Assistant, text: str, shown: str) -> None:
    answer = assistant.ask(Question(text))
    assert "**无法判断**" in first(answer)
    assert shown in first(answer)
    assert answer.citations


@pytest.mark.parametrize(
    ("text", "verdict", "shown"),
    [
        ("假如2020年全国技术合同成交2万亿，十三五技术创新规划的目标算完成吗", "达到目标", "＝ 达到2万亿元"),
        ("假如2020年全国技术合同成交1.8万亿，十三五技术创新规划的目标算完成吗", "未达到目标", "差2000亿元"),
        ("试点联盟建成299家，十三五技术创新规划的目标达到了吗", "未达到目标", "差1家"),
        ("试点联盟建成300家，十三五技术创新规划的目标达到了吗", "达到目标", "300家（您提供）"),
        ("创新型试点企业有1000家，规划的目标完成没有", "达到目标", "达到1000家以上"),
        ("高新技术企业营业收入到了33万亿，十三五规划目标完成了吗", "未达到目标", "差1万亿元"),
        ("上海实施方案里25家的目标，现在建成20家算完成吗", "未达到目标", "差5家"),
        ("我厂研发占主营收入0.9%，比十三五技术创新规划给规上工业企业定的低吗", "低于", "低0.2个百分点"),
        ("我厂研发占主营收入1.1%，比十三五技术创新规划给规上工业企业定的高吗", "持平", "1.1%（您提供）"),
        ("我们科技人员占35%，比重庆要求的高吗", "高于", "高5个百分点"),
    ],
)
def test_targets_and_comparisons_are_said_as_such(assistant: Assistant, text: str, verdict: str, shown: str) -> None:
    line = first(assistant.ask(Question(text)))
    assert f"**{verdict}**" in line
    assert shown in line
    assert "满足" not in line


@pytest.mark.parametrize(
    "text",
    [
        "我们是一百多家会员的协会，能不能直接申报重庆的创新中心",
        "我们有120家会员单位，能不能当牵头单位",
        "是不是科技人员必须达到50%才能升国家级",
        "听说重庆组建资金只要500万，是吗",
        "我们有50项专利，升国家级够吗",
        "筹建拖了20个月了，上海会怎么处理",
    ],
)
def test_questions_that_only_look_like_verdicts_get_none(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert "您提供" not in answer.answer


def test_a_term_that_the_region_does_not_bound_gets_no_verdict(assistant: Assistant) -> None:
    answer = assistant.ask(Question("公司成立五年了，重庆能报吗"))
    assert answer.status in ("answered", "not_found")
    assert "您提供" not in answer.answer


def test_each_figure_of_a_question_gets_its_verdict(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆：科技人员35%，研发费用占成本25%，组建资金1000万，三条都够吗")).answer
    assert "**满足**：35%（您提供）＞ 不低于30%" in answer
    assert "**不满足**：25%（您提供）＜ 不低于30%，差5个百分点" in answer
    assert "**满足**：1000万元（您提供）＝ 不低于1000万元" in answer


def test_the_region_named_decides_and_silence_is_no_verdict(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海，研发费用占成本25%，达标吗"))
    assert answer.status == "partial"
    assert "您提供" not in answer.answer


def test_a_comparison_of_two_documents_carries_its_verdict(assistant: Assistant) -> None:
    answer = assistant.ask(Question("我们公司在上海，科技人员48%，升国家级差多少"))
    assert "**不满足**：48%（您提供）＜ 不低于50%，差2个百分点" in answer.answer


def test_today_ends_a_period_that_has_no_end(assistant: Assistant) -> None:
    recent = assistant.ask(Question("上海公司是去年注册的，企业法人型能报吗"))
    assert "**满足**：2025年至2026年11月（您提供）" in first(recent)


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
