"""Types that one document sets side by side (A型 and 非A型, 认定 and 培育试点): found by the form of its clauses alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.answer.sentences import body
from assistant.understand.segment import cut
from ingest.index import Index
from ingest.model import Clause, Document
from ingest.normal import compact, to_hans

__all__ = ["Types", "belongs", "named_types", "speaks_of_both", "types_in"]

_HEAD = re.compile(r"^(.{2,40}?)(?:是指|应当|应|须|可以|需|包括|[：:，,。；;\n]|$)")
_KIND = re.compile(r"(?:型|类|级|种|式|档|组|批|[一二三四甲乙丙ABCabc])$")
_TWO = re.compile(r"[两二三2兩](?:种|类|者|型|个?类型|种类型|类主体)|另一[种类]|类型")
_DENIED = re.compile(r"(?:非|不(?:是|算|搞|办|成立|注册|设)?)([一-鿿]{2,6}?)(?:的?那?一?[型种类]|性质|的)")
_ASKED_OF = re.compile(r"[和与跟同、]|还是|区别|不同|一样|差|各|分别|比")
_BROTHERS = 8


@dataclass(frozen=True, slots=True)
class Types:
    """Two types by name, with the pairs of clauses (one for each) that stand beside each other."""

    document: Document
    names: tuple[str, str]
    heads: tuple[tuple[Clause, Clause], ...]


def types_in(documents: Sequence[Document], index: Index) -> tuple[Types, ...]:
    """The types of each document: clauses under one parent whose first words are the same but for a name in brackets, a
    非, or a name that ends like one (甲类)."""
    found: dict[tuple[str, str, str], list[tuple[Clause, Clause]]] = {}
    for document in documents:
        beside: dict[str | None, list[Clause]] = {}
        for clause in index.clauses_of(document.id):
            if clause.kind not in ("title", "fact", "header", "row"):
                beside.setdefault(clause.parent_id, []).append(clause)
        for clauses in beside.values():
            for one, other in combinations(clauses, 2):
                if clauses.index(other) - clauses.index(one) <= _BROTHERS and (names := _names(one, other)):
                    found.setdefault((document.id, *names), []).append((one, other))
    return tuple(Types(index.document(d), (a, b), tuple(heads)) for (d, a, b), heads in found.items())


def _names(one: Clause, other: Clause) -> tuple[str, str] | None:
    """What two heads call their types; None when they differ in more than a name."""
    first, second = _head(one), _head(other)
    if not first or not second or first == second:
        return None
    start = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    short = min(len(first), len(second)) - start
    end = next((i for i in range(short) if first[-1 - i] != second[-1 - i]), short)
    left, right = first[:start], first[len(first) - end :] if end else ""
    a, b = first[start : len(first) - end], second[start : len(second) - end]
    if "(" in left and ")" not in left.rpartition("(")[2] and ")" in (right or first[start:]):
        inside, tail = left.rpartition("(")[2], right.partition(")")[0]
        names = (inside + a + tail, inside + b + tail)
        return names if all(2 <= len(n) <= 12 and "(" not in n and ")" not in n for n in names) else None
    if {a, b} == {"", "非"}:
        word = next(iter(cut(right)), "")
        kind = right[: len(word) + 1] if right[len(word) : len(word) + 1] in ("型", "类", "级") else word
        return (a + kind, b + kind) if len(kind) >= 2 else None
    same = len(left) + len(right)
    if same >= 4 and same >= 0.5 * len(first) and 1 <= len(a) <= 6 and 1 <= len(b) <= 6:
        right = right[:1] if right[:1] in ("类", "型", "级", "档") else ""
        names = (a + right, b + right)
        return names if all(_KIND.search(n) and len(n) >= 2 and not n.isdigit() for n in names) else None
    return None


def _head(clause: Clause) -> str:
    text = re.sub(r"\s", "", to_hans(body(clause))).replace("（", "(").replace("）", ")")
    found = _HEAD.search(text)
    return found[1] if found else ""


def named_types(text: str, held: Sequence[Types]) -> tuple[Types, ...]:
    """The types that a normalised question sets side by side: both by name, as X and 非X in its own words, or as the two
    types (两种类型)."""
    asked = compact(text)
    named = tuple(t for t in held if all(_mentions(asked, n, t.names) for n in t.names))
    if named or not _ASKED_OF.search(text):
        return named
    if (denied := _DENIED.search(asked)) and asked.count(denied[1][:2]) > 1:
        return tuple(t for t in held if _opposed(t.names))
    return tuple(held) if _TWO.search(asked) else ()


def _opposed(names: tuple[str, str]) -> bool:
    return names[0] == f"非{names[1]}" or names[1] == f"非{names[0]}"


def _mentions(text: str, name: str, names: tuple[str, str]) -> bool:
    """Whether a text speaks of a type; a name that stands only inside the other's (X in 非X) does not count."""
    return _count(text, name, names) > 0


def _count(text: str, name: str, names: tuple[str, str]) -> int:
    other = names[1] if name == names[0] else names[0]
    inside = text.count(other) if name in other else 0
    return text.count(name) - inside


def belongs(clause: Clause, name: str, types: Types, index: Index) -> bool:
    """Whether a clause is about this type and not the other: by its own words, else by what stands above it."""
    at: Clause | None = clause
    while at is not None:
        text = compact(to_hans(at.text))
        says = [_mentions(text, n, types.names) for n in types.names]
        if any(says):
            return says[types.names.index(name)] and not all(says)
        at = index.clauses[at.parent_id] if at.parent_id else None
    return False


def speaks_of_both(clause: Clause, types: Types) -> bool:
    """Whether the clause's own words name both types."""
    text = compact(to_hans(clause.text))
    return all(_mentions(text, n, types.names) for n in types.names)
