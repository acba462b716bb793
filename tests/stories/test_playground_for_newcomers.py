"""Can everybody use each screen of the playground: wide and narrow, light and dark, without a serious finding of axe-core?

With CLEARWAY_SCREENS set to a folder the screens of docs/screens are kept there as pictures.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import findings
from tests.chromium import NEEDED, chromium
from tests.house import SAMPLE, House, house
from tests.stories.window import look, write

pytestmark = NEEDED
SCREENS = os.environ.get("CLEARWAY_SCREENS")
SENTENCE = "/blocked waiting on the security review for APOLLO since Monday, need it by Friday"
STEPS = 6
SHOWN = {
    "channel",
    "commands",
    "direct",
    "home-tab",
    "modal",
    "traffic",
    "search",
    "people",
    "tour-2",
}  # in docs/screens


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The sample organisation with one blocker, reported by Mia."""
    with house(tmp_path_factory.mktemp("house"), organisation=SAMPLE) as built:
        built.town.ask("clock", {"at": "2026-11-25T10:00:00+01:00"})
        built.town.ask("pace", {"patience": 30})  # what is tried here is the page, not how fast the machine is
        built.start()
        built.town.ask("act", {"as": "U0MIA", "do": "command", "channel": "C0APOLLO", "line": SENTENCE})
        built.card("C0APOLLO", "Waiting on the security review")
        yield built
        assert built.stop() == 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[(1280, 860), (390, 844)], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, theme: str) -> Iterator[Page]:
    """A window of somebody who never was here, on a system with these colours."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert said == []


def test_channel_and_direct_message_and_home(served: House, page: Page, theme: str) -> None:
    look(page, served, "U0MIA", "C0APOLLO")
    expect(page.locator("#offer")).to_be_visible()
    page.locator("#offer [data-tour=never]").click()
    expect(page.locator(".message", has_text="Waiting on the security review").last).to_be_visible()
    fine(page, "channel", theme)
    page.locator("#text-main").press_sequentially("/")
    expect(page.locator("#hints-main")).to_be_visible()
    fine(page, "commands", theme)
    look(page, served, "U0TOMAS", "messages")
    expect(page.locator(".message", has_text="asks you to clear")).to_be_visible()
    fine(page, "direct", theme)
    look(page, served, "U0MIA", "home")
    expect(page.locator("main")).to_contain_text("Blockers you raised")
    fine(page, "home-tab", theme)


def test_a_form(served: House, page: Page, theme: str) -> None:
    told(page)
    look(page, served, "U0MIA", "C0APOLLO")
    write(page, "/blocked")
    form = page.locator(".modal")
    expect(form.get_by_label("Project")).to_be_visible()
    fine(page, "modal", theme)
    form.get_by_role("button", name="Report it").click()
    expect(form.locator(".error").first).to_be_visible()
    fine(page, "modal-errors", theme)
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)


def test_traffic_and_search(served: House, page: Page, theme: str) -> None:
    told(page)
    look(page, served, "U0MIA", "C0APOLLO")
    write(page, "/blocked list")
    expect(page.locator(".message.is-private").last).to_be_visible()
    page.goto(f"{page.url}&traffic=1")
    page.locator(".call", has_text="/blocked").first.locator("summary").click()
    expect(page.locator(".call-full pre").first).to_be_visible()
    fine(page, "traffic", theme)
    page.goto(f"{served.town.url}/?as=U0MIA&at=search&q=security+review")
    expect(page.locator(".hit").first).to_be_visible()
    fine(page, "search", theme)


def test_who_one_can_be_and_the_tour(served: House, page: Page, theme: str) -> None:
    look(page, served, "U0MIA", "C0APOLLO")
    page.locator("#offer [data-tour='0']").click()
    for step in range(1, STEPS + 1):
        expect(page.locator(".tour-count")).to_have_text(f"{step} of {STEPS}")
        if step in {1, 2, STEPS}:
            fine(page, f"tour-{step}", theme)
        page.locator("[data-tour=next]").click()
    expect(page.locator("#tour")).to_be_hidden()
    open_side(page)
    fine(page, "side", theme)
    page.locator("#who").click()
    fine(page, "people", theme)
    find = page.locator(".person-find")
    shown = page.locator("#persons .persona:visible")
    find.press_sequentially("tomas")  # without its accent
    expect(shown).to_have_count(1)
    expect(page.locator("#persons h3:visible")).to_have_text(["Begin here"])
    find.fill("nobody like that")
    expect(shown).to_have_count(0)
    fine(page, "people-none", theme)
    find.fill("nova designer")
    expect(shown).to_contain_text(["Freya Hansen"])
    page.keyboard.press("Escape")
    page.locator("#open-keys").click()
    fine(page, "keys", theme)
    page.keyboard.press("Escape")
    page.locator("#open-reset").click()
    fine(page, "reset", theme)


def told(page: Page) -> None:
    """They have seen the offer of the tour."""
    page.add_init_script("localStorage.setItem('tour', 'seen')")


def open_side(page: Page) -> None:
    menu = page.locator(".menu-button")
    if menu.is_visible():
        menu.click()


def fine(page: Page, name: str, theme: str) -> None:
    """No serious finding, nothing wider than the window; a picture of it where those are wanted."""
    page.wait_for_timeout(250)  # colours that still fade in would be measured half-way
    if SCREENS and name in SHOWN:
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=str(Path(SCREENS) / f"{name}-{width}-{theme}.png"))
    assert findings(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
