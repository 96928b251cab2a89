"""Citation cards."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.web.cards import cards_html, copy_text, split_quote
from tests.web.fakes import FakeAssistant


@pytest.mark.parametrize(
    ("text", "quote", "used"),
    [
        ("甲乙丙丁", "乙丙", ["乙丙"]),
        ("甲乙\n 丙丁", "乙丙", ["乙\n 丙"]),
        ("甲乙丙丁戊己", "甲乙……戊", ["甲乙", "戊"]),
        ("甲乙", "丙", []),
        ("甲乙", "", []),
        ("a(b)*", "(b)*", ["(b)*"]),
    ],
)
def test_the_used_part_is_found_whatever_the_white_space(text: str, quote: str, used: list[str]) -> None:
    parts = split_quote(text, quote)
    assert "".join(piece for _, piece in parts) == text
    assert [piece for hit, piece in parts if hit] == used


def test_a_card_shows_label_number_validity_text_mark_and_link() -> None:
    answer = FakeAssistant().ask(Question("条件"))
    html = cards_html(answer, "条件", current=True)
    assert 'id="cite-a0001-1"' in html and 'id="cards-a0001"' in html
    for text in (
        "甲市种子基金管理办法",
        "甲科发〔2020〕1号",
        "第三条第（一）项",
        "甲市",
        "已失效",
        "有效期至2025年12月31日",
    ):
        assert text in html
    assert "（一）<mark>年度研发投入占比不低于5%</mark>；" in html
    assert 'href="/documents/jia-2020-1#main/a3.1"' in html
    assert (
        'data-copy="“年度研发投入占比不低于5%”——《甲市种子基金管理办法》（甲科发〔2020〕1号）第三条第（一）项"' in html
    )


def test_nothing_of_a_hostile_document_is_active() -> None:
    html = cards_html(FakeAssistant().ask(Question("恶意")), "<script>alert(9)</script>", current=False)
    assert "<script" not in html and "<b>" not in html and "<img" not in html
    assert "&lt;b&gt;补助&lt;/b&gt;" in html and " hidden" in html


def test_related_clauses_are_labelled_as_no_grounds() -> None:
    html = cards_html(FakeAssistant().ask(Question("无")), "无", current=True)
    assert "相关条文（未作为依据）" in html and 'id="rel-a0001-1"' in html and "cite-" not in html


def test_the_copied_answer_carries_its_grounds() -> None:
    text = copy_text(FakeAssistant().ask(Question("条件")))
    assert "占比不低于5%的。[1]" in text and "**" not in text
    assert "[1] 《甲市种子基金管理办法》（甲科发〔2020〕1号）第三条第（一）项：“年度研发投入占比不低于5%”" in text
