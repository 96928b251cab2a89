"""Who drew a document up: bodies alone, in linear time, and nothing where something else stands there."""

from __future__ import annotations

import pytest

from ingest.model import Clause
from ingest.relations import find_author


def authors(text: str) -> list[str]:
    clause = Clause("d/main/p1", "d", "main", "paragraph", "第1段", text, text, (0, len(text)), 1)
    return [fact.value for fact in find_author([clause])]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("省工业和信息化厅、财政厅联合制定了本办法。", "省工业和信息化厅、财政厅"),
        ("推进转型升级，某市科技局和某市发展改革委组织编制了三年行动方案。", "某市科技局和某市发展改革委"),
        ("某部會同某委員會編制了本規劃，現予印發。", "某部會同某委員會"),
        ("为贯彻国务院要求我省工业和信息化厅制定本办法。", ""),
        ("各单位要抓紧制定实施细则。", ""),
        ("由企业自行编制建设方案。", ""),
    ],
)
def test_only_bodies_right_before_the_verb_are_authors(text: str, named: str) -> None:
    assert authors(text) == ([named] if named else [])


@pytest.mark.timeout(30)
@pytest.mark.parametrize("piece", ["部和", "国家发展改革委和科技部和", "国家发展改革委、科技部、"])
def test_a_long_row_of_bodies_does_not_hang(piece: str) -> None:
    assert authors(piece * 500 + "编制规划") == []
