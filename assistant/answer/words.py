"""How documents and clauses are named to readers, and which of our own sentences are used."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from assistant.understand.scope import NATION
from ingest.model import Document

__all__ = ["TEXTS", "coverage_text", "say", "speaker", "title_of"]

TEXTS = Path(__file__).parent.parent.parent / "prompts"
_VARIABLE = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=64)
def _load(name: str) -> tuple[str, frozenset[str]]:
    """A text of `prompts/`: first line `variables: a, b` (or `variables:`), an empty line, then the text."""
    head, _, text = (TEXTS / f"{name}.md").read_text("utf-8").partition("\n\n")
    declared = frozenset(v for v in re.split(r"[,\s]+", head.removeprefix("variables:").strip()) if v)
    used = frozenset(_VARIABLE.findall(text))
    if not head.startswith("variables:") or declared != used:
        raise ValueError(f"prompts/{name}.md：声明的变量 {sorted(declared)} 与用到的 {sorted(used)} 不一致")
    return text.strip(), declared


def say(name: str, **values: str) -> str:
    """The text `name` with its variables filled in; a missing or unknown variable is an error."""
    text, declared = _load(name)
    if declared != values.keys():
        raise ValueError(f"prompts/{name}.md 需要变量 {sorted(declared)}，得到 {sorted(values)}")
    return _VARIABLE.sub(lambda m: values[m[1]], text)


def title_of(document: Document) -> str:
    """《title》, the title of what a notice carries rather than the notice's own."""
    title = document.title
    if found := re.search(r"关于印发《?(.+?)》?的通知$", title):
        title = found[1]
    return title if title.startswith(("《", "“")) and title.endswith("》") else f"《{title}》"


def speaker(document: Document, documents: Sequence[Document]) -> str:
    """How an answer names whose rule it quotes: the region; with the short title where the region has several documents."""
    same = [d for d in documents if d.region == document.region]
    name = document.region or title_of(document)
    if document.region and (len(same) > 1 or document.region == NATION):
        name += f"（{document.short_names[0] if document.short_names else title_of(document)}）"
    return name


def coverage_text(documents: Sequence[Document]) -> str:
    """The regions the corpus covers: 国家、重庆市、上海市."""
    regions = list(dict.fromkeys(d.region or title_of(d) for d in documents))
    regions.sort(key=lambda r: r != NATION)
    return "、".join(regions)
