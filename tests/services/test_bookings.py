"""Is somebody booked, extended, changed and ended as it was said, with history, and can each be taken back?"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.people import Person
from models.portfolio_changes import PortfolioChange
from models.projects import Project
from planning.bookings import Booking
from services import bookings, permissions, portfolio_history
from services.bookings import Booked
from services.refusals import NotAllowed, Refused, Stale
from tests.services.blocker_world import World

Verb = Callable[..., Booked]
D = date
H20 = Decimal(20)


@pytest.fixture
def apollo_of_bo(world: World) -> str:
    return world.project("APOLLO", manager="Bo")


@pytest.fixture
def does(world: World, apollo_of_bo: str) -> Verb:
    """Calls a verb as somebody, about Mia on APOLLO."""

    def call(who: str, verb: Verb, *given: object, **named: object) -> Booked:
        with world.store.write.begin() as session:
            by = permissions.actor(_person(session, world, who))
            mia, apollo = _person(session, world, "Mia"), session.get_one(Project, (world.workspace, apollo_of_bo))
            return verb(session, mia, apollo, *given, by=by, at=world.clock.now(), **named)

    return call


@pytest.fixture
def rows(world: World) -> Callable[[], list[tuple[str, str, str]]]:
    def read() -> list[tuple[str, str, str]]:
        with world.store.read.begin() as session:
            found = session.scalars(select(Allocation).order_by(Allocation.start)).all()
            return [(str(one.start), str(one.finish), f"{one.hours_per_week:f}") for one in found]

    return read


def _person(session: Session, world: World, name: str) -> Person:
    return session.get_one(Person, (world.workspace, world.people[name]))


def _book(does: Verb, start: date, finish: date, hours: Decimal = H20, who: str = "Bo") -> Booked:
    return does(who, bookings.book, Booking(start, finish, hours), tentative=False)


def _undo(world: World, done: Booked, who: str = "Bo", hours: int = 24) -> None:
    with world.store.write.begin() as session:
        by = permissions.actor(_person(session, world, who))
        portfolio_history.undo(session, done.act_id, by=by, at=world.clock.now(), undo_hours=hours)


@pytest.fixture
def first(world: World) -> date:
    """A day ahead."""
    return world.clock.now().date() + timedelta(days=7)


def test_each_verb_leaves_what_it_says_and_undo_brings_back_what_was(
    world: World, does: Verb, rows: Callable[[], list[tuple[str, str, str]]], first: date
) -> None:
    last, middle = first + timedelta(days=60), first + timedelta(days=30)
    booked = _book(does, first, last)
    assert rows() == [(str(first), str(last), "20")]
    cut = does("Bo", bookings.change, Decimal(10), start=middle)
    before_middle = middle - timedelta(days=1)
    two = [(str(first), str(before_middle), "20"), (str(middle), str(last), "10")]
    assert rows() == two
    longer = does("Bo", bookings.extend, last + timedelta(days=9))
    assert rows() == [two[0], (str(middle), str(last + timedelta(days=9)), "10")]
    ended = does("Bo", bookings.end, first + timedelta(days=2))
    assert rows() == [(str(first), str(first + timedelta(days=2)), "20")]
    for done, then in ((ended, None), (longer, two), (cut, [(str(first), str(last), "20")]), (booked, [])):
        _undo(world, done)
        assert then is None or rows() == then
    with world.store.read.begin() as session:
        kept = session.scalars(select(PortfolioChange)).all()
        assert {one.undone_at is not None for one in kept} == {True}
        assert not any("code" in one.before or "code" in one.after for one in kept)


def test_an_undo_is_refused_when_something_came_after_it(world: World, does: Verb, first: date) -> None:
    booked = _book(does, first, first + timedelta(days=60))
    does("Bo", bookings.extend, first + timedelta(days=70))
    with pytest.raises(Stale, match="changed since"):
        _undo(world, booked)


def test_an_undo_is_refused_twice_too_late_and_to_others(world: World, does: Verb, first: date) -> None:
    booked = _book(does, first, first + timedelta(days=60))
    with pytest.raises(NotAllowed):
        _undo(world, booked, who="Cy")
    world.clock.add(hours=25)
    with pytest.raises(Refused, match="more than 24 hours"):
        _undo(world, booked)
    _undo(world, booked, hours=30)
    with pytest.raises(Stale, match="undone already"):
        _undo(world, booked, hours=30)


def test_the_manager_and_the_office_may_and_nobody_else(world: World, does: Verb, first: date) -> None:
    with pytest.raises(NotAllowed, match="its manager"):
        _book(does, first, first, who="Mia")
    _book(does, first, first, who="Ana")


@pytest.mark.parametrize("hours", ["0", "-1", "168.5"])
def test_hours_that_no_week_has_are_refused(does: Verb, first: date, hours: str) -> None:
    with pytest.raises(Refused, match="cannot be booked"):
        _book(does, first, first, Decimal(hours))


def test_who_is_on_it_already_is_not_booked_twice(does: Verb, first: date) -> None:
    _book(does, first, first + timedelta(days=9))
    with pytest.raises(Refused, match="already, with 20 h"):
        _book(does, first + timedelta(days=9), first + timedelta(days=20))
    _book(does, first + timedelta(days=10), first + timedelta(days=20))


def test_what_would_change_nothing_says_so(does: Verb, first: date) -> None:
    with pytest.raises(Refused, match="not booked"):
        does("Bo", bookings.extend, first)
    _book(does, first, first + timedelta(days=9))
    with pytest.raises(Refused, match="begin with “end”"):
        does("Bo", bookings.extend, first + timedelta(days=9))
    with pytest.raises(Refused, match="then already"):
        does("Bo", bookings.change, H20, start=first)
    with pytest.raises(Refused, match="no longer than that"):
        does("Bo", bookings.end, first + timedelta(days=9))


def test_nobody_is_booked_on_what_rests(world: World, does: Verb, apollo_of_bo: str, first: date) -> None:
    with world.store.write.begin() as session:
        session.execute(update(Project).where(Project.id == apollo_of_bo).values(status="on_hold"))
    with pytest.raises(Refused, match="on hold"):
        _book(does, first, first)
