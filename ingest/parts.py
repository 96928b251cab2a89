"""The parts of a file and the head and foot of each, in the terms of GB/T 9704: 通知, 正文, 附件, 专栏, 版记."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block, fuse, stack
from ingest.feet import DATE, Role, foot_roles
from ingest.heads import BRACKETED, head_role, in_head, read_head, under_title
from ingest.model import Mend
from ingest.normal import compact
from ingest.sentences import FINAL, is_running

__all__ = ["Piece", "split_parts"]

_ANNEX = re.compile(r"附\s*(件|表|录|錄|图|圖)\s*(\d{1,2}|[一二三四五六七八九十]{1,3})?\s*([：:]?)\s*(.*)", re.DOTALL)
_ORG = re.compile(r"(?:委|局|厅|廳|部|署|办|辦|室|院|会|會|府|所|处|處|司|中心|公司)$")
_IMPRINT = re.compile(r"(?:抄送|抄报|抄報|分送|主题词|主題詞|校对|共印)\s*[：:]|.*\d{4}年\d{1,2}月\d{1,2}日印[发發]$")
_ISSUES = re.compile(
    r"(?:关于(?:印发|发布|公布|转发|下达|颁发|颁布|印制)|印发(?=[\"《]))\"?《?(.+?)》?\"?的(?:通知|公告|通告|决定|函|命令)$"
)
_ISSUED = re.compile(r"现将《(.+?)》(?:印发|发布|公布|转发)|《(.+?)》(?:已|业)[^《]*(?:公布|发布|施行)")
_BOX = re.compile(r"[专專][栏欄]\s*(\d{1,2}|[一二三四五六七八九十]{1,3})?(?=[\s　：:]|$)")
_NAMED = re.compile(r"[^，。；：:！？]{2,24}[：:]\s*\S")
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with the part it belongs to and its role there. `prefix` is what labels in the part begin with."""

    block: Block
    part: str
    role: Role = ""
    prefix: str = ""


def split_parts(blocks: Sequence[Block]) -> tuple[list[Piece], list[Mend]]:
    """All blocks in their order, each with part and role; lines of one title or signature made one block."""
    mends: list[Mend] = []
    body, imprint = _split_imprint(blocks)
    starts = _annex_starts(body)
    end = starts[0] if starts else len(body)
    pieces = _front(body[:end], mends)
    for n, start in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else len(body)
        pieces += _annex(body[start:stop], n, mends)
    if imprint:
        pieces.append(Piece(stack(imprint), "imprint", "imprint", "版记"))
    return pieces, mends


