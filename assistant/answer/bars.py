"""The bounds that a clause sets: what must be met to be eligible, and what a plan wants reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.answer.sentences import sentences
from assistant.understand.matters import base_of, matters
from assistant.understand.measures import noun_of
from assistant.understand.own import Interval
from assistant.understand.quantities import Comparator, Quantity, Unit, find_quantities
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["Bar", "bars", "sets_bound"]

_UNITS = ("percent", "yuan", "rank", "count", "month", "age")
_BOUNDS = ("ge", "gt", "le", "lt")
_OBLIGES = re.compile(
    r"应|须|必须|不得|不低于|不少于|不超过|不高于|至少|条件|要求|具备|满足|不足|须|方可|的[,，](?:可以|方可|可|给予)"
)
_RULES = re.compile(r"应|须|必须|不得|条件|要求")
_TOLD = re.compile(r"不再|撤销|取消|仍未|的,?(?:撤销|视为|取消|停止)|20\d\d年底?,?全?[^,。]{0,12}达到?(?!以上)\d")
_AIMS = re.compile(r"目标|指标|力争|争取|到\s*20\d\d\s*年|规划期末")
_AIM_VERB = re.compile(
    r"(?:提高|提升|增加|增长|上升|扩大|发展|壮大)(?:到|至)$|(?:达到|建成|建设|打造|培育|创建|形成|实现|突破|超过|新增|认定)(?:了)?$"
)
_AIM_BEFORE = re.compile(r"(?:达到|建成|建设|打造|培育|创建|新增|认定)[^,，。;；]{1,20}$")
_LOWER = re.compile(r"(?:降低|下降|减少|控制|压减)(?:到|至|在)$")
_CONDITION = re.compile(r"^[^,，。;；]{0,8}的(?=[,，])")
_SPAN = re.compile(r"\s*的")
_SIGN = re.compile(r"[,，。;；:：]")
_SO_FAR = re.compile(r"截至|累计|已经|现有|连续")
_NORM = re.compile(r"^(?:不低于|不少于|不小于|至少|不得|不超过|不高于|不多于)")
_REACHED = re.compile(r"^(?:超过|突破)")
_SETS = re.compile(r"应(?![用急对收])|须|不得|条件[:：]|要求[:：]|的[,，]|目标|指标")
_DEFINES = re.compile(
    r"所称的?[“\"]?([^“”\",，。]{2,20}?)[”\"]?[,，]?(?:均?是)?指|[“\"]([^“”\"]{2,20})[”\"][,，]?(?:均?是)?指"
)
_GIVES = re.compile(
    r"^[^,，。;；]{0,8}的[,，](?:可以|可|均)?(?:一次性)?(?:按照?[^,，。;；]{0,30}(?:补|奖|资助|贴)|给予|予以|奖励|补[助贴]|享受|方可)"
)
_GIVES_MORE = re.compile(r"^[^,，。;；]{0,8}的[,，][^。;；]{0,12}(?:提高|再|增加|上浮|另)")
_EASED = re.compile(r"^[^,，。;；]{0,4}的[^,，。;；]{0,8}[,，][^,，。;；]{0,14}(?:放宽|降低|缩短|延长|减半|适当|不受)")
_WHO = re.compile(r"(?:其中)?(?:成员|委员|人员|人数|数量|总数|单位|家数)(?:单位)?(?:总?数)?(?:应当?|须)?")
_OF_WHOLE = re.compile(
    r"(?:不得?低于|不得?少于|(?P<most>不得?超过|不得?高于|不得?多于))(?:[^,，。;；\d]|\d{4}\s*年|\d{1,2}\s*[月日]){2,14}的$"
)
_FOR = re.compile(r"^[^,，。;；\d]{0,3}的[^,，。;；]{2,12}[,，](?:分别)?(?:按照?|给予|予以|最高)")
_TIER = re.compile(r"[、,，](?=不足|不满|不到|超过|低于|高于|\d)")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bound of a clause: its figure, in which direction it binds, and the words around it.

    `raw` is verbatim with its comparator, `before` and `counted` are the words on either side; `loose` of a bound that is
    itself an estimate (25家左右); `aim` when it is a target of a plan and not a condition; `tiers` are bounds under which
    alone it holds (营业收入不足5000万元的), `tier_about` what those measure. `noun` are the words of its own piece before the
    figure, `top` the matter of what is a share; `defines` the term that the bound helps to define, if it does."""

    unit: Unit
    value: Decimal
    comparator: Comparator
    raw: str
    about: frozenset[str]
    base: str
    before: str
    counted: str
    loose: bool = False
    aim: bool = False
    tiers: tuple[Quantity, ...] = ()
    tier_about: frozenset[str] = frozenset()
    noun: str = ""
    top: frozenset[str] = frozenset()
    defines: str = ""

    def met(self, span: Interval) -> bool | None:
        """Whether what the user gave meets it; None where the figure, or the bound itself, leaves it open."""
        holds = span.meets(self.comparator, self.value)
        if self.loose and holds is False and span.meets("lt", self.value * Decimal("0.9")) is not True:
            return None
        return holds


def sets_bound(clause: Clause) -> bool:
    """Whether the clause sets any bound that a figure can be held against."""
    return bool(bars(clause))


@lru_cache(maxsize=4096)
def bars(clause: Clause) -> tuple[Bar, ...]:
    """The bounds of a clause in their order."""
    frame = to_hans("".join((*clause.path, clause.reading or clause.text)))
    aims = bool(_AIMS.search(frame))
    reading = to_hans(clause.reading or "")
    lead = reading[: max(0, len(reading) - len(clause.text))]
    return tuple(b for s in sentences(clause.text) for b in _in_sentence(to_hans(s), s, frame, lead, aims))


