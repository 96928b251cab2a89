"""The vocabulary as data: regions, synonyms, aspects, fillers. Loaded once; matching is plain and fast."""

from __future__ import annotations

import copy
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.understand.english import English
from assistant.understand.gate import Gate
from ingest.normal import normalise

__all__ = ["Aspect", "Lexicon", "Region", "Synonym", "load_lexicon"]

FOLDER = Path(__file__).parent.parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Region:
    """A region of China; `parent` is the province-level region it lies in, empty for those themselves."""

    name: str
    level: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Synonym:
    """How people say it, and the words official texts use for it."""

    say: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """What kind of thing is asked for, by its cues in questions. Kept in order of priority: of several, the first tells
    best what is asked."""

    name: str
    pattern: re.Pattern[str]


class Lexicon:
    """All language data. Texts given to its methods must be in the normal form (`ingest.normal.normalise`)."""

    def __init__(
        self,
        regions: dict[str, Region],
        synonyms: Sequence[Synonym],
        aspects: Sequence[Aspect],
        fillers: Iterable[str],
        keep: Iterable[str],
        corrections: dict[str, str],
        gate: Gate,
        national: Iterable[str] = (),
        programmes: Iterable[Sequence[str]] = (),
        english: English | None = None,
        asked: Iterable[str] = (),
    ) -> None:
        self.regions = regions
        self._region_pattern = _alternation(regions)
        self._latin_region = _latin(regions)
        self.synonyms = tuple(synonyms)
        self._says = {normalise(s): syn for syn in synonyms for s in syn.say}
        self._say_pattern = _alternation(self._says)
        self.aspects = tuple(aspects)
        self._keep = frozenset(map(normalise, keep))
        self._fillers = _alternation([*fillers, *self._keep])
        self._corrections = corrections
        self._correction_pattern = _alternation(corrections)
        self.gate = gate
        self.english = english or English({}, {}, ())
        self.asked = tuple(asked)
        self.national = _alternation(national)
        self._programmes = {normalise(name): tuple(map(normalise, row)) for row in programmes for name in row}
        names = "|".join(re.escape(n) for n in sorted(self._programmes, key=len, reverse=True)) or r"(?!)"
        self._programme_name = re.compile(names)
        self._programme = re.compile(
            rf"(?:申请|申报|评定?|认定|建设?|组建|设立|备案|重组|创建|报|当|成为|拿|评上)(?:国家级?|全国|省级|市级)?(?P<a>{names})"
            rf"|(?P<b>{names})(?:的|企业)?.{{0,4}}(?:条件|要求|怎么|如何|咋|申报|申请|认定|评|考核|补助|补贴|奖励|占|研发|流程|多少|标准|门槛|指标|资格|复核|复审|备案|重组|面积|满足|扶持|能拿|能抵|能领|能免|几年|几家)"
        )

    def correct(self, text: str) -> str:
        """`text` with known mistypings, pinyin and English terms replaced by the words meant."""
        return self.placed(self._correction_pattern.sub(lambda m: self._corrections[m[0]], self.english.read(text)))

    def placed(self, text: str) -> str:
        """`text` with names of regions in Latin letters as they are written in Chinese."""
        return self._latin_region.sub(lambda m: self.regions[m[0]].name, text)

    def spoken(self) -> tuple[str, ...]:
        """Every Chinese word that the lexicon knows: regions, everyday and official words, corrections."""
        said = (w for s in self.synonyms for w in (*s.say, *s.means))
        words = (*self.regions, *said, *self._corrections.values(), *self._programmes, *self.gate.phrases)
        return tuple(dict.fromkeys(w for w in map(normalise, words) if re.fullmatch(r"[一-鿿]+", w)))

    def holds(self, word: str) -> bool:
        """Whether everyday or official words of the lexicon hold the word."""
        return word in self._vocabulary

    @cached_property
    def _vocabulary(self) -> str:
        return " ".join(w for s in self.synonyms for w in (*s.say, *s.means))

    def find_regions(self, text: str) -> tuple[tuple[Region, int, int], ...]:
        """The regions named in `text`, with where; the longest name wins. Names that are also ordinary words, and groups
        of regions (长三角), take up their place without being a region."""
        return tuple(
            (region, m.start(), m.end())
            for m in self._region_pattern.finditer(text)
            if (region := self.regions[m[0]]).name
        )

    def with_regions(self, extra: dict[str, Region]) -> Lexicon:
        """The same lexicon, knowing also the regions that the corpus itself names."""
        known = copy.copy(self)
        known.regions = {**self.regions, **extra}
        known._region_pattern = _alternation(known.regions)
        known._latin_region = _latin(known.regions)
        return known

    def without_synonyms(self) -> Lexicon:
        """The same lexicon, knowing no everyday words for official ones and no mistypings."""
        known = copy.copy(self)
        known.synonyms, known._says, known._corrections, known.english = (), {}, {}, English({}, {}, ())
        known._say_pattern = known._correction_pattern = _alternation(())
        return known

    def without_fillers(self, text: str) -> str:
        """`text` without words that carry no topic; words that only look like them (不低于, 中试) stay."""
        return self._fillers.sub(lambda m: m[0] if m[0] in self._keep else " ", text)

    def aspects_of(self, text: str) -> tuple[str, ...]:
        """What kind of thing `text` asks for, most telling first."""
        return tuple(a.name for a in self.aspects if a.pattern.search(text))

    def programmes_of(self, text: str) -> tuple[tuple[str, ...], ...]:
        """The programmes (高新技术企业, 企业技术中心 …) whose own rules the question asks for, each with all its names."""
        return tuple(self._programmes[m["a"] or m["b"]] for m in self._programme.finditer(text))

    def called(self, text: str, wanted: Container[str]) -> str:
        """`text` with, behind each name of a programme (高企), its other names that are `wanted`."""
        return self._programme_name.sub(
            lambda m: m[0] + "".join(f" {n} " for n in self._programmes[m[0]] if n != m[0] and n in wanted), text
        )

    @property
    def programme_names(self) -> tuple[str, ...]:
        """Every name of every programme."""
        return tuple(self._programmes)

    def expand(self, text: str) -> tuple[str, ...]:
        """The official words for what `text` says in everyday words, without those it already holds."""
        words: dict[str, None] = {}
        for match in self._say_pattern.finditer(text):
            for word in self._says[match[0]].means:
                if word not in text:
                    words.setdefault(word)
        return tuple(words)

    def otherwise(self, text: str, word: str) -> tuple[str, ...]:
        """The official words for the longer everyday phrases of `text` that `word` is a part of (贷款 in 还贷款)."""
        phrases = (m[0] for m in self._say_pattern.finditer(text))
        return tuple(o for p in phrases if word in p and word != p for o in self._says[p].means if word not in o)

    def means_of(self, word: str) -> tuple[str, ...]:
        """Official words for one everyday word, or nothing."""
        synonym = self._says.get(word)
        return synonym.means if synonym else ()


