"""Documents of other genres, without bank or catalogue: how many questions are answered strictly right, and the musts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index
from ingest.normal import compact

GENRES = Path(__file__).parent.parent / "data" / "genres"
CASES: list[dict[str, Any]] = yaml.safe_load((GENRES / "questions.yaml").read_text("utf-8"))
REGIONS = {
    "measures": "青枫市",
    "notice": "澜海新区",
    "short": "柳泉市",
    "plan": "云岭省",
    "markdown": "临枫市",
    "rules": "云岭省",
    "guide": "丹湖市",
    "traditional": "",
}
FLOOR = 0.55


def squeeze(text: str) -> str:
    """Without white space, Markdown marks and citation marks."""
    return re.sub(r"[\s*`#]|\[\d+\]", "", text)


@pytest.fixture(scope="module")
def genres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("genres")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    for path in [*GENRES.glob("*.txt"), *GENRES.glob("*.md")]:
        shutil.copy(path, sources / path.name)
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.fixture(scope="module")
def answers(genres: Assistant) -> dict[str, Answer]:
    return {case["id"]: genres.ask(Question(case["question"])) for case in CASES}


def wrong(case: dict[str, Any], answer: Answer, genres: Assistant) -> list[str]:
    """What keeps the answer from being strictly right; nothing when it is."""
    cited = [c for c in answer.citations if Path(genres.index.document(c.document_id).file).name == case["document"]]
    texts, said = [squeeze(c.text) for c in cited], squeeze(answer.answer)
    found = [] if answer.status == case["status"] else [f"status {answer.status}"]
    found += [f"missed {g['anchor']}" for g in case["gold"] if not any(squeeze(g["anchor"]) in t for t in texts)]
    found += [f"lacks {any_of[0]}" for any_of in case["facts"] if not any(squeeze(f) in said for f in any_of)]
    return found + [f"says {f}" for f in case["forbidden"] if squeeze(f) in said]


def test_all_eight_documents_are_there_without_a_bank(genres: Assistant) -> None:
    assert len(genres.index.documents) == 8
    assert genres.index.bank == ()


def test_the_share_strictly_right_does_not_fall_below_the_floor(genres: Assistant, answers: dict[str, Answer]) -> None:
    failures = {c["id"]: w for c in CASES if (w := wrong(c, answers[c["id"]], genres))}
    share = 1 - len(failures) / len(CASES)
    print(f"strictly right {share:.1%} of {len(CASES)}")
    assert share >= FLOOR, "\n".join(f"{i}: {w}" for i, w in failures.items())


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_every_citation_verifies(genres: Assistant, answers: dict[str, Answer], case: dict[str, Any]) -> None:
    answer = answers[case["id"]]
    assert {int(m) for m in re.findall(r"\[(\d+)\]", answer.answer)} == {c.n for c in answer.citations}
    for c in answer.citations:
        clause = genres.index.clauses[c.clause_id]
        assert c.text == clause.text
        assert compact(c.quote) in compact(clause.text)
        assert c.label == clause.label


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_no_clause_of_another_region_is_cited(answers: dict[str, Answer], case: dict[str, Any]) -> None:
    region = REGIONS[case["document"].rsplit(".", 1)[0]]
    assert {c.region for c in answers[case["id"]].citations} <= {region}


@pytest.mark.parametrize("case", [c for c in CASES if c["status"] == "not_found"], ids=lambda c: c["id"])
def test_nothing_forbidden_is_said_where_the_document_is_silent(
    answers: dict[str, Answer], case: dict[str, Any]
) -> None:
    said = squeeze(answers[case["id"]].answer)
    assert [f for f in case["forbidden"] if squeeze(f) in said] == []
