"""Which detail of a matter is asked for, and whether clauses state it: a clause that only speaks of the matter is no answer.

The details and how they are asked for and stated are data (`lexicon/details.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import yaml

from assistant.answer.choices import choice_open
from assistant.answer.sentences import sentences
from assistant.retrieve.coverage import content_words
from assistant.understand.lexicon import FOLDER, Lexicon
from assistant.understand.segment import cut
from assistant.understand.understanding import Part
from assistant.understand.values import expected_values
from ingest.model import Clause
from ingest.normal import compact, normalise, to_hans

__all__ = ["apart", "noun_asked", "nouns_carrying", "stated_alone", "unstated"]

_ASKS = re.compile(
    r"什么|啥|哪|怎么|如何|咋|多少|几|谁|吗|多久|多长|要不要|能不能|可不可以|是不是|有没有|会不会|是否|么$|行不行"
)
_WHICH = re.compile(r"哪\s*([一二两三四五六七八九十]{1,3}|\d{1,3})\s*[个家项所座类]")
_COUNTS = re.compile(
    r"(?:^|,)(?P<a>[^,]{2,10}?)(?:也|都|这种)?(?:算吗|算不算(?:数|在内)?$|算数吗|算进去吗)|(?:包不包括|含不含|包括不包括)(?P<b>[^,]{2,10})"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_BY_YEAR = re.compile(r"(?:到|至|截至|截止)了?(20\d\d)(?=年)")
_GOALS = frozenset(("count", "headcount", "amount", "ratio"))
_YEARLY = re.compile(r"每年|常年|全年|长期|年度组织|[一二三四1234]季度")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_PLACES = "[省市]|自治区|开发区|高新区"


@dataclass(frozen=True, slots=True)
class _Detail:
    """One kind of detail; `unless` are questions that look alike and ask for something else, `whole`
    looks at all of the question and not only at the pieces that ask; `sole` are details whose wording cannot be mistaken
    for another matter's (一式三份)."""

    matter: str
    asks: re.Pattern[str]
    states: re.Pattern[str]
    unless: re.Pattern[str] | None
    whole: bool = False
    sole: bool = False


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun that carries questions, as it is `said` there, and what `also` counts in clauses; `open` ones have so many
    other words that clauses without them are not silent."""

    said: tuple[str, ...]
    also: tuple[str, ...] = ()
    open: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All the words for it."""
        return (*self.said, *self.also)

    def within(self, text: str) -> bool:
        """Whether a question says it."""
        return any(n in text for n in self.said)


@dataclass(frozen=True, slots=True)
class _Details:
    """The data of `lexicon/details.yaml`."""

    details: tuple[_Detail, ...]
    nouns: tuple[_Noun, ...]
    colloquial: frozenset[str]
    vague: re.Pattern[str]
    defines: re.Pattern[str]
    defined: str


@lru_cache(maxsize=1)
def _data() -> _Details:
    raw = yaml.safe_load((FOLDER / "details.yaml").read_text("utf-8"))
    details = tuple(
        _Detail(
            d["matter"],
            re.compile(d["asks"]),
            re.compile(d["states"].replace("{places}", _PLACES)),
            re.compile(d["unless"]) if "unless" in d else None,
            d.get("whole", False),
            d.get("sole", False),
        )
        for d in raw["details"]
    )
    nouns = tuple(
        _Noun(tuple(row["said"]), tuple(row["also"]), row["open"]) if isinstance(row, dict) else _Noun(tuple(row))
        for row in raw["nouns"]
    )
    colloquial = frozenset(raw["colloquial"])
    return _Details(details, nouns, colloquial, re.compile(raw["vague"]), re.compile(raw["defines"]), raw["defined"])


def unstated(part: Part, clauses: Sequence[Clause], known: str, lexicon: Lexicon) -> str:
    """The detail that the part asks for and none of the clauses states, as it is named to readers; empty where they state
    what is asked, as far as the language tells. `known` are reviewed questions that the clauses answer, or what else counts as
    speaking of a noun."""
    text = "\n".join(normalise(to_hans("".join((*c.path, c.reading)))) for c in clauses)
    whole = _whole(part)
    asked = _asking(whole)
    for detail in _data().details:
        if not detail.asks.search(whole if detail.whole else asked) or (detail.unless and detail.unless.search(whole)):
            continue
        if not detail.states.search(text):
            return detail.matter
    return (
        _noun(asked, text, known)
        or _vague(asked, text)
        or _which(part.text, text, clauses)
        or _year(part, clauses)
        or _goal_year(part, clauses)
        or _counted(asked, text, lexicon)
        or choice_open(part, text, lexicon)
    )


def stated_alone(part: Part, clauses: Sequence[Clause]) -> Clause | None:
    """The only one of the clauses that states a detail asked for, of those whose wording cannot be mistaken; None where
    none or several do."""
    asked = _asking(part.text)
    for detail in _data().details:
        if detail.sole and detail.asks.search(asked) and not (detail.unless and detail.unless.search(part.text)):
            stating = [c for c in clauses if detail.states.search(normalise(to_hans(c.text)))]
            if len(stating) == 1:
                return stating[0]
    return None


