"""Words found by how they sound, over an invented text."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.understand.pinyin import Sounds
from assistant.understand.pinyin_reader import PinyinReader

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


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("shanghai de choujianqi duojiu", "上海的筹建期多久"),
        ("chongqing qiantou danwei yao manzu naxie tiaojian", "重庆牵头单位要满足哪些条件"),
        ("shui fuze kaohe", "谁负责考核"),
        ("zhuanjia weiyuanhui zhuren shei dang", "专家委员会主任谁当"),
        ("shaanxi sheng chuangxin zhongxin zenme shenbao", "陕西省创新中心怎么申报"),
        ("lingxuan yao jingguo naxie huanjie", "遴选要经过哪些环节"),
    ],
)
def test_a_whole_question_in_pinyin_becomes_characters(assistant: Assistant, text: str, read: str) -> None:
    assert assistant.understand(Question(text)).parts[0].text == read


@pytest.mark.parametrize("text", ["what can he do", "how long is the guide", "pdf excel word", "ok", "hello world"])
def test_english_is_not_read_as_pinyin(text: str) -> None:
    reader = PinyinReader(
        lambda: SOUNDS.words, english=["what", "can", "he", "do", "how", "long", "is", "the", "guide"]
    )
    assert reader.read(text) == text


def test_pinyin_beside_chinese_and_figures_is_read() -> None:
    reader = PinyinReader(lambda: SOUNDS.words, asked=["多少", "号文"])
    assert reader.read("2021年 baoming jiezhi 是哪天") == "2021年 报名截止 是哪天"


def test_long_pinyin_is_left_alone_fast() -> None:
    text = "zhuanxiang " * 200
    assert PinyinReader(lambda: SOUNDS.words).read(text) == text
