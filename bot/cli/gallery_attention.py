"""Which screens are about somebody's attention and about what is due, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.cli.gallery_screens import Screen, message_screen
from ui import attention, notes, timers
from ui.blocker_facts import Who
from ui.home_attention import AttentionFacts, Overrun, Waits
from ui.words import Commands

PRIYA = Who("U0PRIYA", "Priya Raman")
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
NOTHING = AttentionFacts(budget=5, hour="09:00", usual_hour="09:00")
WEEK = replace(NOTHING, spent=("blocker.asked", "blocker.acknowledged"), waits=(Waits("calendar", MORNING),))
SPENT = replace(
    NOTHING,
    hour="16:00",
    chosen=True,
    spent=("blocker.asked", "blocker.asked", "blocker.cleared", "waited", "digest"),
    over=(Overrun("escalation", PRIYA),),
    waits=(Waits("blocker.commented", MORNING), Waits("leaver", MORNING)),
    digest=True,
)
WHEN = ("Mondays", "08:00")
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
DUE = (
    timers.SeriesFacts("checkin", 38, MORNING, 0, 0, 112, 0, (("nothing depends on them", 61), ("holiday", 4))),
    timers.SeriesFacts("digest", 2, MONDAY, 0, 0, 2, 0, ()),
    timers.SeriesFacts("people.refresh", 1, MORNING, 1, 1, 167, 0, ()),
)


def screens() -> Iterator[Screen]:
    state = attention.digest_state(Commands(), WHEN, wanted=False)
    yield message_screen("digest-state", state, "`/pmo digest`, to an executive.")
    chosen = notes.message(attention.digest_chosen(WHEN, wanted=True, new=True))
    yield message_screen("digest-chosen", chosen, "To who asked for it.")
    yield message_screen("timers", timers.overview(DUE), "`/pmo timers`, to the PMO and to admins.")
