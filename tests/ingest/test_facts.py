"""What documents say of themselves, each with the clause that says it."""

from datetime import date

import pytest

from ingest.catalogue import CatalogueEntry
from ingest.model import Document
from ingest.parse import parse_document
from tests.ingest.outlines import FOUNDING, GENRES, OTHERS, expected_facts, founding, genre

FACTS = {
    "chongqing-2017-139": {
        ("number", "渝经信发〔2017〕139号"),
        ("issuer", "重庆市经济和信息化委员会"),
        ("signed", "2017-12-05"),
        ("basis", "工信部联规〔2016〕137号"),
        ("basis", "渝委发〔2016〕29号"),
        ("basis", "工信厅科〔2017〕64号"),
        ("disclosure", "此件公开发布"),
    },
    "guide-2016-2020": {
        ("author", "工業和信息化部、發展改革委、科技部與財政部"),
        ("period", "2016-2020"),
        ("digest", "製造業創新中心建設工程實施指南（2016-2020年）"),
    },
    "innovation-project-13th-fyp": {("period", "2016-2020"), ("basis", "《“十三五”国家科技创新规划》")},
    "miit-2017-64": {
        ("number", "工信厅科〔2017〕64号"),
        ("issuer", "工业和信息化部办公厅"),
        ("issued", "2017-07-13"),
        ("phone", "010-68205235"),
    },
    "shanghai-2022-387": {
        ("number", "沪经信技〔2022〕387号"),
        ("issuer", "上海市经济和信息化委员会"),
        ("signed", "2022-07-29"),
        ("effective_from", "2022-07-29"),
        ("effective_until", "2025-12-31"),
        ("period", "2022-2025"),
        ("basis", "沪府办发〔2021〕12号"),
        ("addressee", "有关单位"),
        ("annex", "上海市制造业创新中心建设领域总体布局"),
    },
}
PLACES = {
    "chongqing-2017-139": ("重庆市", "省"),
    "guide-2016-2020": ("国家", "国家"),
    "innovation-project-13th-fyp": ("国家", "国家"),
    "miit-2017-64": ("国家", "国家"),
    "shanghai-2022-387": ("上海市", "省"),
}


@pytest.mark.parametrize("name", FOUNDING)
def test_the_facts_of_a_founding_document_are_found(name: str) -> None:
    document = founding(name).document
    assert {(fact.name, fact.value) for fact in document.facts} >= FACTS[name]
    assert (document.region, document.level) == PLACES[name]


@pytest.mark.parametrize("name", OTHERS)
def test_the_facts_of_another_document_are_found(name: str) -> None:
    found = {(fact.name, fact.value) for fact in genre(name).document.facts}
    assert found == expected_facts(GENRES / f"{name}.tsv")


@pytest.mark.parametrize("name", FOUNDING)
def test_every_fact_is_quoted_from_its_clause(name: str) -> None:
    parsed = founding(name)
    texts = {clause.id: clause.text.replace("\n", "") for clause in parsed.clauses}
    assert all(fact.quote.replace("\n", "") in texts[fact.clause_id] for fact in parsed.document.facts)


def test_a_telephone_number_is_quoted_as_it_is_written() -> None:
    phone = next(f for f in founding("miit-2017-64").document.facts if f.name == "phone")
    assert (phone.value, phone.quote) == ("010-68205235", "010—68205235")
    assert phone.clause_id == "gong-xin-ting-ke-2017-64/notice/phone"


def test_a_digest_has_the_title_but_not_the_number_of_the_original() -> None:
    document = founding("guide-2016-2020").document
    assert (document.source, document.number, document.script) == ("digest", "", "hant")
    assert document.title == "製造業創新中心建設工程實施指南（2016-2020年）"


def test_every_clause_carries_region_level_and_term() -> None:
    clauses = founding("shanghai-2022-387").clauses
    assert {(c.region, c.level, c.effective_until) for c in clauses} == {("上海市", "省", date(2025, 12, 31))}


def read(text: str, **entry: str) -> Document:
    return parse_document(
        text.encode(), "文件.txt", CatalogueEntry.model_validate({"file": "文件.txt", **entry})
    ).document


HEAD = (
    "青枫市科技局关于印发《青枫市测试办法》的通知\n青科发〔2024〕5号\n各区科技局：\n请执行。\n"
    "青枫市科技局\n2024年2月29日\n"
)
BODY = "青枫市测试办法\n第一条　为了测试，制定本办法。\n第二条　测试应当公正。\n第三条　"
TERMS = {
    "本办法自2024年7月1日起施行，有效期5年。": (date(2024, 7, 1), date(2029, 6, 30)),
    "本办法自2024年7月1日起施行，有效期至2026年6月30日。": (date(2024, 7, 1), date(2026, 6, 30)),
    "本办法自印发之日起施行，试行期两年。": (date(2024, 2, 29), date(2026, 2, 27)),
    "本办法自发布之日起30日后施行。": (None, None),
    "本办法有效期三年。": (None, date(2027, 2, 27)),
    "认定结果有效期3年。": (None, None),
    "本办法由市科技局负责解释。": (None, None),
}


