"""The re-scorer: trees by hand, the shipped model, a real cross-encoder, and what happens without either."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.model import Question
from assistant.pipeline import Assistant, Switches
from assistant.retrieve.features import FEATURES, features
from assistant.retrieve.rescore import candidates, load_rescorer
from assistant.retrieve.trees import Trees
from assistant.settings import Settings
from ingest.errors import IngestError
from ingest.index import IndexHolder

QUESTION = Question("重庆的创新中心一年要投多少研发")
CLAUSE = "yu-jing-xin-fa-2017-139/main/3.2.7"


def test_trees_add_up_by_hand() -> None:
    one = {"column": [[0, -1, -1]], "threshold": [[0.5, 0, 0]], "left": [[1, 0, 0]], "right": [[2, 0, 0]]}
    trees = Trees.read({"start": 0.0, **one, "value": [[0, -2.0, 2.0]]})
    made = trees.probability(np.array([[0.5], [0.6]], dtype=np.float32))
    assert made == pytest.approx([1 / (1 + np.exp(2)), 1 / (1 + np.exp(-2))])


def test_the_shipped_model_fits_the_features() -> None:
    assert load_rescorer() is not None


def test_a_missing_or_foreign_model_leaves_the_fused_scores(tmp_path: Path) -> None:
    assert load_rescorer("", tmp_path / "none.json") is None
    (tmp_path / "other.json").write_text('{"features": ["something"], "trees": {}}', "utf-8")
    assert load_rescorer("", tmp_path / "other.json") is None


def test_features_are_finite_and_one_row_a_candidate(assistant: Assistant) -> None:
    ranking = assistant.searcher.rank(assistant.understand(QUESTION).parts[0])
    chosen = candidates(ranking)
    rows = features(ranking, chosen)
    assert rows.shape == (len(chosen), len(FEATURES))
    assert np.isfinite(rows).all()
    assert {assistant.index.clauses[assistant.searcher.order[p]].document_id for p in chosen} == {
        d.id for d in assistant.index.documents
    }


def test_the_clause_that_answers_is_likelier_than_any_other_of_its_document(assistant: Assistant) -> None:
    ranking = assistant.searcher.rank(assistant.understand(QUESTION).parts[0])
    best = ranking.top(1, ["yu-jing-xin-fa-2017-139"])[0]
    assert best.clause.id == CLAUSE
    assert best.confidence > 0.5


def test_switched_off_the_hand_set_scores_answer(founding_settings: Settings) -> None:
    holder = IndexHolder(founding_settings)
    made = Assistant(holder, founding_settings, Switches(rescorer=False))
    assert made.searcher.rescorer is None
    assert CLAUSE in [c.clause_id for c in made.ask(QUESTION).citations]
    holder.close()


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real cross-encoder, tiny and untrained, saved as sentence-transformers saves it."""
    from sentence_transformers import CrossEncoder
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    folder = tmp_path_factory.mktemp("cross")
    (folder / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"重庆研发投入比例"]), "utf-8"
    )
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    shape = BertConfig(
        vocab_size=16, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, num_labels=1
    )
    BertForSequenceClassification(shape).save_pretrained(folder)
    CrossEncoder(str(folder), device="cpu").save_pretrained(str(folder))
    return folder


def test_a_cross_encoder_takes_its_place_and_the_guard_stays(founding_settings: Settings, cross_encoder: Path) -> None:
    settings = founding_settings.model_copy(update={"reranker": str(cross_encoder)})
    holder = IndexHolder(settings)
    made = Assistant(holder, settings)
    ranking = made.searcher.rank(made.understand(QUESTION).parts[0])
    assert ranking.sure is not None
    assert 0 < float(ranking.sure.max()) <= 1
    answer = made.ask(QUESTION)
    for c in answer.citations:
        assert c.text == made.index.clauses[c.clause_id].text
    holder.close()


def test_a_cross_encoder_that_is_not_there_is_told_in_chinese(founding_settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(IngestError, match="YOUJU_RERANKER"):
        load_rescorer(str(tmp_path / "empty"))
