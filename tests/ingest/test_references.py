"""Which documents and clauses the clauses name, and which of them the corpus holds."""

from datetime import date

import pytest

from ingest.parse import Parsed, parse_document
from ingest.references import normal_number, resolve
from tests.ingest.outlines import FOUNDING, founding, genre


def targets(parsed: Parsed) -> dict[str, str | None]:
    return {r.quote: r.target for r in parsed.document.references}


def corpus() -> dict[str, Parsed]:
    return dict(zip(FOUNDING, resolve([founding(name) for name in FOUNDING]), strict=True))


def test_documents_of_the_corpus_are_found_by_number_and_by_title() -> None:
    found = targets(corpus()["chongqing-2017-139"])
    assert (
        found["《省级制造业创新中心升级为国家制造业创新中心条件的通知》（工信厅科〔2017〕64号）"]
        == "gong-xin-ting-ke-2017-64"
    )
    guide = corpus()["guide-2016-2020"].document.id
    assert found["《制造业创新中心建设工程实施指南（2016-2020年）》（工信部联规〔2016〕137号）"] == guide


def test_a_title_is_the_same_in_another_script_or_typing_of_its_years() -> None:
    found = targets(corpus()["miit-2017-64"])
    guide = corpus()["guide-2016-2020"].document.id
    assert found["《制造业创新中心建设工程实施指南（2016—2020年）》"] == guide
    assert found["《指南》"] == guide  # 以下简称《指南》


def test_a_document_that_the_corpus_does_not_hold_has_no_target() -> None:
    found = targets(corpus()["chongqing-2017-139"])
    assert found["《关于完善制造业创新体系，推进制造业创新中心建设的指导意见》（工信部科〔2016〕273号）"] is None
    assert found["《中国制造2025》"] is None


def test_articles_of_the_same_document_are_linked() -> None:
    parsed = genre("measures")
    found = {(r.clause_id.partition("/")[2], r.quote): r.target for r in parsed.document.references}
    name = parsed.document.id
    assert found[("main/a9.k1", "第三条第（二）项")] == f"{name}/main/a3.2"
    assert found[("main/a11.k2", "第十条")] == f"{name}/main/a10"


def test_a_number_without_a_title_is_a_reference_too() -> None:
    parsed = parse_document("测试通知\n按照青科发[2024]5号文件执行。\n".encode(), "a.txt")
    (reference,) = parsed.document.references
    assert (reference.number, reference.title) == ("青科发〔2024〕5号", "")


def test_the_same_title_under_another_number_is_another_document() -> None:
    held = "青科发〔2024〕5号\n青枫市测试办法\n第一条　为了测试，制定本办法。\n第二条　完。\n"
    naming = "测试通知\n《青枫市测试办法》（青科发〔2019〕6号）已经失效，现行的是《青枫市测试办法》。\n"
    one, two = resolve([parse_document(held.encode(), "a.txt"), parse_document(naming.encode(), "b.txt")])
    assert [r.target for r in two.document.references] == [None, one.document.id]


def test_numbers_are_compared_in_one_form() -> None:
    assert normal_number("（渝某发[2017]139号）") == normal_number("渝某发〔2017〕第139号") == "渝某发〔2017〕139号"


OLD = "青枫市科技局关于印发《青枫市旧办法》的通知\n青科发〔2019〕6号\n各区科技局：\n请执行。\n青枫市科技局\n2019年3月1日\n"
OLD += "青枫市旧办法\n第一条　为了测试，制定本办法。\n第二条　测试应当公正。\n"
NEW = "青枫市科技局关于印发《青枫市新办法》的通知\n青科发〔2024〕5号\n各区科技局：\n请执行。\n青枫市科技局\n2024年5月20日\n"
NEW += "青枫市新办法\n第一条　为了测试，制定本办法。\n第二条　本办法自2024年7月1日起施行。%s同时废止。\n"


def linked(repealed: str, old: str = OLD) -> list[Parsed]:
    return list(resolve([parse_document(old.encode(), "a.txt"), parse_document((NEW % repealed).encode(), "b.txt")]))


@pytest.mark.parametrize("named", ["《青枫市旧办法》（青科发〔2019〕6号）", "青科发〔2019〕6号", "《青枫市旧办法》"])
def test_a_document_that_another_one_repeals_knows_by_which_and_from_when(named: str) -> None:
    old, new = (one.document for one in linked(named))
    assert (old.repealed_by, old.repealed_on) == ("青科发〔2024〕5号", date(2024, 7, 1))
    assert (new.repealed_by, new.repealed_on) == (None, None)


@pytest.mark.parametrize("named", ["《青枫市旧办法》（青科发〔2018〕6号）", "《青枫市旧办法》第二条", "《旧办法》"])
def test_another_number_a_part_or_a_title_that_only_looks_alike_repeals_nothing(named: str) -> None:
    assert linked(named)[0].document.repealed_by is None


def test_a_later_document_of_the_same_title_is_not_the_repealed_one() -> None:
    later = OLD.replace("2019年3月1日", "2025年3月1日").replace("〔2019〕", "〔2025〕")
    assert linked("《青枫市旧办法》", later)[0].document.repealed_by is None
