"""The foot of an official document: 附件说明, 落款, 附注, 联系电话, told apart from the paragraphs above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.blocks import Block, stack
from ingest.sentences import FINAL

__all__ = ["DATE", "DIGEST", "Role", "foot_roles"]

Role = str
"""`title`, `issuer`, `number`, `addressee`, `annexes`, `signature`, `note`, `phone`, `imprint`; empty for the body."""

DATE = re.compile(r"[\d〇零○一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日")
DIGEST = re.compile(r"以上[仅僅]?[为為是]?.*(?:部分内容|部分內容|節錄|节录|摘编|摘編|摘錄|摘录)", re.DOTALL)
_ORG = re.compile(r"(?:委|局|厅|廳|部|署|办|辦|室|院|会|會|府|所|处|處|司|中心|公司|组|社|行|团|校|学)$")
_SIGNED = re.compile(rf"[^，。；：]{{4,40}}?(?:委|局|厅|廳|部|署|办|辦|室|院|会|會|府|所|处|處|中心){DATE.pattern}")
_BRACKETS = re.compile(r"[（(].*[)）]", re.DOTALL)
_CONTACT = re.compile(r"(?:联系人|聯絡人|聯繫人|联系电话|聯絡電話|联系方式|咨询电话|查詢電話)\s*[：:]")
_TELEPHONE = re.compile(r"(?:电话|電話|联系人|聯[繫絡]人).*\d{4,}", re.DOTALL)
_ANNEXES = re.compile(r"附\s*件\s*\d{0,2}\s*[：:]\s*\S")


def foot_roles(blocks: Sequence[Block]) -> list[tuple[Block, Role]]:
    """Every block with its role; the lines of one signature or one list of annexes are one block."""
    start = len(blocks)
    while start and (size := _foot_line(blocks, start - 1)):
        start -= size
    placed: list[tuple[Block, Role]] = [(block, "") for block in blocks[:start]]
    i = start
    while i < len(blocks):
        role, end = _role(blocks, i)
        placed.append((stack(blocks[i:end]), role) if role else (blocks[i], ""))
        i = end
    return placed


def _foot_line(blocks: Sequence[Block], i: int) -> int:
    """How many blocks, ending with the one at `i`, are one entry of the foot; 0 where the body ends."""
    block = blocks[i]
    if block.cells:
        return 0
    if _ANNEXES.match(block.text) and block.text[-1] not in "。；":
        return 1
    if block.marker is not None:
        return _annex_list(blocks, i) if block.marker.family == "ar" else 0
    text = block.text
    if _contact(blocks, i) or DIGEST.match(text) or _SIGNED.fullmatch(text):
        return 1
    if _BRACKETS.fullmatch(text) and len(text) < 120:
        return 1
    if DATE.fullmatch(text):
        size = 1
        while i - size >= 0 and size < 12 and _names_body(blocks[i - size]):
            size += 1
        return size
    return 1 if i == len(blocks) - 1 and i > 2 and _names_body(block) and bool(_ORG.search(text)) else 0


def _annex_list(blocks: Sequence[Block], i: int) -> int:
    """The size of 附件：1.… 2.… when the block at `i` is its last line."""
    for size in range(1, 20):
        if i - size < 0:
            return 0
        block = blocks[i - size]
        if _ANNEXES.match(block.text):
            return size + 1
        if block.marker is None or block.marker.family != "ar" or block.text[-1] in FINAL:
            return 0
    return 0


def _names_body(block: Block) -> bool:
    """Whether the block is a line that could name who signs."""
    text = block.text
    return block.marker is None and not block.cells and len(text) <= 30 and not re.search(r"[，。；：！？《（(]", text)


def _contact(blocks: Sequence[Block], i: int) -> bool:
    text = blocks[i].text
    if _BRACKETS.fullmatch(text) and _TELEPHONE.search(text):
        return True
    if i and blocks[i - 1].text[-1] not in FINAL + ")）":
        return False
    return bool(_CONTACT.match(text)) and not any(b.marker for b in blocks[max(0, i - 4) : i])


def _role(blocks: Sequence[Block], i: int) -> tuple[Role, int]:
    """The role of the entry that begins at `i`, and where the next one begins."""
    text = blocks[i].text
    if _ANNEXES.match(text):
        end = i + 1
        while end < len(blocks) and (marker := blocks[end].marker) and marker.family == "ar":
            end += 1
        return "annexes", end
    if DIGEST.match(text):
        return "note", i + 1
    if _contact(blocks, i):
        return "phone", i + 1
    if _SIGNED.fullmatch(text) or DATE.fullmatch(text):
        return "signature", i + 1
    if _BRACKETS.fullmatch(text):
        return "note", i + 1
    end = i + 1
    while end < len(blocks) and _names_body(blocks[end]) and not DATE.fullmatch(blocks[end - 1].text):
        end += 1
    return "signature", end
