"""Adding documents to what staff keep under the data folder, and taking them out again.

Every function here is called by the process that holds `generation.writer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ingest.bank import read_bank_file
from ingest.catalogue import CatalogueEntry, load_catalogue
from ingest.corpus import Corpus, Layout
from ingest.errors import DuplicateError, IngestError, NotFoundError, UnreadableError
from ingest.generation import replace_file
from ingest.model import Document
from ingest.normal import compact
from ingest.parse import Parsed, parse_document

__all__ = ["Kept", "Undo", "expand", "free_name", "keep", "refuse_duplicate", "take_out", "write_catalogue"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was added."""

    path: Path
    parsed: Parsed


class Undo:
    """Remembers files as they are, to put them back when a later step fails."""

    def __init__(self) -> None:
        self._before: dict[Path, bytes | None] = {}

    def remember(self, path: Path) -> None:
        """Call before a file is written or removed; the first call counts."""
        if path not in self._before:
            self._before[path] = path.read_bytes() if path.exists() else None

    def restore(self) -> None:
        """Put every file back."""
        for path, data in self._before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                replace_file(path, data)


def expand(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, hidden ones left out. Raises NotFoundError."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in path.rglob("*") if p.is_file())
            found.extend(sorted(p for p in inside if not any(s.startswith(".") for s in p.relative_to(path).parts)))
        elif path.is_file():
            found.append(path)
        else:
            raise NotFoundError(f"找不到 {path}。")
    return list(dict.fromkeys(found))


def free_name(name: str, taken: Iterable[str]) -> str:
    """`name`, or with -2, -3 … before its ending where one of `taken` has that stem, whatever its ending."""
    used, path = {Path(other).stem for other in taken}, Path(name)
    n, stem = 1, path.stem
    while stem in used:
        n += 1
        stem = f"{path.stem}-{n}"
    return stem + path.suffix


def refuse_duplicate(new: Document, known: Iterable[Document]) -> None:
    """Raises DuplicateError where a document has the same bytes, number or id."""
    for old in known:
        where = f"{old.title}（{old.id}，{old.file}）"
        if new.sha256 == old.sha256:
            raise DuplicateError(f"与已有文件内容相同：{where}。")
        if new.number and compact(new.number) == compact(old.number):
            raise DuplicateError(f"文号 {new.number} 已有：{where}。要换成新文本，请先 remove {old.id}。")
        if new.id == old.id:
            raise DuplicateError(f"编号 {new.id} 已有：{where}。请用 --id 另给一个编号。")


def keep(
    path: Path, facts: dict[str, Any], corpus: Corpus, layout: Layout, also: Sequence[Document], undo: Undo
) -> Kept:
    """Copy a document byte for byte into `layout` and enter what staff say of it in the catalogue.

    `facts` are fields of CatalogueEntry; `also` are documents added in the same run. Nothing is written where it
    cannot be read or is there already. Raises UnreadableError, DuplicateError, CatalogueError.
    """
    if path.name.startswith("."):
        raise UnreadableError(f"{path.name} 是隐藏文件，隐藏文件不会进入索引。请改名（去掉开头的点）后再添加。")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path} 读不出来：{error.strerror}。") from error
    known = [*(p.document for p in corpus.parsed), *also]
    digest = sha256(data).hexdigest()
    for old in known:
        if old.sha256 == digest:
            raise DuplicateError(f"与已有文件内容相同：{old.title}（{old.id}，{old.file}）。")
    name = free_name(path.name, [*(p.name for p in corpus.paths), *(p.name for p in layout.files())])
    entry, parsed = _parse_apart(data, {"file": name, **facts}, {d.id for d in known})
    refuse_duplicate(parsed.document, known)
    catalogue, target = load_catalogue(layout.catalogue), layout.sources / name
    if entry is not None or name in catalogue:
        rest = {n: e for n, e in catalogue.items() if n != name}
        undo.remember(layout.catalogue)
        # The catalogue first: an entry without its file is noticed, a file without its entry would be misread.
        write_catalogue(layout.catalogue, {**rest, name: entry} if entry else rest)
    undo.remember(target)
    replace_file(target, data)
    return Kept(target, parsed)


def _parse_apart(data: bytes, facts: dict[str, Any], ids: set[str]) -> tuple[CatalogueEntry | None, Parsed]:
    """The document, under an id that is not among `ids` unless `facts` give the id; its entry where one is needed."""
    entry = CatalogueEntry.model_validate(facts) if len(facts) > 1 else None
    parsed = parse_document(data, facts["file"], entry)
    if parsed.document.id in ids and "id" not in facts:
        # Another document whose title begins alike.
        entry = CatalogueEntry.model_validate({**facts, "id": free_name(parsed.document.id, ids)})
        parsed = parse_document(data, facts["file"], entry)
    return entry, parsed


def write_catalogue(path: Path, entries: dict[str, CatalogueEntry]) -> None:
    """Write a catalogue; fields that say nothing are left out."""
    import yaml

    items = [e.model_dump(mode="json", exclude_defaults=True) for e in entries.values()]
    text = yaml.safe_dump(items, allow_unicode=True, sort_keys=False, width=110)
    replace_file(path, text.encode())


def take_out(document_id: str, corpus: Corpus, layout: Layout, undo: Undo) -> Path:
    """Move a document that staff added, and the question bank files that name it, to `removed/`; returns the folder they are in.

    Raises NotFoundError, and IngestError for a document that ships with the product.
    """
    places = {p.document.id: (p, path) for p, path in zip(corpus.parsed, corpus.paths, strict=True)}
    if document_id not in places:
        raise NotFoundError(f"库中没有编号为 {document_id} 的文件。用 python -m ingest list 看有哪些。")
    parsed, path = places[document_id]
    if path.parent != layout.sources:
        raise IngestError(
            f"{parsed.document.title}（{document_id}）是随附的文件，不能单独移除。"
            "设置 YOUJU_CORPUS=none 可以不用全部随附文件，只用自己添加的。"
        )
    own_bank = [p for p in layout.bank_files() if read_bank_file(p).document in (path.name, document_id)]
    removed = layout.folder / "removed" / f"{datetime.now():%Y%m%d-%H%M%S}-{document_id}"
    going = [path, *own_bank]
    catalogue = load_catalogue(layout.catalogue)
    entry = catalogue.pop(path.name, None)
    # First the copies, then the files, the catalogue last: whatever is cut short loses nothing and misreads nothing.
    for old in going:
        replace_file(removed / old.name, old.read_bytes())
    if entry is not None:
        write_catalogue(removed / "catalogue.yaml", {path.name: entry})
    for old in going:
        undo.remember(old)
        old.unlink()
    if entry is not None:
        undo.remember(layout.catalogue)
        write_catalogue(layout.catalogue, catalogue)
    return removed
