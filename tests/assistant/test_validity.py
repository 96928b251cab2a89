"""The five states of a document on a day, and how they are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.validity import BADGES, validity_fact, validity_on, validity_text
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
