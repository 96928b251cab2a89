"""How the documents and regions of a corpus are called: titles, short names, numbers, genres."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.understand.lexicon import Lexicon
from assistant.understand.pinyin import Sounds
from assistant.understand.pinyin_reader import PinyinReader
from assistant.understand.places import own_regions, region_names
from assistant.understand.programmes import Programmes, Told, abbreviations
from assistant.understand.segment import cut
from ingest.model import Document
from ingest.normal import compact, normalise

__all__ = ["NATION", "NUMBER", "Names"]

NATION = "国家"
_GENRES = "方案|指南|指引|规划|条件|办法|细则|意见|条例|规定|措施|计划|通知|决定|公告"
_PLACE = re.compile(r"[区县市州旗镇园港城]$")
_LAST_GENRE = re.compile(rf"({_GENRES})(?!.*(?:{_GENRES}))")
_FIVE_YEARS = re.compile(r"十[一二三四五六]五")
_DEMONSTRATIVE = re.compile(r"(十[一二三四五六]五)(?:的|那个|这个|那份|这份|国家){1,2}规划")
NUMBER = re.compile(r"([一-鿿]{2,12})?\s*[〔\[(【]?\s*((?:19|20)\d\d)\s*[〕\])】]?\s*年?\s*第?\s*(\d{1,4})\s*号")


class Names:
    """How the corpus's documents and regions are called, and how its words sound; built once per generation."""

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self.sounds = Sounds(normalise(d.text) for d in documents)
        self.documents = tuple(documents)
        self.regions = tuple(dict.fromkeys(d.region for d in documents if d.region))
        self._texts = tuple(normalise(d.text) for d in documents)
        short: dict[str, list[str]] = {}
        for document, text in zip(documents, self._texts, strict=True):
            called_short = [s for full, s in abbreviations(text) if document.region and full.endswith(document.region)]
            short.setdefault(document.region, []).extend(s for s in called_short if _PLACE.search(s))
        own = own_regions([r for r in self.regions if r != NATION], lexicon.regions, lexicon.programme_names, short)
        self.lexicon = lexicon.with_regions(own)
        self._above = {r.name: r.parent for r in self.lexicon.regions.values()}
        self.reader = PinyinReader(
            lambda: self.sounds.words,
            (*lexicon.spoken(), *(n for n, r in own.items() if r.name)),
            lexicon.asked,
            lexicon.english.vocabulary,
        )
        called = {r: region_names(r, self._above.get(r, "")) for r in self.regions}
        self._hint = "|".join(re.escape(n) for ns in called.values() for n in ns) or "(?!)"
        self._names = [(name, d.id) for d in documents for name in _document_names(d, called.get(d.region, ()))]
        self._numbers = [(*split, d.id) for d in documents for split in _numbers(d, documents)]
        titles = {d.id: frozenset(w for w in cut(normalise(d.title)) if len(w) > 1) for d in documents}
        national = frozenset[str]().union(*(titles[d.id] for d in documents if d.region == NATION))
        regional = frozenset[str]().union(*(titles[d.id] for d in documents if d.region != NATION))
        self._title_words = titles
        words = "|".join(map(re.escape, sorted(national - regional - {NATION, "国家级"}))) or "(?!)"
        self._national_title = re.compile(rf"国家(?:的|那份|这份)?(?:{words})(?![一-鿿]{{0,4}}中心)")
        self._fives = frozenset(f[0] for d in documents if (f := _FIVE_YEARS.search(normalise(d.title))))
        subjects = [_subject(d, called.get(d.region, ())) for d in documents]
        self._programmes = Programmes(documents, self._texts, subjects)
        self._genres = [(m[1], d.id) for d in documents if (m := _LAST_GENRE.search(normalise(d.title)))]

    def read(self, text: str) -> str:
        """The text with its pinyin and English as Chinese, and known mistypings put right. In an English sentence names
        of regions are told from pinyin first."""
        text = self.lexicon.placed(text) if self.lexicon.english.is_sentence(text) else text
        return self.lexicon.correct(self.reader.read(text))

    def by_number(self, prefix: str, year: str, serial: str) -> str | None:
        """The document with this number; a prefix that differs in a character or two still counts as the same."""
        for own_prefix, own_year, own_serial, document in self._numbers:
            if own_serial == serial and year in ("", own_year) and _same_prefix(prefix, own_prefix):
                return document
        return None

    def by_title(self, title: str) -> str | None:
        """The document of this title, years in brackets aside."""
        wanted = _core(title)
        for name, document in self._names:
            if wanted and (wanted == name or (len(wanted) >= 6 and (wanted in name or name in wanted))):
                return document
        return None

    def knows(self, word: str) -> bool:
        """Whether a document of the corpus or the lexicon holds the word."""
        return any(word in t for t in self._texts) or self.lexicon.holds(word)

    def told(self, text: str) -> Told:
        """The programmes that the normalised text names, under whatever name, and the documents on them."""
        for _, start, end in reversed(self.lexicon.find_regions(text)):
            text = f"{text[:start]},{text[end:]}" if start else text[end:]
        return self._programmes.told(self.lexicon.called(text, self._programmes.names))

    def speak_of(self, words: Iterable[str], documents: Iterable[str]) -> bool:
        """Whether one of the documents holds one of the words."""
        return self._programmes.knows(documents, words)

    def ruled_by(self, text: str, region: str, below: Sequence[str]) -> bool:
        """Whether only documents of the region, and none of those `below` it, are on the programme that the text names."""
        own = {d.region for d in self.documents if d.id in self.told(text).own}
        return region in own and not own & set(below)

    def telling(self, place: str, region: str) -> str:
        """The region whose documents speak of a place that lies in `region`: one in it, where those of `region` do not."""
        inside = [r for r in self.regions if region in self.above(r)]
        naming = [r for r in inside if self.speak_of([place], [d.id for d in self.documents if d.region == r])]
        silent = not self.speak_of([place], [d.id for d in self.documents if d.region == region])
        return naming[0] if len(naming) == 1 and silent else region

    def above(self, region: str) -> tuple[str, ...]:
        """The regions that a region lies in, nearest first."""
        found: list[str] = []
        while (region := self._above.get(region, "")) and region not in found:
            found.append(region)
        return tuple(found)

    def below(self, region: str) -> tuple[str, ...]:
        """The regions of the corpus that lie right in a region."""
        return tuple(r for r in self.regions if self._above.get(r) == region)

    def national_title(self, text: str) -> bool:
        """Whether 国家 stands before a word that only titles of national documents hold (国家升级…)."""
        return bool(self._national_title.search(text))

    def holds_plan(self, five: str) -> bool:
        """Whether a document of the corpus is of this five-year plan (十三五)."""
        return five in self._fives

    def described(self, text: str, among: Sequence[str]) -> str | None:
        """The one document of `among` whose title shares most of its own words with the text (省级变国家级的那份文)."""
        others = {d: frozenset[str]().union(*(self._title_words[o] for o in among if o != d)) for d in among}
        shared = {d: sum(w in text for w in self._title_words[d] - others[d]) for d in among}
        best = max(shared.values(), default=0)
        found = [d for d, n in shared.items() if n == best]
        return found[0] if best and len(found) == 1 else None

    def without_level(self, text: str, documents: Sequence[str]) -> str:
        """`text` without 国家 before words of a national document's title, where that is the document asked about."""
        titles = [normalise(d.title) for d in self.documents if d.id in documents and d.region == NATION]
        found = [m for m in re.finditer("国家级?", text) if any(text[m.end() : m.end() + 4] in t for t in titles)]
        for match in reversed(found):
            text = text[: match.start()] + text[match.end() :]
        return text

    def without(self, text: str) -> str:
        """`text` without the names and numbers of documents, so that only the matter is left."""
        for name, _ in sorted(self._names, key=lambda pair: -len(pair[0])):
            text = text.replace(name, " ")
        return NUMBER.sub(" ", text)

    def mentioned(self, text: str) -> tuple[str, ...]:
        """Documents whose name or genre (指南里…, 这份规划…) stands in the normalised text."""
        squeezed = _DEMONSTRATIVE.sub(r"\1规划", text.replace(" ", "").replace('"', ""))
        hits = [(len(name), document) for name, document in self._names if name in squeezed]
        if hits:
            longest = max(size for size, _ in hits)
            named = [d for size, d in hits if size == longest or size >= 4]
            return tuple(dict.fromkeys(named))
        hint = self._hint
        for genre in dict.fromkeys(g for g, _ in self._genres):
            if re.search(
                rf"(?:^|[,。?]|这份|这个|该|本|那份|那个|国家|{hint}){genre}(?:里|中|对|规定|提到|文件|是|的有效|有效|管|说|写|讲|列|专栏|附件)"
                rf"|(?:国家|{hint})(?:的|那|这)*[份本]{genre}|(?:^|[,。?])[那这][份本]{genre}",
                squeezed,
            ):
                return tuple(d for g, d in self._genres if g == genre)
        return ()