def _alternation(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words, longest first; Latin words only as whole words."""
    ordered = sorted({normalise(w) for w in words if w}, key=lambda w: (-len(w), w))
    parts = [
        rf"(?<![a-z]){re.escape(w)}(?![a-z])" if re.fullmatch(r"[a-z0-9&' .-]+", w) else re.escape(w) for w in ordered
    ]
    return re.compile("|".join(parts) if parts else r"(?!)")


def _latin(regions: dict[str, Region]) -> re.Pattern[str]:
    """A pattern that finds the names of regions in Latin letters."""
    return _alternation(n for n, r in regions.items() if r.name and re.match("[a-z]", n))


def _read(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _regions(data: dict[str, Any]) -> dict[str, Region]:
    names: dict[str, Region] = {}
    blocked = Region("", "")
    for row in data["regions"]:
        region = Region(row["name"], str(row.get("level", "")), str(row.get("parent") or ""))
        for name in (region.name, *row.get("short", ())):
            names.setdefault(normalise(str(name)), region)
        for name in (row.get("english"), row.get("pinyin")):
            if name and len(str(name)) > 5:
                names.setdefault(normalise(str(name)), region)
    for row in data["regions"]:
        for risky in row.get("risky", ()):
            for suffix in ("省", "市", "州"):
                names.setdefault(
                    normalise(f"{risky}{suffix}"), Region(row["name"], row["level"], row.get("parent") or "")
                )
            if len(str(risky)) > 1:
                names.setdefault(normalise(str(risky)), blocked)
    for group in data.get("groups", ()):
        for name in (group["name"], *group.get("also", ())):
            names.setdefault(normalise(name), blocked)
    return names


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The lexicon from the YAML files beside the code; read once."""
    regions, stop = _read("regions.yaml"), _read("stopwords.yaml")
    typos, english = _read("typos.yaml"), _read("english.yaml")
    aspects = [
        Aspect(
            row["name"],
            re.compile(
                "|".join([*(re.escape(normalise(c)) for c in row.get("cues", ())), *row.get("regex", ())]) or r"(?!)"
            ),
        )
        for row in sorted(_read("aspects.yaml")["aspects"], key=lambda r: -int(r.get("priority", 0)))
    ]
    synonyms = next(iter(_read("synonyms.yaml").values()))
    return Lexicon(
        _regions(regions),
        [Synonym(tuple(map(str, r["say"])), tuple(map(str, r["means"]))) for r in synonyms],
        aspects,
        [w for key in ("phrases", "fillers", "interrogatives", "generic", "selves") for w in stop[key] if len(w) > 1],
        stop["keep"],
        _corrections(typos),
        Gate(_read("chat.yaml")["entries"]),
        [w for w in regions.get("national", ()) if len(w) > 2],
        _read("programmes.yaml")["programmes"],
        English(english["asked"], english["words"], english["stops"]),
        typos["asked"],
    )


def _corrections(typos: dict[str, Any]) -> dict[str, str]:
    """Mistypings and words in pinyin to the word meant."""
    found = {normalise(str(r["wrong"])): str(r["right"]) for r in typos["typos"]}
    for word, meant in typos["pinyin"].items():
        found.setdefault(normalise(str(word)), str(meant))
    return found
