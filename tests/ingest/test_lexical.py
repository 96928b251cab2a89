"""BM25 over characters and bigrams on a handful of texts."""

import subprocess
import sys

import numpy as np
import pytest

from ingest.lexical import Lexical

TEXTS = ["研发人员比例不低于30%", "申请单位应当在本市注册", "——", "年度考核每三年一次，考核不合格的撤销授牌"]


@pytest.fixture(scope="module")
def lexical(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical") / "index"
    Lexical.write(folder, TEXTS)
    return Lexical(folder)


def test_the_text_that_shares_words_comes_first(lexical):
    assert lexical.scores("考核多久一次").argmax() == 3
    assert lexical.scores("在哪里注册").argmax() == 1


def test_there_is_a_score_for_every_text(lexical):
    assert lexical.scores("研发").shape == (4,)
    assert lexical.scores("研发").dtype == np.float32


@pytest.mark.parametrize("question", ["", "？！", "qwertz 龘", "\x00"])
def test_a_question_without_known_words_scores_nothing(lexical, question):
    assert lexical.scores(question).tolist() == [0, 0, 0, 0]
    assert lexical.similarity(question).tolist() == [0, 0, 0, 0]


def test_traditional_and_full_width_meet_the_same_text(lexical):
    assert np.array_equal(lexical.scores("研發人員 ３０％"), lexical.scores("研发人员30%"))


def test_a_text_is_wholly_like_itself_and_less_like_one_that_says_a_part_of_it(lexical):
    assert lexical.similarity(TEXTS[1])[1] == pytest.approx(1.0, abs=1e-4)
    assert 0.3 < lexical.similarity(TEXTS[1] + "并具有独立法人资格")[1] < 0.8
    assert lexical.similarity(TEXTS[1])[0] < 0.3


def test_an_index_of_nothing_can_be_written_and_asked(tmp_path):
    Lexical.write(tmp_path / "index", [])
    empty = Lexical(tmp_path / "index")
    assert empty.size == 0
    assert empty.scores("研发").shape == empty.similarity("研发").shape == (0,)


def test_the_arrays_stay_on_disk(lexical):
    assert isinstance(lexical._engine.scores["data"], np.memmap)


def test_another_process_gets_the_same_scores(tmp_path):
    Lexical.write(tmp_path / "index", TEXTS)
    code = f"""
from pathlib import Path
from ingest.lexical import Lexical
print(Lexical(Path({str(tmp_path / "index")!r})).scores("考核").argmax())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "3"
