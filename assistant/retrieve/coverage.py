"""Which share of a question's content words a clause speaks of: the feature that tells an answer from a near miss."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.understand.lexicon import Lexicon
from assistant.understand.segment import cut
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import BankEntry
from ingest.normal import compact

__all__ = ["Coverage", "content_words"]

_TIMES = re.compile(r"^(?:[一两几]?[次回趟遍]|几[年月天次回]|多[久长])$")
_LEVEL = re.compile(r"^[省市区县国家]{1,2}级")
_KIND = re.compile(r"企业|中心|园区|示范区|孵化器|众创空间|工作站|大赛|计划|专项|基金")
_PARTICLES = "的了和与或在是有为对等把被从及将由各"
_MEASURES = "家个项件所"
"""What is left of 几家, 多少个 before a thing: no beginning of a name (家创新中心 in 国家创新中心)."""


@lru_cache(maxsize=1024)
def content_words(topic: str) -> tuple[str, ...]:
    """The words of a stripped topic that carry it, by jieba: two characters or more, or a figure."""
    words = [w for w in cut(topic) if re.search(r"\w", w)]
    long = [w for w in words if len(w) >= 2]
    return tuple(dict.fromkeys(long or words))


class Coverage:
    """Word coverage against the clauses of one index."""

    def __init__(self, index: Index, bank: Sequence[BankEntry], lexicon: Lexicon) -> None:
        self.means_of = lexicon.means_of
        titles = {d.id: d.title for d in index.documents}
        self._texts = {
            c.id: compact("".join((titles[c.document_id], *c.path, c.reading))) for c in index.clauses.values()
        }
        said: dict[str, list[str]] = {}
        for clause in index.clauses.values():
            said.setdefault(clause.document_id, []).append(self._texts[clause.id])
        self._said = {document: "\n".join(texts) for document, texts in said.items()}
        asked: dict[str, list[str]] = {}
        for entry in bank:
            if entry.answerable:
                for clause_id in entry.clause_ids:
                    asked.setdefault(clause_id, []).extend(entry.questions)
        self._bank = {clause_id: "\n".join(questions) for clause_id, questions in asked.items()}
        self._asked = "\n".join(self._bank.values())
        self._total = max(len(self._texts), 1)
        self._corpus = "".join(self._texts.values())
        self._weigh = lru_cache(maxsize=8192)(self._weighed)
        self._kinds = lru_cache(maxsize=512)(self._kinds_of)

    def weight(self, word: str) -> float:
        """Inverse document frequency of a word, by substring. A word that neither the corpus nor the bank knows is
        manner of speech more often than matter, and counts half."""
        return self._weigh(word)[0]

    def known(self, word: str) -> bool:
        """Whether any clause of the index says the word."""
        return self._weigh(word)[1]

    def _weighed(self, word: str) -> tuple[float, bool]:
        """The weight, and whether the corpus knows the word."""
        found = sum(word in text for text in self._texts.values())
        rarity = math.log(1 + self._total / (1 + found))
        return (rarity if found or word in self._asked else 0.5 * rarity, found > 0)

    def _speaks(self, clause_id: str, word: str) -> float:
        text = self._texts[clause_id]
        if word in text:
            return 1.0
        means = self.means_of(word)
        if any(compact(m) in text for m in means):
            return 0.9
        if word in self._bank.get(clause_id, ""):
            return 0.8
        if len(word) >= 3:
            pairs = [word[i : i + 2] for i in range(len(word) - 1)]
            return 0.7 * sum(p in text for p in pairs) / len(pairs)
        return 0.0

    def share(self, part: Part, clause_id: str) -> float:
        """Weighted share (0–1) of the part's content words that the clause speaks of; 1 when there are none."""
        words = content_words(part.topic)
        total = sum(self.weight(w) for w in words)
        return sum(self.weight(w) * self._speaks(clause_id, w) for w in words) / total if total else 1.0

    def rarest(self, part: Part, clause_id: str) -> tuple[float, float]:
        """Whether the clause speaks of the rarest content word of the part, and which share of the part's weight the rarest
        word makes up that it does not speak of: a clause on the matter that lacks just the thing asked for is a near miss."""
        words = content_words(part.topic)
        if not words:
            return 1.0, 0.0
        spoken = {w: self._speaks(clause_id, w) for w in words}
        total = sum(self.weight(w) for w in words) or 1.0
        left = max((self.weight(w) * (1 - spoken[w]) for w in words), default=0.0)
        return spoken[max(words, key=self.weight)], left / total

    def foreign(self, part: Part, clause_id: str) -> bool:
        """Whether the part names a kind of body, programme or title (高新技术企业, 企业技术中心) that neither the clause nor
        a bank question of it names: what is said there of another kind is no answer."""
        text, asked = self._texts[clause_id], self._bank.get(clause_id, "")
        if any(not any(compact(n) in text for n in names) for names in part.programmes):
            return True
        return any(k not in text and k not in asked for k in self._kinds(part.topic))

    def entitled(self, part: Part, title: str) -> bool:
        """Whether a document's title names a kind of body that the part names, at whatever level (市级…)."""
        return any(_LEVEL.sub("", kind) in title for kind in self._kinds(part.topic))

    def _kinds_of(self, topic: str) -> tuple[str, ...]:
        """The kinds the topic names: the longest strings of the corpus that end in a word for a kind, four characters or
        more."""
        whole = compact(topic)
        found = []
        for match in _KIND.finditer(whole):
            for start in range(max(0, match.end() - 12), match.end() - 4):
                name = whole[start : match.end()]
                if name[0] not in _PARTICLES and name[0] not in _MEASURES and name in self._corpus:
                    found.append(name)
                    break
        return tuple(found)

    def asked_of(self, clause_id: str) -> str:
        """The reviewed questions that the clause is known to answer, one a line; empty where there are none."""
        return self._bank.get(clause_id, "")

    def speaks_of(self, clause_id: str, words: Sequence[str]) -> bool:
        """Whether the clause, or a reviewed question that it is known to answer, says one of the words."""
        text, asked = self._texts[clause_id], self._bank.get(clause_id, "")
        return any(w in text or w in asked for w in words)

    def known_to(self, document: str, word: str) -> bool:
        """Whether any clause of the document says the word."""
        return word in self._said.get(document, "")

    def on_context(self, part: Part, clause_id: str) -> bool:
        """Whether the clause speaks of anything that the turn before was about, where a follow-up leans on it."""
        words = content_words(part.context) if part.context and not part.later else ()
        known = [w for w in words if self._weigh(w)[1]]
        return not known or any(w in self._texts[clause_id] for w in known)

    def share_of(self, part: Part, text: str) -> float:
        """`share` for a piece of text that is no whole clause."""
        held = compact(text)
        words = content_words(part.topic)
        total = sum(self.weight(w) for w in words)
        means = self.means_of
        said = sum(self.weight(w) for w in words if w in held or any(compact(m) in held for m in means(w)))
        return said / total if total else 0.0

    def anchors(self, part: Part) -> tuple[str, ...]:
        """The content words of the part that the corpus knows, rarest first; then the official words for the others. None
        where the part has no content words but for how often (多久考一次): official words for that are no matter."""
        words = [w for w in content_words(part.topic) if not _TIMES.search(w)]
        known = [w for w in words if self._weigh(w)[1] and (len(w) > 1 or not part.expansion)]
        return (*sorted(known, key=lambda w: -self.weight(w)), *part.expansion) if words else ()
