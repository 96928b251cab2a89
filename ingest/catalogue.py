"""What staff know of a document and its text does not say, and the mends that only a person can decide on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import CatalogueError

__all__ = ["CatalogueEntry", "Drop", "Move", "Replace", "load_catalogue"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Move(_Strict):
    """Moves the lines from the one with `start` to the one with `end` before the line with `before` (or after `after`).

    All four are passages of the source, compared without white space; each must occur once.
    """

    kind: Literal["move"]
    start: str = Field(min_length=1)
    end: str = Field(min_length=1)
    before: str = ""
    after: str = ""
    why: str = ""

    @model_validator(mode="after")
    def _one_place(self) -> Move:
        if bool(self.before) == bool(self.after):
            raise ValueError("move 须写 before 或 after，且只写一个")
        return self


class Replace(_Strict):
    """Replaces the passage `text` by `by`, which may hold a line break that is then kept. `text` must occur once."""

    kind: Literal["replace"]
    text: str = Field(min_length=1)
    by: str
    why: str = ""


class Drop(_Strict):
    """Drops the passage `text`: furniture of the page that is no part of the document. It must occur once."""

    kind: Literal["drop"]
    text: str = Field(min_length=1)
    why: str = ""


class CatalogueEntry(_Strict):
    """One document's entry. Everything but `file` may be left out; what is given goes before what the text says."""

    file: str = Field(min_length=1)
    id: str = Field("", pattern=r"^([a-z0-9][a-z0-9-]*)?$")
    title: str = ""
    number: str = ""
    issuer: str = ""
    region: str = ""
    level: Literal["", "国家", "省", "市", "区县"] = ""
    source: Literal["", "original", "digest"] = ""
    effective_until: date | None = None
    repealed_by: str | None = None
    short_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    mends: tuple[Annotated[Move | Replace | Drop, Field(discriminator="kind")], ...] = ()


def load_catalogue(path: Path) -> dict[str, CatalogueEntry]:
    """The entries of a catalogue by file name; none where the file does not exist. Raises CatalogueError."""
    import yaml

    if not path.exists():
        return {}
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogueError(f"目录文件 {path} 读不出来：{error}") from error
    if raw is None:
        return {}
    if not isinstance(raw, list):
        raise CatalogueError(f"目录文件 {path} 应是一个列表，每份文件一项（- file: …）。")
    entries: dict[str, CatalogueEntry] = {}
    for item in raw:
        name = item.get("file", "？") if isinstance(item, dict) else "？"
        try:
            entry = CatalogueEntry.model_validate(item)
        except ValidationError as error:
            places = "；".join(f"{'.'.join(map(str, e['loc'])) or '（整项）'}：{e['msg']}" for e in error.errors())
            raise CatalogueError(f"目录文件 {path} 中 {name} 一项有误：{places}") from error
        if entry.file in entries:
            raise CatalogueError(f"目录文件 {path} 中 {entry.file} 出现了两次。")
        entries[entry.file] = entry
    return entries
