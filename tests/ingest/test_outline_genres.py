"""Documents of other genres, of which neither code nor catalogue knows anything, against outlines made by hand."""

import pytest

from ingest.parse import parse_document
from tests.ingest.outlines import GENRES, OTHERS, differences, expected, genre

# The outlines of the founding documents number the items of a box and 版记 otherwise than these two do.


@pytest.mark.parametrize("name", OTHERS)
def test_a_document_of_another_genre_is_cut_as_its_outline_says(name: str) -> None:
    assert differences(genre(name), expected(GENRES / f"{name}.tsv")) == []


def labels(text: str, name: str = "某文件.txt") -> dict[str, str]:
    """Labels and texts of the clauses of an invented document."""
    return {clause.label: clause.text for clause in parse_document(text.encode(), name).clauses}


def test_numbers_in_running_text_are_no_headings() -> None:
    made = labels(
        "青枫市测试办法\n第一条　为了规范测试，依照\n第三条第（二）项规定，制定本办法，比例为\n1.1%，自\n"
        "2017年起执行。\n第二条　本办法由市测试局负责解释。\n"
    )
    assert list(made) == ["标题", "第一条", "第二条"]
    assert made["第一条"].endswith("依照第三条第（二）项规定，制定本办法，比例为1.1%，自2017年起执行。")


def test_an_enumeration_inside_a_paragraph_stays_there() -> None:
    made = labels("测试方案\n一、总体要求\n重点做好：一是加强管理；二是提高效率。\n二、组织实施\n各单位要落实。\n")
    assert made["一"].endswith("一是加强管理；二是提高效率。")


def test_numbering_that_starts_again_gives_every_item_a_label_of_its_own() -> None:
    text = (
        "测试指南\n一、材料\n申请认定需要：\n1.申请书；\n2.营业执照。\n申请复核需要：\n1.复核表；\n2.年度报告。\n"
        "二、其他\n本指南由市局解释。\n"
    )
    clauses = parse_document(text.encode(), "x.txt").clauses
    assert len({clause.id for clause in clauses}) == len({clause.label for clause in clauses}) == len(clauses) == 9
    made = labels(text)
    assert made["一第2段"] == "申请复核需要："
    assert made["一第2段第1项"] == "1.复核表；"


def test_levels_may_be_left_out_and_brackets_mixed() -> None:
    made = labels(
        "测试意见\n一、目标\n1.第一项目标是扩大规模。\n(1)规模翻一番；\n（2）质量提高。\n①合格率提高；\n②返修率下降。\n"
        "2.第二项目标是节约能源。\n二、保障\n各部门要配合。\n"
    )
    assert made["一1（2）②"] == "②返修率下降。"
    assert made["一、第2项"] == "2.第二项目标是节约能源。"


def test_several_bodies_that_sign_together_are_one_signature() -> None:
    made = labels(
        "关于开展测试工作的通知\n各有关单位：\n请按要求开展测试。\n\n青枫市科技局\n\n青枫市财政局\n\n2024年3月1日\n"
    )
    assert made["落款"] == "青枫市科技局\n青枫市财政局\n2024年3月1日"
    assert made["主送机关"] == "各有关单位："


def test_a_plan_under_an_annex_heading_is_an_annex() -> None:
    made = labels(
        "青枫市科技局关于印发《青枫市测试规程》的通知\n各有关单位：\n现将规程印发给你们。\n附件：青枫市测试规程\n青枫市科技局\n"
        "2024年3月1日\n附件\n青枫市测试规程\n一、范围\n适用于全市。\n二、方法\n按标准执行。\n"
    )
    assert made["附件标题"] == "附件\n青枫市测试规程"
    assert made["附件一"] == "一、范围\n适用于全市。"
    assert made["附件说明"] == "附件：青枫市测试规程"


def test_a_document_without_any_numbering_is_counted_by_paragraphs() -> None:
    made = labels("测试公告\n测试将于下周开始。\n请各单位做好准备。\n")
    assert made == {"标题": "测试公告", "第1段": "测试将于下周开始。", "第2段": "请各单位做好准备。"}


def test_a_table_may_have_no_header_and_no_numbers() -> None:
    made = labels("测试安排\n一、日程\n上午\t2024年3月1日9点开始\n下午\t2024年3月1日14点开始\n二、地点\n市局三楼。\n")
    assert made["一“上午”"] == "上午\t2024年3月1日9点开始"


def test_articles_with_a_heading_and_numbers_between_are_kept() -> None:
    made = labels(
        "测试办法\n第一条　为了测试，制定本办法。\n第二条　本办法适用于测试。\n第二条之一　补充规定另行制定。\n"
        "第三条　本办法自2024年1月1日起施行。\n"
    )
    assert "第二条之一" in made and "第三条" in made


def test_a_regulation_under_the_order_that_promulgates_it_is_the_main_part() -> None:
    made = labels(
        "青枫市人民政府令\n第12号\n《青枫市测试条例》已经市政府第3次常务会议通过，现予公布，自2023年7月1日起施行。\n"
        "市长　张三\n2023年5月10日\n青枫市测试条例\n（2023年5月10日青枫市人民政府令第12号公布）\n"
        "第一条　为了测试，制定本条例。\n第二条　本条例自2023年7月1日起施行。\n"
    )
    assert list(made) == [
        "印发通知发文机关标志", "印发通知发文字号", "印发通知第1段", "印发通知落款", "标题", "附注", "第一条", "第二条",
    ]  # fmt: skip


def test_decimal_numbers_are_nested_by_their_dots() -> None:
    made = labels(
        "测试服务规范\n1 范围\n本规范规定了要求。\n2 要求\n2.1 一般要求\n2.1.1 机构应当具备资质。\n"
        "2.1.2 人员应当持证。\n2.2 服务要求\n服务应当及时。\n"
    )
    assert list(made) == ["标题", "第1项", "2", "2.1", "2.1.1", "2.1.2", "2.2"]


def test_a_table_of_contents_is_furniture() -> None:
    contents = "目　录\n第一部分　基础……1\n第二部分　任务……3\n\n"
    text = "第一部分　基础\n已有成效。\n第二部分　任务\n继续推进。\n"
    parsed = parse_document(f"测试规划\n{contents}{text}".encode(), "a.txt")
    assert [c.label for c in parsed.clauses] == ["标题", "第一部分", "第一部分第1段", "第二部分", "第二部分第1段"]
    assert sum(m.why == "目录" for m in parsed.document.mends) == 3


def test_a_cell_broken_by_the_page_belongs_to_its_row() -> None:
    made = labels(
        "测试名单\n一、企业\n序号\t名称\t说明\n1\t甲公司\t从事测试设备的研发与生产，产品用于\n汽车电子领域\n2\t乙公司\t从事服务\n"
    )
    assert made["一、第1项“甲公司”"].endswith("产品用于汽车电子领域")
    assert "一、第2项“乙公司”" in made
