"""Repairs, each recorded: what the catalogue asks for (move, replace, drop), and spaces inside words and addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.catalogue import Drop, Move, Replace
from ingest.errors import CatalogueError
from ingest.model import Mend
from ingest.trace import Traced

__all__ = ["CJK", "apply_catalogue", "close_spaces"]

CJK = "⺀-〿㐀-鿿豈-﫿︰-﹏＀-｠￠-￦①-⓿"
_WIDE = f"[{CJK}]"
_SPACE = re.compile(rf"(?<={_WIDE})[ \u3000\u00a0]+(?=\S)|(?<=\S)[ \u3000\u00a0]+(?={_WIDE})")
_TABBED = re.compile(_SPACE.pattern.replace(r"\u3000", r"\t\u3000"))
_HEAD = re.compile(
    r"(?:第[〇零一二三四五六七八九十百两\d]+(?:[编篇章节条]|部分)(?:之[一二三四五六七八九十]+)?|专栏\s?\d+|附[件录表]\d*)$"
)
_LONGEST_HEAD = 40
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
_SENTENCE = re.compile(r"[，。；：]|[年月日个家项人元]")
_URL = re.compile(r"h\s?t\s?t\s?p\s?s?\s?:\s?/\s?/(?:[ ]?[A-Za-z0-9./_?=&%#~+-])+")
_URL_SPACE = re.compile(r"[ ]+")
_SPACED_HEAD = re.compile(r"h\st|t\sp|:\s/|/\s/|\s/\s|w\sw")


def apply_catalogue(source: Traced, mends: Sequence[Move | Replace | Drop]) -> tuple[Traced, list[Mend]]:
    """The source with the catalogue's mends made in their order. Raises CatalogueError for an anchor not found once."""
    done: list[Mend] = []
    for mend in mends:
        if isinstance(mend, Move):
            source, found = _move(source, mend)
        else:
            source, found = _replace(source, mend)
        done.append(found)
    return source, done


def _find(source: Traced, passage: str) -> tuple[int, int]:
    """Where the passage stands, white space left out of account."""
    signs = [re.escape(c) for c in passage if not c.isspace()]
    found = [m.span() for m in re.finditer(r"\s*".join(signs), source.text)] if signs else []
    if len(found) != 1:
        times = "没有找到" if not found else f"出现了 {len(found)} 次，应只出现一次"
        raise CatalogueError(f"目录中的修订无法执行：文中“{passage}”{times}。")
    return found[0]


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to whole lines, without the last line break."""
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after


def _move(source: Traced, rule: Move) -> tuple[Traced, Mend]:
    start = _lines(source.text, *_find(source, rule.start))[0]
    end = _lines(source.text, *_find(source, rule.end))[1]
    if end <= start:
        raise CatalogueError(f"目录中的修订无法执行：“{rule.end}”在“{rule.start}”之前。")
    place = _lines(source.text, *_find(source, rule.before or rule.after))
    to = place[0] if rule.before else place[1]
    if start < to < end:
        raise CatalogueError(f"目录中的修订无法执行：“{rule.before or rule.after}”在要移动的段落之内。")
    block, gap = source[start:end], Traced.inserted("\n\n")
    moved = Traced.join([gap, block, gap])
    if to <= start:
        text = Traced.join([source[:to], moved, source[to:start], source[end:]])
    else:
        text = Traced.join([source[:start], source[end:to], moved, source[to:]])
    return text, Mend("move", block.at(), block.text, block.text, rule.why or "恢复阅读顺序")


def _replace(source: Traced, rule: Replace | Drop) -> tuple[Traced, Mend]:
    start, end = _find(source, rule.text)
    old = source[start:end]
    new = rule.by if isinstance(rule, Replace) else ""
    # A replacement written without the source's own white space keeps what it does not speak of.
    text = Traced.join([source[:start], old.becomes(new), source[end:]])
    why = rule.why or ("更正文字" if isinstance(rule, Replace) else "页面附带内容")
    return text, Mend(rule.kind, old.at(), old.text, new, why)


def close_spaces(line: Traced, *, tabs: bool = False) -> tuple[Traced, list[Mend]]:
    """The line without spaces inside Chinese words, between Chinese and digits, and inside an Internet address.

    With `tabs` a tab is a space like any other; without, it parts the cells of a row and stays.
    """
    line, urls = line.substitute(_URL, _close_url, "space", "网址中的空格")
    line, spaces = line.substitute(_TABBED if tabs else _SPACE, _close_space, "space", "字间的空格")
    return line, urls + spaces


def _close_space(match: re.Match[str]) -> str:
    """Nothing, but one blank where the space parts a number such as 第三条 from what it is the number of."""
    if match.start() > _LONGEST_HEAD:
        return ""
    head, rest = match.string[: match.start()], match.string[match.end() :]
    if _HEAD.match(head) or (_SECTION.fullmatch(head) and len(rest) <= 24 and not _SENTENCE.search(rest)):
        return match.group()[0]
    return ""


def _close_url(match: re.Match[str]) -> str:
    return _URL_SPACE.sub("", match.group()) if _SPACED_HEAD.search(match.group()) else match.group()
