"""Clauses named by their numbers in questions (三（二）第8项, 附件第13项, 专栏2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.quantities import chinese_number

__all__ = ["ClauseRef", "find_refs"]

_NUMERAL = r"[一二三四五六七八九十百]+|\d{1,3}"
_REF = re.compile(
    rf"(?:(?P<annex>附件|附表)\s*(?P<annex_no>{_NUMERAL})?|(?P<box>专栏)\s*(?P<box_no>{_NUMERAL}))?"
    rf"(?P<path>(?:\s*(?:第\s*(?:{_NUMERAL})\s*(?:大?部分|大?条|大?款|大?项|大?点|目|段|章|节)|第\s*\((?:{_NUMERAL})\)\s*项?|\((?:{_NUMERAL})\)|(?:[一二三四五六七八九十]+)\s*(?:、|(?=\s*\())|(?:{_NUMERAL})\s*(?:大点|小点)|\d{{1,2}}\.(?!\d)))*)"
)
_STEP = re.compile(rf"(第)?\s*\(?\s*({_NUMERAL})\s*\)?\s*(章|节|条|款|项|目|段|点|部分)?")


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause named by its number: `part` as in clause ids (empty: any), `steps` the numbers, outermost first,
    `last` the unit of the last one (段, 点, 项 …)."""

    part: str
    steps: tuple[int, ...]
    article: bool
    raw: str
    last: str = ""


def find_refs(text: str) -> tuple[ClauseRef, ...]:
    """The clause numbers in the normalised text, in order."""
    refs: list[ClauseRef] = []
    for match in _REF.finditer(text):
        raw = match.group().strip()
        if not raw:
            continue
        part = ""
        if match["annex"]:
            number = chinese_number(match["annex_no"] or "")
            part = f"annex{int(number)}" if number else "annex"
        if match["box"]:
            part = f"box{int(chinese_number(match['box_no']) or 0)}"
        steps, article, last = [], False, ""
        for step in _STEP.finditer(match["path"] or ""):
            number = chinese_number(step[2])
            if number is not None:
                steps.append(int(number))
                article = article or step[3] == "条"
                last = step[3] or ""
        if part or (steps and (len(steps) > 1 or "第" in raw)):
            refs.append(ClauseRef(part, tuple(steps), article, raw, last))
    return tuple(refs)
