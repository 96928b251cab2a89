"""The eval's questions: YAML files by kind, checked on load."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.model import Status
from ingest.index import Index
from ingest.normal import compact

__all__ = ["FOLDER", "PARTS", "Anchor", "Case", "CaseError", "GoldMap", "load_cases", "load_part"]

FOLDER = Path(__file__).parent / "questions"
PARTS = ("dev", "test")
"""`dev` may be looked at while tuning, `test` not."""
AS_OF = date(2026, 11, 20)


class CaseError(Exception):
    """A case file is wrong; the message names the file, the case and what is wrong."""


class Anchor(BaseModel):
    """A clause named by its document's file stem and a passage of it without white space."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    doc: str
    anchor: str


class HistoryTurn(BaseModel):
    """One earlier turn."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    role: Literal["user", "assistant"]
    content: str


class Case(BaseModel):
    """One question with what a right answer must hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    question: str
    history: tuple[HistoryTurn, ...] = ()
    as_of: date = AS_OF
    types: tuple[str, ...] = ()
    register_: str = Field("", alias="register")
    script: str = "hans"
    status: tuple[Status, ...]
    gold: tuple[Anchor, ...] = ()
    also: tuple[Anchor, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    list_gold: bool = False


class GoldMap:
    """From anchors to clause ids of one index.

    `lost` names the anchors that no clause holds, so that a case about a document that was parsed badly counts as wrong;
    without it they are errors.
    """

    def __init__(self, index: Index, lost: str = "") -> None:
        self._lost = lost
        self._stems = {Path(d.file).stem: d.id for d in index.documents} | {d.id: d.id for d in index.documents}
        self._texts: Mapping[str, list[tuple[str, str]]] = {
            d.id: [(c.id, compact(c.text)) for c in index.clauses_of(d.id)] for d in index.documents
        }

    def clause(self, anchor: Anchor) -> str:
        """The id of the clause that holds the anchor, or whose text the anchor starts in."""
        document = self._stems.get(anchor.doc)
        if document is None:
            raise CaseError(f"没有文件 {anchor.doc}")
        wanted = compact(anchor.anchor)
        for clause_id, text in self._texts[document]:
            if wanted in text:
                return clause_id
        head = wanted[: max(8, len(wanted) // 2)]
        for clause_id, text in self._texts[document]:
            if head in text:
                return clause_id
        if self._lost:
            return f"{self._lost}/{anchor.doc}/{wanted}"
        raise CaseError(f"{anchor.doc} 中找不到：{anchor.anchor}")


def load_part(part: str) -> tuple[Case, ...]:
    """The cases of one part, `dev` or `test`."""
    return load_cases(FOLDER / part)


def load_cases(folder: Path) -> tuple[Case, ...]:
    """All cases of the folder's YAML files, by file and order; raises CaseError for a bad or double one."""
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("*.yaml")):
        for row in yaml.safe_load(path.read_text("utf-8")) or []:
            try:
                case = Case.model_validate(row)
            except ValidationError as error:
                raise CaseError(f"{path.name} {row.get('id', '?')}：{error}") from error
            if case.id in cases:
                raise CaseError(f"{path.name} {case.id}：编号重复")
            cases[case.id] = case
    return tuple(cases.values())
