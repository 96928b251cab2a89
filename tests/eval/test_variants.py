"""The other ways of asking the same questions: parts off, a document as a newcomer, the ordinary way."""

from __future__ import annotations

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.cases import Case, load_part
from eval.ordinary import ordinary
from eval.variants import ABLATIONS, ablations, newcomer
from ingest.corpus import FOUNDING, Layout
from ingest.embed import load_embedder
from ingest.index import IndexHolder

RATIO = Case.model_validate(
    {
        "id": "v-1",
        "question": "重庆的研发费用占成本费用比例要多少",
        "status": ["answered"],
        "gold": [{"doc": "chongqing-2017-139", "anchor": "年度研发费用总额占成本费用支出总额的比例"}],
        "facts": [["不低于30%"]],
    }
)


def test_every_part_of_the_product_can_be_switched_off(assistant: Assistant, founding_settings: Settings) -> None:
    found = ablations(IndexHolder(founding_settings), founding_settings, {"dev": [RATIO]})
    assert found.keys() == ABLATIONS.keys()
    assert all(block["dev"]["strict"]["n"] == 1 for block in found.values())


def test_a_newcomer_has_neither_bank_nor_catalogue_entry(founding_settings: Settings) -> None:
    path = next(p for p in Layout(FOUNDING).files() if p.stem == "chongqing-2017-139")
    with newcomer(path, founding_settings) as made:
        document = next(d for d in made.index.documents if d.file == path.name)
        assert not [e for e in made.index.bank if e.document_id == document.id]
        assert len({e.document_id for e in made.index.bank}) == 4
        assert not [n for n in document.short_names if n in ("重庆方案",)]
        assert made.ask(Question("重庆的研发费用占成本费用比例要多少")).status == "answered"


def test_the_ordinary_way_is_measured_by_the_same_gold(assistant: Assistant, founding_settings: Settings) -> None:
    embedder = load_embedder(founding_settings.embedding_model)
    cases = [RATIO, *load_part("dev")[:10]]
    found = ordinary(assistant.index, embedder, {"dev": cases})
    assert len(found) == 2
    for block in found.values():
        assert block["dev"]["strict"]["n"] == len(cases)
        assert block["dev"]["gold_recall"]["value"] > 0
