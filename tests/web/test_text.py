"""Cleaning, escaping and cutting of text."""

from __future__ import annotations

import pytest

from assistant.model import Answer, Citation
from assistant.web.text import answer_key, citation_line, clean, cut_points, link_marks, literal, plain


def answer(text: str, notices: tuple[str, ...] = ()) -> Answer:
    cited = Citation(1, "a/main/1", "a", "甲", "", "一", "原文", "原文", "", "unknown", None, "original")
    return Answer("k1", "answered", text, "composed", (cited,), notices)


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("  条件？\r\n 二\t三 ", "条件？\n 二\t三"),
        ("条\x00件\x1b\x7f\x85", "条件"),
        ("条\u202e件\u200b\ufeff", "条件"),
        ("\ud800条件\udfff", "条件"),
        ("👨\u200d👩", "👨\u200d👩"),
        ("\x00\u2066", ""),
    ],
)
def test_clean_takes_out_what_cannot_be_seen(given: str, cleaned: str) -> None:
    assert clean(given) == cleaned


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("条件？", "条件？"),
        ("**a** [x](y)", "&#42;&#42;a&#42;&#42; &#91;x&#93;&#40;y&#41;"),
        ("<b>&amp;", "&#60;b&#62;&#38;amp&#59;"),
        ("1. a\n    b", "1&#46; a<br>\u00a0\u00a0\u00a0\u00a0b"),
        ("http://x.test", "http&#58;&#47;&#47;x&#46;test"),
    ],
)
def test_literal_leaves_markdown_nothing_to_find(given: str, shown: str) -> None:
    assert literal(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("有依据。[1]", '有依据。<a class="cite" href="#cite-k1-1">&#91;1&#93;</a>'),
        ("没有这条依据。[2]", "没有这条依据。&#91;2&#93;"),
        ("占比**不低于30%**的", "占比<strong>不低于30%</strong>的"),
        ("单个 ** 不管", "单个 &#42;&#42; 不管"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("![x](http://evil.test)", "!&#91;x&#93;(http&#58;//evil.test)"),
        ("见 www.evil.test", "见 www&#46;evil.test"),
        ("> 引文", "> 引文"),
        ("| 甲 | 乙 |\n| --- | --- |", "| 甲 | 乙 |\n| --- | --- |"),
        ("1. 先\n   - 再", "1. 先\n   - 再"),
    ],
)
def test_marks_become_links_and_nothing_else_does(given: str, shown: str) -> None:
    assert link_marks(answer(given)) == shown


def test_a_warning_stands_out_only_where_the_answer_gives_one() -> None:
    text = "是。\n\n注意：已失效。[1]"
    assert '<span class="caution">注意：已失效。' in link_marks(answer(text, ("已失效",)))
    assert "caution" not in link_marks(answer(text))


def test_cuts_leave_marks_and_bold_whole_and_end_at_the_end() -> None:
    text = "第一句。[1][2]**粗。体。**第二句；\n第三句"
    pieces = [text[a:b] for a, b in zip([0, *cut_points(text)], cut_points(text), strict=False)]
    assert pieces == ["第一句。[1][2]**粗。体。**", "第二句；\n", "第三句"]
    assert cut_points("") == [0]


def test_plain_text_and_citation_lines() -> None:
    assert plain("占比**不低于30%**。[1]") == "占比不低于30%。[1]"
    assert citation_line("甲办法", "甲发〔2020〕1号", "第三条") == "《甲办法》（甲发〔2020〕1号）第三条"
    assert citation_line("《甲办法》", "", "第三条") == "《甲办法》第三条"


def test_a_key_is_safe_in_html() -> None:
    assert answer_key('a"><b>/é1') == "a---b---1"
