"""What the commands of `python -m ingest` do. Each takes the parsed options and the settings, prints, gives 0 or 1."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ingest.bank import BankFile, dump_bank, load_bank, read_bank_file
from ingest.build import build_index, write_generation
from ingest.check import check_index
from ingest.corpus import layouts, load_corpus, own_layout
from ingest.drafts import bind_drafts, read_drafts
from ingest.errors import IngestError, NotFoundError
from ingest.generation import current_name, index_folder, read_manifest, replace_file, writer
from ingest.keep import Kept, Undo, expand, keep, take_out
from ingest.model import Clause, Document
from ingest.reader import open_index
from ingest.settings import IngestSettings
from ingest.store import Contents, read_contents

__all__ = ["add", "bank_import", "check", "diff", "list_documents", "rebuild", "remove", "show"]

_FACTS = (
    *("id", "title", "number", "issuer", "region", "level", "source"),
    *("effective_until", "repealed_by", "short_names", "notes"),
)
_OF_ONE = ("id", "title", "number")
_NAMES = {
    "number": "文号",
    "issuer": "发文机关",
    "region": "地区",
    "level": "层级",
    "signed": "成文日期",
    "effective_from": "施行日期",
    "effective_until": "有效期至",
    "repealed_by": "废止依据",
    "file": "文件名",
}

say = partial(print, flush=True)


def add(options: Namespace, settings: IngestSettings) -> int:
    """Add files, then build; what cannot be added is reported and the others go on."""
    facts: dict[str, Any] = {name: getattr(options, name) for name in _FACTS if getattr(options, name)}
    files = expand(options.paths)
    if not files:
        raise NotFoundError(f"{'、'.join(map(str, options.paths))} 里没有文件。")
    if len(files) > 1 and any(name in facts for name in _OF_ONE):
        raise IngestError("--id、--title、--number 只能用于单个文件。")
    with writer(settings.data_dir):
        undo = Undo()
        try:
            kept = _keep_all(files, facts, settings, undo)
            if kept:
                write_generation(settings, say)
        except BaseException:
            undo.restore()
            raise
    say(f"添加了 {len(kept)} 份，未添加 {len(files) - len(kept)} 份。")
    return 0 if len(kept) == len(files) else 1


def _keep_all(files: list[Path], facts: dict[str, Any], settings: IngestSettings, undo: Undo) -> list[Kept]:
    corpus, layout, kept = load_corpus(settings), own_layout(settings), list[Kept]()
    for n, file in enumerate(files, 1):
        counter = f"[{n}/{len(files)}] {file}"
        try:
            done = keep(file, facts, corpus, layout, [k.parsed.document for k in kept], undo)
        except IngestError as error:
            print(f"{counter}：未添加。{error}", file=sys.stderr)
            continue
        except ValidationError as error:
            first = error.errors()[0]
            print(f"{counter}：未添加。{first['loc'][0]} 不合要求：{first['msg']}", file=sys.stderr)
            continue
        kept.append(done)
        document = done.parsed.document
        say(f"{counter}：{document.title}（{document.id}），{len(done.parsed.clauses)} 条。")
        for note in _unknown(document):
            say(f"  提示：{note}")
    return kept


def _unknown(document: Document) -> Iterable[str]:
    if not document.region and not document.level:
        yield "没有认出地区和层级，可移除后用 --region、--level 重新添加。"
    if not document.number:
        yield "没有认出文号。"


def list_documents(_: Namespace, settings: IngestSettings) -> int:
    """One line a document of the current generation."""
    contents = _contents(settings)
    count: dict[str, int] = {}
    for clause in contents.clauses:
        count[clause.document_id] = count.get(clause.document_id, 0) + 1
    for d in contents.documents:
        say("\t".join([d.id, d.region or "—", d.number or "（无文号）", f"{count.get(d.id, 0)} 条", d.title]))
    say(f"共 {len(contents.documents)} 份文件，{len(contents.clauses)} 条。")
    return 0


def show(options: Namespace, settings: IngestSettings) -> int:
    """A document's facts and outline, or one clause."""
    contents = _contents(settings)
    for clause in contents.clauses:
        if clause.id == options.id:
            _show_clause(clause)
            return 0
    for document in contents.documents:
        if document.id == options.id:
            _show_document(document, [c for c in contents.clauses if c.document_id == document.id])
            return 0
    raise NotFoundError(f"库中没有编号为 {options.id} 的文件或条款。用 python -m ingest list 看有哪些文件。")


def _show_clause(clause: Clause) -> None:
    say(f"{clause.label}（{clause.id}，{clause.kind}）")
    for heading in clause.path:
        say(f"  {heading}")
    say(clause.text)
    if clause.source_text is not None:
        say(f"原文：{clause.source_text}")


def _show_document(document: Document, clauses: list[Clause]) -> None:
    say(document.title)
    for field, name in _NAMES.items():
        value = getattr(document, field)
        say(f"  {name}：{value or '（未注明）'}")
    depth: dict[str, int] = {}
    for clause in clauses:
        depth[clause.id] = depth.get(clause.parent_id or "", -1) + 1
        start = clause.text.replace("\n", " ")
        shown = start if len(start) <= 40 else start[:40] + "…"
        say(f"{'  ' * depth[clause.id]}{clause.label}\t{shown}\t[{clause.id}]")


