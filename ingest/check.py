"""Is the index whole? Every problem is one Chinese sentence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ingest.anchor import Anchors
from ingest.corpus import corpus_hash
from ingest.model import Clause, Document
from ingest.parse import Parsed
from ingest.reader import Index
from ingest.settings import IngestSettings

__all__ = ["check_bank", "check_counts", "check_index", "check_spans", "check_vectors"]

_STEP = 500


def check_index(index: Index, settings: IngestSettings) -> list[str]:
    """Everything below, and whether the index is that of the corpus as it is now."""
    problems = [*check_counts(index), *check_vectors(index), *check_bank(index)]
    for document in index.documents:
        problems.extend(check_spans(document, index.clauses_of(document.id)))
    if index.manifest.corpus_hash != corpus_hash(settings):
        problems.append("索引不是由现在的文件和程序建成的。请运行 python -m ingest rebuild。")
    return problems


def check_counts(index: Index) -> Iterator[str]:
    """The manifest's counts against the table's, and parents that do not exist."""
    found = (len(index.documents), len(index.clauses), sum(len(e.questions) for e in index.bank))
    said = (index.manifest.documents, index.manifest.clauses, index.manifest.questions)
    if found != said:
        yield f"清单写的是文件、条文、问法 {said}，实际是 {found}。"
    for clause in index.clauses.values():
        if clause.parent_id is not None and clause.parent_id not in index.clauses:
            yield f"{clause.id} 的上级 {clause.parent_id} 不存在。"


def check_spans(document: Document, clauses: tuple[Clause, ...]) -> Iterator[str]:
    """The clauses' own spans, in order, are the document's text: nothing lost, nothing twice."""
    at = 0
    for clause in sorted(clauses, key=lambda c: c.span.start):
        lost = document.text[at : clause.span.start]
        if clause.span.start < at:
            yield f"{clause.id} 与前一条重叠 {at - clause.span.start} 字。"
        elif lost.strip():
            yield f"{clause.id} 之前的文字不属于任何一条：“{lost.strip()[:30]}”。"
        at = max(at, clause.span.end)
    if document.text[at:].strip():
        yield f"{document.id} 末尾的文字不属于任何一条：“{document.text[at:].strip()[:30]}”。"


def check_vectors(index: Index) -> Iterator[str]:
    """Every clause has a vector, and a search with it finds that clause, or one with the very same vector."""
    stored = index.vectors.stored()
    missing = [c for c in index.order if c not in stored]
    if missing:
        yield f"{len(missing)} 条没有向量，如 {missing[0]}。请运行 python -m ingest rebuild。"
    ids = [c for c in index.order if c in stored]
    for start in range(0, len(ids), _STEP):
        part = ids[start : start + _STEP]
        vectors = np.stack([stored[c] for c in part])
        for clause_id, (found, cosine) in zip(part, index.vectors.nearest(vectors), strict=True):
            if found != clause_id and cosine < 1.0 - 1e-4:
                yield f"用 {clause_id} 自己的向量找到的是 {found}。请运行 python -m ingest rebuild。"


def check_bank(index: Index) -> Iterator[str]:
    """Every bank entry's clauses exist, and one of them holds its anchor."""
    anchors = {d.id: Anchors(Parsed(d, index.clauses_of(d.id))) for d in index.documents}
    for entry in index.bank:
        for clause_id in entry.clause_ids:
            if clause_id not in index.clauses:
                yield f"问题库“{entry.questions[0]}”指向的 {clause_id} 不存在。"
        if entry.anchor and not anchors[entry.document_id].holds(entry.clause_ids, entry.anchor):
            yield f"问题库“{entry.questions[0]}”所记的原文“{entry.anchor[:30]}”不在 {entry.clause_ids[0]}。"
