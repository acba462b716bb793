"""Is the root blocker the one whose removal frees most, whatever the links look like?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.roots import CostPerDay, OpenBlocker, Root, cost_per_day, root

untimed = settings(deadline=None)  # a busy machine is no finding
DAY = date(2026, 11, 2)
HOUR = 60


def blocker(number: int, hours: float | None = None, *blocks: int, days: int = 0, people: str = "") -> OpenBlocker:
    """B-`number`, `days` younger than the oldest; its id is its number."""
    minutes = None if hours is None else round(hours * HOUR)
    ids = tuple(str(one) for one in blocks)
    return OpenBlocker(str(number), number, DAY + timedelta(days), minutes, frozenset(people), ids)


def chain(*blockers: OpenBlocker) -> tuple[str, ...] | None:
    found = root(blockers)
    return found.chain if found else None


def test_what_stands_behind_it_counts() -> None:
    """B-1 holds up B-2 (10 h) and that B-3 (20 h): 35 h. B-4 alone has 34 h."""
    found = root([blocker(1, 5, 2, people="a"), blocker(2, 10, 3, people="ab"), blocker(3, 20), blocker(4, 34)])
    assert found == Root("1", ("1", "2", "3"), 2, 0, 35 * HOUR, frozenset("ab"))


def test_what_can_be_reached_on_two_ways_counts_once() -> None:
    """1 → 2, 3 → 4: 0 + 1 + 2 + 10 = 13 h, not 23 h, so B-5 with 14 h frees more."""
    diamond = [blocker(1, 0, 2, 3), blocker(2, 1, 4), blocker(3, 2, 4), blocker(4, 10)]
    assert chain(*diamond, blocker(5, 14)) == ("5",)
    assert chain(*diamond, blocker(5, 12)) == ("1", "3", "4"), "on to the one that holds up more"


def test_what_waits_itself_is_no_root_even_where_it_frees_as_much() -> None:
    assert chain(blocker(1, 10, days=0), blocker(2, 0, 1, days=5)) == ("2", "1")


def test_ties_go_to_the_oldest_then_to_the_lowest_number() -> None:
    assert chain(blocker(1, 8, days=2), blocker(2, 8, days=1)) == ("2",)
    assert chain(blocker(10, 8), blocker(9, 8)) == ("9",)
    assert chain(blocker(1, 8, 3, days=1), blocker(2, 8), blocker(3, 0)) == ("2",), "hours come first, then the age"


def test_hours_that_nobody_said_are_counted_as_unsaid() -> None:
    found = root([blocker(1, None, 2), blocker(2, 3), blocker(3, 2)])
    assert found is not None
    assert (found.id, found.minutes, found.unsaid, found.behind) == ("1", 3 * HOUR, 1, 1)


def test_without_any_hours_the_one_that_holds_up_most_blockers() -> None:
    assert chain(blocker(1, None, 2), blocker(2), blocker(3, None, 4, days=3), blocker(4, None, 5), blocker(5)) == (
        "3",
        "4",
        "5",
    )


def test_there_is_none_where_nothing_waits() -> None:
    assert root([]) is None
    assert root([blocker(1), blocker(2, 0)]) is None


def test_what_is_not_open_any_more_waits_no_more() -> None:
    assert chain(blocker(1, 1, 7), blocker(2, 2)) == ("2",)


@pytest.mark.parametrize("hours", [None, 1])
def test_a_circle_has_an_end(hours: float | None) -> None:
    circle = [blocker(1, hours, 2, days=2), blocker(2, hours, 3, days=1), blocker(3, hours, 1, days=3)]
    assert chain(*circle) == ("2", "3", "1")
    assert chain(*circle, blocker(4, hours, 1, days=9)) == ("4", "1", "2", "3"), "what stands before the circle"
    assert chain(replace(blocker(1, 1), blocks=("1",))) == ("1",)


def test_cost_per_day() -> None:
    """36 h in 5 days: 7.2 h a day; the mean of 40, 50 and 72 is 54: 388.80 a day, about 390."""
    found = Root("1", ("1",), 0, 0, 36 * HOUR, frozenset("abcd"))
    rates = {"a": Decimal(40), "b": Decimal(50), "c": Decimal(72), "z": Decimal(9000)}
    assert cost_per_day(found, rates, 5) == CostPerDay(432, Decimal(390))
    assert cost_per_day(found, rates, 4) == CostPerDay(540, Decimal(490)), "486 in a week of four days"
    assert cost_per_day(replace(found, minutes=0), rates, 5) == CostPerDay(0, None)
    for rate in (Decimal(0), Decimal("0.01")):
        assert cost_per_day(found, dict.fromkeys("abc", rate), 5).money is None


def test_money_is_never_that_of_one_person_or_two() -> None:
    rates = dict.fromkeys("abc", Decimal(50))
    for people in ("", "a", "ab", "abz"):
        assert cost_per_day(Root("1", ("1",), 0, 0, 600, frozenset(people)), rates, 5).money is None
    assert cost_per_day(Root("1", ("1",), 0, 0, 600, frozenset("abc")), rates, 5).money == 100


@st.composite
def tangles(draw: st.DrawFn, circles: bool = True) -> list[OpenBlocker]:
    """Up to nine blockers with any links; without circles, only on to later numbers."""
    size = draw(st.integers(0, 9))
    made = []
    for number in range(size):
        low = 0 if circles else number + 1
        blocks = draw(st.lists(st.integers(low, size), max_size=4)) if low <= size else []
        hours = draw(st.none() | st.integers(0, 4))
        people = draw(st.text("abc", max_size=2))
        made.append(blocker(number, hours, *blocks, days=draw(st.integers(0, 2)), people=people))
    return draw(st.permutations(made))


def behind(by_id: Mapping[str, OpenBlocker], one: str) -> set[str]:
    """Everything that waits for it, without itself."""
    found, todo = {one}, [one]
    while todo:
        for there in by_id[todo.pop()].blocks:
            if there in by_id and there not in found:
                found.add(there)
                todo.append(there)
    return found - {one}


def oracle(blockers: Sequence[OpenBlocker]) -> str | None:
    """By trying every one: slow and plain."""
    by_id = {one.id: one for one in blockers}
    waits = {one: behind(by_id, one) for one in by_id}
    hours = {one: sum(by_id[it].minutes or 0 for it in {one, *waits[one]}) for one in by_id}
    first = [one for one in by_id if all(it in waits[one] for it in by_id if one in waits[it])]
    said = any(hours[one] for one in first)
    size = hours if said else {one: len(waits[one]) for one in first}
    first.sort(key=lambda one: (-size[one], by_id[one].since, by_id[one].number))
    return first[0] if first and size[first[0]] else None


@untimed
@given(tangles() | tangles(circles=False))
def test_it_is_the_one_that_trying_all_of_them_finds(blockers: list[OpenBlocker]) -> None:
    found, by_id = root(blockers), {one.id: one for one in blockers}
    assert (found.id if found else None) == oracle(blockers)
    if found is None:
        return
    freed = {found.id, *behind(by_id, found.id)}
    assert found.behind == len(freed) - 1
    assert found.minutes == sum(by_id[one].minutes or 0 for one in freed)
    assert found.unsaid == sum(by_id[one].minutes is None for one in freed)
    assert found.people == {person for one in freed for person in by_id[one].people}


@untimed
@given(tangles(), st.randoms())
def test_the_order_of_rows_says_nothing(blockers: list[OpenBlocker], random) -> None:
    found = root(blockers)
    random.shuffle(blockers)
    assert root(blockers) == found


@untimed
@given(tangles() | tangles(circles=False))
def test_the_chain_goes_on_to_what_holds_up_most_until_nothing_new_waits(blockers: list[OpenBlocker]) -> None:
    found, by_id = root(blockers), {one.id: one for one in blockers}
    if found is None:
        return
    assert found.chain[0] == found.id
    assert len(set(found.chain)) == len(found.chain)
    for at, here in enumerate(found.chain):
        there = {one for one in by_id[here].blocks if one in by_id and one not in found.chain[: at + 1]}
        if at + 1 == len(found.chain):
            assert there == set()
        else:
            weigh = {one: sum(by_id[it].minutes or 0 for it in {one, *behind(by_id, one)}) for one in there}
            assert weigh[found.chain[at + 1]] == max(weigh.values())


@pytest.mark.parametrize("shape", ["chain", "star", "layers", "circle", "alone"])
def test_thousands_are_no_burden(shape: str) -> None:
    """Nothing is walked once for each blocker before it, and no depth of calls ends it."""
    size = 4000
    blocks = {
        "chain": lambda at: (at + 1,) if at + 1 < size else (),
        "star": lambda at: tuple(range(1, size)) if at == 0 else (),
        "layers": lambda at: tuple(range((at // 20 + 1) * 20, min(size, (at // 20 + 2) * 20))),
        "circle": lambda at: ((at + 1) % size,),
        "alone": lambda _: (),
    }[shape]
    found = root([blocker(at, 1 + at % 7, *blocks(at), days=at % 11) for at in range(size)])
    assert found is not None
    assert found.behind == {"layers": size - 20, "alone": 0}.get(shape, size - 1)
