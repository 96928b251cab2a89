"""Bounds relaxed for some, lead-ins of cases, what a sum may be spent on, and claims that are not to be made of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer.bars import bars
from assistant.answer.choices import choice_open
from assistant.answer.relaxed import for_others, relaxed
from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Scope
from assistant.understand.understanding import Part
from ingest.index import IndexHolder, build_index

RULES = """柳川市共享实验基地认定管理办法

第一条 申报共享实验基地的单位应当具备下列条件：

（一）注册资本不低于800万元；

（二）专职管理人员不少于12人；

（三）近三年内无严重失信行为。

第二条 云岭县、沙河县的单位申报的，注册资本可以放宽至300万元，专职管理人员可以放宽至6人。

第三条 对新认定的共享实验基地，给予一次性补助90万元。补助分两期拨付，认定当年拨付70%，验收合格后拨付30%。

第四条 补助资金应当用于购置实验材料和支付测试费用，不得用于偿还债务、楼堂馆所建设。

第五条 共享实验基地发生下列事项之一的，应当自变更之日起20日内报市科技局备案：

（一）单位名称或者住所变更的；

（二）基地主任变更的。

第六条 基地的大型仪器每年对外开放机时不少于450小时。

柳川市科学技术局
2026年2月10日
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data: Path = tmp_path_factory.mktemp("relaxed")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "rules.txt").write_text(RULES, "utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.mark.parametrize(
    ("text", "said", "never"),
    [
        ("我们单位在云岭县，注册资本400万，够不够申报共享实验基地", "放宽至300万元", "**不满足**"),
        ("我们单位在沙河，注册资本200万，够不够申报共享实验基地", "差100万元", "**满足**"),
        ("我们单位注册资本400万，够不够申报共享实验基地", "差400万元", "**满足**"),
        ("我们单位注册资本400万，够不够申报共享实验基地", "云岭县、沙河县的单位申报的", "**满足**"),
        ("我们不在云岭县，注册资本400万，够不够申报共享实验基地", "差400万元", "**满足**"),
        ("我们单位注册资本900万，够不够申报共享实验基地", "**满足**", "云岭县"),
    ],
)
def test_a_relaxed_bound_holds_for_those_it_names(base: Assistant, text: str, said: str, never: str) -> None:
    answer = base.ask(Question(text)).answer
    assert said in answer
    assert never not in answer


def test_the_relaxed_bound_is_read_with_its_words(base: Assistant) -> None:
    clauses = {c.text.split("\n")[0][:6]: c for c in base.index.clauses.values() if "资本" in c.text}
    ordinary = next(b for c in clauses.values() if "不低于" in c.text for b in bars(c))
    part = Part("我们在云岭县,注册资本400万", "注册资本", Scope())
    eased = relaxed(ordinary, base.index.clauses.values(), part)
    assert eased is not None
    assert eased.named
    assert (eased.bar.raw, eased.bar.comparator) == ("放宽至300万元", "ge")
    assert for_others(eased.bar, eased.clause, "我们在市区")
    assert not for_others(eased.bar, eased.clause, "我们在云岭县")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("我们共享实验基地换了基地主任，要报告吗", "20日内"),
        ("柳川市共享实验基地拿到了补助资金五万块，能拿去还银行贷款吗", "不得用于偿还债务"),
        ("共享实验基地的大型仪器一年要开放多少个钟头", "450小时"),
        ("共享实验基地认定了给多少钱，是一把给完还是分开给", "分两期拨付"),
    ],
)
def test_what_is_stated_is_not_called_unstated(base: Assistant, text: str, said: str) -> None:
    answer = base.ask(Question(text))
    assert answer.status == "answered"
    assert said in answer.answer.replace("*", "")
    assert "没有写明" not in answer.answer


def test_in_how_many_goes_is_said_in_many_ways() -> None:
    part = Part("补助是一次给完还是分批给", "补助", Scope())
    assert not choice_open(part, "补助资金于认定后拨付", load_lexicon())


def test_the_official_words_of_a_phrase_are_those_of_its_words() -> None:
    lexicon = load_lexicon()
    assert "偿还债务" in lexicon.otherwise("能不能拿去还贷款", "贷款")
    assert not lexicon.otherwise("能不能申请贷款", "贷款")
