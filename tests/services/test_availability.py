"""Is what somebody says about their time noted as they mean it, said once, and taken back exactly?"""

from datetime import date
from typing import Any

import pytest

from models.audit import AuditRow
from models.availability import Absence, AvailabilityChange
from planning.people import Standing
from readers.calendars.values import Busy
from services import absences as noted
from services import people
from services.policies import AvailabilityPolicy, Policy
from services.refusals import NotAllowed, Refused, Stale
from tests.services.availability_world import absences, patterns, remove, say, undo, weekly, whole_state
from tests.services.blocker_world import World

# Business time is Monday, 2 March 2026, 10:00 in Berlin. What was said before, in order → what is noted then.
OFFS: list[tuple[list[str], list[str]]] = [
    (["off tomorrow"], ["2026-03-03"]),
    (["off tomorrow", "off tomorrow"], ["2026-03-03"]),
    (["off tomorrow", "off tomorrow afternoon"], ["2026-03-03"]),
    (["off tomorrow afternoon", "off tomorrow"], ["2026-03-03"]),
    (["off tomorrow morning", "off tomorrow afternoon"], ["2026-03-03 am", "2026-03-03 pm"]),
    (["off 4 Mar to 6 Mar", "off 5 Mar to 10 Mar"], ["2026-03-04..2026-03-10"]),
    (["off 4 Mar", "off 6 Mar", "off 3 Mar to 7 Mar"], ["2026-03-03..2026-03-07"]),
    (["off 4 Mar to 5 Mar", "off 7 Mar to 8 Mar", "off 5 Mar to 7 Mar"], ["2026-03-04..2026-03-08"]),
    (["off 4 Mar", "off 5 Mar"], ["2026-03-04", "2026-03-05"]),
    (["off 4 Mar to 6 Mar", "off mornings 5 Mar to 9 Mar"], ["2026-03-04..2026-03-06", "2026-03-05..2026-03-09 am"]),
    (["off every Friday", "off Friday"], ["2026-03-06 FREQ=WEEKLY;BYDAY=FR"]),
    (["off Friday", "off every Friday"], ["2026-03-06 FREQ=WEEKLY;BYDAY=FR"]),
    (["off every Friday", "off every Friday"], ["2026-03-06 FREQ=WEEKLY;BYDAY=FR"]),
    (["off 4h tomorrow", "off 2h tomorrow"], ["2026-03-03 2", "2026-03-03 4"]),
    (["off until 31 Mar", "back 10 Mar"], ["2026-03-02..2026-03-09"]),
    (["off today", "back"], []),
    (["off 9 Mar to 13 Mar", "back 9 Mar"], []),
    (["off 9 Mar to 13 Mar", "back 11 Mar at 14:00"], ["2026-03-09..2026-03-10", "2026-03-11 00:00-14:00"]),
    (["off tomorrow afternoon", "back tomorrow at 15:00"], ["2026-03-03 13:00-15:00"]),
    (["off tomorrow morning", "back tomorrow at 15:00"], ["2026-03-03 am"]),
    (["off tomorrow afternoon", "back tomorrow at 12:00"], []),
    (["off 4h tomorrow", "back tomorrow at 12:00"], ["2026-03-03 4"]),
    (["off 9 Mar to 13 Mar", "back 20 Mar"], ["2026-03-09..2026-03-13"]),
    (
        ["off every second Friday", "back 20 Mar"],
        ["2026-03-06 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20260319", "2026-04-03 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"],
    ),
    (["off every Friday", "back 6 Mar"], ["2026-03-13 FREQ=WEEKLY;BYDAY=FR"]),
    (["off every Friday until 13 Mar", "back 13 Mar"], ["2026-03-06 FREQ=WEEKLY;BYDAY=FR;UNTIL=20260312"]),
    (
        ["off every Friday", "back 13 Mar at 11:00"],
        [
            "2026-03-06 FREQ=WEEKLY;BYDAY=FR;UNTIL=20260312",
            "2026-03-13 00:00-11:00",
            "2026-03-20 FREQ=WEEKLY;BYDAY=FR",
        ],
    ),
    (["off from Friday 14:00 until Monday 10:00", "back Saturday"], ["2026-03-06 14:00-24:00"]),
    (
        ["off 2 Mar to 5 Mar", "off 6 Mar 9:00-10:00", "back 4 Mar"],
        ["2026-03-02..2026-03-03", "2026-03-06 09:00-10:00"],
    ),
]
TERMS: list[tuple[list[str], list[str]]] = [
    (["60% from 1 Apr"], ["2026-04-01 @0.6"]),
    (["60% from 1 Apr", "60% from 1 Apr"], ["2026-04-01 @0.6"]),
    (["80%"], []),
    (["60% from 1 Apr to 30 Apr"], ["2026-04-01 @0.6", "2026-05-01 @0.8"]),
    (["50% from 15 Apr", "60% from 1 Apr to 30 Apr"], ["2026-04-01 @0.6", "2026-05-01 @0.5"]),
    (["60% from 1 Apr to 30 Apr", "70% from 10 Apr to 20 Apr"], [
        "2026-04-01 @0.6", "2026-04-10 @0.7", "2026-04-21 @0.6", "2026-05-01 @0.8"]),
    (["Mon to Thu 8h from 1 Apr"], ["2026-04-01 8 8 8 8 0 0 0"]),
    (["Mon to Thu 8h from 1 Apr", "60% from 1 Apr"], ["2026-04-01 8 8 8 8 0 0 0 @0.6"]),
    (["30h a week from 1 Apr to 30 Apr"], ["2026-04-01 6 6 6 6 6 0 0", "2026-05-01 8 8 8 8 8 0 0"]),
    (["100% from 1 May", "60% from 1 Apr"], ["2026-04-01 @0.6", "2026-05-01 @1"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), OFFS, ids=lambda one: "; ".join(one)[:60])
def test_absences_as_they_are_noted(world: World, said: list[str], expected: list[str]) -> None:
    for phrase in said:
        say(world, "Mia", phrase)
    assert absences(world) == sorted(expected)


@pytest.mark.parametrize(("said", "expected"), TERMS, ids=lambda one: "; ".join(one)[:60])
def test_weeks_and_shares_as_they_are_noted(world: World, said: list[str], expected: list[str]) -> None:
    for phrase in said:
        say(world, "Mia", phrase)
    assert patterns(world) == expected


@pytest.mark.parametrize("said", [*(case[0] for case in OFFS), *(case[0] for case in TERMS)], ids="; ".join)
def test_every_change_is_taken_back_exactly_in_turn(world: World, said: list[str]) -> None:
    states, changes = [whole_state(world, "Mia")], []
    for phrase in said:
        changes.append(say(world, "Mia", phrase).change)
        states.append(whole_state(world, "Mia"))
    for change, before, after in reversed(list(zip(changes, states, states[1:], strict=False))):
        if change is None:
            assert before == after
        else:
            undo(world, "Mia", change)
            assert whole_state(world, "Mia") == before


def test_the_effect_names_the_weeks_that_change_and_no_other(world: World) -> None:
    effect = say(world, "Mia", "off 5 Mar to 10 Mar")
    assert [(str(week), before / 60, now / 60) for week, before, now in effect.weeks] == [
        ("2026-W10", 32.0, 19.2),
        ("2026-W11", 32.0, 19.2),
    ]
    assert weekly(world, "2026-W10", 3) == [19.2, 19.2, 32.0]
    nothing = say(world, "Mia", "off Saturday 14 Mar")
    assert nothing.change is not None
    assert nothing.weeks == ()
    assert say(world, "Mia", "off 6 Mar").change is None


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ([], "off 1 May 2027 to 7 May 2027"),
        ([], "60% from 1 Feb 2028"),
        ([], "off 5 Mar 2035 to 9 Mar 2035"),
        (["off 2 Mar 2026 to 1 Mar 2028"], "back 1 Jun"),
    ],
)
def test_the_effect_is_seen_however_far_ahead_it_lies(world: World, before: list[str], said: str) -> None:
    for phrase in before:
        say(world, "Mia", phrase)
    there = weekly(world, "2026-W01", 600)
    effect = say(world, "Mia", said)
    now = weekly(world, "2026-W01", 600)
    changed = [at for at, (old, new) in enumerate(zip(there, now, strict=True)) if old != new]
    seen = {str(week): (old / 60, new / 60) for week, old, new in effect.weeks}
    assert len(changed) == len(seen) or str(effect.last) in seen  # with the last week: it goes on after it
    assert (there[changed[0]], now[changed[0]]) == next(iter(seen.values()))
    assert len(seen) > 50 or str(effect.last) not in seen
    back = undo(world, "Mia", effect.change)
    assert back.weeks == tuple((week, new, old) for week, old, new in effect.weeks)


