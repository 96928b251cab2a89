"""A document's id: ASCII, from its 文号 (青科发〔2020〕3号 → `qing-ke-fa-2020-3`) or, without one, from its title."""

from __future__ import annotations

import re
import unicodedata

from ingest.normal import to_hans

__all__ = ["document_id"]

_SYLLABLES = 14


def document_id(number: str, title: str) -> str:
    """The id made of the number, or of the title shortened to 14 syllables; `document` where neither has a word."""
    plain = to_hans(unicodedata.normalize("NFKC", re.sub(r"第?(\d+)\s*号", r"\1", number) or title))
    words = _words(plain)[: None if number else _SYLLABLES]
    return "-".join(words) or "document"


def _words(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    words: list[str] = []
    for run in re.findall(r"[㐀-鿿〇]+|[A-Za-z0-9]+", text):
        words += [run.lower()] if run.isascii() else lazy_pinyin(run, errors="ignore")
    return [word for word in words if word.isascii() and word.isalnum()]
