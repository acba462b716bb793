"""How do rows become the facts that planning thinks about? The only bridge between the two."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.availability import Absence as AbsenceRow
from models.availability import Pattern
from models.blockers import STATE_IS_LIVE, Blocker, BlockerLink, BlockerPerson
from models.people import Person
from models.workspaces import Workspace
from planning.absences import Absence, Part, read_part
from planning.availability import Availability, Change, Hours7
from planning.capacity import CapacityPolicy
from planning.minutes import HOUR, whole
from planning.people import Standing
from planning.recurrence import Rule, read_rule
from planning.refusal import Refusal
from planning.roots import OpenBlocker
from planning.weeks import Weeks
from services.policies import AvailabilityPolicy
from services.tenancy import Served, among

NO_HOLIDAYS = "-"  # in people.holidays: this person keeps none, whatever the workspace does
_UNSOUND = "the store holds what no door lets in: {}"


def capacity_policy(session: Session, workspace: str, policy: AvailabilityPolicy) -> CapacityPolicy:
    """What planning reckons with here: the workspace's own working calendar, else the policy's."""
    week = usual_week(session, workspace, policy)
    hour, minute = policy.day_start.split(":")
    return CapacityPolicy(
        day_start=time(int(hour), int(minute)),
        half_holidays=policy.half_holidays,
        workdays=frozenset(day for day, hours in enumerate(week) if hours) or CapacityPolicy().workdays,
    )


def usual_week(session: Session, workspace: str, policy: AvailabilityPolicy) -> Hours7:
    """The hours from Monday to Sunday of who has named none of their own."""
    row = session.get(Workspace, workspace)
    return row.week if row is not None and row.week is not None else _hours(policy.week)


def terms_of(
    session: Session, workspace: str, some: Collection[Person], policy: AvailabilityPolicy
) -> dict[str, Availability]:
    """By id, their usual week and share with every change of them, also those far ahead; without absences."""
    usual = _usual(session, workspace, policy)
    columns = (Pattern.person_id, Pattern.since, Pattern.week, Pattern.project_share)
    theirs = Pattern.workspace == workspace, Pattern.person_id.in_([one.id for one in some])
    changes = defaultdict[str, list[Change]](list)
    for person_id, *rest in session.execute(select(*columns).where(*theirs).order_by(Pattern.since)):
        changes[person_id].append(_change(*rest))
    return {one.id: replace(_availability(usual, one, (), ()), changes=tuple(changes[one.id])) for one in some}


def availability_of(session: Session, person: Person, policy: AvailabilityPolicy, weeks: Weeks) -> Availability:
    """What is known of one person's time, as far as it matters in these weeks."""
    patterns = session.execute(_patterns(person.workspace, weeks, [person.id]))
    absences = session.execute(_absences(person.workspace, weeks, [person.id]))
    return _availability(_usual(session, person.workspace, policy), person, patterns, absences)


def availabilities(
    session: Session, workspace: str, policy: AvailabilityPolicy, weeks: Weeks, *, only: Collection[str] | None = None
) -> Iterator[Availability]:
    """The same of everybody, or of those with these ids, by id, as a stream: rows are read as they are used."""
    usual = _usual(session, workspace, policy)
    patterns = _Grouped(session, _patterns(workspace, weeks, only))
    absences = _Grouped(session, _absences(workspace, weeks, only))
    for row in session.execute(_people(workspace, only).execution_options(yield_per=1000)):
        yield _availability(usual, row, patterns.of(row.id), absences.of(row.id))


def _availability(usual: Availability, row: Any, patterns: Iterable[Any], absences: Iterable[Any]) -> Availability:
    """`row`: a person, or the columns of one that matter here."""
    return replace(
        usual,
        person=row.id,
        standing=Standing(row.standing),
        week=usual.week if row.week is None else row.week,
        share=usual.share if row.project_share is None else row.project_share,
        region=_region(row.holidays, usual.region),
        changes=tuple(_change(*rest) for _, *rest in patterns),
        absences=tuple(_absence(*rest) for _, *rest in absences),
    )


def _usual(session: Session, workspace: str, policy: AvailabilityPolicy) -> Availability:
    """Somebody of whom nothing is known but that they work here."""
    row = session.get(Workspace, workspace)
    week = usual_week(session, workspace, policy)
    share = Decimal(str(policy.project_share))
    return Availability("", Standing.MEMBER, week, share, region=row.holidays if row is not None else None)


def _people(workspace: str, only: Collection[str] | None) -> Select[*tuple[Any, ...]]:
    columns = (Person.id, Person.standing, Person.week, Person.project_share, Person.holidays)
    chosen = select(*columns).where(Person.workspace == workspace).order_by(Person.id)
    return chosen if only is None else chosen.where(Person.id.in_(only))


