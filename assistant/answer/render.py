"""A checked draft becomes Markdown with [n] marks and its citations, in the asker's script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from assistant.answer.draft import Block, Line, Table
from assistant.model import Citation
from assistant.validity import validity_on
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact, to_hans, to_hant

__all__ = ["Marks", "citation", "render"]


class Marks:
    """Numbers clauses in the order in which they are first cited, and keeps the words used of each."""

    def __init__(self) -> None:
        self.number: dict[str, int] = {}
        self.quotes: dict[str, list[str]] = {}

    def of(self, line: Line, index: Index) -> str:
        """The marks of a line, such as `[1][3]`."""
        for clause_id in line.clauses:
            self.number.setdefault(clause_id, len(self.number) + 1)
            text = compact(index.clauses[clause_id].text)
            used = self.quotes.setdefault(clause_id, [])
            used.extend(q for q in line.quotes if compact(q) in text and q not in used)
        return "".join(f"[{self.number[c]}]" for c in line.clauses)


def citation(clause: Clause, index: Index, day: date, n: int, quotes: Sequence[str] = ()) -> Citation:
    """The citation of a clause; `quote` is the part used, in the source's own words, or the whole."""
    document = index.document(clause.document_id)
    quote = quotes[0] if len(quotes) == 1 else clause.text
    return Citation(
        n=n,
        clause_id=clause.id,
        document_id=document.id,
        title=document.title,
        number=document.number,
        label=clause.label,
        text=clause.text,
        quote=quote,
        region=document.region,
        validity=validity_on(document, day),
        effective_until=document.effective_until,
        source=document.source,
    )


def render(
    blocks: Sequence[Block], index: Index, day: date, script: Literal["hans", "hant"]
) -> tuple[str, tuple[Citation, ...]]:
    """Markdown and citations of checked blocks."""
    marks = Marks()
    out: list[str] = []
    step = 0
    for block in blocks:
        if isinstance(block, Table):
            out.append(_table(block, marks, index))
            continue
        step = step + 1 if block.style == "step" else step if block.style == "sub" else 0
        text = f"{block.text}{marks.of(block, index)}"
        prefix = {"step": f"{step}. ", "sub": "   - ", "bullet": "- "}.get(block.style, "")
        joint = "\n" if block.style in ("step", "sub", "bullet") and out else "\n\n" if out else ""
        if joint == "\n" and not out[-1].lstrip().startswith(("-", *"123456789")):
            joint = "\n\n"
        out.append(joint + prefix + text)
    convert = to_hant if script == "hant" else to_hans if _traditional(marks, index) else str
    citations = tuple(
        citation(index.clauses[c], index, day, n, marks.quotes.get(c, ())) for c, n in marks.number.items()
    )
    return convert("".join(out)).strip(), citations


def _traditional(marks: Marks, index: Index) -> bool:
    """Whether any cited clause is in Traditional characters."""
    return any(index.clauses[c].script == "hant" for c in marks.number)


def _table(table: Table, marks: Marks, index: Index) -> str:
    def cell(line: Line) -> str:
        return f"{line.text}{marks.of(line, index)}".replace("|", "\\|").replace("\n", " ")

    rows = ["| " + " | ".join(table.header) + " |", "|" + " --- |" * len(table.header)]
    rows += ["| " + " | ".join(cell(c) for c in row) + " |" for row in table.rows]
    return "\n\n" + "\n".join(rows)
