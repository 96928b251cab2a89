"""A case from a wrong answer: the question, what it should have cited, what it should have said."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import yaml

from eval.cases import FOLDER, Anchor, Case, CaseError, load_part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, normalise

__all__ = ["Wanted", "add_case", "asked"]

STAFF = FOLDER / "dev" / "staff.yaml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a right answer to `question` holds. `clauses` are clause ids or `文件:条款号`; each of `facts` is one string,
    alternatives separated by `|`."""

    question: str
    status: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


def asked(answer_id: str, data_dir: Path) -> str:
    """The question behind an answer that feedback was given on; CaseError when it is not kept."""
    path = data_dir / "feedback.sqlite3"
    if path.is_file():
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            row = db.execute("SELECT question FROM answers WHERE id = ?", (answer_id,)).fetchone()
        if row:
            return str(row[0])
    raise CaseError(f"没有编号为 {answer_id} 的回答（{path}）。可改用题目原文。")


def add_case(wanted: Wanted, index: Index) -> Case:
    """Checks the case and appends it to `STAFF`; raises CaseError when a clause is unknown, the question is there
    already, or it neither is to be refused nor names a clause."""
    if not wanted.question.strip():
        raise CaseError("题目是空的")
    path = STAFF
    known = {normalise(c.question): c.id for part in ("dev", "test") for c in load_part(part)}
    if (same := known.get(normalise(wanted.question))) is not None:
        raise CaseError(f"这道题已经有了：{same}")
    clauses = [_clause(name, index) for name in wanted.clauses]
    refused = set(wanted.status) <= {"not_found", "out_of_scope", "clarify"}
    if refused and clauses:
        raise CaseError("应拒答的题不能有应引的条款；要部分作答请用 --status partial")
    if not refused and not clauses:
        raise CaseError(
            "请用 --gold 写明应引的条款：条款编号，或 文件:条款号，如 渝经信发〔2017〕139号:三、（二）第7项"
        )
    row = {
        "id": _next_id(path),
        "question": wanted.question.strip(),
        "types": list(wanted.types or (("unanswerable",) if refused else ("condition",))),
        "register": "staff",
        "status": list(wanted.status),
        "gold": [{"doc": a.doc, "anchor": a.anchor} for a in (_anchor(c, index) for c in clauses)],
        "facts": [f.split("|") for f in wanted.facts],
        "forbidden": list(wanted.forbidden),
        "list_gold": len(clauses) > 2,
    }
    case = Case.model_validate(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        out.write(yaml.safe_dump([row], allow_unicode=True, sort_keys=False, width=200))
    return case


def _next_id(path: Path) -> str:
    held = re.findall(r"^- id: staff-(\d+)", path.read_text("utf-8"), re.M) if path.is_file() else []
    return f"staff-{max(map(int, held), default=0) + 1}"


def _clause(name: str, index: Index) -> Clause:
    """A clause by its id, or by document (number, id or file) and label."""
    if name in index.clauses:
        return index.clauses[name]
    document, _, label = name.partition(":") if ":" in name else name.partition("：")
    for d in index.documents:
        if compact(document) in (compact(d.number), d.id, Path(d.file).stem, compact(d.title)):
            for clause in index.clauses_of(d.id):
                if compact(clause.label) == compact(label):
                    return clause
            raise CaseError(f"{d.title} 中没有条款 {label}")
    raise CaseError(f"找不到条款 {name}：请写条款编号，或 文件:条款号")


def _anchor(clause: Clause, index: Index) -> Anchor:
    """A passage of the clause that no other clause of its document holds, as short as that allows."""
    stem = Path(index.document(clause.document_id).file).stem
    own = compact(clause.text)
    others = [compact(c.text) for c in index.clauses_of(clause.document_id) if c.id != clause.id]
    for size in (12, 20, 30, len(own)):
        for start in range(0, max(1, len(own) - size + 1), 4):
            passage = own[start : start + size]
            if not any(passage in other for other in others):
                return Anchor(doc=stem, anchor=passage)
    raise CaseError(f"条款 {clause.id} 与另一条文字相同，无法用原文定位")
