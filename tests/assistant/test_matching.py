"""Invented clauses and questions: which figure is held against which bound, and what comes of it. All expected by hand."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.bars import bars
from assistant.answer.matching import bar_for
from assistant.understand.quantities import find_quantities
from assistant.understand.reckon import own_figures
from assistant.understand.scope import Scope
from assistant.understand.understanding import Part
from ingest.model import Clause, Span

DAY = date(2026, 11, 20)

STAFF = "申报单位从事研发的人员占职工总数的比例应不低于20%。"
SPEND = "上一年度研发费用占营业收入的比例不低于5%。"
COST = "研发经费支出占成本费用总额的比例应高于10%。"
EQUITY = "单一股东持股比例不得超过50%。"
CAPITAL = "申报单位应有注册资本，实缴不低于500万元。"
INCOME = "上年度营业收入应超过3000万元。"
GRANT = "对通过验收的项目给予补助，单个项目应不超过80万元。"
AGE = "项目负责人年龄应不超过55周岁。"
YOUNG = "申请人年龄应在35周岁以下。"
FOUNDED = "申报单位应在本市注册成立满2年。"
NEW = "应为五年内在本区新注册的企业。"
RANK = "牵头企业应为本行业排名前五的企业。"
PATENTS = "申报单位应拥有至少3项发明专利。"
EXPERTS = "专家委员会应由不少于7名专家组成。"
PLATFORM = "联盟应覆盖60%以上本领域的省级重点实验室。"
TIER = "营业收入不足1亿元的，研发费用占营业收入的比例应不低于6%。"
NONE = "申报单位应具有稳定的研发队伍。"
GONE = "三年内考核不合格的，撤销称号，不再受理。"


def outcome(text: str, question: str) -> str:
    """`yes`, `no`, `open` (not decided by the figure) or `none` (no bound on it) for the first figure held."""
    clause = Clause("d/main/1", "d", "main", "item", "一", text, text, Span(0, len(text)), 1)
    part = Part(question, question, Scope(), figures=find_quantities(question))
    for own in own_figures(question, part.figures, "", DAY):
        held = bar_for(own, [clause], part)
        if held:
            return {True: "yes", False: "no", None: "open"}[held[1].met(own.span)]
    return "none"


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        # at, under, over: percent
        (STAFF, "研发人员占20%，够吗", "yes"),
        (STAFF, "研发人员占19.99%，够吗", "no"),
        (STAFF, "研发人员占20.01%，够吗", "yes"),
        (STAFF, "研发人员占两成，够吗", "yes"),
        (STAFF, "研发人员占一成九，够吗", "no"),
        (STAFF, "研发人员占五分之一，够吗", "yes"),
        (STAFF, "研发人员占六分之一，够吗", "no"),
        (STAFF, "研发人员占百分之二十，够吗", "yes"),
        (STAFF, "研发人员不到两成，够吗", "no"),
        (STAFF, "研发人员不到三成，够吗", "open"),
        (STAFF, "研发人员两成多，够吗", "yes"),
        (STAFF, "研发人员一成多，够吗", "no"),
        (STAFF, "研发人员过半，够吗", "yes"),
        (STAFF, "研发人员将近两成，够吗", "no"),
        (STAFF, "研发人员差不多两成，够吗", "no"),
        (STAFF, "研发人员大概两成，够吗", "open"),
        (STAFF, "研发人员大概三成，够吗", "yes"),
        (STAFF, "研发人员没超过三成，够吗", "open"),
        (STAFF, "研发人员没超过一成，够吗", "no"),
        # ratios of counts, any order and unit
        (STAFF, "50个职工，10个做研发，够吗", "yes"),
        (STAFF, "做研发的10个人，全公司51个人，够吗", "no"),
        (STAFF, "全员50，研发10，够吗", "yes"),
        (STAFF, "50人里有9个搞研发的，够吗", "no"),
        (STAFF, "一百号人里头搞研发的二十一个，够吗", "yes"),
        (STAFF, "公司100人，研发二十来个，够吗", "open"),
        (STAFF, "公司100人，研发二三十个，够吗", "yes"),
        # ratios of amounts, and the base
        (SPEND, "营收1亿，研发花了500万，够吗", "yes"),
        (SPEND, "研发花了499万，营收1亿，够吗", "no"),
        (SPEND, "去年销售收入两千万，其中研发投入一百万，够吗", "yes"),
        (COST, "研发支出占成本的10%，够吗", "no"),
        (COST, "研发支出占成本的10.1%，够吗", "yes"),
        (COST, "总成本5000万，研发501万，够吗", "yes"),
        # the matter decides which bound
        (STAFF, "研发费用占收入20%，够吗", "none"),
        (SPEND, "研发人员占20%，够吗", "none"),
        (EQUITY, "研发人员占60%，够吗", "none"),
        (EQUITY, "第一大股东持股50%，行吗", "yes"),
        (EQUITY, "第一大股东持股51%，行吗", "no"),
        (NONE, "研发人员占20%，够吗", "none"),
        (PLATFORM, "覆盖了省级重点实验室的60%，够吗", "yes"),
        (PLATFORM, "省级重点实验室一共10家，我们联盟里有5家，够吗", "no"),
        # money
        (CAPITAL, "实缴500万，够吗", "yes"),
        (CAPITAL, "实缴四百九十九万，够吗", "no"),
        (CAPITAL, "实缴5000000元，够吗", "yes"),
        (CAPITAL, "实缴小五百万，够吗", "no"),
        (CAPITAL, "实缴五百多万，够吗", "yes"),
        (CAPITAL, "实缴四五百万，够吗", "open"),
        (CAPITAL, "实缴五六百万，够吗", "yes"),
        (CAPITAL, "两家各出资250万，够吗", "yes"),
        (CAPITAL, "两家各出资240万，够吗", "no"),
        (CAPITAL, "甲出资300万，乙出资200万，够吗", "yes"),
        (CAPITAL, "甲出资300万，乙出资190万，够吗", "no"),
        (CAPITAL, "一共出资450万，其中设备100万，够吗", "no"),
        (CAPITAL, "年营收500万，够吗", "none"),
        (INCOME, "去年营收3000万，够吗", "no"),
        (INCOME, "去年营收3001万，够吗", "yes"),
        (INCOME, "去年营收三千多万，够吗", "yes"),
        (GRANT, "我们出资100万，能报吗", "none"),
        (GRANT, "我们想申请补助100万，行吗", "no"),
        (GRANT, "我们想申请补助80万，行吗", "yes"),
        # ages and periods
        (AGE, "负责人55岁，行吗", "yes"),
        (AGE, "负责人56岁，行吗", "no"),
        (AGE, "负责人五十多岁，行吗", "open"),
        (YOUNG, "申请人今年三十五岁，行吗", "yes"),
        (YOUNG, "申请人今年三十六岁，行吗", "no"),
        (FOUNDED, "公司成立两年零三个月，行吗", "yes"),
        (FOUNDED, "公司成立一年半，行吗", "no"),
        (FOUNDED, "公司成立23个月，行吗", "no"),
        (FOUNDED, "公司成立24个月，行吗", "yes"),
        (FOUNDED, "公司2020年注册，2024年去报，行吗", "yes"),
        (FOUNDED, "公司2023年注册，2024年去报，行吗", "no"),
        (FOUNDED, "公司2022年注册，2024年去报，行吗", "open"),
        (FOUNDED, "公司去年注册的，能报吗", "no"),
        (NEW, "公司2017年注册，2023年去报，合要求吗", "no"),
        (NEW, "公司2021年注册，2023年去报，合要求吗", "yes"),
        (NEW, "公司成立四年半，合要求吗", "yes"),
        (NEW, "中心跑了8个月，合要求吗", "none"),
        (GONE, "公司成立两年，合要求吗", "none"),
        # ranks
        (RANK, "我们行业第五，行吗", "yes"),
        (RANK, "我们行业第六，行吗", "no"),
        (RANK, "我们是全国第三名，行吗", "yes"),
        (RANK, "我们排前三，行吗", "yes"),
        (RANK, "我们排前十，行吗", "open"),
        # counts
        (PATENTS, "有3项发明专利，够吗", "yes"),
        (PATENTS, "有两项发明专利，够吗", "no"),
        (PATENTS, "发明专利一项都没有，够吗", "no"),
        (PATENTS, "发明专利0项，够吗", "no"),
        (PATENTS, "有两三项发明专利，够吗", "open"),
        (PATENTS, "有三四项发明专利，够吗", "yes"),
        (PATENTS, "有十几项发明专利，够吗", "yes"),
        (PATENTS, "有3个专家，够吗", "none"),
        (PATENTS, "有3家会员，够吗", "none"),
        (EXPERTS, "专家委员会有7位专家，够吗", "yes"),
        (EXPERTS, "专家委员会有6位专家，够吗", "no"),
        # what only looks alike
        (CAPITAL, "实缴100万美元，够吗", "none"),
        (SPEND, "研发费用同比增长6%，够吗", "none"),
        (STAFF, "员工80个，本科40个，够吗", "none"),
        (STAFF, "硕士占30%，够吗", "none"),
        (STAFF, "职工不到100人，研发人员21个，够吗", "yes"),
        (STAFF, "研发占比25%，够吗", "none"),
        # a bound for one tier only
        (TIER, "营收8000万，研发费用占营业收入的6%，够吗", "yes"),
        (TIER, "营收8000万，研发费用占营业收入的5.9%，够吗", "no"),
        (TIER, "营收两个亿，研发费用占营业收入的5%，够吗", "none"),
        (TIER, "研发费用占营业收入的5%，够吗", "none"),
        # figures that are not the user's
        (STAFF, "是不是研发人员必须占20%", "none"),
        (STAFF, "20%的线，我们研发人员19%，过了吗", "no"),
        (STAFF, "研发人员从15%提高到25%了，够吗", "yes"),
    ],
)
def test_a_figure_meets_the_bound_on_its_matter(text: str, question: str, expected: str) -> None:
    assert outcome(text, question) == expected


@pytest.mark.parametrize(
    ("text", "path", "question", "expected"),
    [
        ("培育企业达到200家以上。", "发展目标", "现在培育企业200家，目标完成了吗", True),
        ("培育企业达到200家以上。", "发展目标", "现在培育企业199家，目标完成了吗", False),
        ("技术合同成交额突破80亿元。", "发展目标", "技术合同成交80亿，完成了吗", False),
        ("技术合同成交额突破80亿元。", "发展目标", "技术合同成交80.1亿，完成了吗", True),
        ("技术合同成交额提高到80亿元。", "发展目标", "技术合同成交80亿，完成了吗", True),
        ("技术合同成交额提高到80亿元。", "发展目标", "技术合同成交79.9亿，完成了吗", False),
        ("建成平台30个左右。", "主要目标", "平台建成31个，完成了吗", True),
        ("建成平台30个左右。", "主要目标", "平台建成29个，完成了吗", None),
        ("建成平台30个左右。", "主要目标", "平台建成20个，完成了吗", False),
        ("单位产值能耗支出占成本的比重降低到8%。", "主要指标", "能耗支出占成本8%，完成了吗", True),
        ("单位产值能耗支出占成本的比重降低到8%。", "主要指标", "能耗支出占成本9%，完成了吗", False),
    ],
)
def test_targets_of_plans_are_bounds_too(text: str, path: str, question: str, expected: bool | None) -> None:
    clause = Clause("d/main/1", "d", "main", "paragraph", "一", text, text, Span(0, len(text)), 1, path=(path,))
    part = Part(question, question, Scope(), figures=find_quantities(question))
    (own,) = own_figures(question, part.figures)
    held = bar_for(own, [clause], part)
    assert held is not None
    assert held[1].aim
    assert held[1].met(own.span) is expected


@pytest.mark.parametrize(
    "text",
    [
        "2015年，研发人员占比达到80%，企业贡献突出。",
        "截至2015年底，累计认定企业1276家。",
        "若考核不合格，则三年内不再纳入支持范围。",
        "全省80%以上研发投入由企业完成。",
        "筹建期为一年。",
    ],
)
def test_what_is_told_and_not_required_is_no_bound(text: str) -> None:
    clause = Clause("d/main/1", "d", "main", "paragraph", "一", text, text, Span(0, len(text)), 1)
    assert bars(clause) == ()