def _split_imprint(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks before 版记 and those of it."""
    i = len(blocks)
    while i and _IMPRINT.match(blocks[i - 1].text) and len(blocks[i - 1].text) < 200:
        i -= 1
    if i < len(blocks) and i and _IMPRINT.fullmatch(blocks[i].text) and DATE.match(blocks[i].text):
        i -= bool(_ORG.search(blocks[i - 1].text)) and not blocks[i - 1].cells
        while i and _IMPRINT.match(blocks[i - 1].text):
            i -= 1
    return list(blocks[:i]), list(blocks[i:])


def _annex_starts(blocks: Sequence[Block]) -> list[int]:
    """Where annexes begin; a line 附件：标题 that only announces one does not count."""
    found = [
        (i, m) for i, b in enumerate(blocks) if not b.cells and (m := _ANNEX.fullmatch(b.text)) and len(b.text) < 80
    ]
    bare = [i for i, m in found if not m.group(4)]
    starts: list[int] = []
    for i, m in found:
        title = m.group(4)
        if not title:
            starts.append(i)
        elif (
            re.search(r"[，。；]", title)
            or not (m.group(2) or m.group(3))
            or (any(j > i for j in bare) and not (starts and m.group(2)))
        ):
            continue
        elif i + 1 < len(blocks) and not _announces(blocks, i):
            starts.append(i)
    return starts


def _announces(blocks: Sequence[Block], i: int) -> bool:
    """Whether 附件：… at `i` is the list of annexes at the end of a text: a signature or nothing follows it."""
    rest = [b for b in blocks[i + 1 : i + 12] if not (b.marker and b.marker.family == "ar" and len(b.text) < _SHORT)]
    return not rest or any(DATE.fullmatch(b.text) for b in rest[:4]) or bool(BRACKETED.fullmatch(rest[0].text))


def _annex(blocks: Sequence[Block], n: int, mends: list[Mend]) -> list[Piece]:
    match = _ANNEX.fullmatch(blocks[0].text)
    word, number, title = (match.group(1), match.group(2) or "", match.group(4)) if match else ("件", "", "")
    prefix = "附" + {"錄": "录", "圖": "图"}.get(word, word) + number
    part = f"annex{number}" if number.isdigit() else "annex" if n == 0 else f"annex{n + 1}"
    end = 1
    if not title:
        while (
            end < len(blocks) - 1 and end < 4 and _is_title_line(blocks[end]) and not _is_caption(blocks, end, end > 1)
        ):
            end += 1
    head = [blocks[0]]
    if end > 1:
        block, found = fuse(blocks[1:end])
        mends += found
        head.append(block)
    pieces = [Piece(stack(head), part, "title", prefix)]
    return pieces + _body(blocks[end:], part, prefix, mends)


def _is_title_line(block: Block) -> bool:
    plain = block.marker is None and not block.cells and len(block.text) <= _SHORT
    return plain and block.text[-1] not in FINAL and not _NAMED.match(block.text)


def _is_caption(blocks: Sequence[Block], i: int, later: bool) -> bool:
    """Whether the short line at `i` names the table right below it, when the annex has a title already."""
    return later and i + 1 < len(blocks) and (blocks[i + 1].cells or is_running(blocks[i + 1].text))


def _front(blocks: Sequence[Block], mends: list[Mend]) -> list[Piece]:
    """Everything before the annexes: a 通知 with the plan it carries, or the document itself."""
    start = 0
    while start < len(blocks) and start < 12 and in_head(blocks, start):
        start += 1
    head = read_head(blocks[:start], mends)
    title = "".join(b.text for b, role in head if role == "title") or "".join(b.text for b, _ in head)
    cut = _carried(title, blocks, start)
    if cut is None:
        return [Piece(b, "main", role) for b, role in head] + _body(blocks[start:], "main", "", mends)
    first, last = cut
    part, prefix = "notice", "印发通知"
    pieces = [Piece(b, part, role, prefix) for b, role in head] + _body(blocks[start:first], part, prefix, mends)
    block, found = fuse(blocks[first:last])
    mends += found
    stop = last
    while stop < len(blocks) and under_title(blocks[stop]):
        stop += 1
    pieces.append(Piece(block, "main", "title"))
    pieces += [Piece(b, "main", head_role(b) or "note") for b in blocks[last:stop]]
    return pieces + _body(blocks[stop:], "main", "", mends)


def _carried(title: str, blocks: Sequence[Block], start: int) -> tuple[int, int] | None:
    """Where the title of the plan stands that a 通知 with this title carries."""
    names = [m.group(1) for m in [_ISSUES.search(compact(title))] if m]
    for block in blocks[start : start + 3]:
        names += [compact(m.group(1)) for m in [_ISSUED.search(block.text)] if m and m.group(1)]
        names += [compact(m.group(2)) for m in [_ISSUED.search(block.text)] if m and m.group(2)]
    wanted = {_bare(name) for name in names}
    if not re.search(r"通知|公告|通告|决定|函|令", title):
        return None
    for i in range(start, len(blocks)):
        text = ""
        for j in range(i, min(i + 4, len(blocks))):
            if blocks[j].cells or blocks[j].marker is not None or blocks[j].text[-1] in FINAL:
                break
            text += _bare(blocks[j].text)
            if text in wanted:
                return i, j + 1
    return None


def _bare(text: str) -> str:
    return re.sub(r"[《》\"<>]", "", compact(text))


def _body(blocks: Sequence[Block], part: str, prefix: str, mends: list[Mend]) -> list[Piece]:
    """The body of a part with its foot told apart, and the boxes in it as parts of their own."""
    pieces: list[Piece] = []
    placed = foot_roles(blocks) if not part.startswith("annex") else [(b, "") for b in blocks]
    boxes = i = 0
    while i < len(placed):
        block, role = placed[i]
        match = None if role or block.cells else _BOX.match(block.text)
        if match is None or len(block.text) > _SHORT:
            pieces.append(Piece(block, part, role, prefix))
            i += 1
            continue
        boxes += 1
        number = match.group(1) or (str(boxes) if boxes > 1 else "")
        end = _box_end([b for b, r in placed if not r], i + 1)
        box = f"box{number if number.isdigit() else boxes}"
        pieces += [Piece(b, box, "title" if b is block else "", f"专栏{number}") for b, _ in placed[i:end]]
        i = end
    return pieces


def _box_end(blocks: Sequence[Block], start: int) -> int:
    """Where the box ends whose first block after its title is at `start`."""
    if start >= len(blocks):
        return start
    first = blocks[start]
    end = start + 1
    if first.cells:
        while end < len(blocks) and blocks[end].cells:
            end += 1
    elif first.marker is not None and first.marker.number <= 1:
        family, number = first.marker.family, first.marker.number
        while end < len(blocks) and (marker := blocks[end].marker) and marker.family == family:
            if number and marker.number != number + 1:
                break
            number, end = marker.number, end + 1
    elif _NAMED.match(first.text):
        while end < len(blocks) and blocks[end].marker is None and _NAMED.match(blocks[end].text):
            end += 1
    return end
