"""Can the first workspace admin set Clearway up with their own hands, in a real browser, with the real bot?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import NEEDED
from tests.house import House
from tests.stories.window import look, say

pytestmark = NEEDED


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    """As on the first day: nothing is imported, and the policy names no channel."""
    built = House(tmp_path)
    (tmp_path / "clearway.yaml").write_text("pmo:\n  channel: null\n")
    try:
        built.start()
        yield built
        assert built.stop() == 0
    finally:
        built.close()


def test_a_new_admin_goes_through_the_three_steps(served: House, page: Page) -> None:
    look(page, served, "U0PRIYA", "home")
    main, form = page.locator("main"), page.locator(".modal")
    expect(main).to_contain_text("Set up Clearway", timeout=15_000)
    expect(main).to_contain_text("3 steps are left")

    main.get_by_role("button", name="Choose… The PMO's channel").click()
    form.get_by_label("The PMO's private channel").select_option("C0PMO")
    form.get_by_role("button", name="Save").click()
    expect(main).to_contain_text("2 steps are left", timeout=15_000)

    main.get_by_role("button", name="Choose… The working calendar").click()
    form.get_by_label("Hours from Monday to Sunday").fill("8 8 8 8 6 0 0")
    form.get_by_label("Public holidays of").fill("Bavaria")
    form.get_by_role("button", name="Save").click()
    expect(form.locator(".error").first).to_contain_text("such as DE", timeout=15_000)
    form.get_by_label("Public holidays of").fill("DE-BY")
    form.get_by_role("button", name="Save").click()
    expect(main).to_contain_text("Mon to Thu 8 h, Fri 6 h; public holidays of DE-BY", timeout=15_000)

    main.get_by_role("button", name="Choose… The project management office").click()
    form.locator("summary", has_text="Who is the project management office?").click()
    for name in ("Priya Raman", "Ben Okafor"):
        form.get_by_role("checkbox", name=name).check()
    form.get_by_role("button", name="Save").click()
    expect(main).not_to_contain_text("Set up Clearway", timeout=15_000)

    look(page, served, "U0PRIYA", "C0APOLLO")
    expect(say(page, "/pmo settings", "The project management office")).to_contain_text("Ben Okafor")
