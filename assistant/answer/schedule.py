"""When one of several measures is open for applications, where a table of the document tells it (事项 | 申报时间 | 电话) and the
clause on the measure does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.compose import row_key
from assistant.answer.evidence import Finding
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["OPEN_NOW", "only_time", "with_schedule"]

OPEN_NOW = (
    r"(?:现在|今天|眼下|目前|这会儿|这时候)(?:还|再|去|来|就)*(?:能|可以)?(?:不能|不可以)?(?:去|来|再)?(?:申?报|申请|申领|递交|提交)"
    r"[^,。;?]{0,6}(?:吗|行不行|行吗|行么|成吗|可以吗|可不可以|晚不晚|$)"
)
_COLUMN = re.compile(r"(?:申报|受理|申请|办理|报名|申领|提交|填报)(?:起止)?(?:时间|日期|期限|时段)")
_ASKS = re.compile(
    rf"{OPEN_NOW}|还(?:能|可以|让|收)[^,。;?]{{0,4}}(?:报|申|交|递)|来(?:得|的|不)及|赶(?:得|不)?[上及]|随时|常年"
    r"|(?:什么|啥)时[候间][^,。;?]{0,8}(?:报|申|开|受理|递|交)|(?:报|申请|申领|受理|开放?)[^,。;?]{0,8}(?:(?:什么|啥)时[候间]|哪天|几[月号])"
    r"|(?:申报|受理|申请|报名)(?:的)?(?:时间|期限|窗口|截止)|下(?:一|个)?[次批轮][^,。;?]{0,8}(?:时[候间]|哪天|几[月号])"
)
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_SHARE = 0.6
_TIMES = frozenset({"window", "date", "day"})


def with_schedule(part: Part, findings: tuple[Finding, ...], index: Index) -> tuple[Finding, ...]:
    """The findings with the rows that tell when the measure of the best clause is open, where the question asks that: in
    front where it asks nothing but the time; the findings as they are where no table tells it."""
    if not findings or not _ASKS.search(part.text):
        return findings
    best = findings[0]
    rows = _rows_of(best.clauses[0], part, index)
    if not rows:
        return findings
    found = replace(best, clauses=rows, form="clauses", head=None)
    others = tuple(f for f in findings if not set(f.clauses) & set(rows))
    if best not in others or only_time(part):
        return (found, *others)
    return (best, found, *others[1:])


def only_time(part: Part) -> bool:
    """Whether the question asks for no other value than a time."""
    return bool(part.values) and set(part.values) <= _TIMES


def _rows_of(clause: Clause, part: Part, index: Index) -> tuple[Clause, ...]:
    """The rows of a schedule whose first cell the clause names best, all batches of one thing; none where two different
    things are named as well."""
    text = to_hans("".join((*clause.path, clause.reading or clause.text)))
    rows = [r for r in index.clauses_of(clause.document_id) if any(_COLUMN.search(to_hans(n)) for n, _ in r.cells)]
    named = {r.id: (_covered(_thing(r), text), _covered(_thing(r), part.text)) for r in rows}
    most = max(named.values(), default=(0.0, 0.0))
    best = tuple(r for r in rows if named[r.id] == most)
    return best if most[0] >= _SHARE and len({_thing(r) for r in best}) == 1 else ()


def _thing(row: Clause) -> str:
    return _BRACKETS.sub("", to_hans(row_key(row)))


def _covered(words: str, text: str) -> float:
    """What share of the pairs of characters of `words` stands in `text`."""
    pairs: Sequence[str] = [words[i : i + 2] for i in range(len(words) - 1)]
    return sum(p in text for p in pairs) / len(pairs) if pairs else 0.0
