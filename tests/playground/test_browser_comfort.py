"""Is the playground pleasant by keyboard, in several windows, in the dark, and honest about its traffic?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.chromium import NEEDED, chromium
from tests.playground.fixtures_bot import Pair, pair
from tests.playground.fixtures_world import BO, GENERAL, MIA, PMO
from tests.playground.test_browser import card, listen, look, write

pytestmark = NEEDED


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def joined() -> Iterator[Pair]:
    with pair("socket") as made:
        listen(made.bot.app)
        yield made


@pytest.fixture
def town(joined: Pair) -> Iterator[Pair]:
    yield joined
    joined.control.post("reset")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def test_two_windows_are_two_people_at_once(context: BrowserContext, town: Pair) -> None:
    mia, bo = context.new_page(), context.new_page()
    look(mia, town, MIA)
    look(bo, town, BO)
    write(mia, "I am Mia")
    expect(bo.locator(".message", has_text="I am Mia")).to_be_visible()
    write(bo, "and I am Bo")
    expect(mia.locator(".message", has_text="and I am Bo")).to_be_visible()
    assert [one["user"] for one in town.control.messages()] == [MIA, BO]
    mia.reload()
    expect(mia.locator("#who strong")).to_have_text("Mia Lind")
    expect(bo.locator("#who strong")).to_have_text("Bo Hart")


def test_colours_are_chosen_remembered_and_the_same_in_every_window(context: BrowserContext, town: Pair) -> None:
    one, other = context.new_page(), context.new_page()
    look(one, town, MIA)
    look(other, town, BO)
    light = paper(one)
    one.get_by_role("radio", name="Dark").check()
    assert paper(one) != light
    other.wait_for_function(f"getComputedStyle(document.body).backgroundColor === '{paper(one)}'")
    one.reload()
    expect(one.get_by_role("radio", name="Dark")).to_be_checked()
    one.emulate_media(color_scheme="dark")
    one.get_by_role("radio", name="System").check()
    dark = paper(one)
    one.emulate_media(color_scheme="light")
    assert dark != light == paper(one)


def test_what_is_being_typed_stays_while_others_talk(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    area = page.locator("#text-main")
    area.fill("half a sentence")
    area.evaluate("one => one.setSelectionRange(2, 6)")
    for number in range(5):
        town.control.act(BO, "say", channel=GENERAL, text=f"news {number}")
    expect(page.locator(".message", has_text="news 4")).to_be_visible()
    expect(area).to_be_focused()
    assert area.evaluate("one => [one.value, one.selectionStart, one.selectionEnd]") == ["half a sentence", 2, 6]


def test_a_draft_belongs_to_the_person_who_wrote_it(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    page.locator("#text-main").press_sequentially("mine")
    look(page, town, BO)
    expect(page.locator("#text-main")).to_have_value("")
    look(page, town, MIA)
    expect(page.locator("#text-main")).to_have_value("mine")


def test_composer_by_keyboard(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    page.keyboard.press("c")
    area = page.locator("#text-main")
    expect(area).to_be_focused()
    area.press_sequentially("/")
    area.press("ArrowDown")
    area.press("Enter")
    expect(area).to_have_value("/raw ")
    area.fill("")
    area.press_sequentially("/")
    area.press("Escape")
    expect(page.locator("#hints-main")).to_be_hidden()
    area.fill("one")
    area.press("Shift+Enter")
    area.press_sequentially("two")
    area.press("Enter")
    expect(page.locator(".message", has_text="one").locator("br")).to_have_count(1)


def test_files_are_dropped_or_chosen_and_go_with_enter(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    dropped = page.evaluate_handle(
        """() => {
            const data = new DataTransfer();
            for (const name of ["people.csv", "projects.csv"]) data.items.add(new File(["code\\nA"], name));
            return data;
        }"""
    )
    page.dispatch_event("#main", "dragover", {"dataTransfer": dropped})
    expect(page.locator("#main [data-composer]")).to_have_class(re.compile("is-dropping"))
    page.dispatch_event("#main", "drop", {"dataTransfer": dropped})
    expect(page.get_by_role("status").filter(has_text="With people.csv, projects.csv")).to_be_visible()
    expect(page.locator("#text-main")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main .message").last.locator(".file")).to_have_count(2)
    expect(page.get_by_label("Add pictures or files").first).to_have_attribute("multiple", "")


def test_keys_are_listed_and_lead(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("s")
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").press_sequentially("?")
    expect(page.locator("#q")).to_have_value("?")


def test_messages_and_menus_by_arrows(page: Page, town: Pair) -> None:
    for text in ("first", "second"):
        town.control.act(MIA, "say", channel=GENERAL, text=text)
    look(page, town, BO)
    page.locator("#scroller-main").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    first = page.locator(".message", has_text="first")
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="React with thumbsup")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="Report")).to_be_focused()
    page.keyboard.press("Escape")
    expect(first.locator(".dots")).to_be_focused()
    first.focus()
    page.keyboard.press("t")
    expect(page.locator("#thread")).to_be_visible()
    page.locator("#text-thread").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_have_count(0)


def test_a_form_keeps_the_focus_and_gives_it_back(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    write(page, "/do")
    expect(page.get_by_label("What is it?")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#modals').contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('#modals').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.locator("#text-main")).to_be_focused()


def test_traffic_is_live_filtered_and_delivered_again(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    page.locator("#go-traffic").click()
    expect(page.locator("#traffic")).to_be_visible()
    page.wait_for_function("document.querySelector('[id^=live-]')._htmx?.sse !== undefined")
    write(page, "/do a thing")
    row = page.locator(".call[data-way=to]", has_text="/do").first
    expect(row.locator(".call-state")).to_contain_text("ms")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.get_by_label("Envelope")).to_contain_text("slash_commands")
    expect(row.get_by_label("Payload")).to_contain_text('"text": "a thing"')
    expect(row.get_by_label("Payload")).to_contain_text('"token": "•••"')
    expect(row.get_by_label("Answer")).to_contain_text("Noted: a thing")
    row.get_by_role("button", name="Deliver again").click()
    expect(page.locator(".call[data-way=to]", has_text="/do")).to_have_count(2)
    town.town.web.chat_postMessage(channel=PMO, text="x")
    expect(page.locator(".call", has_text="chat.postMessage")).to_have_count(1)
    page.locator("#sieve").fill("postMessage")
    expect(page.locator(".call:visible")).to_have_count(1)
    town.town.web.chat_postMessage(channel=PMO, text="y")
    expect(page.locator(".call:visible")).to_have_count(2)
    page.locator("#sieve").fill("")
    page.locator("#sieve-way").select_option("to")
    expect(page.locator(".call[data-way=from]:visible")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#traffic")).to_have_count(0)


def test_a_result_of_the_search_leads_to_the_message(page: Page, town: Pair) -> None:
    town.control.act(MIA, "say", channel=GENERAL, text="The needle is here")
    for number in range(70):
        town.control.act(BO, "say", channel=GENERAL, text=f"hay {number}")
    look(page, town, BO, at=PMO)
    page.keyboard.press("s")
    page.locator("#q").fill("NEEDLE from:mia")
    page.locator("#q").press("Enter")
    expect(page.locator("#hits")).to_have_text("1 message")
    expect(page.locator(".hit mark")).to_have_text("needle")
    page.locator(".hit").click()
    found = page.locator(".message", has_text="The needle is here")
    expect(found).to_be_focused()
    expect(found).to_be_in_viewport()


def test_earlier_messages_are_added_on_demand(page: Page, town: Pair) -> None:
    for number in range(130):
        town.control.act(BO, "say", channel=GENERAL, text=f"hay {number}.")
    look(page, town, MIA)
    expect(page.locator(".message")).to_have_count(60)
    page.locator(".earlier a").click()
    expect(page.locator(".message")).to_have_count(120)
    page.locator(".earlier a").click()
    expect(page.locator(".message")).to_have_count(130)
    expect(page.locator(".earlier a")).to_have_count(0)
    order = page.locator(".message").evaluate_all("all => all.map(one => one.dataset.ts)")
    assert sorted(order[:60]) == order[:60]
    assert len(set(order)) == 130


def test_back_to_the_sample_after_a_question(page: Page, context: BrowserContext, town: Pair) -> None:
    other = context.new_page()
    town.town.web.chat_postMessage(channel=GENERAL, text="Card", blocks=card("Card", "open"))
    look(other, town, BO)
    look(page, town, MIA)
    page.locator("#skip-week").click()
    expect(page.locator("#clock-now")).to_have_attribute("data-moved", "")
    page.locator("#open-reset").click()
    expect(page.locator("#reset")).to_contain_text("keeps in its own store stays as it is")
    page.get_by_role("button", name="Keep everything").click()
    expect(page.locator(".message", has_text="Card")).to_be_visible()
    page.locator("#open-reset").click()
    page.get_by_role("button", name="Back to the sample", exact=True).click()
    for one in (page, other):
        expect(one.locator(".message", has_text="Card")).to_have_count(0)
        expect(one.locator("#clock-now[data-moved]")).to_have_count(0)
    town.control.act(MIA, "say", channel=GENERAL, text="begun again")
    for one in (page, other):
        expect(one.locator(".message", has_text="begun again")).to_be_visible()


def test_the_tour_is_offered_once_and_can_be_left(page: Page, town: Pair) -> None:
    look(page, town, MIA)
    page.locator("#offer [data-tour=never]").click()
    expect(page.locator("#offer")).to_be_hidden()
    page.reload()
    expect(page.locator("#offer")).to_be_hidden()
    page.locator("#open-tour").click()
    page.locator("[data-tour=next]").click()
    page.get_by_role("button", name="Write it for me").click()
    expect(page.locator("#text-main")).to_have_value("/do")
    page.keyboard.press("Escape")
    expect(page.locator("#tour")).to_be_hidden()
