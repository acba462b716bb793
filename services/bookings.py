"""What can be done with a named booking: somebody, so many hours a week, on a project, from one day to another?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.base import new_id
from models.people import Person
from models.projects import Project
from planning import bookings as pieces
from planning.allocations import AllocationState
from planning.bookings import Booking
from planning.people import Standing
from planning.projects import LIVE_STATUSES
from services import absences, audit, people, portfolio_history, project_rights
from services.permissions import Actor
from services.portfolio_history import Act
from services.refusals import Refused

MOST_HOURS = 168  # a week has no more


@dataclass(frozen=True)
class Booked:
    """What became of somebody's bookings on a project that are not over. act_id: by which it is undone."""

    act_id: str
    person: Person
    project: Project
    before: tuple[Booking, ...]
    after: tuple[Booking, ...]


def current(session: Session, person: Person, project: Project, *, today: date) -> list[Allocation]:
    """The bookings of a person on a project that are not over, the earliest first. Others who book them wait."""
    absences.lock(session, person)
    theirs = (Allocation.workspace == project.workspace, Allocation.project_id == project.id)
    mine = (Allocation.person_id == person.id, Allocation.finish >= today)
    found = select(Allocation).where(*theirs, *mine).order_by(Allocation.start, Allocation.id)
    return list(session.scalars(found.with_for_update()))


def book(
    session: Session, person: Person, project: Project, wanted: Booking, *, tentative: bool, by: Actor, at: datetime
) -> Booked:
    """Put somebody on a project. Raises Refused, also where they are on it already in that time."""
    _must_be_possible(project, by=by)
    _must_work_here(person)
    _must_be_hours(wanted.hours)
    if wanted.finish < wanted.start:
        raise Refused(f"{wanted.finish} is before {wanted.start}, so nobody was booked. From when until when?")
    before = current(session, person, project, today=people.today_of(session, by.person, at=at))
    already = pieces.overlapping(map(_piece, before), wanted.start, wanted.finish)
    if already:
        raise Refused(
            f"{_called(person)} is on {project.code} in that time already, with {already[0].hours:f} h a week until "
            f"{already[0].finish}. To change that, begin with “extend”, “cut” or “end”. Nothing was changed."
        )
    state = AllocationState.TENTATIVE if tentative else AllocationState.COMMITTED
    return _done(session, before, [*map(_piece, before), wanted], person, project, by=by, at=at, state=state)


def extend(session: Session, person: Person, project: Project, finish: date, *, by: Actor, at: datetime) -> Booked:
    """Let the last booking go on until `finish`. Raises Refused."""
    before = _there(session, person, project, by=by, at=at)
    last = max(one.finish for one in before)
    if finish <= last:
        raise Refused(
            f"{_called(person)} is on {project.code} until {last} already. To end it earlier, begin with “end”. "
            "Nothing was changed."
        )
    return _done(session, before, pieces.extended([*map(_piece, before)], finish), person, project, by=by, at=at)


def change(
    session: Session,
    person: Person,
    project: Project,
    hours: Decimal,
    *,
    start: date,
    finish: date | None = None,
    by: Actor,
    at: datetime,
) -> Booked:
    """Other hours from `start` on, or from there to `finish`. Raises Refused."""
    _must_be_hours(hours)
    before = _there(session, person, project, by=by, at=at)
    after = pieces.changed(map(_piece, before), hours, start, finish)
    if after == [*map(_piece, before)]:
        raise Refused(f"{_called(person)} has {hours:f} h a week on {project.code} then already. Nothing was changed.")
    return _done(session, before, after, person, project, by=by, at=at)


def end(session: Session, person: Person, project: Project, last: date, *, by: Actor, at: datetime) -> Booked:
    """Let nothing go on after the day `last`. Raises Refused."""
    before = _there(session, person, project, by=by, at=at)
    after = pieces.ended(map(_piece, before), last)
    if after == [*map(_piece, before)]:
        raise Refused(f"{_called(person)} is on {project.code} no longer than that already. Nothing was changed.")
    return _done(session, before, after, person, project, by=by, at=at)


def last_day(session: Session, person: Person, project: Project, *, by: Actor, at: datetime) -> date:
    """The last day of their bookings on the project. Raises Refused where there is none."""
    return max(one.finish for one in _there(session, person, project, by=by, at=at))


def _there(session: Session, person: Person, project: Project, *, by: Actor, at: datetime) -> list[Allocation]:
    _must_be_possible(project, by=by)
    found = current(session, person, project, today=people.today_of(session, by.person, at=at))
    if not found:
        raise Refused(f"{_called(person)} is not booked on {project.code}, so there was nothing to change.")
    return found


def _done(
    session: Session,
    before: Sequence[Allocation],
    after: Iterable[Booking],
    person: Person,
    project: Project,
    *,
    by: Actor,
    at: datetime,
    state: AllocationState = AllocationState.COMMITTED,
) -> Booked:
    """Write what is different, as one act."""
    doing, rows = portfolio_history.act(by, at=at), {one.id: one for one in before}
    was, after = tuple(map(_piece, before)), tuple(after)
    kept = {one.id for one in after if one.id is not None}
    made = [_written(session, doing, one, rows, (person, project, state)) for one in after]
    for one in before:
        if one.id not in kept:
            portfolio_history.remove(session, doing, one)
    details = {"act": doing.id, "person": person.id, "bookings": len(made)}
    subject = ("project", project.id)
    audit.record(
        session, by.workspace, actor_id=by.id, action="portfolio.booked", subject=subject, at=at, details=details
    )
    return Booked(doing.id, person, project, was, tuple(made))


def _written(
    session: Session,
    doing: Act,
    one: Booking,
    rows: dict[str, Allocation],
    new: tuple[Person, Project, AllocationState],
) -> Booking:
    if one.id is not None:
        row = rows[one.id]
        portfolio_history.edit(
            session, doing, row, {"start": one.start, "finish": one.finish, "hours_per_week": one.hours}
        )
        return one
    person, project, state = new
    id_, of = new_id(), rows.get(one.of or "")
    row = Allocation(workspace=project.workspace, id=id_, code=id_, project_id=project.id, person_id=person.id,
                     start=one.start, finish=one.finish, hours_per_week=one.hours,
                     state=of.state if of else state, skill_id=of.skill_id if of else None,
                     request_id=of.request_id if of else None, version=1)  # fmt: skip
    portfolio_history.add(session, doing, row)
    return _piece(row)


def _piece(one: Allocation) -> Booking:
    return Booking(one.start, one.finish, one.hours_per_week, id=one.id)


def _must_be_possible(project: Project, *, by: Actor) -> None:
    project_rights.must_plan(project, by)
    if project.status not in LIVE_STATUSES:
        said = {"on_hold": "on hold", "done": "done", "cancelled": "cancelled"}[project.status]
        raise Refused(f"{project.code} is {said}, so its bookings stay as they are. Make it active first.")


def _must_work_here(person: Person) -> None:
    if people.is_gone(person) or person.standing == Standing.GUEST:
        raise Refused(f"{_called(person)} has no hours for projects here: guests and closed accounts have none.")


def _must_be_hours(hours: Decimal) -> None:
    if not 0 < hours <= MOST_HOURS:
        raise Refused(f"{hours:f} h a week cannot be booked. Write more than 0 and at most {MOST_HOURS}.")


def _called(person: Person) -> str:
    return person.name or person.email or "They"