def _patterns(workspace: str, weeks: Weeks, only: Collection[str] | None) -> Select[*tuple[Any, ...]]:
    """Those of the past too: the last of them is in force."""
    columns = (Pattern.person_id, Pattern.since, Pattern.week, Pattern.project_share)
    until = date.fromordinal(weeks.last_day)
    chosen = select(*columns).where(Pattern.workspace == workspace, Pattern.since <= until)
    chosen = chosen if only is None else chosen.where(Pattern.person_id.in_(only))
    return chosen.order_by(Pattern.person_id, Pattern.since)


def _absences(workspace: str, weeks: Weeks, only: Collection[str] | None) -> Select[*tuple[Any, ...]]:
    columns = (AbsenceRow.person_id, AbsenceRow.start, AbsenceRow.finish, AbsenceRow.part, AbsenceRow.rule)
    first, last = date.fromordinal(weeks.first_day), date.fromordinal(weeks.last_day)
    within = (AbsenceRow.finish >= first) | AbsenceRow.rule.is_not(None)
    chosen = select(*columns).where(AbsenceRow.workspace == workspace, AbsenceRow.start <= last, within)
    chosen = chosen if only is None else chosen.where(AbsenceRow.person_id.in_(only))
    return chosen.order_by(AbsenceRow.person_id)


class _Grouped:
    """Rows that come by person, handed out person by person in the same order; who has none is passed over."""

    def __init__(self, session: Session, chosen: Select[*tuple[Any, ...]]) -> None:
        rows = session.execute(chosen.execution_options(yield_per=1000))
        self._groups = groupby(rows, itemgetter(0))
        self._next: tuple[str, list[Any]] | None = None

    def of(self, person: str) -> list[Any]:
        while self._next is None or self._next[0] < person:
            key, rows = next(self._groups, (None, iter(())))
            if key is None:
                return []
            self._next = key, list(rows)
        return self._next[1] if self._next[0] == person else []


def open_blockers(session: Session, workspace: str) -> list[OpenBlocker]:
    """Every live blocker with whose work stands still and which others wait, in three statements."""
    live = select(Blocker.id).where(Blocker.workspace == workspace, STATE_IS_LIVE)
    blocks = _by_blocker(session, BlockerLink, BlockerLink.blocks_id, workspace, live)
    held = _by_blocker(session, BlockerPerson, BlockerPerson.person_id, workspace, live)
    columns = (Blocker.id, Blocker.number, Blocker.since, Blocker.hours_per_week, Blocker.raised_by)
    return [
        OpenBlocker(
            id=row.id,
            number=row.number,
            since=row.since,
            minutes=None if row.hours_per_week is None else whole(row.hours_per_week * HOUR),
            people=frozenset((row.raised_by, *held.get(row.id, ()))),
            blocks=tuple(blocks.get(row.id, ())),
        )
        for row in session.execute(select(*columns).where(Blocker.workspace == workspace, STATE_IS_LIVE))
    ]


def _by_blocker(
    session: Session,
    table: type[BlockerLink | BlockerPerson],
    column: InstrumentedAttribute[str],
    workspace: str,
    live: Select[str],
) -> dict[str, list[str]]:
    """What the table says of each live blocker, by its id."""
    found: dict[str, list[str]] = {}
    rows = select(table.blocker_id, column).where(table.workspace == workspace, table.blocker_id.in_(live))
    for blocker, other in session.execute(rows):
        found.setdefault(blocker, []).append(other)
    return found


def cost_rates(session: Session, workspace: str) -> dict[str, Decimal]:
    """Money per hour by person's id, of those who have a rate."""
    known = select(Person.id, Person.cost_rate).where(Person.workspace == workspace, Person.cost_rate.is_not(None))
    return {row.id: row.cost_rate for row in session.execute(known)}


def regions(session: Session, served: Served) -> set[str]:
    """Every country, or part of one, whose public holidays somebody keeps."""
    usual = select(Workspace.holidays).where(among(Workspace.id, served))
    own = select(Person.holidays).where(among(Person.workspace, served)).distinct()
    found = {*session.scalars(usual), *session.scalars(own)}
    return {one for one in found if one and one != NO_HOLIDAYS}


@lru_cache(maxsize=4096)
def _change(since: date, week: Hours7 | None, share: Decimal | None) -> Change:
    return Change(since, week, share)


@lru_cache(maxsize=16384)
def _absence(start: date, finish: date, part: str, rule: str | None) -> Absence:
    """What is stored was checked when it came in, so a refusal here is a defect."""
    return Absence(start, finish, _part(part), None if rule is None else _rule(rule))


def _part(text: str) -> Part:
    part = read_part(text)
    if isinstance(part, Refusal):
        raise ValueError(_UNSOUND.format(part))
    return part


def _rule(text: str) -> Rule:
    rule = read_rule(text)
    if isinstance(rule, Refusal):
        raise ValueError(_UNSOUND.format(rule))
    return rule


def _region(own: str | None, usual: str | None) -> str | None:
    if own == NO_HOLIDAYS:
        return None
    return own or usual


@lru_cache(maxsize=64)
def _hours(week: tuple[float, ...]) -> Hours7:
    return tuple(Decimal(str(hours)) for hours in week)
