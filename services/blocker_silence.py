"""For how long has nobody said anything of a blocker, and is its owner asked how it stands?"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.climbs import BlockerClimb
from models.people import Person
from planning.occurrences import Occurrence
from planning.staleness import Question, Standing, question
from services import ladder_acts, people, timers, working_hours
from services.policies import Policy

SERIES = "stale"


def watch(session: Session, blocker: Blocker, *, at: datetime) -> None:
    """See to it that somebody looks whether its owner is to be asked, also of one that was closed and is open again."""
    series = f"{SERIES}:{blocker.id}"
    if not timers.is_planned(session, blocker.workspace, series):
        occurrence = Occurrence(at, at.isoformat(timespec="seconds"))
        timers.plan(session, blocker.workspace, series=series, occurrence=occurrence)


def asked_of(session: Session, blocker: Blocker, *, at: datetime) -> Person | None:
    """Its owner, or who stands in for them now; None where nobody in Slack does."""
    owner = people.by_id(session, blocker.workspace, blocker.owner_id)
    person = people.stand_in(session, owner, at=at) if owner is not None else None
    return person if person is not None and person.slack_id is not None else None


def next_question(session: Session, blocker: Blocker, person: Person, policy: Policy) -> Question | None:
    """When the person is asked if nobody says anything; None where they were asked in this silence."""
    standing = Standing(
        blocker=blocker.id,
        owner=working_hours.of(session, person, policy.availability, since=blocker.updated_at),
        changed_at=blocker.updated_at,
        next_date=ladder_acts.promised_day(session, blocker),
        asked_at=asked_at(session, blocker),
    )
    return question(standing, policy.ladder.stale_days)


def asked_at(session: Session, blocker: Blocker) -> datetime | None:
    """When its owner was last asked."""
    climb = session.get(BlockerClimb, (blocker.workspace, blocker.id))
    return climb.asked_at if climb is not None else None


def asked(session: Session, blocker: Blocker, *, at: datetime) -> None:
    """Its owner was asked."""
    session.get_one(BlockerClimb, (blocker.workspace, blocker.id)).asked_at = at
