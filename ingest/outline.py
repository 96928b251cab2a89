"""The pieces of a document as a tree: which number is a heading, what stands under it, what introduces what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block
from ingest.nodes import HEAD_AND_FOOT, Node, is_heading
from ingest.parts import Piece
from ingest.tree import PartBuilder

__all__ = ["build_outline"]

_AHEAD = 60
"""How many blocks ahead are looked at to tell what a block is."""


def build_outline(pieces: Sequence[Piece]) -> list[Node]:
    """The nodes of the whole document in their order; headings with a single paragraph hold it themselves."""
    nodes: list[Node] = []
    builders: dict[str, PartBuilder] = {}
    around: PartBuilder | None = None
    bodies: dict[str, list[Block]] = {}
    for piece in pieces:
        if not piece.role:
            bodies.setdefault(piece.part, []).append(piece.block)
    passed: dict[str, int] = {}
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        builder = builders.get(piece.part)
        if builder is None:
            above = around.heading() if around and piece.part.startswith("box") else None
            builder = builders[piece.part] = PartBuilder(piece.part, piece.prefix, above)
        if not piece.part.startswith("box"):
            around = builder
        end = i + 1
        while piece.block.cells and end < len(pieces) and pieces[end].block.cells and pieces[end].part == piece.part:
            end += 1
        seen = passed[piece.part] = passed.get(piece.part, 0) + (0 if piece.role else end - i)
        if piece.block.cells:
            nodes += builder.add_table([p.block for p in pieces[i:end]])
        else:
            rest = bodies.get(piece.part, [])[seen : seen + _AHEAD]
            nodes.append(builder.add(piece.block, piece.role, rest))
        i = end
    kept = _merge(nodes)
    _name_opening([node for node in kept if node.part == "main"])
    return kept


def _name_opening(nodes: Sequence[Node]) -> None:
    """What stands between the title of the main part and its first heading is its 引言."""
    body = [n for n in nodes if n.parent is None and n.family not in HEAD_AND_FOOT]
    first = next((i for i, n in enumerate(body) if n.family not in ("para", "dash")), 0)
    for node in body[:first]:
        node.opening = "引言"
        node.opening_alone = first == 1


def _merge(nodes: Sequence[Node]) -> list[Node]:
    """Headings followed by exactly one paragraph and nothing else are one clause with it."""
    kept: list[Node] = []
    for node in nodes:
        above = kept[-1] if kept else None
        if above is not None and node.family == "para" and not node.children and _only_child(above, node, nodes):
            above.blocks.append(node.blocks[0])
            above.children.remove(node)
            above.merged = True
        else:
            kept.append(node)
    for node, following in pairwise(kept):
        node.next = following
    return kept


def _only_child(above: Node, node: Node, nodes: Sequence[Node]) -> bool:
    if node.parent is not above or len(above.children) != 1 or above.merged or above.caption:
        return False
    if above.family == "title":
        return above.part.startswith("box")
    return is_heading(above) and above.family not in ("bian", "zhang", "jie")
