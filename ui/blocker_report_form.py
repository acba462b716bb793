"""What does the form to report or edit a blocker ask, and what was filled in?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from planning.blockers import Cause
from ui import words as w
from ui.blocker_facts import FormValues
from ui.blocker_parts import TITLE_CHARACTERS
from ui.inputs import (
    Choice,
    Filled,
    asked,
    choice_input,
    choice_of,
    day_input,
    day_of,
    modal,
    number_input,
    number_of,
    people_input,
    people_of,
    person_input,
    person_of,
    shown,
    text_of,
    words_input,
)
from ui.kit import Block, Element, View, context
from ui.text import cut, one_line

REPORT_FORM = "blockers.report"
EDIT_FORM = "blockers.edit"
_FAR = "This day is too far away. Please choose another, or none."

# Block ids: constant, so that what was typed survives the update that brings the projects.
TITLE = "title"
PROJECT = "project"
NEEDED_BY = "needed_by"
SINCE = "since"
CAUSE = "cause"
HELPER = "helper"
FOR_WHOM = "for_whom"
HOURS = "hours_per_week"
PEOPLE = "people"

MOST_HOURS = 10_000


def form(
    values: FormValues | None,
    projects: Sequence[Choice] | None,
    private: str = "",
    *,
    number: int | None = None,
    callback_id: str = REPORT_FORM,
) -> View:
    """The form to report a blocker, or with its `number` to edit it. `callback_id`: who takes a report.

    `projects` holds (id, label); None while they are being looked up, for the view that must open at once.
    """
    values = values or FormValues()
    placeholder = "Waiting on the security review for the new portal"
    blocks = [
        asked(
            TITLE,
            "What stands in the way?",
            words_input(values.title, limit=TITLE_CHARACTERS, placeholder=placeholder, focus=True),
            optional=False,
        ),
        _project_input(values.project_id, projects),
        asked(NEEDED_BY, "Needed by", day_input(values.needed_by)),
        asked(SINCE, "Since", day_input(values.since), hint="Today, if you leave it empty."),
        asked(CAUSE, "What is it waiting for?", _cause_input(values.cause)),
        asked(HELPER, "Whose help do you need?", person_input(values.helper), hint="They are told, and can clear it."),
        asked(FOR_WHOM, "Whose work stands still?", person_input(values.for_whom), hint="Yours, if empty."),
        asked(PEOPLE, "Whom else does it hold up?", people_input(values.people)),
        asked(HOURS, "Hours of work a week that stand still", number_input(values.hours_per_week, high=MOST_HOURS)),
    ]
    if number is None:
        return modal("Report a blocker", blocks, callback_id=callback_id, submit="Report it", private=private)
    return modal(f"Edit {w.label(number)}", blocks, callback_id=EDIT_FORM, submit="Save", private=private)


def _project_input(project_id: str | None, projects: Sequence[Choice] | None) -> Block:
    if projects is None:
        return context("Looking up the projects…")
    if not projects:
        return context("No projects are known here yet. You can report it without one.")
    return asked(PROJECT, "Project", choice_input(projects, project_id, placeholder="Choose a project"))


def _cause_input(cause: Cause | None) -> Element:
    choices = [(each.value, label) for each, label in w.CAUSES.items()]
    return choice_input(choices, cause.value if cause else None, placeholder="Choose what fits best")


def read_form(filled: Filled, today: date | None = None) -> FormValues | dict[str, str]:
    """What the form holds, or a sentence for each input that cannot be so. `today` is the sender's local date."""
    wrong: dict[str, str] = {}
    since, needed_by = day_of(filled, SINCE), day_of(filled, NEEDED_BY)
    if not one_line(text_of(filled, TITLE)):
        wrong[TITLE] = "Please say in a few words what stands in the way."
    if today and since and since > today:
        wrong[SINCE] = "This day is still to come. Please choose the day on which it began."
    if since and needed_by and needed_by < since:
        wrong[NEEDED_BY] = "This is before the day on which it began."
    wrong |= {block: _FAR for block, day in ((SINCE, since), (NEEDED_BY, needed_by)) if w.is_far(day)}
    hours = _hours(filled, wrong)
    cause = choice_of(filled, CAUSE)
    return wrong or FormValues(
        title=cut(text_of(filled, TITLE), TITLE_CHARACTERS),
        project_id=choice_of(filled, PROJECT),
        needed_by=needed_by,
        since=since,
        cause=Cause(cause) if cause in set(Cause) else None,
        helper=person_of(filled, HELPER),
        for_whom=person_of(filled, FOR_WHOM),
        hours_per_week=hours,
        people=people_of(filled, PEOPLE),
        project_shown=shown(filled, PROJECT),
    )


def _hours(filled: Filled, wrong: dict[str, str]) -> Decimal | None:
    try:
        hours = number_of(filled, HOURS)
    except ValueError:
        wrong[HOURS] = "Please give a number, such as 12 or 7.5."
        return None
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        wrong[HOURS] = f"Please give a number from 0 to {MOST_HOURS}."
    return hours and hours.quantize(Decimal("0.01")) if HOURS not in wrong else None
