"""The head of an official document: 发文机关标志, 发文字号, 标题, 主送机关, each by the look of its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block, fuse
from ingest.feet import Role
from ingest.model import Mend
from ingest.sentences import FINAL, is_running

__all__ = ["BRACKETED", "head_role", "in_head", "read_head", "under_title"]

_NUMBER = re.compile(
    r"[（(]?\s*[^，。；：、\s（(]{1,20}[〔\[［【(（]\s*(?:19|20)\d{2}\s*[〕\]］】)）]\s*第?\s*\d+\s*[号號]\s*[)）]?"
)
_ORDER = re.compile(r"[（(]?第\s*\d+\s*[号號][)）]?")
_BODIES = "委|局|厅|廳|部|署|办|辦|室|院|会|會|府|所|处|處|司|中心"
_ORG = re.compile(rf"(?:{_BODIES}|公司|党组|小组)$")
_ADDRESSEE = re.compile(
    rf"(?:各|有关|有關|全体|全體)[^《。]*[：:]$|[^《。]*(?:{_BODIES}|单位|單位|企业|企業|门|門)[：:]$"
)
BRACKETED = re.compile(r"[（(][^（(）)]*(?:[（(][^（(）)]*[)）][^（(）)]*)*[)）]$")
"""A line that is nothing but a remark in brackets."""

_TITLED = re.compile(
    r"[^。；：:！？]{2,200}(?:关于|關於)[^。；！？]{2,200}的?(?:通知|公告|通告|决定|決定|意见|意見|批复|批覆|函|命令|办法|辦法|规定|規定)(?:[（(][^（()）]{1,20}[）)])?"
)
"""A title with its issuers before it, however long (甲局 乙局 丙局关于印发《……》的通知)."""
_YEARS = re.compile(r"[（(]\d{4}.{1,3}\d{4}年?[)）]")
_SHORT = 60


def in_head(blocks: Sequence[Block], i: int) -> bool:
    """Whether the block at `i`, all before it being of the head, belongs to the head of the document too."""
    block = blocks[i]
    if block.cells or len(block.text) > 300 or (block.marker and block.marker.family != "dash"):
        return False
    if head_role(block):
        return True
    if block.text[-1] in "：:" and _ADDRESSEE.fullmatch(block.text):
        return i > 0
    later = i + 1 < len(blocks)
    short = len(block.text) <= _SHORT and not is_running(block.text)
    name = (short or bool(_TITLED.fullmatch(block.text))) and later
    return name and (block.text[-1] not in FINAL or "《" in block.text) and (i < 2 or not _follows_body(blocks, i))


def _follows_body(blocks: Sequence[Block], i: int) -> bool:
    """Whether a short line after the addressee or after a gap is a heading of the text rather than of the document."""
    return any(_ADDRESSEE.fullmatch(b.text) for b in blocks[:i]) or (
        blocks[i].gap > 0 and blocks[i].level == 0 and not head_role(blocks[i - 1]) and i > 2
    )


def head_role(block: Block) -> Role:
    """The role of a line that shows it by itself."""
    text = block.text
    if _NUMBER.fullmatch(text) or _ORDER.fullmatch(text):
        return "number"
    if re.fullmatch(r"[^，。；：《》]{3,40}(?:文件|令)(?:[（(]?第\s*\d+\s*号[)）]?)?", text):
        return "issuer"
    return ""


def under_title(block: Block) -> bool:
    """Whether the block is a number or a remark in brackets, as they stand right below a title."""
    return bool(_NUMBER.fullmatch(block.text)) or (bool(BRACKETED.fullmatch(block.text)) and block.marker is None)


def read_head(blocks: Sequence[Block], mends: list[Mend]) -> list[tuple[Block, Role]]:
    """The blocks of a head with their roles, the lines of one title as one block; adds what it mends to `mends`."""
    roles = [_role(block, i) for i, block in enumerate(blocks)]
    runs = [i for i, role in enumerate(roles) if role == "title" and (i == 0 or roles[i - 1] != "title")]
    if len(runs) > 1 and runs[0] == 0:
        first = next(i for i, role in enumerate(roles) if role != "title")
        if all(_ORG.search(block.text) for block in blocks[:first]):
            roles[:first] = ["issuer"] * first
    out: list[tuple[Block, Role]] = []
    for i, (block, role) in enumerate(zip(blocks, roles, strict=True)):
        if role == "title" and i and roles[i - 1] == "title":
            joined, found = fuse([out[-1][0], block])
            mends += found
            out[-1] = (joined, role)
        else:
            out.append((block, role))
    return out


def _role(block: Block, i: int) -> Role:
    role = head_role(block)
    if role or not i:
        return role or "title"
    if _ADDRESSEE.fullmatch(block.text) and "《" not in block.text:
        return "addressee"
    if BRACKETED.fullmatch(block.text) and re.search(r"通过|发布|修[订正]|施行|\d{4}年", block.text):
        return "title" if _YEARS.fullmatch(block.text) else "note"
    return "title"
