"""A score or a percentage of the asker's that falls into a band of a table or a clause (66分 → 60分至69分: C级)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answer.bands import Band, bands_in, bands_in_cell, bands_of_rows, fitting
from assistant.answer.compose import row_told
from assistant.answer.draft import Block, Draft, Line
from assistant.answer.scoring import falling
from assistant.answer.sentences import body
from assistant.answer.situations import documents_meant
from assistant.answer.words import speaker
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Ranking
from assistant.understand.quantities import find_quantities
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["band_draft"]

_SCORE = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)\s*分(?!之|钟|期|批|类|档|级|成|为|制|以|及|或)")
_SCORED = re.compile(r"几分|多少分|得分|打分|评分|算分|分值|加分|分数")
_GRADED = re.compile(
    r"什么(?:等次|等级|级别|档次|档|级|结果|水平)|(?:哪|几)(?:一|个)?(?:等次|等级|级别|档次|档|级|等)|算(?:不算|是)?(?:优|良|合格|及格|好|差)|后果|怎么(?:处理|办|罚)|会怎|咋|严重|影响|怎样"
    r"|(?:多少|几)(?:钱|万|%|个点|年)|奖|补|红包|属于|落在"
)
_BARRED = re.compile(
    r"(?:能不能|可不可以|能否|能|可以|够不够|够|过不过|行不行)[^,。?;]{0,10}(?:进|报|入围|过线|过关|通过|申请|列入)"
    r"|(?:够|过|达标|达到)(?:吗|不|没|了)"
)
_REVIEWED = re.compile(r"考核|评估|绩效|评价|评审|考评|复核|验收|测评")
_CHECKED = re.compile(r"年[检审]|复[查评审]|考[核评]|评[估价]|打分|检查")
_TAKES_IN = re.compile(r"以[上下].{0,30}(?:包[括含]|含)本数")
_SEQUEL = re.compile(r"给予|奖励|补助|整改|撤销|取消|不得|限期|终止|暂停|收回|约谈|不予|优先|通报")
_LABEL = re.compile(
    r"(?:的)?(?:评)?(?:为|是|属于)([A-H]?[\u4e00-\u9fff]{1,4})$|(优秀|良好|基本合格|不合格|合格|一般|较差)"
)
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class _Group:
    """Bands that belong together, the words that say of what they are, and how their best clause was ranked."""

    bands: tuple[Band, ...]
    about: str
    worth: float


def band_draft(part: Part, ranking: Ranking, own: Sequence[str], index: Index) -> Draft | None:
    """The band that the asker's figure falls into, and what holds there; None where the question gives no one figure,
    asks nothing of a band, or no bands of `own` are on its matter."""
    if part.later and _GRADED.search(part.text) and not part.figures and not _SCORE.search(part.text):
        # what follows from the score of the question before (88分算什么档，奖多少钱)
        part = replace(part, text=f"{part.context},{part.text}", topic=f"{part.context} {part.topic}")
    given = _given(part)
    if given is None:
        return None
    value, unit, said = given
    documents = documents_meant(part, own, ranking, index)
    if unit == "%" and (fallen := _fallen(value, said, part, documents, index)):
        return Draft("answered", (fallen,), confidence=_NEAR)
    groups = [g for d in documents for g in _groups(d, ranking, index) if g.bands[0].unit == unit]
    groups = [g for g in groups if _on_matter(g, part, unit)]
    if not groups or (unit == "分" and _BARRED.search(part.text) and not _GRADED.search(part.text)):
        return None
    group = max(groups, key=lambda g: g.worth)
    document = index.document(group.bands[0].clause.document_id)
    takes_in = any(_TAKES_IN.search(to_hans(c.text)) for c in index.clauses_of(document.id))
    band = fitting(value, group.bands, takes_in)
    if band is None:
        return None
    who = speaker(document, index.documents)
    blocks: list[Block] = [_told(band, who, said)]
    blocks.extend(_sequels(band, part, ranking, index))
    return Draft("answered", tuple(blocks), confidence=max(_NEAR, ranking.of(band.clause.id).confidence))


def _fallen(value: Decimal, said: str, part: Part, documents: Sequence[str], index: Index) -> Line | None:
    """What the share gets by the one rule on its matter by which points fall; None where there is none."""
    rules = [r for d in documents for c in index.clauses_of(d) if c.kind == "row" and (r := falling(c))]
    rules = [r for r in rules if _on_matter(_Group((), to_hans(r.clause.text), 0.0), part, "%")]
    if len(rules) != 1 or not (sum_told := rules[0].told(value)):
        return None
    rule = rules[0]
    who = speaker(index.document(rule.clause.document_id), index.documents)
    text = f"{who}：**{sum_told}**：{said}（您提供），按“{rule.text}”计（{_called(rule.clause, rule.text)}）"
    return Line(text, (rule.clause.id,), (rule.text,), (sum_told, said))


def _given(part: Part) -> tuple[Decimal, str, str] | None:
    """The one score that the asker gives, or the one percentage where points are asked for."""
    scores = list(_SCORE.finditer(part.text))
    if len(scores) == 1:
        return Decimal(scores[0][1]), "分", scores[0][0].strip()
    shares = [q for q in find_quantities(part.text) if q.unit == "percent" and q.comparator == "eq" and q.high is None]
    if not scores and len(shares) == 1 and _SCORED.search(part.text):
        return shares[0].value, "%", shares[0].raw.strip()
    return None


def _groups(document: str, ranking: Ranking, index: Index) -> Iterator[_Group]:
    """All sets of bands in the document: of tables, and of single clauses."""
    tables: dict[str, list[Clause]] = {}
    for clause in index.clauses_of(document):
        if clause.kind == "row":
            tables.setdefault(clause.parent_id or clause.part, []).append(clause)
            about, inside = bands_in_cell(clause)
            if inside:
                yield _Group(inside, to_hans(about), ranking.of(clause.id).fused)
        elif clause.kind not in ("heading", "title", "header", "fact") and (bands := bands_in(clause)):
            yield _Group(bands, _head_of(clause), ranking.of(clause.id).fused)
    for head, rows in tables.items():
        if bands := bands_of_rows(rows):
            title = body(index.clauses[head]) if head in index.clauses else ""
            names = "".join(name for name, _ in rows[0].cells)
            worth = max(ranking.of(c.id).fused for c in rows)
            yield _Group(bands, to_hans(f"{title}{names}"), worth)


def _head_of(clause: Clause) -> str:
    """What a clause with bands is about: its first sentence, up to the first figure of a band."""
    text = to_hans(body(clause))
    return re.split(r"[A-H][.．、]|\d+(?:\.\d+)?\s*(?:分|[%％])|[。；]", text)[0]


def _on_matter(group: _Group, part: Part, unit: str) -> bool:
    """Whether the bands are of what the question speaks of: they share a word for it; of a percentage the whole name."""
    words = [w for w in content_words(part.topic) if not re.search(r"\d", w)]
    shared = [w for w in words if w in group.about and not _SCORED.search(w)]
    if unit == "%":
        return sum(map(len, shared)) >= 3
    said, told = set(_REVIEWED.findall(part.text)), set(_REVIEWED.findall(group.about))
    if said:
        return bool(said & told)
    return bool(shared) or (bool(told) and bool(_CHECKED.search(part.text)))


def _told(band: Band, who: str, said: str) -> Line:
    """The first line: the figure, the band, and what holds in it."""
    clause = band.clause
    if clause.cells and band.text in (v for _, v in clause.cells):
        text = f"{who}：{said}（您提供）属于{row_told(clause)}"
        return Line(text, (clause.id,), (), (said,))
    piece = band.text.rstrip("；;。，, ")
    text = f"{who}：{said}（您提供）对应“{piece}”（{_called(clause, piece)}）"
    return Line(text, (clause.id,), (piece,), (said,))


def _called(clause: Clause, piece: str) -> str:
    """What the bands of the clause are of: of a row the cell before the one that holds them."""
    if not clause.cells:
        return _head_of(clause).rstrip("。，：:；")
    values = [v for _, v in clause.cells]
    at = next((i for i, v in enumerate(values) if piece in v), 0)
    return max(values[:at], key=len, default="")


def _sequels(band: Band, part: Part, ranking: Ranking, index: Index) -> Iterator[Block]:
    """What the document says elsewhere of those in the band (优秀的，给予奖励), unless the question only asks for points."""
    label = _LABEL.search(to_hans(band.text)) if not band.clause.cells else None
    name = next((g for g in label.groups() if g), "") if label else ""
    if len(name) < 2 or (_SCORED.search(part.text) and not _GRADED.search(part.text)):
        return
    named = re.compile(rf"(?<![不A-H]){name}")
    found = [
        c
        for c in index.clauses_of(band.clause.document_id)
        if c.id != band.clause.id and named.search(to_hans(c.text)) and _SEQUEL.search(to_hans(c.text))
        if _REVIEWED.search(to_hans(c.text)) or c.parent_id == band.clause.id
    ]
    found = [c for c in found if set(_REVIEWED.findall(c.text)) & set(_REVIEWED.findall(_head_of(band.clause)))]
    for clause in sorted(found, key=lambda c: -ranking.of(c.id).fused)[:2]:
        text = body(clause)
        yield Line(text, (clause.id,), (text,), style="bullet")
