"""Do the sample organisation and its portfolio agree, and are they what a newcomer should meet?"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from playground.sample import DEFAULT, BadSampleError, load
from playground.world import World

PORTFOLIO = DEFAULT.with_name("portfolio")


@pytest.fixture
def world() -> World:
    return load(DEFAULT, 1_795_000_000.0)


def rows(name: str) -> list[dict[str, str]]:
    with (PORTFOLIO / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_people_of_both_files_agree(world: World) -> None:
    people = {row["slack_user_id"]: row for row in rows("people")}
    assert set(people) == {user.id for user in world.users.values() if not user.is_bot}
    for user in world.users.values():
        if not user.is_bot:
            row = people[user.id]
            assert (row["email"], row["name"], row["zone"]) == (user.email, user.real_name, user.tz)
            assert (row["active"] == "yes", row["guest"] == "yes") == (not user.deleted, user.is_restricted)
            assert (ZoneInfo(row["zone"]).key, len(row["week"].split())) == (user.tz, 7)


def test_projects_and_teams_point_to_what_is_there(world: World) -> None:
    emails = {row["email"] for row in rows("people")}
    projects = rows("projects")
    assert [row["code"] for row in projects][:4] == ["APOLLO", "ORION", "VEGA", "LYRA"]
    for row in projects:
        assert {row["sponsor"], row["manager"]} <= emails
        assert row["start"] < row["finish"]
        assert row["description"]
    for row in (row for row in projects if row["channel"]):
        manager = next(user.id for user in world.users.values() if user.email == row["manager"])
        assert {manager, world.bot_user_id} <= set(world.channels[row["channel"]].members)
    teams = {row["team"] for row in rows("teams")}
    assert {row["team"] for row in rows("people")} - {""} <= teams
    assert {row["lead"] for row in rows("teams")} <= emails
    assert {row["channel"] for row in rows("teams")} - {""} <= set(world.channels)


def test_time_and_skills_are_those_of_its_people() -> None:
    working = {row["email"] for row in rows("people") if row["active"] == "yes"}
    for name in ("patterns", "skills", "absences"):
        assert {row["email"] for row in rows(name)} <= working, name
    leads = {row["lead"] for row in rows("teams")}
    assert leads <= working
    assert leads <= {row["email"] for row in rows("skills")} | {"helen@fernwood-health.example"}
    kinds = {(row["part"], bool(row["rule"])) for row in rows("absences")}
    assert {("day", False), ("day", True), ("am", True), ("pm", False), ("13:00-15:00", True), ("4", False)} <= kinds


def test_nobody_whom_a_story_turns_to_is_ever_away_for_a_whole_day() -> None:
    """A project's manager who is away is not asked, so what a newcomer is shown would depend on the day."""
    asked = {row[column] for row in rows("projects") for column in ("manager", "sponsor")}
    asked |= {row["deputy"] for row in rows("people")}
    asked |= {f"{name}@fernwood-health.example" for name in ("mia", "nora", "anil", "lena", "priya")}
    assert not asked & {row["email"] for row in rows("absences") if row["part"] == "day"}


def test_the_organisation_has_everyone_a_story_needs(world: World) -> None:
    people = [user for user in world.users.values() if not user.is_bot]
    zones = ("Europe/Berlin", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Kolkata")
    assert {user.tz for user in people} == set(zones)
    assert all(user.title and (user.tries or user.deleted) for user in people)
    assert len({user.color for user in people}) == len(people)
    for flag in ("is_admin", "is_restricted", "deleted"):
        assert [user for user in people if getattr(user, flag)], flag
    assert world.bot_user_id in world.channels["C0PMO"].members
    assert world.bot_user_id not in world.channels["C0RANDOM"].members
    assert all(re.fullmatch(r"[UC]0[A-Z]+", name) for name in [*world.users, *world.channels])


def test_what_its_page_names_is_there() -> None:
    told = (PORTFOLIO / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\b(?:A[0-9]{2}|R[0-9]|B-[0-9])\b", told))
    there = {row["id"] for name in ("allocations", "requests", "blockers") for row in rows(name)}
    assert named
    assert named <= there
    assert all(file.name in told for file in PORTFOLIO.glob("*.csv"))


def test_messages_are_in_order_and_by_members(world: World) -> None:
    for channel, messages in world.messages.items():
        order = [message.ts for message in messages]
        assert order == sorted(set(order))
        assert {message.user for message in messages} <= set(world.channels[channel].members)
        assert all(float(message.ts) <= 1_795_000_000 for message in messages)


@pytest.mark.parametrize("change", [{"users": [{"id": "U0"}]}, {"team": None}, {"channels": [{"colour": "red"}]}])
def test_a_wrong_organisation_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    wrong = tmp_path / "organisation.json"
    wrong.write_text(json.dumps({**json.loads(DEFAULT.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    with pytest.raises(BadSampleError, match="is not as it should be"):
        load(wrong, 0.0)
