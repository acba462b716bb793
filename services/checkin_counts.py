"""How many people would a check-in ask this week?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.checkins import Checkin
from planning.checkin_series import Series, window
from planning.checkins import Ask, Facts, verdict
from services import checkin_facts, checkin_series, checkin_timers, people
from services.checkin_series import Listed
from services.policies import AvailabilityPolicy

COUNTED = 300  # of more people than these it is said only how many they are


@dataclass(frozen=True)
class Count:
    people: int
    asked: int | None  # of these, this week; None where they are too many to be looked at one by one


def this_week(session: Session, workspace: str, listed: Listed, policy: AvailabilityPolicy, *, at: datetime) -> Count:
    """Who was asked since Monday, and who would be by Sunday as things stand now."""
    members = checkin_series.members(session, workspace, listed, at=at)
    if len(members) > COUNTED:
        return Count(len(members), None)
    today = at.astimezone(people.workspace_zone(session, workspace)).date()
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    mine = (Checkin.workspace == workspace, Checkin.series == listed.name, Checkin.day.between(monday, sunday))
    were = set(session.scalars(select(Checkin.person_id).where(*mine).group_by(Checkin.person_id)))
    since = checkin_timers.sinces(session, workspace, listed.name, members)
    facts = checkin_facts.of(session, members, policy, at=at, until=sunday, since=since)
    will = {one.id for one in members if _is_asked(listed.series, facts[one.id], sunday, at)}
    return Count(len(members), len(will | {one.id for one in members if one.id in were}))


def _is_asked(series: Series, facts: Facts, sunday: date, now: datetime) -> bool:
    """Whether one of the windows that are still to open this week would ask them."""
    day = now.astimezone(facts.zone).date()
    while day <= sunday:
        here = window(series, day, facts.zone)
        is_ahead = day.weekday() in series.days and here.opens > now
        if is_ahead and isinstance(verdict(series, here, facts, here.opens), Ask):
            return True
        day += timedelta(days=1)
    return False