def _subject(document: Document, places: Sequence[str]) -> str:
    """What a title names beside region, issuer and genre."""
    text = re.sub(r"^.*关于(?:印发|发布|公布)?|的通知$|\(\d{4}[^()]*\)", "", compact(document.title))
    for place in sorted(places, key=len, reverse=True):
        text = text.replace(place, "")
    return text


def _core(title: str) -> str:
    text = compact(title)
    if found := re.search(r"关于印发[《<]?(.+?)[》>]?的通知$", text):
        text = found[1]
    return re.sub(r'\([^()]*\)|[《》"]', "", text)


def _document_names(document: Document, places: Sequence[str]) -> tuple[str, ...]:
    """How a document is called: its title, its title without the region, and its genre behind each name of the region."""
    core = _core(document.title)
    names = {core, *(compact(n) for n in document.short_names)}
    for place in sorted(places, key=len, reverse=True):
        if core.startswith(place):
            names.add(core.removeprefix(places[0]).removeprefix(place))
            break
    if places and (genre := _LAST_GENRE.search(core)):
        names.update(place + genre[1] for place in places[1:] or places)
    if five := _FIVE_YEARS.search(core):
        names |= {five[0] + "规划", five[0] + "的规划"} if "规划" in core else {five[0]}
    return tuple(n for n in names if len(n) >= 3)


def _split_number(number: str) -> tuple[str, str, str] | None:
    found = NUMBER.search(normalise(number))
    return (found[1] or "", found[2], found[3]) if found else None


def _numbers(document: Document, documents: Sequence[Document]) -> list[tuple[str, str, str]]:
    """The document's own number, and the numbers under which others of the corpus name it."""
    found = [document.number] if document.number else []
    found += [r.number for other in documents for r in other.references if r.target == document.id and r.number]
    return [split for number in dict.fromkeys(found) if (split := _split_number(number))]


def _same_prefix(asked: str, own: str) -> bool:
    if not asked or not own:
        return True
    tail = asked[-len(own) :]
    return tail == own or sum(a == b for a, b in zip(tail[::-1], own[::-1], strict=False)) >= max(2, len(own) - 1)
