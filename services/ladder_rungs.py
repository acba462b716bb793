"""Who can be asked at each level of a blocker's ladder now, and by which hours are they waited for?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.people import Person, Team
from models.projects import Project
from planning.blockers import Cause
from planning.ladder_policy import Level
from planning.people import Role
from planning.rungs import DeadEnd, Ladder, Raiser, Rung
from planning.severity import kind_of
from planning.working_time import WorkingTime
from services import blocker_severity, channels, office, people, settings, working_hours
from services.policies import Policy


def ladder(session: Session, blocker: Blocker, policy: Policy, *, at: datetime) -> Ladder:
    """The ladder of a blocker as it holds at this instant. To be used within the transaction: it asks the store for
    who stands at a level, and for somebody's hours, only where a thought needs them."""
    rungs = Rungs(session, blocker, policy, at)
    raiser = people.by_id(session, blocker.workspace, blocker.raised_by)
    hours = Hours(rungs, raiser) if raiser is not None and not people.is_gone(raiser) and raiser.slack_id else None
    return Ladder(
        severity=blocker_severity.judge(session, blocker, policy.ladder, at=at).severity,
        kind=kind_of(Cause(blocker.cause)),
        rungs=rungs,
        raiser=Raiser(blocker.raised_by, hours),
        policy=policy.ladder,
    )


class Rungs(Mapping[Level, Rung]):
    """Each level is looked up once, when it is asked for."""

    def __init__(self, session: Session, blocker: Blocker, policy: Policy, at: datetime) -> None:
        self.session, self.blocker, self.policy, self.at = session, blocker, policy, at
        self._found: dict[Level, Rung] = {}
        self._made: Mapping[Level, Callable[[], Rung]] = {
            Level.OWNER: lambda: self._of([self._person(blocker.owner_id)]),
            Level.LEAD: lambda: self._of([self._lead()]),
            Level.PMO: self._pmo,
            Level.SPONSOR: lambda: self._of([self._person(self._project.sponsor_id if self._project else None)]),
            Level.EXECUTIVES: lambda: self._of(office.holders(session, blocker.workspace, Role.EXECUTIVE)),
        }

    def __getitem__(self, level: Level) -> Rung:
        if level not in self._found:
            self._found[level] = self._made[level]()
        return self._found[level]

    def __iter__(self) -> Iterator[Level]:
        return iter(Level)

    def __len__(self) -> int:
        return len(Level)

    @property
    def _project(self) -> Project | None:
        project_id = self.blocker.project_id
        return self.session.get(Project, (self.blocker.workspace, project_id)) if project_id else None

    def _person(self, person_id: str | None) -> Person | None:
        return people.by_id(self.session, self.blocker.workspace, person_id)

    def _lead(self) -> Person | None:
        """The project's manager, else the lead of the owner's team."""
        if self._project is not None and self._project.manager_id is not None:
            return self._person(self._project.manager_id)
        owner = self._person(self.blocker.owner_id)
        team = self.session.get(Team, (owner.workspace, owner.team_id)) if owner is not None and owner.team_id else None
        return self._person(team.lead_id) if team is not None else None

    def _pmo(self) -> Rung:
        channel = settings.pmo_channel(self.session, self.blocker.workspace, self.policy)
        if channel is None:
            return Rung()
        lead = self.policy.pmo.lead
        members = office.office(self.session, self.blocker.workspace, lead)
        one = None if members else office.pmo(self.session, self.blocker.workspace, lead)
        hours = tuple(Hours(self, person) for person in (*members, one) if person is not None)
        shut = channels.is_shut(self.session, self.blocker.workspace, channel)
        return Rung(channel=channel, hours=hours, dead=DeadEnd.ARCHIVED if shut else None)

    def _of(self, named: Iterable[Person | None]) -> Rung:
        """Those who can be reached of the people who are named at a level."""
        known = [person for person in named if person is not None]
        reached = {one.id: one for person in known if (one := self._reached(person)) is not None}
        if reached:
            return Rung(people=tuple(reached), hours=tuple(Hours(self, one) for one in reached.values()))
        gone = any(people.is_gone(person) for person in known)
        return Rung(dead=DeadEnd.DEACTIVATED if gone else None)

    def _reached(self, person: Person) -> Person | None:
        """They, or who stands in for them now; where all of these are away, they, and their hours show it. None where
        nobody of them is in Slack any more, or yet."""
        here = people.stand_in(self.session, person, at=self.at)
        there = (one for one in people.deputies(self.session, person) if not people.is_gone(one))
        return next((one for one in (here, *there) if one is not None and one.slack_id is not None), None)


class Hours:
    """Somebody's working hours, read when they are needed."""

    def __init__(self, rungs: Rungs, person: Person) -> None:
        self._rungs, self._person = rungs, person
        self._time: WorkingTime | None = None

    def after(self, instant: datetime, hours: Decimal, /) -> datetime | None:
        if self._time is None:
            since = min(self._rungs.blocker.created_at, self._rungs.at)
            policy = self._rungs.policy.availability
            self._time = working_hours.of(self._rungs.session, self._person, policy, since=since)
        return self._time.after(instant, hours)
