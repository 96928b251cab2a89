"""Mends: broken lines, spaces inside words, the catalogue's moves and replacements, each recorded."""

from pathlib import Path

import pytest

from ingest.catalogue import CatalogueEntry, load_catalogue
from ingest.errors import CatalogueError
from ingest.mend import apply_catalogue, close_spaces
from ingest.parse import Parsed, parse_document
from ingest.trace import Traced

SPACES = {
    "製 造業": "製造業",
    "「 大 」的问题": "「大」的问题",
    "《中国制造 2025》": "《中国制造2025》",
    "2017 年 12 月 5 日": "2017年12月5日",
    "不低于 1000 万元": "不低于1000万元",
    "基于 MEMS 工艺": "基于MEMS工艺",
    "a plain English phrase": "a plain English phrase",
    "支持 open source 项目": "支持open source项目",
    "第三条 申请人应当": "第三条 申请人应当",
    "第二章　总则": "第二章　总则",
    "h t t p : / / w w w . a . g o v . c n / n 11 / n 12 /": "http://www.a.gov.cn/n11/n12/",
    "http://www.a.gov.cn/b for details": "http://www.a.gov.cn/b for details",
}


@pytest.mark.parametrize(("before", "after"), SPACES.items())
def test_spaces_are_closed_in_chinese_and_kept_between_latin_words(before: str, after: str) -> None:
    line, mends = close_spaces(Traced.of(before))
    assert line.text == after
    assert bool(mends) == (before != after)
    assert all(before[at] == char for char, at in zip(line.text, line.origin, strict=True))


def parse(text: str, *mends: dict[str, str]) -> Parsed:
    entry = CatalogueEntry.model_validate({"file": "文件.txt", "mends": mends})
    return parse_document(text.encode(), "文件.txt", entry)


WRAPPED = """测试方案

为加快推进我市测试工作，进一步完善测试体系，

全面提升测试能力和水平，根据有关文件精神，结合

我市实际，制定本方案。到 2025 年，规模以上企业的

研发经费支出占主营业务收入的比例提高到

1.1%，建成测试中心 30 家以上，培育一批具有较强

竞争力的企业。

一、加强组织领导
"""


def test_lines_broken_by_the_page_are_one_paragraph_again() -> None:
    clauses = parse(WRAPPED + "\n各部门要密切配合。\n").clauses
    assert [c.label for c in clauses] == ["标题", "引言", "一"]
    assert clauses[1].text.endswith("比例提高到1.1%，建成测试中心30家以上，培育一批具有较强竞争力的企业。")


def test_a_paragraph_cut_by_a_page_break_is_joined() -> None:
    text = (
        "# 测试方案\n\n## 一、目标\n\n"
        "当前，围绕测试工作的竞争空前激烈，测试已成为主要的工作内容。测试中心是构建国家\n\n"
        "科技创新体系的重要组成部分。\n\n## 二、任务\n\n按计划推进。\n"
    )
    assert [c.text for c in parse(text).clauses][1] == (
        "一、目标\n当前，围绕测试工作的竞争空前激烈，测试已成为主要的工作内容。测试中心是构建国家科技创新体系的重要组成部分。"
    )


def test_a_heading_set_in_two_lines_is_one() -> None:
    text = (
        "测试方案\n\n一、原则\n\n市场主导结合\n政府引导\n\n1.发挥市场作用，完善市场化运作的机制。\n\n2.发挥政府作用。\n"
    )
    made = {c.label: c.text for c in parse(text).clauses}
    assert made["一“市场主导结合政府引导”"] == "市场主导结合政府引导"


def test_joins_spaces_and_furniture_are_recorded_where_they_stand() -> None:
    parsed = parse(WRAPPED)
    for mend in parsed.document.mends:
        assert mend.why
        if mend.kind in ("space", "furniture"):
            assert WRAPPED[mend.at : mend.at + len(mend.before)] == mend.before


OUT_OF_ORDER = (
    "测试指南\n\n三、定位\n\n测试中心是一种平台。\n\n第一行原则。\n\n第二行原则。\n\n二、原则\n\n第一个特征。\n"
)


