"""Details asked of a small notice: what is stated in other official words is never said to be unwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer.details import unstated
from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Scope
from assistant.understand.understanding import Part
from ingest.index import IndexHolder, build_index
from ingest.model import Clause

NOTICE = """遵义市住房和城乡建设局关于印发《遵义市租房补贴办法》的通知

遵住建规〔2025〕6号

各县区住房城乡建设局：
现将办法印发给你们，请遵照执行。

遵义市住房和城乡建设局
2025年6月1日

遵义市租房补贴办法

第一条 本办法适用于在遵义市租房居住的家庭。
第二条 租房补贴标准为每户每月2000元。
第三条 租房补贴于每年12月底前发放至个人账户。
第四条 申请家庭应当在遵义市连续居住满一年。
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("details-notice")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "notice.txt").write_text(NOTICE, encoding="utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("遵义租房补助多少钱", "2000元"),
        ("遵义租房有没有奖励，给多少", "2000元"),
        ("遵义租房补贴什么时候到账", "12月底前"),
        ("遵义租房补贴几月份打款", "12月底前"),
    ],
)
def test_what_is_stated_in_other_words_is_told(asked: Assistant, text: str, said: str) -> None:
    answer = asked.ask(Question(text)).answer
    assert said in answer
    assert "没有写明" not in answer


def test_what_is_stated_is_told_beside_what_is_not(asked: Assistant) -> None:
    result = asked.ask(Question("遵义租房补贴要排队吗，每户多少钱"))
    assert "2000元" in result.answer
    assert "摇号" not in result.answer


@pytest.mark.parametrize(
    ("question", "noun"),
    [("选房要排队吗", "排队"), ("要不要抽签", "抽签"), ("以后要吐出来吗", "退还"), ("要交押金吗", "保证金")],
)
def test_the_asker_s_own_noun_is_named(question: str, noun: str) -> None:
    text = "租房补贴标准为每户每月2000元。"
    clause = Clause("d/main/1", "d", "main", "paragraph", "一", text, text, (0, len(text)), 1)
    assert unstated(Part(question, question, Scope()), [clause], "", load_lexicon()) == f"{noun}方面的规定"
