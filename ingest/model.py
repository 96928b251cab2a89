"""The nouns of the corpus: what ingest makes and everything else reads. Frozen, no logic but their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

__all__ = [
    "BankEntry",
    "Clause",
    "ClauseKind",
    "Document",
    "Fact",
    "FactName",
    "Mend",
    "Reference",
    "Span",
    "Validity",
]

ClauseKind = Literal["title", "heading", "lead_in", "item", "paragraph", "header", "row", "fact"]
"""`heading` holds no statement of its own; `lead_in` introduces children; `header` is a table's header row;
`fact` is a line of a document's head or foot (发文字号, 主送机关, 落款, 版记, 联系电话 …)."""

FactName = Literal[
    "number",  # 文号
    "issuer",  # 发文机关
    "signed",  # 成文日期
    "issued",  # 印发日期
    "effective_from",  # 施行日期
    "effective_until",  # 有效期至
    "period",  # 规划期, e.g. 2016-2020
    "repeals",  # 废止
    "basis",  # 依据文件
    "phone",  # 联系电话
    "contact",
    "addressee",  # 主送机关
    "author",  # 编制部门, where the text names who drew it up
    "disclosure",  # 公开属性, e.g. 此件公开发布
    "annex",  # 附件, one for each
    "interpreter",  # 负责解释的部门
    "copied",  # 抄送
    "digest",  # says of itself that it is only a part of the original
]

Validity = Literal["in_force", "expired", "period_over", "not_yet", "unknown"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets in the document's mended text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One provision of a document: the unit of retrieval, citation, question bank and eval gold.

    `text` is the mended text, verbatim otherwise; `source_text` the source's own characters where mending or joining
    changed more than white space (else None); `reading` is what is searched and shown in lists (a row with its header, an
    item with its lead-in).
    `path` holds the texts of the headings above it, outermost first. `region` and `level` are those of its document.
    """

    id: str
    document_id: str
    part: str
    kind: ClauseKind
    label: str
    text: str
    reading: str
    span: Span
    order: int
    parent_id: str | None = None
    source_text: str | None = None
    source_span: Span | None = None
    path: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    region: str = ""
    level: str = ""
    effective_from: date | None = None
    effective_until: date | None = None
    script: Literal["hans", "hant"] = "hans"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a document says of itself, with the clause and the words that say it.

    `value` is normalised: a number as `某科发〔2019〕5号`, a date as ISO `2017-12-05`, a period as `2016-2020`.
    """

    name: FactName
    value: str
    clause_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause naming another document (`《…》`, `〔2017〕64号`) or clause. `target` is a document id or clause id in the
    corpus, or None when the corpus does not hold it."""

    clause_id: str
    quote: str
    title: str
    number: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Mend:
    """One recorded repair. `kind` is `move`, `replace` or `drop` (from the catalogue), or what code did: `join`, `space`,
    `furniture`. `before` and `after` are the texts; `at` the offset in the source."""

    kind: str
    at: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the corpus. `source` is `original` or `digest` (摘编); `repealed_on` is the day from which another one
    (`repealed_by`) has repealed it, None where only that it was is known."""

    id: str
    title: str
    number: str
    issuer: str
    region: str
    level: str
    script: Literal["hans", "hant"]
    source: Literal["original", "digest"]
    text: str
    file: str
    sha256: str
    signed: date | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    period: tuple[int, int] | None = None
    repealed_by: str | None = None
    repealed_on: date | None = None
    short_names: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    references: tuple[Reference, ...] = ()
    mends: tuple[Mend, ...] = ()
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class BankEntry:
    """One entry of the question bank: several ways in which people ask for the clauses `clause_ids`.

    `answerable` False: the documents do not say what is `asked_for`; the clauses are then only the nearest ones.
    """

    document_id: str
    clause_ids: tuple[str, ...]
    scope: Literal["clause", "list", "section", "fact", "row"]
    answerable: bool
    questions: tuple[str, ...]
    asked_for: str = ""
    anchor: str = ""
