"""The detail asked for: found missing where the clause only speaks of the matter, and not where it states it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer.choices import alternatives, choice_open
from assistant.answer.details import unstated
from assistant.answer.rules import rules_missing
from assistant.pipeline import Assistant
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Scope
from assistant.understand.understanding import Part
from assistant.understand.values import expected_values
from ingest.model import Clause

HALL = "申请人应当持身份证原件到政务大厅三号窗口提交材料，一式三份并加盖公章，受理单位不收取任何费用，评审不收费。"
REVIEW = "认定工作每年一次，由专家委员会组织评审，评审结果向社会公示，公示后无异议的发文认定。"
CHAIR = "委员会设主任一名，由市长担任，成员单位包括发展改革、财政、税务、科技四个部门。"
TERM = "扶持期为三年，运行满一段时间且业绩突出的优秀基地可以延长。"


def clause(text: str) -> Clause:
    return Clause("d/main/1", "d", "main", "paragraph", "一", text, text, (0, len(text)), 1, path=("总则",))


def missing(question: str, text: str) -> str:
    return unstated(Part(question, question, Scope()), [clause(text)], "", load_lexicon())


@pytest.mark.parametrize(
    "question",
    [
        "申报要不要交评审费,交多少",
        "材料要一式几份",
        "申请表在哪下载",
        "有没有固定模板",
        "方案最多写多少页",
        "快递寄到哪个地址",
        "线上提交走哪个系统",
        "被人提了异议,你们怎么处理",
        "没评上的明年能不能重新申报",
        "评审专家要不要回避",
        "委员会主任是谁",
        "78分算及格吗",
        "场地要多少平米",
        "拿到的钱以后要退还吗",
        "能不能拿认定去抵押贷款",
        "公示从哪一天开始算起",
        "按什么口径统计",
        "评审是线下投票还是网上打分",
        "落选能不能申诉",
        "股东退出算吗",
    ],
)
def test_a_clause_on_the_matter_does_not_state_every_detail(question: str) -> None:
    assert missing(question, REVIEW)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("申报要不要交评审费", HALL),
        ("材料要一式几份", HALL),
        ("去哪个窗口交", HALL),
        ("要带原件吗", HALL),
        ("没有人提异议,接着办什么", REVIEW),
        ("认定多久一次", REVIEW),
        ("评审由谁组织", REVIEW),
        ("主任是谁", CHAIR),
        ("成员单位是哪四个部门", CHAIR),
        ("扶持是两年还是三年", TERM),
        ("哪些基地可以延长", TERM),
        ("延了期还是没做完怎么办", TERM),
        ("必须公示还是自愿公示", REVIEW),
    ],
)
def test_what_the_clause_states_is_not_missing(question: str, text: str) -> None:
    assert missing(question, text) == ""


@pytest.mark.parametrize(
    "question",
    ['"优秀"拿什么证明', '"一段时间"到底多长', "优秀怎么算,有什么标准", '业绩"突出"具体是指什么', "运行一段时间是几年"],
)
def test_a_vague_word_that_the_question_quotes_is_not_its_own_explanation(question: str) -> None:
    assert "具体含义" in missing(question, TERM)


def test_members_of_a_number_of_things_must_be_listed() -> None:
    assert missing("那12个试点城市是哪12个", "在12个城市开展试点，共发放贷款1亿元。") == "具体名单"
    assert not missing("成员单位是哪4个", CHAIR)


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("筹建期到底是两年还是三年", ("两年", "三年")),
        ("前列是指前三、前五还是前二十", ("前三", "前五", "前二十")),
        ("延了期还是没达到要求", ()),
        ("筹建期多长", ()),
    ],
)
def test_alternatives(question: str, offered: tuple[str, ...]) -> None:
    assert alternatives(question) == offered


def test_one_alternative_in_the_clause_settles_it() -> None:
    part = Part("学历卡在大专还是本科", "学历", Scope())
    assert choice_open(part, "科技人员占比不低于30%", load_lexicon())
    assert not choice_open(part, "具有本科以上学历的人员不少于10人", load_lexicon())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("绿色工厂认定有什么条件", False),
        ("瞪羚企业怎么认定", False),
        ("博士后工作站要满足什么条件", True),
    ],
)
def test_a_mention_of_a_programme_is_not_its_rules(assistant: Assistant, question: str, said: bool) -> None:
    lexicon = load_lexicon()
    text = "推广绿色工厂、瞪羚企业等经验。博士后工作站应当具备固定的科研场所，并符合下列条件。"
    part = Part(
        question, question, Scope(), values=expected_values(question), programmes=lexicon.programmes_of(question)
    )
    stated = replace(next(iter(assistant.index.clauses.values())), text=text, reading=text, path=())
    assert part.programmes
    assert (rules_missing(part, [stated], assistant.index) == "") is said


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("公积金要连续交满几个月", "申请人应当连续缴纳社会保险满六个月。", "公积金方面的规定"),
        ("社保要连续交满几个月", "申请人应当连续缴纳社会保险满六个月。", ""),
        ("园区里养狗行吗,能不能带进去", "入驻人员应当遵守园区管理制度。", "养狗方面的规定"),
        ("厂房能免租几个月", "对入驻企业减免租金六个月。", ""),
    ],
)
def test_what_is_named_beside_another_thing_is_not_that_thing(question: str, text: str, lacking: str) -> None:
    assert missing(question, text) == lacking
