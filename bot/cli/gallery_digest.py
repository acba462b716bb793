"""Which screens are there about what matters most among all blockers, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.cli.gallery_screens import Screen, message_screen
from planning.blockers import State
from ui.blocker_facts import Ref, RootFacts, Row, Who
from ui.blocker_lists import list_message
from ui.digest import Cleared, Climb, DigestFacts, digest

TODAY = date(2026, 11, 23)
REVIEW = Row(
    id="b12",
    number=12,
    title="Waiting on the security review",
    state=State.IN_PROGRESS,
    project_code="APOLLO",
    owner=Who("U0NORA", "Nora Quist"),
    since=date(2026, 11, 16),
    needed_by=date(2026, 11, 27),
    needed_at=None,
    today=TODAY,
)
ACCESS = replace(
    REVIEW, id="b9", number=9, title="No access to the test database of the clinics", state=State.OPEN,
    project_code="VEGA", owner=Who("U0OMAR", "Omar Haddad"), since=date(2026, 11, 3), needed_by=date(2026, 11, 20),
)  # fmt: skip
BUDGET = replace(
    REVIEW, id="b10", number=10, title="Which of the two payroll providers we sign with", state=State.ACKNOWLEDGED,
    project_code="LYRA", owner=Who("U0TOMAS", "Tomás Ortega"), since=date(2026, 11, 10), needed_by=date(2026, 12, 1),
)  # fmt: skip
LAB = replace(
    REVIEW, id="b16", number=16, title="Whether the lab moves before or after the audit", state=State.OPEN,
    project_code="ORION", since=date(2026, 11, 19), needed_by=None,
)  # fmt: skip
ROOT = RootFacts(
    row=REVIEW,
    chain=(Ref(12, REVIEW.title, "b12"), Ref(14, "Go-live of the booking page", "b14")),
    behind=3,
    unsaid=1,
    people=6,
    hours_per_week=Decimal("58.00"),
    hours_per_day=Decimal("11.6"),
    days=5,
    money_per_day=Decimal(810),
)
DIGEST = DigestFacts(
    first=date(2026, 11, 16),
    last=date(2026, 11, 22),
    today=TODAY,
    open=9,
    reported=(REVIEW, LAB),
    cleared=(
        Cleared(Ref(5, "Sign-off of the data protection officer", "b5"), 12, "APOLLO"),
        Cleared(Ref(15, "Nobody could print badges at the clinic in Lund", "b15"), 0, "VEGA"),
    ),
    climbed=(Climb(ACCESS, "the sponsor"),),
    decisions=(BUDGET, LAB),
    root=ROOT,
)


def screens() -> Iterator[Screen]:
    listed = list_message("Open blockers, the most urgent first", (ACCESS, BUDGET), 4, root=ROOT)
    yield message_screen("list-root", listed, "`/pmo blockers` with the root blocker on top, as the PMO reads it.")
    made = digest(DIGEST)
    yield message_screen("digest", made.message, "On Monday, to the PMO's channel and to executives who asked for it.")
    for message in made.thread:
        yield message_screen("digest-thread", message, "The rest of it, in its thread.")
    quiet = replace(DIGEST, open=0, reported=(), cleared=(), climbed=(), decisions=(), root=None)
    yield message_screen("digest-quiet", digest(quiet).message, "The same after a week without blockers.")
