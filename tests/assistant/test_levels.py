"""The national level beside a region's, questions put to several places one after another, and what is silent."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.understand.levels import beside_region, raises


def labels(answer: Answer) -> set[str]:
    return {f"{c.region} {c.label}" for c in answer.citations}


BOTH = {"重庆市 三、（二）第6项", "国家 七、（二）"}


@pytest.mark.parametrize(
    "text",
    [
        "重庆市级和国家级，研发人员占比的线差几个点？",
        "国家级和重庆市级，研发人员比例分别是多少",
        "我们现在按重庆市级的标准配研发人员，以后要冲国家级，研发人员占比还得往上提吗？",
        "研发人员占比，重庆、国家两家各卡多少",
    ],
)
def test_the_national_level_beside_a_region_is_a_second_column(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert labels(answer) >= BOTH
    assert "30%" in answer.answer and "50%" in answer.answer


def test_a_figure_is_judged_for_both_levels(assistant: Assistant) -> None:
    answer = assistant.ask(Question("研发人员占42%，重庆市级和国家级分别够不够？")).answer
    assert "**满足**" in answer and "**不满足**" in answer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("某市市级和国家级,要求一样吗", True),
        ("某市和国家级平台的合作要求", False),
        ("某市对国家级和市级的支持", False),
        ("某市一共要建多少家市级和国家级中心", False),
    ],
)
def test_what_a_region_builds_or_supports_is_no_level_that_makes_rules(text: str, found: bool) -> None:
    assert (beside_region(text, [(0, 2)]) is not None) is found


def test_whether_more_is_needed_compares_two_levels() -> None:
    assert raises("以后升上去,比例要不要再提高?")
    assert not raises("支持企业提高研发投入")


@pytest.mark.parametrize(
    "text", ["国家指南的认定要走几道，重庆又是几道，帮我摆一起看", "重庆怎么认定、上海怎么认定，差别在哪？"]
)
def test_the_same_asked_of_two_places_is_one_comparison(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text)).answer
    assert "| --- | --- |" in answer and "未规定" not in answer


def test_a_region_that_says_it_in_other_words_is_not_silent(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海认定要走哪几步"))
    assert "未作规定" not in answer.answer
    assert "上海市 四、（二）第2项" in labels(answer)


@pytest.mark.parametrize(("year", "status"), [("2025", "answered"), ("2030", "not_found")])
def test_a_goal_of_a_later_year_is_not_stated(assistant: Assistant, year: str, status: str) -> None:
    assert assistant.ask(Question(f"上海到{year}年要建成多少家制造业创新中心")).status == status


def test_when_a_report_is_due_is_not_when_applications_are_taken(assistant: Assistant) -> None:
    assert assistant.ask(Question("上海的年度运行报告每年几月份之前交？")).status == "not_found"
    assert "全年" in assistant.ask(Question("上海什么时候可以交申报材料")).answer


def test_a_measure_word_begins_no_name(assistant: Assistant) -> None:
    assert "10-15个" in assistant.ask(Question("重庆要建成多少家创新中心")).answer


def test_what_is_inside_a_sum_is_not_added_to_it(assistant: Assistant) -> None:
    answer = assistant.ask(Question("几家股东凑了920万，里面设备260万，在重庆够组建吗？")).answer
    assert "不满足" in answer and "1180" not in answer


@pytest.mark.parametrize(
    ("text", "fact", "absent"),
    [
        ("工信部附件第7个领域是什么", "稀土功能材料", "传感器"),
        ("上海附件里生命健康包括什么", "数字医疗", "集成电路"),
        ("上海附件表里六大高端产业各自细分到哪些方向", "智慧出行", "芯片设计"),
        ("科技特派员有多少人", "70万人", "没有写明"),
        ("国家布局表里跟显示有关的是哪一项", "印刷及柔性显示", "石墨烯"),
    ],
)
def test_rows_and_counts_are_told_as_asked(assistant: Assistant, text: str, fact: str, absent: str) -> None:
    answer = assistant.ask(Question(text)).answer
    assert fact in answer and absent not in answer


@pytest.mark.parametrize("text", ["上海认定的流程", "上海认定要走哪几步，谁来管", "上海认定要走哪几步"])
def test_a_region_that_tells_the_steps_in_other_words_is_not_silent(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert "未作规定" not in answer.answer
    assert "遴选" in answer.answer
