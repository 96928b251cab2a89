"""How a clause is cited, how it is addressed, what kind it is: label, id path and kind of every node of an outline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import ClauseKind
from ingest.nodes import Node, is_heading
from ingest.numerals import int_to_chinese, to_int

__all__ = ["kind_of", "label_of", "name_paths"]

_ROLES = {
    "title": "标题",
    "issuer": "发文机关标志",
    "number": "发文字号",
    "addressee": "主送机关",
    "annexes": "附件说明",
    "signature": "落款",
    "note": "附注",
    "phone": "联系电话",
}
_LETTERS = {"tiao": "a", "zhang": "c", "jie": "j", "bian": "b", "yi": "s", "dash": "d", "heading": "h"}
_WORDS = {"bian": "编", "zhang": "章", "jie": "节"}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def kind_of(node: Node) -> ClauseKind:
    """The kind of a clause, from its role, its words and what stands under it."""
    if node.family == "title":
        return "item" if node.merged else "title"
    if node.family in _ROLES or node.family == "imprint":
        return "fact"
    if node.family == "header":
        return "header"
    if node.family == "row":
        return "row"
    if node.family == "para":
        return "lead_in" if _introduces(node) else "item" if _in_box(node) else "paragraph"
    if node.family in ("bian", "zhang", "jie") or (node.family == "heading" and not node.merged):
        return "heading"
    items = [child for child in node.children if node.family != "tiao" or child.family != "para"]
    if not items or node.merged:
        return "item"
    return "heading" if is_heading(node) else "lead_in"


def _introduces(node: Node) -> bool:
    """Whether a paragraph ends in a colon and something of its own level follows it."""
    if node.children:
        return True
    if not node.text.endswith(("：", ":")) or node.parent is None:
        return bool(node.text.endswith(("：", ":")) and _follower(node) is not None)
    return _follower(node) is not None


def _follower(node: Node) -> Node | None:
    return node.next if node.next is not None and node.next.parent is node.parent and not _opens(node.next) else None


def _opens(node: Node) -> bool:
    """Whether a node is the first of the document's main headings, which no preamble introduces."""
    return node.parent is None and node.family not in ("para", "dash")


def _in_box(node: Node) -> bool:
    return node.part.startswith("box")


def name_paths(nodes: Sequence[Node]) -> list[str]:
    """The id path of every node (`main/3.2.6`), each one unique."""
    seen: dict[str, int] = {}
    paths: list[str] = []
    for node in nodes:
        path = f"{node.part}/{_path(node)}"
        seen[path] = seen.get(path, 0) + 1
        paths.append(path if seen[path] == 1 else f"{path}-{seen[path]}")
    return paths


def _chain(node: Node) -> list[Node]:
    """The nodes from the outermost down to this one, without the title of its part."""
    chain = [node] if not node.again or node.lead is None else [node.lead, node]
    while (parent := chain[0].parent) is not None and parent.family != "title" and parent.part == node.part:
        chain.insert(0, parent)
    articles = [i for i, n in enumerate(chain) if n.family == "tiao"]
    return chain[articles[0] :] if articles else chain


def _path(node: Node) -> str:
    if node.merged and node.family == "title":
        return "1"
    if node.family in _ROLES:
        numbered = node.family == "note" or node.number > 1
        return node.family + (str(node.number) if numbered else "")
    if node.family == "imprint":
        return "1"
    steps: list[str] = []
    chain = _chain(node)
    for i, link in enumerate(chain):
        steps.append(_step(link))
        if link.family == "tiao" and _clauses(link) and not (i + 1 < len(chain) and chain[i + 1].family == "para"):
            steps.append("k1")
    return ".".join(steps)


def _clauses(node: Node) -> bool:
    """Whether a 条 has more than one 款."""
    return any(child.family == "para" for child in node.children)


def _step(node: Node) -> str:
    if node.family == "para":
        if _box_item(node):
            return str(node.number)
        return ("k" if node.parent is not None and node.parent.family == "tiao" else "p") + str(node.number)
    if node.family == "header":
        return "header"
    if node.family == "row":
        return f"r{node.number}"
    if node.family == "alpha":
        return chr(ord("a") + node.number - 1)
    extra = re.match(r"第[^条]+条之([一二三四五六七八九十]+)", node.blocks[0].text) if node.family == "tiao" else None
    return f"{_LETTERS.get(node.family, '')}{node.number}" + (f"-{to_int(extra.group(1))}" if extra else "")


