"""Which screens are there of check-ins, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.cli.gallery_screens import Screen, message_screen, modal_screen
from planning.blockers import State
from planning.checkin_answers import Said
from planning.checkins import Frequency, Tie, Why
from ui import blocker_report_form as report_form
from ui import checkin_series as series
from ui import checkins
from ui.blocker_facts import FormValues, Ref, Who
from ui.home_checkins import AskedFacts
from ui.inputs import Choice

MIA, TOMAS, ANIL = Who("U0MIA", "Mia Lindner"), Who("U0TOMAS", "Tomás Ortega"), Who("U0ANIL", "Anil Kapoor")
REVIEW = Ref(12, "Waiting on the security review", "b12")
ASKED = checkins.CheckinFacts(
    id="c1",
    day=date(2026, 11, 23),
    today=date(2026, 11, 23),
    why=Why.NEEDED_BY,
    about=checkins.About(REVIEW, Tie.OWNER, date(2026, 11, 27)),
    led_to=checkins.LedTo(Ref(9, "No access", "b9"), State.CLEARED, TOMAS, date(2026, 11, 17)),
)
QUIET = replace(
    ASKED, why=Why.QUIET, about=None, quiet_days=5, led_to=None, questions=("What do you want to have done by Friday?",)
)
LATER = replace(ASKED, today=date(2026, 11, 24))
CLEAR = replace(QUIET, said=Said.ALL_CLEAR, words=("The letters to the clinics are printed.",))
STUCK = replace(LATER, said=Said.IN_MY_WAY, blocker=Ref(17, "The auditors have no access to the data flow", "b17"))
HOME = AskedFacts(Frequency.TWICE_A_WEEK, datetime(2026, 11, 24, 8, 30, tzinfo=UTC))
MORNINGS = series.SeriesRow(
    "Engineering mornings", "the team Engineering", frozenset({0, 2, 4}), time(9, 30), time(17), 12, 4, 1, "s1", True
)
LAUNCH = series.SeriesRow("launch", "", frozenset(range(5)), time(9), time(12), 2, 1)
FORM = series.FormFacts(
    id="s1",
    name="Engineering mornings",
    team="t-engineering",
    days=frozenset({0, 2, 4}),
    questions=("What do you want to have done by Friday?",),
    teams=(("t-design", "Design"), ("t-engineering", "Engineering")),
    projects=(("p-apollo", "APOLLO · Patient portal"),),
)


def screens(projects: list[Choice]) -> Iterator[Screen]:
    yield message_screen(
        "checkin", checkins.question(ASKED), "At the reader’s own hour, only where the answer could change something."
    )
    yield message_screen("checkin-quiet", checkins.question(QUIET), "After a quiet while, with a question besides.")
    told = "The one reminder, if somebody waits and most of the window is over."
    yield message_screen("checkin-reminder", checkins.reminder(ASKED, MIA), told)
    yield message_screen("checkin-all-clear", checkins.answered(CLEAR), "The same message after *All clear*.")
    told = "The same message a day later, after *Something is in my way*."
    yield message_screen("checkin-in-my-way", checkins.answered(STUCK), told)
    less = checkins.less_often(Frequency.WEEKLY)
    yield message_screen("checkin-less-often", less, "After *Ask me less often*.")
    yield modal_screen(
        "form-checkin-words", checkins.words_form(QUIET), "*All clear*, where something was asked besides."
    )
    values = FormValues(project_id=projects[0][0])
    form = report_form.form(values, projects, "c1", callback_id=checkins.BLOCKER_FORM)
    yield modal_screen("form-checkin-blocker", form, "*Something is in my way*, with the reader’s own projects first.")
    told = "`/pmo checkins`, for the PMO; a lead sees those of their teams."
    yield message_screen("checkins", series.listing((LAUNCH, MORNINGS), may_add=True), told)
    yield modal_screen("form-checkins", series.form(FORM), "*Edit…* and *Add…* in that list.")
