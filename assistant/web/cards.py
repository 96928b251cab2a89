"""Citation cards: what an answer stands on, clause by clause, for the panel beside the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote as url_quote

from assistant.model import Answer, Citation
from assistant.web.pages import anchor_of, render
from assistant.web.text import answer_key, citation_line, plain

__all__ = ["cards_html", "copy_text", "split_quote"]

_FEW = 3
_SPLIT = re.compile(r"……|…|\.\.\.")


@dataclass(frozen=True, slots=True)
class _Card:
    """What one card shows."""

    id: str
    citation: Citation
    parts: Sequence[tuple[bool, str]]
    link: str
    copy: str
    open: bool


def cards_html(answer: Answer, question: str, current: bool) -> str:
    """The section of one answer: its cards, then related clauses. Hidden unless it is the `current` one."""
    key = answer_key(answer.id)
    return render(
        "cards.html",
        key=key,
        question=question,
        current=current,
        cards=_opened(answer.citations, f"cite-{key}"),
        related=_opened(answer.related, f"rel-{key}"),
        copy=copy_text(answer),
    )


def copy_text(answer: Answer) -> str:
    """The answer with its grounds, as plain text for the clipboard."""
    lines = [plain(answer.answer)]
    if answer.citations:
        lines.append("\n依据：")
        lines += [f"[{c.n}] {_line(c)}：“{c.quote}”" for c in answer.citations]
    return "\n".join(lines)


def split_quote(text: str, quote: str) -> list[tuple[bool, str]]:
    """`text` cut into (used, piece): the pieces of `quote` (parted by ……) are used. White space is not compared.

    When a piece is not in the text, nothing is marked.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in _SPLIT.split(quote):
        signs = [re.escape(c) for c in piece if not c.isspace()]
        if not signs:
            continue
        match = re.compile(r"\s*".join(signs)).search(text, start)
        if match is None:
            return [(False, text)]
        spans.append(match.span())
        start = match.end()
    parts: list[tuple[bool, str]] = []
    last = 0
    for begin, end in spans:
        parts += [(False, text[last:begin]), (True, text[begin:end])]
        last = end
    parts.append((False, text[last:]))
    return [(used, piece) for used, piece in parts if piece]


def _line(citation: Citation) -> str:
    return citation_line(citation.title, citation.number, citation.label) + (
        "（摘编）" if citation.source == "digest" else ""
    )


def _opened(citations: Sequence[Citation], prefix: str) -> list[_Card]:
    """The cards; all open where there are few, else only the first."""
    few = len(citations) <= _FEW
    return [_card(c, f"{prefix}-{c.n}", few or not position) for position, c in enumerate(citations)]


def _card(citation: Citation, card_id: str, is_open: bool) -> _Card:
    anchor = url_quote(anchor_of(citation.clause_id, citation.document_id), safe="/")
    used = citation.quote or citation.text
    return _Card(
        id=card_id,
        citation=citation,
        parts=split_quote(citation.text, citation.quote),
        link=f"/documents/{url_quote(citation.document_id, safe='')}#{anchor}",
        copy=f"“{used}”——{_line(citation)}",
        open=is_open,
    )