def remove(options: Namespace, settings: IngestSettings) -> int:
    """Take out a document that staff added, then build."""
    with writer(settings.data_dir):
        undo = Undo()
        try:
            where = take_out(options.id, load_corpus(settings), own_layout(settings), undo)
            write_generation(settings, say)
        except BaseException:
            undo.restore()
            raise
    say(f"已移除 {options.id}；原件和问题库留在 {where}。")
    return 0


def rebuild(_: Namespace, settings: IngestSettings) -> int:
    """Build from everything."""
    build_index(settings, say)
    return 0


def check(_: Namespace, settings: IngestSettings) -> int:
    """Look over the current generation."""
    index = open_index(settings)
    try:
        problems = check_index(index, settings)
        for problem in problems:
            say(problem)
        say(f"发现 {len(problems)} 个问题。" if problems else f"索引 {index.generation} 完好。")
    finally:
        index.close()
    return 1 if problems else 0


def diff(_: Namespace, settings: IngestSettings) -> int:
    """What a rebuild would change; 0 also where there are differences."""
    before, corpus = _contents(settings), load_corpus(settings)
    for problem in corpus.problems:
        say(f"注意：{problem}")
    old = {c.id: c for c in before.clauses}
    new = {c.id: c for p in corpus.parsed for c in p.clauses}
    lines = [
        *(f"＋ 文件 {i}" for i in _missing((p.document.id for p in corpus.parsed), (d.id for d in before.documents))),
        *(f"－ 文件 {i}" for i in _missing((d.id for d in before.documents), (p.document.id for p in corpus.parsed))),
        *(f"＋ {i}\t{new[i].text[:40]}" for i in new if i not in old),
        *(f"－ {i}\t{old[i].text[:40]}" for i in old if i not in new),
        *(f"～ {i}\t{old[i].text[:40]} → {c.text[:40]}" for i, c in new.items() if i in old and old[i] != c),
    ]
    changed = len(set(before.bank) ^ set(corpus.bank))
    for line in lines:
        say(line.replace("\n", " "))
    say(f"共 {len(lines)} 处不同，问题库 {changed} 项不同。" if lines or changed else "没有不同。")
    return 0


def _missing(of: Iterable[str], other: Iterable[str]) -> list[str]:
    known = set(other)
    return [i for i in of if i not in known]


def bank_import(options: Namespace, settings: IngestSettings) -> int:
    """Write bank files from drafts; 1 where something could not be placed."""
    drafts = read_drafts(options.paths)
    with writer(settings.data_dir):
        corpus = load_corpus(settings)
        imported = bind_drafts(drafts, corpus.parsed)
        folder = (options.into or own_layout(settings).folder / "questions").resolve()
        known = {p.resolve() for layout in layouts(settings) for p in layout.bank_files()}
        ids = {p.document.file: p.document.id for p in corpus.parsed}
        undo = Undo()
        try:
            written = {_write_bank(folder, file, ids[name], undo) for name, file in imported.files.items()}
            # A folder that is no part of the corpus is checked on its own.
            used = folder in {(layout.folder / "questions").resolve() for layout in layouts(settings)}
            load_bank(sorted(known | written if used else written), corpus.parsed)
        except BaseException:
            undo.restore()
            raise
    lines = [f"未归入：{m}" for m in imported.misfits] + [f"存疑：{d}" for d in imported.doubtful]
    if options.report:
        replace_file(options.report, ("\n".join(lines) + "\n").encode())
    for line in lines if not options.report else ():
        say(line)
    say(f"未归入 {len(imported.misfits)} 处，存疑 {len(imported.doubtful)} 处。")
    if written and used:
        say("问题库已写好，重建索引后才会用上。请运行：python -m ingest rebuild")
    return 1 if imported.misfits else 0


def _write_bank(folder: Path, file: BankFile, document_id: str, undo: Undo) -> Path:
    """Join the entries to those that `folder` has for the document; returns the file they are in."""
    target = folder / f"{Path(file.document).stem}.yaml"
    if target.exists() and read_bank_file(target).document not in (file.document, document_id):
        # The file of another document with the same stem, put there by hand.
        target = folder / f"{file.document}.yaml"
    undo.remember(target)
    before = read_bank_file(target).entries if target.exists() else ()
    joined = BankFile(document=file.document, entries=(*before, *(e for e in file.entries if e not in before)))
    replace_file(target, dump_bank(joined).encode())
    say(f"{target}：{len(joined.entries)} 项，{sum(len(e.questions) for e in joined.entries)} 个问法。")
    return target


def _contents(settings: IngestSettings) -> Contents:
    folder = index_folder(settings.data_dir)
    name = current_name(folder)
    read_manifest(folder / name)
    return read_contents(folder / name / "clauses.sqlite")
