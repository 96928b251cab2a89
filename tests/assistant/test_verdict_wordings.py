"""Verdicts in many wordings: several figures, follow-ups, ranks, dates, gaps, counts of people, and no bound at all."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Question, Turn
from assistant.pipeline import Assistant


def ask(assistant: Assistant, text: str, *before: str) -> Answer:
    return assistant.ask(Question(text, tuple(Turn("user", t) for t in before)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("咱研发人员占27%，重庆会不会被刷下来", ["**不满足**", "差3个百分点"]),
        ("重庆，技术人员占比刚好三成，稳了吧", ["**满足**", "30%（您提供）"]),
        ("想升国家级，我们研发人员占六成，还悬不悬", ["**满足**", "60%（您提供）"]),
        ("想升国家级：研发费用占成本费用的28%，科技人员占52%，哪个拖后腿", ["**不满足**", "**满足**"]),
        ("重庆这边，研发费占成本费用31%，科技人员占28%，哪一项不过关", ["**满足**", "**不满足**"]),
        ("我们是重庆的，搞技术的人占四成二，够市里的吗？以后升国家级呢", ["42%（您提供）＞", "42%（您提供）＜"]),
        ("重庆，几家股东总共到账1300万，研发费占成本费用的24%。市里这两条都过没过？", ["**满足**", "**不满足**"]),
        ("重庆，组建资金加一块儿970万，差不多吧", ["**不满足**", "差30万元"]),
        ("重庆，现金大概900万，仪器值三百来万，加一起够线不", ["**满足**"]),
        ("重庆，认缴四千万，真正进账的只有五百万，资金这条过得去吗", ["**不满足**", "差500万元"]),
        ("股东里最好的两家一个行业第13一个第20，想升国家级，还有指望吗", ["**不满足**", "差3位"]),
        ("升国家级，联盟覆盖了四成五的国家级平台，够呛不", ["**不满足**", "差5个百分点"]),
        ("升国家级，共性技术一项都还没转出去，碍不碍事", ["**不满足**"]),
        ("重庆：公司一百三十号员工，搞技术的五十二个，其他是工人，比例过不过得了关", ["**满足**", "＝40%"]),
        ("重庆，去年一共花了一千万，真正用在研究上的两百五十万，会不会嫌少", ["**不满足**", "25%"]),
        ("年研发支出占成本费用的1/5，重庆会被卡吗", ["**不满足**", "差10个百分点"]),
        ("上海，我们的公司2010年领的执照，直接用它申报行不行", ["**不满足**"]),
    ],
)
def test_verdicts(assistant: Assistant, text: str, shown: list[str]) -> None:
    answer = ask(assistant, text)
    assert answer.status == "answered"
    for words in shown:
        assert words in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("text", "before", "shown"),
    [
        ("我家去年26%", "重庆对研发费用占成本费用的比例有要求吗", "差4个百分点"),
        ("咱们单位现在是四成", "升国家级，科技人员占职工的比例要多少", "差10个百分点"),
        ("目前只凑到880万", "重庆的组建资金最低要多少", "差120万元"),
        ("我们排第十一", "升国家级，股东里的企业要排多前", "差1位"),
        ("那升国家级呢", "我们科技人员占38%，重庆够吗", "差12个百分点"),
    ],
)
def test_figures_in_follow_ups(assistant: Assistant, text: str, before: str, shown: str) -> None:
    assert shown in ask(assistant, text, before).answer


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("重庆，全公司200人，至少得有几个搞研发的", "60人"),
        ("升国家级，我们单位职工120人，科技人员最少要多少人", "60人"),
        ("重庆，员工101人，研发人员起码要几名", "31人"),
        ("重庆，全公司120人，现在搞研发的30个，还差几个人", "还差6人"),
        ("升国家级，职工200人，科技人员80人，还缺多少人", "还差20人"),
        ("重庆，去年成本费用一共2000万，研发最少得花多少钱", "600万元"),
        ("重庆，组建资金凑了700万，还差多少", "差300万元"),
    ],
)
def test_what_is_needed_is_computed(assistant: Assistant, text: str, shown: str) -> None:
    answer = ask(assistant, text)
    assert answer.status == "answered" and shown in answer.answer, answer.answer


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("升国家级，我们股东一共出了600万，这个数会不会太少", "股东投资应满足基本运行需要"),
        ("重庆的联盟里我们拉进来三成的创新平台，够不够", "覆盖部分本领域"),
    ],
)
def test_no_bound_is_said_and_the_clause_shown(assistant: Assistant, text: str, clause: str) -> None:
    answer = ask(assistant, text)
    assert answer.status == "partial"
    assert "没有写明" in answer.answer and clause in answer.answer
    assert "满足**" not in answer.answer


@pytest.mark.parametrize(
    "text",
    [
        "上海，科技人员占28%，够吗",
        "上海，组建资金800万行吗",
        "重庆一年能给我们200万吗",
        "重庆，场地1000平米够吗",
        "重庆，硕士以上占25%，行不行",
    ],
)
def test_never_a_verdict_without_a_bound(assistant: Assistant, text: str) -> None:
    assert "满足**" not in ask(assistant, text).answer


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("重庆，注册资本3000万，够吗", "**无法判断**"),
        ("重庆，注册资本只有800万，够吗", "**不满足**"),
        ("我们公司研发占营收2%，达到国家十三五技术创新工程规划的目标没", "**无法判断**"),
        ("升国家级，科技人员占48%~52%，行吗", "**无法判断**"),
        ("重庆，出资300万的股东有一家，另一家出了500万，还有一家说好出400万，够吗", "**不满足**"),
    ],
)
def test_what_the_figures_leave_open(assistant: Assistant, text: str, shown: str) -> None:
    assert shown in ask(assistant, text).answer


@pytest.mark.parametrize(
    "text",
    [
        "升国家级，男员工占60%，可以吗",
        "重庆，年轻人占六成，够格吗",
        "一个研究会，在上海注册九年了，走非企业法人那条路行不行",
        "国家指南说的试点，我们搞了四年是不是太久",
        "重庆每年研发经费不少于多少万元",
    ],
)
def test_another_matter_is_not_judged(assistant: Assistant, text: str) -> None:
    answer = ask(assistant, text).answer
    assert "满足**" not in answer and "达到目标**" not in answer and "不低于1000万元" not in answer


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("升国家级，要有多少项共性技术已经转出去", "至少1项"),
        ("我们做机器人的，想升国家级：领域对不对？共性技术起码转移几项？", "至少1项"),
        ("升国家级，联盟得覆盖百分之几的国家级平台", "50%以上"),
    ],
)
def test_a_bound_asked_for_is_found_by_its_matter(assistant: Assistant, text: str, shown: str) -> None:
    assert shown in ask(assistant, text).answer.replace("*", "")
