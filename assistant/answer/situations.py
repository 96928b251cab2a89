"""A whole list asked for by its situation (哪些企业不让报, 要准备哪些东西), not by its heading: found by what leads it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant.answer.forms import Finding
from assistant.answer.lists import below, list_items
from assistant.answer.process import process_verbs
from assistant.answer.sentences import body, sentences
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Ranking
from assistant.understand.lexicon import FOLDER
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, normalise, to_hans

__all__ = ["asked_list", "documents_meant", "kinds_asked", "leads_in"]

_WHOLE = re.compile(r"(?:事项|要求)[^，。；]{0,6}(?:通知|公告|明确)?如下：?$|通知如下")
_LEANS = re.compile(r"前款|前项|上述|除提交|除上")
_EXCEPTS = re.compile(
    r"(?:无需|不需|不必|免予|可以不|可不|另需|还应当?)[^，。；]{0,4}(?:提交|提供|符合|具备)"
    r"|第[（(][一二三四五六七八九十]+[）)][^。；]{0,20}项"
)
_LEAST = 2
_STEPS = 3
_HALF = 0.5
_NAME = 16


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of list, from `lexicon/lists.yaml`."""

    name: str
    asks: re.Pattern[str]
    heads: re.Pattern[str] | None
    refuses: re.Pattern[str] | None
    items: tuple[tuple[re.Pattern[str], ...], ...]
    chapters: re.Pattern[str] | None
    under: re.Pattern[str] | None
    sums: re.Pattern[str] | None


@lru_cache(maxsize=1)
def _data() -> tuple[tuple[_Kind, ...], dict[str, re.Pattern[str]]]:
    data = yaml.safe_load((FOLDER / "lists.yaml").read_text("utf-8"))
    stages = {name: re.compile(data.pop(name)) for name in ("stages", "late", "applying")}

    def pattern(text: str) -> re.Pattern[str] | None:
        return re.compile(text, re.S) if text else None

    def series(told: str | list[list[str]]) -> tuple[tuple[re.Pattern[str], ...], ...]:
        rows = [[told]] if isinstance(told, str) and told else told
        return tuple(tuple(map(re.compile, row)) for row in rows)

    names = ("heads", "refuses", "chapters", "under", "sums")
    kinds = tuple(
        _Kind(
            name=n,
            asks=re.compile(k["asks"]),
            items=series(k["items"]),
            **{name: pattern(k.get(name, "")) for name in names},
        )
        for n, k in data.items()
    )
    return kinds, stages


def kinds_asked(text: str) -> tuple[str, ...]:
    """The kinds of list that the normalised question asks for by their situation."""
    return tuple(k.name for k in _data()[0] if k.asks.search(text))


def asked_list(part: Part, own: Sequence[str], ranking: Ranking, index: Index) -> Finding | None:
    """The whole list that the question asks for by its situation; None where it asks for none, or no head of `own`
    leads one in. Documents with reviewed questions are known better by those."""
    asked = [k for k in _data()[0] if k.asks.search(part.text)]
    reviewed = {e.document_id for e in index.bank}
    if not asked:
        return None
    documents = [d for d in documents_meant(part, own, ranking, index) if d not in reviewed]
    for kind in asked:
        clauses = [c for d in documents for c in index.clauses_of(d)]
        heads = [c for c in clauses if _leads(c, kind, index)] or [c for c in clauses if _chapter(c, kind, index)]
        heads = list(_named_below(heads, part, index)) or _of_stage(heads, part)
        if heads:
            head = max(heads, key=lambda h: _worth(h, ranking, index))
            document, hit = index.document(head.document_id), ranking.of(head.id)
            sure = max(hit.confidence, _HALF)
            if not list_items(head, index):
                return Finding(document, (head,), "clauses", None, hit.score, sure)
            whole = (*below(head, index), *_exceptions(head, index))
            return Finding(document, whole, "list", head, hit.score, sure)
        if kind.name == "steps" and (told := [c for c in clauses if _tells_steps(c, kind, index)]):
            clause = max(_of_stage(told, part), key=lambda c: _worth(c, ranking, index))
            document, hit = index.document(clause.document_id), ranking.of(clause.id)
            return Finding(document, (clause,), "clauses", None, hit.score, max(hit.confidence, _HALF))
    return None


def documents_meant(part: Part, own: Sequence[str], ranking: Ranking, index: Index) -> tuple[str, ...]:
    """The documents asked about: all in scope where the question names any; else the only one whose title holds a word
    of the question; else that of the best clause."""
    if part.scope.named:
        return tuple(own)
    titles = {d: to_hans(index.document(d).title) for d in own}
    for word in content_words(part.topic):
        holding = tuple(d for d in own if word in titles[d])
        if len(holding) == 1:
            return holding
    return tuple(h.clause.document_id for h in ranking.top(1, own))


