"""Which facts of a document itself (文号, 日期, 电话, 有效期 …) a question asks for, however long it tells of the document.

A question is cut at its commas. A piece asks for a fact when it holds a cue for one and all else in it only points at the
document: fillers, or words that stand in the document's own names. What other pieces ask is left over as `rest`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import yaml

from assistant.understand.lexicon import FOLDER, Lexicon
from assistant.understand.scope import Names, find_scope
from assistant.understand.segment import cut
from assistant.understand.split import strip_topic
from assistant.understand.understanding import Part
from assistant.understand.values import expected_values
from ingest.index import Index
from ingest.model import Document
from ingest.normal import compact

__all__ = ["FactQuestion", "Identities", "asked_facts", "told_facts"]

_PREFIX = re.compile(r"[^\W\d的在是里]{1,6}(?=\s*\d{1,4}\s*号)")
_OTHER = re.compile(r"那[份个部](方案|指南|规划|条件|办法|细则|意见|条例|规定|措施|计划|通知|纲要)")
_EARLIER = re.compile(r"以前|原来|原先|原有|旧|老|之前|暂行|替代|取代|废止|作废|都")
_PIECES = re.compile(r"[,。;?!:]+")
_ASKS = re.compile(r"什么|啥|哪|怎么|如何|咋|多少|几|谁|吗|要求|条件|多久|\b(?:how|what|which|who|when|where)\b")


@dataclass(frozen=True, slots=True)
class _Cues:
    """The language of questions for facts, from `lexicon/facts.yaml`."""

    facts: tuple[tuple[str, re.Pattern[str]], ...]
    weak: re.Pattern[str]
    noun: re.Pattern[str]
    things: re.Pattern[str]
    plain: re.Pattern[str]
    when: re.Pattern[str]
    single: frozenset[str]
    english: frozenset[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    data = yaml.safe_load((FOLDER / "facts.yaml").read_text("utf-8"))

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text.replace("{when}", data["when"]).replace("{bodies}", data["bodies"]))

    return _Cues(
        tuple((name, pattern(cue)) for name, cues in data["cues"].items() for cue in cues),
        pattern("|".join(data["weak"])),
        pattern(data["noun"]),
        pattern(data["things"]),
        pattern("|".join(data["plain"])),
        pattern(data["when"]),
        frozenset(data["single"]),
        frozenset(data["english"].split()),
    )


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """The facts asked for, the pieces that ask for them, and what else the question asks (empty: nothing);
    `whole` is the question as it was, `about` what it is on beside that: the question before, on which it leans."""

    aspects: tuple[str, ...]
    text: str
    rest: str = ""
    whole: str = ""
    about: str = ""


class Identities:
    """The words by which the documents of one index may be described: titles, names, issuers, regions."""

    def __init__(self, index: Index, names: Names) -> None:
        self.names = names
        self._texts = {d.id: self._identity(d, index) for d in index.documents}

    @staticmethod
    def _identity(document: Document, index: Index) -> str:
        titles = [c.text for c in index.clauses_of(document.id) if c.kind == "title" and c.part in ("main", "notice")]
        names = (document.title, *document.short_names, document.issuer, document.region, document.number, *titles)
        return compact(" ".join(names)).replace('"', "")

    def describes(self, document: str, words: Sequence[str]) -> int:
        """How many characters of `words` stand in the document's names, abbreviations included (工信部)."""
        return sum(len(w) for w in words if _stands(w, self._texts[document]))

    def words(self, text: str) -> list[str]:
        """What the normalised `text` says beside names of documents and regions, fillers and cues."""
        return _residue(text, self.names, self.names.lexicon)

    def points(self, text: str, documents: Sequence[str]) -> bool:
        """Whether the text only points at one of the documents: at most a small part of it says something else."""
        words = self.words(text)
        size = sum(map(len, words))
        told = max((self.describes(d, words) for d in documents), default=0)
        return size - told <= max(1 if told > 1 else 0, size // 4)

    def narrowed(self, text: str, documents: Sequence[str]) -> tuple[str, ...]:
        """Those of `documents` that the text describes best; all of them when it does not tell them apart."""
        words = self.words(text)
        told = {d: self.describes(d, words) for d in documents}
        most = max(told.values(), default=0)
        best = tuple(d for d in documents if told[d] == most)
        return best if most and len(best) == 1 else tuple(documents)


def _stands(word: str, text: str) -> bool:
    if word in text:
        return True
    if re.fullmatch(r"[a-z]+", word):
        return False
    if 3 <= len(word) <= 5 and re.search(".{0,4}".join(map(re.escape, word)), text):
        return True
    return len(word) >= 4 and sum(word[i : i + 2] in text for i in range(len(word) - 1)) >= 0.6 * (len(word) - 1)


def _residue(text: str, names: Names, lexicon: Lexicon) -> list[str]:
    cues = _cues()
    text = _PREFIX.sub(" ", text)
    for _, pattern in cues.facts:
        text = pattern.sub(" ", text)
    text = names.without(text)
    for _, start, end in reversed(lexicon.find_regions(text)):
        text = f"{text[:start]} {text[end:]}"
    text = lexicon.without_fillers(cues.plain.sub(" ", text))
    words = [w for chunk in re.findall(r"[\w]+", text) for w in cut(chunk)]
    return [w for w in words if w not in cues.english and not set(w) <= cues.single and not w.isdigit()]


_TOLD = {"metadata_number", "metadata_date", "contact", "validity"}
_TERM = re.compile(r"施行|生效|失效|有效期")


def told_facts(part: Part, identities: Identities) -> FactQuestion | None:
    """Number, dates and telephone that the part's words ask for, whatever else it says: where no clause answers, they
    may. Names of documents are no words of it (实施指南)."""
    bare = identities.names.without(part.text)
    found = [name for name, pattern in _cues().facts if name in _TOLD and pattern.search(bare)]
    if "phone" not in part.values or "names" in part.values:
        found = [name for name in found if name != "contact"]
    if not _TERM.search(bare):
        found = [name for name in found if name != "validity"]
    return FactQuestion(tuple(dict.fromkeys(found)), part.text, whole=part.text) if found else None


def asked_facts(part: Part, documents: Sequence[str], identities: Identities) -> FactQuestion | None:
    """The facts of `documents` that the part asks for; None when it asks for their content."""
    pieces = [p.strip() for p in _PIECES.split(part.text) if p.strip()]
    aspects: dict[str, None] = {}
    asking: list[str] = []
    for piece in pieces:
        found = _aspects(piece, part, documents, identities)
        aspects.update(dict.fromkeys(found))
        if found:
            asking.append(piece)
    if not aspects:
        bare = _bare(part, identities)
        return FactQuestion((bare,), part.text, whole=part.text) if bare else None
    others = [p for p in pieces if p not in asking]
    content = [p for p in others if _ASKS.search(p) and not identities.points(p, documents)]
    return FactQuestion(tuple(aspects), ",".join(asking), ",".join(others) if content else "", part.text)


def _aspects(piece: str, part: Part, documents: Sequence[str], identities: Identities) -> list[str]:
    """The facts that one piece asks for."""
    cues, bare = _cues(), identities.names.without(piece)
    hits = [(name, match) for name, pattern in cues.facts if (match := pattern.search(bare))]
    if cues.things.search(piece):
        return ["contact"]
    if not hits or not identities.points(piece, documents):
        return []
    whole = f"{part.context},{part.text}" if part.later else part.text
    named = bool(part.scope.documents or cues.noun.search(piece)) or identities.points(whole, documents)
    found = [name for name, match in hits if named or not cues.weak.match(match.group())]
    if identities.words(piece) and not (part.scope.documents or cues.noun.search(part.text)):
        # Words of a title alone (专精特新企业的有效期) are matter, not a name; a telephone is the document's all the same.
        found = [name for name in found if name == "contact"]
    drop = {"metadata_issuer"} if {"metadata_addressee", "metadata_interpreter"} & set(found) else set()
    if "validity" in found and "metadata_date" in found and not re.search(r"有效|失效|到期|期限|废止", piece):
        drop.add("validity")
    other = _OTHER.search(piece)
    if "metadata_number" in found and other and not any(identities.describes(d, [other[1]]) for d in documents):
        found = ["metadata_basis"]  # the number of a document that this one names
    return [name for name in dict.fromkeys(found) if name not in drop]


def _bare(part: Part, identities: Identities) -> str:
    """The fact that only a question word asks for (升级条件又是哪天), in a question that names its document."""
    match = re.search(r"多少号|谁", part.text) or _cues().when.search(part.text)
    if not part.scope.documents or not match:
        return ""
    if not identities.points(part.text.replace(match.group(), " "), part.scope.documents):
        return ""
    if match.group() == "谁":
        return "metadata_issuer"
    return "metadata_number" if match.group() == "多少号" else "metadata_date"


def documents_named(text: str, documents: Sequence[str], index: Index, names: Names) -> tuple[str, ...]:
    """Those of `documents` whose region or name stands in the pieces that ask for facts, where others ask for something
    else; all of them where none does."""
    scope = find_scope(text, names)
    named = [d for d in documents if d in scope.documents]
    named = named or [d for d in documents if index.document(d).region in scope.regions]
    return tuple(named) or tuple(documents)


def current(text: str, documents: Sequence[str], index: Index) -> tuple[str, ...]:
    """`documents` without those that another of them has repealed, unless the text asks for an earlier one."""
    numbers = {name for d in map(index.document, documents) for name in (d.number, f"《{d.title}》") if name}
    kept = tuple(d for d in documents if index.document(d).repealed_by not in numbers)
    return tuple(documents) if _EARLIER.search(text) or not kept else kept


def without_facts(part: Part, rest: str, names: Names) -> Part:
    """The part without its pieces that ask for facts."""
    scope = find_scope(rest, names)
    lexicon = names.lexicon
    return replace(
        part,
        text=rest,
        topic=strip_topic(names.without(rest), lexicon, part.scope.outside_documents),
        scope=scope if scope.named else part.scope,
        aspects=tuple(a.name for a in lexicon.aspects if a.pattern.search(rest)),
        values=expected_values(rest),
        expansion=lexicon.expand(rest),
        later=False,
    )
