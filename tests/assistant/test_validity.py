"""The five states of a document on a day, and how they are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.validity import BADGES, asked_days, states_on, validity_fact, validity_on, validity_text
from ingest.model import Document

SH = "hu-jing-xin-ji-2022-387"
PLAIN = Document("x", "某办法", "", "", "", "", "hans", "original", "", "x.txt", "")
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "unknown"),
        ({"effective_from": date(2020, 1, 1)}, "unknown"),
        ({"effective_until": date(2026, 11, 20)}, "in_force"),
        ({"effective_until": date(2026, 11, 19)}, "expired"),
        ({"effective_until": date(2030, 1, 1), "effective_from": date(2026, 11, 20)}, "in_force"),
        ({"effective_until": date(2030, 1, 1), "effective_from": date(2026, 11, 21)}, "not_yet"),
        ({"effective_from": date(2027, 1, 1)}, "not_yet"),
        ({"period": (2022, 2025)}, "period_over"),
        ({"period": (2022, 2026)}, "unknown"),
        ({"period": (2022, 2025), "effective_until": date(2027, 1, 1)}, "in_force"),
        ({"repealed_by": "某发〔2025〕1号"}, "expired"),
        ({"repealed_by": "某发〔2025〕1号", "effective_until": date(2030, 1, 1)}, "expired"),
    ],
)
def test_the_state_on_a_day(changes: dict[str, object], state: str) -> None:
    assert validity_on(replace(PLAIN, **changes), DAY) == state  # type: ignore[arg-type]


def test_no_stated_end_is_never_in_force() -> None:
    assert BADGES[validity_on(PLAIN, DAY)] == "未注明有效期"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"effective_until": date(2025, 12, 31)}, ("2025年12月31日", "已失效")),
        ({"repealed_by": "某发〔2025〕1号"}, ("某发〔2025〕1号", "废止", "已失效")),
        ({"period": (2016, 2020)}, ("2016—2020年", "规划期已过")),
        ({"effective_from": date(2027, 1, 1)}, ("2027年1月1日", "尚未施行")),
    ],
)
def test_a_reader_is_warned(changes: dict[str, object], words: tuple[str, ...]) -> None:
    text = validity_text(replace(PLAIN, **changes), DAY)  # type: ignore[arg-type]
    assert all(w in text for w in words)


@pytest.mark.parametrize("changes", [{}, {"effective_until": date(2030, 1, 1)}])
def test_there_is_no_warning_without_a_reason(changes: dict[str, object]) -> None:
    assert validity_text(replace(PLAIN, **changes), DAY) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"effective_until": date(2025, 12, 31)}, "effective_until"),
        ({"period": (2016, 2020)}, "period"),
        ({"effective_from": date(2027, 1, 1)}, "effective_from"),
        ({}, None),
    ],
)
def test_the_fact_that_says_so_is_named(changes: dict[str, object], fact: str | None) -> None:
    assert validity_fact(replace(PLAIN, **changes), DAY) == fact  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "word", "validity"),
    [
        (date(2022, 1, 1), "尚未施行", "not_yet"),
        (date(2024, 1, 1), "现行有效", "in_force"),
        (date(2025, 12, 31), "现行有效", "in_force"),
        (date(2026, 1, 1), "已失效", "expired"),
    ],
)
def test_a_question_for_validity_is_answered_for_its_day(
    assistant: Assistant, day: date, word: str, validity: str
) -> None:
    answer = assistant.ask(Question("上海方案还有效吗", as_of=day))
    assert answer.status == "answered"
    assert word in answer.answer.split("\n")[0]
    assert {c.validity for c in answer.citations} == {validity}
    assert "六第3段" in {c.label for c in answer.citations}


def test_a_document_without_an_end_is_not_called_in_force(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆方案还有效吗"))
    assert "未注明有效期" in answer.answer
    assert "现行有效" not in answer.answer


def test_an_answer_from_a_document_in_force_carries_no_notice(assistant: Assistant) -> None:
    assert assistant.ask(Question("上海哪些单位能牵头", as_of=date(2025, 6, 1))).notices == ()


@pytest.mark.parametrize("text", ["上海哪些单位能牵头", "上海的筹建期多久", "上海的三大先导产业有哪些"])
def test_an_answer_from_an_expired_document_says_so_in_its_second_line(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    second = [li for li in answer.answer.split("\n") if li.strip()][1]
    assert "有效期至2025年12月31日，已失效" in second
    assert answer.notices
    assert "六第3段" in {c.label for c in answer.citations}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年6月还在有效期里吗", date(2024, 6, 1), date(2024, 6, 30)),
        ("2022年6月1日施行没有", date(2022, 6, 1), date(2022, 6, 1)),
        ("2024年还有效吗", date(2024, 1, 1), date(2024, 12, 31)),
        ("明年还能用吗", date(2027, 1, 1), date(2027, 12, 31)),
        ("去年还能照着报吗", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02还有效吗", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_the_days_asked_about_are_read(text: str, first: date, last: date) -> None:
    days = asked_days(text, DAY)
    assert days is not None
    assert (days.first, days.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["还有效吗", "今年还能用吗", "2022年发的那个方案还有效吗", "现在2026年了还有效吗", "2022-2025年的方案过期没"],
)
def test_a_year_that_only_names_the_document_or_today_is_no_day(text: str) -> None:
    assert asked_days(text, DAY) is None


def test_a_date_beside_the_question_counts_where_it_is_pointed_back_to() -> None:
    whole = "我们2024年6月递的材料,那会儿还有效吗"
    days = asked_days("那会儿还有效吗", DAY, whole)
    assert days is not None
    assert days.words == "2024年6月"
    assert asked_days("方案还有效吗", DAY, "我们公司2019年成立,方案还有效吗") is None


TERM = {"signed": date(2022, 7, 29), "effective_from": date(2022, 7, 29), "effective_until": date(2025, 12, 31)}


@pytest.mark.parametrize(
    ("changes", "text", "said"),
    [
        (TERM, "2024年6月还有效吗", "2024年6月在有效期内"),
        (TERM, "2022年6月1日施行没有", "2022年6月1日尚未施行"),
        (TERM, "2026年还有效吗", "2026年已失效"),
        (TERM, "2022年施行了吗", "2022年先是尚未施行，自2022年7月29日起在有效期内"),
        (TERM, "2025年12月31日有效吗", "2025年12月31日在有效期内"),
        ({"period": (2016, 2020)}, "2019年还在执行期吗", "2019年在规划期内"),
        ({"period": (2016, 2020)}, "2021年还在执行期吗", "2021年规划期已过"),
        ({"signed": date(2017, 12, 5)}, "2015年有效吗", "2015年尚未印发"),
        ({"signed": date(2017, 12, 5)}, "2018年有效吗", "2018年已印发，文件未注明有效期"),
        (
            {"repealed_by": "某发〔2024〕3号", "repealed_on": date(2024, 7, 1), "effective_from": date(2019, 3, 1)},
            "2024年还有效吗",
            "2024年先是已施行，文件未注明有效期，自2024年7月1日起已失效",
        ),
    ],
)
def test_the_state_on_the_days_asked_about_is_said(changes: dict[str, object], text: str, said: str) -> None:
    days = asked_days(text, DAY)
    assert days is not None
    assert states_on(replace(PLAIN, **changes), days) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(("day", "state"), [(date(2024, 6, 30), "unknown"), (date(2024, 7, 1), "expired")])
def test_a_repeal_holds_from_its_day(day: date, state: str) -> None:
    repealed = replace(PLAIN, repealed_by="某发〔2024〕3号", repealed_on=date(2024, 7, 1))
    assert validity_on(repealed, day) == state


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("上海方案2024年6月还在有效期里吗", "2024年6月在有效期内"),
        ("2022年6月1日那天387号文施行了没有", "2022年6月1日尚未施行"),
        ("上海方案明年还能照着报吗", "明年（2027年）已失效"),
        ("2023年3月我们递材料的时候，上海那个方案有效吗", "2023年3月在有效期内"),
    ],
)
def test_a_question_that_names_a_day_is_answered_for_it_with_its_clauses(
    assistant: Assistant, text: str, said: str
) -> None:
    answer = assistant.ask(Question(text))
    assert said in answer.answer.split("\n")[0]
    assert {"六第3段", "印发通知落款"} <= {c.label for c in answer.citations}
