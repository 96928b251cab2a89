"""A clause to be, as a node of its document's outline, and whether it is a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.tables import Row

__all__ = ["HEADING_LENGTH", "HEAD_AND_FOOT", "RANKS", "Node", "is_heading"]

HEAD_AND_FOOT = (
    "title", "issuer", "number", "addressee", "annexes", "signature", "note", "phone", "imprint",
)  # fmt: skip
RANKS = {"bian": 1, "zhang": 2, "jie": 3, "tiao": 4}
_MODAL = re.compile(r"[应應](?![用急对對届变變])|须|須|必须|不得|可以|是指|予以|给予|不少于|不低于|不超过|負責|负责")
HEADING_LENGTH = 25
"""A heading that ends like a sentence, or that has no number, is not longer than this."""


@dataclass(slots=True, eq=False)
class Node:
    """A clause to be: what it is (`family` is a numbering family, or `para`, `row`, `header`, or a role of head and
    foot), its number among its like, its blocks, and its place in the tree. `lead` is the clause that introduces it,
    `next` the one that follows it in the document; `opening` is 引言 for what stands before the first heading; `again`
    marks a list that counts from 1 anew, so that its lead-in belongs to the name of its items."""

    part: str
    prefix: str
    family: str
    number: int
    blocks: list[Block]
    parent: Node | None = None
    lead: Node | None = None
    children: list[Node] = field(default_factory=list)
    row: Row | None = None
    header: tuple[str, ...] = ()
    caption: bool = False
    merged: bool = False
    opening: str = ""
    opening_alone: bool = False
    again: bool = False
    next: Node | None = None

    @property
    def text(self) -> str:
        """The clause's own text, its blocks one a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def name(self) -> str:
        """The first block without its number."""
        block = self.blocks[0]
        return block.text[len(block.marker.sign) :] if block.marker else block.text


def is_heading(node: Node) -> bool:
    """Whether the node's own line names what follows and states nothing."""
    if node.family in ("bian", "zhang", "jie", "heading", "title"):
        return True
    if node.family in ("para", "row", "header"):
        return False
    if node.family in ("pcn", "ar", "par") and _listed(node):
        return False
    name = node.name
    if re.search(r"[。；;！？：:]", name[:-1]) or name[-1:] in "；;！？：:":
        return False
    if name[-1:] == "。":
        return len(name) <= HEADING_LENGTH and "，" not in name and not _MODAL.search(name)
    return len(name) <= 60 and name[-1:] not in "，、"


def _listed(node: Node) -> bool:
    """Whether the node is one of a list that a sentence announces or that semicolons part, so that it heads nothing."""
    above = node.lead or node.parent
    if above is None or any(child.family != "para" for child in node.children) or node.blocks[0].level:
        return False
    if above.family == "tiao" or (above.parent is not None and above.parent.family == "tiao"):
        return True
    if above.text.endswith(("：", ":")):
        return True
    before = [n for n in above.children if n.family == node.family and n.number == node.number - 1]
    return any(n.text.endswith(("；", ";")) for n in before)
