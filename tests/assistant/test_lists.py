"""What belongs to a list, over the founding index; and that lists are answered whole."""

from __future__ import annotations

import re

import pytest

from assistant.answer.lists import below, heads_of, list_items, row_group
from assistant.model import Question
from assistant.pipeline import Assistant

CQ, SH, MI = "yu-jing-xin-fa-2017-139/", "hu-jing-xin-ji-2022-387/", "gong-xin-ting-ke-2017-64/"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (CQ + "main/3.3", 4),
        (CQ + "main/3.2", 10),
        (SH + "main/2.2.p2", 5),
        (SH + "main/3.3.1", 3),
        (MI + "main/p1", 12),
        (MI + "main/4", 3),
        (MI + "annex/title", 22),
        (SH + "annex/title", 10),
        (CQ + "main/3.2.7", 0),
    ],
)
def test_a_head_has_its_items(assistant: Assistant, head: str, number: int) -> None:
    assert len(list_items(assistant.index.clauses[head], assistant.index)) == number


def test_items_stand_in_the_order_of_the_document(assistant: Assistant) -> None:
    items = list_items(assistant.index.clauses[CQ + "main/3.2"], assistant.index)
    assert [c.label for c in items] == [f"三、（二）第{n}项" for n in range(1, 11)]


def test_items_of_items_are_below_the_head(assistant: Assistant) -> None:
    labels = [c.label for c in below(assistant.index.clauses[MI + "main/p1"], assistant.index)]
    assert len(labels) == 28
    assert {"四", "四、（三）", "十、（二）", "十二"} <= set(labels)


@pytest.mark.parametrize(
    ("clause", "head"),
    [(MI + "main/3", "main/p1"), (SH + "main/2.2.s2", "main/2.2.p2"), (CQ + "main/3.3.2", "main/3.3")],
)
def test_an_item_knows_its_head(assistant: Assistant, clause: str, head: str) -> None:
    heads = heads_of(assistant.index.clauses[clause], assistant.index)
    assert clause.split("/")[0] + "/" + head in {h.id for h in heads}


@pytest.mark.parametrize(
    ("text", "row", "rows"),
    [
        ("三大先导产业是哪些", "r2", ["r1", "r2", "r3"]),
        ("六大高端产业有哪些", "r5", ["r4", "r5", "r6", "r7", "r8", "r9"]),
        ("集成电路的细分领域", "r2", []),
    ],
)
def test_rows_that_share_a_merged_cell_are_one_group(
    assistant: Assistant, text: str, row: str, rows: list[str]
) -> None:
    part = assistant.understand(Question(text)).parts[0]
    group = row_group(assistant.index.clauses[f"{SH}annex/{row}"], part, assistant.index)
    assert [c.id.rsplit("/", 1)[1] for c in group] == rows


@pytest.mark.parametrize(
    ("text", "head", "number"),
    [
        ("重庆对牵头单位有哪些要求", "三、（三）", 4),
        ("重庆的运行要求有哪些", "三、（二）", 10),
        ("重庆的基本条件有哪几条", "三、（一）", 4),
        ("重庆的保障措施有哪些", "五", 5),
        ("上海创新中心有哪些功能定位", "二、（二）", 5),
        ("上海的保障措施有哪些", "五", 6),
        ("上海非企业法人型的基本条件有哪些", "三、（三）2", 3),
        ("国家布局的领域有哪些，全列出来", "附件", 22),
    ],
)
def test_a_list_is_answered_whole_and_counted(assistant: Assistant, text: str, head: str, number: int) -> None:
    answer = assistant.ask(Question(text))
    assert answer.status == "answered"
    assert f"共{number}项" in answer.answer
    items = [c for c in answer.citations if c.label.startswith(head) and re.search(r"[项点”是）]$", c.label)]
    assert len(items) >= number


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("上海的三大先导产业是哪些", {"集成电路", "生物医药", "人工智能"}),
        ("上海六大高端产业有哪些", {"电子信息", "生命健康", "汽车", "高端装备", "先进材料", "时尚消费品"}),
    ],
)
def test_a_group_of_rows_is_answered_without_the_others(assistant: Assistant, text: str, rows: set[str]) -> None:
    answer = assistant.ask(Question(text))
    cited = {found[1] for c in answer.citations if (found := re.search(r"“(.+)”$", c.label))}
    assert cited == rows
    assert f"共{len(rows)}项" in answer.answer
