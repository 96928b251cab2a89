"""Word coverage: which share of a question's content words a clause speaks of."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.retrieve.coverage import Coverage, content_words
from assistant.understand.lexicon import load_lexicon
from assistant.understand.understanding import Part

CQ, SH = "yu-jing-xin-fa-2017-139/main/", "hu-jing-xin-ji-2022-387/main/"


@pytest.fixture(scope="module")
def coverage(assistant: Assistant) -> Coverage:
    return Coverage(assistant.index, assistant.index.bank, load_lexicon())


def part_of(assistant: Assistant, text: str) -> Part:
    return assistant.understand(Question(text)).parts[0]


def test_a_clause_that_says_every_word_is_covered_wholly(assistant: Assistant, coverage: Coverage) -> None:
    assert coverage.share(part_of(assistant, "研发费用占成本费用的比例"), CQ + "3.2.7") == 1.0


def test_a_clause_on_another_matter_is_covered_little(assistant: Assistant, coverage: Coverage) -> None:
    part = part_of(assistant, "研发费用占成本费用的比例")
    assert coverage.share(part, CQ + "5.5") < 0.3
    assert coverage.share(part, SH + "6.p2") < 0.3


def test_everyday_words_count_as_the_official_ones(assistant: Assistant, coverage: Coverage) -> None:
    part = part_of(assistant, "大学能参加联盟吗")
    assert coverage.share(part, CQ + "3.1.3") > coverage.share(part, CQ + "3.2.7")


def test_shares_lie_between_nothing_and_all(assistant: Assistant, coverage: Coverage) -> None:
    part = part_of(assistant, "重庆对仪器共享一年补助几万")
    assert all(0.0 <= coverage.share(part, c) <= 1.0 for c in assistant.index.clauses)


def test_a_rare_word_weighs_more_than_a_common_one(coverage: Coverage) -> None:
    assert coverage.weight("鸿雁") > coverage.weight("创新")


def test_anchors_are_known_words_and_the_rarest_comes_first(assistant: Assistant, coverage: Coverage) -> None:
    anchors = coverage.anchors(part_of(assistant, "筹建期的创新中心怎么跟踪"))
    assert anchors[0] == "筹建"
    assert "怎么" not in anchors


def test_a_piece_of_text_is_measured_like_a_clause(assistant: Assistant, coverage: Coverage) -> None:
    part = part_of(assistant, "筹建期多久")
    assert coverage.share_of(part, "筹建期为一年") == 1.0
    assert coverage.share_of(part, "组建资金实际投入") == 0.0


def test_single_characters_carry_a_topic_only_where_nothing_else_does() -> None:
    assert content_words("研发 人") == ("研发",)
    assert content_words("钱") == ("钱",)
