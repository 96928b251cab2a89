"""Two questions in one are two; a statement stays with the question it belongs to."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.understand.split import split_parts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("上海专家委员会主任谁当，另外多久评一次？", 2),
        ("重庆要什么条件？上海要什么条件？", 2),
        ("重庆研发占比要求是多少，考核多久一次，不合格会怎样", 3),
        ("重庆怎么认定；前三年给什么支持", 2),
        ("我们公司200人，去年研发300万，重庆够不够", 1),
        ("科研人员比例和研发费用比例分别是多少", 1),
        ("重庆的创新中心一年要投多少研发？", 1),
        ("我们是重庆的一家汽车企业，想牵头建一个中心，要满足哪些要求", 1),
        ("上海的保障措施有哪些？都讲齐", 1),
        ("重庆的任务有几条？每条下面写了什么，全列", 1),
        ("上海怎么遴选？电话多少？", 2),
        ("重庆怎么认定？谁受理？", 2),
        ("没达到要求的，上海怎么处理", 1),
        ("上海要交什么材料、几时交都是谁来定", 1),
        ("协会不另外注册公司行不行", 1),
    ],
)
def test_a_question_is_cut_where_another_begins(assistant: Assistant, text: str, number: int) -> None:
    assert len(assistant.understand(Question(text)).parts) == number


def test_parts_share_the_region_named_once(assistant: Assistant) -> None:
    parts = assistant.understand(Question("上海专家委员会主任谁当，另外多久评一次？")).parts
    assert [p.scope.regions for p in parts] == [("上海市",), ("上海市",)]


def test_parts_keep_regions_of_their_own(assistant: Assistant) -> None:
    parts = assistant.understand(Question("重庆谁能牵头？上海的筹建期多久？")).parts
    assert [p.scope.regions for p in parts] == [("重庆市",), ("上海市",)]


def test_the_users_figures_are_kept_with_their_units(assistant: Assistant) -> None:
    (part,) = assistant.understand(Question("我们公司200人，去年研发300万，重庆够不够")).parts
    assert [(int(q.value), q.unit) for q in part.figures] == [(200, "count"), (3_000_000, "yuan")]


def test_no_question_is_cut_without_end() -> None:
    assert len(split_parts("谁牵头？" * 50)) <= 4


def test_nothing_is_lost_when_cut() -> None:
    parts = split_parts("上海专家委员会主任谁当,另外多久评一次?")
    assert parts == ["上海专家委员会主任谁当", "多久评一次"]


def test_one_part_found_and_one_not_is_partial(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海的筹建期多久？上海的咨询电话是多少？"))
    assert answer.status == "partial"
    assert "一年" in answer.answer
    assert "联系电话" in answer.answer


def test_a_second_place_takes_over_the_matter_of_the_first(assistant: Assistant) -> None:
    first, second = assistant.understand(Question("上海那份方案哪天印发的，以及重庆方案又是哪天？")).parts
    assert first.scope.regions == ("上海市",)
    assert second.scope.regions == ("重庆市",)
    assert second.asks("metadata_date")


def test_a_part_without_a_place_is_about_that_of_the_part_before(assistant: Assistant) -> None:
    parts = assistant.understand(Question("重庆谁能牵头？上海的筹建期多久？能不能延期半年？")).parts
    assert [p.scope.regions for p in parts] == [("重庆市",), ("上海市",), ("上海市",)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("高铁呢，算哪一类", 1),
        ("研发人员呢，要占多少", 1),
        ("升国家级的话董事会要不要有，平时收入从哪来", 2),
        ("规划说要建多少家，把名单也贴给我", 2),
        ("几家股东凑了1200万，研发费占25%，市级这两条线过没过", 1),
        ("我们把几百万的设备借给外面用，市里给不给补贴", 1),
    ],
)
def test_a_topic_and_some_told_are_no_questions_of_their_own(assistant: Assistant, text: str, number: int) -> None:
    assert len(assistant.understand(Question(text)).parts) == number


def test_what_the_cited_clause_says_is_not_reported_missing(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海的筹建期多长？能不能再拖，拖多久？"))
    assert answer.status == "answered"
    assert "半年" in answer.answer
    assert "没有写明" not in answer.answer


def test_what_is_missing_is_named(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海的筹建期多久？食堂几点开门营业"))
    assert answer.status == "partial"
    assert "食堂" in answer.answer or "没有写明" in answer.answer


def test_a_silent_region_stays_beside_a_speaking_one(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海要求研发人员占多少？国家那条线又是多少"))
    assert answer.status == "partial"


@pytest.mark.parametrize(
    "text",
    [
        "重庆的研发费用占比要求多少，还有明天会下雨吗",
        "帮我写首诗。另外重庆的研发费用占比要求多少？",
        "重庆的研发费用占比要求多少？顺便推荐部电影",
    ],
)
def test_a_part_out_of_scope_leaves_the_other(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "partial"
    assert "不低于30%" in answer.answer.replace("*", "")
    assert "未作回答" in answer.answer


def test_two_question_words_share_a_verb(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆那份方案是哪家哪天印发的来着"))
    assert "重庆市经济和信息化委员会" in answer.answer
    assert "2017年12月5日" in answer.answer
