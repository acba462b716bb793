"""Are goals, alignment, dependencies, bookings, requests and blockers read, and is everything wrong in them listed?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from readers.tables.plan_values import AlignmentRow, AllocationRow, BlockerRow, DependencyRow, GoalRow, RequestRow
from readers.tables.portfolio import read
from readers.tables.values import Blank, PersonRef, Portfolio

KEEP, CLEAR = Blank.KEEP, Blank.CLEAR
ANA = PersonRef("ana@example.com", None)
MARCH, MAY = date(2026, 3, 2), date(2026, 5, 29)


def portfolio(**files: str) -> Portfolio:
    found = read({name: text.encode() for name, text in files.items()})
    assert isinstance(found, Portfolio), found
    return found


def test_what_the_plan_says() -> None:
    found = portfolio(
        goals="code,name,weight,horizon\nCARE,Better care,2.5,2028\n",
        alignment="project,goal,percent\nAPOLLO,CARE,80\nORION,CARE,-\n",
        dependencies="project,needs,lag_weeks\nAPOLLO,ORION,2\nORION,VEGA,\n",
    )
    assert found.goals == (GoalRow(2, "CARE", "Better care", Decimal("2.5"), (("horizon", "2028"),)),)
    assert found.alignment == (AlignmentRow(2, "APOLLO", "CARE", Decimal(80)), AlignmentRow(3, "ORION", "CARE", CLEAR))
    assert found.dependencies == (DependencyRow(2, "APOLLO", "ORION", 2), DependencyRow(3, "ORION", "VEGA", KEEP))


def test_bookings_and_requests() -> None:
    found = portfolio(
        allocations="id,project,email,start,finish,hours_per_week,state,skill,request\n"
        "A1,,,,,12.5,,-,-\n,APOLLO,ANA@example.com,2026-03-02,2026-05-29,20,Tentative,  Go   lang,R1\n",
        requests="id,project,skill,min_level,hours_per_week,start,finish,max_people,shift_weeks,state\n"
        "R1,APOLLO,Go,3,20,2026-03-02,2026-05-29,2,-,proposed\n",
    )
    assert found.allocations == (
        AllocationRow(2, "A1", KEEP, KEEP, KEEP, KEEP, Decimal("12.5"), KEEP, CLEAR, CLEAR),
        AllocationRow(3, KEEP, "APOLLO", ANA, MARCH, MAY, Decimal(20), "tentative", "Go lang", "R1"),
    )
    assert found.requests == (RequestRow(2, "R1", "APOLLO", "Go", 3, Decimal(20), MARCH, MAY, 2, CLEAR, "proposed"),)


def test_blockers() -> None:
    found = portfolio(
        blockers="id,title,project,raised_by,owner,cause,since,needed_by,hours_per_week,people,blocks,state,duplicate_of,"
        'cleared_at\nB-1,No access,APOLLO,ANA@example.com,-,Vendor,2026-03-02,,12.5,"U0BO, ana@example.com;U0BO",'
        "B-2 b-2 R3,In progress,,\nR3,,,,,,,,,,,cleared,,2026-05-29T10:30:00+02:00\n"
    )
    first, second = found.blockers
    assert first == BlockerRow(
        row=2,
        id="B-1",
        title="No access",
        project="APOLLO",
        raised_by=ANA,
        owner=CLEAR,
        cause="vendor",
        since=MARCH,
        needed_by=KEEP,
        hours_per_week=Decimal("12.5"),
        people=(PersonRef(None, "U0BO"), ANA),
        blocks=("b-2", "R3"),
        state="in_progress",
        duplicate_of=KEEP,
        cleared_at=KEEP,
    )
    assert second.cleared_at == datetime(2026, 5, 29, 8, 30, tzinfo=UTC)


BOOKED = "id,project,email,start,finish,hours_per_week,state\n"


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("goals", "code,weight\nCARE,-1\n", "goals:2:weight: “-1” is out of range, write a number of 0 or more"),
        ("goals", "code\nCARE\ncare\n", "goals:3:code: row 2 names the same, name it once"),
        ("goals", "code,name\nCARE,-\n", "goals:2:name: this cannot be cleared"),
        (
            "alignment",
            "project,goal,percent\nA,G,101\n",
            "alignment:2:percent: “101” is out of range, write a number from 0",
        ),
        ("alignment", "project,goal\nA,G\na,g\n", "alignment:3:goal: row 2 names the same"),
        ("dependencies", "project,needs\nA,a\n", "dependencies:2:needs: A would need itself, name another project"),
        ("dependencies", "project,needs,lag_weeks\nA,B,1.5\n", "dependencies:2:lag_weeks: “1.5” is not a whole number"),
        ("dependencies", "project,needs,lag_weeks\nA,B,-1\n", "dependencies:2:lag_weeks: “-1” is out of range"),
        ("allocations", "project,email\n", "allocations:1:: no column is called id or start"),
        ("allocations", BOOKED + ",A,,2026-03-02,,8,\n", "allocations:2:email: it is empty, and no id says which"),
        (
            "allocations",
            BOOKED + "X,A,a@b.cc,2026-03-02,2026-03-01,8,\n",
            "allocations:2:finish: 2026-03-01 is before the",
        ),
        (
            "allocations",
            BOOKED + "X,A,a@b.cc,2026-03-02,2026-03-06,-8,\n",
            "allocations:2:hours_per_week: “-8” is out of",
        ),
        (
            "allocations",
            BOOKED + "X,A,a@b.cc,2026-03-02,2026-03-06,169,\n",
            "allocations:2:hours_per_week: “169” is out of",
        ),
        (
            "allocations",
            BOOKED + "X,,,,,,maybe\n",
            "allocations:2:state: “maybe” is not a state of an allocation, write one",
        ),
        (
            "allocations",
            BOOKED + "x" * 331 + ",,,,,,\n",
            "allocations:2:id: the text has 331 characters, write at most 330",
        ),
        ("requests", "id,min_level\nR1,6\n", "requests:2:min_level: “6” is not a level"),
        (
            "requests",
            "id,max_people\nR1,0\n",
            "requests:2:max_people: “0” is out of range, write a whole number from 1",
        ),
        (
            "requests",
            "id,state\nR1,done\n",
            "requests:2:state: “done” is not a state of a request, write one of: draft open",
        ),
        (
            "blockers",
            "id,cause\nB-1,weather\n",
            "blockers:2:cause: “weather” is not a cause, write one of: decision person",
        ),
        ("blockers", "id,people\nB-1,ana@example.com Bo\n", "blockers:2:people: “Bo” is neither an e-mail address nor"),
        (
            "blockers",
            "id,state,duplicate_of\nB-1,open,B-2\n",
            "blockers:2:duplicate_of: a blocker that is open is no dupl",
        ),
        (
            "blockers",
            "id,state,cleared_at\nB-1,open,2026-03-02\n",
            "blockers:2:cleared_at: a blocker that is open is not",
        ),
        (
            "blockers",
            "id,cleared_at\nB-1,2026-03-02 25:00\n",
            "blockers:2:cleared_at: “2026-03-02 25:00” is neither a date",
        ),
    ],
)
def test_what_is_wrong_is_named_with_what_would_be_right(name: str, text: str, problem: str) -> None:
    found = read({name: text.encode()})
    assert isinstance(found, list)
    assert str(found[0]).startswith(problem)
