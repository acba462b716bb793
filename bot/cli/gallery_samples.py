"""Which screens are there, each with a believable example?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from bot.cli import (
    gallery_attention,
    gallery_bookings,
    gallery_checkins,
    gallery_digest,
    gallery_drops,
    gallery_homes,
    gallery_ladder,
    gallery_people,
    gallery_portfolio,
    gallery_projects,
)
from bot.cli.gallery_availability import availability_screens
from bot.cli.gallery_screens import Screen, message_screen, modal_screen
from planning.blockers import Cause, Change, State
from planning.ladder import Act
from planning.ladder_policy import Level
from ui import blocker_forms as forms
from ui import blocker_report_form as report_form
from ui import blockers, failures, notes, pmo
from ui.blocker_details import details
from ui.blocker_facts import Comment, Facts, FormValues, HistoryLine, Reason, Ref, Row, UndoOffer, Who
from ui.ladder_words import step_words
from ui.words import Commands

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MIA, NORA = Who("U0MIA", "Mia Lindner"), Who("U0NORA", "Nora Quist")
TOMAS, ANIL = Who("U0TOMAS", "Tomás Ortega"), Who("U0ANIL", "Anil Kapoor")
OMAR, YUKI = Who("U0OMAR", "Omar Haddad"), Who("U0YUKI", "Yuki Tanaka")
NAMES = {who.slack_id: who.name for who in (MIA, NORA, TOMAS, ANIL, OMAR, YUKI)} | {"C0APOLLO": "apollo-portal"}
COMMANDS = Commands()
PROJECTS = [
    ("p-apollo", "APOLLO · Patient portal"),
    ("p-lyra", "LYRA · Payroll move"),
    ("p-orion", "ORION · Data warehouse"),
    ("p-vega", "VEGA · Mobile check-in"),
]

OPEN = Facts(
    id="b12",
    number=12,
    title="Waiting on the security review",
    state=State.OPEN,
    cause=Cause.DECISION,
    project_code="APOLLO",
    project_name="Patient portal",
    raised_by=MIA,
    reported_by=MIA,
    owner=TOMAS,
    helper=NORA,
    since=date(2026, 11, 16),
    needed_by=date(2026, 11, 27),
    needed_at=datetime(2026, 11, 27, 16, 0, tzinfo=UTC),
    hours_per_week=Decimal(24),
    people=(ANIL, YUKI),
    blocks=(Ref(14, "Go-live of the booking page", "b14"),),
    goal="Patients help themselves",
    today=TODAY,
    version=1,
    judged=gallery_ladder.judged(3, 24, 1, date(2026, 11, 27)),
    source_link="https://fernwood-health.example/archives/C0APOLLO/p1795421042000100",
)
SAID = (
    Comment(NORA, datetime(2026, 11, 20, 15, 10, tzinfo=UTC), "I can start on Tuesday. Please send me the data flow."),
    Comment(MIA, datetime(2026, 11, 23, 8, 40, tzinfo=UTC), "It is in the project's folder now."),
)
UNDO = UndoOffer(Change.CLEARED, NORA, datetime(2026, 11, 24, 9, 30, tzinfo=UTC), "c9")
TAKEN = replace(OPEN, state=State.ACKNOWLEDGED, version=2)
WORKING = replace(OPEN, state=State.IN_PROGRESS, owner=NORA, comments=SAID, comment_count=4, version=7)
CLEARED = replace(
    WORKING,
    state=State.CLEARED,
    cleared_by=NORA,
    cleared_with="The review is done. Two findings are fixed, none is left.",
    ended_on=TODAY,
    undo=UNDO,
)
WITHDRAWN = replace(
    OPEN, state=State.WITHDRAWN, ended_on=TODAY, undo=replace(UNDO, what=Change.WITHDRAWN, by=MIA, change_id="c10")
)
MERGED = replace(
    OPEN, state=State.DUPLICATE, duplicate_of=Ref(7, "Security sign-off for the portal", "b7"), ended_on=TODAY
)
SIMILAR = replace(OPEN, id="b7", number=7, title="Security sign-off for the portal", since=date(2026, 11, 12))
LATE = replace(
    OPEN, id="b9", number=9, title="No access to the test database of the clinics", cause=Cause.ACCESS, helper=None,
    needed_by=date(2026, 11, 20), needed_at=None, since=date(2026, 11, 3), owner=OMAR, blocks=(), people=(),
    hours_per_week=None, source_link=None, judged=gallery_ladder.judged(1, 0, 0, date(2026, 11, 20)),
    project_code="VEGA", project_name="Mobile check-in", comment_count=1,
    comments=(Comment(OMAR, datetime(2026, 11, 20, 15, 10, tzinfo=UTC), "The clinics sign the form on Wednesday."),),
)  # fmt: skip
OTHERS = (Ref(7, SIMILAR.title, "b7"), Ref(9, LATE.title, "b9"), Ref(14, "Go-live of the booking page", "b14"))
FILLED = FormValues(
    title=OPEN.title,
    project_id="p-apollo",
    needed_by=OPEN.needed_by,
    since=OPEN.since,
    cause=OPEN.cause,
    helper=NORA.slack_id,
    for_whom=MIA.slack_id,
    hours_per_week=OPEN.hours_per_week,
    people=("U0ANIL", "U0YUKI"),
)
HISTORY = (
    HistoryLine(datetime(2026, 11, 16, 9, 2, tzinfo=UTC), MIA, Change.REPORTED),
    HistoryLine(datetime(2026, 11, 16, 9, 40, tzinfo=UTC), TOMAS, Change.ACKNOWLEDGED),
    HistoryLine(datetime(2026, 11, 17, 8, 15, tzinfo=UTC), TOMAS, Change.HANDED_OVER, "owner: Nora Quist"),
    HistoryLine(datetime(2026, 11, 17, 15, 0, tzinfo=UTC), None, None, did=step_words(Act.TELL, Level.SPONSOR)),
    HistoryLine(datetime(2026, 11, 18, 13, 5, tzinfo=UTC), NORA, Change.CLEARED, undone=True),
    HistoryLine(datetime(2026, 11, 18, 13, 7, tzinfo=UTC), NORA, Change.UNDONE),
    HistoryLine(SAID[0].at, NORA, Change.COMMENTED, SAID[0].text),
)
DIRECT: Sequence[tuple[Reason, Facts, Who | None, str]] = (
    (Reason.ASKED, OPEN, None, "To the owner, when a blocker is theirs to clear."),
    (Reason.HANDED_OVER_TO_YOU, replace(TAKEN, owner=NORA), TOMAS, "To the new owner."),
    (Reason.DEPUTY, OPEN, None, "To who stands in while the owner cannot be asked: a deputy, or the PMO's lead."),
    (Reason.HELP_WANTED, OPEN, MIA, "To who was named as who can help, once."),
    (Reason.RAISED_FOR_YOU, replace(OPEN, reported_by=TOMAS), TOMAS, "To whom a blocker was reported for."),
    (Reason.ACKNOWLEDGED, TAKEN, TOMAS, "To the raiser, when somebody has it."),
    (Reason.HANDED_OVER, replace(TAKEN, owner=NORA), TOMAS, "To the raiser, when it has another owner."),
    (Reason.COMMENTED, WORKING, MIA, "To the owner or the raiser, when the other one commented."),
    (Reason.CLEARED, CLEARED, NORA, "To whom it held up and who was asked to help, when it is cleared."),
    (Reason.FREED, CLEARED, NORA, "To owner and raiser of what waited for it alone, when it is cleared."),
    (Reason.REOPENED, TAKEN, NORA, "To all who heard of the last change, when it was taken back."),
    (Reason.WITHDRAWN, WITHDRAWN, MIA, "To owner and helper, when it needs nothing more."),
    (Reason.MERGED, MERGED, None, "To owner, raiser and helper, when it goes on in another one."),
)


def screens() -> list[Screen]:
    """Every screen in its states, always the same, in the order of the gallery."""
    return [
        *_cards(),
        *_receipts(),
        *_direct_messages(),
        *gallery_ladder.screens(OPEN),
        *_lists_and_help(),
        *gallery_digest.screens(),
        *gallery_portfolio.screens(),
        *gallery_checkins.screens(PROJECTS),
        *gallery_bookings.screens(),
        *gallery_projects.screens(),
        *gallery_drops.screens(),
        *_forms(),
        *availability_screens(),
        *_people(),
        *gallery_attention.screens(),
        *gallery_homes.screens(TAKEN.row(), replace(LATE, owner=MIA).row()),
    ]


def _cards() -> Iterator[Screen]:
    everybody = "In the project's channel, one message for the whole life of the blocker:"
    for name, facts, when in (
        ("card-open", OPEN, "it was just reported."),
        ("card-nobody", replace(OPEN, owner=None, helper=None, needed_at=None), "no owner is known."),
        ("card-acknowledged", TAKEN, "its owner has it."),
        ("card-in-progress", WORKING, "somebody works on it, and it was talked about."),
        ("card-late", LATE, "its date has passed."),
        ("card-cleared", CLEARED, "cleared, and it can still be undone."),
        ("card-withdrawn", WITHDRAWN, "withdrawn."),
        ("card-same", MERGED, "it was the same thing as another one."),
    ):
        yield message_screen(name, blockers.card(facts), f"{everybody} {when}")


def _receipts() -> Iterator[Screen]:
    read = (
        ("Project", "APOLLO · Patient portal"),
        ("Since", "Mon 16 Nov"),
        ("Needed by", "Fri 27 Nov, 17:00"),
        ("Help wanted from", "Nora Quist"),
    )
    yield message_screen("receipt", blockers.receipt(OPEN, read, "C0APOLLO"), "To who filed it in one sentence.")
    same = blockers.receipt(OPEN, read[:2], "C0APOLLO", SIMILAR)
    yield message_screen("receipt-similar", same, "The same, when another blocker looks alike.")
    bare = replace(OPEN, project_code=None, project_name=None, raised_by=YUKI)
    yield message_screen("receipt-without-project", blockers.receipt(bare), "For somebody else, without a project.")


def _direct_messages() -> Iterator[Screen]:
    for reason, facts, by, says in DIRECT:
        name = f"direct-{reason.value.replace('_', '-')}"
        yield message_screen(name, blockers.direct(facts, reason, by), says)


def _rows() -> tuple[Row, ...]:
    return (LATE.row(), WORKING.row(), SIMILAR.row())


def _lists_and_help() -> Iterator[Screen]:
    rows, listed = _rows(), "`/blocked list` and `/pmo blockers`, for the asker alone."
    yield message_screen("list", blockers.list_message("Open blockers", rows, 4), listed)
    empty = blockers.list_message("Your blockers", (), empty="Nothing is in your way, and nobody waits for you.")
    yield message_screen("list-empty", empty, "The same, when there is nothing to list.")
    permissions = ("help", "blockers.report", "blockers.read", "blockers.read_all", "availability.set")
    yield message_screen("help", pmo.help_message(COMMANDS, permissions), "`/pmo help`.")
    lost = pmo.help_message(COMMANDS, permissions, unknown="blocker")
    yield message_screen("help-unknown", lost, "`/pmo` with a word that it does not know.")
    yield message_screen("help-blocked", pmo.blocked_help(COMMANDS), "`/blocked help`.")
    busy = "Nora was faster: B-12 is cleared already, so nothing was changed."
    yield message_screen("note", notes.message(busy), "To who pressed a button second.")
    unsaid = [failures.Failure("C0APOLLO", "not_in_channel", 3), failures.Failure("C0LYRA", "is_archived", 1)]
    yield message_screen("failures", failures.failures(unsaid), "To the PMO's lead, at most once an hour.")


def _forms() -> Iterator[Screen]:
    yield modal_screen(
        "form-report-opening", report_form.form(None, None), "`/blocked`, in the instant in which it opens."
    )
    yield modal_screen("form-report", report_form.form(None, PROJECTS), "`/blocked`.")
    yield modal_screen("form-edit", report_form.form(FILLED, PROJECTS, OPEN.id, number=12), "*Edit*.")
    yield modal_screen(
        "details", details(WORKING), "*Show* in a list, for somebody who is not in the blocker's channel."
    )
    yield modal_screen("form-clear", forms.clear_form(WORKING), "*Clear…*")
    yield modal_screen("form-comment", forms.comment_form(WORKING), "*Comment*.")
    yield modal_screen("form-hand-over", forms.hand_over_form(OPEN), "*Hand over*.")
    yield modal_screen("form-links", forms.links_form(OPEN, OTHERS), "*What it blocks*.")
    yield modal_screen("form-same", forms.duplicate_form(OPEN, OTHERS), "*Same as…*")
    yield modal_screen("history", forms.history(WORKING, HISTORY), "*History*.")
    yield modal_screen("loading", notes.loading(), "Any form, while it is being looked up.")
    refused = "B-12 waits for B-14 already, so B-14 cannot wait for B-12. Nothing was changed."
    yield modal_screen("note-modal", notes.modal(refused), "To who asked for what cannot be.")


def _people() -> Iterator[Screen]:
    yield from (message_screen(*shown) for shown in gallery_people.messages())
    yield from (modal_screen(*shown) for shown in gallery_people.modals())
