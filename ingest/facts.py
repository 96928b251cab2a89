"""What a document says of itself: number, issuer, dates, validity, contacts. Each with its clause and its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.catalogue import CatalogueEntry
from ingest.feet import DIGEST
from ingest.model import Clause, Fact, FactName
from ingest.numerals import find_dates
from ingest.references import normal_number
from ingest.regions import find_region
from ingest.relations import find_author, find_basis, find_interpreter, find_repeals
from ingest.term import find_term

__all__ = ["Facts", "read_facts"]

_AUTHOR = re.compile(r"^(.{2,40}?(?:委员会|办公室|办公厅|政府|局|厅|部|委|署|院|公司|协会|中心))关于")
_YEARS = re.compile(r"((?:19|20)\d{2})\s*年?\s*[-—－–~～至]+\s*((?:19|20)\d{2})\s*年?")
_PLANS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
_PHONE = re.compile(
    r"(?<![\d〔-])(?:0\d{2,3}\s*[-—－–]{1,2}\s*\d{7,8}(?:[-—转]\d{1,5})?|0\d{2,3}[)）]\s*\d{7,8}|400-\d{3,4}-\d{3,4}|1[3-9]\d{9})(?!\d)"
)
_BARE_PHONE = re.compile(r"(?:电话|電話|热线|熱線|传真|傳真)[^\d。；]{0,6}(\d{4}\s?\d{3,4})(?!\d)")
_DISCLOSED = re.compile(r"公开|公開|内部|內部|保密|机密|秘密")
_PLACE = re.compile(r"[㐀-鿿]{2,8}?(?:自治区|自治州|省|市|区|县|旗)")
_COPIED = re.compile(r"抄\s*送\s*[：:]\s*([^\n]+)")
_ANNEX = re.compile(r"^附\s*件\s*\d{0,2}\s*[：:]|^\s*\d{1,2}\s*[.．、]\s*", re.MULTILINE)
_CONTACT = re.compile(r"(?:联系人|聯絡人|聯繫人)\s*[：:为為]?\s*([㐀-鿿]{2,4})(?=[，。；、,;）)\s]|$)")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a document as its fields, and all of them with their clauses (`found`)."""

    title: str
    number: str
    issuer: str
    region: str
    level: str
    source: Literal["original", "digest"]
    signed: date | None
    effective_from: date | None
    effective_until: date | None
    period: tuple[int, int] | None
    found: tuple[Fact, ...]


