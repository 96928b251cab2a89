"""Whether a bound is surely a requirement on the user's own figure: of the same noun, and no cap of what is paid out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.bars import Bar
from assistant.answer.sentences import body, sentences
from assistant.retrieve.kept import Kept
from assistant.understand.figured import nouns_of, same_noun
from assistant.understand.own import Own
from assistant.understand.quantities import find_quantities
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["certain", "of_another", "paid_out", "undisputed", "whole_stands"]

_SIGN = re.compile(r"[,，。;；:：]")
_PAYS = re.compile(
    r"给予|予以|补[助贴]|奖[励金补]|资助|贴息|贷款|拨付|扶持|配套|担保|抵扣|兑现|发放|领取|支持|支付|投资额(?=不超过)"
)
_PAID = frozenset({"grant", "loan"})
_SCORED = re.compile(r"得\s*[分\d]|\d\s*分(?![之批期年钟公析布别支])")
_WHO = 0.25
_KINDS = re.compile(r"\w{1,8}(?:、\w{1,8})+")
_TOGETHER = re.compile(r"合计|合并计算|[及含]其?关联|一致行动")
_GENERIC = re.compile(
    r"[（(][^）)]*[）)]|应当?|须|需要?|原则上|一般|达到|具备|具有|拥有|为|上?一?年度?|\d+[.、]|均|总额|不?低于|不超过|至少|在|且|并"
)
_LABEL = re.compile(r"其中")
_HEAD = re.compile(
    r"^[^，,。；;：:]{0,4}?(?P<verb>申请|申报)?(?P<of>[^，,。；;：:]{2,24}?)(?:的[^，,。；;：:]{0,4}[，,]|[:：])"
)
_TOTALS = re.compile(r"一共|总共|合计|拢共|总计|共计|共有?|全部|总")


def certain(own: Own, bar: Bar, clause: Clause, part: Part) -> bool:
    """Whether the bound is a requirement on the very thing that the figure is of; False where that is not sure."""
    if own.unit not in ("yuan", "percent") or (own.terms and own.terms[0] == 0):
        return True
    sentence, pieces = _around(bar, clause)
    if _SCORED.search(sentence) or paid_out(bar, clause):
        return False
    if not _in_turn(bar, sentence, part.text) or (_TOGETHER.search(sentence) and _several(own, part)):
        return False
    bound = _bound_words(bar, pieces, clause)
    said = _own_words(own, part, bound)
    if nouns_of(said) and nouns_of(said) <= _PAID:
        return False
    if own.unit == "percent":
        return _same_share(own, said, bar, bound, sentence)
    if "grant" in nouns_of(part.text) and not _PAYS.search(
        to_hans("".join((*clause.path, clause.reading or clause.text)))
    ):
        return False
    return same_noun(said, bound)


def paid_out(bar: Bar, clause: Clause) -> bool:
    """Whether the bound caps, or promises, what is paid out: no requirement on anyone."""
    if bar.unit not in ("yuan", "percent") or bar.aim:
        return False
    _, pieces = _around(bar, clause)
    piece = pieces[-1]
    if _PAYS.search(piece) or nouns_of(piece) & _PAID:
        return True
    if bar.comparator not in ("le", "lt") or nouns_of(piece):
        return False
    return bool(_PAYS.search(to_hans("".join((*clause.path[-1:], clause.reading or clause.text)))))


def undisputed(own: Own, chosen: tuple[Clause, Bar], held: Sequence[tuple[Clause, Bar]], part: Part) -> bool:
    """Whether every other bound of the list that the figure might be held against comes out the same, or is of a kind
    that the question does not name while it names the chosen one's."""
    mine, met = _fit(chosen, part), chosen[1].met(own.span)
    if mine[0] == 0:
        return False
    beside = [h for h in held if h != chosen and _one_list(h[0], chosen[0])]
    return all(h[1].met(own.span) == met or _fit(h, part) < mine for h in beside)


def of_another(clause: Clause, part: Part, kept: Kept) -> bool:
    """Whether the clause is on the applications for one thing (申请甲的，…) while the question names another that a clause
    beside it is on."""
    mine = _HEAD.search(to_hans(body(clause)))
    if not mine or not mine["verb"]:
        return False
    liked = _covered(mine["of"], part.text)
    heads = kept(_applications, clause.document_id)
    return any(i != clause.id and _covered(of, part.text) > liked for i, of in heads)


def _applications(document: str, index: Index) -> tuple[tuple[str, str], ...]:
    """The clauses of the document that are on the applications for one thing, each with that thing."""
    found = ((c.id, _HEAD.search(to_hans(body(c)))) for c in index.clauses_of(document))
    return tuple((i, head["of"]) for i, head in found if head and head["verb"])


def whole_stands(own: Own, bar: Bar, clause: Clause) -> bool:
    """Whether what a share worked out of two figures is a share of stands in the bound's sentence."""
    return not own.terms or _whole_in(own, _around(bar, clause)[0])