def _in_sentence(text: str, shown: str, frame: str, lead: str, aims: bool) -> Iterator[Bar]:
    figures = find_quantities(text)
    found = _DEFINES.search(text)
    defined = (found[1] or found[2]) if found else ""
    tiers = tuple(q for q in figures if _is_condition(q, text))
    for q in figures:
        if q.unit not in _UNITS or (q in tiers and not _entitles(q, text)):
            continue
        start, comparator, aim = _binds(q, text, aims)
        if comparator is None or _told(q, text) or (_REACHED.search(q.raw) and not (defined or _SETS.search(frame))):
            continue
        if not aim and not defined and not _OBLIGES.search(frame):
            continue
        if _EASED.search(text[q.end :]):
            continue  # 30人以下的企业，比例放宽至… tells for whom another bound is eased; nobody must be of them
        if q.unit == "month" and _SPAN.match(text[q.end :]):
            continue  # 三年内的各年度报告 tells which, and binds nothing
        piece = _piece(text, q)
        under = tuple(t for t in tiers if t.start < q.start)
        about = _about(q, piece, text) | _top(q, text)
        yield Bar(
            q.unit,
            q.value,
            comparator,
            shown[start : q.end + _suffix(q, text)].strip(),
            about | (matters(lead) if under else frozenset()),
            base_of(piece.replace(" ", "")),
            re.sub(r"\s", "", piece[: max(0, piece.rfind(q.raw))])[-16:],
            text[q.end : q.end + 40],
            q.comparator == "about",
            aim,
            under,
            matters(text[: under[-1].start]) if under else frozenset(),
            _noun(text[: q.start]),
            _top(q, text),
            defined,
        )


def _noun(head: str) -> str:
    """The words before the figure in its own piece; with those of the piece before where they only say who (成员, 人数)."""
    pieces = _SIGN.split(head)
    noun = noun_of(pieces[-1])
    return f"{noun_of(pieces[-2])}{noun}" if len(pieces) > 1 and _WHO.fullmatch(noun) else noun


def _top(q: Quantity, text: str) -> frozenset[str]:
    """The matter of what is a share: the words before 占, those of the piece before where none stand there."""
    pieces = _SIGN.split(text[: q.start])
    head, share, _ = pieces[-1].rpartition("占")
    if q.unit != "percent" or not share:
        return frozenset()
    return matters(head) or (matters(pieces[-2]) if len(pieces) > 1 and not noun_of(head) else frozenset())


def _told(q: Quantity, text: str) -> bool:
    """Whether the sentence tells what is or was; 累计 and the like tell nothing beside a bound that is worded as one."""
    worded = _NORM.search(q.raw) or (text.startswith("对") and _FOR.search(text[q.end :]))
    text = text.replace(" ", "")
    return bool(_TOLD.search(text) or (_SO_FAR.search(text) and not worded))


def _about(q: Quantity, piece: str, text: str) -> frozenset[str]:
    """What the bound is on; an amount of money that says nothing else in a sentence on grants is a grant."""
    about = matters(piece) or matters(text)
    if q.unit == "yuan" and not about - {"project"}:
        about |= matters(text) & {"grant"}
    return about


def _binds(q: Quantity, text: str, aims: bool) -> tuple[int, Comparator | None, bool]:
    """Where the bound's words start, its direction (None: it binds nothing), and whether it is a plan's target."""
    head = text[: q.start].rstrip()
    verb = _AIM_VERB.search(head)
    if q.unit == "percent" and q.comparator == "eq" and (of := _OF_WHOLE.search(head)):
        return of.start(), "le" if of["most"] else "ge", False
    reached = aims and (verb or _AIM_BEFORE.search(head) or q.raw.startswith("达到"))
    if aims and (lower := _LOWER.search(head)):
        return lower.start(), "le", True
    if reached and q.comparator in ("eq", "about", "ge", "gt"):
        strict: Comparator = "gt" if q.comparator == "gt" else "ge"
        return (verb.start() if verb else q.start), strict, True
    if q.unit == "rank" and q.raw.lstrip("排名位列第").startswith("前") and q.comparator == "eq":
        return q.start, "le", False
    return q.start, q.comparator if q.comparator in _BOUNDS else None, aims and not _RULES.search(text)


def _suffix(q: Quantity, text: str) -> int:
    """The length of 以上, 左右 … behind a figure whose comparator stands before it (达到300家以上)."""
    found = re.match(r"\s*(?:及?以[上下内]|左右|上下)", text[q.end :])
    return found.end() if found else 0


def _is_condition(q: Quantity, text: str) -> bool:
    """Whether the figure is a condition under which another bound holds (营业收入不足5000万元的，不低于6%)."""
    tail = text[q.end :]
    if _CONDITION.search(tail):
        return True
    return bool(_TIER.match(tail)) and bool(re.search(r"的[,，]", tail))


def _entitles(q: Quantity, text: str) -> bool:
    """Whether the figure is the condition of something given (服务费3万元以上的，给予补助), and not of more of it."""
    tail = text[q.end :]
    return bool(_GIVES.search(tail)) and not _GIVES_MORE.search(tail)


def _piece(text: str, q: Quantity) -> str:
    """The words between signs that a figure stands in; the piece before it too where they are few."""
    starts = [m.end() for m in re.finditer(r"[,，。;；:：]", text[: q.start])]
    end = re.search(r"[,，。;；]", text[q.end :])
    stop = q.end + end.start() if end else len(text)
    for start in [*reversed(starts), 0]:
        if q.start - start >= 4 and matters(text[start:stop]):
            return text[start:stop]
    return text[:stop]
