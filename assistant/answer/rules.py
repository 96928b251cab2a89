"""Programmes whose own rules are asked for (瞪羚企业怎么认定): a clause that only mentions the programme does not state them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.process import process_verbs
from assistant.answer.sentences import has_value, measured, sentences
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, normalise, to_hans

__all__ = ["rules_missing"]

_CONDITIONS = re.compile(r"条件|要求|门槛|标准|指标|资格|哪些企业|谁能|满足|符合|够不够|够格")
_SETS = re.compile(r"应|须|必须|不得|不低于|不少于|不超过|以上|条件|具备|满足|符合|达到")
_STEPS = re.compile(
    r"怎么(?:申|认|评|报|办|走|弄|重组|建|拿|当|成)|如何(?:申|认|评|报|办|建|重组|成)|流程|程序|步骤|手续|怎么走"
)


def rules_missing(part: Part, clauses: Sequence[Clause], index: Index) -> str:
    """The rules of a programme that are asked for and that none of the clauses sets; empty where one sets them, or where
    none are asked for. A clause under a title or heading of the programme's own name counts as its rule."""
    for names in part.programmes:
        forms = tuple(compact(n) for n in names)
        if not any(_framed(c, forms, index) for c in clauses) and (what := _wanted(part)):
            told = [p for c in clauses for p in _pieces(c, forms)]
            if not any(_tells(p, part, what) for p in told):
                return f"{names[0]}的{what}"
    return ""


def _wanted(part: Part) -> str:
    if measured(part):
        return "有关数值"
    if _STEPS.search(part.text):
        return "办理流程"
    return "认定条件" if _CONDITIONS.search(part.text) else ""


def _framed(clause: Clause, forms: Sequence[str], index: Index) -> bool:
    frame = compact(to_hans("".join((index.document(clause.document_id).title, *clause.path))))
    return any(f in frame for f in forms)


def _pieces(clause: Clause, forms: Sequence[str]) -> list[str]:
    """From the piece that holds the name (20家左右国家技术创新中心) to the end of its sentence, for each such sentence."""
    found = []
    for sentence in sentences(to_hans(clause.reading)):
        text = compact(normalise(sentence)).replace('"', "")
        at = [text.find(f) for f in forms if f in text]
        if at:
            found.append(text[max(text.rfind(",", 0, min(at)), 0) :])
    return found


def _tells(piece: str, part: Part, what: str) -> bool:
    if what == "有关数值":
        return any(has_value(piece, v) for v in measured(part))
    if what == "办理流程":
        return process_verbs(piece) >= 2
    return bool(_SETS.search(piece))
