"""Nothing of a document is lost and nothing is said twice: spans, origins and mends account for every character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableError
from ingest.parse import Parsed, parse_document
from ingest.read import read_text
from tests.ingest.outlines import FOUNDING, GENRES, OTHERS, SOURCES, founding, genre

PIECES = st.sampled_from(
    [
        "一、总体要求", "二、任务", "（一）目标。", "(二) 做法", "1.第一项；", "2、第二项。", "（1）小项",
        "①细项", "——要点。", "一是加强。", "二是提高。", "第一章 总则", "第二章 附则",
        "第一条 为了测试，制定本办法。", "第二条　适用范围：", "第三条第（二）项规定的，从其规定。", "附件：",
        "附件1", "附件 2：名单", "附表", "专栏 1 重点工程", "项目名称：具体说明。", "序号\t名称\t内容",
        "1\t甲\t乙", "\t丙\t丁", "| 甲 | 乙 |", "|---|---|", "# 标题", "**加粗**正文", "---", "— 3 —", "12",
        "13", "（此页无正文）", "青枫市科技局", "2024年3月1日", "青科发〔2024〕3号",
        "关于印发《测试办法》的通知", "测试办法", "各有关单位：", "抄送：市财政局。", "2024年3月2日印发",
        "（此件公开发布）", "（联系电话：0388-7712046）", "这是一段没有写完的正文，后面还有",
        "继续写完这一段。", "《某文件》（某发〔2020〕1号）", "  缩进的一行。", "\t 丢了符号的一条",
        "h t t p : / / w w w . a . c n / b", "English words here", "", "", "　　全角缩进。", "\u200b",
        "本办法有效期5年。",
    ]
)  # fmt: skip


def check(parsed: Parsed, source: str) -> None:
    document, clauses = parsed.document, parsed.clauses
    assert "".join(document.text[c.span.start : c.span.end] for c in clauses) == document.text
    assert [c.span.start for c in clauses] == [0, *(c.span.end for c in clauses[:-1])]
    assert all(c.text and c.text == document.text[c.span.start : c.span.end].strip() for c in clauses)
    assert [c.order for c in clauses] == list(range(len(clauses)))
    ids = {c.id for c in clauses}
    assert len(ids) == len(clauses) and all(c.parent_id is None or c.parent_id in ids for c in clauses)

    assert len(parsed.origin) == len(document.text)
    placed = [o for o in parsed.origin if o >= 0]
    assert len(set(placed)) == len(placed)
    new = "".join(m.after for m in document.mends if m.kind == "replace")
    for char, at in zip(document.text, parsed.origin, strict=True):
        if at >= 0:
            assert source[at] == char
        else:
            assert char.isspace() or char in new
    kept = set(placed)
    lost = [i for i, char in enumerate(source) if i not in kept and not char.isspace()]
    recorded = {i for m in document.mends if m.kind != "move" for i in range(m.at, m.at + len(m.before))}
    assert not set(lost) - recorded


@pytest.mark.parametrize("name", FOUNDING)
def test_the_clauses_of_a_founding_document_hold_all_of_it_once(name: str) -> None:
    path = SOURCES / f"{name}.txt"
    check(founding(name), read_text(path.read_bytes(), path.name))


@pytest.mark.parametrize("name", OTHERS)
def test_the_clauses_of_another_document_hold_all_of_it_once(name: str) -> None:
    path = next(p for p in GENRES.iterdir() if p.stem == name and p.suffix != ".tsv")
    check(genre(name), read_text(path.read_bytes(), path.name))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_no_order_of_lines_loses_or_doubles_anything(pieces: list[str], end: str) -> None:
    source = end.join(["测试文件", *pieces]) + end
    check(parse_document(source.encode(), "测试.txt"), source)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_at_all_breaks_the_parser(text: str) -> None:
    data = text.encode()
    try:
        parsed = parse_document(data, "x.txt")
    except UnreadableError:
        return
    check(parsed, read_text(data, "x.txt"))


def test_what_is_dropped_is_recorded_with_its_reason() -> None:
    parsed = parse_document(
        "# 测试方案\n\n— 3 —\n\n（此页无正文）\n\n---\n\n**一、目标**\n\n完成测试。\n".encode(), "x.md"
    )
    reasons = {(m.before, m.why) for m in parsed.document.mends}
    assert {
        ("— 3 —", "页码"),
        ("（此页无正文）", "此页无正文"),
        ("---", "分隔线"),
        ("# ", "Markdown 标题符号"),
    } <= reasons
    assert parsed.document.text == "测试方案\n一、目标\n完成测试。\n"