def test_removing_a_line_far_ahead_says_what_it_does(world: World) -> None:
    change = say(world, "Mia", "off 1 May 2028 to 5 May 2028").change
    assert change is not None
    assert len(remove(world, "Mia", world.rows(Absence)[0].id).weeks) == 1


def test_today_is_that_of_the_person(world: World) -> None:
    world.clock.add(hours=14)  # 23:00 UTC: Tuesday in Berlin, Monday in New York
    world.change_person("Bo", zone="America/New_York")
    say(world, "Mia", "off today")
    say(world, "Bo", "off today")
    assert (absences(world), absences(world, "Bo")) == (["2026-03-03"], ["2026-03-02"])


def test_an_absence_said_makes_somebody_away_and_an_undo_back(world: World) -> None:
    def away() -> bool:
        with world.acting("Mia") as (_, actor):
            return people.is_away(actor.person, at=world.clock.now())

    change = say(world, "Mia", "off today").change
    assert away()
    undo(world, "Mia", change)
    assert not away()
    say(world, "Mia", "off this afternoon")
    assert not away()


def test_undo_is_refused_where_something_came_after_it(world: World) -> None:
    first = say(world, "Mia", "off 4 Mar to 6 Mar").change
    second = say(world, "Mia", "off 6 Mar to 9 Mar").change
    with pytest.raises(Stale, match="changed again after that"):
        undo(world, "Mia", first)
    assert absences(world) == ["2026-03-04..2026-03-09"]
    undo(world, "Mia", second)
    undo(world, "Mia", first)
    assert absences(world) == []
    with pytest.raises(Stale, match="undone already"):
        undo(world, "Mia", first)


