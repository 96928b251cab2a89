"""What each part of the product is worth: the same questions with one part switched off, with one document's bank,
catalogue entry and training questions left out, and questions about documents that were just added."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copy2
from typing import Any
from zlib import crc32

import yaml

from assistant.pipeline import Assistant, Switches
from assistant.retrieve.rescore import Rescorer, load_rescorer
from assistant.settings import Settings
from eval.cases import FOLDER, Case, CaseError, load_cases
from eval.run import block, outcomes_of
from eval.score import Outcome
from ingest.bank import read_bank_file
from ingest.corpus import FOUNDING, Layout, own_layout
from ingest.index import IndexHolder, build_index

__all__ = ["ABLATIONS", "NEW", "ablations", "leave_one_out", "new_documents", "newcomer", "with_corpus", "without"]

RESCORERS = Path(__file__).parent / "data"
NEW = FOLDER / "new"
"""Invented documents and questions about them; the test part is not looked at, as everywhere."""

Parts = Mapping[str, Sequence[Case]]

ABLATIONS: Mapping[str, Switches] = {
    "不用问法库": Switches(bank=False),
    "不用向量": Switches(dense=False),
    "不用口语词表": Switches(lexicon=False),
    "不用学得的重排": Switches(rescorer=False),
}


def ablations(holder: IndexHolder, settings: Settings, parts: Parts) -> dict[str, dict[str, Any]]:
    """For each part of the product switched off, the figures of each part of the questions."""
    found: dict[str, dict[str, Any]] = {}
    for name, switches in ABLATIONS.items():
        assistant = Assistant(holder, settings, switches)
        found[name] = {part: block(outcomes_of(assistant, cases)) for part, cases in parts.items()}
    return found


def leave_one_out(settings: Settings, parts: Parts) -> dict[str, Any]:
    """Every case asked of a corpus in which the document it is about has neither bank nor catalogue entry, as if it had
    just been added, with a re-scorer that learned nothing about it. A case about several documents is asked once for each;
    one about none is given to a document by its id."""
    told: dict[str, list[Outcome]] = {part: [] for part in parts}
    files = Layout(FOUNDING).files()
    for path in files:
        untaught = load_rescorer(path=without(path.stem))
        if untaught is None:
            raise CaseError(f"没有 {without(path.stem)}，或特征已变：请运行 python -m eval.train_rescorer")
        with newcomer(path, settings, untaught) as assistant:
            for part, cases in parts.items():
                told[part] += outcomes_of(assistant, [c for c in cases if path.stem in _about(c, files)], "lost")
    return {part: block(outcomes) for part, outcomes in told.items()}


def new_documents(settings: Settings, parts: Iterable[str]) -> dict[str, Any]:
    """The figures of questions about documents that were added to the founding ones without bank or catalogue entry."""
    told = {}
    for part in parts:
        files = sorted((NEW / part / "documents").glob("*.txt"))
        with with_corpus(settings, Layout(FOUNDING).bank_files(), more=files) as assistant:
            told[part] = block(outcomes_of(assistant, load_cases(NEW / part), "lost"))
    return told


def without(stem: str) -> Path:
    """Where the re-scorer is kept that learned nothing about this document."""
    return RESCORERS / f"without-{stem}.json"


def _about(case: Case, files: Sequence[Path]) -> set[str]:
    named = {a.doc for a in case.gold}
    return named or {files[crc32(case.id.encode()) % len(files)].stem}


@contextmanager
def newcomer(left_out: Path, settings: Settings, rescorer: Rescorer | None = None) -> Iterator[Assistant]:
    """The assistant over the founding documents, one of them as a newcomer would meet it: no bank, no catalogue entry."""
    bank = [p for p in Layout(FOUNDING).bank_files() if read_bank_file(p).document != left_out.name]
    with with_corpus(settings, bank, left_out.name, rescorer) as assistant:
        yield assistant


@contextmanager
def with_corpus(
    settings: Settings,
    bank: Sequence[Path],
    uncatalogued: str = "",
    rescorer: Rescorer | None = None,
    more: Sequence[Path] = (),
) -> Iterator[Assistant]:
    """The assistant over the founding documents and `more`, with these files of the bank, and no catalogue entry for one
    file."""
    with tempfile.TemporaryDirectory() as folder:
        made = settings.model_copy(update={"data_dir": Path(folder), "corpus": "none", "chroma_url": ""})
        layout, founding = own_layout(made), Layout(FOUNDING)
        layout.sources.mkdir(parents=True)
        (layout.folder / "questions").mkdir()
        for path in [*founding.files(), *more]:
            copy2(path, layout.sources)
        catalogue = yaml.safe_load(founding.catalogue.read_text("utf-8"))
        kept = [entry for entry in catalogue if entry["file"] != uncatalogued]
        layout.catalogue.write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
        for path in bank:
            copy2(path, layout.folder / "questions")
        build_index(made, progress=lambda text: None)
        holder = IndexHolder(made)
        try:
            yield Assistant(holder, made, rescorer=rescorer)
        finally:
            holder.close()
