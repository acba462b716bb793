"""Which screens are there about a blocker that climbs its ladder, each with a believable example?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.cli.gallery_screens import Screen, message_screen, modal_screen
from planning.blockers import State
from planning.ladder import Act, Why
from planning.ladder_policy import LadderPolicy, Level
from planning.rungs import DeadEnd, Passed
from planning.severity import Judgement, Stakes, severity
from ui import ladder, ladder_forms
from ui.blocker_facts import Facts, Who
from ui.text import plain_words

TODAY = date(2026, 11, 23)
HELEN, OMAR = Who("U0HELEN", "Helen Marsh"), Who("U0OMAR", "Omar Haddad")
NO_LEAD = (Passed(Level.LEAD, DeadEnd.NOBODY),)
SHUT = (Passed(Level.PMO, DeadEnd.ARCHIVED),)
LATER = datetime(2026, 11, 26, 16, 0, tzinfo=UTC)

STEPS: Sequence[tuple[str, Act, Level, Why, tuple[Passed, ...], str]] = (
    ("lead", Act.TELL, Level.LEAD, Why.SILENT, (), "To the project's manager, else the lead of the owner's team."),
    ("pmo", Act.TELL, Level.PMO, Why.HELD, NO_LEAD, "In the PMO's channel, when a hold is over; a level was empty."),
    ("sponsor", Act.TELL, Level.SPONSOR, Why.SILENT, SHUT, "To the project's sponsor."),
    ("owner", Act.AGAIN, Level.OWNER, Why.EXPIRED, (), "To the owner, when it goes round again."),
    ("end", Act.END, Level.PMO, Why.SILENT, (), "In the PMO's channel, when everybody was asked for the last time."),
    ("review", Act.REVIEW, Level.PMO, Why.SILENT, (), "The same, from time to time after that."),
)


def judged(people: int, hours: int, blockers: int, needed_by: date) -> Judgement:
    """How severe something is by the policy that nobody has changed."""
    return severity(Stakes(people, Decimal(hours), blockers, needed_by), TODAY, LadderPolicy())


def screens(facts: Facts) -> Iterator[Screen]:
    """Of this blocker, as it is open."""
    open_, taken = facts, replace(facts, state=State.ACKNOWLEDGED, version=2)
    coming = (
        ladder.Coming(Level.LEAD, datetime(2026, 11, 24, 10, 0, tzinfo=UTC), (OMAR,)),
        ladder.Coming(Level.SPONSOR, LATER, (HELEN,), passed=SHUT),
    )
    reading = plain_words(ladder.step(ladder.StepFacts(open_, Act.TELL, Level.LEAD, Why.SILENT)).text)
    contract = ladder.ContractFacts(open_, coming, reading)
    told = "To the raiser, before anybody above the owner is told."
    yield message_screen("ladder-contract", ladder.contract(contract), told)
    fine = ladder.contract(contract, agreed=True)
    yield message_screen("ladder-fine", fine, "The same, once they have pressed *Fine*.")
    yield message_screen("ladder-held", ladder.held(open_, LATER), "The same, once it is held.")
    yield modal_screen("form-hold", ladder_forms.hold_form(open_, 14), "*Hold…*")
    yield modal_screen("form-held", ladder_forms.held(open_, LATER), "The same, once it was sent.")
    for name, act, level, why, passed, says in STEPS:
        shown = taken if why is Why.EXPIRED else open_
        message = ladder.step(ladder.StepFacts(shown, act, level, why, passed))
        yield message_screen(f"ladder-{name}", message, says)
    news = "What asked for it, wherever it stands, once there is news of it."
    yield message_screen("ladder-went-on", ladder.went_on(taken), news)
    yield message_screen("stale", ladder.stale(open_, 3), "To the owner, once, when nothing was said for days.")
    yield message_screen("stale-no-more", ladder.no_longer_stale(taken), "The same, once there is news of it.")
