"""A small working assistant over an invented corpus: the same seams as the real one, no index files."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.model import Answer, Citation, Question
from assistant.understand.understanding import Understanding
from assistant.validity import validity_on
from ingest.errors import IngestError
from ingest.model import BankEntry, Clause, Document, Fact, Mend, Span

__all__ = ["FakeAssistant", "FakeIndex", "ReopeningAssistant"]

_TODAY = date(2026, 11, 20)
_HOSTILE = "第一条 对仪器共享予以 <b>补助</b> ${alert(2)} {{value}} ![x](http://evil.test/x.png)"
_ANSWER = """申请人应当满足下列条件，共2项：

注意：该文件有效期至2025年12月31日，已失效。

- 年度研发投入占比**不低于5%**的。[1]
- 在本市注册满一年。[2]

| 地区 | 比例 |
| --- | --- |
| 甲市 | 5%[1] |"""
_TEXTS = {
    "jia-2020-1": (
        ("title", "标题", "title", "甲市种子基金管理办法", ()),
        ("heading", "第二章", "c2", "第二章 申请", ("甲市种子基金管理办法",)),
        ("lead_in", "第三条", "a3", "第三条 申请人应当同时满足下列条件：", ("第二章 申请",)),
        ("item", "第三条第（一）项", "a3.1", "（一）年度研发投入占比不低于5%；", ("第二章 申请", "第三条")),
        ("item", "第三条第（二）项", "a3.2", "（二）在本市注册满一年。", ("第二章 申请", "第三条")),
        ("header", "附件表头", "t0", "领域 难点", ()),
        ("row", "附件第1项“石墨”", "r1", "石墨 提纯", ()),
    ),
    "yi-2019-2": (
        ("title", "标题", "title", "乙省科研仪器共享规定 <script>alert(1)</script>", ()),
        ("paragraph", "第一条", "a1", _HOSTILE, ()),
    ),
}


def _document(document_id: str, title: str, number: str, region: str, until: date | None) -> Document:
    texts = _TEXTS[document_id]
    return Document(
        id=document_id,
        title=title,
        number=number,
        issuer=f"{region}科技局",
        region=region,
        level="市",
        script="hans",
        source="original",
        text="\n".join(text for _, _, _, text, _ in texts),
        file="x.txt",
        sha256="0" * 64,
        signed=date(2020, 5, 1),
        effective_until=until,
        facts=(Fact("number", number, f"{document_id}/main/title", number),),
        mends=(Mend("join", 3, "a\nb", "ab", ""), Mend("drop", 9, "第1页", "", "页码")),
    )


class FakeIndex:
    """Two invented documents; the second is hostile."""

    def __init__(self) -> None:
        self.documents: Sequence[Document] = (
            _document("jia-2020-1", "甲市种子基金管理办法", "甲科发〔2020〕1号", "甲市", date(2025, 12, 31)),
            _document("yi-2019-2", "乙省科研仪器共享规定 <script>alert(1)</script>", "乙科〔2019〕2号", "乙省", None),
        )
        self._clauses: dict[str, Clause] = {}
        for document in self.documents:
            at = 0
            for order, (kind, label, path, text, above) in enumerate(_TEXTS[document.id]):
                clause = Clause(
                    id=f"{document.id}/main/{path}",
                    document_id=document.id,
                    part="main",
                    kind=kind,  # type: ignore[arg-type]
                    label=label,
                    text=text,
                    reading=text,
                    span=Span(at, at + len(text)),
                    order=order,
                    parent_id=f"{document.id}/main/a3" if path.startswith("a3.") else None,
                    source_text="（一）年度研发投\n\n入占比不低于5%；" if path == "a3.1" else None,
                    path=above,
                    cells=(("领域", text.split()[0]), ("难点", text.split()[1])) if kind in ("header", "row") else (),
                    region=document.region,
                    effective_until=document.effective_until,
                )
                self._clauses[clause.id] = clause
                at += len(text) + 1
        self.bank: Sequence[BankEntry] = (
            BankEntry(
                "jia-2020-1",
                ("jia-2020-1/main/a3.1",),
                "clause",
                True,
                ("种子基金的研发投入占比要多少",),
            ),
        )
        self.generation = "g1"

    @property
    def clauses(self) -> Mapping[str, Clause]:
        return self._clauses

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        return [c for c in self._clauses.values() if c.document_id == document_id]

    def children(self, clause_id: str) -> Sequence[Clause]:
        return [c for c in self._clauses.values() if c.parent_id == clause_id]


class FakeAssistant:
    """Answers a few words by rote: 慢 takes a second, 坏 fails, 恶意 quotes the hostile clause, 无 finds nothing.

    慎 takes a second to understand, 乱 fails to be understood.
    """

    def __init__(self) -> None:
        self.index = FakeIndex()
        self.asked: list[Question] = []

    def understand(self, question: Question) -> Understanding:
        if "慎" in question.text:
            time.sleep(1.0)
        if "乱" in question.text:
            raise RuntimeError("not understood on purpose")
        return Understanding("question", "hans", question.as_of or _TODAY)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        answer_id = f"a{len(self.asked):04d}"
        if "慢" in question.text:
            time.sleep(1.0)
        if "坏" in question.text:
            raise RuntimeError("broken on purpose")
        if "无" in question.text:
            return Answer(answer_id, "not_found", "现有文件没有写。", "composed", related=(self._cite("a3.2", 1),))
        if "恶意" in question.text:
            text = f"**{_HOSTILE}**[1] <img src=http://evil.test/y.png onerror=alert(3)>"
            return Answer(answer_id, "answered", text, "composed", (self._cite("a1", 1, "yi-2019-2"),))
        cited = (self._cite("a3.1", 1, quote="年度研发投入占比不低于5%"), self._cite("a3.2", 2))
        return Answer(answer_id, "answered", _ANSWER, "composed", cited, ("已失效。",), (), ("注册要满几年？",))

    def _cite(self, path: str, n: int, document_id: str = "jia-2020-1", quote: str = "") -> Citation:
        clause = self.index.clauses[f"{document_id}/main/{path}"]
        document = next(d for d in self.index.documents if d.id == document_id)
        return Citation(
            n=n,
            clause_id=clause.id,
            document_id=document.id,
            title=document.title,
            number=document.number,
            label=clause.label,
            text=clause.text,
            quote=quote or clause.text,
            region=document.region,
            validity=validity_on(document, _TODAY),
            effective_until=document.effective_until,
            source=document.source,
        )


class ReopeningAssistant(FakeAssistant):
    """Takes a second whenever its index is asked for, as when a new one has to be opened; `gone`, there is none."""

    def __init__(self) -> None:
        self.gone = False
        super().__init__()

    @property
    def index(self) -> FakeIndex:  # type: ignore[override]
        if self.gone:
            raise IngestError("还没有索引，请运行 make ingest。")
        time.sleep(1.0)
        return self._index

    @index.setter
    def index(self, value: FakeIndex) -> None:
        self._index = value

    def _cite(self, path: str, n: int, document_id: str = "jia-2020-1", quote: str = "") -> Citation:
        return FakeAssistant._cite(FakeAssistant(), path, n, document_id, quote)
