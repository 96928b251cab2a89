"""Hand-written outlines of whole documents and how they are compared with what the parser makes of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ingest.catalogue import load_catalogue
from ingest.parse import Parsed, parse_document

ROOT = Path(__file__).parent.parent.parent
SOURCES = ROOT / "corpus" / "sources"
OUTLINES = ROOT / "tests" / "data" / "outlines"
GENRES = ROOT / "tests" / "data" / "genres"
FOUNDING = sorted(path.stem for path in OUTLINES.glob("*.tsv"))
OTHERS = sorted(path.stem for path in GENRES.glob("*.tsv"))


class Line(NamedTuple):
    """One expected clause: id path, kind, label, and how its text begins and ends (white space left out)."""

    path: str
    kind: str
    label: str
    first: str
    last: str


def expected(path: Path) -> list[Line]:
    """The clauses of a hand-written outline."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line and not line.startswith("#")]
    return [Line(*(*row, "", "")[:5]) for row in rows]


def expected_facts(path: Path) -> set[tuple[str, str]]:
    """The facts that an outline lists in its comments (`# fact<tab>name<tab>value`)."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.startswith("# fact\t")]
    return {(row[1], row[2]) for row in rows}


def founding(name: str, *, mended: bool = True) -> Parsed:
    """A founding document, with its catalogue entry or with all mends left out."""
    entry = load_catalogue(ROOT / "corpus" / "catalogue.yaml")[f"{name}.txt"]
    entry = entry if mended else entry.model_copy(update={"mends": ()})
    return parse_document((SOURCES / f"{name}.txt").read_bytes(), f"{name}.txt", entry)


def genre(name: str) -> Parsed:
    """A document of another genre, of which the catalogue knows nothing."""
    path = next(GENRES / f"{name}{suffix}" for suffix in (".txt", ".md") if (GENRES / f"{name}{suffix}").exists())
    return parse_document(path.read_bytes(), path.name)


def squeeze(text: str) -> str:
    """The text without white space and without the outlines' sign for a tab."""
    return re.sub(r"\s", "", text.replace("\\t", ""))


def differences(parsed: Parsed, lines: list[Line]) -> list[str]:
    """What the parser made otherwise than the outline says."""
    made = {clause.id.partition("/")[2]: clause for clause in parsed.clauses}
    found = [f"not made: {line}" for line in lines if line.path not in made]
    for line in lines:
        clause = made.get(line.path)
        if clause is None:
            continue
        text = squeeze(clause.text)
        if (clause.kind, clause.label) != (line.kind, line.label):
            found.append(f"{line.path}: {clause.kind} {clause.label}, not {line.kind} {line.label}")
        if not text.startswith(squeeze(line.first)) or not text.endswith(squeeze(line.last)):
            found.append(f"{line.path}: {text[:15]} … {text[-15:]}, not {line.first} … {line.last}")
    wanted = [line.path for line in lines]
    found += [f"not in the outline: {path} {made[path].text[:20]}" for path in made if path not in wanted]
    if not found and [p for p in made if p in wanted] != [p for p in wanted if p in made]:
        found.append("the clauses stand in another order")
    return found
