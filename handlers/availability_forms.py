"""How are the forms about one's own time and skills opened, and what happens when they are sent?"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses, windows
from handlers.answers import CLOSE
from handlers.windows import Asked
from models.store import Writer
from notices import availability as notices
from notices import availability_known
from notices import availability_skills as skill_notices
from notices.occasions import Occasion
from readers.availability import Hourly, Off
from services import availability_said, people, permissions, skills
from services.skills import Sorted
from ui import availability_forms as forms
from ui import availability_skills as skill_forms
from ui.kit import View

Body = Mapping[str, Any]


@partial(windows.opens, waiting=forms.off_form(None))
def open_off(asked: Asked) -> View:
    """Time off: at once, and then with the day that it is for the person."""
    return forms.off_form(people.today_of(asked.session, asked.actor.person, at=asked.occasion.at))


@windows.opens
def open_week(asked: Asked) -> View:
    """The working week, with what holds today."""
    person = asked.actor.person
    today = people.today_of(asked.session, person, at=asked.occasion.at)
    week, share = availability_said.terms_now(asked.session, person, asked.occasion.policy.availability, today)
    return forms.week_form(forms.WeekValues(week, share, today))


@windows.opens
def open_skills(asked: Asked) -> View:
    """The person's skills with their levels, and names for which one is missing."""
    held = availability_known.held(asked.session, asked.actor.person)
    return skill_forms.form(held, "" if asked.value == "form" else asked.value)


def off(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    """The form for time off was sent."""
    absence = presses.taken(forms.read_off(presses.filled(view)))
    with write.begin() as session:
        actor = permissions.require(session, context)
        effect = availability_said.off(
            session, [absence], by=actor, at=occasion.at, policy=occasion.policy.availability
        )
        message = notices.noted(session, effect, Off((absence,)), occasion, by=actor)
        notices.sent(session, message, context["delivery"].keys[0], occasion, by=actor)
    ack(response_action=CLOSE)


def week(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    """The form for the working week was sent."""
    given = presses.taken(forms.read_week(presses.filled(view)))
    policy, hours = occasion.policy.availability, Hourly(days=given.week)
    with write.begin() as session:
        actor = permissions.require(session, context)
        effect = availability_said.set_terms(
            session,
            given.since,
            given.until,
            hours=hours,
            share=given.share,
            by=actor,
            at=occasion.at,
            policy=policy,
        )
        message = notices.noted(session, effect, notices.Terms(given.since, given.until), occasion, by=actor)
        notices.sent(session, message, context["delivery"].keys[0], occasion, by=actor)
    ack(response_action=CLOSE)


def skills_of(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    """The form for skills was sent."""
    filled = presses.taken(skill_forms.read_form(presses.filled(view)))
    with write.begin() as session:
        actor = permissions.require(session, context)
        found: Sorted = skills.sort(session, actor.workspace, filled.more)
        change = skills.note(session, found, by=actor, at=occasion.at, levels=filled.levels)
        message = skill_notices.noted(session, change, found, occasion, by=actor)
        notices.sent(session, message, context["delivery"].keys[0], occasion, by=actor)
    ack(response_action=CLOSE)
