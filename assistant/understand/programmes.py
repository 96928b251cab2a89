"""What each document is about – the programmes that its title and its definitions name – and which of the documents a
question that names a programme is put to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from assistant.understand.lexicon import FOLDER
from assistant.understand.segment import cut
from ingest.model import Document
from ingest.normal import compact

__all__ = ["Programmes", "Told", "abbreviations"]

_DEFINED = re.compile(
    r'(?:本(?:办法|细则|规定|条例|措施|指南|指引|方案|意见|通知|政策|计划|规划|规则)所称(?:的)?)"?([一-鿿]{3,14}?)"?,?是?指'
)
_SHORT = re.compile(r'([一-鿿]{3,24})"?\(以下(?:统一?|均)?(?:简称为?|称为?)"?([一-鿿]{2,12}?)"?\)')
_LEVEL = re.compile(r"^(?:[省市区县州](?![场民])级?|本)")
_PUNCTUATION = re.compile(r'[()"\s、,。;:?!-]')
_STATUS = re.compile(r"(?:是|作为|属于|成了|当上|评上|拿到|获评|成为|获得|有)[^,。?;]{0,8}$")
_ASKS = re.compile(r"吗|呢|多少|几|谁|哪|什么|怎|如何|啥|咋|是否|[能可要有是行够算会](?:不|没)|\?")
_LEAST = 3
_FEW = 3
_SHARE = 0.2
_OFTEN = 8


def abbreviations(text: str) -> tuple[tuple[str, str], ...]:
    """The words before （以下简称…） in a normalised text, with the short name."""
    return tuple((m[1], m[2]) for m in _SHORT.finditer(text))


@dataclass(frozen=True, slots=True)
class Told:
    """The programmes that a text names, and of the documents: `own` have them in their title or define them, `know` are
    those and others that speak of one; `status`: they are only what the asker is (我们是高企,…)."""

    terms: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    know: frozenset[str] = frozenset()
    status: bool = False


class Programmes:
    """The programmes of all documents of a corpus."""

    def __init__(self, documents: Sequence[Document], texts: Sequence[str], titles: Sequence[str]) -> None:
        """`texts` are the documents normalised, `titles` their titles without region and issuer."""
        self._texts = {d.id: _PUNCTUATION.sub("", t) for d, t in zip(documents, texts, strict=True)}
        self._owners: dict[str, set[str]] = {}
        for document, text, title in zip(documents, texts, titles, strict=True):
            defined = [m[1] for m in _DEFINED.finditer(text)]
            for term in {t for name in (title, *defined) for t in _runs(name)}:
                self._owners.setdefault(term, set()).add(document.id)
        self._told = lru_cache(maxsize=1024)(self._tell)
        self._counted = lru_cache(maxsize=4096)(self._count)

    @property
    def names(self) -> Container[str]:
        """Every run of words of a title or a defined term that may name a programme."""
        return self._owners.keys()

    def told(self, text: str) -> Told:
        """The programmes that the normalised text names: without what the asker only is (我们是高企,…), where it names
        others. A term that many documents speak of is none."""
        return self._told(text)

    def _tell(self, text: str) -> Told:
        pieces = re.split(r"[,。;?!]", text)
        asking = [p for p in pieces if not _only_status(p)] if len(pieces) > 1 else pieces
        asked = self._terms(",".join(asking))
        terms = asked or self._terms(text)
        own = frozenset(d for t in terms for d in self._owners[t])
        know = frozenset(d for t in terms for d in self._texts if self._speaks(d, t))
        return Told(terms, own, own | know, not asked)

    def _terms(self, text: str) -> tuple[str, ...]:
        text = _PUNCTUATION.sub("", text)
        found = [t for t in self._owners if t in text and self._telling(t)]
        return tuple(t for t in found if not any(t != o and t in o for o in found))

    def _telling(self, term: str) -> bool:
        """Whether the term tells documents apart: not many more than its owners speak of it."""
        owners, counted = self._owners[term], self._counted(term)
        others = sum(n >= _FEW for d, n in counted.items() if d not in owners)
        if len(term) < _LEAST:
            return not others and max(counted.values(), default=0) >= _OFTEN
        return others <= max(1, len(owners))

    def _count(self, term: str) -> dict[str, int]:
        return {d: n for d, t in self._texts.items() if (n := t.count(term))}

    def _speaks(self, document: str, term: str) -> bool:
        """Whether the document speaks of the term; of a term of one document only, as often as not by the way."""
        counted = self._counted(term)
        here = counted.get(document, 0)
        return here > 0 if len(self._owners[term]) > 1 else here >= _SHARE * max(counted.values(), default=0) > 0

    def knows(self, documents: Iterable[str], terms: Iterable[str]) -> bool:
        """Whether one of the documents speaks at all of one of the terms, or of a programme within it."""
        held = set(documents)
        return any(held & self._counted(p).keys() for t in terms for p in (t, *self._within(t)))

    def _within(self, term: str) -> list[str]:
        return [t for t in self._owners if len(t) >= _LEAST and t in term]


def _only_status(piece: str) -> bool:
    """Whether a piece of a question only tells what the asker is or has."""
    return bool(re.match(r"(?:我|咱|俺|公司|企业|单位|厂)", piece) and _STATUS.search(piece)) and not _ASKS.search(
        piece
    )


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Words of titles that tell no programme by themselves."""
    return frozenset(yaml.safe_load((FOLDER / "programmes.yaml").read_text(encoding="utf-8"))["title_words"])


def _runs(name: str) -> set[str]:
    """The runs of words of a title or defined term that may name a programme: not all generic words."""
    generic = _generic()
    words = [w for w in cut(_LEVEL.sub("", _PUNCTUATION.sub("", compact(name)))) if w]
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            run = words[start:end]
            joined = "".join(run)
            if run[0] in "和与及的为等" or run[-1] in "和与及的为等":
                continue
            if all(w in generic or len(w) == 1 for w in run):
                continue
            found.add(joined)
    return found
