"""Does a form offer only what Slack takes, and read only what somebody filled in?"""

from datetime import date
from decimal import Decimal

import pytest

from ui import inputs


def test_a_menu_drops_repeated_choices_and_unknown_first_ones() -> None:
    element = inputs.choice_input([("a", "One"), ("a", "Two"), ("b", "")], "c", placeholder="Choose")
    assert [option["value"] for option in element["options"]] == ["a", "b"]
    assert element["options"][1]["text"]["text"] == "–"
    assert "initial_option" not in element


def test_a_menu_without_choices_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="choices"):
        inputs.choices_input([], placeholder="Choose")


def test_groups_are_named_by_what_they_hold() -> None:
    element = inputs.choices_input([(str(n), f"P{n:03d}") for n in range(101)], ["7"], placeholder="Choose")
    assert [group["label"]["text"] for group in element["option_groups"]] == ["P000 to P099", "P100 to P100"]
    assert element["initial_options"] == [element["option_groups"][0]["options"][7]]


def test_only_ids_of_people_are_preselected() -> None:
    assert inputs.people_input(["U0MIA", "U0MIA", "nobody", "<@U0BO>"])["initial_users"] == ["U0MIA"]
    assert "initial_user" not in inputs.person_input("nobody")
    assert "initial_users" not in inputs.people_input(["nobody"])


def test_a_number_outside_its_range_is_not_preselected() -> None:
    assert inputs.number_input(Decimal("7.50"), high=40)["initial_value"] == "7.50"
    assert "initial_value" not in inputs.number_input(Decimal(41), high=40)


def test_block_ids_of_a_form_differ_and_titles_fit() -> None:
    ask = inputs.asked("one", "One", inputs.day_input(date(2026, 11, 23)))
    with pytest.raises(ValueError, match="occurs twice"):
        inputs.modal("Form", [ask, ask])
    with pytest.raises(ValueError, match="title"):
        inputs.modal("A title that is longer than Slack takes", [ask])


def test_what_was_never_shown_reads_as_nothing() -> None:
    assert not inputs.shown({}, "one")
    assert inputs.text_of({}, "one") == ""
    assert inputs.day_of({"one": {"answer": {"selected_date": "soon"}}}, "one") is None
    assert inputs.number_of({}, "one") is None
    assert inputs.choices_of({}, "one") == ()