def test_an_undo_never_puts_back_what_was_said_again(world: World) -> None:
    say(world, "Mia", "60% from 1 Apr")
    gone = remove(world, "Mia", "2026-04-01").change
    say(world, "Mia", "50% from 1 Apr")
    with pytest.raises(Stale):
        undo(world, "Mia", gone)
    assert patterns(world) == ["2026-04-01 @0.5"]


def test_undo_is_for_the_person_alone_and_for_a_day(world: World) -> None:
    change = say(world, "Mia", "off tomorrow").change
    with pytest.raises(NotAllowed):
        undo(world, "Ana", change)
    with pytest.raises(Refused, match="nothing to undo"):
        undo(world, "Mia", "x" * 32)
    world.clock.add(hours=24)
    with pytest.raises(Refused, match="24 hours"):
        undo(world, "Mia", change)
    assert absences(world) == ["2026-03-03"]


def test_a_line_of_the_list_is_removed_and_put_back(world: World) -> None:
    say(world, "Mia", "off every second Friday")
    say(world, "Mia", "60% from 1 Apr")
    state = whole_state(world, "Mia")
    one = remove(world, "Mia", world.rows(Absence)[0].id).change
    other = remove(world, "Mia", "2026-04-01").change
    assert (absences(world), patterns(world)) == ([], [])
    undo(world, "Mia", other)
    undo(world, "Mia", one)
    assert whole_state(world, "Mia") == state
    for which in ("", "x", "2026-04-02", "0" * 32):
        with pytest.raises(Refused, match="not in the list"):
            remove(world, "Mia", which)


def test_what_a_calendar_says_is_its_own(world: World) -> None:
    with world.store.write.begin() as session:
        actor = world.actor(session, "Mia")
        noted.replace_from_feed(session, actor.person, [Busy(date(2026, 3, 4), date(2026, 3, 6))], at=world.clock.now())
    row = world.rows(Absence)[0].id
    with pytest.raises(Refused):
        remove(world, "Mia", row)
    assert say(world, "Mia", "back 5 Mar").change is None
    assert say(world, "Mia", "off 4 Mar").change is not None, "it holds also when the calendar changes its mind"
    assert absences(world) == ["2026-03-04", "2026-03-04..2026-03-06 *"]


def test_another_person_s_rows_are_nobody_else_s(world: World) -> None:
    say(world, "Bo", "off tomorrow")
    with pytest.raises(Refused):
        remove(world, "Mia", world.rows(Absence)[0].id)


@pytest.mark.parametrize("phrase", ["60% from 1 Jan 2120", "off 1 Feb 2100"])
def test_what_nobody_can_mean_is_refused(world: World, phrase: str) -> None:
    with pytest.raises(Refused, match="ten years"):
        say(world, "Mia", phrase)


def test_days_without_hours_are_no_working_week(world: World) -> None:
    with pytest.raises(Refused, match="no hours on those days"):
        say(world, "Mia", "only Saturday")
    assert patterns(world) == []


def test_the_policy_is_where_somebody_starts_from(world: World) -> None:
    world.policy = Policy(availability=AvailabilityPolicy(week=(6, 6, 6, 6, 0, 0, 0), project_share=0.5))
    assert weekly(world, "2026-W10") == [12.0]
    effect = say(world, "Mia", "8h a day from 9 Mar")
    assert [now / 60 for _, _, now in effect.weeks][:2] == [16.0, 16.0]


def test_a_third_of_an_hour_fits_into_its_column(world: World) -> None:
    say(world, "Mia", "Mon to Sat 8h from 1 Apr")
    say(world, "Mia", "40h a week from 1 May")
    assert patterns(world)[-1].count("6.666667") == 6


def test_the_audit_holds_ids_and_kinds_only(world: World) -> None:
    undo(world, "Mia", say(world, "Mia", "off tomorrow, dentist").change)
    rows: list[Any] = [one for one in world.rows(AuditRow) if one.action.startswith("availability")]
    change = world.rows(AvailabilityChange)[0]
    assert [one.action for one in rows] == ["availability.off", "availability.undone"]
    assert [one.details for one in rows] == [{"change": change.id, "kind": "off"}] * 2
    assert "dentist" not in str([row.details for row in rows]) + str(change.before) + str(change.after)


def test_guests_and_leavers_have_none_to_set(world: World) -> None:
    for standing in (Standing.GUEST, Standing.UNSEEN, Standing.STRANGER, Standing.BOT, Standing.DEACTIVATED):
        world.change_person("Cy", standing=standing)
        with pytest.raises(NotAllowed):
            say(world, "Cy", "off tomorrow")
