"""What documents say of themselves, cited; what they do not say is said to be missing."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Question
from assistant.pipeline import Assistant


def labels(answer: Answer) -> set[str]:
    return {f"{c.region} {c.label}" for c in answer.citations}


@pytest.mark.parametrize(
    ("text", "said", "label"),
    [
        ("上海方案的文号是什么", "沪经信技〔2022〕387号", "上海市 印发通知发文字号"),
        ("渝经信发139号是谁发的", "重庆市经济和信息化委员会", "重庆市 印发通知标题"),
        ("重庆方案哪天发的", "2017年12月5日", "重庆市 印发通知落款"),
        ("64号文什么时候印发的", "2017年7月13日", "国家 版记"),
        ("64号文的咨询电话", "010—68205235", "国家 印发通知联系电话"),
        ("上海哪天印发的方案", "2022年7月29日", "上海市 印发通知落款"),
        ("工信厅科〔2017〕64号谁发的", "工业和信息化部办公厅", "国家 印发通知发文机关标志"),
        ("64号文发给谁的", "新疆生产建设兵团工业和信息化主管部门", "国家 印发通知主送机关"),
        ("重庆方案依据哪些文件", "工信部科〔2016〕273号", "重庆市 印发通知第1段"),
        ("国家技术创新工程规划还管用吗", "规划期已过", "国家 标题"),
    ],
)
def test_a_fact_is_told_and_cited(assistant: Assistant, text: str, said: str, label: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert said in answer.answer
    assert label in labels(answer)


@pytest.mark.parametrize("text", ["重庆方案咨询电话是多少", "上海方案打哪个电话咨询", "实施指南的文号是什么"])
def test_a_fact_that_a_document_does_not_state_is_not_found(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "not_found"
    assert not answer.citations


def test_the_telephone_of_another_document_is_not_given(assistant: Assistant) -> None:
    assert "68205235" not in assistant.ask(Question("重庆方案咨询电话是多少")).answer


def test_two_facts_in_one_question_are_both_told(assistant: Assistant) -> None:
    answer = assistant.ask(Question("64号文什么时候印发的，咨询打哪个电话"))
    assert {"国家 版记", "国家 印发通知联系电话"} <= labels(answer)


def test_a_digest_says_that_it_is_one_and_never_bears_the_originals_number(assistant: Assistant) -> None:
    answer = assistant.ask(Question("实施指南是全文吗"))
    assert "摘编" in answer.answer
    assert "以官方原文为准" in answer.answer
    assert {c.number for c in answer.citations} == {""}
    assert {c.source for c in answer.citations} == {"digest"}


def test_a_question_for_content_with_a_date_word_is_no_question_for_a_fact(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆每年什么时候要报送工作总结"))
    assert "重庆市 印发通知落款" not in labels(answer)
