"""The tree of one part: where each block stands under the numbers that are still open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block
from ingest.feet import Role
from ingest.heads import BRACKETED
from ingest.nodes import HEADING_LENGTH, RANKS, Node, is_heading
from ingest.sentences import FINAL
from ingest.tables import read_table

__all__ = ["PartBuilder"]


class PartBuilder:
    """Builds the tree of one part, block by block, with the numbered clauses that are still open as a stack."""

    def __init__(self, part: str, prefix: str, above: Node | None = None) -> None:
        self.part, self.prefix, self.above = part, prefix, above
        self.stack: list[Node] = []
        self.last: dict[str, int] = {}
        self.counts: dict[tuple[int, str], int] = {}
        self.previous: Node | None = None
        self.root: Node | None = None

    def heading(self) -> Node | None:
        """The innermost heading that is open."""
        return next((n for n in reversed(self.stack) if is_heading(n)), self.root)

    def add(self, block: Block, role: Role, rest: Sequence[Block]) -> Node:
        """The node of a block that is no row; `rest` are the blocks that follow it in the part."""
        if role:
            node = self._node(role, self._count(None, role), [block], None)
            if role == "title" and self.part.startswith(("annex", "box")):
                self.root, node.parent = node, self.above
            self.stack = []
            return node
        node_ = self._numbered(block, rest) if block.marker else None
        return node_ or self._unnumbered(block, rest)

    def add_table(self, blocks: Sequence[Block]) -> list[Node]:
        """The nodes of a table: its header row, if it has one, and its rows."""
        table = read_table([block.text for block in blocks], marked=blocks[0].head)
        parent = self.heading()
        nodes: list[Node] = []
        if table.header:
            nodes.append(self._node("header", 0, [blocks[0]], parent))
            nodes[-1].header = table.header
        for row, block in zip(table.rows, blocks[len(nodes) :], strict=True):
            node = self._node("row", row.number or self._count(parent, "row"), [block], parent)
            node.row, node.header = row, table.header
            nodes.append(node)
        return nodes

    def _node(self, family: str, number: int, blocks: list[Block], parent: Node | None) -> Node:
        parent = parent or (self.root if family not in ("title",) else None)
        node = Node(self.part, self.prefix, family, number, blocks, parent)
        if parent is not None:
            parent.children.append(node)
        self.previous = node
        return node

    def _count(self, parent: Node | None, family: str) -> int:
        key = (id(parent) if parent else 0, family)
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.counts[key]

    def _numbered(self, block: Block, rest: Sequence[Block]) -> Node | None:
        """The node of a numbered block; None where the number does not belong to any sequence."""
        marker = block.marker
        assert marker is not None
        family, number = marker.family, marker.number
        if family in RANKS:
            return self._ranked(block, RANKS[family])
        at = next((i for i in range(len(self.stack) - 1, -1, -1) if self.stack[i].family == family), None)
        expected = self.last.get(family, 0) + 1
        lead: Node | None = None
        again = False
        if at is not None:
            sibling = self.stack[at]
            if family != "dash" and number != 1 and not sibling.number < number <= sibling.number + 3:
                return None
            lead, again = (sibling.lead, sibling.again) if number != 1 else (None, False)
            self.stack = self.stack[:at]
        elif (family not in ("dash", "cn") and number not in (1, expected)) or (
            family == "yi" and not any(b.marker and b.marker.family == "yi" and b.marker.number == 2 for b in rest[:8])
        ):
            return None
        parent = self.stack[-1] if self.stack else self.root
        lead = lead or self._lead_in(parent)
        if number == 1 and parent is not None and lead is not None:
            again = any(child.family == family and child.number == 1 for child in parent.children)
        node = self._node(family, number or self._count(parent, family), [block], parent)
        node.lead, node.again = lead, again
        self.last[family] = number
        self.stack.append(node)
        return node

    def _ranked(self, block: Block, rank: int) -> Node | None:
        """The node of a 编, 章, 节 or 条."""
        marker = block.marker
        assert marker is not None
        behind = self.last.get("tiao", 0) - ("之" in marker.sign)
        if marker.family == "tiao" and marker.number <= behind:
            return None
        while self.stack and RANKS.get(self.stack[-1].family, 9) >= rank:
            self.stack.pop()
        node = self._node(marker.family, marker.number, [block], self.stack[-1] if self.stack else None)
        self.last[marker.family] = marker.number
        for inner in [f for f in self.last if RANKS.get(f, 9) > rank and f != "tiao"]:
            del self.last[inner]
        self.stack.append(node)
        return node

    def _lead_in(self, parent: Node | None) -> Node | None:
        """The paragraph just above that introduces a list."""
        above = self.previous
        if above is None or above.family != "para" or not above.text.endswith(("：", ":")):
            return None
        return above if above.parent is parent else None

    def _unnumbered(self, block: Block, rest: Sequence[Block]) -> Node:
        if self._is_lost_bullet(block):
            return self._bullet(block)
        if self._names_what_follows(block, rest):
            return self._heading(block, bool(rest) and rest[0].cells)
        while self.stack and not self._takes_paragraph(self.stack[-1], rest):
            self.stack.pop()
        parent = self.stack[-1] if self.stack else self.root
        node = self._node("para", self._count(parent, "para"), [block], parent)
        if parent is not None and parent.family == "tiao":
            self.stack.append(node)
        if parent is not None and _is_paragraph(parent):
            node.number += 1
        return node

    def _takes_paragraph(self, node: Node, rest: Sequence[Block]) -> bool:
        """Whether a paragraph after what stands under `node` is its own, not that of the heading above."""
        if node.family in RANKS or (is_heading(node) and not node.caption):
            return True
        if node.caption:
            return not any(b.cells for b in rest)
        following = next((b.marker for b in rest if b.marker), None)
        return (
            node.family in ("cn", "pcn", "ar", "par", "dec")
            and following is not None
            and following.family == node.family
            and following.number == node.number + 1
        )

    def _heading(self, block: Block, caption: bool) -> Node:
        at = next((i for i, n in enumerate(self.stack) if n.family == "heading"), None)
        lead = self.stack[at].lead if at is not None else None
        if at is not None:
            self.stack = self.stack[:at]
        while self.stack and not is_heading(self.stack[-1]):
            self.stack.pop()
        parent = self.stack[-1] if self.stack else self.root
        lead = lead or self._lead_in(parent)
        node = self._node("heading", self._count(parent, "heading"), [block], parent)
        node.caption, node.lead = caption, lead
        self.stack.append(node)
        return node

    def _names_what_follows(self, block: Block, rest: Sequence[Block]) -> bool:
        """Whether the block is a heading without a number: short, no sentence, with a text, list or table below it."""
        text = block.text
        if not rest or block.tab or len(text) > HEADING_LENGTH or re.search(r"[。，；！？]|[：:、]$", text):
            return False
        if BRACKETED.fullmatch(text) and re.search("[：:]", text):
            return False  # （责任单位：某局）
        if any(node.family == "tiao" for node in self.stack):
            return False
        below = rest[0]
        return below.cells or below.marker is not None or len(below.text) > HEADING_LENGTH or below.text[-1] in FINAL

    def _is_lost_bullet(self, block: Block) -> bool:
        above = self.previous
        if not block.tab or above is None:
            return False
        return above.family == "dash" or (above.family == "para" and above.text.endswith(("：", ":")))

    def _bullet(self, block: Block) -> Node:
        at = next((i for i, n in enumerate(self.stack) if n.family == "dash"), None)
        lead = self.stack[at].lead if at is not None else None
        self.stack = self.stack[:at] if at is not None else self.stack
        parent = self.stack[-1] if self.stack else self.root
        lead = lead or self._lead_in(parent)
        node = self._node("dash", self._count(parent, "dash"), [block], parent)
        node.lead = lead
        self.stack.append(node)
        return node


def _is_paragraph(node: Node) -> bool:
    """Whether a numbered clause is itself a paragraph, so that the next one under it is its second."""
    numbered = node.blocks[0].marker is not None and not is_heading(node)
    return node.family == "tiao" or (numbered and not node.text.endswith(("：", ":")))
