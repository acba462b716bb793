"""Can a member say when they can work, see it, change it and take it back, in a real browser with the real bot?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import NEEDED
from tests.house import House, house
from tests.stories.window import look, private, say, write

pytestmark = NEEDED


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as built:
        built.town.ask("clock", {"at": "2026-11-25T10:00:00+01:00"})
        built.start()
        yield built
        assert built.stop() == 0


def test_a_member_goes_all_the_way_round(served: House, page: Page) -> None:
    look(page, served, "U0MIA", "C0APOLLO")
    answer = say(page, "/availability off 8 Feb to 12 Feb", "you are off Mon 8 Feb 2027 to Fri 12 Feb 2027")
    expect(answer).to_contain_text("now 0 h")
    answer.get_by_role("button", name="Undo this change").click()
    expect(private(page, "Taken back.")).to_be_visible()
    say(page, "/availability back to full time", "how many hours a week?")

    write(page, "/availability")
    form = page.locator(".modal")
    form.get_by_label("First day off").fill("2027-02-09")
    form.get_by_label("How many hours?").fill("4")
    form.get_by_role("button", name="Note it").click()
    expect(form.locator(".error").first).to_contain_text("Some hours")
    form.get_by_label("How much of each day?").select_option(label="Some hours")
    form.get_by_role("button", name="Note it").click()
    expect(form).to_have_count(0)
    say(page, "/availability every second Friday off from 5 Feb", "every second Friday")
    say(page, "/availability skills Juggling 4", "Juggling 4")

    listed = say(page, "/availability list", "What is noted about your time")
    for words in ("Tue 9 Feb 2027 for 4 h", "every second Friday", "Juggling 4"):
        expect(listed).to_contain_text(words)
    listed.get_by_role("button", name="Remove: Off Tue 9 Feb 2027").click()
    expect(private(page, "Removed: Tue 9 Feb 2027 for 4 h")).to_be_visible()

    say(page, "/availability off 11 Jan to 15 Jan", "you are off Mon 11 Jan 2027 to Fri 15 Jan 2027")

    look(page, served, "U0MIA", "home")
    main = page.locator("main")
    expect(main).to_contain_text("Your next 8 weeks")
    expect(main).to_contain_text("Mon 11 Jan 2027: 0 h free for projects")
    expect(main).to_contain_text("Off Mon 11 Jan 2027 to Fri 15 Jan 2027, you said so")
    expect(main).to_contain_text("What Clearway knows of you")
    main.get_by_role("button", name="Skills…").click()
    expect(page.locator(".modal").get_by_label("Juggling")).to_be_visible()


def test_home_shows_the_weeks_ahead_and_who_looked(served: House, page: Page) -> None:
    look(page, served, "U0PRIYA", "C0PMO")
    say(page, "/pmo people", "Mia Lindner")
    write(page, "/pmo people Mia Lindner")
    expect(page.locator(".modal")).to_contain_text("They see on their Home tab", timeout=15_000)

    look(page, served, "U0MIA", "home")
    main = page.locator("main")
    expect(main).to_contain_text("opened your role, hours and skills", timeout=15_000)
    picture = main.get_by_alt_text(re.compile("^Capacity of the next 8 weeks: 32 h a week"))
    expect(picture).to_be_visible(timeout=15_000)
    assert picture.evaluate("image => image.naturalWidth") > 0
