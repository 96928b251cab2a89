"""What the corpus does not hold: said so – unless a clause speaks of that very region, or repeals that very document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.draft import Draft, Line, line
from assistant.answer.missing import same_reference
from assistant.answer.sentences import has_value, measured, obliges, sentences
from assistant.answer.unheld import Unheld
from assistant.answer.words import coverage_text, say, speaker
from assistant.retrieve.search import Hit, Ranking
from assistant.understand.lexicon import load_lexicon
from assistant.understand.quantities import find_quantities
from assistant.understand.understanding import Part
from assistant.understand.values import Value
from ingest.index import Index
from ingest.model import Clause, Reference
from ingest.normal import compact, normalise, to_hans

__all__ = ["absent_draft", "near", "outside_draft", "outside_text", "told_of_region"]

_RULE = re.compile(
    r"要求|条件|门槛|标准|卡在|规定|必须|须|应当|至少|最少|最低|怎么[申报办]|流程|手续|材料|够不够|行不行"
    r"|要(?=.{0,6}(?:多少|几|投|交|满足|达到))"
)
_MONEY = re.compile(r"[几多少]+个?(?:十|百|千)?[万亿]|多少钱")
_NUMBER = re.compile(r"文号|发文字号|几号文|多少号")
_ANSWERS = 0.45


def near(ranking: Ranking, documents: Sequence[str], n: int = 3) -> list[Hit]:
    """The clauses nearest to the matter, to be shown as related."""
    return [h for h in ranking.top(12, documents) if h.clause.kind not in ("title", "header", "fact")][:n]


def outside_text(part: Part, index: Index) -> str:
    """That the regions asked about are not held."""
    return say("outside_region", regions="、".join(part.scope.outside_regions), covered=coverage_text(index.documents))


def outside_draft(part: Part, ranking: Ranking, index: Index, fallback: Sequence[str]) -> Draft:
    """The answer for a region that the corpus does not hold."""
    told = told_of_region(part, ranking, index, [d.id for d in index.documents])
    if told is not None:
        return told
    related = tuple(h.clause.id for h in near(ranking, fallback))
    text = Line(outside_text(part, index), frame=True)
    return Draft("not_found", (text,), related, "、".join(part.scope.outside_regions))


def told_of_region(part: Part, ranking: Ranking, index: Index, documents: Sequence[str]) -> Draft | None:
    """What clauses of `documents` tell of an outside region that the part asks about; None where they tell nothing of the
    matter. Only sentences that name the region count."""
    names = [re.sub(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$", "", r) for r in part.scope.outside_regions]
    naming = [c for d in documents for c in index.clauses_of(d) if any(n in to_hans(c.text) for n in names)]
    naming.sort(key=lambda c: -ranking.of(c.id).score)
    best = ranking.top(1, documents)
    for clause in naming:
        first = bool(best) and best[0].clause.id == clause.id
        said = [s for s in sentences(clause.text) if _names_region(s, part.scope.outside_regions)]
        told = "".join(said)
        if told and _answers(told, part, ranking, 0.2 if first else _ANSWERS):
            who = speaker(index.document(clause.document_id), index.documents)
            return Draft("answered", (Line(f"{who}：{told}", (clause.id,), tuple(said)),))
    return None


def _names_region(sentence: str, regions: Sequence[str]) -> bool:
    """Whether the sentence names one of the regions as a region: 上海南部 is not 海南."""
    return any(found.name in regions for found, _, _ in load_lexicon().find_regions(normalise(sentence)))


def _answers(told: str, part: Part, ranking: Ranking, share: float) -> bool:
    """Whether sentences on the region cover the matter and hold a value of the kind asked for. What a region did is no
    answer to what it demands."""
    if _RULE.search(part.text) and not obliges(told):
        return False
    kinds: tuple[Value, ...] = ("amount",) if _MONEY.search(part.text) else measured(part)
    figures = {(q.value, q.unit) for q in find_quantities(normalise(told))}
    covers = ranking.searcher.coverage.share_of(part, told) >= share
    covers = covers or any((q.value, q.unit) in figures for q in find_quantities(part.text))
    return covers and (not kinds or any(has_value(told, v) for v in kinds))


def absent_draft(wanted: Unheld, part: Part, ranking: Ranking, index: Index) -> Draft:
    """The answer for a document that the corpus does not hold: said so, with the clauses that name it; where one of them
    repeals it and its validity is asked about, that."""
    number = _numbered(wanted, index) if _NUMBER.search(part.text) else None
    if number is not None:
        who = speaker(index.document(index.clauses[number.clause_id].document_id), index.documents)
        return Draft("answered", (line(f"{who}提到的是{number.quote}。", number.clause_id, quote=number.quote),))
    repeals = _repealed(wanted, index) if part.asks("validity") else None
    if repeals is not None:
        clause, quote = repeals
        who = speaker(index.document(clause.document_id), index.documents)
        return Draft("answered", (line(f"{who}：{quote}已由该文件废止。", clause.id, quote=quote),))
    related = wanted.clauses or tuple(h.clause.id for h in near(ranking, [d.id for d in index.documents]))
    text = say("named_in" if wanted.clauses else "outside_document", documents=wanted.name)
    return Draft("not_found", (Line(text, frame=True),), related[:4], wanted.name)


def _numbered(wanted: Unheld, index: Index) -> Reference | None:
    """The reference by which a clause gives the number of the document that is not held."""
    name = compact(wanted.name).replace('"', "")
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    for reference in (r for d in index.documents for r in d.references if r.clause_id in wanted.clauses and r.number):
        title = compact(reference.title).replace('"', "")
        if pairs and sum(p in title for p in pairs) >= 0.6 * len(pairs):
            return reference
    return None


def _repealed(wanted: Unheld, index: Index) -> tuple[Clause, str] | None:
    for document in index.documents:
        for fact in document.facts:
            if fact.name == "repeals" and same_reference(wanted.name, fact.value, fact.value):
                return index.clauses[fact.clause_id], fact.quote
    return None