def nouns_carrying(part: Part) -> tuple[tuple[str, ...], ...]:
    """The nouns that carry the question, each with the other words for it."""
    asked = _asking(_whole(part))
    return tuple(noun.words for noun in _data().nouns if noun.within(asked))


def noun_asked(part: Part) -> tuple[str, ...]:
    """The words for the thing of which a value is asked for (几个工作日到账), where a piece of the question names one: a
    value told without any of them is of another thing."""
    pieces = [p for p in re.split(r"[,。;?!]", part.text) if set(expected_values(p)) & set(part.values)]
    return next((noun.words for noun in _data().nouns if any(map(noun.within, pieces))), ())


def apart(part: Part) -> Iterator[Part]:
    """The part without each of its pieces that ask, where another one is left that asks for a value (要排队吗，每户多少钱)."""
    pieces = re.split(r"[,。;?!]", part.text)
    for n, piece in enumerate(pieces):
        rest = ",".join((*pieces[:n], *pieces[n + 1 :]))
        if _ASKS.search(piece) and any(_ASKS.search(p) for p in rest.split(",")):
            values = tuple(v for v in part.values if v in expected_values(rest))
            if values:
                yield replace(part, text=rest, values=values)


def _whole(part: Part) -> str:
    """The part's text; for a later question of one utterance that names no matter of its own (去哪领, 给多少钱), with what
    the first was about."""
    words = [w for w in content_words(part.topic) if len(w) > 1 and not _ASKS.search(w)]
    bare = part.later and part.context and not words
    return f"{part.context}{part.text}" if bare else part.text


def _year(part: Part, clauses: Sequence[Clause]) -> str:
    """The time asked for in a year later than all that the clauses speak of, none of them a rule for every year."""
    times = {"window", "date", "day"}
    pieces = [p for p in re.split(r"[,。;?!]", part.text) if times & set(expected_values(p))]
    asked = [int(y) for y in _YEAR.findall(",".join(pieces))]
    if not asked or not times & set(part.values):
        return ""
    text = "\n".join(to_hans(c.text) for c in clauses)
    told = [int(y) for y in _YEAR.findall(text)]
    if not told or _YEARLY.search(text) or max(told) >= max(asked):
        return ""
    return f"{max(asked)}年的时间安排"


def _goal_year(part: Part, clauses: Sequence[Clause]) -> str:
    """What is to be reached by a year later than all those that the clauses set goals for."""
    asked = [int(y) for y in _BY_YEAR.findall(part.text)]
    if not asked or not _GOALS & set(part.values):
        return ""
    text = "\n".join(to_hans(c.text) for c in clauses)
    told = [int(y) for y in _BY_YEAR.findall(text)]
    later = [int(y) for y in _YEAR.findall(text) if int(y) >= max(asked)]
    return f"{max(asked)}年的目标" if told and not later and max(told) < max(asked) else ""


def _asking(text: str) -> str:
    """The pieces of the question that ask; all of it where none is told apart."""
    pieces = [p for p in re.split(r"[,。;?!]", text) if _ASKS.search(p)]
    return ",".join(pieces) or text


def _noun(asked: str, text: str, known: str) -> str:
    """The noun that carries the question and of which the clauses do not speak."""
    for noun in _data().nouns:
        if noun.open or not noun.within(asked) or any(w in text or w in known for w in noun.words):
            continue
        own = max((n for n in noun.said if n in asked), key=len)
        return f"{noun.said[0] if own in _data().colloquial else own}方面的规定"
    return ""


def _vague(asked: str, text: str) -> str:
    """What a vague word of the clause means, where the question says that word itself and asks for more."""
    for piece in asked.split(","):
        quoted = re.search(r'"([^"]{2,10})"', piece)
        found = quoted or _data().vague.search(piece)
        if not found or not _data().defines.search(piece.replace(found[0], " ")):
            continue
        word = found[1] if quoted else found[0]
        held = [s for s in sentences(text) if word in s]
        if held and not any(re.search(rf"{re.escape(word)}[^。;]{{0,24}}(?:{_data().defined})", s) for s in held):
            return f"“{word}”的具体含义"
    return ""


def _counted(asked: str, text: str, lexicon: Lexicon) -> str:
    """The thing of which is asked whether it counts (股东退出算吗), where the clauses speak of nothing like it."""
    match = _COUNTS.search(asked)
    if not match:
        return ""
    words = [w for w in cut(match["a"] or match["b"]) if len(w) >= 2]
    same = [m for w in words for m in (w, *lexicon.means_of(w))]
    same += lexicon.expand(match["a"] or match["b"])
    return "" if not words or any(compact(m) in text for m in same) else f"{match['a'] or match['b']}是否算在内"


def _which(asked: str, text: str, clauses: Sequence[Clause]) -> str:
    """The members of a number of things (哪16个), where nothing found names so many side by side."""
    match = _WHICH.search(asked)
    number = _number(match[1]) if match else 0
    if number < 3 or len(clauses) >= number:
        return ""
    listed = max((s.count("、") + s.count(",") + s.count(";") for s in sentences(text)), default=0)
    return "" if listed + 1 >= number else "具体名单"


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    if "十" not in written:
        return _DIGITS.get(written, 0)
    tens, _, ones = written.partition("十")
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
