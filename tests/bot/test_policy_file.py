"""Is clearway.yaml read into the policy, and every mistake named with its line and what would be right?"""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.policy_file import LIMITS, PolicyError, parse, read
from bot.settings import ROOT
from planning.ladder_policy import LadderPolicy
from services.policies import Policy
from ui.blocker_lists import LIST_ROWS

EXAMPLE = ROOT / "clearway.example.yaml"


def refused(text: str) -> list[str]:
    with pytest.raises(PolicyError) as error:
        parse(text)
    return error.value.sentences


def keys(part: Any, at: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(part):
        value = getattr(part, field.name)
        found |= keys(value, f"{at}{field.name}.") if is_dataclass(value) else {f"{at}{field.name}": value}
    return found


def test_the_example_holds_every_value_with_its_default_and_a_reason():
    text = EXAMPLE.read_text()
    assert parse(text) == Policy()
    lines = text.splitlines()
    for key in keys(Policy()):
        name = key.split(".")[-1]
        at = next((n for n, line in enumerate(lines) if re.match(rf"  {name}:", line)), None)
        assert at is not None, f"{key} is not in clearway.example.yaml"
        assert lines[at - 1].strip().startswith("#"), f"{key} has no reason above it"


def test_every_number_has_limits():
    numbers = {key for key, value in keys(Policy()).items() if all(map(is_number, several(value)))}
    assert numbers == set(LIMITS)


def several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def test_the_usual_values_lie_within_their_limits_and_the_limits_are_kept():
    for key, value in keys(Policy()).items():
        if key in LIMITS:
            section, name = key.split(".")
            least, most = LIMITS[key]
            assert all(least <= one <= most for one in several(value)), key
            for beyond in (least - 1, most + 1, float("inf"), float("nan")):
                wrong = [beyond, *value[1:]] if isinstance(value, tuple) else beyond
                (sentence,) = refused(yaml.safe_dump({section: {name: wrong}}))
                assert sentence.startswith(f"clearway.yaml:2: {key}: "), sentence


def test_an_empty_file_and_empty_sections_are_the_defaults():
    assert parse("") == parse("pmo:\nblockers:\n") == parse("# nothing\n") == Policy()


def test_values_are_taken_over():
    policy = parse("pmo:\n  channel: C0PMO\n  lead: priya@fernwood.example\nblockers:\n  undo_hours: 12\n")
    assert (policy.pmo.channel, policy.pmo.lead, policy.blockers.undo_hours) == ("C0PMO", "priya@fernwood.example", 12)
    assert policy.blockers.listed == Policy().blockers.listed


def test_a_list_is_taken_over():
    assert parse("delivery:\n  never_twice: [digest]\n").delivery.never_twice == ("digest",)
    policy = parse("ladder:\n  owner_hours: [8, 4.5, 1]\n  reach: [lead, pmo, pmo]\n")
    assert policy.ladder == LadderPolicy(owner_hours=(8, 4.5, 1), reach=("lead", "pmo", "pmo"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "\nblockers:\n  undo_hours: -1\n",
            "clearway.yaml:3: blockers.undo_hours: -1 is out of range, it must be from 0 to 720.",
        ),
        (
            "blockers:\n  listed: ten\n",
            "clearway.yaml:2: blockers.listed: 'ten' is not right, it must be a whole number.",
        ),
        (
            "blockers:\n  listed: true\n",
            "clearway.yaml:2: blockers.listed: True is not right, it must be a whole number.",
        ),
        (
            f"blockers:\n  listed: {LIST_ROWS + 1}\n",  # more than a list can show
            f"clearway.yaml:2: blockers.listed: {LIST_ROWS + 1} is out of range, it must be from 1 to {LIST_ROWS}.",
        ),
        (
            "delivery:\n  lease_seconds: soon\n",
            "clearway.yaml:2: delivery.lease_seconds: 'soon' is not right, it must be a number.",
        ),
        ("delivery:\n  paced: 3\n", "clearway.yaml:2: delivery.paced: 3 is not right, it must be true or false."),
        ("pmo:\n  led: x\n", "clearway.yaml:2: pmo.led: there is no such key; known here are channel, lead."),
        (
            "goals: 1\n",
            "clearway.yaml:1: goals: there is no such key; known here are availability, blockers, delivery, ladder, pmo.",
        ),
        (
            "ladder:\n  repeats: 5\n  lead_hours: [24, 500, 8]\n",
            "clearway.yaml:3: ladder.lead_hours: 500 is out of range, it must be from 1 to 400.",
        ),
        (
            "ladder:\n  lead_hours: [24, soon, 8]\n",
            "clearway.yaml:2: ladder.lead_hours: 'soon' is not right, it must be a number.",
        ),
        (
            "ladder:\n  lead_hours: [24]\n",
            "clearway.yaml:2: ladder.lead_hours: must be a list in square brackets, such as [24, 16, 8].",
        ),
        (
            "ladder:\n  lead_hours: [1, 2, 3, 4]\n",
            "clearway.yaml:2: ladder.lead_hours: must be a list in square brackets, such as [24, 16, 8].",
        ),
        (
            "ladder:\n  away_days: 3\n",
            "clearway.yaml:2: ladder.away_days: must be a list in square brackets, such as [10, 7, 4].",
        ),
        (
            "availability:\n  week: [8, 8, 8, 8, 8]\n",
            "clearway.yaml:2: availability.week: must be a list in square brackets, such as [8, 8, 8, 8, 8, 0, 0].",
        ),
        (
            "ladder:\n  reach: [pmo, boss, executives]\n",
            "clearway.yaml:2: ladder.reach: 'boss' is not right, it must be owner, lead, pmo, sponsor or executives.",
        ),
        (
            "ladder:\n  people: [5, 2]\n",
            "clearway.yaml:2: ladder.people: [5, 2] is not right, it must not fall: high begins where medium does or"
            " above.",
        ),
        (
            "ladder:\n  needed_within_days: [2, 5]\n",
            "clearway.yaml:2: ladder.needed_within_days: [2, 5] is not right, it must not rise: high begins where medium"
            " does or nearer.",
        ),
        ("pmo: 3\n", "clearway.yaml:1: pmo: must hold keys below it (channel, lead)."),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(text: str, sentence: str):
    assert refused(text) == [sentence]


def test_a_channel_name_is_refused_because_names_change():
    (sentence,) = refused("pmo:\n  channel: '#pmo'\n")
    assert "the id of a channel" in sentence


def test_all_mistakes_are_named_in_the_order_of_the_file():
    sentences = refused("foo: 1\npmo:\n  lead: nobody\nblockers:\n  listed: 0\n")
    assert [sentence.split(":")[1] for sentence in sentences] == ["1", "3", "5"]


@pytest.mark.parametrize("text", ["pmo: [", "a: b: c", "\t- x", "\x00", "%YAML 9", "- a\n- b", "*x", "!!python/none x"])
def test_what_is_not_a_policy_is_one_sentence(text: str):
    (sentence,) = refused(text)
    assert re.match(r"clearway\.yaml:\d+: ", sentence)
    assert "\n" not in sentence


@given(st.text(max_size=200))
def test_any_text_is_a_policy_or_a_refusal(text: str):
    try:
        assert isinstance(parse(text), Policy)
    except PolicyError as error:
        assert error.sentences


def test_a_missing_file_is_the_defaults_unless_it_was_named(tmp_path: Path):
    assert read(tmp_path / "clearway.yaml") == Policy()
    with pytest.raises(PolicyError, match="does not exist"):
        read(tmp_path / "clearway.yaml", required=True)