def read_facts(clauses: Sequence[Clause], entry: CatalogueEntry) -> Facts:
    """The facts that the clauses state; what the catalogue entry states goes before them."""
    found = [*_head(clauses), *_dates(clauses)]
    digest = next((c for c in clauses if c.kind == "fact" and DIGEST.match(c.text)), None)
    if digest is not None:
        found.append(Fact("digest", _original(digest.text), digest.id, digest.text))
        found = [fact for fact in found if fact.name != "number"]
    values = {fact.name: fact.value for fact in reversed(found)}
    signed = date.fromisoformat(values["signed"]) if "signed" in values else None
    found += find_term(clauses, signed)
    own = _title(clauses)
    title = entry.title or (_original(digest.text) if digest is not None else "") or own
    found += _period(clauses, title)
    found += find_repeals(clauses)
    found += find_basis(clauses)
    found += find_author(clauses)
    found += find_interpreter(clauses)
    found += _contacts(clauses)
    values = {fact.name: fact.value for fact in reversed(found)}
    issuer = entry.issuer or values.get("issuer", "")
    region, level = find_region(issuer, own)
    if not region:
        region, level = find_region(values.get("author", ""), "")
    years = values.get("period", "").partition("-")
    return Facts(
        title=title,
        number=entry.number or values.get("number", ""),
        issuer=issuer,
        region=entry.region or region,
        level=entry.level or ("国家" if entry.region == "国家" else level),
        source=entry.source or ("digest" if digest is not None else "original"),
        signed=signed,
        effective_from=_day(values.get("effective_from")),
        effective_until=entry.effective_until or _day(values.get("effective_until")),
        period=(int(years[0]), int(years[2])) if years[2] else None,
        found=tuple(found),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _role(clause: Clause) -> str:
    return re.sub(r"\d+$", "", clause.id.rpartition("/")[2])


def _original(text: str) -> str:
    named = re.search(r"《\s*([^《》]+?)\s*》", text)
    return named.group(1) if named else ""


def _title(clauses: Sequence[Clause]) -> str:
    """The title of the plan itself where a 通知 carries one, else of the document."""
    titles = [c for c in clauses if c.kind == "title" and c.part == "main"]
    titles = titles or [c for c in clauses if c.kind == "title"]
    return titles[0].text.replace("\n", "") if titles else clauses[0].text.split("\n")[0][:60]


def _head(clauses: Sequence[Clause]) -> list[Fact]:
    found: list[Fact] = []
    for clause in clauses:
        role = _role(clause)
        if clause.kind == "fact" and role == "number":
            order = next(
                (c.text for c in clauses if c.kind == "fact" and _role(c) == "issuer" and c.text[-1] == "令"), ""
            )
            value = normal_number(clause.text)
            value = order + value if order and value.startswith("第") else value
            found.append(Fact("number", value, clause.id, clause.text))
        elif clause.kind == "fact" and role == "addressee":
            found.append(Fact("addressee", clause.text.rstrip("：:"), clause.id, clause.text))
        elif clause.kind == "fact" and role == "annexes":
            found += [Fact("annex", name, clause.id, name) for name in _annexes(clause.text)]
        elif clause.kind == "fact" and role == "note" and _DISCLOSED.search(clause.text):
            found.append(Fact("disclosure", clause.text.strip("（）() \n"), clause.id, clause.text))
        if clause.kind == "fact" and (match := _COPIED.search(clause.text)):
            found.append(Fact("copied", match.group(1).strip("。 "), clause.id, match.group(1)))
    issuer = _issuer(clauses)
    return [*found, issuer] if issuer else found


def _annexes(text: str) -> list[str]:
    """The names of the annexes that 附件说明 lists."""
    lines = [_ANNEX.sub("", _ANNEX.sub("", line.strip())).strip() for line in text.split("\n")]
    return [line for line in lines if line]


def _issuer(clauses: Sequence[Clause]) -> Fact | None:
    """Who issued it: the head line, the words before 关于 in the title, or who signs."""
    for clause in clauses:
        if clause.kind == "fact" and _role(clause) == "issuer":
            return Fact("issuer", re.sub(r"(?:文件|令.*)$", "", clause.text), clause.id, clause.text)
    for clause in clauses:
        match = _AUTHOR.match(clause.text.replace("\n", "")) if clause.kind == "title" else None
        if match and not match.group(1).startswith("关于"):
            name = match.group(1)
            joint = next((n for n in _signing(clauses) if len(n) > 1 and "".join(n) == name), _bodies(name))
            return Fact("issuer", "、".join(joint), clause.id, name)
    for clause in clauses:
        for names in _signing([clause]):
            if names:
                return Fact("issuer", "、".join(names), clause.id, names[0])
    return None


def _signing(clauses: Sequence[Clause]) -> list[list[str]]:
    """Who signs, for each signature among the clauses."""
    signatures = [c.text.split("\n") for c in clauses if c.kind == "fact" and _role(c) == "signature"]
    bare = [[re.sub(r"(?:\d|[〇零○一二三四五六七八九]){4}年.*", "", line) for line in lines] for lines in signatures]
    return [[body for name in names for body in _bodies(name)] for names in bare]


def _bodies(name: str) -> list[str]:
    """The bodies that stand in one line, apart by white space or by their region named again (甲市财政局甲市科技局)."""
    found: list[str] = []
    for piece in name.split():
        place = _PLACE.match(piece)
        again = rf"(?<=[局厅廳委部办院会行所])(?={place[0]})" if place else r"(?!)"
        found += [body for body in re.split(again, piece) if body]
    return found


def _dates(clauses: Sequence[Clause]) -> list[Fact]:
    found: list[Fact] = []
    for clause in clauses:
        role = _role(clause)
        if clause.kind != "fact" or (role != "signature" and clause.part != "imprint"):
            continue
        for day, quote in find_dates(clause.text):
            name: FactName = "signed" if role == "signature" else "issued"
            found.append(Fact(name, day.isoformat(), clause.id, quote))
            break
    return found


def _period(clauses: Sequence[Clause], title: str) -> list[Fact]:
    """The planning period: years in the title, or a five-year plan named there."""
    titled = [c for c in clauses if c.kind == "title" and c.part in ("main", "notice")]
    for clause in sorted(titled, key=lambda c: c.part):
        text = clause.text.replace("\n", "")
        if match := _YEARS.search(text):
            return [Fact("period", f"{match.group(1)}-{match.group(2)}", clause.id, match.group())]
        for name, (first, last) in _PLANS.items():
            if name in text:
                return [Fact("period", f"{first}-{last}", clause.id, name)]
    return []


def _contacts(clauses: Sequence[Clause]) -> list[Fact]:
    found: list[Fact] = []
    for clause in clauses:
        for match in _CONTACT.finditer(clause.text):
            found.append(Fact("contact", match.group(1), clause.id, match.group()))
        for match in _PHONE.finditer(clause.text):
            found.append(Fact("phone", _digits(match.group()), clause.id, match.group()))
        if not _PHONE.search(clause.text):
            for match in _BARE_PHONE.finditer(clause.text):
                found.append(Fact("phone", _digits(match.group(1)), clause.id, match.group(1)))
    return found


def _digits(text: str) -> str:
    return re.sub(r"[—－–-]+", "-", re.sub(r"\s", "", text)).replace("）", "-").replace(")", "-")
