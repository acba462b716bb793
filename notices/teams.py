"""What do the list and the form of teams say?"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.people import Person, Team
from notices import blocker_facts
from notices.occasions import Occasion
from services import people, people_lists, people_rights
from services.permissions import Actor, Permission
from services.refusals import NotAllowed
from services.teams import TeamDraft
from ui import teams as screen
from ui.blocker_facts import Who
from ui.kit import Message, View
from ui.text import channel as channel_link


def listed(session: Session, by: Actor, occasion: Occasion) -> Message:
    """`/pmo teams`: all of them, or for a lead their own. Raises NotAllowed for everybody else."""
    manages = by.may(Permission.PEOPLE_MANAGE)
    teams = people_lists.teams(session, by.workspace) if manages else people_rights.led(session, by)
    if not teams and not manages:
        raise NotAllowed("Teams are for who leads one, and for the project management office.")
    sizes = people_lists.sizes(session, by.workspace)
    people.many(session, by.workspace, {team.lead_id for team in teams if team.lead_id})  # read together, then by id
    rows = [_row(session, team, sizes.get(team.id, 0)) for team in teams]
    return screen.teams(rows, in_none=sizes.get(None, 0) if manages else 0, may_add=manages)


def form(session: Session, team: Team | None, by: Actor) -> View:
    """The form of a team, or of a new one. Raises NotAllowed."""
    people_rights.must_manage(team, by=by)
    if team is None:
        return screen.form(screen.TeamFacts())
    members = people_lists.members(session, by.workspace, team.id)
    return screen.form(
        screen.TeamFacts(
            id=team.id,
            name=team.name or team.code,
            lead=_lead(session, team),
            channel=team.channel,
            members=tuple(blocker_facts.who(one) for one in members),
            may_choose_lead=by.may(Permission.PEOPLE_MANAGE),
        )
    )


def draft(session: Session, saved: screen.Saved, team: Team | None, *, by: Actor, wall: datetime) -> TeamDraft:
    """A sent form in terms of rows. What the form could not show stays: a lead whom only the PMO chooses, a lead whom
    Slack does not know, a channel that a sheet gave by its name.
    """
    lead = _met(session, by, saved.lead, wall)
    was = people.by_id(session, by.workspace, team.lead_id) if team is not None else None
    if was is not None and lead is None and (was.slack_id is None or not by.may(Permission.PEOPLE_MANAGE)):
        lead = was
    channel = saved.channel
    if team is not None and channel is None and team.channel and not channel_link(team.channel):
        channel = team.channel
    members = [_met(session, by, one, wall) for one in saved.people]
    return TeamDraft(saved.name, lead, channel, tuple(one for one in members if one is not None))


def _met(session: Session, by: Actor, slack_id: str | None, wall: datetime) -> Person | None:
    return people.meet(session, by.workspace, slack_id, wall=wall) if slack_id else None


def _row(session: Session, team: Team, size: int) -> screen.TeamRow:
    name = team.name or team.code
    return screen.TeamRow(team.id, name, _lead(session, team), team.channel, size, may_change=True)


def _lead(session: Session, team: Team) -> Who | None:
    lead = people.by_id(session, team.workspace, team.lead_id)
    return blocker_facts.who(lead) if lead is not None else None
