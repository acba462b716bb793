"""What is missing or wrong in this installation, and what is to be done about it?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.scopes import Scope
from planning.rungs import Passed
from ui.ladder_words import ENDS, LEVELS

NAMED = 5  # blockers in one line
LADDER_TODO = "name who is there: managers and sponsors in the sheet projects, leads in teams, roles in people"
CLOCK_WARNS, CLOCK_FAILS = 5.0, 55.0  # seconds off; Slack's requests are refused from 60 on


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line of the doctor's: what was looked at, what was found, and what to do unless it is well."""

    level: Level
    about: str
    found: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.level:<4}  {self.about}: {self.found}" + (f"\n      → {self.todo}" if self.todo else "")


def ok(about: str, found: str) -> Finding:
    return Finding(Level.OK, about, found)


def warn(about: str, found: str, todo: str) -> Finding:
    return Finding(Level.WARN, about, found, todo)


def fail(about: str, found: str, todo: str) -> Finding:
    return Finding(Level.FAIL, about, found, todo)


def scopes(granted: Iterable[str], needed: Sequence[Scope]) -> Iterator[Finding]:
    """What Slack granted against what is needed, each with its reason."""
    have = {scope.strip() for scope in granted if scope.strip()}
    reinstall = "add it under OAuth & Permissions (or paste `clearway manifest` anew) and install the app again"
    for scope in needed:
        if scope.name in have:
            continue
        if scope.optional:
            yield warn(
                f"scope {scope.name}", f"not granted; without it, {scope.without}", f"if you want it, {reinstall}"
            )
        else:
            yield fail(f"scope {scope.name}", f"not granted; it is needed {scope.reason}", reinstall)
    required = [scope for scope in needed if not scope.optional]
    if all(scope.name in have for scope in required):
        yield ok("scopes", f"all {len(required)} that are needed are granted")
    if spare := sorted(have - {scope.name for scope in needed}):
        yield warn("scopes", f"granted but not needed: {', '.join(spare)}", "take them away under OAuth & Permissions")


def clock(date_header: str | None, wall: datetime) -> Finding:
    """This machine's clock against the one in Slack's answer."""
    try:
        theirs = parsedate_to_datetime(date_header or "")
    except ValueError:
        return warn(
            "clock", "Slack's answer carried no date to compare with", "check that this machine's clock is right"
        )
    off = (wall - theirs).total_seconds()
    if abs(off) < CLOCK_WARNS:
        return ok("clock", f"within {abs(off):.0f} s of Slack's")
    found, todo = (
        f"{abs(off):.0f} s {'ahead of' if off > 0 else 'behind'} Slack's",
        "switch on time synchronisation (NTP)",
    )
    return fail("clock", found, todo) if abs(off) >= CLOCK_FAILS else warn("clock", found, todo)


def pmo_channel(client: WebClient, channel: str | None) -> Finding:
    """Whether the PMO's channel is there, private, and the bot in it."""
    if channel is None:
        return warn(
            "PMO channel",
            "none is named",
            "make a private channel, invite Clearway, and choose it with /pmo settings",
        )
    told = _channel(client, channel)
    about = f"PMO channel {channel}"
    if isinstance(told, str):
        return fail(about, told, "check pmo.channel in clearway.yaml, and invite Clearway to it: /invite @Clearway")
    about = f"PMO channel #{told.get('name', channel)}"
    if told.get("is_archived"):
        return fail(about, "it is archived", "unarchive it, or name another as pmo.channel in clearway.yaml")
    if not told.get("is_member"):
        return fail(about, "Clearway is not in it", "invite it there: /invite @Clearway")
    if not told.get("is_private"):
        return fail(about, "it is public, and the PMO's options are not meant for everybody", "make it private")
    return ok(about, "private, and Clearway is in it")


def project_channels(client: WebClient, channels: Mapping[str, str]) -> Iterator[Finding]:
    """Whether cards can be posted in the channel of each project (code → channel id)."""
    well = 0
    for code, channel in channels.items():
        about = f"channel of {code}"
        told = _channel(client, channel)
        if isinstance(told, str):
            yield warn(
                about, told, f"check the channel of {code} ({channel}) in the sheet projects, and invite Clearway"
            )
        elif told.get("is_archived"):
            yield warn(about, f"#{told.get('name')} is archived", f"name another channel for {code}")
        elif not told.get("is_member"):
            yield warn(about, f"Clearway is not in #{told.get('name')}", "invite it there: /invite @Clearway")
        else:
            well += 1
    if well:
        yield ok("project channels", f"Clearway is in {well} of {len(channels)}")


def calendars(feeds: int, broken: int) -> Finding:
    """How many calendar feeds are read. Whose, and from where, is nobody's business but theirs."""
    if not broken:
        return ok("calendars", f"{feeds} connected, all of them can be read" if feeds else "none is connected")
    todo = "their owners were told why; where it is many, check that this machine reaches the internet by https"
    return warn("calendars", f"{feeds} connected, {broken} of them cannot be read at the moment", todo)


def ladders(ends: Mapping[Passed, Sequence[str]]) -> Iterator[Finding]:
    """Which levels open blockers pass over, each with these blockers, such as `B-12`."""
    for end, blockers in ends.items():
        shown = ", ".join(blockers[:NAMED]) + (f" and {len(blockers) - NAMED} more" if len(blockers) > NAMED else "")
        yield warn(f"ladder of {shown}", f"{LEVELS[end.level]} is passed over: {ENDS[end.why]}", LADDER_TODO)
    if not ends:
        yield ok("ladders", "every level of every open blocker can be asked")


def _channel(client: WebClient, channel: str) -> Mapping[str, Any] | str:
    """Slack's `channel` object, or why there is none."""
    try:
        told: Mapping[str, Any] = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        code = error.response.get("error")
        said = {
            "channel_not_found": "Slack does not know it, or it is private and Clearway is not in it",
            "missing_scope": "the scopes channels:read and groups:read are needed to look at it",
        }
        return said.get(str(code), f"Slack says {code}")
    except (SlackClientError, OSError) as error:
        return f"Slack did not answer ({error})"
    return told
