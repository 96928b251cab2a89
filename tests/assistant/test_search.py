"""Retrieval over the founding index: bank, sister clauses, filters by region and document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant, Switches
from assistant.retrieve.search import Ranking, Searcher
from assistant.settings import Settings
from ingest.index import IndexHolder

CQ, SH, MI = "yu-jing-xin-fa-2017-139", "hu-jing-xin-ji-2022-387", "gong-xin-ting-ke-2017-64"


@pytest.fixture(scope="module")
def searcher(assistant: Assistant) -> Searcher:
    return Searcher(assistant.index)


@pytest.fixture(scope="module")
def without_bank(assistant: Assistant, founding_settings: Settings) -> Iterator[Assistant]:
    holder = IndexHolder(founding_settings)
    yield Assistant(holder, founding_settings, Switches(bank=False))
    holder.close()


def rank(assistant: Assistant, searcher: Searcher, text: str) -> Ranking:
    return searcher.rank(assistant.understand(Question(text)).parts[0])


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("科技人员占比要求", {f"{CQ}/main/3.2.6", f"{MI}/main/7.2"}),
        ("专家委员会主任由谁担任", {f"{CQ}/main/3.2.5", f"{MI}/main/7.1", f"{SH}/main/3.4.1.d2"}),
        ("组建资金最少投多少", {f"{CQ}/main/3.1.4"}),
        ("数字孪生归哪个领域", {f"{MI}/annex/r18"}),
        ("筹建期多长", {f"{SH}/main/6.p2"}),
    ],
)
def test_the_clauses_that_answer_come_first(
    assistant: Assistant, searcher: Searcher, text: str, clauses: set[str]
) -> None:
    top = {h.clause.id for h in rank(assistant, searcher, text).top(len(clauses) + 1)}
    assert clauses <= top


def test_a_bank_question_without_a_region_lifts_the_sister_clauses(assistant: Assistant, searcher: Searcher) -> None:
    ranking = rank(assistant, searcher, "科技人员占比要求")
    assert ranking.of(f"{CQ}/main/3.2.6").bank > 0.5
    assert ranking.of(f"{MI}/main/7.2").bank > 0.5


def test_sister_clauses_are_found_in_the_other_documents(searcher: Searcher) -> None:
    sisters = dict(searcher.sisters(f"{CQ}/main/3.2.6"))
    assert sisters[f"{MI}/main/7.2"] > 0.8
    assert not any(s.startswith(CQ) for s in sisters)


def test_a_ranking_can_be_kept_to_one_document(assistant: Assistant, searcher: Searcher) -> None:
    hits = rank(assistant, searcher, "科技人员占比要求").top(10, [MI])
    assert hits
    assert {h.clause.document_id for h in hits} == {MI}
    assert hits[0].clause.id == f"{MI}/main/7.2"


def test_hits_are_ordered_and_bounded(assistant: Assistant, searcher: Searcher) -> None:
    hits = rank(assistant, searcher, "研发费用占比").top(20)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0.0 <= h.bank <= 1.0 and 0.0 <= h.coverage <= 1.0 for h in hits)


def test_the_opposite_type_is_not_taken_for_the_one_asked_for(assistant: Assistant, searcher: Searcher) -> None:
    corporate = rank(assistant, searcher, "企业法人型的基本条件").of(f"{SH}/main/3.3.1").score
    other = rank(assistant, searcher, "企业法人型的基本条件").of(f"{SH}/main/3.3.2").score
    assert corporate > other
    turned = rank(assistant, searcher, "非企业法人型的基本条件")
    assert turned.of(f"{SH}/main/3.3.2").score > turned.of(f"{SH}/main/3.3.1").score


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("重庆的创新中心一年要投多少研发", "三、（二）第7项"),
        ("上海的筹建期多久", "六第2段"),
        ("重庆组建资金最少投多少", "三、（一）第4项"),
        ("上海多久评估一次", "四、（三）第1段"),
    ],
)
def test_the_answer_is_found_without_the_bank_too(without_bank: Assistant, text: str, label: str) -> None:
    answer = without_bank.ask(Question(text))
    assert answer.status == "answered"
    assert label in {c.label for c in answer.citations}


def test_without_the_bank_no_score_comes_from_it(assistant: Assistant, without_bank: Assistant) -> None:
    part = assistant.understand(Question("科技人员占比要求")).parts[0]
    weights = replace(Searcher(assistant.index).weights, bank=0.0)
    with_zero = Searcher(assistant.index, weights).rank(part)
    assert with_zero.score.max() <= weights.lexical + weights.joint + weights.dense + 1e-6


@pytest.mark.parametrize("region", ["重庆市", "上海市"])
@pytest.mark.parametrize("text", ["牵头单位有什么要求", "专家委员会主任由谁担任", "多久考核一次", "重点布局哪些领域"])
def test_a_named_region_never_gets_another_regions_clause(assistant: Assistant, text: str, region: str) -> None:
    answer = assistant.ask(Question(f"{region}{text}"))
    assert answer.status == "answered"
    assert {c.region for c in answer.citations} == {region}


@pytest.mark.parametrize("text", ["浙江牵头单位有什么要求", "广州的筹建期多久", "北京研发占比多少"])
def test_a_region_outside_the_corpus_gets_no_citation(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "not_found"
    assert not answer.citations
    assert not {r.region for r in answer.related} - {"国家"}


def test_the_readers_region_filter_is_kept(assistant: Assistant) -> None:
    answer = assistant.ask(Question("科研人员比例有要求吗", regions=("重庆市",)))
    assert {c.region for c in answer.citations} == {"重庆市"}


def test_the_readers_document_filter_is_kept(assistant: Assistant) -> None:
    answer = assistant.ask(Question("专家委员会主任由谁担任", documents=(SH,)))
    assert {c.document_id for c in answer.citations} == {SH}


def test_a_filter_that_leaves_no_document_finds_nothing(assistant: Assistant) -> None:
    assert assistant.ask(Question("科研人员比例有要求吗", regions=("火星",))).status == "not_found"
    assert assistant.ask(Question("科研人员比例有要求吗", documents=("no-such-document",))).status == "not_found"


def test_a_filter_against_the_question_says_what_was_looked_for(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海筹建期多久", regions=("重庆市",)))
    assert answer.status == "not_found"
    assert "不含的规定" not in answer.answer
