"""Do rows become the facts that planning thinks about, of one workspace only and in whatever order they lie?"""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import wall
from models.availability import Absence, Pattern
from models.people import Person
from models.store import Store
from models.workspaces import Workspace
from planning.absences import DayPart, Range
from planning.availability import Availability, Change
from planning.capacity import capacity, capacity_of
from planning.people import Standing
from planning.weeks import Week, Weeks
from services import snapshots
from services.policies import AvailabilityPolicy

POLICY = AvailabilityPolicy()
WEEKS = Weeks(Week(date(2026, 12, 21)), 3)
USUAL = (Decimal(8),) * 5 + (Decimal(0),) * 2
FOUR = (Decimal(8),) * 4 + (Decimal(0),) * 3


@pytest.fixture
def keep(store: Store, workspace: str) -> Callable[..., None]:
    def keep(*rows: Any, where: str = workspace) -> None:
        for row in rows:
            row.workspace = where
        with store.write.begin() as session:
            session.add_all(rows)

    return keep


def everybody(store: Store, workspace: str, policy: AvailabilityPolicy = POLICY) -> list[Availability]:
    with store.read.begin() as session:
        return list(snapshots.availabilities(session, workspace, policy, WEEKS))


def test_who_said_nothing_works_the_usual_week(store: Store, workspace: str, make_person: Any) -> None:
    ana = make_person("Ana")
    assert everybody(store, workspace) == [Availability(ana.id, Standing.MEMBER, USUAL, Decimal("0.8"))]


def test_the_workspace_s_own_calendar_goes_before_the_policy_s_and_a_person_s_before_both(
    store: Store, workspace: str, make_person: Any
) -> None:
    with store.write.begin() as session:
        here = session.get_one(Workspace, workspace)
        here.week, here.holidays = FOUR, "SA"
    make_person("Ana", id="a" * 32)
    make_person("Bo", id="b" * 32, week=USUAL, project_share=Decimal("0.5"), holidays="DE-BY")
    make_person("Cy", id="c" * 32, holidays="-")
    ana, bo, cy = everybody(store, workspace)
    assert (ana.week, ana.region, cy.region) == (FOUR, "SA", None)
    assert (bo.week, bo.share, bo.region) == (USUAL, Decimal("0.5"), "DE-BY")
    with store.read.begin() as session:
        policy = snapshots.capacity_policy(
            session, workspace, AvailabilityPolicy(day_start="08:30", half_holidays=True)
        )
    assert (policy.day_start, policy.half_holidays, policy.workdays) == (time(8, 30), True, frozenset(range(4)))


def test_rows_become_changes_and_absences(store: Store, workspace: str, make_person: Any, keep: Any) -> None:
    ana = make_person("Ana")
    inside, before = date(2026, 12, 24), date(2026, 1, 1)
    keep(
        Pattern(person_id=ana.id, since=before, week=FOUR),
        Pattern(person_id=ana.id, since=inside, project_share=Decimal("0.6")),
        Pattern(person_id=ana.id, since=date(2027, 2, 1), week=USUAL),
        Absence(person_id=ana.id, start=inside, finish=inside, part="day"),
        Absence(person_id=ana.id, start=before, finish=before, part="09:00-12:00", rule="FREQ=WEEKLY"),
        Absence(person_id=ana.id, start=before, finish=before, part="day"),
        Absence(person_id=ana.id, start=date(2027, 2, 1), finish=date(2027, 2, 1), part="day"),
    )
    (found,) = everybody(store, workspace)
    assert found.changes == (Change(before, FOUR, None), Change(inside, None, Decimal("0.6")))
    assert {(one.start, one.part, str(one.rule or "")) for one in found.absences} == {
        (inside, DayPart.DAY, ""),
        (before, Range(540, 720), "FREQ=WEEKLY"),
    }, "what lies outside these weeks is not read"
    with store.read.begin() as session:
        assert snapshots.availability_of(session, session.get_one(Person, (workspace, ana.id)), POLICY, WEEKS) == found


def test_what_no_door_lets_in_is_a_defect(store: Store, workspace: str, make_person: Any, keep: Any) -> None:
    keep(Absence(person_id=make_person("Ana").id, start=date(2026, 12, 24), finish=date(2026, 12, 24), part="noon"))
    with pytest.raises(ValueError, match="no door lets in"):
        everybody(store, workspace)


def test_two_workspaces_with_the_same_ids_are_kept_apart(
    store: Store, workspace: str, make_person: Any, keep: Any
) -> None:
    ana = make_person("Ana")
    keep(Person(id=ana.id, name="Other", standing="member", created_at=wall()), where="T0OTHER")
    day = date(2026, 12, 24)
    keep(
        Pattern(person_id=ana.id, since=day, week=FOUR),
        Absence(person_id=ana.id, start=day, finish=day, part="day"),
        where="T0OTHER",
    )
    assert everybody(store, workspace) == [Availability(ana.id, Standing.MEMBER, USUAL, Decimal("0.8"))]
    (theirs,) = everybody(store, "T0OTHER")
    assert (len(theirs.changes), len(theirs.absences)) == (1, 1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), named=st.permutations("abcd"))
def test_the_order_of_rows_does_not_matter_and_everybody_has_what_is_theirs(
    store: Store, order: list[int], named: list[str]
) -> None:
    day = date(2026, 12, 22)
    with store.write.begin() as session:
        here = f"T{session.query(Workspace).count()}"
        session.add(Workspace(id=here, created_at=wall()))
        session.flush()
        for name in named:
            session.add(Person(workspace=here, id=name, name=name, standing="member", created_at=wall()))
        session.flush()
        rows: list[Any] = [
            Pattern(person_id="a", since=day, week=FOUR),
            Pattern(person_id="a", since=date(2026, 12, 29), project_share=Decimal("0.5")),
            Pattern(person_id="d", since=day, project_share=Decimal(1)),
            Absence(person_id="a", start=day, finish=day, part="am"),
            Absence(person_id="c", start=day, finish=date(2026, 12, 30), part="day"),
            Absence(person_id="c", start=day, finish=day, part="4"),
        ]
        for place in order:
            rows[place].workspace = here
            session.add(rows[place])
            session.flush()
    with store.read.begin() as session:
        ground = snapshots.capacity_policy(session, here, POLICY)
        found = capacity(snapshots.availabilities(session, here, POLICY, WEEKS), WEEKS, ground)
        alone = {
            person.id: capacity_of(snapshots.availability_of(session, person, POLICY, WEEKS), WEEKS, ground)
            for person in session.query(Person).filter_by(workspace=here)
        }
    assert found.minutes == alone
    assert found.minutes == {
        "a": (1344, 1104, 960),  # half of Tuesday and no Friday; then Monday at the share of before; then all at half
        "b": (1920, 1920, 1920),
        "c": (384, 768, 1920),
        "d": (2304, 2400, 2400),
    }
