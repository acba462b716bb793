"""Is a blocker as severe as what it blocks says, and are the reasons given?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import Cause
from planning.ladder_policy import Kind, LadderPolicy, Severity
from planning.severity import Fact, Judgement, Reason, Stakes, kind_of, rises_on, severity

TODAY = date(2026, 11, 23)
POLICY = LadderPolicy()
LOW, MEDIUM, HIGH = Severity


@pytest.mark.parametrize(
    ("stakes", "judged"),
    [
        (Stakes(), Judgement(LOW, ())),
        (Stakes(people=1, hours_per_week=Decimal("7.9")), Judgement(LOW, ())),
        (Stakes(people=2), Judgement(MEDIUM, (Reason(Fact.PEOPLE, Decimal(2), MEDIUM),))),
        (Stakes(people=5), Judgement(HIGH, (Reason(Fact.PEOPLE, Decimal(5), HIGH),))),
        (Stakes(hours_per_week=Decimal(8)), Judgement(MEDIUM, (Reason(Fact.HOURS, Decimal(8), MEDIUM),))),
        (Stakes(hours_per_week=Decimal(40)), Judgement(HIGH, (Reason(Fact.HOURS, Decimal(40), HIGH),))),
        (Stakes(blockers=1), Judgement(MEDIUM, (Reason(Fact.BLOCKERS, Decimal(1), MEDIUM),))),
        (Stakes(blockers=3), Judgement(HIGH, (Reason(Fact.BLOCKERS, Decimal(3), HIGH),))),
        (Stakes(needed_by=TODAY + timedelta(6)), Judgement(LOW, ())),
        (Stakes(needed_by=TODAY + timedelta(5)), Judgement(MEDIUM, (Reason(Fact.NEEDED, Decimal(5), MEDIUM),))),
        (Stakes(needed_by=TODAY + timedelta(2)), Judgement(HIGH, (Reason(Fact.NEEDED, Decimal(2), HIGH),))),
        (Stakes(needed_by=TODAY - timedelta(9)), Judgement(HIGH, (Reason(Fact.NEEDED, Decimal(-9), HIGH),))),
        (
            Stakes(people=3, blockers=4),
            Judgement(HIGH, (Reason(Fact.BLOCKERS, Decimal(4), HIGH), Reason(Fact.PEOPLE, Decimal(3), MEDIUM))),
        ),
    ],
)
def test_the_heaviest_fact_decides_and_each_that_weighs_is_named(stakes: Stakes, judged: Judgement) -> None:
    assert severity(stakes, TODAY, POLICY) == judged


stakes = st.builds(
    Stakes,
    st.integers(0, 10),
    st.one_of(st.none(), st.decimals(0, 100, places=2)),
    st.integers(0, 5),
    st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2026, 12, 31))),
)


@given(stakes, st.integers(0, 3), st.integers(0, 40), st.integers(0, 2), st.integers(0, 9))
def test_more_that_is_stopped_is_never_less_severe(
    less: Stakes, people: int, hours: int, blockers: int, days: int
) -> None:
    more = Stakes(
        less.people + people,
        (less.hours_per_week or Decimal(0)) + hours,
        less.blockers + blockers,
        less.needed_by and less.needed_by - timedelta(days),
    )
    order = list(Severity)
    one, other = (severity(each, TODAY, POLICY) for each in (less, more))
    assert order.index(other.severity) >= order.index(one.severity)
    assert {reason.fact for reason in other.reasons} >= {reason.fact for reason in one.reasons}


@given(stakes)
def test_it_is_low_where_and_only_where_there_is_no_reason(some: Stakes) -> None:
    judged = severity(some, TODAY, POLICY)
    assert (judged.severity is LOW) == (not judged.reasons)
    assert judged.severity in {LOW, *(reason.severity for reason in judged.reasons)}


@given(stakes, st.dates(date(2026, 11, 1), date(2027, 1, 10)))
def test_it_rises_by_itself_on_the_day_that_is_said_and_on_none_before(some: Stakes, today: date) -> None:
    order = list(Severity)
    now = order.index(severity(some, today, POLICY).severity)
    days = (today + timedelta(number) for number in range(1, 80))
    rises = next((day for day in days if order.index(severity(some, day, POLICY).severity) > now), None)
    assert rises_on(some, today, POLICY) == rises


def test_only_a_decision_is_a_decision() -> None:
    assert [cause for cause in Cause if kind_of(cause) is Kind.DECISION] == [Cause.DECISION]
