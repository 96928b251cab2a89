"""The corpus: what ships with the product, and over it what staff have added under the data folder.

Both have one layout: `sources/` (originals, byte for byte), `catalogue.yaml`, `questions/*.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ingest.bank import load_bank
from ingest.catalogue import CatalogueEntry, load_catalogue
from ingest.errors import IngestError
from ingest.generation import SCHEMA
from ingest.lexical import TOKENISER
from ingest.model import BankEntry
from ingest.parse import Parsed, parse_document
from ingest.references import resolve
from ingest.settings import IngestSettings

__all__ = [
    "FOUNDING",
    "NO_INPUT",
    "Corpus",
    "Layout",
    "catalogue_of",
    "corpus_hash",
    "layouts",
    "load_corpus",
    "own_layout",
]

FOUNDING = Path(__file__).resolve().parent.parent / "corpus"

NO_INPUT = (
    "__main__.py",
    "check.py",
    "commands.py",
    "drafts.py",
    "holder.py",
    "keep.py",
    "train_embedding.py",
    "training_text.py",
)
"""The modules of ingest that have no part in what an index holds."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One folder with a corpus in it."""

    folder: Path

    @property
    def sources(self) -> Path:
        """The folder of originals."""
        return self.folder / "sources"

    @property
    def catalogue(self) -> Path:
        """The catalogue file."""
        return self.folder / "catalogue.yaml"

    def files(self) -> list[Path]:
        """The originals by name; hidden files are not looked at."""
        found = self.sources.iterdir() if self.sources.is_dir() else ()
        return sorted(p for p in found if p.is_file() and not p.name.startswith("."))

    def bank_files(self) -> list[Path]:
        """The files of the question bank by name."""
        return sorted((self.folder / "questions").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything read. `paths` are the originals, one for each of `parsed`; `problems` are Chinese sentences about
    what could not be used."""

    parsed: tuple[Parsed, ...]
    bank: tuple[BankEntry, ...]
    problems: tuple[str, ...]
    paths: tuple[Path, ...] = ()


def own_layout(settings: IngestSettings) -> Layout:
    """What staff have added."""
    return Layout(settings.data_dir / "corpus")


def layouts(settings: IngestSettings) -> tuple[Layout, ...]:
    """The founding corpus, unless it is left out, then what staff have added."""
    own = own_layout(settings)
    return (own,) if settings.corpus == "none" else (Layout(FOUNDING), own)


def catalogue_of(settings: IngestSettings) -> dict[str, CatalogueEntry]:
    """All entries by file name; an entry of staff goes before the founding one. Raises CatalogueError."""
    entries: dict[str, CatalogueEntry] = {}
    for layout in layouts(settings):
        entries |= load_catalogue(layout.catalogue)
    return entries


def load_corpus(settings: IngestSettings) -> Corpus:
    """Read and parse everything. A document that cannot be read is named in `problems` and left out.

    Raises CatalogueError and BankError, for they say something about all documents.
    """
    entries, problems = catalogue_of(settings), list[str]()
    files = [path for layout in layouts(settings) for path in layout.files()]
    listed = {name: place for place, name in enumerate(entries)}
    founding = {path for path in files if path.parent == Layout(FOUNDING).sources}
    files.sort(key=lambda p: (p not in founding, listed.get(p.name, len(listed)) if p in founding else 0, p.name))
    parsed, paths = list[Parsed](), list[Path]()
    names, ids = dict[str, Path](), dict[str, str]()
    for path in files:
        if path.name in names:
            problems.append(f"{path} 与 {names[path.name]} 同名，未读入；请改名后重新添加。")
            continue
        names[path.name] = path
        try:
            result = parse_document(path.read_bytes(), path.name, entries.get(path.name))
        except IngestError as error:
            problems.append(f"{path.name} 未读入：{error}")
            continue
        if result.document.id in ids:
            problems.append(f"{path.name} 未读入：编号 {result.document.id} 已属于 {ids[result.document.id]}。")
            continue
        ids[result.document.id] = path.name
        parsed.append(result)
        paths.append(path)
    problems.extend(f"目录里有 {name}，但没有这份文件。" for name in entries if name not in names)
    bank_files = [path for layout in layouts(settings) for path in layout.bank_files()]
    bank, unbound = load_bank(bank_files, parsed)
    return Corpus(resolve(parsed), bank, (*problems, *unbound), tuple(paths))


def corpus_hash(settings: IngestSettings) -> str:
    """Changes when a file of the corpus changes, or code or data that decide its clauses or the index.

    Code that only calls, serves or checks (`NO_INPUT`) does not count: an edit there leaves every index as good.
    """
    digest = sha256(f"{SCHEMA} {TOKENISER}".encode())
    for label, path in _inputs(settings):
        digest.update(f"\0{label}\0".encode())
        digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _inputs(settings: IngestSettings) -> Iterator[tuple[str, Path]]:
    code = Path(__file__).parent
    for path in sorted([*code.rglob("*.py"), *code.rglob("*.yaml")]):
        if path.relative_to(code).as_posix() in NO_INPUT:
            continue
        yield f"code/{path.relative_to(code)}", path
    for n, layout in enumerate(layouts(settings)):
        for path in (*layout.files(), *layout.bank_files(), layout.catalogue):
            if path.is_file():
                yield f"{n}/{path.relative_to(layout.folder)}", path
