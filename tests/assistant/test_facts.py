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


@pytest.mark.parametrize(
    ("text", "said", "label"),
    [
        (
            "麻烦查一下，重庆经信委搞制造业创新中心的那份方案，到底是几号文",
            "渝经信发〔2017〕139号",
            "重庆市 印发通知发文字号",
        ),
        ("139号文是内部件吗，能对外公开吗", "此件公开发布", "重庆市 印发通知附注"),
        ("实施指南是哪些部门联合编制的", "科技部与财政部", "国家 引言第1段"),
        ("上海方案带了几个附件，叫什么", "共1个", "上海市 附件说明"),
        ("重庆方案的全称是什么", "重庆市制造业创新中心建设工程实施方案", "重庆市 标题"),
    ],
)
def test_a_fact_is_told_however_it_is_asked(assistant: Assistant, text: str, said: str, label: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert said in answer.answer
    assert label in labels(answer)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("64号文有没有留邮箱", "电子邮箱"),
        ("升级条件那份通知的传真是多少", "传真"),
        ("64号文寄到哪个地址", "地址"),
        ("64号文写了微信公众号没有，网址呢", "网址"),
        ("重庆方案由谁负责解释", "负责解释的部门"),
        ("上海方案抄送给谁", "抄送机关"),
    ],
)
def test_a_way_that_is_not_stated_is_said_to_be_missing(assistant: Assistant, text: str, missing: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "not_found"
    assert missing in answer.answer
    assert "68205235" not in answer.answer


def test_the_telephone_is_related_where_only_it_is_known(assistant: Assistant) -> None:
    assert [c.label for c in assistant.ask(Question("64号文有没有留邮箱")).related] == ["印发通知联系电话"]


def test_telephone_and_mail_asked_together_are_told_apart(assistant: Assistant) -> None:
    answer = assistant.ask(Question("64号文的联系电话和邮箱"))
    assert answer.status == "partial"
    assert "010—68205235" in answer.answer
    assert "没有写明电子邮箱" in answer.answer


def test_facts_of_two_documents_are_both_told(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海方案、重庆方案分别是什么时候印发的"))
    assert {"上海市 印发通知落款", "重庆市 印发通知落款"} <= labels(answer)


def test_a_question_for_content_and_a_fact_is_answered_for_both(assistant: Assistant) -> None:
    answer = assistant.ask(Question("重庆的组建资金最少要多少，方案是几号文"))
    assert "1000万元" in answer.answer
    assert "渝经信发〔2017〕139号" in answer.answer


def test_a_document_without_an_issuer_names_who_drew_it_up(assistant: Assistant) -> None:
    answer = assistant.ask(Question("实施指南的发文机关是谁"))
    assert "没有写明发文机关" in answer.answer
    assert "编制部门为工业和信息化部" in answer.answer.replace("業", "业")
