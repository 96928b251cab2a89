"""The seam for LangChain: the retriever and the runnable in chains of others."""

from __future__ import annotations

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant.model import Answer, Question, Turn
from assistant.pipeline import Assistant
from assistant.retrieve.langchain import ClauseRetriever, as_runnable

ASKED = "重庆的创新中心一年要投多少研发？"
WANTED = "yu-jing-xin-fa-2017-139/main/3.2.7"


@pytest.fixture(scope="module")
def retriever(assistant: Assistant) -> ClauseRetriever:
    return ClauseRetriever(assistant=assistant, k=3)


def test_the_retriever_gives_clauses_best_first(retriever: ClauseRetriever) -> None:
    assert isinstance(retriever, BaseRetriever)
    found = retriever.invoke("科技人员占企业职工总数的比例")
    assert len(found) == 3
    assert {d.metadata["label"] for d in found[:2]} == {"三、（二）第6项", "七、（二）"}
    scores = [d.metadata["score"] for d in found]
    assert scores == sorted(scores, reverse=True)


def test_the_retriever_keeps_to_the_region_named(retriever: ClauseRetriever) -> None:
    assert retriever.invoke(ASKED)[0].metadata["clause_id"] == WANTED


def test_metadata_tell_where_a_clause_stands(retriever: ClauseRetriever) -> None:
    first = retriever.invoke("组建资金最少投多少")[0]
    assert first.page_content.startswith("4.创新中心成员单位通过资金")
    assert {k: first.metadata[k] for k in ("document_id", "number", "label", "region", "title")} == {
        "document_id": "yu-jing-xin-fa-2017-139",
        "number": "渝经信发〔2017〕139号",
        "label": "三、（一）第4项",
        "region": "重庆市",
        "title": "重庆市制造业创新中心建设工程实施方案",
    }


def test_the_retriever_works_in_batches(retriever: ClauseRetriever) -> None:
    first, second = retriever.batch(["组建资金最少投多少", "筹建期多久"])
    assert first[0].metadata["label"] == "三、（一）第4项"
    assert second[0].metadata["label"] == "六第2段"


def test_the_retriever_gives_nothing_for_small_talk(retriever: ClauseRetriever) -> None:
    assert retriever.invoke("你好") == []


def test_the_retriever_stands_in_a_chain(retriever: ClauseRetriever) -> None:
    def joined(documents: list[Document]) -> str:
        return "\n".join(d.metadata["label"] for d in documents)

    chain = {"context": retriever | RunnableLambda(joined), "question": RunnablePassthrough()} | RunnableLambda(
        lambda given: f"{given['question']}\n{given['context']}"
    )
    assert "三、（一）第4项" in chain.invoke("组建资金最少投多少")


def test_the_whole_path_is_a_runnable(assistant: Assistant) -> None:
    runnable = as_runnable(assistant)
    assert isinstance(runnable, Runnable)
    answer = runnable.invoke(ASKED)
    assert isinstance(answer, Answer)
    assert answer.citations[0].clause_id == WANTED


def test_the_runnable_takes_a_question_with_history(assistant: Assistant) -> None:
    question = Question("那重庆呢", (Turn("user", "上海哪些单位能牵头"),))
    assert "共4项" in as_runnable(assistant).invoke(question).answer


def test_the_runnable_works_in_batches_and_streams(assistant: Assistant) -> None:
    runnable = as_runnable(assistant)
    assert [a.status for a in runnable.batch([ASKED, "帮我写首诗"])] == ["answered", "out_of_scope"]
    (streamed,) = runnable.stream(ASKED)
    assert streamed.citations[0].clause_id == WANTED


def test_the_runnable_stands_in_a_chain(assistant: Assistant) -> None:
    chain = as_runnable(assistant) | RunnableLambda(lambda answer: [c.label for c in answer.citations])
    assert chain.invoke(ASKED) == ["三、（二）第7项"]
    assert list(chain.stream(ASKED)) == [["三、（二）第7项"]]
