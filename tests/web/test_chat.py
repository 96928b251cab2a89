"""The chat page in a real browser."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.web.feedback import Feedback
from tests.web.serving import Site

BOX = "#yj-box textarea"


def start(page: Any, site: Site) -> list[str]:
    """Open the chat; the list fills with the address of every request that leaves the page."""
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site.url)
    page.wait_for_selector(BOX)
    page.wait_for_selector(".yj-none li")
    return requests


def ask(page: Any, text: str, answers: int = 1) -> None:
    page.fill(BOX, text)
    page.press(BOX, "Enter")
    finished(page, answers)


def finished(page: Any, answers: int) -> None:
    page.wait_for_function("n => document.querySelectorAll('a.act.copy').length === n", arg=answers)


def elsewhere(requests: list[str], site: Site) -> list[str]:
    return [url for url in requests if not url.startswith((site.url, "data:", "blob:"))]


def no_horizontal_scroll(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_an_answer_streams_in_and_its_marks_open_cards(page: Any, invented_chat: Site) -> None:
    requests = start(page, invented_chat)
    assert page.evaluate("document.documentElement.lang") == "zh-CN" and page.title() == "有据"
    ask(page, "条件有哪些？")
    talk = page.locator("#yj-talk")
    assert talk.locator("strong").inner_text() == "不低于5%"
    assert talk.locator("table td").first.inner_text() == "甲市"
    assert talk.locator(".caution").count() == 1
    page.locator("#yj-panel .yj-card").nth(1).evaluate("card => card.open = false")
    talk.locator("a.cite", has_text="[2]").click()
    card = page.locator("#yj-panel .yj-card.on")
    assert card.count() == 1 and card.evaluate("card => card.open")
    assert "（二）在本市注册满一年。" in card.inner_text() and "已失效" in card.inner_text()
    assert card.locator("a").get_attribute("href") == "/documents/jia-2020-1#main/a3.2"
    assert elsewhere(requests, invented_chat) == []


def test_the_link_of_a_card_leads_to_the_clause(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    ask(page, "条件有哪些？")
    with page.context.expect_page() as opened:
        page.locator("#yj-panel .yj-card a", has_text="在原文中查看").first.click()
    document = opened.value
    document.wait_for_load_state()
    assert document.evaluate("document.querySelector(':target').innerText.includes('年度研发投入占比')")


def test_cards_belong_to_the_answer_clicked(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    ask(page, "条件有哪些？")
    ask(page, "那恶意呢？", answers=2)
    shown = page.locator("#yj-panel .yj-cards:visible")
    assert shown.count() == 1 and "乙省" in shown.inner_text()
    page.locator("#yj-talk a.cite").first.click()
    assert shown.count() == 1 and "乙省" not in shown.inner_text()
    ids = page.evaluate("[...document.querySelectorAll('.yj-cards, .yj-card')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_feedback_is_recorded_once_with_its_reason(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    ask(page, "条件有哪些？")
    before = len(Feedback(invented_chat.settings.data_dir).records())
    page.locator("a.act.up").click()
    page.wait_for_selector("#yj-toast.on:has-text('已记录')")
    page.locator("a.act.down").click()
    page.wait_for_selector("#yj-reason[open]")
    page.locator("#yj-reason .picks button").first.click()
    page.locator("#yj-reason button.main").click()
    page.wait_for_selector("#yj-reason", state="detached")
    page.wait_for_selector("#yj-toast.on:has-text('谢谢')")
    records = Feedback(invented_chat.settings.data_dir).records()
    assert len(records) == before + 1
    assert records[-1]["useful"] is False and records[-1]["reason"] == "引用的条文不对"
    assert records[-1]["clause_ids"] == ["jia-2020-1/main/a3.1", "jia-2020-1/main/a3.2"]


def test_the_answer_is_copied_with_its_grounds_over_plain_http(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    ask(page, "条件有哪些？")
    page.evaluate("document.addEventListener('copy', () => { window.copied = document.activeElement.value; })")
    page.evaluate("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.locator("a.act.copy").click()
    page.wait_for_selector("#yj-toast.on:has-text('已复制')")
    assert "《甲市种子基金管理办法》（甲科发〔2020〕1号）第三条第（一）项" in page.evaluate("window.copied")


def test_a_follow_up_carries_the_history_of_this_conversation_only(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    ask(page, "条件有哪些？")
    ask(page, "另一种呢？", answers=2)
    history = invented_chat.assistant.asked[-1].history  # type: ignore[attr-defined]
    assert [turn.role for turn in history] == ["user", "assistant"]
    assert history[0].content == "条件有哪些？" and history[1].content.startswith("申请人应当满足下列条件")


def test_filters_and_day_narrow_the_question(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    page.locator("#yj-scope button.label-wrap").click()
    page.locator("#yj-regions input").click()
    page.locator("[role=option]", has_text="甲市").click()
    page.keyboard.press("Escape")
    page.fill("#yj-day input, #yj-day textarea", "2024-05-01")
    ask(page, "条件有哪些？")
    asked = invented_chat.assistant.asked[-1]  # type: ignore[attr-defined]
    assert asked.regions == ("甲市",) and str(asked.as_of) == "2024-05-01"
    page.fill("#yj-day input, #yj-day textarea", "昨天")
    page.fill(BOX, "条件？")
    page.press(BOX, "Enter")
    page.wait_for_selector(".yj-notice:has-text('日期请写成')")


def test_empty_too_long_and_failing_questions_are_told_in_chinese(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    page.fill(BOX, "   ")
    page.press(BOX, "Enter")
    page.wait_for_selector(".yj-notice:has-text('请先输入问题')")
    page.fill(BOX, "问" * 2001)
    page.press(BOX, "Enter")
    page.wait_for_selector(".yj-notice:has-text('问题太长')")
    assert page.input_value(BOX) == "问" * 2001
    page.fill(BOX, "坏")
    page.press(BOX, "Enter")
    page.wait_for_selector(".yj-notice:has-text('回答时出错')")
    assert page.input_value(BOX) == "坏" and page.locator("#yj-talk .message-row").count() == 0
    ask(page, "条件有哪些？")
    assert page.locator(".yj-notice").count() == 0


def test_chips_ask_their_question_and_clear_starts_again(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    page.locator(".yj-chip", has_text="种子基金").click()
    finished(page, 1)
    assert "种子基金的研发投入占比要多少？" in page.locator("#yj-talk .user-row").inner_text()
    page.locator(".yj-chip", has_text="注册要满几年？").click()
    finished(page, 2)
    page.locator("#yj-clear").click()
    page.wait_for_function("document.querySelectorAll('#yj-talk .message-row').length === 0")
    page.wait_for_selector(".yj-chip:has-text('种子基金')")
    assert page.locator(".yj-cards").count() == 0
    ask(page, "条件有哪些？")
    assert invented_chat.assistant.asked[-1].history == ()  # type: ignore[attr-defined]


def test_clear_while_an_answer_is_on_its_way_leaves_nothing(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    page.fill(BOX, "慢")
    page.press(BOX, "Enter")
    page.wait_for_selector(".seeking")
    page.locator("#yj-clear").click()
    page.wait_for_timeout(1500)
    assert page.locator("#yj-talk .message-row").count() == 0


def test_related_clauses_are_shown_apart(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    ask(page, "无")
    assert "相关条文（未作为依据）" in page.locator("#yj-panel").inner_text()
    assert page.locator("#yj-talk a.cite").count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "<script>window.hit = 1</script>恶意",
        "<img src=x onerror='window.hit = 1'>恶意",
        "![x](http://evil.test/q.png) [y](javascript:window.hit=1) 恶意",
        "<svg onload=window.hit=1> ${window.hit=1} {{window.hit=1}} 恶意",
        "<form action=http://evil.test><button>恶意</button></form> www.evil.test a@evil.test http://evil.test",
        "$$\\href{javascript:window.hit=1}{恶意}$$ `恶意` ~~恶意~~ # 恶意",
    ],
)
def test_nothing_typed_or_quoted_becomes_active(page: Any, invented_chat: Site, text: str) -> None:
    requests = start(page, invented_chat)
    ask(page, text)
    page.locator("#yj-talk a.cite").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit === undefined")
    assert elsewhere(requests, invented_chat) == []
    assert page.locator("#yj-talk .user-row .prose").inner_text().strip() == text
    assert page.locator("#yj-talk :is(img, form, script, iframe, button.x, svg[onload])").count() == 0
    links = page.locator("#yj-talk .message-row a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert links and all(re.match(r"#(cite|cards|copy|up|down)-", link) for link in links)
    assert "${alert(2)}" in page.locator("#yj-panel").inner_text()


def test_a_phone_shows_everything_without_scrolling_sideways(browser: Any, invented_chat: Site) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 740}, is_mobile=True, has_touch=True)
    page = context.new_page()
    start(page, invented_chat)
    assert no_horizontal_scroll(page)
    ask(page, "条件有哪些？" + "长" * 300)
    assert no_horizontal_scroll(page)
    page.locator("#yj-talk a.cite").first.tap()
    page.wait_for_timeout(800)
    assert page.locator(".yj-card.on").evaluate("card => card.getBoundingClientRect().top < innerHeight")
    page.locator(".yj-back:visible").tap()
    page.wait_for_timeout(800)
    assert page.locator("a.act.copy").evaluate("link => link.getBoundingClientRect().top > 0")
    for path in ("/documents", "/documents/jia-2020-1", "/about"):
        page.goto(invented_chat.url + path)
        assert no_horizontal_scroll(page), path
    context.close()


def test_a_new_answer_is_shown_from_its_beginning(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    for n in range(1, 5):
        ask(page, f"第{n}次问条件有哪些？", answers=n)
    page.wait_for_timeout(500)
    place = "row => row.getBoundingClientRect().top - row.closest('.bubble-wrap').getBoundingClientRect().top"
    assert 0 <= page.locator("#yj-talk .user-row").last.evaluate(place) < 400
    assert page.locator("a.act.copy").last.is_visible()


def test_enter_that_ends_a_composition_does_not_send(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    before = len(invented_chat.assistant.asked)  # type: ignore[attr-defined]
    page.fill(BOX, "tiaojian")
    composing = (
        "box => box.dispatchEvent(new KeyboardEvent('keypress', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    page.locator(BOX).evaluate(composing)
    page.wait_for_timeout(400)
    assert len(invented_chat.assistant.asked) == before  # type: ignore[attr-defined]
    assert page.input_value(BOX) == "tiaojian"


def test_a_lost_server_is_told_in_chinese(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    page.context.set_offline(True)
    page.fill(BOX, "条件有哪些？")
    page.press(BOX, "Enter")
    page.wait_for_selector(".toast-wrap :text('连接')")
    assert not re.search(r"[A-Za-z]{3,}", page.locator(".toast-wrap").inner_text())


def test_no_english_is_left_on_the_page(page: Any, invented_chat: Site) -> None:
    start(page, invented_chat)
    ask(page, "条件有哪些？")
    page.locator("#yj-scope button.label-wrap").click()
    page.wait_for_timeout(300)
    text = page.evaluate(
        "[document.body.innerText, ...[...document.querySelectorAll('[title],[aria-label],[placeholder]')]"
        ".filter(e => e.checkVisibility()).flatMap(e => [e.title, e.ariaLabel, e.placeholder])].join('\\n')"
    )
    words = set(re.findall(r"[A-Za-z]{3,}", text)) - {"script", "alert"}
    assert words == set()
