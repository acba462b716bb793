"""What do four people see of one week: a member, an owner who never answers, the PMO, and an executive on Monday?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import create_engine, text

from tests.chromium import NEEDED
from tests.house import POLICY, House, house, until
from tests.stories.window import DESK, PATIENCE, look, say

pytestmark = [*NEEDED, pytest.mark.timeout(240)]
SERIES = """
checkins:
  series:
    - {name: morning, people: [mia@fernwood-health.example], time: "09:30", until: "17:00"}
"""
SENTENCE = "/blocked waiting on the security review for APOLLO, need it by 4 Dec"
SAID = " OR ".join(f"series LIKE '{one}%'" for one in ("checkin", "ladder", "stale", "digest"))
DUE = "SELECT count(*) FROM timers WHERE state = 'waiting' AND due_at <= :now"
NAMES = ("Nora", "Mia", "Tomás")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as built:
        (tmp_path / "clearway.yaml").write_text(POLICY + SERIES)
        built.town.ask("clock", {"at": "2026-11-27T10:30:00+01:00"})
        built.start()
        yield built
        assert built.stop() == 0


def to(served: House, berlin: str) -> None:
    """Let it be that time in Berlin, and wait until all that is to be said by then was decided."""
    served.town.ask("clock", {"at": f"{berlin}:00+01:00"})
    until(lambda: not due(served, berlin, f" AND ({SAID})"), f"what is to be said by {berlin}")


def due(served: House, berlin: str, which: str = "") -> int:
    """How many timers still wait for what is due by then."""
    now = datetime.fromisoformat(f"{berlin}:00+01:00").astimezone(UTC)
    engine = create_engine(served.database_url)
    with engine.connect() as connection:
        found = int(connection.execute(text(DUE + which), {"now": f"{now:%Y-%m-%d %H:%M:%S}"}).scalar_one())
    engine.dispose()
    return found


def messages(page: Page, served: House, who: str) -> Locator:
    look(page, served, who, "messages")
    return page.locator("main .message")


def shown(found: Locator, *words: str) -> Locator:
    """The one message that begins with the first of these words and has the others, once it is there."""
    one = found.filter(has_text=words[0])
    expect(one).to_have_count(1, timeout=PATIENCE)
    for more in words:
        expect(one).to_contain_text(more, timeout=PATIENCE)
    return one


def about_the_work(message: Locator) -> None:
    """Who is told upward reads of what stands still, and of nobody."""
    for name in NAMES:
        expect(message).not_to_contain_text(name)


def test_a_week_of_four_people(served: House, page: Page) -> None:
    friday_a_blocker_gets_an_owner(served, page)
    monday_the_member_is_asked(served, page)
    monday_the_member_sees_what_comes(served, page)
    tuesday_the_member_reads_what_the_answer_led_to(served, page)
    tuesday_it_goes_to_the_project_manager(served, page)
    wednesday_it_goes_to_the_pmo(served, page)
    thursday_it_goes_to_the_sponsor(served, page)
    friday_the_owner_can_answer_with_one_tap(served, page)
    friday_the_ledger_is_right(served, page)
    next_monday_the_executive_reads_the_week(served, page)
    monday_the_pmo_takes_it_in_hand(page)


def friday_a_blocker_gets_an_owner(served: House, page: Page) -> None:
    look(page, served, "U0MIA", "C0APOLLO")
    say(page, SENTENCE, "B-1 is filed")
    look(page, served, "U0TOMAS", "C0APOLLO")
    card = page.locator(".message:not(.is-private)", has_text="B-1 · Waiting on the security review")
    card.get_by_role("button", name="Hand over B-1").click()
    form = page.locator(".modal")
    form.get_by_label("Who is to clear it?").select_option(label="@Nora Quist")
    form.get_by_role("button", name="Hand over").click()
    expect(card).to_contain_text("Nora Quist is asked to clear it", timeout=PATIENCE)
    asked = shown(messages(page, served, "U0NORA"), "B-1 is with you now, handed over by @Tomás Ortega.", "Fri 4 Dec")
    expect(asked.get_by_role("button", name="Acknowledge B-1")).to_be_visible()


def monday_the_member_is_asked(served: House, page: Page) -> None:
    to(served, "2026-11-30T09:35")
    asks = shown(messages(page, served, "U0MIA"), "Is something in your way?", "You are asked because B-1")
    expect(asks).to_contain_text("holds you up and is needed by Fri 4 Dec, in 4 days")
    asks.get_by_role("button", name="All clear").click()
    noted = shown(page.locator("main .message"), "Noted: all clear.")
    noted.get_by_role("button", name="Change this answer").click()
    asks = shown(page.locator("main .message"), "Is something in your way?", "So far: all clear.")
    asks.get_by_role("button", name="Something is in my way").click()

    form = page.locator(".modal")
    project = form.get_by_label("Project")
    expect(project.locator("option:checked")).to_have_text("APOLLO · Patient portal", timeout=PATIENCE)
    form.get_by_label("What stands in the way?").fill("No test data for the letters")
    form.get_by_label("Hours of work a week that stand still").fill("10")
    form.get_by_role("button", name="Report it").click()
    expect(form).to_have_count(0, timeout=PATIENCE)
    shown(page.locator("main .message"), "Noted: B-2", "is in your way.")

    look(page, served, "U0MIA", "C0APOLLO")
    shown(page.locator(".message:not(.is-private)"), "B-2 · No test data for the letters", "10 h a week")
    card = page.locator(".message:not(.is-private)", has_text="B-1 · Waiting on the security review")
    card.get_by_role("button", name="More actions").click()
    card.get_by_role("menuitem", name="What it blocks").click()
    form.locator("summary", has_text="Which blockers wait for it?").click()
    form.get_by_role("checkbox", name="B-2").check()
    form.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("Holds up", timeout=PATIENCE)


def monday_the_member_sees_what_comes(served: House, page: Page) -> None:
    to(served, "2026-11-30T15:10")
    contract = shown(
        messages(page, served, "U0MIA"),
        "B-1 goes further up, unless you hold it.",
        "the lead, @Tomás Ortega",
        "the PMO",
        "the sponsor, @Helen Marsh",
        "What they will read",
        "“B-1 needs somebody who moves it on.",
    )
    contract.get_by_role("button", name="It is fine for B-1").click()
    shown(page.locator("main .message"), "B-1 goes its way as it is shown here.", "You can still hold it")


def tuesday_the_member_reads_what_the_answer_led_to(served: House, page: Page) -> None:
    to(served, "2026-12-01T09:35")
    asks = shown(messages(page, served, "U0MIA"), "Is something in your way?", "Your last answer led to B-2")
    expect(asks).to_contain_text("which Tomás Ortega is asked to clear.")
    asks.get_by_role("button", name="Ask me less often").click()
    answer = shown(page.locator("main .message"), "From now on you are asked twice a week at most.")
    answer.get_by_label("How often").select_option(label="Once a week at most")
    shown(page.locator("main .message"), "From now on you are asked once a week at most.")


def tuesday_it_goes_to_the_project_manager(served: House, page: Page) -> None:
    to(served, "2026-12-01T11:15")
    told = shown(
        messages(page, served, "U0TOMAS"),
        "B-1 needs somebody who moves it on.",
        "Medium (1 blocker waits behind it, needed in 3 days)",
    )
    about_the_work(told)
    asked = shown(page.locator("main .message"), "@Mia Lindner asks you to clear B-2.")
    asked.get_by_role("button", name="Acknowledge B-2").click()
    expect(asked.get_by_role("button", name="Start on B-2")).to_be_visible(timeout=PATIENCE)


def wednesday_it_goes_to_the_pmo(served: House, page: Page) -> None:
    to(served, "2026-12-02T12:05")
    look(page, served, "U0PRIYA", "C0PMO")
    told = shown(
        page.locator("main .message"),
        "B-1 needs somebody who moves it on.",
        "High (needed in 2 days, 1 blocker waits behind it)",
    )
    about_the_work(told)
    listed = say(page, "/pmo blockers", "The root blocker: clearing it frees the most")
    for words in ("B-1 → B-2 No test data for the letters.", "Each working day of waiting costs 2 h of work"):
        expect(listed).to_contain_text(words)
    until(lambda: not due(served, "2026-12-02T12:05"), "the chores of the days between")
    timers = say(page, "/pmo timers", "What is due")
    for words in ("Nothing is late.", "Check-ins", "Ladders of blockers", "Weekly digests"):
        expect(timers).to_contain_text(words)
    expect(say(page, "/pmo checkins", "1 check-in.")).to_contain_text("morning")


def thursday_it_goes_to_the_sponsor(served: House, page: Page) -> None:
    look(page, served, "U0HELEN", "C0GENERAL")
    say(page, "/pmo digest on", "The weekly digest comes to you on Mondays at 08:00 by your clock")
    to(served, "2026-12-03T12:10")
    about_the_work(shown(messages(page, served, "U0HELEN"), "B-1 needs somebody who moves it on."))


def friday_the_owner_can_answer_with_one_tap(served: House, page: Page) -> None:
    to(served, "2026-12-04T16:00")
    asks = shown(messages(page, served, "U0NORA"), "How does B-1 stand?", "no news of it for 3 working days")
    for answer in ("Give B-1 a new date", "B-1 is in progress", "Hand over B-1", "B-1 is cleared"):
        expect(asks.get_by_role("button", name=answer)).to_be_visible()


def friday_the_ledger_is_right(served: House, page: Page) -> None:
    """What Mia got unasked: two check-ins, the contract, and that somebody took her second blocker."""
    look(page, served, "U0MIA", "home")
    main = page.locator("main")
    spent = "4 of at most 5 (check-ins (2), who hears of your blockers next and news of blockers)"
    expect(main).to_contain_text(f"Messages this week that you did not ask for: {spent}.", timeout=PATIENCE)
    expect(main).to_contain_text("The next one may come Dec 8 at 9:30 AM.")
    expect(main.get_by_role("combobox").filter(has_text="Once a week at most").locator("option:checked")).to_have_text(
        "Once a week at most"
    )


def next_monday_the_executive_reads_the_week(served: House, page: Page) -> None:
    to(served, "2026-12-07T09:05")
    digest = shown(
        messages(page, served, "U0HELEN"),
        "Blockers from Mon 30 Nov to Sun 6 Dec",
        "2 open now · 1 reported · none cleared · 1 climbed the ladder · none waiting for a decision",
        "The root blocker: clearing it frees the most",
        "B-1 → B-2 No test data for the letters.",
        "Each working day of waiting costs 2 h of work",
        "went to the sponsor",
    )
    about_the_work(digest)
    box = digest.bounding_box()
    assert box is not None
    assert box["height"] <= DESK["height"], "one screen"
    digest.get_by_role("link", name="1 reply").click()
    about_the_work(shown(page.locator("#thread .message"), "Reported (1)", "B-2 No test data for the letters"))
    look(page, served, "U0PRIYA", "C0PMO")
    about_the_work(shown(page.locator("main .message"), "Blockers from Mon 30 Nov to Sun 6 Dec", "went to the sponsor"))


def monday_the_pmo_takes_it_in_hand(page: Page) -> None:
    """Where they read of it: the message says at once that it counted, and asks for nothing more."""
    told = page.locator("main .message", has_text="B-1 needs somebody who moves it on.")
    told.get_by_role("button", name="Acknowledge B-1").click()
    after = shown(page.locator("main .message"), "B-1 was taken in hand on Mon 7 Dec.", "Nothing more is asked here")
    expect(after.get_by_role("button", name="Acknowledge B-1")).to_have_count(0)
