"""Findings become lines: short first, whole lists counted, steps in order, documents side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.draft import Block, Line, line
from assistant.answer.evidence import Finding
from assistant.answer.lists import asks_each, list_items
from assistant.answer.sentences import body, has_value, in_line, joined, measured, pick, sentences
from assistant.answer.words import say, speaker
from assistant.understand.quantities import find_quantities
from assistant.understand.understanding import Part
from ingest.index import Index
from ingest.model import Clause
from ingest.normal import compact

__all__ = ["compose", "row_key", "row_text", "row_told"]

_ACTOR = re.compile(
    r"^(?:由|经(?!济|信|办|管|营))?([^，。；：、（）]{2,18}?(?:委员会|经信委|信息委|单位|部门|机构|专家组|中心|企业|政府|办公会|申请人|厅|局|委|部|处|科))(?=将|负责|组织|向|提交|结合|对|应|可|在|予以|建立|与|根据|会同|每年|按|审|受理|公示|明确|自|于)"
)
_TERMS = (
    (re.compile(r"^(?:延期|延长|期满|逾期|到期)后"), "后果"),
    (re.compile(r"延期|延长|顺延"), "延期"),
    (re.compile(r"撤销|取消|不再|不合格|未通过|逾期|收回|终止|摘牌|退出"), "后果"),
    (re.compile(r"^自|起施行|起算|之日起"), "起算"),
    (re.compile(r"期为|期限|有效期|[每全]年|年度|定期|每.{1,2}年|截止|截至|期间|以前|之前|前完成|为期"), "期限"),
)
_STEP = re.compile(r"[^，,；;：:、]{2,10}。$")
"""The name of a step before what is done (公示。名单在……)."""
_TOTAL = re.compile(r"(?:合|总|小)\s*计$|总分$")
_RUNNING = re.compile(r"序\s*号|编\s*号|No\.?", re.I)
_VALUES = re.compile(r"分别|各是?多少|每[项个类档条]|列个?表|几分|多少分")


def compose(findings: Sequence[Finding], part: Part, index: Index) -> tuple[Block, ...]:
    """The lines for what the documents say; each document by name, each line with its clauses."""
    blocks: list[Block] = []
    for finding in findings:
        blocks.extend(_finding(finding, part, index))
    return tuple(blocks)


def _finding(finding: Finding, part: Part, index: Index) -> list[Block]:
    who = speaker(finding.document, index.documents)
    if finding.form == "list":
        return (
            _list(finding, finding.head, part, index, who) if finding.head else _rows(finding.clauses, None, who, part)
        )
    if part.asks("procedure"):
        return _steps(finding, part, who)
    if part.asks("timeline", "consequence") and {"duration", "days", "date", "day"} & set(part.values):
        timed = _periods(finding, part, who)
        if timed:
            return timed
    return _clauses(finding, part, who)


def _clauses(finding: Finding, part: Part, who: str) -> list[Block]:
    lines: list[Block] = []
    for n, clause in enumerate(finding.clauses):
        chosen = pick(clause, part)
        text = joined(chosen)
        if clause.cells:
            lines.append(line(f"{who if not n else ''}{'：' if not n else ''}{row_text(clause)}", clause.id))
            continue
        prefix = f"{who}：" if not n else ""
        lines.append(
            Line(prefix + _emphasise(text, part), (clause.id,), tuple(chosen), (), "plain" if not n else "bullet")
        )
    return lines


def row_text(clause: Clause) -> str:
    """A table row as `header：value`, value verbatim, without its running number."""
    return "；".join(f"{name}：{value}" if name else value for name, value in _said(clause)) or clause.text


def _emphasise(text: str, part: Part) -> str:
    """The figure asked for in bold, comparator included."""
    kinds = [v for v in measured(part) if v in ("amount", "ratio", "duration", "count")]
    spans = [(q.start, q.end) for q in find_quantities(text) if any(has_value(q.raw, v) for v in kinds)]
    for start, end in sorted((_widened(text, *span) for span in spans), reverse=True)[:3]:
        text = f"{text[:start]}**{text[start:end].strip()}**{text[end:]}"
    return text


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the words that belong to a figure (前三年, 每三年, 一年内), so that bold does not cut them off."""
    while start > 0 and text[start - 1] in "前每满近约首第":
        start -= 1
    while end < len(text) and text[end] in "内后上下以左右":
        end += 1
    return start, end


