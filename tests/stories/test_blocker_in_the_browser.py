"""Can a member and an owner do it all with their own hands, in a real browser, with the real bot?

With CLEARWAY_SCREENS set to a folder the screens of the way are kept there as pictures.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import NEEDED
from tests.house import House, house
from tests.stories.window import DESK, PHONE, look, write

pytestmark = [*NEEDED, pytest.mark.parametrize("page", [DESK, PHONE], ids=["desk", "phone"], indirect=True)]
SCREENS = os.environ.get("CLEARWAY_SCREENS")


@pytest.fixture(params=["socket", "http"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    with house(tmp_path, http=request.param == "http") as built:
        built.town.ask("clock", {"at": "2026-11-25T10:00:00+01:00"})
        built.start()
        yield built
        assert built.stop() == 0


def test_a_member_reports_and_the_owner_clears(served: House, page: Page) -> None:
    look(page, served, "U0MIA", "C0APOLLO")
    write(page, "/blocked waiting on the security review for APOLLO since Monday, need it by Friday")
    receipt = page.locator(".message.is-private", has_text="B-1 is filed")
    expect(receipt).to_contain_text("Mon 23 Nov")
    card = page.locator(".message:not(.is-private)", has_text="B-1 · Waiting on the security review")
    for words in ("APOLLO", "since Mon 23 Nov", "Fri 27 Nov", "Tomás Ortega"):
        expect(card).to_contain_text(words)
    _picture(page, "filed")

    look(page, served, "U0TOMAS", "C0APOLLO")
    card.get_by_role("button", name="Acknowledge B-1").click()
    expect(card).to_contain_text("Acknowledged")
    card.get_by_role("button", name="Comment on B-1").click()
    field = page.get_by_label("Your comment")
    field.fill("Nora looks at it at four.")
    _picture(page, "comment")
    page.locator(".modal").get_by_role("button", name="Comment", exact=True).click()
    expect(card).to_contain_text("Nora looks at it at four.")
    card.get_by_role("button", name="Clear B-1").click()
    page.get_by_label("What cleared it?").fill("The review is done")
    page.get_by_role("button", name="Clear it").click()
    expect(page.locator(".message:not(.is-private)", has_text="Cleared by Tomás Ortega")).to_have_count(1)

    look(page, served, "U0MIA", "C0APOLLO")
    cleared = page.locator(".message:not(.is-private)", has_text="Cleared by Tomás Ortega")
    expect(cleared).to_contain_text("The review is done")
    _picture(page, "cleared")


def test_the_form_says_what_is_wrong_and_home_shows_what_is_mine(served: House, page: Page) -> None:
    look(page, served, "U0MIA", "C0APOLLO")
    write(page, "/blocked")
    form = page.locator(".modal")
    expect(form.get_by_label("Project")).to_be_visible()
    form.get_by_role("button", name="Report it").click()
    expect(form.locator(".error").first).to_be_visible()
    form.get_by_label("What stands in the way?").fill("The large-print letters need a second look")
    form.get_by_label("Project").select_option(label="APOLLO · Patient portal")
    _picture(page, "form")
    form.get_by_role("button", name="Report it").click()
    expect(page.locator(".modal")).to_have_count(0)
    expect(page.locator(".message", has_text="large-print letters need a second look").first).to_be_visible()

    look(page, served, "U0MIA", "home")
    expect(page.locator("main")).to_contain_text("large-print letters")
    _picture(page, "home")


def _picture(page: Page, name: str) -> None:
    if SCREENS:
        page.wait_for_timeout(400)
        width = (page.viewport_size or {"width": 0})["width"]
        page.screenshot(path=str(Path(SCREENS) / f"{name}-{width}.png"))
