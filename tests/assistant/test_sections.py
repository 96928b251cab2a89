"""Several policies side by side with the same items each, a class told by a table, points by bands and steps, over an
invented notice that has no question bank."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer.class_rows import class_named
from assistant.answer.sections import roles_asked
from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index

TEXT = """松溪市民政局关于规范养老服务补贴申领办理工作的通知

松民规〔2026〕5号

各区民政局：

为统一养老服务补贴的申领条件和标准，现将有关事项通知如下。

一、补贴项目

（一）居家养老服务补贴

1.补贴对象。具有本市户籍、年满80周岁的居家老年人。

2.补贴标准。每人每月给予120元。

3.申请期限。应当在年满80周岁之日起6个月内提出申请。

4.申请材料。身份证、户口簿和申请表。

（二）床位运营补贴

1.补贴对象。依法登记的养老机构。

2.补贴标准。每张床位每月给予90元，最长补贴3年。

3.申请期限。每年11月30日前提出申请。

4.申请材料。登记证书、入住名册和运营报告。

（三）护理员岗位补贴

1.补贴对象。在本市养老机构连续工作满1年的护理员。

2.补贴标准。按照附件1所列标准发放岗位津贴。

3.申请材料。职业技能证书和劳动合同。

二、护理员分级

（一）A级。包括具有技师以上职业资格的护理员。

（二）B级。包括具有高级工职业资格的护理员。

（三）C级。包括具有中级工职业资格的护理员。

三、办理要求

（一）申请和办理程序。申请人向区民政局提出申请；区民政局在10个工作日内完成初审；市民政局在15个工作日内完成审核；公示5个工作日无异议的，拨付资金。

（二）有下列情形之一的，不得申请床位运营补贴：

1.近2年发生责任事故的；

2.拖欠护理员工资的。

（三）下列费用不计入运营成本：

1.罚款和滞纳金；

2.土地购置费用。

（四）机构年度考核得分90分及以上为A等，75分及以上不足90分为B等，不足75分为C等。

（五）年度考核结果为C等的，限期3个月整改。

附件1

护理员津贴标准

级别	岗位津贴（每月）	培训补助
A级	600元	2000元
B级	400元	1200元
C级	200元	800元

附件2

养老机构年度考核评分表

指标	分值	评分标准
护理员持证比例	20	达到80%得20分，每低1个百分点扣0.5分
老年人满意率	15	不低于95%得15分，85%至95%得9分
"""


@pytest.fixture(scope="module")
def care(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("care")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "care.txt").write_text(TEXT, "utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


def ask(assistant: Assistant, text: str) -> Answer:
    return assistant.ask(Question(text))


def cited(answer: Answer) -> set[str]:
    return {c.clause_id.split("/", 1)[1] for c in answer.citations}


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("松溪市居家养老服务补贴一个月补多少钱", {"main/1.1.2"}),
        ("松溪市床位运营补贴补多少", {"main/1.2.2"}),
        ("松溪市床位运营补贴最晚什么时候申请", {"main/1.2.3"}),
        ("松溪市床位运营补贴是给谁的？要什么材料？", {"main/1.2.1", "main/1.2.4"}),
        ("松溪市居家养老服务补贴要准备什么材料", {"main/1.1.4"}),
    ],
)
def test_of_the_policy_named_the_items_asked_for_are_given_alone(care: Assistant, text: str, clauses: set[str]) -> None:
    answer = ask(care, text)
    assert answer.status == "answered"
    assert cited(answer) == clauses


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("这个补贴补多少", ("amount",)),
        ("要交哪些材料,什么时候截止", ("papers", "deadline")),
        ("给谁的,能领几年", ("who", "term")),
        ("为什么要办这件事", ()),
    ],
)
def test_the_roles_are_told_by_the_question(text: str, roles: tuple[str, ...]) -> None:
    assert roles_asked(text) == roles


def test_the_row_of_the_class_named_comes_with_the_clause_that_sends_to_it(care: Assistant) -> None:
    answer = ask(care, "松溪市B级护理员每月岗位津贴多少")
    assert "400元" in answer.answer
    assert "annex1/r2" in cited(answer)
    assert "annex1/r1" not in cited(answer)


@pytest.mark.parametrize(("text", "letter"), [("c类人才补多少", "C"), ("a到d四类各补多少", ""), ("a类和b类", "")])
def test_one_class_is_named_or_none(text: str, letter: str) -> None:
    assert class_named(text) == letter


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("松溪市什么样的机构连申请床位补贴的资格都没有", {"main/3.2", "main/3.2.1", "main/3.2.2"}),
        ("松溪市哪些钱花了也不算运营成本", {"main/3.3", "main/3.3.1", "main/3.3.2"}),
        ("松溪市养老补贴从申请到拿钱要走哪几步，每步几天", {"main/3.1"}),
    ],
)
def test_what_is_asked_by_negation_or_step_by_step_is_found_whole(
    care: Assistant, text: str, clauses: set[str]
) -> None:
    answer = ask(care, text)
    assert answer.status == "answered"
    assert cited(answer) == clauses


def test_a_procedure_in_one_paragraph_is_told_in_steps(care: Assistant) -> None:
    answer = ask(care, "松溪市养老补贴从申请到拿钱要走哪几步，每步几天").answer
    assert "共4步" in answer
    assert "15个工作日" in answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("松溪市养老机构护理员持证比例74%能得几分", "20分－6×0.5分＝17分"),
        ("松溪市养老机构护理员持证比例83%能得几分", "20分"),
        ("松溪市养老机构老年人满意率90%能得几分", "85%至95%得9分"),
        ("松溪市养老机构老年人满意率97%能得几分", "不低于95%得15分"),
    ],
)
def test_points_of_one_row_of_a_score_sheet(care: Assistant, text: str, said: str) -> None:
    assert said in ask(care, text).answer


def test_from_the_band_to_the_clause_on_the_grade(care: Assistant) -> None:
    answer = ask(care, "松溪市养老机构今年年度考核只打了66分，会怎么处理")
    assert {"main/3.4", "main/3.5"} <= cited(answer)
    assert "限期3个月整改" in answer.answer
