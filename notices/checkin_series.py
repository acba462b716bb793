"""What do the list and the form of check-ins say?"""

from dataclasses import replace
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.checkins import CheckinSeries
from models.people import Team
from notices import blocker_facts, blocker_values
from notices.occasions import Occasion
from planning import checkin_series as planning
from services import checkin_counts, checkin_series, checkin_series_changes, people, people_lists, people_rights
from services.checkin_series import Listed
from services.checkin_series_changes import SeriesDraft
from services.permissions import Actor, Permission
from services.refusals import NotAllowed
from ui import checkin_series as screen
from ui.kit import Message, View


def listed(session: Session, by: Actor, occasion: Occasion) -> Message:
    """`/pmo checkins`: all of them, or for a lead those of their teams. Raises NotAllowed for everybody else."""
    led = people_rights.led(session, by)
    manages = by.may(Permission.CHECKINS_MANAGE)
    if not manages and not led:
        raise NotAllowed(
            "Check-ins are for who leads a team, and for the project management office. Your Home tab shows how often "
            "you are asked."
        )
    policy = occasion.policy.checkins
    shadowed = checkin_series.shadowed(session, by.workspace, policy)
    found = [*checkin_series.every(session, by.workspace, policy), *shadowed]
    codes = {team.code for team in led}
    seen = [one for one in found if manages or _is_for(one, codes)]
    return screen.listing([_row(session, one, by, occasion, one in shadowed) for one in seen], may_add=True)


def _is_for(one: Listed, codes: set[str]) -> bool:
    return isinstance(one.series.who, planning.Team) and one.series.who.code in codes


def _row(session: Session, one: Listed, by: Actor, occasion: Occasion, is_shadowed: bool) -> screen.SeriesRow:
    count = checkin_counts.this_week(session, by.workspace, one, occasion.policy.availability, at=occasion.at)
    return screen.SeriesRow(
        name=one.name,
        who=_who(session, by.workspace, one.series),
        days=one.series.days,
        opens=one.series.at,
        closes=one.series.until,
        people=count.people,
        asked=count.asked,
        questions=len(one.series.questions),
        id=one.row.id if one.row is not None else None,
        may_change=one.row is not None and checkin_series_changes.may_change(session, one.row, by=by),
        is_shadowed=is_shadowed,
    )


def _who(session: Session, workspace: str, series: planning.Series) -> str:
    match series.who:
        case planning.Team(code):
            team = session.scalars(select(Team).where(Team.workspace == workspace, Team.code == code)).first()
            return f"the team {(team.name or team.code) if team is not None else code}"
        case planning.Project(code):
            return f"the project {code}"
    return ""


def form(session: Session, row: CheckinSeries | None, by: Actor) -> View:
    """The form of a check-in, or of a new one. Raises NotAllowed."""
    checkin_series_changes.must_change(session, row, by=by)
    manages = by.may(Permission.CHECKINS_MANAGE)
    teams = people_lists.teams(session, by.workspace) if manages else people_rights.led(session, by)
    offered = screen.FormFacts(
        teams=[(team.id, team.name or team.code) for team in teams],
        projects=blocker_values.project_choices(session, by.workspace) if manages else (),
        may_choose_all=manages,
    )
    return screen.form(offered if row is None else _filled(session, row, offered))


def _filled(session: Session, row: CheckinSeries, offered: screen.FormFacts) -> screen.FormFacts:
    persons = people.many(session, row.workspace, row.people).values()
    return replace(
        offered,
        id=row.id,
        name=row.name,
        team=row.team_id,
        project=row.project_id,
        people=tuple(blocker_facts.who(one) for one in sorted(persons, key=lambda one: one.name)),
        days=frozenset(row.days),
        opens=time.fromisoformat(row.opens),
        closes=time.fromisoformat(row.closes),
        questions=tuple(row.questions),
    )


def draft(session: Session, saved: screen.Saved, *, by: Actor, wall: datetime) -> SeriesDraft:
    """A sent form in terms of rows."""
    return SeriesDraft(
        name=saved.name,
        opens=saved.opens,
        closes=saved.closes,
        days=saved.days,
        team_id=saved.team,
        project_id=saved.project,
        people=tuple(people.meet(session, by.workspace, one, wall=wall) for one in saved.people),
        questions=saved.questions,
    )
