"""Can a member say when they can work, see it, change it and take it back, in a real browser with the real bot?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chromium import NEEDED, chromium
from tests.house import House, house

pytestmark = NEEDED


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as built:
        built.town.ask("clock", {"at": "2026-11-25T10:00:00+01:00"})
        built.start()
        yield built
        assert built.stop() == 0


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        context.add_init_script("localStorage.setItem('tour', 'seen')")
        yield context.new_page()
        context.close()


def test_a_member_goes_all_the_way_round(served: House, page: Page) -> None:
    _look(page, served, "C0APOLLO")
    answer = _say(page, "/availability off 8 Feb to 12 Feb", "you are off Mon 8 Feb 2027 to Fri 12 Feb 2027")
    expect(answer).to_contain_text("now 0 h")
    answer.get_by_role("button", name="Undo this change").click()
    expect(_private(page, "Taken back.")).to_be_visible()
    _say(page, "/availability back to full time", "how many hours a week?")

    _write(page, "/availability")
    form = page.locator(".modal")
    form.get_by_label("First day off").fill("2027-02-09")
    form.get_by_label("How many hours?").fill("4")
    form.get_by_role("button", name="Note it").click()
    expect(form.locator(".error").first).to_contain_text("Some hours")
    form.get_by_label("How much of each day?").select_option(label="Some hours")
    form.get_by_role("button", name="Note it").click()
    expect(form).to_have_count(0)
    _say(page, "/availability every second Friday off from 5 Feb", "every second Friday")
    _say(page, "/availability skills Juggling 4", "Juggling 4")

    listed = _say(page, "/availability list", "What is noted about your time")
    for words in ("Tue 9 Feb 2027 for 4 h", "every second Friday", "Juggling 4"):
        expect(listed).to_contain_text(words)
    listed.get_by_role("button", name="Remove: Off Tue 9 Feb 2027").click()
    expect(_private(page, "Removed: Tue 9 Feb 2027 for 4 h")).to_be_visible()

    _say(page, "/availability off 11 Jan to 15 Jan", "you are off Mon 11 Jan 2027 to Fri 15 Jan 2027")

    _look(page, served, "home")
    main = page.locator("main")
    expect(main).to_contain_text("Your next 8 weeks")
    expect(main).to_contain_text("Mon 11 Jan 2027: 0 h free for projects")
    expect(main).to_contain_text("Off Mon 11 Jan 2027 to Fri 15 Jan 2027, you said so")
    expect(main).to_contain_text("What Clearway knows of you")
    main.get_by_role("button", name="Skills…").click()
    expect(page.locator(".modal").get_by_label("Juggling")).to_be_visible()


def test_home_shows_the_weeks_ahead_and_who_looked(served: House, page: Page) -> None:
    _look(page, served, "C0PMO", who="U0PRIYA")
    _say(page, "/pmo people", "Mia Lindner")
    _write(page, "/pmo people Mia Lindner")
    expect(page.locator(".modal")).to_contain_text("They see on their Home tab", timeout=15_000)

    _look(page, served, "home")
    main = page.locator("main")
    expect(main).to_contain_text("opened your role, hours and skills", timeout=15_000)
    picture = main.get_by_alt_text(re.compile("^Capacity of the next 8 weeks: 32 h a week"))
    expect(picture).to_be_visible(timeout=15_000)
    assert picture.evaluate("image => image.naturalWidth") > 0


def _look(page: Page, served: House, at: str, who: str = "U0MIA") -> None:
    page.goto(f"{served.town.url}/?as={who}&at={at}")
    page.wait_for_function("document.querySelector('[id^=live-]')._htmx?.sse !== undefined")


def _write(page: Page, text: str) -> None:
    page.locator("#text-main").fill(text)
    page.locator("#text-main").press("Enter")


def _private(page: Page, words: str) -> Locator:
    return page.locator(".message.is-private", has_text=words).last


def _say(page: Page, text: str, words: str) -> Locator:
    """Write a command; the answer to it, once it is there."""
    _write(page, text)
    answer = _private(page, words)
    expect(answer).to_be_visible(timeout=15_000)
    return answer
