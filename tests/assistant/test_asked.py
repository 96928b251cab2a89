"""Which facts of a document a question asks for, and that its content is not taken for a fact."""

from __future__ import annotations

import pytest

from assistant.answer.asked import Identities, asked_facts
from assistant.answer.evidence import documents_in_scope
from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Names

NUMBER, ISSUER, DATE = "metadata_number", "metadata_issuer", "metadata_date"


@pytest.fixture(scope="module")
def identities(assistant: Assistant) -> Identities:
    return Identities(assistant.index, Names(assistant.index.documents, load_lexicon()))


def asked(text: str, assistant: Assistant, identities: Identities) -> set[str]:
    """The facts that the parts of a question ask for."""
    found: set[str] = set()
    for part in assistant.understand(Question(text)).parts:
        own, _ = documents_in_scope(part.scope, assistant.index.documents)
        question = asked_facts(part, own, identities)
        found |= set(question.aspects) if question else set()
    return found


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("麻烦查一下，重庆经信委关于制造业创新中心建设工程的那份方案，到底是几号文", {NUMBER}),
        ("国家讲省级中心怎么升级的那份通知，发文字号和印发日期各是多少", {NUMBER, DATE}),
        ("上海方案是哪家单位出台的", {ISSUER}),
        ("上海方案落款是哪天", {DATE}),
        ("重庆方案哪天出的", {DATE}),
        ("64号文印发给了哪些单位", {"metadata_addressee"}),
        ("重庆方案是照着哪些文件编的", {"metadata_basis"}),
        ("上海方案带了几个附件", {"metadata_annex"}),
        ("上海方案由谁负责解释", {"metadata_interpreter"}),
        ("139号文是主动公开的吗", {"metadata_disclosure"}),
        ("上海方案全称叫什么", {"metadata_title"}),
        ("64号文抄送给谁", {"metadata_copied"}),
        ("64号文打哪个热线", {"contact"}),
        ("手头这份387号文还管用吗", {"validity"}),
        ("上海方案明年还能照着报吗", {"validity"}),
    ],
)
def test_facts_are_recognised(assistant: Assistant, identities: Identities, text: str, facts: set[str]) -> None:
    assert asked(text, assistant, identities) == facts


@pytest.mark.parametrize(
    "text",
    [
        "重庆的认定结果什么时候公布",
        "上海的筹建资格有效期多久",
        "上海专家委员会主任由谁担任",
        "重庆的考核由哪个部门组织",
        "重庆每年什么时候报送工作总结",
        "上海的资助什么时候发钱",
        "重庆按什么程序认定",
        "重庆方案里专利怎么保密",
        "国家指南里考核办法由谁制定",
        "上海方案有哪些保障措施",
    ],
)
def test_content_is_not_taken_for_a_fact(assistant: Assistant, identities: Identities, text: str) -> None:
    assert asked(text, assistant, identities) == set()


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("工信部讲省级升级的那份文件", "gong-xin-ting-ke-2017-64"),
        ("工信部的技术创新工程文件", "shi-san-wu-guo-jia-ji-shu-chuang-xin-gong-cheng-gui-hua"),
    ],
)
def test_a_document_is_known_by_what_is_told_of_it(identities: Identities, text: str, document: str) -> None:
    national = [
        "zhi-zao-ye-chuang-xin-zhong-xin-shi-shi-zhi-nan-2016",
        "shi-san-wu-guo-jia-ji-shu-chuang-xin-gong-cheng-gui-hua",
        "gong-xin-ting-ke-2017-64",
    ]
    assert identities.narrowed(text, national) == (document,)
