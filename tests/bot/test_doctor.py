"""Does the doctor find what is wrong, and say what to do?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import doctor
from bot.doctor import Level
from bot.scopes import needed
from handlers import ROUTES
from planning.ladder_policy import Level as Rung
from planning.rungs import DeadEnd, Passed
from tests.house import House
from tests.town import TOKEN

NEEDED = needed(ROUTES)
REQUIRED = [scope.name for scope in NEEDED if not scope.optional]
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("doctor"))
    made.import_portfolio()
    yield made
    made.close()


def told(built: House, status: int, **extra: str) -> list[str]:
    done = built.command("doctor", **extra)
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_a_whole_installation_is_all_ok(built: House):
    lines = told(built, 0)
    assert {line[:4].strip() for line in lines} == {"ok"}
    text = "\n".join(lines)
    for about in (
        "settings",
        "policy",
        "token",
        "scopes",
        "app token",
        "clock",
        "PMO channel #pmo",
        "project channels",
        "store",
        "calendars",
        "ladders",
    ):
        assert f"ok    {about}" in text


def test_missing_settings_are_told_one_by_one(built: House):
    lines = told(built, 1, SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="")
    assert [line.split(":")[0] for line in lines if line.startswith("fail")] == ["fail  settings"] * 2
    assert sum(line.strip().startswith("→") for line in lines) == 2


def test_a_broken_policy_is_told_with_its_line(built: House, tmp_path: Path):
    broken = tmp_path / "mine.yaml"
    broken.write_text("pmo:\n  chanel: C1\n")
    assert "fail  policy: mine.yaml:2: pmo.chanel" in told(built, 1, CLEARWAY_POLICY=str(broken))[1]


def test_a_wrong_token_is_told_without_showing_it(built: House):
    text = "\n".join(told(built, 1, SLACK_BOT_TOKEN="xoxb-somebody-elses"))
    assert "fail  token: Slack does not know SLACK_BOT_TOKEN" in text
    assert "somebody-elses" not in text


def test_a_wrong_app_token_is_told(built: House):
    assert any(line.startswith("fail  app token") for line in told(built, 1, SLACK_APP_TOKEN="xapp-somebody-elses"))


def test_slack_out_of_reach_is_told(built: House):
    assert "could not be reached" in "\n".join(told(built, 1, SLACK_API_URL="http://127.0.0.1:1/api/"))


def test_a_store_that_does_not_answer_is_told(built: House, tmp_path: Path):
    (tmp_path / "bad.db").write_bytes(b"this is no database" * 100)
    text = "\n".join(told(built, 1, DATABASE_URL=f"sqlite:///{tmp_path}/bad.db"))
    assert f"fail  store {tmp_path}/bad.db: cannot be used: file is not a database" in text


def test_a_store_that_is_not_there_yet_is_no_failure(built: House, tmp_path: Path):
    text = "\n".join(told(built, 0, DATABASE_URL=f"sqlite:///{tmp_path}/new/store.db"))
    assert "warn  store" in text
    assert not (tmp_path / "new").exists()


def test_a_channel_that_the_bot_left_is_told(built: House):
    built.town.ask("channel", {"id": "C0VEGA", "remove": "U0APP"})
    try:
        text = "\n".join(told(built, 0))
        assert "warn  channel of VEGA" in text
        assert "ok    project channels: Clearway is in 3 of 4" in text
    finally:
        built.town.ask("channel", {"id": "C0VEGA", "invite": "U0APP"})


def test_the_pmo_channel_is_to_be_private_known_and_ours(built: House):
    client = built.town.client()
    assert client.token == TOKEN
    assert doctor.pmo_channel(client, None).level is Level.WARN
    assert doctor.pmo_channel(client, "C0PMO").level is Level.OK
    assert "public" in doctor.pmo_channel(client, "C0APOLLO").found
    assert doctor.pmo_channel(client, "C0NOWHERE").level is Level.FAIL
    assert "not in it" in doctor.pmo_channel(client, "C0RANDOM").found


def test_a_missing_scope_is_told_with_its_reason():
    (missing,) = [one for one in doctor.scopes(REQUIRED[1:], NEEDED) if one.level is Level.FAIL]
    assert REQUIRED[0] in missing.about
    assert next(scope.reason for scope in NEEDED if scope.name == REQUIRED[0]) in missing.found
    assert missing.todo


def test_optional_and_spare_scopes_are_warnings():
    found = list(doctor.scopes([*REQUIRED, "reactions:read"], NEEDED))
    assert {one.about for one in found if one.level is Level.WARN} == {
        *(f"scope {scope.name}" for scope in NEEDED if scope.optional),
        "scopes",
    }
    assert not [one for one in found if one.level is Level.FAIL]


@pytest.mark.parametrize(
    ("header", "level"),
    [
        ("Mon, 23 Nov 2026 12:00:03 GMT", Level.OK),
        ("Mon, 23 Nov 2026 11:59:30 GMT", Level.WARN),
        ("Mon, 23 Nov 2026 12:05:00 GMT", Level.FAIL),
        ("", Level.WARN),
        (None, Level.WARN),
    ],
)
def test_the_clock_is_compared_with_slacks(header: str | None, level: Level):
    assert doctor.clock(header, NOON).level is level


def test_calendars_are_counted():
    assert "none is connected" in doctor.calendars(0, 0).found
    assert doctor.calendars(12, 0).level is Level.OK
    broken = doctor.calendars(12, 2)
    assert (broken.level, broken.found) == (Level.WARN, "12 connected, 2 of them cannot be read at the moment")


def test_levels_that_open_blockers_pass_over_are_told_with_some_of_them():
    blockers = [f"B-{number}" for number in range(1, 8)]
    (line,) = doctor.ladders({Passed(Rung.SPONSOR, DeadEnd.NOBODY): blockers})
    assert (line.level, line.about) == (Level.WARN, "ladder of B-1, B-2, B-3, B-4, B-5 and 2 more")
    assert line.found == "the sponsor is passed over: nobody in Slack is named there"
    assert [line.level for line in doctor.ladders({})] == [Level.OK]


def test_whatever_is_not_well_says_what_to_do():
    found = [*doctor.scopes([], NEEDED), doctor.clock(None, NOON), doctor.calendars(2, 1)]
    assert all(one.todo for one in found if one.level is not Level.OK)