def _box_item(node: Node) -> bool:
    return _in_box(node) and node.parent is not None and node.parent.family == "title"


def label_of(node: Node) -> str:
    """The label of a clause as it stands in a citation (三、（二）第6项)."""
    if node.family == "imprint":
        return node.prefix
    if node.family == "title" and _in_box(node):
        return node.prefix
    if node.family in _ROLES:
        return (
            node.prefix + _ROLES[node.family] + (str(node.number) if node.family == "note" and node.number > 1 else "")
        )
    label = ""
    chain = _chain(node)
    decimal = max((i for i, link in enumerate(chain) if link.family in ("dec", "dec2")), default=0)
    for i, link in enumerate(chain[decimal:], decimal):
        above = chain[i - 1] if i else None
        below = chain[i + 1] if i + 1 < len(chain) else None
        label += _words(link, above, below)
    return node.prefix + label


def _words(node: Node, above: Node | None, below: Node | None) -> str:
    comma = "、" if above is not None and above.family == "cn" else ""
    han = int_to_chinese(node.number)
    family = node.family
    if family in _WORDS:
        written = re.match(r"第[^编篇部]+(篇|部分)", node.blocks[0].text)
        return f"第{han}{written.group(1) if family == 'bian' and written else _WORDS[family]}"
    if family == "tiao":
        sub = re.match(r"第[^条]+条(之[一二三四五六七八九十]+)", node.blocks[0].text)
        first = "第一款" if _clauses(node) and (below is None or below.family != "para") else ""
        return f"第{han}条{sub.group(1) if sub else ''}{first}"
    if family == "cn":
        return han
    if family == "pcn":
        under = above is not None and (
            above.family == "tiao" or (above.parent is not None and above.parent.family == "tiao")
        )
        return f"第（{han}）项" if under else f"{comma}（{han}）"
    if family == "ar":
        if any(n.family == "tiao" for n in _chain(node)) and above is not None and above.family == "pcn":
            return f"第{node.number}目"
        return str(node.number) if node.children and not node.merged else f"{comma}第{node.number}项"
    if family in ("dec", "dec2") and node.blocks[0].marker is not None:
        return node.blocks[0].marker.sign.strip()
    if family == "yi":
        return f"“{han}是”"
    if family == "dash":
        return f"{node.opening}第{node.number}点"
    return _more_words(node, above)


def _more_words(node: Node, above: Node | None) -> str:
    simple = {
        "par": f"（{node.number}）",
        "half": f"{node.number}）",
        "circ": _CIRCLED[node.number - 1] if 0 < node.number <= len(_CIRCLED) else f"（{node.number}）",
        "alpha": f"（{chr(ord('a') + node.number - 1)}）",
        "header": "表头",
    }
    if node.family in simple:
        return simple[node.family]
    if node.family == "heading":
        name = node.blocks[0].text.rstrip("—-－：: ")
        return f"《{name.strip('《》')}》" if node.caption else f"“{name}”"
    if node.family == "row":
        return _row_words(node, above)
    return _paragraph_words(node)


def _row_words(node: Node, above: Node | None) -> str:
    key = f"“{node.row.key}”" if node.row else ""
    if node.row and node.row.number:
        return ("、" if above is not None and above.family == "cn" else "") + f"第{node.row.number}项{key}"
    title = node.parent
    if above is None and title is not None and title.part.startswith("annex"):
        name = title.text.split("\n")[-1]
        name = re.sub(r"^附\s*[件表录錄图圖]\s*[\d一二三四五六七八九十]*\s*[：:]?\s*", "", name)
        return f"《{name.strip('《》')}》{key}" if name else key
    return key


def _paragraph_words(node: Node) -> str:
    if _box_item(node):
        named = re.match(r"([^，。；：:！？]{2,24})[：:]", node.text)
        return f"“{named.group(1)}”" if named else f"第{node.number}段"
    if node.parent is not None and node.parent.family == "tiao":
        return f"第{int_to_chinese(node.number)}款"
    return node.opening if node.opening_alone else f"{node.opening}第{node.number}段"
