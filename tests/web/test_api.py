"""The HTTP contract, over the invented and the founding corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.conftest import settings_for
from tests.web.fakes import ReopeningAssistant
from tests.web.serving import Site, serve

CITATION_FIELDS = {
    "n",
    "clause_id",
    "document_id",
    "title",
    "number",
    "label",
    "text",
    "quote",
    "region",
    "validity",
    "effective_until",
    "source",
}
REPLY_FIELDS = {
    "id",
    "status",
    "answer",
    "mode",
    "citations",
    "notices",
    "related",
    "suggestions",
    "elapsed_ms",
}


def ask(site: Site, question: str = "申请的条件有哪些？", **more: Any) -> httpx.Response:
    return site.post("/api/ask", json={"question": question, **more})


def events(reply: httpx.Response) -> list[tuple[str, Any]]:
    found = []
    for block in reply.text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_an_answer_has_exactly_the_promised_fields(site: Site) -> None:
    reply = ask(site)
    assert reply.status_code == 200
    body = reply.json()
    assert set(body) == REPLY_FIELDS
    for citation in [*body["citations"], *body["related"]]:
        assert set(citation) == CITATION_FIELDS


def test_every_citation_is_a_clause_that_can_be_fetched(site: Site) -> None:
    for citation in ask(site).json()["citations"]:
        clause = site.get(f"/api/clauses/{citation['clause_id']}").json()
        assert clause["text"] == citation["text"]
        assert clause["label"] == citation["label"]
        assert clause["validity"] == citation["validity"]


def test_a_stream_is_meta_deltas_citations_done_and_adds_up_to_the_answer(site: Site) -> None:
    reply = site.post("/api/ask/stream", json={"question": "申请的条件有哪些？"})
    assert reply.headers["content-type"].startswith("text/event-stream")
    found = events(reply)
    names = [name for name, _ in found]
    assert names[0] == "meta" and names[-1] == "done"
    assert names == sorted(names, key=["meta", "delta", "citation", "done"].index)
    done = found[-1][1]
    assert set(done) == REPLY_FIELDS
    assert found[0][1]["id"] == done["id"] and "understanding" in found[0][1]
    assert "".join(data["text"] for name, data in found if name == "delta") == done["answer"]
    assert [data for name, data in found if name == "citation"] == done["citations"]


def test_scope_history_and_day_are_accepted(site: Site) -> None:
    documents = site.get("/api/documents").json()
    reply = ask(
        site,
        "那另一种呢？",
        history=[{"role": "user", "content": "条件？"}, {"role": "assistant", "content": "三项。"}],
        as_of="2024-02-29",
        regions=[documents[0]["region"]],
        documents=[documents[0]["id"]],
    )
    assert reply.status_code == 200


def test_documents_clauses_and_outline_agree(site: Site) -> None:
    documents = site.get("/api/documents").json()
    assert documents
    for summary in documents:
        whole = site.get(f"/api/documents/{summary['id']}").json()
        assert {**whole, **summary} == whole
        assert len(whole["outline"]) == summary["clauses"]
        first, second = whole["outline"][:2]
        clause = site.get(f"/api/clauses/{first['id']}").json()
        assert clause["neighbours"]["previous"] is None
        assert clause["neighbours"]["next"]["id"] == second["id"]
        assert len(clause["text"]) == first["length"]


def test_children_and_parent_point_at_each_other(invented: Site) -> None:
    parent = invented.get("/api/clauses/jia-2020-1/main/a3").json()
    assert [child["id"] for child in parent["children"]] == ["jia-2020-1/main/a3.1", "jia-2020-1/main/a3.2"]
    child = invented.get("/api/clauses/jia-2020-1/main/a3.1").json()
    assert child["parent"]["id"] == "jia-2020-1/main/a3"
    assert child["source_text"] == "（一）年度研发投\n\n入占比不低于5%；"
    assert child["citation"] == "《甲市种子基金管理办法》（甲科发〔2020〕1号）第三条第（一）项"
    assert child["validity"] == "expired" and child["effective_until"] == "2025-12-31"


def test_a_clause_of_a_source_without_pages_has_no_page(site: Site) -> None:
    for document in site.get("/api/documents").json():
        first = site.get(f"/api/documents/{document['id']}").json()["outline"][0]
        assert site.get(f"/api/clauses/{first['id']}").json()["page"] is None


def test_feedback_is_kept_once_for_each_answer(site: Site) -> None:
    answer_id = ask(site).json()["id"]
    for useful, reason in ((True, ""), (False, "引用的条文不对")):
        reply = site.post("/api/feedback", json={"answer_id": answer_id, "useful": useful, "reason": reason})
        assert reply.json() == {"answer_id": answer_id, "useful": useful, "reason": reason}
    from assistant.web.feedback import Feedback

    kept = [r for r in Feedback(site.settings.data_dir).records() if r["answer_id"] == answer_id]
    assert [(r["useful"], r["reason"], r["question"]) for r in kept] == [
        (False, "引用的条文不对", "申请的条件有哪些？")
    ]


def test_health_and_ready(site: Site) -> None:
    assert site.get("/api/health").json() == {"status": "alive"}
    ready = site.get("/api/ready").json()
    assert ready["status"] == "ready" and ready["documents"] == len(site.get("/api/documents").json())


def test_a_failing_answer_is_a_problem_and_not_a_trace(invented: Site) -> None:
    reply = ask(invented, "坏")
    assert reply.status_code == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert "broken on purpose" not in reply.text and "回答时出错" in reply.json()["detail"]


@pytest.mark.parametrize("question", ["坏", "乱"])
def test_a_stream_that_fails_ends_with_an_error_event(invented: Site, question: str) -> None:
    reply = invented.post("/api/ask/stream", json={"question": question})
    (name, data), *more = events(reply)
    assert (name, data["status"], more) == ("error", 500, [])
    assert "on purpose" not in reply.text and "回答时出错" in data["detail"]


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
def test_without_an_index_asking_is_a_503_problem(tmp_path: Path, path: str) -> None:
    assistant = ReopeningAssistant()
    assistant.gone = True
    with serve(assistant, settings_for(tmp_path)) as site:
        reply = site.post(path, json={"question": "条件"})
        assert reply.status_code == 503 and "make ingest" in reply.json()["detail"]


def test_openapi_describes_every_route_with_problems_as_sent(invented: Site) -> None:
    described = invented.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/ask",
        "/api/ask/stream",
        "/api/clauses/{clause_id}",
        "/api/documents",
        "/api/documents/{document_id}",
        "/api/feedback",
        "/api/health",
        "/api/ready",
    }
    for path in described["paths"].values():
        for operation in path.values():
            assert operation["summary"] and operation["description"]
            for status, reply in operation["responses"].items():
                if int(status) >= 400:
                    assert list(reply["content"]) == ["application/problem+json"]
    text = json.dumps(described)
    for reference in set(__import__("re").findall(r"#/components/schemas/(\w+)", text)):
        assert reference in described["components"]["schemas"]
    assert "HTTPValidationError" not in text
    assert "null" in described["components"]["schemas"]["ClauseReply"]["properties"]["page"]["description"]
    question = described["components"]["schemas"]["AskRequest"]["properties"]["question"]
    assert (question["minLength"], question["maxLength"]) == (1, 2000)


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_no_page_that_loads_scripts_from_elsewhere_is_served(invented: Site, path: str) -> None:
    assert invented.get(path).status_code == 404
