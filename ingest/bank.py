"""The question bank: how people ask for a clause, in their words. One YAML file a document under `corpus/questions`.

    document: example.txt            # file name or id of the document
    entries:
    - clauses: [example-2020-1/main/3.2]
      anchor: 一段能认出这条的原文    # by it the entry finds its clause again when the outline changes
      scope: clause                  # clause | list | section | fact | row
      answerable: false              # only where the document does not say what is asked for,
      asked_for: 收费                # namely this
      questions: [多少钱, …]

`clauses` names the clause, for a list or a section its head; what stands below the head is added on loading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.anchor import Anchors
from ingest.errors import BankError
from ingest.model import BankEntry
from ingest.normal import compact
from ingest.parse import Parsed

__all__ = ["BankFile", "BankItem", "Scope", "dump_bank", "load_bank", "read_bank_file"]

Scope = Literal["clause", "list", "section", "fact", "row"]


class BankItem(BaseModel):
    """One entry as it stands in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    clauses: tuple[str, ...] = Field(min_length=1)
    anchor: str = ""
    scope: Scope = "clause"
    answerable: bool = True
    asked_for: str = ""
    questions: tuple[str, ...] = Field(min_length=1)


class BankFile(BaseModel):
    """One file of the bank."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    entries: tuple[BankItem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where a question was met, and which clauses it asks for."""

    place: str
    clauses: tuple[str, ...]


def read_bank_file(path: Path) -> BankFile:
    """One file, its shape checked. Raises BankError with the place of the mistake."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        return BankFile.model_validate(raw)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BankError(f"问题库 {path} 读不出来：{error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        steps = [f"第 {step + 1} 项" if isinstance(step, int) else str(step) for step in first["loc"]]
        raise BankError(f"问题库 {path} 有误：{' '.join(steps) or '（整个文件）'}：{first['msg']}") from error


def load_bank(paths: Iterable[Path], parsed: Sequence[Parsed]) -> tuple[tuple[BankEntry, ...], tuple[str, ...]]:
    """All entries of the files, bound to the clauses of `parsed`, and what could not be bound, in Chinese.

    Raises BankError where a file is malformed or asks one question for two different clauses of one document.
    """
    by_name = {name: p for p in parsed for name in (p.document.file, p.document.id)}
    anchors: dict[str, Anchors] = {}
    asked: dict[tuple[str, str], _Asked] = {}
    entries: list[BankEntry] = []
    problems: list[str] = []
    for path in paths:
        file = read_bank_file(path)
        target = by_name.get(file.document)
        if target is None:
            problems.append(f"问题库 {path.name}：库中没有文件 {file.document}，其中 {len(file.entries)} 项暂不使用。")
            continue
        document = target.document.id
        bound = anchors.setdefault(document, Anchors(target))
        for n, item in enumerate(file.entries, 1):
            place = f"{path.name} 第 {n} 项"
            heads = _heads(item, bound, place, problems)
            if not heads:
                continue
            clauses = tuple(dict.fromkeys(c for head in heads for c in bound.with_below(head, item.scope)))
            questions = _new_questions(item, document, clauses, place, asked)
            if questions:
                entries.append(
                    BankEntry(document, clauses, item.scope, item.answerable, questions, item.asked_for, item.anchor)
                )
    return tuple(entries), tuple(problems)


def _heads(item: BankItem, bound: Anchors, place: str, problems: list[str]) -> tuple[str, ...]:
    """The clauses an entry names; found again by its anchor where they are gone or no longer hold it."""
    known = tuple(c for c in item.clauses if bound.knows(c))
    if len(known) == len(item.clauses) and (not item.anchor or bound.holds(known, item.anchor)):
        return known
    found = bound.find(item.anchor, item.scope)
    if found is not None:
        return (found.clause_id,)
    missing = "、".join(c for c in item.clauses if c not in known)
    what = f"找不到条款 {missing}" if missing else "条款里没有所记的原文"
    problems.append(f"问题库 {place}：{what}，按原文“{item.anchor[:30]}”也找不到，请改正后重建。")
    return known


def _new_questions(
    item: BankItem, document: str, clauses: tuple[str, ...], place: str, asked: dict[tuple[str, str], _Asked]
) -> tuple[str, ...]:
    """The entry's questions without repetitions; BankError where one was asked before for other clauses."""
    fresh = []
    for question in item.questions:
        key = compact(question)
        before = asked.get((document, key))
        if not key or (before is not None and before.clauses == clauses):
            continue
        if before is not None:
            raise BankError(
                f"问题库中“{question}”出现了两次，指向不同的条款：{before.place}（{before.clauses[0]}）"
                f"和 {place}（{clauses[0]}）。请删去一处，或把问法写得更明确。"
            )
        asked[document, key] = _Asked(place, clauses)
        fresh.append(question)
    return tuple(fresh)


def dump_bank(file: BankFile) -> str:
    """The file's YAML: short, readable, what is usual left out."""
    import yaml

    class Flow(list[str]):
        pass

    class Dumper(yaml.SafeDumper):
        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, indentless)

    Dumper.add_representer(Flow, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True))
    entries = []
    for item in file.entries:
        entry: dict[str, object] = {"clauses": Flow(item.clauses), "anchor": item.anchor, "scope": item.scope}
        if not item.answerable:
            entry |= {"answerable": False, "asked_for": item.asked_for}
        entries.append(entry | {"questions": list(item.questions)})
    data = {"document": file.document, "entries": entries}
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
