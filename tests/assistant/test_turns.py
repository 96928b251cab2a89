"""Follow-ups in the forms people use: corrections, the same asked elsewhere, a figure told, an earlier question again."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Question, Turn
from assistant.pipeline import Assistant
from assistant.understand.turns import asked_nth, asks_again, bare_topic, corrects, plain, states_figure, with_zero
from assistant.understand.understanding import Part

STAFF = "重庆的创新中心，科技人员占职工的比例要多少"
COST = "重庆创新中心的研发费用占成本费用的比例要求多少"


def ask(assistant: Assistant, text: str, *users: str, reply: str = "好的。") -> Answer:
    return assistant.ask(asked(text, *users, reply=reply))


def asked(text: str, *users: str, reply: str = "好的。") -> Question:
    return Question(text, tuple(t for u in users for t in (Turn("user", u), Turn("assistant", reply))))


def first(assistant: Assistant, text: str, *users: str) -> Part:
    return assistant.understand(asked(text, *users)).parts[0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("不对,我问的是上海", "上海"),
        ("不是,我是问谁来评审", "谁来评审"),
        ("错了,不是重庆,是上海的筹建期", "是上海的筹建期"),
        ("我说的是国家级", "国家级"),
        ("好的,那材料呢", "那材料呢"),
        ("嗯,明白了,多久考核一次", "多久考核一次"),
        ("行,谢了。谁来评审", "谁来评审"),
        ("哦,我想问的是费用,不是人员", "费用"),
        ("不合格怎么办", "不合格怎么办"),
        ("不是企业法人行不行", "不是企业法人行不行"),
        ("没过会怎样", "没过会怎样"),
    ],
)
def test_opening_words_are_left_out(text: str, left: str) -> None:
    assert plain(text) == left


@pytest.mark.parametrize(
    ("text", "yes"),
    [("不对,我问的是上海", True), ("我问的是期限", True), ("不是企业法人行不行", False), ("不合格呢", False)],
)
def test_a_correction_is_told(text: str, yes: bool) -> None:
    assert corrects(text) is yes


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("刚才第二个数再报一遍", 2),
        ("前面问的第一个再说一次", 1),
        ("第三个问题再讲一遍,没记住", 3),
        ("第三个再说细一点", 0),
        ("第二年呢", 0),
    ],
)
def test_an_earlier_question_asked_again_is_counted(text: str, number: int) -> None:
    assert asked_nth(text) == number


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("你再核对一下", True),
        ("你看看原文,同事说是20家", True),
        ("你没记错吧", True),
        ("再说一遍", True),
        ("看看怎么申报", False),
        ("谁来核实", False),
    ],
)
def test_a_question_asked_again_is_told(text: str, yes: bool) -> None:
    assert asks_again(text) is yes


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("研发人员呢", "研发人员"),
        ("那联盟呢?", "联盟"),
        ("技术合同?", "技术合同"),
        ("谁呢", ""),
        ("要不要董事会", ""),
        ("我们28%呢", ""),
    ],
)
def test_a_bare_topic_is_told(text: str, noun: str) -> None:
    assert bare_topic(text) == noun


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("我们去年26.5%", True),
        ("我司才投了900万", True),
        ("目前手里3项", True),
        ("我们26%够吗", False),
        ("另一个城市", False),
        ("有两个在谈", False),
        ("还没到30%", False),
    ],
)
def test_a_figure_only_told_is_told_from_a_question(text: str, yes: bool) -> None:
    assert states_figure(text) is yes


def test_none_at_all_is_the_figure_nought() -> None:
    assert with_zero("我们一项都还没转出去,三个在谈") == "我们只有0项"
    assert with_zero("我们有三项") == "我们有三项"


def test_a_correction_takes_the_matter_to_the_place_meant(assistant: Assistant) -> None:
    answer = ask(assistant, "不对，我问的是重庆", "上海的牵头单位要满足什么条件")
    assert {c.region for c in answer.citations} == {"重庆市"}
    assert any(c.label.startswith("三、（三）") for c in answer.citations)


@pytest.mark.parametrize(
    "text", ["国家条件里也这么要求吗", "国家那档有同样的规定吗", "升国家级也是这样吗", "国家也有这一条吗"]
)
def test_the_same_is_asked_of_another_level(assistant: Assistant, text: str) -> None:
    answer = ask(assistant, text, STAFF)
    assert "不低于50%" in answer.answer.replace("*", "")
    assert {c.region for c in answer.citations} == {"国家"}


def test_a_pronoun_for_the_matter_is_the_matter(assistant: Assistant) -> None:
    part = first(assistant, "那国家对这个卡几成", STAFF)
    assert "科技人员" in part.topic
    assert part.values == ("ratio",)


def test_a_figure_told_later_is_judged(assistant: Assistant) -> None:
    answer = ask(assistant, "我家去年26.5%", COST)
    assert "**不满足**" in answer.answer
    assert "30%" in answer.answer


def test_a_matter_under_way_is_no_figure(assistant: Assistant) -> None:
    answer = ask(assistant, "我们有两个在谈", "升国家级，成果转移扩散要做到几项")
    assert "满足" not in answer.answer.replace("不满足", "")


def test_none_at_all_does_not_satisfy(assistant: Assistant) -> None:
    answer = ask(assistant, "唉，我们一项都还没转出去，两个在谈", "升国家级，成果转移扩散要做到几项")
    assert "**不满足**" in answer.answer


def test_the_second_question_is_asked_again(assistant: Assistant) -> None:
    again = ask(assistant, "刚才第二个数再报一遍", COST, "科技人员占比呢", "谁来评审")
    assert "重庆市 三、（二）第6项" in {f"{c.region} {c.label}" for c in again.citations}


def test_a_bare_noun_asks_for_the_same_kind_of_value(assistant: Assistant) -> None:
    assert first(assistant, "人员呢", COST).values == ("ratio",)


def test_a_question_asked_again_does_not_believe_hearsay(assistant: Assistant) -> None:
    answer = ask(assistant, "你再看看原文，我领导说是45家", "上海到2025年要建成几家", reply="45家。")
    assert "25家左右" in answer.answer
    assert "45家" not in answer.answer


def test_a_topic_takes_the_question_word_of_the_one_before(assistant: Assistant) -> None:
    part = first(assistant, "众创空间呢", "十三五技术创新工程到2020年领军企业培育几家")
    assert part.values == ("count",)
    assert "2020年" in part.text


def test_a_level_is_that_of_the_region_named_before(assistant: Assistant) -> None:
    part = first(assistant, "市里对牵头单位有什么要求", "我们在重庆，升国家级要什么条件", "联盟要覆盖多少平台")
    assert part.scope.regions == ("重庆市",)


def test_an_english_follow_up_asks_the_same_elsewhere(assistant: Assistant) -> None:
    part = first(assistant, "And what about Chongqing?", "国家级的科技人员占比多少")
    assert part.scope.regions == ("重庆市",)
    assert "科技人员" in part.topic


def test_many_turns_that_go_back_take_no_long_time(assistant: Assistant) -> None:
    turns = [COST, *("刚才第二个数再报一遍" for _ in range(40))]
    assert first(assistant, "第一个问题再说一遍", *turns).scope.regions == ("重庆市",)