def _leads(clause: Clause, kind: _Kind, index: Index) -> bool:
    """Whether the clause is the head of a list of the kind, told by its words and by its items."""
    items = list_items(clause, index)
    own = leads_in(clause)
    if clause.kind == "title" and clause.part in ("main", "notice"):
        return False  # a whole document is no list
    if len(items) < (_STEPS if kind.name == "steps" else _LEAST) or _WHOLE.search(own):
        return False
    if (kind.heads and not kind.heads.search(own)) or (kind.refuses and kind.refuses.search(own)):
        return False
    if not kind.items:
        return True
    told = [normalise(to_hans(_with_header(c))) for c in items]
    sums = kind.sums if kind.under and kind.under.search(own) else None
    fit = sum(bool(any(_in_turn(row, t) for row in kind.items) or (sums and sums.search(t))) for t in told)
    return fit > _HALF * len(items)


def _in_turn(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
    """Whether each of the patterns is found in the text, behind the one before it: looked for once each, as long texts
    forbid to try every pair."""
    at = 0
    for pattern in patterns:
        found = pattern.search(text, at)
        if found is None:
            return False
        at = found.end()
    return True


def _chapter(clause: Clause, kind: _Kind, index: Index) -> bool:
    """Whether the clause is a chapter whose articles tell a procedure, one after the other."""
    if kind.chapters is None or clause.kind != "heading" or not kind.chapters.search(leads_in(clause)):
        return False
    items = list_items(clause, index)
    return len(items) >= _STEPS and sum(process_verbs(to_hans(c.text)) >= 2 for c in items) > _HALF * len(items)


def _tells_steps(clause: Clause, kind: _Kind, index: Index) -> bool:
    """Whether one paragraph tells a whole procedure under its own name (申报程序。企业提出申请；……；……)."""
    if clause.kind in ("heading", "title", "row", "header", "fact") or index.children(clause.id):
        return False
    first, *rest = sentences(to_hans(body(clause)))
    named = len(first) <= _NAME and bool(kind.heads and kind.heads.search(first))
    return named and len(rest) >= _STEPS and process_verbs("".join(rest)) >= _STEPS


def _exceptions(head: Clause, index: Index) -> tuple[Clause, ...]:
    """What the paragraphs behind the list say of its items (仅申请……的，无需提交第（三）项材料)."""
    items = list_items(head, index)
    beside = [*index.children(head.id), *(c for c in index.children(head.parent_id or "") if c.order > head.order)]
    after = [c for c in beside if c.kind == "paragraph" and c not in items]
    return tuple(c for c in after[:2] if _EXCEPTS.search(to_hans(c.text)))


def leads_in(head: Clause) -> str:
    """The words of a head that tell what it lists: its heading, or the last sentence of what leads in."""
    text = to_hans(body(head))
    if head.kind == "title":
        return text.split("\n")[-1]
    return text if len(text) <= 30 else sentences(text)[-1]


def _with_header(clause: Clause) -> str:
    """A row with the names of its columns; any other clause as it is."""
    return "；".join(f"{name}：{value}" for name, value in clause.cells) if clause.cells else clause.text


def _of_stage(heads: Sequence[Clause], part: Part) -> list[Clause]:
    """The heads that are on the stage the question names (验收, 复核); those on applying where it names none."""
    told = _data()[1]
    if asked := set(told["stages"].findall(part.text)):
        fit = [h for h in heads if asked & set(told["stages"].findall(_context(h)))]
        return fit or [h for h in heads if not told["stages"].search(leads_in(h))]
    early = [h for h in heads if not told["late"].search(leads_in(h))] or list(heads)
    return [h for h in early if told["applying"].search(leads_in(h))] or early


def _context(head: Clause) -> str:
    """What stands over a head, and the whole of it."""
    return to_hans("".join((*head.path, head.text)))


def _named_below(heads: Sequence[Clause], part: Part, index: Index) -> Iterator[Clause]:
    """Heads under those, of lists of their own, that the question names (组建类要交哪些材料); none that leans on the list
    beside it (除提交前款材料外)."""
    asked = compact(part.text)
    for head in heads:
        for child in list_items(head, index):
            name = compact(re.split(r"[，,。：:\n]", to_hans(body(child)))[0])
            short = f"{name[:2]}{name[-1]}" if name.endswith("类") else name
            said = len(name) >= 3 and (name in asked or short in asked)
            alone = "，" in child.text and not index.children(child.id)  # told in one sentence (丙类，提交……)
            if said and (list_items(child, index) or alone) and not _LEANS.search(to_hans(child.text)):
                yield child


def _worth(head: Clause, ranking: Ranking, index: Index) -> float:
    """How well a head fits: what it and its items say of the question, and how they were ranked."""
    words = "".join((*head.path, head.text))
    share = ranking.searcher.coverage.share_of(ranking.part, words)
    scores = [ranking.of(c.id).fused for c in (head, *list_items(head, index))]
    named = any(w in to_hans(leads_in(head)) for w in content_words(ranking.part.topic))
    return share + max(scores) + 0.3 * named
