"""Nouns of a follow-up: pronouns for money, people and the like, and a noun alone that stands for a whole question."""

from __future__ import annotations

import re

__all__ = ["resolved", "whole_question"]

_REFERRED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"(?:那|这)(?:笔|个|些)?(?:钱|款项?|资金|经费)"),
        re.compile(r"[一-鿿]{0,2}(?:资金|经费|补助|资助|补贴|奖励|投入|出资|贷款|基金)|钱"),
    ),
    (
        re.compile(r"(?:那|这)(?:些|帮|批|几个|个)(?:人|人员|专家)"),
        re.compile(r"[一-鿿]{0,2}(?:人员|专家|人才|博士|委员会|团队)"),
    ),
    (re.compile(r"(?:那|这)(?:个|段)(?:期限|期间|时间|期)"), re.compile(r"[一-鿿]{1,2}期(?!间)|时限|期限")),
    (
        re.compile(r"(?:那|这)(?:个|些|家)(?:单位|企业|公司|股东)"),
        re.compile(r"[一-鿿]{0,2}(?:单位|企业|公司|股东|股东)"),
    ),
)
"""What a pronoun with its noun points back to: the pronoun, and the nouns of that family in an earlier turn."""

_BARE_NOUN = re.compile(
    r"^(?:那|那么|还有)?(?P<noun>[一-鿿]{1,6}?)(?:方面|这块|这些)?(?:是|有)?(?:呢|啊|呀|吗|么|的话)?[?。!]*$"
)
_FULL: tuple[tuple[str, str], ...] = (
    (r"总?体?(?:建设)?目标|目的", "建设目标有哪些"),
    (r"(?:申报|申请|提交|要交的?)?(?:材料|资料)", "要提交哪些材料"),
    (r"(?:申报|认定|评审|办理)?(?:流程|程序|步骤|手续)", "认定流程怎么走"),
    (r"(?:申报|认定|组建|基本)?(?:条件|门槛)", "要符合哪些条件"),
    (r"(?:联系|咨询)?(?:电话|号码)|联系方式", "联系电话是多少"),
    (r"文号|发文字号", "发文字号是什么"),
    (r"有效期", "有效期到什么时候"),
    (r"(?:印发|发文|成文)?日期", "印发日期是哪一天"),
    (r"考核|评估|考核评估", "怎么考核评估"),
    (r"(?:重点)?领域|方向|行业", "重点布局哪些领域"),
    (r"任务", "主要任务有哪些"),
    (r"(?:支持|扶持)(?:措施|政策)?|补助|补贴|奖励|资助|钱", "有什么支持资助"),
    (r"保障(?:措施)?", "保障措施有哪些"),
    (r"原则", "基本原则有哪些"),
    (r"定位|功能", "功能定位是什么"),
)
"""A noun alone as a whole question: what it asks."""


def resolved(text: str, turns: list[str]) -> tuple[str, str]:
    """`text` with pronouns for money, people and the like (那笔钱) as the nouns of the last turn that holds one, and that
    turn."""
    leans = ""
    for pronoun, nouns in _REFERRED:
        if not pronoun.search(text):
            continue
        for turn in reversed(turns):
            if found := nouns.search(turn):
                text, leans = pronoun.sub(found[0], text), turn
                break
    return text, leans


def whole_question(text: str) -> str:
    """A noun alone (材料？, 流程呢) as the question it stands for; other text unchanged."""
    if found := _BARE_NOUN.match(text):
        for noun, question in _FULL:
            if re.fullmatch(noun, found["noun"]):
                return question
    return text
