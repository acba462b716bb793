"""Is each column taken for the one of ours that its words mean, and is the better of two taken?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.tables.choices import Choices, Remembered, folded
from readers.tables.columns import match
from readers.tables.portfolio import SHEETS
from readers.tables.values import How

ALLOCATIONS = ("id", "project", "email", "start", "finish", "hours_per_week", "state", "skill", "request")


def taken(sheet: str, *header: str, choices: Choices | None = None) -> dict[str, tuple[str, How]]:
    columns = ALLOCATIONS if sheet == "allocations" else SHEETS[sheet][0]
    return {one.written: (one.column, one.how) for one in match(sheet, header, columns, choices or Choices())}


@pytest.mark.parametrize(
    ("sheet", "written", "column"),
    [
        ("projects", "Project ID", "code"),
        ("projects", "project-code", "code"),
        ("projects", "ProjectID", "code"),
        ("projects", "PROJECT NAME", "name"),
        ("projects", "Owner", "manager"),
        ("projects", "Project Manager E-mail", "manager"),
        ("projects", "Executive Sponsor", "sponsor"),
        ("projects", "End date", "finish"),
        ("projects", "Planned End Date", "finish"),
        ("projects", "Start Date Planned", "start"),
        ("projects", "Date of start", "start"),
        ("projects", "Whole Life Cost (£m)", "budget"),
        ("projects", "Approved budget in €k", "budget"),
        ("projects", "Planned Costs ($m)", "budget"),
        ("projects", "NPV", "benefit"),
        ("projects", "Cost of delay (€/week)", "cost_of_delay"),
        ("projects", "Confidence %", "confidence"),
        ("projects", "Project summary", "description"),
        ("people", "E-Mail", "email"),
        ("people", "Full name", "name"),
        ("people", "Time-zone", "zone"),
        ("people", "Department", "team"),
        ("people", "Hourly rate (EUR)", "cost_rate"),
        ("teams", "Team lead", "lead"),
        ("skills", "Skill level", "level"),
        ("patterns", "Valid from", "from"),
        ("absences", "To", "finish"),
        ("allocations", "Resource", "email"),
        ("allocations", "Hours/week", "hours_per_week"),
        ("allocations", "Weekly hours", "hours_per_week"),
        ("allocations", "Project code", "project"),
    ],
)
def test_usual_words(sheet: str, written: str, column: str) -> None:
    assert taken(sheet, written) == {written: (column, How.SYNONYM)}


@pytest.mark.parametrize(
    ("sheet", "written"),
    [
        ("projects", "Project Delay (days)"),
        ("projects", "Cost Variance ($m)"),
        ("projects", "Actual start"),
        ("projects", "Investment ID"),
        ("projects", "Stage"),
        ("projects", "Duration (working days)"),
        ("people", "Role"),
        ("absences", "Reason"),
        ("absences", "Type"),
        ("projects", ""),
        ("projects", "x" * 5000),
    ],
)
def test_what_only_looks_like_one_of_ours_is_none(sheet: str, written: str) -> None:
    assert [column for column, _ in taken(sheet, written).values()] == [""]


@pytest.mark.parametrize(
    ("written", "column"), [("Benfit", "benefit"), ("Sponsr", "sponsor"), ("Desciption", "description")]
)
def test_a_slip_of_the_hand(written: str, column: str) -> None:
    assert taken("projects", written)[written] == (column, How.NEAR)


@pytest.mark.parametrize(
    ("header", "column", "wins"),
    [
        (("Owner", "manager"), "manager", "manager"),  # our own name before a usual word
        (("Mangager", "Project lead"), "manager", "Project lead"),  # a usual word before a slip of the hand
        (("Planned start", "Start date"), "start", "Start date"),  # words that say no more than needed
        (("Project", "Project ID"), "code", "Project ID"),  # the better word
        (("Whole life cost", "Budget (£k)"), "budget", "Budget (£k)"),
    ],
)
def test_of_two_the_better_one_is_taken(header: tuple[str, ...], column: str, wins: str) -> None:
    found = taken("projects", *header)
    assert [written for written, (ours, _) in found.items() if ours == column] == [wins]
    (lost,) = (one for one in match("projects", header, SHEETS["projects"][0], Choices()) if one.written != wins)
    assert column in {lost.beaten, "code"}


def test_one_word_for_two_columns_is_the_key_where_nothing_else_is() -> None:
    assert taken("projects", "Project")["Project"][0] == "code"
    assert taken("projects", "Project", "Project ID")["Project"][0] == "name"


def test_units_are_read_from_the_header() -> None:
    header = ("Budget (£m)", "Benefit in thousands", "Planned Duration (weeks)", "Confidence %")
    found = match("projects", header, SHEETS["projects"][0], Choices())
    assert [str(one.unit or one.time) for one in found] == ["in millions of GBP", "in thousands", "week", "in percent"]


def test_a_duration_is_only_asked_where_no_column_says_when_it_ends() -> None:
    assert taken("projects", "Start", "Duration")["Duration"][0] == "duration"
    assert taken("projects", "Start", "Duration", "End")["Duration"][0] == ""
    assert taken("people", "Duration")["Duration"][0] == ""


def test_what_was_said_goes_before_all_and_is_followed_the_next_time() -> None:
    key = ("projects", folded("Whole  Life Cost"))
    for said in (Choices({key: "benefit"}), Choices(remembered=Remembered(said={key: "benefit"}))):
        found = taken("projects", "whole life cost", "benefit", choices=said)
        assert (found["whole life cost"][0], found["benefit"][0]) == ("benefit", "")
    found = taken("projects", "whole life cost", choices=Choices({key: "-"}))
    assert found == {"whole life cost": ("", How.SAID)}


def test_what_was_only_found_before_does_not_beat_our_own_name() -> None:
    found = Choices(remembered=Remembered(found={("projects", "lead person"): "manager"}))
    assert taken("projects", "Lead person", choices=found)["Lead person"] == ("manager", How.REMEMBERED)
    assert taken("projects", "Lead person", "manager", choices=found)["Lead person"] == ("", How.NONE)


@given(st.sampled_from(list(SHEETS)), st.lists(st.text(max_size=30), max_size=12))
def test_any_header_is_matched_and_no_column_twice(sheet: str, header: list[str]) -> None:
    found = match(sheet, header, SHEETS[sheet][0], Choices())
    assert len(found) == len(header)
    loose = [one.column for one in found if one.column and one.how is not How.EXACT]
    assert len(loose) == len(set(loose))
