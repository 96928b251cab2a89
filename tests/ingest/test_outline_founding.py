"""The five founding documents against their hand-written outlines, with and without the catalogue's mends."""

import pytest

from tests.ingest.outlines import FOUNDING, OUTLINES, SOURCES, differences, expected, founding

# A paragraph that ends in a colon and announces what follows is `lead_in` in every other outline.
FAITHFUL = [name for name in FOUNDING if not name.startswith("guide")]


def test_every_founding_document_has_an_outline() -> None:
    assert len(FOUNDING) == 5
    assert {path.stem for path in SOURCES.iterdir()} == set(FOUNDING)


@pytest.mark.parametrize("name", FOUNDING)
def test_a_founding_document_is_cut_as_its_outline_says(name: str) -> None:
    lines = expected(OUTLINES / f"{name}.tsv")
    assert differences(founding(name), lines) == []


@pytest.mark.parametrize("name", FAITHFUL)
def test_without_any_mend_at_least_95_percent_of_the_clauses_come_out_right(name: str) -> None:
    lines = expected(OUTLINES / f"{name}.tsv")
    wrong = differences(founding(name, mended=False), lines)
    assert len(wrong) <= 0.05 * len(lines), "\n".join(wrong)


def test_the_same_bytes_give_the_same_clauses() -> None:
    assert founding(FOUNDING[0]) == founding(FOUNDING[0])


def test_ids_are_ascii_and_unique() -> None:
    ids = [clause.id for name in FOUNDING for clause in founding(name).clauses]
    assert len(set(ids)) == len(ids)
    assert all(part.isascii() and " " not in part for part in ids)


def test_a_row_is_read_with_its_header_and_a_merged_cell_is_filled() -> None:
    rows = {c.label: c for c in founding("shanghai-2022-387").clauses if c.kind == "row"}
    row = rows["附件《上海市制造业创新中心建设领域总体布局》“生物医药”"]
    assert row.cells[0] == ("分类", "三大先导产业")
    assert row.reading.startswith("分类：三大先导产业；重点产业领域：生物医药；细分领域：前沿生物技术")
    assert not row.text.startswith("三大先导产业")


def test_an_item_is_read_with_its_lead_in() -> None:
    clauses = {c.label: c for c in founding("shanghai-2022-387").clauses}
    item = clauses["三、（三）2第1点"]
    assert item.reading.startswith("2、创新中心（非企业法人型）应满足以下基本条件：——在本市注册")
    assert item.parent_id == clauses["三、（三）2"].id
    assert item.path == ("三、组建和运行", "（三）基本条件")


def test_a_citation_can_show_the_words_of_the_source() -> None:
    clauses = {c.label: c for c in founding("shanghai-2022-387").clauses}
    item = clauses["一、（三）"]
    assert "协同创新网络和平台" in item.text
    assert item.source_text is not None and "协同创新网络 and 平台" in item.source_text


def test_rows_of_a_two_column_page_stand_under_their_own_heading() -> None:
    clauses = {c.label: c for c in founding("guide-2016-2020").clauses}
    assert clauses["二“市場主導結合政府引導”第1项"].path == ("二、基本原則", "市場主導結合政府引導")
    assert clauses["三“創新服務之公共平台”"].path == ("三、定位",)
    assert clauses["三“創新服務之公共平台”"].reading.startswith("這種新型創新載體具有以下特徵：")
    assert clauses["六“經營機制”"].path == ("六、管理和運行",)
