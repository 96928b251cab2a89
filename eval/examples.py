"""Labelled candidates to train the re-scorer on: from the eval's dev part, and from the question bank asked of an index
that does not hold the question."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer.evidence import documents_in_scope
from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.retrieve.features import features
from assistant.retrieve.rescore import candidates
from assistant.settings import Settings
from eval.cases import AS_OF, Case, GoldMap, load_cases
from eval.run import question_of
from eval.variants import NEW, newcomer, with_corpus
from ingest.bank import read_bank_file
from ingest.corpus import FOUNDING, Layout
from ingest.index import Index
from ingest.model import BankEntry

__all__ = ["Example", "bank_examples", "dev_examples", "new_examples", "newcomer_examples"]


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of one question: features of shape (candidates, columns) and labels – 1 answers, 0 does not. Clauses
    that may be cited or not are left out. `documents` are those the question is about, by the stem of their files; `name`
    tells it from others."""

    name: str
    documents: tuple[str, ...]
    rows: NDArray[np.float32]
    labels: NDArray[np.int8]


def dev_examples(assistant: Assistant, cases: Iterable[Case], newcomer: str = "") -> list[Example]:
    """One example for each case of a single part that is a question about the corpus, over the documents in its scope;
    of cases that concern the document `newcomer` alone, where it is given."""
    gold_map = GoldMap(assistant.index, "lost" if newcomer else "")
    found = []
    for case in cases:
        if newcomer and not _concerns(case, newcomer, assistant):
            continue
        if "multipart" in case.types or set(case.status) <= {"out_of_scope", "clarify"}:
            continue
        gold = {gold_map.clause(a) for a in case.gold}
        neutral = {gold_map.clause(a) for a in case.also} | _family(assistant.index, gold)
        found += _example(assistant, question_of(case), case.id, gold, neutral)
    return found


def _concerns(case: Case, document: str, assistant: Assistant) -> bool:
    """Whether the document is gold of the case, or, for one without an answer, is asked by name."""
    stem = Path(assistant.index.document(document).file).stem
    if case.gold:
        return stem in {a.doc for a in case.gold}
    scopes = [p.scope for p in assistant.understand(question_of(case)).parts]
    return any(s.named and document in documents_in_scope(s, assistant.index.documents)[0] for s in scopes)


def bank_examples(settings: Settings, most: int = 4000, seed: int = 7) -> list[Example]:
    """The questions of each document's further bank files (`…-more….yaml`), asked of an index that holds only its first:
    other people's wording, as a service meets it."""
    files = Layout(FOUNDING).bank_files()
    first = [p for p in files if "-more" not in p.stem]
    with with_corpus(settings, first) as assistant, with_corpus(settings, files) as whole:
        wanted = {q for p in files if p not in first for item in read_bank_file(p).entries for q in item.questions}
        return _from_bank(assistant, whole.index.bank, wanted, most, seed)


def newcomer_examples(settings: Settings, cases: Sequence[Case], most: int = 700, seed: int = 7) -> list[Example]:
    """Up to `most` bank questions of each document, and the cases about it, asked of an index that has neither bank nor
    catalogue entry for it."""
    found = []
    with with_corpus(settings, Layout(FOUNDING).bank_files()) as whole:
        for path in Layout(FOUNDING).files():
            with newcomer(path, settings) as assistant:
                entries = [e for e in whole.index.bank if all(c in assistant.index.clauses for c in e.clause_ids)]
                own = [e for e in entries if whole.index.document(e.document_id).file == path.name]
                found += _from_bank(assistant, own, {q for e in own for q in e.questions}, most, seed)
                newcomer_id = next(d.id for d in assistant.index.documents if d.file == path.name)
                found += dev_examples(assistant, cases, newcomer_id)
    return found


def new_examples(settings: Settings) -> list[Example]:
    """One example for each dev case about invented new documents, asked of an index that holds them beside the founding
    ones."""
    files = sorted((NEW / "dev" / "documents").glob("*.txt"))
    with with_corpus(settings, Layout(FOUNDING).bank_files(), more=files) as assistant:
        return dev_examples(assistant, load_cases(NEW / "dev"))


def _from_bank(
    assistant: Assistant, bank: Sequence[BankEntry], wanted: set[str], most: int, seed: int
) -> list[Example]:
    """Examples of bank questions, each over its own document alone: of the others nobody said whether they answer."""
    asked = [(q, e) for e in bank for q in e.questions if q in wanted]
    random.Random(seed).shuffle(asked)
    found = []
    for question, entry in asked[:most]:
        gold = set(entry.clause_ids) if entry.answerable else set()
        neutral = _family(assistant.index, gold)
        found += _example(assistant, Question(question, (), AS_OF), question, gold, neutral, entry.document_id)
    return found


def _example(
    assistant: Assistant, question: Question, name: str, gold: set[str], neutral: set[str], document: str = ""
) -> list[Example]:
    understood = assistant.understand(question)
    if len(understood.parts) != 1:
        return []
    ranking = assistant.searcher.rank(understood.parts[0])
    own, fallback = documents_in_scope(understood.parts[0].scope, assistant.index.documents)
    asked = {document} if document else {*own, *fallback}
    clauses, order = assistant.index.clauses, assistant.searcher.order
    places = [p for p in candidates(ranking) if clauses[order[p]].document_id in asked and order[p] not in neutral]
    if not places:
        return []
    labels = np.array([order[p] in gold for p in places], dtype=np.int8)
    ids = {clauses[g].document_id for g in gold if g in clauses} or {document} - {""}
    about = tuple(sorted(Path(assistant.index.document(d).file).stem for d in ids))
    return [Example(name, about, features(ranking, places), labels)]


def _family(index: Index, gold: set[str]) -> set[str]:
    """The clauses right above and below gold: neither right nor wrong."""
    known = [index.clauses[g] for g in gold if g in index.clauses]
    near = {c.parent_id for c in known if c.parent_id} | {k.id for c in known for k in index.children(c.id)}
    return near - gold
