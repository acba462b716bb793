"""Are the forms of a blocker ones that Slack takes, and is what was filled in read back as it was?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_view
from ui import blocker_forms as forms
from ui import blocker_report_form as report
from ui.blocker_facts import Facts, FormValues, HistoryLine, Ref

choices = st.lists(st.tuples(some.ids, some.texts), max_size=5, unique_by=lambda choice: choice[0])


def inputs(view: dict[str, Any]) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


@untimed
@given(st.none() | some.form_values, st.none() | choices, st.none() | some.numbers)
def test_any_report_form_is_one_that_slack_takes(
    values: FormValues | None, projects: list[tuple[str, str]] | None, number: int | None
) -> None:
    view = report.form(values, projects, "p" * 32, number=number)
    assert problems_of_view(view) == []
    assert view["private_metadata"] == "p" * 32
    assert view["callback_id"] == (report.REPORT_FORM if number is None else report.EDIT_FORM)


@untimed
@given(some.facts, st.none() | st.lists(some.refs, max_size=5), st.lists(some.history_lines, max_size=70))
def test_any_other_form_is_one_that_slack_takes(
    facts: Facts, others: list[Ref] | None, lines: list[HistoryLine]
) -> None:
    views = [
        forms.clear_form(facts),
        forms.comment_form(facts),
        forms.hand_over_form(facts),
        forms.links_form(facts, others),
        forms.duplicate_form(facts, others),
        forms.history(facts, lines),
    ]
    assert [problems_of_view(view) for view in views] == [[]] * len(views)
    assert {view["private_metadata"] for view in views[:5]} == {facts.id}


def test_what_was_typed_survives_the_coming_of_the_projects() -> None:
    before, after = report.form(None, None), report.form(None, [("p1", "APOLLO · Patient portal")])
    assert set(inputs(after)) - set(inputs(before)) == {report.PROJECT}
    assert report.TITLE in inputs(before)


def test_without_projects_the_form_says_so_and_works() -> None:
    view = report.form(None, [])
    assert report.PROJECT not in inputs(view)
    assert "without one" in str(view)


def test_many_projects_go_into_groups_and_the_chosen_one_is_kept() -> None:
    projects = [(f"p{n}", f"PROJECT{n:04d} · Something") for n in range(250)]
    view = report.form(FormValues(title="x", project_id="p123"), projects)
    assert problems_of_view(view) == []
    element = next(block["element"] for block in view["blocks"] if block.get("block_id") == report.PROJECT)
    assert [len(group["options"]) for group in element["option_groups"]] == [100, 100, 50]
    assert element["initial_option"]["value"] == "p123"


def filled(view: dict[str, Any]) -> dict[str, Any]:
    """What Slack would send if the form were submitted as it opened."""
    state: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            kind = element["type"]
            state[block["block_id"]] = {
                element["action_id"]: {
                    "type": kind,
                    **{
                        "plain_text_input": {"value": element.get("initial_value")},
                        "number_input": {"value": element.get("initial_value")},
                        "datepicker": {"selected_date": element.get("initial_date")},
                        "users_select": {"selected_user": element.get("initial_user")},
                        "multi_users_select": {"selected_users": element.get("initial_users", [])},
                        "static_select": {"selected_option": element.get("initial_option")},
                        "multi_static_select": {"selected_options": element.get("initial_options", [])},
                    }[kind],
                }
            }
    return state


def test_a_form_sent_as_it_opened_changes_nothing() -> None:
    values = FormValues(
        title="Waiting on <!channel> & *more*",
        project_id="p1",
        needed_by=date(2026, 11, 27),
        since=date(2026, 11, 16),
        cause=report.Cause.VENDOR,
        helper="U0BO",
        for_whom="U0MIA",
        hours_per_week=Decimal("12.50"),
        people=("U0ANA", "U0TEO"),
    )
    assert report.read_form(filled(report.form(values, [("p1", "APOLLO")])), date(2026, 11, 23)) == values


def test_a_form_sent_before_its_projects_came_says_so() -> None:
    read = report.read_form(filled(report.form(FormValues(title="x", project_id="p1"), None)))
    assert isinstance(read, FormValues)
    assert not read.project_shown
    assert read.project_id is None


def answer(**values: Any) -> dict[str, Any]:
    return {block: {"answer": value} for block, value in values.items()}


@pytest.mark.parametrize(
    ("state", "block"),
    [
        (answer(title={"value": " \u200b "}), "title"),
        (answer(title={"value": None}), "title"),
        (answer(title={"value": "x"}, since={"selected_date": "2026-11-24"}), "since"),
        (
            answer(
                title={"value": "x"}, since={"selected_date": "2026-11-20"}, needed_by={"selected_date": "2026-11-19"}
            ),
            "needed_by",
        ),
        (answer(title={"value": "x"}, needed_by={"selected_date": "9999-12-31"}), "needed_by"),
        (answer(title={"value": "x"}, since={"selected_date": "0001-01-01"}), "since"),
        (answer(title={"value": "x"}, hours_per_week={"value": "many"}), "hours_per_week"),
        (answer(title={"value": "x"}, hours_per_week={"value": "-1"}), "hours_per_week"),
        (answer(title={"value": "x"}, hours_per_week={"value": "NaN"}), "hours_per_week"),
        (answer(title={"value": "x"}, hours_per_week={"value": "1e99"}), "hours_per_week"),
    ],
)
def test_what_cannot_be_is_named_at_its_input(state: dict[str, Any], block: str) -> None:
    wrong = report.read_form(state, date(2026, 11, 23))
    assert isinstance(wrong, dict)
    assert list(wrong) == [block]
    assert wrong[block].endswith(".")


def test_a_comma_in_a_number_is_understood() -> None:
    read = report.read_form(answer(title={"value": "x"}, hours_per_week={"value": "7,5"}))
    assert isinstance(read, FormValues)
    assert read.hours_per_week == Decimal("7.50")


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | some.words | st.just("2026-11-23"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("value", "selected_option", "x")), inner)
    ),
    max_leaves=8,
)
keys = ("value", "selected_date", "selected_user", "selected_users", "selected_option", "selected_options")
blocks = ("title", "project", "needed_by", "since", "cause", "helper", "for_whom", "hours_per_week", "people", "words", "person", "blocks", "same_as")  # fmt: skip
states = st.dictionaries(
    st.sampled_from(blocks),
    st.dictionaries(st.just("answer"), st.dictionaries(st.sampled_from(keys), junk) | junk) | junk,
)


@untimed
@given(states)
def test_whatever_a_client_sends_is_read_without_an_error(state: dict[str, Any]) -> None:
    read = report.read_form(state, date(2026, 11, 23))
    assert isinstance(read, FormValues | dict)
    forms.read_clear(state)
    forms.read_comment(state)
    forms.read_hand_over(state)
    forms.read_links(state)
    forms.read_duplicate(state)


def test_the_small_forms_are_read() -> None:
    assert forms.read_clear(answer(words={"value": " Done "})) == "Done"
    assert forms.read_clear(answer(words={"value": None})) is None
    assert forms.read_comment(answer(words={"value": "News"})) == "News"
    assert forms.read_comment(answer(words={"value": ""})) == {"words": "Please write a few words."}
    assert forms.read_hand_over(answer(person={"selected_user": "U0BO"}, words={"value": "Thanks"})) == (
        "U0BO",
        "Thanks",
    )
    assert forms.read_hand_over(answer(person={"selected_user": None})) == {"person": "Please choose a person."}
    assert forms.read_duplicate(answer(same_as={"selected_option": {"value": "b7"}})) == "b7"
    assert forms.read_duplicate({}) == {"same_as": "Please choose a blocker."}


@untimed
@given(some.facts, st.lists(some.refs, min_size=1, max_size=3))
def test_links_sent_as_they_opened_change_nothing(facts: Facts, others: list[Ref]) -> None:
    blockers, people = forms.read_links(filled(forms.links_form(facts, others)))
    if blockers is not None:
        assert set(blockers) == {ref.id for ref in facts.blocks if ref.id != facts.id}
    assert len(people) == len(set(people))


def test_links_without_blockers_to_choose_from_leave_the_old_ones() -> None:
    assert forms.read_links(answer(people={"selected_users": ["U0ANA"]})) == (None, ("U0ANA",))
