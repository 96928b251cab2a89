"""Small questions about a piece of text: does it end a sentence, is it part of one, does it stand on its own line."""

from __future__ import annotations

import re

__all__ = ["FINAL", "STANDALONE", "ends_sentence", "has_open_bracket", "in_address", "is_address", "is_running"]

FINAL = "。！？；：!?;:…■"
_CLOSERS = "”』」》）)\"'’】］"
_LONG = 36
_DANGLING = re.compile(r"(?:依照|按照|根据|以及|比例为|[的和与及或在对由将为自按并于从向把被使])$")
_DATE = r"[\d〇零○一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
STANDALONE = re.compile(
    r"附\s*件\s*\d*\s*[：:]?$|附\s*件\s*\d*\s*[：:]\s*\S|附件\s*\d+(?:\s|$)|[专專][栏欄]\s*\d+"
    r"|[（(]\s*(?:此件|联系|聯繫|信息公开|公开|此页)"
    r"|(?:抄送|主送|抄报|主题词|联系人|联系电话|联系方式|传\s*真|电\s*话|地\s*址|邮\s*编|邮\s*箱|电子邮箱)\s*[：:]"
    r"|[^，。；：、]{2,16}[〔\[［【(（]\s*(?:19|20)\d{2}\s*[〕\]］】)）]\s*第?\s*\d+\s*号$"
    rf"|{_DATE}(?:\s*印发)?$"
)
"""Lines of an official document that are never joined to what stands above or below them."""

_ADDRESS = re.compile(r"h\s?t\s?t\s?p\s?s?\s?:|w\s?w\s?w\s?\.")
_BRACKETS = (("《", "》"), ("“", "”"), ("〔", "〕"), ("「", "」"), ("『", "』"), ("（", "）"))


_REMARK = re.compile(r"(?<=[。；！？])\s*[（(](?:[^（()）]|[（(][^（()）]*[)）])+[)）]$")
"""A remark in brackets behind a whole sentence (……。（责任单位：某局）)."""


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, semicolon, colon or the like, closing brackets and a remark in brackets left
    out of account."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and (bare[-1] in FINAL or bool(_REMARK.search(text[-400:])))


def is_running(text: str) -> bool:
    """Whether the text is part of a sentence rather than a heading or a name."""
    if re.search(r"[。；;！？]", text[:-1]) or (len(text) >= _LONG and "，" in text):
        return True
    return "，" in text and bool(_DANGLING.search(text))


def has_open_bracket(text: str) -> bool:
    """Whether a bracket or quotation mark of the last 60 characters is still open."""
    tail = text[-60:]
    return any(tail.rfind(opener) > tail.rfind(closer) for opener, closer in _BRACKETS)


def is_address(text: str) -> bool:
    """Whether the text begins with an Internet address, however it is spaced."""
    return bool(_ADDRESS.match(text))


def in_address(text: str) -> bool:
    """Whether the text ends inside an Internet address."""
    return bool(re.search(r"h\s?t\s?t\s?p\s?s?\s?:[^一-鿿]*$", text[-400:]))
