"""The plain pages, without a browser."""

from __future__ import annotations

import html
import re

from tests.web.serving import Site


def test_the_list_names_every_document_with_its_validity(site: Site) -> None:
    page = site.get("/documents").text
    assert '<html lang="zh-CN">' in page and 'name="viewport"' in page
    for document in site.get("/api/documents").json():
        assert html.escape(document["title"]) in page
        assert f'href="/documents/{document["id"]}"' in page
        assert f"{document['clauses']} 条条文" in page


def test_a_document_shows_every_clause_in_order_with_an_anchor(site: Site) -> None:
    for document in site.get("/api/documents").json():
        page = site.get(f"/documents/{document['id']}").text
        anchors = re.findall(r'<(?:section|tr) id="([^"]+)"', page)
        outline = site.get(f"/api/documents/{document['id']}").json()["outline"]
        wanted = [entry["id"].removeprefix(document["id"] + "/") for entry in outline]
        assert anchors == wanted


def test_a_table_is_a_table_and_a_mend_is_visible(invented: Site) -> None:
    page = invented.get("/documents/jia-2020-1").text
    assert re.search(r'<tr id="main/r1">.*<td>石墨</td><td>提纯</td></tr>', page)
    assert "已整理" in page and "年度研发投\n\n入占比" in page
    assert "接合断行 1 处" in page and "第1页" in page


def test_a_hostile_document_is_shown_and_not_run(invented: Site) -> None:
    page = invented.get("/documents/yi-2019-2").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>补助" not in page and "<img src=x" not in page


def test_pages_need_no_script(site: Site) -> None:
    for path in ("/documents", "/about"):
        assert "<script" not in site.get(path).text


def test_the_about_page_explains_every_problem_type(site: Site) -> None:
    page = site.get("/about").text
    for kind in ("invalid", "too-many", "busy", "too-large"):
        assert f'id="problem-{kind}"' in page


def test_a_person_gets_a_page_and_a_program_a_problem(site: Site) -> None:
    person = site.get("/documents/no-such", headers={"accept": "text/html"})
    assert person.status_code == 404 and "没有这份文件" in person.text and "<h1>" in person.text
    program = site.get("/documents/no-such")
    assert program.headers["content-type"] == "application/problem+json"


def test_manifest_icon_and_robots_are_ours(site: Site) -> None:
    assert site.get("/manifest.json").json()["name"] == "有据"
    assert site.get("/favicon.svg").headers["content-type"] == "image/svg+xml"
    assert site.get("/favicon.ico").headers["location"] == "/favicon.svg"
    assert "Disallow: /" in site.get("/robots.txt").text