def _list(finding: Finding, head: Clause, part: Part, index: Index, who: str) -> list[Block]:
    items = list_items(head, index)
    if not items:
        return _clauses(finding, part, who)
    if all(c.kind == "row" for c in items):
        return _rows(items, head, who, part)
    if head.kind not in ("heading", "title") and all(c.kind == "paragraph" for c in items):
        return _article(head, items, who)
    heading = _heading(head)
    count = f"共{len(items)}项"
    first = f"{who}：{heading}（{count}）：" if heading else f"{who}：{count}："
    lines: list[Block] = [Line(first, (head.id,), (heading,) if heading else (), (count,))]
    leaves = finding.clauses
    brief = len(leaves) > 40 or sum(len(c.text) for c in leaves) > 3000
    for item in items:
        lines.extend([_name_of(item)] if brief and index.children(item.id) else _item(item, part, index, "step"))
    tail = [c for c in leaves if c.parent_id in (head.id, head.parent_id) and c not in items]
    lines.extend(line(in_line(body(c)), c.id, quote=body(c), style="bullet") for c in tail)
    if brief:
        lines.append(Line(say("more", count=str(len(leaves) - len(items))), frame=True))
    return lines


def _article(head: Clause, paragraphs: Sequence[Clause], who: str) -> list[Block]:
    """An article of several paragraphs, which are no list."""
    said = body(head)
    return [
        Line(f"{who}：{said}", (head.id,), (said,)),
        *(line(in_line(body(c)), c.id, quote=body(c), style="bullet") for c in paragraphs),
    ]


def _name_of(item: Clause) -> Block:
    """An item by its first line: for lists too long to show whole."""
    name = body(item).split("\n")[0]
    return line(name, item.id, quote=name, style="step")


def _item(item: Clause, part: Part, index: Index, style: str) -> list[Block]:
    children = index.children(item.id)
    text = body(item).rstrip()
    chosen = (text,) if len(text) <= 260 or children else tuple(pick(item, part, 260))
    shown = in_line(joined(chosen))
    first = Line(shown, (item.id,), chosen, (), "step" if style == "step" else "plain")
    return [first, *(_below(c) for c in children if c.kind != "header")]


def _below(child: Clause) -> Block:
    """An item of an item, on a line under it."""
    if child.cells:
        return Line(row_text(child), (child.id,), style="sub")
    return line(in_line(body(child)), child.id, quote=body(child), style="sub")


def _rows(items: Sequence[Clause], head: Clause | None, who: str, part: Part) -> list[Block]:
    """Rows of a table by their names, counted; under the table's title, or a merged cell they share. Where values are
    asked for (每项几分, 各类多少) each with its cells. A row of totals is none of them, and stands last."""
    totals = [c for c in items if _TOTAL.match(row_key(c))]
    items = [c for c in items if c not in totals] or list(items)
    count = f"共{len(items)}项"
    if head is not None:
        name, cited = _heading(head), (head.id,)
    else:
        shared = [v for n, v in items[0].cells if all((n, v) in r.cells for r in items)]
        name, cited = (shared or [""])[0], (items[0].id,)
    lines: list[Block] = [Line(f"{who}：{name}（{count}）：", cited, (), (count,))]
    if measured(part) or asks_each(part.text) or _VALUES.search(part.text) or _asks_column(items, part.text):
        lines.extend(Line(row_told(item), (item.id,), style="step") for item in items)
        lines.extend(Line(row_text(t), (t.id,), style="bullet") for t in totals if len(items) > 1)
    else:
        lines.extend(line(row_key(item), item.id, quote=row_key(item), style="step") for item in items)
    return lines