def test_a_move_restores_the_order_and_keeps_every_line() -> None:
    moves = [
        {"kind": "move", "start": "二、原则", "end": "二、原则", "before": "第一行原则"},
        {"kind": "move", "start": "三、定位", "end": "测试中心是一种平台。", "before": "第一个特征"},
    ]
    parsed = parse(OUT_OF_ORDER, *moves)
    made = {c.label: c.text for c in parsed.clauses}
    assert list(made) == ["标题", "二", "二第1段", "二第2段", "三", "三第1段", "三第2段"]
    assert [m.kind for m in parsed.document.mends[:2]] == ["move", "move"]


def test_a_move_may_name_the_line_it_comes_after() -> None:
    moved, _ = apply_catalogue(
        Traced.of("甲\n乙\n丙\n"),
        CatalogueEntry.model_validate(
            {"file": "x", "mends": [{"kind": "move", "start": "甲", "end": "甲", "after": "丙"}]}
        ).mends,
    )
    assert moved.text.split() == ["乙", "丙", "甲"]


def test_a_replacement_is_seen_in_the_text_and_kept_in_the_source() -> None:
    parsed = parse(
        "测试方案\n建设协同网络 and 平台。\n", {"kind": "replace", "text": "网络 and 平台", "by": "网络和平台"}
    )
    clause = parsed.clauses[-1]
    assert clause.text == "建设协同网络和平台。"
    assert clause.source_text == "建设协同网络 and 平台。"


def test_a_replacement_may_break_a_line_for_good() -> None:
    text = "测试方案\n一、任务\n（一）实施测试行动，强化企业的主体作用落实《测试法》，实施测试行动。\n继续推进测试。\n"
    made = parse(text, {"kind": "replace", "text": "主体作用落实", "by": "主体作用\n落实"}).clauses
    assert [c.label for c in made] == ["标题", "一", "一、（一）", "一、（一）第1段", "一、（一）第2段"]
    assert made[2].text == "（一）实施测试行动，强化企业的主体作用"


def test_dropped_furniture_is_gone_and_recorded() -> None:
    parsed = parse(
        "测试方案\n本页由系统打印\n请认真执行。\n", {"kind": "drop", "text": "本页由系统打印", "why": "页眉"}
    )
    assert "打印" not in parsed.document.text
    assert (parsed.document.mends[0].kind, parsed.document.mends[0].why) == ("drop", "页眉")


def test_an_anchor_is_found_whatever_the_white_space() -> None:
    parsed = parse("测试方案\n请认\n\n真 执行。\n", {"kind": "replace", "text": "请认真执行", "by": "请严格执行"})
    assert parsed.clauses[-1].text == "请严格执行。"


@pytest.mark.parametrize(
    ("mend", "said"),
    [
        ({"kind": "replace", "text": "没有的话", "by": "x"}, "没有找到"),
        ({"kind": "drop", "text": "原则"}, "3 次"),
        ({"kind": "move", "start": "二、原则", "end": "三、定位", "before": "第一行"}, "之前"),
        ({"kind": "move", "start": "三、定位", "end": "第二行原则。", "before": "第一行"}, "之内"),
    ],
)
def test_a_mend_that_cannot_be_made_is_an_error_in_chinese(mend: dict[str, str], said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        parse(OUT_OF_ORDER, mend)


def test_a_catalogue_is_read_by_file_name(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text("- file: a.txt\n  region: 国家\n  effective_until: 2025-12-31\n- file: b.txt\n", "utf-8")
    entries = load_catalogue(path)
    assert list(entries) == ["a.txt", "b.txt"]
    assert entries["a.txt"].region == "国家"
    assert load_catalogue(tmp_path / "none.yaml") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: b", "列表"),
        ("- file: a.txt\n  regoin: 国家\n", "regoin"),
        ("- file: a.txt\n- file: a.txt\n", "两次"),
        ("- file: a.txt\n  id: 中文\n", "id"),
        ("- file: a.txt\n  mends: [{kind: move, start: 甲, end: 乙}]\n", "before"),
        ("- file: a.txt\n  mends: [{kind: rewrite, text: 甲}]\n", "mends"),
        ("- [", "读不出来"),
        ("- 只有一个词\n", "有误"),
    ],
)
def test_a_mistake_in_the_catalogue_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=said):
        load_catalogue(path)
