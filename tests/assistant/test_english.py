"""English questions are read as Chinese ones, with places, values and matters."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.understand.lexicon import load_lexicon
from ingest.normal import normalise


def read(text: str) -> str:
    return load_lexicon().english.read(normalise(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How many shareholders does the alliance need?", ["多少", "股东", "联盟"]),
        ("Who approves the upgrade of a provincial centre?", ["谁审批", "升级", "省级"]),
        ("Which documents must be submitted for recognition?", ["哪些材料", "认定"]),
        ("What is the phone number of the ministry?", ["联系电话", "部委"]),
        ("Until when is the plan valid?", ["有效期到什么时候", "方案"]),
        ("Must I upload my social insurance payment record?", ["社会保险缴纳证明"]),
        ("What R&D spending ratio is required?", ["研发费用占比"]),
        ("List all the requirements for the expert committee", ["列出全部", "要求", "专家委员会"]),
    ],
)
def test_an_english_question_holds_the_official_words(text: str, words: list[str]) -> None:
    found = read(text)
    assert [w for w in words if w not in found] == []


def test_plural_and_case_do_not_matter() -> None:
    assert read("What subsidies do the UNIVERSITIES get?") == read("what subsidy do the university get?")


def test_a_mixed_question_keeps_its_chinese() -> None:
    assert read("上海对patents有要求吗") == "上海对 专利 知识产权 有要求吗" or "专利" in read("上海对patents有要求吗")


@pytest.mark.parametrize(
    ("text", "regions", "value"),
    [
        ("How long is the preparatory period in Shanghai?", ("上海市",), "duration"),
        ("How much capital does Chongqing require at least?", ("重庆市",), "amount"),
        ("What percentage of staff must be R&D personnel in Chongqing?", ("重庆市",), "ratio"),
        ("Who chairs the expert committee in Shanghai?", ("上海市",), "person"),
    ],
)
def test_scope_and_value_are_understood(assistant: Assistant, text: str, regions: tuple[str, ...], value: str) -> None:
    (part,) = assistant.understand(Question(text)).parts
    assert part.scope.regions == regions
    assert value in part.values


def test_two_english_questions_are_two_with_their_own_regions(assistant: Assistant) -> None:
    parts = assistant.understand(
        Question("How often does Chongqing assess, and until when is the Shanghai plan valid?")
    ).parts
    assert [p.scope.regions for p in parts] == [("重庆市",), ("上海市",)]


def test_a_document_number_and_a_rank_are_told_apart() -> None:
    assert "64号文" in read("When was document No. 64 issued by the ministry?")
    assert "排名第9" in read("We are only No. 9 in the industry, is that enough?")