def _asks_column(items: Sequence[Clause], text: str) -> bool:
    """Whether the question names a column other than the one by which the rows are called (细分到哪些方向: 细分领域), by
    half of the character pairs that no other column has."""
    keys = {name for c in items for name, value in c.cells if value == row_key(c)}
    columns = {name: _pairs(name) for c in items for name, _ in _said(c)}
    for name, pairs in columns.items():
        own = pairs - {p for other, theirs in columns.items() if other != name for p in theirs}
        if name not in keys and own and sum(p in text for p in own) >= 0.5 * len(own):
            return True
    return False


def _pairs(text: str) -> set[str]:
    text = compact(text)
    return {text[i : i + 2] for i in range(len(text) - 1)}


def row_told(row: Clause) -> str:
    """A row by its name, and what its other cells say."""
    key = row_key(row)
    told = "；".join(f"{name}：{value}" for name, value in _said(row) if value != key)
    return f"{key}——{told}" if told else key


def _said(row: Clause) -> list[tuple[str, str]]:
    """The cells of a row that say something: not its running number."""
    return [(n, v) for n, v in row.cells if v and not (_RUNNING.fullmatch(n) and v.isdigit())]


def row_key(row: Clause) -> str:
    """The cell by which a row is called: the one in its label, else its first."""
    if found := re.search(r"[“「](.+)[”」]$", row.label):
        return found[1]
    return row.cells[0][1] if row.cells else row.text


def _heading(head: Clause) -> str:
    text = body(head)
    first = text.split("\n")[-1] if head.kind == "title" else text
    if len(first) > 60:
        first = sentences(first)[-1]
    return first.rstrip("。：: —")


def _steps(finding: Finding, part: Part, who: str) -> list[Block]:
    """A procedure as numbered steps, the acting body in bold."""
    steps: list[Block] = []
    for clause in finding.clauses:
        if clause.cells:
            steps.append(Line(row_text(clause), (clause.id,), style="step"))
            continue
        text = body(clause)
        title, _, rest = text.partition("\n")
        wanted = sentences(rest) if rest and len(title) <= 30 else pick(clause, part, 400)
        named = wanted[0] if len(wanted) > 1 and _STEP.match(wanted[0]) else ""
        for n, sentence in enumerate(wanted[1:] if named else wanted):
            shown = _ACTOR.sub(lambda m: m[0].replace(m[1], f"**{m[1]}**", 1), sentence)
            name = f"{title.rstrip('。')}：" if rest and len(title) <= 30 and n == 0 else ""
            name = f"{named.rstrip('。')}：" if named and n == 0 else name
            steps.append(Line(f"{name}{shown}", (clause.id,), (sentence,), style="step"))
    if len(steps) == 1:
        only = steps[0]
        assert isinstance(only, Line)
        return [Line(f"{who}：{only.text}", only.clauses, only.quotes)]
    ids = tuple(dict.fromkeys(c.id for c in finding.clauses))
    count = f"共{len(steps)}步"
    return [Line(f"{who}：{count}", ids, (), (count,)), *steps]


def _periods(finding: Finding, part: Part, who: str) -> list[Block]:
    """Periods in order: what starts them, how long, extension, consequence."""
    lines: list[Block] = []
    for clause in finding.clauses:
        for sentence in pick(clause, part):
            pieces = [p for p in re.split(r"(?<=[，,])", sentence) if p]
            named = [next((name for pattern, name in _TERMS if pattern.search(p)), "") for p in pieces]
            if len([n for n in named if n]) < 2:
                continue
            lines.extend(_period_lines(pieces, named, clause))
    if not lines:
        return []
    ids = tuple(c.id for c in finding.clauses)
    whole = joined([joined(pick(c, part)) for c in finding.clauses])
    return [Line(f"{who}：{_emphasise(whole, part)}", ids, ()), *lines]


def _period_lines(pieces: Sequence[str], named: Sequence[str], clause: Clause) -> list[Block]:
    groups: list[tuple[str, list[str]]] = []
    for piece, name in zip(pieces, named, strict=True):
        if groups and (not name or name == groups[-1][0]):
            groups[-1][1].append(piece)
        else:
            groups.append((name or "说明", [piece]))
    lines: list[Block] = []
    for name, group in groups:
        text = "".join(group).rstrip("，, ")
        lines.append(line(f"{name}：{text}", clause.id, quote=text, style="bullet"))
    return lines
