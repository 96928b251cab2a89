"""Text at the border: what comes in is cleaned, what goes into Markdown is made harmless."""

from __future__ import annotations

import re
import unicodedata

from assistant.model import Answer

__all__ = ["answer_key", "citation_line", "clean", "cut_points", "link_marks", "literal", "plain"]

_BIDI_AND_INVISIBLE = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_MARK = re.compile(r"\[(\d{1,3})\]")
_URL = re.compile(r"(?i)(https?|ftp|mailto|javascript|data)(:)|(www)(\.)|(@)")
_QUOTE_LINE = re.compile(r"(?m)^(\s{0,3})&gt;(?=\s)")
_BOLD = re.compile(r"\*\*(?=\S)([^\n]+?)(?<=\S)\*\*")
"""Made into <strong> here: by Markdown's own rule `**30%**的` is not bold, because no space or punctuation follows."""
_CAUTION = re.compile(r"(?m)^(注意：.+)$")
_STOP = re.compile(r"[。；！？\n]+(?:\s*\[\d{1,3}\])*\**")


def clean(text: str) -> str:
    """`text` without control, bidirectional and unpaired surrogate characters, line ends as `\\n`, ends stripped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        c for c in text if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs"} and c not in _BIDI_AND_INVISIBLE)
    )
    return "".join(kept).strip()


def literal(text: str) -> str:
    """`text` as Markdown that shows exactly these characters: no mark-up, link, image or HTML comes of it."""

    def entity(match: re.Match[str]) -> str:
        return f"&#{ord(match.group())};"

    lines = (re.sub(r"^[ \t]+", lambda m: "\u00a0" * len(m.group()), line) for line in text.split("\n"))
    escaped = (re.sub(r"[!-/:-@\[-`{-~]", entity, line) for line in lines)
    return "<br>".join(escaped)


def answer_key(answer_id: str) -> str:
    """An answer's id in a form that is safe inside an HTML id and a URL fragment."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", answer_id)[:64]


def link_marks(answer: Answer, text: str | None = None) -> str:
    """The answer's Markdown (or `text`, a beginning of it) with everything active escaped and its own [n] as links.

    Bold, lists, tables and quotations stay. A mark without a citation stays text.
    """
    known = {citation.n for citation in answer.citations}
    key = answer_key(answer.id)
    source = answer.answer if text is None else text
    parts: list[str] = []
    last = 0
    for match in _MARK.finditer(source):
        if int(match.group(1)) in known:
            n = match.group(1)
            parts.append(_harmless(source[last : match.start()]))
            parts.append(f'<a class="cite" href="#cite-{key}-{n}">&#91;{n}&#93;</a>')
            last = match.end()
    parts.append(_harmless(source[last:]))
    linked = _BOLD.sub(r"<strong>\1</strong>", "".join(parts)).replace("**", "&#42;&#42;")
    return _CAUTION.sub(r'<span class="caution">\1</span>', linked) if answer.notices else linked


def _harmless(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _QUOTE_LINE.sub(r"\1>", text)
    text = text.replace("[", "&#91;").replace("]", "&#93;").replace("`", "&#96;").replace("![", "&#33;[")
    text = text.replace("$", "&#36;").replace("~", "&#126;").replace("_", "&#95;")
    return _URL.sub(lambda m: (m[1] or m[3] or "") + f"&#{ord(m[2] or m[4] or m[5])};", text)


def plain(markdown: str) -> str:
    """The answer's Markdown as plain text for the clipboard: no bold marks, [n] kept."""
    return re.sub(r"\*\*(.+?)\*\*", r"\1", markdown)


def cut_points(text: str, pieces: int = 16) -> list[int]:
    """Offsets at which a finished answer may be cut for streaming: after sentences and lines, outside marks and bold.

    At most about `pieces`; the last one is the length of the text.
    """
    stops = [m.end() for m in _STOP.finditer(text) if text.count("**", 0, m.end()) % 2 == 0]
    step = max(1, len(stops) // pieces)
    points = [stop for stop in stops[::step] if stop < len(text)]
    return [*points, len(text)]


def citation_line(title: str, number: str, label: str) -> str:
    """A citation as an official writes it: 《标题》（文号）第三条."""
    name = title if title.startswith("《") and title.endswith("》") else f"《{title}》"
    return f"{name}{f'（{number}）' if number else ''}{label}"
