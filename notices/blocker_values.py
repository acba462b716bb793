"""What does a form about a blocker offer, and what does a sent one mean for the store?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.blockers import Blocker
from planning.blockers import Cause
from readers import similar
from readers.escapes import unescape
from services import blocker_lists, blocker_rights, people
from services.blocker_drafts import Draft
from services.permissions import Actor
from services.refusals import Refused
from ui.blocker_facts import FormValues, Ref
from ui.blocker_parts import TITLE_CHARACTERS
from ui.inputs import Choice
from ui.text import cut

OFFERED = 100  # a menu of Slack's takes no more


def project_choices(session: Session, workspace: str) -> list[Choice]:
    """The projects of the menu, as (id, label)."""
    found = blocker_lists.projects(session, workspace)
    return [(one.id, f"{one.code} · {one.name}" if one.name else one.code) for one in found]


def others(session: Session, blocker: Blocker, *, by: Actor, at: datetime, alike_first: bool = False) -> list[Ref]:
    """Other live blockers that the person may see, the most urgent first, or those that look most alike."""
    found = [one for one in blocker_lists.live(session, blocker.workspace, 500) if one.id != blocker.id]
    found = blocker_rights.may_see(session, found, by=by, at=at)
    if alike_first:
        near = dict(similar.alike(blocker.title, [(one.id, one.title) for one in found], 0))
        found.sort(key=lambda one: -near.get(one.id, 0))
    return [Ref(one.number, one.title, one.id) for one in found[:OFFERED]]


def of_message(shortcut: Mapping[str, Any]) -> FormValues:
    """The form for the shortcut on a message: its words as the title."""
    return FormValues(title=unescape(str((shortcut.get("message") or {}).get("text") or "")).text)


def in_channel(session: Session, workspace: str, values: FormValues, channel: str | None) -> FormValues:
    """The form that was opened in a channel (Slack's id), with the project whose channel it is."""
    return replace(values, project_id=blocker_lists.project_of(session, workspace, channel))


def of_blocker(session: Session, blocker: Blocker) -> FormValues:
    """The form with everything that is known of a blocker."""
    persons = people.many(
        session,
        blocker.workspace,
        {one for one in (blocker.raised_by, blocker.helper_id, *blocker_lists.people_of(session, blocker)) if one},
    )
    slack_ids = {key: person.slack_id for key, person in persons.items()}
    held = [slack_ids.get(one) for one in blocker_lists.people_of(session, blocker)]
    return FormValues(
        title=blocker.title,
        project_id=blocker.project_id,
        needed_by=blocker.needed_by,
        since=blocker.since,
        cause=Cause(blocker.cause),
        helper=slack_ids.get(blocker.helper_id or ""),
        for_whom=slack_ids.get(blocker.raised_by),
        hours_per_week=blocker.hours_per_week,
        people=tuple(one for one in held if one),
    )


def draft(session: Session, values: FormValues, *, by: Actor, wall: datetime, old: Blocker | None = None) -> Draft:
    """A sent form in terms of rows. `old`: the blocker being edited, which keeps what the form did not show."""
    project_id = values.project_id
    if old is not None and not values.project_shown:
        project_id = old.project_id
    if project_id is not None and not blocker_lists.has_project(session, by.workspace, project_id):
        raise Refused("That project is not there any more. Please choose another one.")
    made = Draft(
        title=values.title,
        project_id=project_id,
        raised_by=person_id(session, by, values.for_whom, wall=wall),
        helper_id=person_id(session, by, values.helper, wall=wall),
        cause=values.cause or Cause.OTHER,
        since=values.since,
        needed_by=values.needed_by,
        hours_per_week=values.hours_per_week,
        people=tuple(person_ids(session, by, values.people, wall=wall)),
    )
    if old is not None and old.needed_by == made.needed_by:  # the form knows days only: a time said before stays
        made = replace(made, needed_at=old.needed_at)
    if old is not None and made.title == cut(old.title, TITLE_CHARACTERS):  # as the form showed it: nobody changed it
        made = replace(made, title=old.title)
    return made


def person_id(session: Session, by: Actor, slack_id: str | None, *, wall: datetime) -> str | None:
    """The row of somebody chosen in a form. Raises Refused for an account that nothing can be asked of."""
    if not slack_id:
        return None
    person = people.meet(session, by.workspace, slack_id, wall=wall)
    if people.is_gone(person):
        raise Refused(f"{person.name or 'That account'} cannot be asked. Please choose a member of this workspace.")
    return person.id


def person_ids(session: Session, by: Actor, slack_ids: Sequence[str], *, wall: datetime) -> list[str]:
    found = [person_id(session, by, one, wall=wall) for one in slack_ids]
    return [one for one in found if one]
