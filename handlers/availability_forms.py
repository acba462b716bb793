"""How are the forms about one's own time and skills opened, and what happens when they are sent?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from handlers import presses, views
from handlers.answers import CLOSE
from models.store import Reader, Writer
from notices import availability as notices
from notices import availability_known
from notices import availability_skills as skill_notices
from notices.occasions import Occasion
from readers.availability import Hourly, Off
from services import availability_said, people, permissions, skills
from services.skills import Sorted
from ui import availability_forms as forms
from ui import availability_skills as skill_forms
from ui import notes
from ui.kit import View

Body = Mapping[str, Any]


def open_off(
    *, ack: Ack, context: BoltContext, body: Body, client: WebClient, read: Reader, occasion: Occasion
) -> None:
    """Time off: at once, and then with the day that it is for the person."""
    opened = views.open_now(client, body, forms.off_form(None))
    ack()

    def draw() -> View:
        with read.begin() as session:
            actor = permissions.look(session, context)
            return forms.off_form(people.today_of(session, actor.person, at=occasion.at))

    views.fill(client, opened, draw)


def open_week(
    *, ack: Ack, context: BoltContext, body: Body, client: WebClient, read: Reader, occasion: Occasion
) -> None:
    """The working week, with what holds today."""
    opened = views.open_now(client, body, notes.loading())
    ack()

    def draw() -> View:
        with read.begin() as session:
            actor = permissions.look(session, context)
            today = people.today_of(session, actor.person, at=occasion.at)
            policy = occasion.policy.availability
            week, share = availability_said.terms_now(session, actor.person, policy, today)
            return forms.week_form(forms.WeekValues(week, share, today))

    views.fill(client, opened, draw)


def open_skills(*, ack: Ack, context: BoltContext, body: Body, client: WebClient, read: Reader) -> None:
    """The person's skills with their levels, and names for which one is missing."""
    opened = views.open_now(client, body, notes.loading())
    ack()
    named = presses.value(presses.first(body))

    def draw() -> View:
        with read.begin() as session:
            actor = permissions.look(session, context)
            return skill_forms.form(availability_known.held(session, actor.person), "" if named == "form" else named)

    views.fill(client, opened, draw)


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
