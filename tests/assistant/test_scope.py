"""Whose rule is asked for: regions, documents, numbers, clauses; inside the corpus or not."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.understand.scope import Scope

CQ, SH, MI = "yu-jing-xin-fa-2017-139", "hu-jing-xin-ji-2022-387", "gong-xin-ting-ke-2017-64"
GUIDE = "zhi-zao-ye-chuang-xin-zhong-xin-shi-shi-zhi-nan-2016"
PLAN = "shi-san-wu-guo-jia-ji-shu-chuang-xin-gong-cheng-gui-hua"


def scope_of(assistant: Assistant, text: str) -> Scope:
    return assistant.understand(Question(text)).parts[0].scope


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("重庆的创新中心一年要投多少研发", "重庆市"),
        ("重庆市怎么认定", "重庆市"),
        ("上海哪些单位能牵头", "上海市"),
        ("魔都怎么申报创新中心", "上海市"),
        ("两江新区的企业怎么申报", "重庆市"),
        ("浦东新区怎么申报创新中心", "上海市"),
        ("重慶對牽頭單位有哪些要求", "重庆市"),
        ("重 庆 的牵头单位要求", "重庆市"),
    ],
)
def test_a_region_of_the_corpus_is_recognised_however_it_is_called(
    assistant: Assistant, text: str, region: str
) -> None:
    scope = scope_of(assistant, text)
    assert scope.regions == (region,)
    assert not scope.outside_regions


@pytest.mark.parametrize(
    ("text", "region"),
    [("浙江的省级中心要什么条件", "浙江省"), ("青岛怎么认定创新中心", "青岛市"), ("北京有补助吗", "北京市")],
)
def test_a_region_that_the_corpus_does_not_hold_is_kept_apart(assistant: Assistant, text: str, region: str) -> None:
    scope = scope_of(assistant, text)
    assert scope.outside_regions == (region,)
    assert not scope.regions


@pytest.mark.parametrize(
    "text",
    [
        "国家层面对研发占比有什么要求",
        "申请国家级要满足几条",
        "陕西的省级中心想升国家级，要跟外国机构有来往吗",
        "国家有没有规定研发占比",
    ],
)
def test_national_rules_are_asked_for(assistant: Assistant, text: str) -> None:
    assert scope_of(assistant, text).national


@pytest.mark.parametrize("text", ["重庆的企业怎么申报", "国家重点实验室能算吗", "研发占比要求是多少"])
def test_a_national_institution_is_no_question_for_national_rules(assistant: Assistant, text: str) -> None:
    assert not scope_of(assistant, text).national


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("渝经信发〔2017〕139号里牵头单位的要求", CQ),
        ("渝经信发2017 139号里牵头单位的要求", CQ),
        ("渝经信发［2017］139号里牵头单位的要求", CQ),
        ("渝经信发(2017)139 号里牵头单位的要求", CQ),
        ("沪经信技〔2022〕387号多久考核一次", SH),
        ("387号文还有效吗", SH),
        ("64号文什么时候印发的", MI),
        ("《上海市制造业创新中心建设工程实施方案》多久考核一次", SH),
        ("《上海市制造业创新中心建设工程实施方案(2022-2025年)》多久考核一次", SH),
        ("實施指南說創新中心有哪些功能", GUIDE),
        ("工信部联规〔2016〕137号讲了哪些功能", GUIDE),
        ("国家技术创新工程规划的目标是什么", PLAN),
        ("十三五规划里产业联盟怎么支持", PLAN),
    ],
)
def test_a_document_is_recognised_by_number_title_or_short_name(assistant: Assistant, text: str, document: str) -> None:
    scope = scope_of(assistant, text)
    assert scope.documents == (document,)
    assert not scope.outside_documents


@pytest.mark.parametrize(
    "text",
    [
        "工信部科〔2016〕273号里怎么说",
        "渝经信发〔2019〕139号里怎么说",
        "《绿色工厂评价办法》怎么打分",
        "渝经信发〔2017〕140号说了什么",
    ],
)
def test_an_absent_document_is_not_taken_for_another(assistant: Assistant, text: str) -> None:
    scope = scope_of(assistant, text)
    assert scope.outside_documents
    assert not scope.documents


@pytest.mark.parametrize(
    ("text", "part", "steps"),
    [
        ("重庆方案三(二)第8项写的啥", "", (3, 2, 8)),
        ("重庆方案三、（二）第 8 项写的啥", "", (3, 2, 8)),
        ("重庆方案第三部分第二条第8项写的啥", "", (3, 2, 8)),
        ("64号文附件第13项是什么", "annex", (13,)),
        ("规划专栏2讲什么", "box2", ()),
        ("管理办法第十二条第二款怎么说", "", (12, 2)),
    ],
)
def test_a_clause_number_is_read(assistant: Assistant, text: str, part: str, steps: tuple[int, ...]) -> None:
    (ref,) = scope_of(assistant, text).refs
    assert (ref.part, ref.steps) == (part, steps)


def test_figures_are_no_clause_numbers(assistant: Assistant) -> None:
    assert not scope_of(assistant, "重庆研发占比30%够不够").refs
    assert not scope_of(assistant, "上海2025年要建成几家").refs


def test_two_regions_are_both_kept(assistant: Assistant) -> None:
    assert scope_of(assistant, "上海和重庆的考核有什么区别").regions == ("上海市", "重庆市")


def test_a_question_without_names_has_an_open_scope(assistant: Assistant) -> None:
    assert not scope_of(assistant, "科研人员比例有要求吗").named


@pytest.mark.parametrize(
    "text",
    [
        "“十五五”国家技术创新工程规划的目标是什么",
        "重庆后来另行出台的考核办法怎么打分",
        "上海2026年以后的新方案怎么规定",
    ],
)
def test_a_later_document_is_an_absent_one(assistant: Assistant, text: str) -> None:
    scope = scope_of(assistant, text)
    assert scope.outside_documents
    assert not scope.documents


def test_a_region_before_a_national_target_is_only_the_askers(assistant: Assistant) -> None:
    scope = scope_of(assistant, "重庆的企业想升国家级要满足哪些条件")
    assert scope.national
    assert not scope.regions


@pytest.mark.parametrize("text", ["重庆对升国家级的中心有什么支持", "重庆打算争创几家国家级中心"])
def test_what_a_region_itself_does_for_a_national_target_stays_its_own(assistant: Assistant, text: str) -> None:
    assert "重庆市" in scope_of(assistant, text).regions


def test_a_level_and_regions_named_together_are_all_kept(assistant: Assistant) -> None:
    scope = scope_of(assistant, "国家升级布局、上海、重庆都有石墨烯吗")
    assert scope.national
    assert scope.regions == ("上海市", "重庆市")


def test_a_document_is_told_by_what_its_title_says(assistant: Assistant) -> None:
    assert scope_of(assistant, "工信部讲省级怎么升级的那份通知是几号印发的").documents == (MI,)


def test_a_place_inside_a_document_is_matter_not_scope(assistant: Assistant) -> None:
    (part,) = assistant.understand(Question("十三五规划里对青岛怎么说")).parts
    assert part.scope.documents == (PLAN,)
    assert not part.scope.outside_regions
    assert "青岛" in part.topic


def test_a_region_only_likened_to_is_not_asked_about(assistant: Assistant) -> None:
    scope = scope_of(assistant, "听说条件跟重庆差不多，湖北这边要多少钱")
    assert scope.outside_regions == ("湖北省",)
    assert not scope.regions


@pytest.mark.parametrize(
    "text", ["山城的中心多久考核一次", "魔都的筹建期多久", "申城谁来评审", "渝北的厂能报市级中心吗"]
)
def test_nicknames_and_districts_are_regions(assistant: Assistant, text: str) -> None:
    wanted = "重庆市" if text[0] in "山渝" else "上海市"
    assert scope_of(assistant, text).regions == (wanted,)


@pytest.mark.parametrize(
    "text",
    ["国家那档研发人员占多少", "国家那头要求多少", "升国字号要几个条件", "部里对研发人员卡几成", "国家也有这一条吗"],
)
def test_the_level_of_the_state_in_other_words(assistant: Assistant, text: str) -> None:
    assert scope_of(assistant, text).national


@pytest.mark.parametrize(
    "text", ["早先国家那本指南怎么说资金", "国家份指南有没有讲发债", "指南写的两个阶段是什么", "这份指南列了哪些任务"]
)
def test_a_document_by_its_genre(assistant: Assistant, text: str) -> None:
    assert scope_of(assistant, text).documents == (GUIDE,)


@pytest.mark.parametrize("text", ["江城的补助有多少", "蓉城有什么支持", "鹏城怎么认定"])
def test_nicknames_of_places_not_held_are_outside(assistant: Assistant, text: str) -> None:
    scope = scope_of(assistant, text)
    assert scope.outside_regions
    assert not scope.regions
