"""The chat over the founding corpus, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.serving import Site
from tests.web.test_chat import ask, elsewhere, start


def test_every_quote_of_an_answer_is_marked_in_its_card_and_found_on_its_page(page: Any, founding_chat: Site) -> None:
    requests = start(page, founding_chat)
    ask(page, "重庆的创新中心一年要投多少研发？")
    cards = page.locator("#yj-panel .yj-cards:visible .yj-card:not(.related)")
    assert cards.count() >= 1
    for n in range(cards.count()):
        card = cards.nth(n)
        assert card.locator("mark").count() >= 1
        link = card.locator("a", has_text="在原文中查看").get_attribute("href")
        address, anchor = link.split("#")
        assert f'id="{anchor}"' in founding_chat.get(address).text
    assert elsewhere(requests, founding_chat) == []


def test_the_examples_offered_are_answered(page: Any, founding_chat: Site) -> None:
    start(page, founding_chat)
    page.wait_for_selector(".yj-chip")
    assert page.locator(".yj-chip").count() >= 4
    page.locator(".yj-chip").first.click()
    page.wait_for_selector("a.act.copy")
    assert page.locator("#yj-panel .yj-cards:visible .yj-card").count() >= 1


def test_an_expired_document_is_marked_in_answer_and_card(page: Any, founding_chat: Site) -> None:
    start(page, founding_chat)
    ask(page, "上海哪些单位能牵头")
    assert "已失效" in page.locator("#yj-talk .caution").first.inner_text()
    assert page.locator("#yj-panel .yj-badge.expired:visible").count() >= 1


@pytest.mark.parametrize("question", ["浙江的省级中心要什么条件", "帮我写首诗"])
def test_what_is_not_answered_has_no_grounds(founding_chat: Site, question: str) -> None:
    body = founding_chat.post("/api/ask", json={"question": question}).json()
    assert body["status"] in ("not_found", "out_of_scope") and body["citations"] == []


def test_filters_offer_the_regions_and_documents_of_the_index(page: Any, founding_chat: Site) -> None:
    start(page, founding_chat)
    page.locator("#yj-scope button.label-wrap").click()
    page.locator("#yj-documents input").click()
    offered = page.locator("#yj-documents [role=option]").all_inner_texts()
    titles = [document["title"] for document in founding_chat.get("/api/documents").json()]
    assert len(offered) == len(titles) and all(any(t in o for o in offered) for t in titles)
