"""Is clearway.yaml read into the policy, and every mistake named with its line and what would be right?"""

import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.policy_file import PolicyError, parse, read
from bot.policy_limits import LIMITS
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
    numbers = {key for key, value in keys(Policy()).items() if value != () and all(map(is_number, several(value)))}
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
                assert re.match(rf"clearway.yaml:[23]: {key}(\.1)?: ", sentence), sentence


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
            "clearway.yaml:1: goals: there is no such key; known here are "
            "attention, availability, blockers, checkins, delivery, digest, ladder, pmo, portfolio, priorities.",
        ),
        (
            "priorities:\n  benefit: -1\n",
            "clearway.yaml:2: priorities.benefit: -1 is out of range, it must be from 0 to 100.",
        ),
        (
            "priorities:\n  urgency: high\n",
            "clearway.yaml:2: priorities.urgency: 'high' is not right, it must be a number.",
        ),
        (
            "pmo:\npriorities: {alignment: 0, benefit: 0, urgency: 0, thrift: 0, confidence: 0}\n",
            "clearway.yaml:2: priorities: all five weights are 0, at least one must be more, or nothing can be put in "
            "order.",
        ),
        (
            "ladder:\n  repeats: 5\n  lead_hours: [24, 500, 8]\n",
            "clearway.yaml:3: ladder.lead_hours.2: 500 is out of range, it must be from 1 to 400.",
        ),
        (
            "ladder:\n  lead_hours: [24, soon, 8]\n",
            "clearway.yaml:2: ladder.lead_hours.2: 'soon' is not right, it must be a number.",
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
            "clearway.yaml:2: ladder.reach.2: 'boss' is not right, it must be owner, lead, pmo, sponsor or executives.",
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


SERIES = """checkins:
  series:
    - name: backend
      team: BACKEND
      time: "09:30"
      until: "17:00"
"""


def test_a_series_of_check_ins_is_taken_over():
    second = (
        '    - name: night\n      people: [mia@x.y]\n      days: [sat]\n      time: "22:00"\n      until: "09:00"\n'
    )
    first, night = parse(SERIES + second).checkins.series
    assert (first.name, first.team, first.time, first.until) == ("backend", "BACKEND", "09:30", "17:00")
    assert (first.days, first.questions) == (("mon", "tue", "wed", "thu", "fri"), ())
    assert (night.people, night.days) == (("mia@x.y",), ("sat",))


def test_the_series_that_the_example_shows_in_a_comment_are_right():
    lines = EXAMPLE.read_text().splitlines()
    shown = [line.removeprefix("  #") for line in lines if re.match(r"  #   (- |  \w+:)", line)]
    series = parse("checkins:\n  series:\n" + "\n".join(shown)).checkins.series
    assert [one.name for one in series] == ["backend", "launch"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            SERIES.replace('"09:30"', "10:30"),  # without quotes YAML reads a number
            'clearway.yaml:5: checkins.series.1.time: 630 is not right, it must be a time in quotes such as "09:00".',
        ),
        (
            SERIES.replace('"09:30"', '"9:30"'),
            "clearway.yaml:5: checkins.series.1.time: '9:30' is not right, it must be a time in quotes such as \"09:00\".",
        ),
        (
            SERIES.replace('      time: "09:30"\n', ""),
            'clearway.yaml:3: checkins.series.1.time: is missing, it must be a time in quotes such as "09:00".',
        ),
        (
            SERIES.replace("      team: BACKEND\n", ""),
            "clearway.yaml:3: checkins.series.1: must name one of team, project and people.",
        ),
        (
            SERIES + "      project: APOLLO\n",
            "clearway.yaml:3: checkins.series.1: must name one of team, project and people.",
        ),
        (
            SERIES + "      days: [mon, Tuesday]\n",
            "clearway.yaml:7: checkins.series.1.days.2: 'Tuesday' is not right, "
            "it must be one of mon, tue, wed, thu, fri, sat, sun.",
        ),
        (
            SERIES + "      days: []\n",
            "clearway.yaml:7: checkins.series.1.days: holds too few, it must be from 1 to 7.",
        ),
        (
            SERIES + "      days: mon\n",
            "clearway.yaml:7: checkins.series.1.days: 'mon' is not right, it must be a list such as [a, b].",
        ),
        (
            SERIES + "      questions: [What, why, when]\n",
            "clearway.yaml:7: checkins.series.1.questions: holds too many, it must be from 0 to 2.",
        ),
        (
            SERIES + "      window: 3\n",
            "clearway.yaml:7: checkins.series.1.window: there is no such key; known here are "
            "days, name, people, project, questions, team, time, until.",
        ),
        (
            "checkins:\n  series:\n    - backend\n",
            "clearway.yaml:3: checkins.series.1: must hold keys below it "
            "(days, name, people, project, questions, team, time, until).",
        ),
        (
            "checkins:\n  series:\n    name: backend\n",
            "clearway.yaml:2: checkins.series: must be a list such as [a, b].",
        ),
        (
            SERIES + SERIES.partition("series:\n")[2],
            "clearway.yaml:7: checkins.series.2.name: 'backend' is there already, it must be a name of its own.",
        ),
        (
            SERIES.replace("09:30", "22:00").replace("17:00", "02:00"),
            "clearway.yaml:5: checkins.series.1.time: nobody would be asked between 22:00 and 02:00, as all of it lies in "
            "the quiet hours from 18:00 to 08:00; it must reach out of them, or attention.quiet_from and quiet_until "
            "must leave room.",
        ),
        (
            "attention:\n  merged_at: 9\n",
            'clearway.yaml:2: attention.merged_at: 9 is not right, it must be a time in quotes such as "09:00".',
        ),
        (
            "attention:\n  weekly_budget: 0\n",
            "clearway.yaml:2: attention.weekly_budget: 0 is out of range, it must be from 1 to 50.",
        ),
    ],
)
def test_a_mistake_in_a_series_is_named_with_its_line(text: str, sentence: str):
    assert refused(text) == [sentence]


@pytest.mark.parametrize(
    ("at", "until", "quiet", "heard"),
    [
        ("22:00", "02:00", ("18:00", "08:00"), False),
        ("22:00", "08:00", ("18:00", "08:00"), False),
        ("22:00", "08:01", ("18:00", "08:00"), True),
        ("07:00", "12:00", ("18:00", "08:00"), True),
        ("18:00", "18:00", ("18:00", "08:00"), True),  # a whole day
        ("17:59", "02:00", ("18:00", "08:00"), True),
        ("12:00", "13:00", ("12:00", "13:00"), False),
        ("22:00", "02:00", ("09:00", "09:00"), True),  # no quiet hours
    ],
)
def test_a_window_needs_an_hour_that_is_not_quiet(at: str, until: str, quiet: tuple[str, str], heard: bool):
    attention = 'attention:\n  quiet_from: "{}"\n  quiet_until: "{}"\n'.format(*quiet)
    text = attention + SERIES.replace("09:30", at).replace("17:00", until)
    if heard:
        assert len(parse(text).checkins.series) == 1
    else:
        assert "nobody would be asked" in refused(text)[0]


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