def _one_list(one: Clause, other: Clause) -> bool:
    return one.id == other.id or (one.document_id == other.document_id and one.parent_id == other.parent_id)


def _fit(held: tuple[Clause, Bar], part: Part) -> tuple[int, float]:
    """How the kind that the bound is for stands to the question: 0 another kind, 1 none named, 2 the question's own."""
    clause, bar = held
    _, pieces = _around(bar, clause)
    label = _GENERIC.sub("", _LABEL.sub("", pieces[-1]))
    head = _HEAD.search(to_hans(body(clause)))
    of = _covered(head["of"], part.text) if head else 0.0
    if bar.unit not in ("yuan", "percent") or nouns_of(pieces[-1]) or len(label) < 2:
        return 1, of
    named = max(_covered(kind, part.text) for kind in re.split(r"[、和或及]", label))
    return (2 if named >= 0.5 else 0 if len(pieces) > 1 else 1), of


def _covered(words: str, text: str) -> float:
    """What share of the pairs of characters of `words` stands in `text`."""
    pairs = [words[i : i + 2] for i in range(len(words) - 1)]
    return sum(p in text for p in pairs) / len(pairs) if pairs else 0.0


def _in_turn(bar: Bar, sentence: str, text: str) -> bool:
    """Whether of bounds told in turn (甲类、乙类分别达到…) this is the one of the kind that the question names."""
    head, apart, tail = sentence.partition("分别")
    raw = re.sub(r"\s", "", to_hans(bar.raw))
    if not apart or raw not in tail:
        return True
    raws = [re.sub(r"\s", "", q.raw) for q in find_quantities(tail) if q.unit == bar.unit]
    kinds = [m[0].split("、") for m in _KINDS.finditer(head)]
    named = [k for k in kinds if len(k) == len(raws)]
    if not named or raw not in raws:
        return False
    short = [named[-1][0][-2:], *(k[:2] for k in named[-1][1:])]
    who = _covered(_SIGN.split(head)[0], text) >= _WHO
    return who and [k.lower() in text for k in short] == [r == raw for r in raws]


def _several(own: Own, part: Part) -> bool:
    return sum(q.unit == own.unit for q in part.figures) > 1


def _around(bar: Bar, clause: Clause) -> tuple[str, list[str]]:
    """The sentence of the bound, and its pieces between signs up to the figure."""
    raw = re.sub(r"\s", "", to_hans(bar.raw))
    said = [re.sub(r"\s", "", to_hans(s)) for s in sentences(clause.text)]
    told = [s for s in said if bar.before + raw in s] or [s for s in said if raw in s] or [""]
    sentence = told[0]
    at = sentence.find(bar.before + raw)
    at = at + len(bar.before) if at >= 0 else max(0, sentence.find(raw))
    return sentence, _SIGN.split(sentence[:at])


def _bound_words(bar: Bar, pieces: Sequence[str], clause: Clause) -> str:
    """The words that name what the bound is on: those of its own piece, or the nearest before it that name anything."""
    lead = to_hans((clause.reading or "")[: max(0, len(clause.reading or "") - len(clause.text))])
    of = pieces[-1].partition("占")[0] if bar.unit == "percent" else pieces[-1]
    after = _SIGN.split(bar.counted)[0] if not nouns_of(of) and bar.unit == "yuan" else ""
    told = [of, after, *reversed(pieces[:-1]), lead]
    return next((t.rpartition("占")[2] if t is not of else t for t in told if nouns_of(t)), of)


def _own_words(own: Own, part: Part, bound: str) -> str:
    """The words that name what the figure is of: those beside it, or the nearest that name anything."""
    words = own.words
    if own.unit == "percent" and "占" in words:
        words = words.partition("占")[0]
        if not words.strip():
            words = _SIGN.split(part.text.partition(own.words.strip())[0].rstrip(",，"))[-1]
    told = (words, own.near, own.whole, part.context)
    return next((t for t in told if nouns_of(t)), words if not nouns_of(bound) or same_noun(words, bound) else own.near)


def _same_share(own: Own, said: str, bar: Bar, bound: str, sentence: str) -> bool:
    """Whether both are shares of one thing; a share worked out of two figures needs the nouns of both in the clause."""
    covers = own.unit_of == "count" and "coverage" in nouns_of(own.whole) & nouns_of(bound)
    if not covers and not same_noun(said, bound):
        return False
    if own.base and bar.base and own.base != bar.base:
        return True  # what is said then is that the two cannot be compared
    return not own.worked_out or not own.terms or _whole_in(own, sentence)


def _whole_in(own: Own, sentence: str) -> bool:
    if same_noun(own.whole, sentence):
        return True
    return not nouns_of(own.whole) and (own.unit_of == "count" or bool(_TOTALS.search(own.whole)))
