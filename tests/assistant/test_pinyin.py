"""Words found by how they sound, over an invented text."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.understand.pinyin import Sounds

SOUNDS = Sounds(["市科技局对通过验收的项目给予专项支持。申报单位应当在报名截止前提交研发费用的专项审计报告。"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zhuanxiang zhichi", {"专项", "支持"}),
        ("yanfa feiyong", {"研发", "费用"}),
        ("yanfafeiyong多少", {"研发", "费用"}),
        ("怎么baoming", {"报名"}),
    ],
)
def test_pinyin_is_read_as_words_of_the_corpus(text: str, words: set[str]) -> None:
    assert words <= set(SOUNDS.spelt(text))


@pytest.mark.parametrize("text", ["hello world", "pdf", "excel", "重庆怎么认定", "", "www.example.com"])
def test_what_is_no_pinyin_gives_nothing(text: str) -> None:
    assert SOUNDS.spelt(text) == ()


def test_a_homophone_typing_error_is_heard() -> None:
    assert "报名" in SOUNDS.heard("怎么抱名")


def test_correct_words_are_left_alone() -> None:
    assert SOUNDS.heard("报名截止前提交报告") == ()


def test_long_latin_text_is_read_fast() -> None:
    assert isinstance(SOUNDS.spelt("zhuanxiang" * 200), tuple)


def test_a_question_in_pinyin_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask(Question("chongqing yanfa feiyong zhanbi"))
    assert "重庆市 三、（二）第7项" in {f"{c.region} {c.label}" for c in answer.citations}
