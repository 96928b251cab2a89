"""Turning question bank drafts (JSON Lines) into bank files: each draft finds its clause by its anchor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.anchor import Anchors, Found
from ingest.bank import BankFile, BankItem, Scope
from ingest.errors import BankError
from ingest.normal import compact
from ingest.parse import Parsed

__all__ = ["Draft", "Imported", "bind_drafts", "read_drafts"]


class Draft(BaseModel):
    """One line of a draft; `doc` is a file name, its stem, or a document id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    doc: str
    anchor: str = Field(min_length=1)
    scope: Scope = "clause"
    answerable: bool = True
    asked_for: str = ""
    questions: tuple[str, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Imported:
    """Bank files by the file name of their document, and in Chinese what was not taken over or wants a look."""

    files: dict[str, BankFile]
    misfits: tuple[str, ...]
    doubtful: tuple[str, ...]


def read_drafts(paths: Iterable[Path]) -> list[tuple[str, Draft]]:
    """Every draft with its place. Raises BankError with the place of a malformed line."""
    drafts = []
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise BankError(f"{path} 读不出来：{error}") from error
        for n, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                drafts.append((f"{path.name} 第 {n} 行", Draft.model_validate_json(line)))
            except ValidationError as error:
                first = error.errors()[0]
                raise BankError(
                    f"{path} 第 {n} 行有误：{'.'.join(map(str, first['loc'])) or '整行'}：{first['msg']}"
                ) from error
    return drafts


def bind_drafts(drafts: Iterable[tuple[str, Draft]], parsed: Sequence[Parsed]) -> Imported:
    """Bind each draft to a clause of `parsed`; drafts for one clause are joined where they ask for the same."""
    by_name = _names(parsed)
    anchors: dict[str, Anchors] = {}
    asked: dict[tuple[str, str], tuple[str, str]] = {}
    items: dict[str, list[BankItem]] = {}
    misfits, doubtful = list[str](), list[str]()
    for place, draft in drafts:
        target = by_name.get(draft.doc)
        if target is None:
            misfits.append(f"{place}：库中没有文件 {draft.doc}。")
            continue
        document = target.document.id
        found = anchors.setdefault(document, Anchors(target)).find(draft.anchor, draft.scope)
        if found is None:
            misfits.append(f"{place}：{draft.doc} 里找不到“{draft.anchor}”。")
            continue
        doubtful.extend(_doubt(place, draft, found))
        questions = []
        for question in draft.questions:
            before = asked.setdefault((document, compact(question)), (place, found.clause_id))
            if before[0] == place:
                questions.append(question)
            elif before[1] != found.clause_id:
                misfits.append(f"{place}：“{question}”已在 {before[0]} 用于 {before[1]}，未再用于 {found.clause_id}。")
        if questions:
            item = BankItem(
                clauses=(found.clause_id,),
                anchor=draft.anchor,
                scope=draft.scope,
                answerable=draft.answerable,
                asked_for=draft.asked_for,
                questions=tuple(dict.fromkeys(questions)),
            )
            items.setdefault(target.document.file, []).append(item)
    files = {name: BankFile(document=name, entries=tuple(i)) for name, i in items.items()}
    return Imported(files, tuple(misfits), tuple(doubtful))


def _names(parsed: Sequence[Parsed]) -> dict[str, Parsed]:
    """What a draft may call each document: its id, its file name, and the stem of that where no other has it."""
    stems = [Path(p.document.file).stem for p in parsed]
    alone = {stem: p for stem, p in zip(stems, parsed, strict=True) if stems.count(stem) == 1}
    return alone | {name: p for p in parsed for name in (p.document.id, p.document.file)}


def _doubt(place: str, draft: Draft, found: Found) -> Iterable[str]:
    if not found.exact:
        yield f"{place}：“{draft.anchor}”与原文不尽相同，按相似归入 {found.clause_id}。"
    elif found.times > 1:
        yield f"{place}：“{draft.anchor}”在文件中出现 {found.times} 次，归入 {found.clause_id}。"
