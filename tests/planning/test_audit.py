"""Is every way to tamper with a chain found, with the right row named, and nothing else?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planning.audit import Head, Sealed, facts, first_flaw, seal, start

WORKSPACE = "T0FERNWOOD"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

chains = st.integers(2, 8)


def said(number: int) -> dict[str, Any]:
    return facts({"id": f"id{number}", "action": f"act.{number}", "at": AT, "details": {"number": number}})


def chain(length: int, workspace: str = WORKSPACE) -> list[Sealed]:
    rows: list[Sealed] = []
    before = start(workspace)
    for place in range(1, length + 1):
        before = seal(before, said(place))
        rows.append(Sealed(place, before, said(place)))
    return rows


def flaw(rows: Sequence[Sealed], head: Head | None = None, *, ended: bool = True) -> str | None:
    """`head` is where the untouched chain ended; rows are read by place, as a store gives them."""
    ordered = sorted(rows, key=lambda row: (row.place, row.facts["id"]))
    seals = [Head(row.place, row.seal) for row in rows]
    return first_flaw(WORKSPACE, ordered, head if ended else None, lambda: seals)


def end(rows: Sequence[Sealed]) -> Head:
    return Head(rows[-1].place, rows[-1].seal)


@given(st.integers(1, 20))
def test_a_chain_that_nobody_touched_is_whole(length: int) -> None:
    rows = chain(length)
    assert flaw(rows, end(rows)) is None


def test_no_rows_and_no_head_are_whole() -> None:
    assert flaw([]) is None
    assert flaw([], Head(0, start(WORKSPACE))) is None


@given(chains, st.data())
def test_a_changed_row_is_named(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    which = data.draw(st.integers(0, length - 1))
    column = data.draw(st.sampled_from(["id", "action", "at", "details"]))
    was = rows[which].facts
    value = {"number": -1} if column == "details" else f"{was[column]}x"
    rows[which] = replace(rows[which], facts={**was, column: value})
    assert flaw(rows, end(rows)) == f"{rows[which].words} was changed after it was sealed"


@given(chains, st.data())
def test_a_change_with_a_seal_made_to_fit_shows_at_the_next_row_or_at_the_end(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    was = end(rows)
    which = data.draw(st.integers(0, length - 1))
    before = rows[which - 1].seal if which else start(WORKSPACE)
    forged = {**rows[which].facts, "action": "another"}
    rows[which] = Sealed(which + 1, seal(before, forged), forged)
    found = flaw(rows, was)
    if which == length - 1:
        assert found == f"row {length}, the last, is not the one with which the chain ended"
    else:
        assert found == f"the row before {rows[which + 1].words} was removed"


@given(chains, st.data())
def test_removed_rows_are_named(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    first = data.draw(st.integers(1, length))
    last = data.draw(st.integers(first, length))
    left = [row for row in rows if not first <= row.place <= last]
    expected = f"row {first} was removed" if first == last else f"rows {first} to {last} were removed"
    assert flaw(left, end(rows)) == expected + (", at the end" if last == length else "")


@given(chains, st.data())
def test_a_removal_hidden_by_new_numbers_is_found(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    which = data.draw(st.integers(0, length - 2))
    left = [replace(row, place=number) for number, row in enumerate(rows[:which] + rows[which + 1 :], 1)]
    assert flaw(left, Head(length - 1, rows[-1].seal)) == f"the row before {left[which].words} was removed"


@given(chains, st.data())
def test_an_inserted_row_is_named(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    at = data.draw(st.integers(1, length))
    before = rows[at - 2].seal if at > 1 else start(WORKSPACE)
    strange = Sealed(at, data.draw(st.sampled_from(["", "0" * 64, rows[at - 1].seal])), said(99))
    expected = f"{strange.words} was inserted"
    moved = [replace(row, place=row.place + (row.place >= at)) for row in rows]
    assert flaw([*moved, strange], Head(length + 1, rows[-1].seal)) == expected
    fits = replace(strange, seal=seal(before, strange.facts))
    assert flaw([*moved, fits], Head(length + 1, rows[-1].seal)) == (
        f"row {at}, before row {at + 1} (act.{at}, {said(at)['at']}), was inserted"
    )


@given(chains, st.data())
def test_a_second_row_in_a_place_and_one_behind_the_end_are_inserted(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    at = data.draw(st.integers(1, length))
    second = Sealed(at, data.draw(st.sampled_from(["0" * 64, rows[at - 1].seal])), {**said(99), "id": "zzz"})
    assert flaw([*rows, second], end(rows)) == f"a second {second.words} was inserted"
    first = replace(second, facts={**said(99), "id": "aaa"})
    assert flaw([*rows, first], end(rows)) in {
        f"{first.words} was inserted",  # where another stands in its place and fits …
        f"{first.words} was changed after it was sealed",  # … or none can tell which was first
        f"a second {rows[at - 1].words} was inserted",
    }
    behind = Sealed(length + 1, seal(rows[-1].seal, said(99)), said(99))
    assert flaw([*rows, behind], end(rows)) == f"{behind.words} was inserted behind the end"


@given(st.integers(2, 8), st.data())
def test_rows_that_change_places_are_found_at_the_first(length: int, data: st.DataObject) -> None:
    rows = chain(length)
    one, other = sorted(data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True)))
    here, there = replace(rows[other], place=one + 1), replace(rows[one], place=other + 1)
    mixed = [*rows]
    mixed[one], mixed[other] = here, there
    assert flaw(mixed, end(rows)) == f"{here.words} stands in another place than where it was sealed"


def test_a_chain_of_another_workspace_or_without_its_head_does_not_pass() -> None:
    rows = chain(3, "T0OTHER")
    assert flaw(rows, end(rows)) == f"the row before {rows[0].words} was removed"
    mine = chain(3)
    assert flaw(mine, ended=False) == "where the chain ends is not noted any more"


def test_what_a_row_says_does_not_depend_on_the_zone_it_is_read_in() -> None:
    east = AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert facts({"at": AT}) == facts({"at": east}) == {"at": "2026-03-02 09:00:00.000000 UTC"}