@pytest.mark.parametrize(("words", "term"), TERMS.items())
def test_the_term_is_read_or_computed(words: str, term: tuple[date | None, date | None]) -> None:
    document = read(HEAD + BODY + words + "\n")
    assert (document.effective_from, document.effective_until) == term


@pytest.mark.parametrize("number", ["青科发〔2024〕5号", "青科发[2024]5号", "青科发（2024）5号", "青科发【2024】第5号"])
def test_a_number_is_normalised_whatever_its_brackets(number: str) -> None:
    document = read(HEAD.replace("青科发〔2024〕5号", number) + BODY + "完。\n")
    assert document.number == "青科发〔2024〕5号"
    assert document.id == "qing-ke-fa-2024-5"


PLACES_OF = {
    "国务院办公厅": ("国家", "国家"),
    "工业和信息化部": ("国家", "国家"),
    "财政部": ("国家", "国家"),
    "国家税务总局": ("国家", "国家"),
    "广东省科学技术厅": ("广东省", "省"),
    "广西壮族自治区科学技术厅": ("广西壮族自治区", "省"),
    "天津市科学技术局": ("天津市", "省"),
    "天津市滨海新区科学技术局": ("天津市滨海新区", "区县"),
    "广东省深圳市科技创新局": ("深圳市", "市"),
    "青枫市科学技术局": ("青枫市", "市"),
    "澜海新区工业和信息化局": ("澜海新区", "区县"),
    "青嶼科技發展署": ("", ""),
}


@pytest.mark.parametrize(("issuer", "place"), PLACES_OF.items())
def test_region_and_level_are_read_from_who_issued_it(issuer: str, place: tuple[str, str]) -> None:
    document = read(f"{issuer}关于开展测试工作的通知\n各有关单位：\n请按要求开展测试。\n")
    assert (document.issuer, document.region, document.level) == (issuer, *place)


def test_what_the_catalogue_says_goes_before_the_text() -> None:
    document = read(
        HEAD + BODY + "完。\n", id="my-id", region="云岭省", level="省", title="别的标题", number="某发〔2020〕1号"
    )
    assert (document.id, document.region, document.title, document.number) == (
        "my-id",
        "云岭省",
        "别的标题",
        "某发〔2020〕1号",
    )


def test_repealed_documents_are_named_by_number_or_title() -> None:
    document = read(
        HEAD
        + BODY
        + "本办法自2024年7月1日起施行，《青枫市旧办法》（青科发〔2019〕6号）、《青枫市更旧的办法》同时废止。\n"
    )
    assert [f.value for f in document.facts if f.name == "repeals"] == ["青科发〔2019〕6号", "《青枫市更旧的办法》"]


def test_bodies_that_issue_together_are_told_apart_by_their_signatures() -> None:
    document = read(
        "青枫市科技局 青枫市财政局\n关于开展测试工作的通知\n各有关单位：\n请按要求开展测试。\n"
        "青枫市科技局\n青枫市财政局\n2024年3月1日\n"
    )
    assert document.issuer == "青枫市科技局、青枫市财政局"


def test_the_term_of_rules_that_come_as_an_annex_is_that_of_the_document() -> None:
    document = read(
        "青枫市科技局关于印发《测试规程》的通知\n各有关单位：\n现将规程印发给你们。\n青枫市科技局\n2024年3月1日\n"
        "附件\n测试规程\n第一条　为了测试，制定本规程。\n第二条　本规程自印发之日起施行，有效期2年。\n"
    )
    assert (document.effective_from, document.effective_until) == (date(2024, 3, 1), date(2026, 2, 28))


STATED = {
    "本办法由市科技局负责解释。": ("interpreter", "市科技局"),
    "本办法的解释权归市科技局。": ("interpreter", "市科技局"),
    "本办法由市科技局会同市财政局解释。": ("interpreter", "市科技局会同市财政局"),
    "青科发〔2019〕6号同时废止。": ("repeals", "青科发〔2019〕6号"),
    "《青枫市旧办法》自本办法施行之日起废止。": ("repeals", "《青枫市旧办法》"),
}


@pytest.mark.parametrize(("words", "fact"), STATED.items())
def test_what_the_last_provisions_say_is_read(words: str, fact: tuple[str, str]) -> None:
    assert fact in {(f.name, f.value) for f in read(HEAD + BODY + words + "\n").facts}


@pytest.mark.parametrize("words", ["《青枫市旧办法》第三条同时废止。", "评审标准由专家组解释清楚后执行。"])
def test_a_repeal_of_a_part_and_an_explanation_of_something_else_are_no_facts(words: str) -> None:
    found = {f.name for f in read(HEAD + BODY + words + "\n").facts}
    assert not found & {"repeals", "interpreter"}


def test_who_drew_a_document_up_is_read_from_its_opening() -> None:
    text = "青枫市测试办法\n市科技局会同市财政局、市统计局共同制定了本办法。\n第一条　为了测试。\n第二条　应当公正。\n"
    assert [f.value for f in read(text).facts if f.name == "author"] == ["市科技局会同市财政局、市统计局"]
