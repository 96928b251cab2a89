"""What one class gets by a table of classes (C类 买房补多少): its row, with the clause that sends to the table, and the clause
that says who is of the class where the asker only describes himself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.classes import letters_of
from assistant.answer.compose import row_key
from assistant.answer.forms import Finding
from assistant.answer.sentences import body
from assistant.retrieve.coverage import content_words
from assistant.retrieve.search import Ranking
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import to_hans

__all__ = ["asked_class_row", "class_named"]

_NAMED = re.compile(r"(?<![a-z])([a-h])\s*[类级档等](?!\s*(?:到|至|-|~|—|以上))", re.I)
_CLASS = re.compile(r"([A-H])\s*[类级档等]")
_SENDS = re.compile(r"附[件表]|下表|如下表")
_AGE = re.compile(r"(\d{2})\s*周?岁")
_MOST_AGE = re.compile(r"不超过\s*(\d{2})\s*周?岁|(\d{2})\s*周?岁(?:及)?以下")
_SELF = re.compile(r"我|本人|自己|[儿女]|老公|老婆|爱人|员工")
_NOT = re.compile(r"(?<!有)没|(?<!是)不是|并非|(?<![\w])非|未|无(?!锡)|在读|肄业|准备|打算|想[考读]")
_BUT = re.compile(r"而是|(?<!不)(?<!还)是|但|只有|只是")
_SIGN = re.compile(r"[,，。;；?？!]")
_LEAD = 2
_SURE = 0.6


def class_named(text: str) -> str:
    """The letter of the one class that the normalised question names; empty where it names none, or several."""
    named = {m.upper() for m in _NAMED.findall(text)}
    return named.pop() if len(named) == 1 else ""


def asked_class_row(part: Part, own: Sequence[str], ranking: Ranking, index: Index) -> Finding | None:
    """The row of the class that is asked about, where one of the table's columns is what is asked for; None where the
    question names no class (and describes nobody of one), or no column."""
    for document in dict.fromkeys(h.clause.document_id for h in ranking.top(3, own)):
        for rows in ranking.searcher.kept(_tables, document):
            column = _column(rows, part)
            if not column:
                continue
            letter = class_named(part.text)
            telling: tuple[Clause, ...] = ()
            if not letter and _SELF.search(part.text):
                letter, telling = _described(part, document, index)
                if not letter:
                    telling = rows  # of which class he is is not sure: what each of them gets
            row = next((r for r in rows if letter and _key(r) == letter), None)
            if row is not None or telling:
                ends = (row,) if row is not None else ()
                sending = _sending(column, rows[0], ranking, index)
                clauses = (*telling, *sending, *ends) if ends else (*sending, *telling)
                first = ranking.top(1, [document])[0].clause
                of_class = not ends and bool(_CLASS.match(to_hans(body(first))))
                if first not in (*clauses, *rows) and first.id != rows[0].parent_id and not of_class:
                    continue  # what is asked of the class stands elsewhere
                best = max(ranking.of(c.id).score for c in clauses)
                return Finding(index.document(document), clauses, "clauses", None, best, _SURE)
    return None


def _tables(document: str, index: Index) -> tuple[tuple[Clause, ...], ...]:
    """The rows of each table whose rows are called by classes, a class each."""
    tables: dict[str, list[Clause]] = {}
    for clause in index.clauses_of(document):
        if clause.kind == "row":
            tables.setdefault(clause.parent_id or clause.part, []).append(clause)
    return tuple(tuple(rows) for rows in tables.values() if len(rows) > 1 and _called(rows))


def _called(rows: Sequence[Clause]) -> bool:
    """Whether each row is called by a class of its own."""
    keys = [_key(r) for r in rows]
    return all(keys) and len(set(keys)) == len(keys)


def _key(row: Clause) -> str:
    found = _CLASS.match(row_key(row))
    return found[1] if found else ""


def _column(rows: Sequence[Clause], part: Part) -> str:
    """The words of the question, in its own or official words, that name one column of the table and not all of them."""
    names = [to_hans(n) for n, v in rows[0].cells if v != row_key(rows[0])]
    for words in (content_words(part.topic), part.expansion):
        for word in sorted((w for w in words if len(w) >= 2), key=len, reverse=True):
            if sum(word in n for n in names) == 1:
                return word
    return ""


def _described(part: Part, document: str, index: Index) -> tuple[str, tuple[Clause, ...]]:
    """The class whose clause says most of what the asker tells of himself, with that clause; none where another says
    nearly as much, or he is too old for it."""
    denied, said = _denied(part.text)
    words = [w for w in content_words(part.topic) if not re.search(r"\d", w) and (w in said or w not in denied)]
    told: list[tuple[int, str, Clause]] = []
    for clause in index.clauses_of(document):
        letters = letters_of(clause)
        if clause.kind == "row" or len(letters) != 1 or not _CLASS.match(to_hans(body(clause))):
            continue
        siblings = [c for c in index.children(clause.parent_id or "") if _CLASS.match(to_hans(body(c)))]
        if len(siblings) > 1:
            texts = [to_hans(c.text) for c in siblings]
            telling = [w for w in words if w in to_hans(clause.text) and not all(w in t for t in texts)]
            told.append((sum(map(len, telling)), min(letters), clause))
    told.sort(key=lambda t: -t[0])
    second = told[1][0] if len(told) > 1 else 0
    if not told or told[0][0] < max(second + 1, _LEAD * second):
        return "", ()
    ages = [int(a) for a in _AGE.findall(part.text)]
    bounds = [int(a or b) for a, b in _MOST_AGE.findall(to_hans(told[0][2].text))]
    if ages and bounds and min(ages) > max(bounds):
        return "", ()
    return told[0][1], (told[0][2],)


def _denied(text: str) -> tuple[str, str]:
    """The words of the question that the asker says are not so of him, and the others: of a piece that denies something
    only what follows a 是 or 但 is told."""
    denied: list[str] = []
    said: list[str] = []
    for piece in _SIGN.split(text):
        no = _NOT.search(piece)
        but = _BUT.search(piece, no.end()) if no else None
        denied.append(piece[: but.start() if but else None] if no else "")
        said.append(piece[but.end() :] if but else "" if no else piece)
    return ",".join(denied), ",".join(said)


def _sending(word: str, row: Clause, ranking: Ranking, index: Index) -> tuple[Clause, ...]:
    """The best clause that sends to the table for what is asked for."""
    clauses = [
        c
        for c in index.clauses_of(row.document_id)
        if c.kind not in ("row", "header", "title", "heading") and _SENDS.search(to_hans(c.text))
        if word in to_hans(c.text)
    ]
    return tuple(sorted(clauses, key=lambda c: -ranking.of(c.id).fused)[:1])
