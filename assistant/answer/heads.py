"""Which head's whole list a question wants: the one that its words name and under which its best clauses stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer.lists import asks_all, asks_each, heads_of, list_items
from assistant.answer.sentences import body, sentences
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Hit, Ranking
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, to_hans

__all__ = ["best_head", "names_head", "names_list", "stands_out"]

_NOUNS = re.compile(
    r"原则|功能|保障|任务|条件|支持|措施|要求|目标|机制|特征|特点|职责|程序|流程|步骤|环节|阶段|领域|指标|资格|材料|形式|模式|方式|标准|内容|方向|意义|背景|形势|问题|大赛"
)
_NAMED = 0.25  # what a name in the question's own words counts, against scores relative to the best
_IN_OTHER_WORDS = 0.6  # of it, where an official word for what the question says stands in the name
_SAID = 0.2  # what the other words of the question count that the head speaks of
_SPREAD = 0.3  # what it counts how many of the best clauses stand below the head, where simply everything is wanted
_EVERYTHING = re.compile(r"所有|全部|全套|整套|从头到尾|完整")
_SEVERAL = re.compile(r"哪[几两二三四五六七八九十]|[几两三四五六七八九十]种|几[条项类]|\b(?:two|three|four|five)\b")
_LEVELS = 3
_LEAST = 0.55  # how good a list must be, against the best clause
_APART = 0.85  # the same where the best clause outside it tells what is asked for by itself


def best_head(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index) -> Clause | None:
    """For a question that wants everything: the head that is named best, whose own score and whose best items' scores are
    highest; None where none is good enough. Of nested lists the outer, when each item's own items are wanted too."""
    each, everything = asks_each(ranking.part.text), bool(_EVERYTHING.search(ranking.part.text))
    candidates: dict[str, Clause] = {}
    for hit in hits[:8]:
        if hit.clause.document_id == best.clause.document_id:
            direct = {hit.clause.id, *(h.id for h in heads_of(hit.clause, index))}
            for head in _above(hit.clause, index):
                if head.id in direct or each or everything or names_head(head, ranking.part):
                    candidates.setdefault(head.id, head)

    def items_worth(head: Clause) -> float:
        scores = sorted((_strength(c, ranking, index) for c in list_items(head, index)), reverse=True)[:3]
        return sum(scores) / max(len(scores), 1)

    def plain(head: Clause) -> float:
        return 0.5 * ranking.of(head.id).fused + 0.5 * items_worth(head)

    def worth(head: Clause) -> float:
        said = ranking.searcher.coverage.share_of(ranking.part, _own(head))
        nested = each and any(index.children(c.id) for c in list_items(head, index))
        told = names_head(head, ranking.part) + _SAID * said + _NAMED * nested + _SPREAD * everything * _spread(head)
        return plain(head) + best.fused * told

    def _spread(head: Clause) -> float:
        return sum(head in _above(h.clause, index) for h in hits[:8]) / len(hits[:8])

    ranked = sorted(candidates.values(), key=worth, reverse=True)
    if not ranked:
        return None
    first = _outermost(ranked[0], ranking.part, index)
    outside = best.clause.id != first.id and first not in _above(best.clause, index)
    least = _APART if outside and _tells_itself(best.clause, first, ranking.part) else _LEAST
    return first if plain(first) >= least * best.fused else None


def _outermost(head: Clause, part: Part, index: Index) -> Clause:
    """Of nested lists that are named by the same noun (条件 under 条件) the outer one, unless the question says a word that
    only the inner one's head holds and none of the lists beside it."""
    words = [w for w in content_words(part.topic) if not _NOUNS.fullmatch(w)]
    for outer in _above(head, index):
        beside = [_own(s) for s in list_items(outer, index) if s.id != head.id and list_items(s, index)]
        adds = any(
            w in _own(head) and w not in _own(outer) and not (beside and all(w in s for s in beside)) for w in words
        )
        if outer.id != head.id and names_head(outer, part) >= _NAMED and names_head(head, part) and not adds:
            head = outer
    return head


def _tells_itself(clause: Clause, head: Clause, part: Part) -> bool:
    """Whether the clause speaks of what is asked for (环节) as the head does not."""
    asked = _NOUNS.findall(part.text)
    return any(n in to_hans(clause.text) for n in asked) and not any(n in _own(head) for n in asked)


def names_head(head: Clause, part: Part) -> float:
    """What it counts that the question names the head by the noun for its items (原则, 功能), in its own or official
    words; 0 where it does not."""
    name = _own(head)
    if any(noun in name for noun in _NOUNS.findall(part.text)):
        return _NAMED
    official = _NOUNS.findall(" ".join(part.expansion))
    return _NAMED * _IN_OTHER_WORDS if any(noun in name for noun in official) else 0.0


def names_list(best: Hit, hits: Sequence[Hit], ranking: Ranking, index: Index) -> bool:
    """Whether the question wants all of a list that it names in its own words, and whose head or items score best: such
    a head is what is asked for even where none of its clauses is likely by itself."""
    if not (asks_all(ranking.part.text) or asks_each(ranking.part.text)):
        return False
    head = best_head(best, hits, ranking, index)
    return head is not None and names_head(head, ranking.part) >= _NAMED


def stands_out(best: Hit, ranking: Ranking, index: Index) -> bool:
    """Whether one item of a list is asked about: it scores far above the others, and says more of the question than the
    head that is over it. Where several things are asked for, only one that tells them by itself (分为甲、乙、丙等环节)."""
    text = ranking.part.text
    if best.confidence < 0.6 or list_items(best.clause, index):
        return False
    several = asks_all(text) or asks_each(text) or bool(_SEVERAL.search(text))
    for head in heads_of(best.clause, index):
        others = [ranking.of(c.id).score for c in list_items(head, index) if c.id != best.clause.id]
        share = ranking.searcher.coverage.share_of
        more = share(ranking.part, best.clause.text) >= share(ranking.part, _own(head)) + 0.1
        alone = bool(others) and max(others) <= 0.5 * best.score and more
        if alone and (not several or _tells_itself(best.clause, head, ranking.part)):
            return True
    return False


def _above(clause: Clause, index: Index) -> Iterator[Clause]:
    """The clause, where it is a head itself, and the heads over it up to three levels."""
    if list_items(clause, index):
        yield clause
    level = [clause]
    for _ in range(_LEVELS):
        level = [head for c in level for head in heads_of(c, index)]
        yield from (head for head in level if list_items(head, index))


def _strength(item: Clause, ranking: Ranking, index: Index) -> float:
    """The score of an item, or of the best clause below it."""
    return max([ranking.of(item.id).fused, *(_strength(c, ranking, index) for c in index.children(item.id))])


def _own(head: Clause) -> str:
    """The words of a head that tell what it lists: its heading, or the last sentence that leads in."""
    text = to_hans(body(head))
    return compact(text if len(text) <= 60 else sentences(text)[-1])
