"""Whether there is still time, and whether a day of the user's lies in a period that the text permits: dates in code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer.draft import Line
from assistant.answer.evidence import Finding
from assistant.answer.schedule import OPEN_NOW
from assistant.answer.words import speaker
from assistant.understand.measures import likeness
from assistant.understand.terms import Term, days_in, terms, written
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause

__all__ = ["in_time"]

_IN_TIME = re.compile(
    r"赶(?:不赶)?(?:得|的)?[上及]|赶不[上及]|来(?:得|的|不)及|过期了?[吗没]|过了(?:期|时间)?[吗没]|晚了|迟了|错过|截止了|结束了[吗没]"
    r"|还(?:能|可以)(?:不能|否)?(?:再)?(?:报|交|填|申|提|递|补)|还有(?:没有)?(?:机会|时间)|超期|逾期了|还收[吗不]|还开着|关了[吗没]"
    rf"|{OPEN_NOW}"
)
_LAPSES = re.compile(
    r"(?:证书?|牌子?|标牌|资格|资质|称号|文件|办法|政策|方案|规定|细则|通知)[^,。;?]{0,8}(?:过期|过了|失效)"
)
_OPEN = re.compile(r"申报|受理|填报|报名|截止|提交")
_TODAY = re.compile(r"今[天日儿]|现在|眼下|目前|这会儿|此刻|当前")
_WHETHER = re.compile(r"能|算|行|可以|符合|合格|有效|认|满足|作数|够|在不在|超")
_NEXT = re.compile(
    r"(?:没(?:能|有)?赶|赶不)[上及]|错过|[过晚迟]了.*(?:下|再)(?:一|个)?[次批轮回期]|下(?:一|个)?[次批轮回期]"
)
_WHEN = re.compile(r"(?:什么|啥)时[候间]|哪[天一]|几[月号点时](?!\d)|何时|多久")
_HAPPENS = re.compile(
    r"(?:期间|之间|[日号]内)[^,，。;；]{0,3}(?:新|首次|获|取得|签|购|发生|投[产资入]|建成|招|实现|完成|认定|产生)"
)
_BATCH = re.compile(r"第\s*[一二三四五六七八九\d]+\s*[批次轮期]|首批")
_MOVED = re.compile(r"顺延|延期至|延长至|延至|推迟|调整为|另行通知")


def in_time(findings: Sequence[Finding], part: Part, index: Index, day: date) -> tuple[Line, ...]:
    """The line that says how the day asked about stands to the period or deadline of the first document found; none where
    no day is asked about, the text sets none for it, or several are equally likely."""
    asked = _day_of(part.text, day)
    if asked is None or not findings:
        return ()
    own, words, today = asked
    clauses = [c for f in findings if f.document.id == findings[0].document.id for c in f.clauses]
    held = [(c, t) for c in clauses for t in terms(c.text, own.year, own) if not (today and _of_events(t))]
    found = _best(held, words, part.text, own)
    if found is None or (found[1].edge and own == found[1].end):
        return ()
    clause, term = found
    if today and own < day and term.start and term.end and term.start.year < term.end.year:
        return ()  # a day without a year, in a period over the year's end: which year's is not said
    if _yearly(term) and any(_MOVED.search(c.text) for c in index.clauses_of(clause.document_id)):
        return ()
    who = speaker(findings[0].document, index.documents)
    said, computed = _today(own, term, day) if today else _given(own, term)
    return (Line(f"{who}：{said}", (clause.id,), (term.raw,), (written(own), *computed)),)


def _day_of(text: str, day: date) -> tuple[date, str, bool] | None:
    """The day asked about, the words that say what happens on it, and whether it is asked if there is still time; None
    too where a time is known to be missed and the next is asked for."""
    missed = bool(_NEXT.search(text) and _WHEN.search(text))
    hurry = bool(_IN_TIME.search(text)) and not _LAPSES.search(text) and not missed
    dated = days_in(text)
    near = days_in(text, day.year)
    if hurry and len(near) <= 1:
        return (near[0][0] if near else day), text, True
    if hurry or len(dated) != 1 or len(near) != 1 or not _WHETHER.search(text):
        return None
    own, start, end = dated[0]
    if _TODAY.search(text[max(0, start - 6) : start]):
        return None
    head, tail = re.split(r"[,。;?]", text[:start])[-1], re.split(r"[,。;?]", text[end:])[0]
    return own, f"{head}{tail}", False


def _best(held: Sequence[tuple[Clause, Term]], words: str, text: str, own: date) -> tuple[Clause, Term] | None:
    """The period whose words are most like those of the question; of equal ones only batches can be told apart by time."""
    batch = _BATCH.search(words)
    if batch:
        named = [h for h in held if batch[0] in h[1].piece]
        held = named or [h for h in held if not _BATCH.search(h[1].piece)]
    liked = [(likeness(words, h[1].piece), h) for h in held]
    most = max((n for n, _ in liked), default=0)
    best = [h for n, h in liked if n == most]
    if len(best) == 1 and (most or (len(held) == 1 and _OPEN.search(best[0][1].piece))):
        return best[0]
    if len(best) > 1 and all(_BATCH.search(t.piece) for _, t in best) and len({_table(c) for c, _ in best}) == 1:
        return next((h for h in best if h[1].end and own <= h[1].end), best[-1])
    return None


def _table(clause: Clause) -> str:
    """The clause, or the table that a row is of: batches may stand in rows of their own."""
    return clause.parent_id or clause.part if clause.kind == "row" else clause.id


def _of_events(term: Term) -> bool:
    """Whether the period tells when something must have happened (期间新获得的贷款), and not when to apply."""
    return bool(_HAPPENS.search(term.piece)) and not _OPEN.search(term.piece)


def _yearly(term: Term) -> bool:
    return not re.search(r"\d{4}\s*年", term.raw)


def _today(own: date, term: Term, day: date) -> tuple[str, tuple[str, ...]]:
    """Whether there is still time on the day."""
    now = written(own)
    if term.start and own < term.start:
        wait = f"还有{(term.start - own).days}天"
        return f"**尚未开始**：{now}早于{term.raw}，距开始{wait}。", (wait,)
    if term.end and own > term.end:
        late = f"{(own - term.end).days}天"
        return f"**{'来不及' if own > day else '已截止'}**：{now}已过规定的时间（{term.raw}），晚{late}。", (late,)
    if term.end:
        left = f"还有{(term.end - own).days}天"
        return f"**来得及**：{now}尚未截止，{left}（{term.raw}）。", (left,)
    return f"**来得及**：{now}在允许的时间内（{term.raw}）。", ()


def _given(own: date, term: Term) -> tuple[str, tuple[str, ...]]:
    """Whether a day of the user's is one that the text permits."""
    said = written(own)
    if term.start and own < term.start:
        return f"**不满足**：{said}（您提供）早于规定的时间（{term.raw}），不在允许的期间内。", ()
    if term.end and own > term.end:
        return f"**不满足**：{said}（您提供）晚于规定的时间（{term.raw}），不在允许的期间内。", ()
    return f"**满足**：{said}（您提供）在规定的时间内（{term.raw}）。", ()
