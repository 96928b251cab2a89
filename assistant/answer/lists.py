"""What belongs to a list: children of a heading, items after a colon, rows that share a merged cell."""

from __future__ import annotations

import re

from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, normalise

__all__ = ["asks_all", "asks_each", "asks_list", "below", "heads_of", "list_items", "row_group"]

_LISTS = re.compile(
    r"哪些|哪几|几条|几项|几个方面|多少条|多少项|多少个领域|都有|都要|全部|所有|列出|列一下|列全|清单|条件|要求|资格|门槛|标准|分别|包括|措施|任务|内容|方面"
    r"|材料|原则|功能|特征|特点|流程|步骤|程序|环节|逐条|一条一条|别漏|完整|名单|几样|几件|几类|几种|规矩|角色|家底|道坎|[那这]几[个项条种样]"
)
_EXHAUSTIVE = re.compile(
    r"全部|所有|一条一条|逐条|逐项|别漏|完整|列全|列出|全列|列一下|全说|说全|都给我|都列|都讲|几条|几项|几个方面|多少条|多少项|多少个(?:领域|方向|行业)|哪几条|哪几项|哪几件|哪几样|清单|名单|从头到尾|全[列写抄]|有几[对条项]"
    r"|哪(?:[二两三四五六七八九十几][大个项条样件]|一大|十[一二三四五六七八九]?[大个项条样件])|一共.{0,6}(?:多少|几)"
)
_EACH = re.compile(
    r"每(?:[一个]?[条项点样个对款类块]|条底)(?!件)|逐[条项个点]|(?:底下|下面)(?:的|又|还)?(?:[几两]?[条项点]|都|写|分)|一[条项]一[条项]|各[条项点]|细项|小项|展开"
)
_ITEMS = ("item", "lead_in", "heading", "row")


def asks_list(text: str) -> bool:
    """Whether the question's words ask for several things."""
    return bool(_LISTS.search(text))


def asks_all(text: str) -> bool:
    """Whether the question's words ask for all of something."""
    return bool(_EXHAUSTIVE.search(text))


def asks_each(text: str) -> bool:
    """Whether the question's words ask for what stands under each item, too (每条底下几点)."""
    return bool(_EACH.search(text))


def list_items(head: Clause, index: Index) -> tuple[Clause, ...]:
    """The items of the list under `head`: its children, or – when it only introduces (…如下条件：) – the items that follow
    it at its own level. Nothing when `head` introduces no list."""
    children = tuple(c for c in index.children(head.id) if c.kind not in ("header", "title"))
    introduces = head.text.rstrip().endswith(("：", ":"))
    if children:
        items = tuple(c for c in children if c.kind in _ITEMS)
        return items if introduces and items and head.kind != "heading" else children
    if not introduces:
        return ()
    after = [
        c
        for c in index.clauses_of(head.document_id)
        if c.part == head.part and c.order > head.order and c.parent_id == head.parent_id
    ]
    found: list[Clause] = []
    for clause in after:
        if clause.kind not in _ITEMS:
            break
        found.append(clause)
    return tuple(found)


def heads_of(clause: Clause, index: Index) -> tuple[Clause, ...]:
    """The heads of the list that the clause is an item of: its parent, and the paragraph that introduces its level."""
    found: list[Clause] = []
    if clause.parent_id is not None:
        found.append(index.clauses[clause.parent_id])
    if clause.kind in _ITEMS:
        beside = [
            c for c in index.clauses_of(clause.document_id) if c.part == clause.part and c.parent_id == clause.parent_id
        ]
        before = [c for c in beside if c.order < clause.order and c.kind not in _ITEMS]
        if before and clause in list_items(before[-1], index):
            found.append(before[-1])
    return tuple(found)


def below(head: Clause, index: Index) -> tuple[Clause, ...]:
    """All clauses of the list under `head`, in order, items of items too."""
    found: list[Clause] = []
    for item in list_items(head, index):
        found.append(item)
        found.extend(c for c in below(item, index) if index.children(item.id))
    return tuple(found)


def row_group(row: Clause, part: Part, index: Index) -> tuple[Clause, ...]:
    """The rows of a table that share a merged cell which the question names (六大类是哪六个); else nothing."""
    if row.kind != "row":
        return ()
    asked = compact(part.text)
    rows = [c for c in index.clauses_of(row.document_id) if c.part == row.part and c.kind == "row"]
    for name, value in row.cells:
        sharing = tuple(c for c in rows if (name, value) in c.cells)
        if len(sharing) > 1 and _named(compact(value), asked):
            return () if any(_names_inside(c, name, asked) for c in sharing) else sharing
    return ()


_PARTS = re.compile(r"[、，,；;。/]|等$")


def _names_inside(row: Clause, group: str, asked: str) -> bool:
    """Whether the question names something inside the row (a cell, or one of the things it lists): that row alone is
    then asked about."""
    things = [t for name, value in row.cells if name != group for t in _PARTS.split(compact(value))]
    return any((len(t) == 3 and t in asked) or any(t[i : i + 4] in asked for i in range(len(t) - 3)) for t in things)


def _named(value: str, asked: str) -> bool:
    """Whether the question names the cell: wholly, or by most of its character pairs."""
    text = normalise(value)
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    return bool(pairs) and sum(p in asked for p in pairs) / len(pairs) >= 0.6
