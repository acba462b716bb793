"""Can a member say everything about their own time with their own hands, and see what is known and who looked?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chromium import NEEDED, chromium
from tests.house import House, house

pytestmark = [*NEEDED, pytest.mark.timeout(180)]
SOON = 15_000  # milliseconds


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as built:
        built.start()
        yield built


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 860})
        context.add_init_script("localStorage.setItem('tour', 'seen')")
        yield context.new_page()
        context.close()


def at(page: Page, served: House, who: str, where: str) -> None:
    page.goto(f"{served.town.url}/?as={who}&at={where}")
    page.wait_for_function("document.querySelector('[id^=live-]')._htmx?.sse !== undefined")


def write(page: Page, words: str) -> Locator:
    """Write it, and the private answer to it."""
    private = page.locator(".message.is-private")
    before = private.count()
    page.locator("#text-main").fill(words)
    page.locator("#text-main").press("Enter")
    expect(private).to_have_count(before + 1, timeout=SOON)
    return private.last


def test_a_members_round(served: House, page: Page) -> None:
    at(page, served, "U0MIA", "C0APOLLO")
    off = write(page, "/availability off 24 Dec to 2 Jan")
    expect(off).to_contain_text("you are off")
    expect(off).to_contain_text("Hours for projects")
    off.get_by_role("button", name="Undo").click()
    expect(page.locator(".message.is-private").last).to_contain_text("Taken back", timeout=SOON)

    asked = write(page, "/availability off sometime")
    expect(asked).to_contain_text("?")
    share = write(page, "/availability 50% from 1 Feb")
    expect(share).to_contain_text("50 %")
    noted = write(page, "/availability skills Kubernetes 3, Watercolour 2")
    expect(noted).to_contain_text("Noted")

    page.locator("#text-main").fill("/availability")
    page.locator("#text-main").press("Enter")
    form = page.locator(".modal")
    form.get_by_label("First day off").fill("2026-12-28", timeout=SOON)
    form.get_by_label("Last day off").fill("2026-12-27")
    form.get_by_role("button", name="Note it").click()
    expect(form.locator(".error").first).to_contain_text("before the first day", timeout=SOON)
    form.get_by_label("Last day off").fill("2026-12-30")
    form.get_by_role("button", name="Note it").click()
    expect(form).to_have_count(0, timeout=SOON)

    listed = write(page, "/availability list")
    expect(listed).to_contain_text("Mon 28 Dec to Wed 30 Dec")
    expect(listed).to_contain_text("Watercolour 2")

    at(page, served, "U0PRIYA", "C0PMO")
    expect(write(page, "/pmo people")).to_contain_text("Mia Lindner")
    page.locator("#text-main").fill("/pmo people Mia Lindner")
    page.locator("#text-main").press("Enter")
    expect(form).to_contain_text("They see on their Home tab", timeout=SOON)

    at(page, served, "U0MIA", "home")
    main = page.locator("main")
    expect(main).to_contain_text("Your next 8 weeks", timeout=SOON)
    expect(main.get_by_alt_text(re.compile("^Capacity of the next 8 weeks"))).to_be_visible(timeout=SOON)
    expect(main).to_contain_text("What Clearway knows of you")
    expect(main).to_contain_text("Who looked at me")
    expect(main).to_contain_text("opened your role, hours and skills")
