"""What does `clearway doctor` look at, and in which order does it say it?"""

import argparse
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.cli.endings import DONE, WRONG

if TYPE_CHECKING:
    from pathlib import Path

    from bot.doctor import Finding
    from bot.settings import Settings
    from services.policies import Policy


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "doctor",
        help="say what is missing or wrong in this installation, and what to do",
        description="Looks at settings, policy, token, scopes, store, clock and channels. Each line is ok, warn or "
        "fail; exit status 1 when something fails. It changes nothing and may run beside the bot.",
    )
    parser.add_argument("--env-file", metavar="FILE", help="read settings from this file instead of .env")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from bot.doctor import Level

    worst = DONE
    for finding in _findings(args.env_file):
        print(finding, flush=True)
        worst = WRONG if finding.level is Level.FAIL else worst
    return worst


def _findings(env_file: str | None) -> Iterator["Finding"]:
    from pathlib import Path

    from bot import settings
    from bot.doctor import fail, ok
    from bot.policy_file import PolicyError, read

    file = Path(env_file) if env_file else None
    try:
        given = settings.load(file)
        yield ok("settings", f"complete, for {given.slack_mode} mode")
    except settings.SettingsError as error:
        for sentence in error.sentences:
            yield fail("settings", sentence, "put it right in .env; .env.example describes every variable")
        return
    try:
        policy = read(given.policy_file, required=given.policy_path is not None)
        yield ok("policy", f"read from {given.policy_file}" if given.policy_file.is_file() else "the defaults")
    except PolicyError as error:
        for sentence in error.sentences:
            yield fail("policy", sentence, "put it right; clearway.example.yaml describes every key")
        return
    yield from _slack(given, policy)
    yield from _store(given, policy)


def _slack(given: "Settings", policy: "Policy") -> Iterator["Finding"]:
    from bot import doctor, slack
    from bot.clock import wall
    from bot.scopes import needed
    from handlers import ROUTES

    try:
        told, headers = slack.introduce(given)
    except slack.SlackUnusableError as error:
        yield doctor.fail("token", str(error), "the rest of Slack is looked at when this works")
        return
    yield doctor.ok("token", f"speaks as {told.get('user')} in {told.get('team')} ({told.get('team_id')})")
    yield from doctor.scopes(headers.get("x-oauth-scopes", "").split(","), needed(ROUTES))
    if given.slack_mode == "socket":
        try:
            slack.socket_address(given)
            yield doctor.ok("app token", "Slack gives an address for Socket Mode")
        except slack.SlackUnusableError as error:
            yield doctor.fail("app token", str(error), "Slack: Basic Information, App-Level Tokens")
    yield doctor.clock(headers.get("date"), wall())
    client = slack.client(given)
    set_up, channels = _channels(given, str(told.get("team_id")))
    yield doctor.pmo_channel(client, set_up or policy.pmo.channel)
    yield from doctor.project_channels(client, channels)


def _channels(given: "Settings", workspace: str) -> tuple[str | None, dict[str, str]]:
    """(the PMO's channel as an admin set it up, code → channel of each project); nothing of what cannot be read."""
    from sqlalchemy import select
    from sqlalchemy.exc import SQLAlchemyError

    from models.projects import Project
    from models.store import StoreBusy, open_store
    from models.workspaces import Workspace

    store = open_store(given.database_url, threads=1)
    try:
        with store.read.begin() as session:
            mine = select(Project.code, Project.channel).where(Project.workspace == workspace).order_by(Project.code)
            row = session.get(Workspace, workspace)
            projects = {code: channel for code, channel in session.execute(mine).tuples() if channel}
            return row.pmo_channel if row is not None else None, projects
    except (SQLAlchemyError, StoreBusy):
        return None, {}
    finally:
        store.close()


def _store(given: "Settings", policy: "Policy") -> Iterator["Finding"]:
    """Whether the store can be reached and written, and has the right shape. An SQLite file is not made here."""
    from sqlalchemy.exc import SQLAlchemyError

    from bot.clock import wall
    from bot.doctor import calendars, fail, ladders, ok, warn
    from models.migrate import revision
    from models.migrations import HEAD
    from models.run_lock import file_of
    from models.store import StoreBusy, open_store
    from services import feeds, ladder_ends

    file = file_of(given.database_url)
    about = f"store {file}" if file else "store (PostgreSQL)"
    if file is not None and not file.exists():
        folder = next(parent for parent in file.parents if parent.exists())
        if os.access(folder, os.W_OK):
            yield warn(about, "not there yet", "nothing: `clearway run` makes it")
        else:
            yield fail(about, f"not there, and {folder} cannot be written", "give this user the right to write there")
        return
    store = open_store(given.database_url, threads=2)
    try:
        with store.write.begin():
            pass  # a write transaction was begun and ended: the store is reached and can be written
        found = revision(store.engine)
        if found == HEAD:
            yield ok(about, f"reached, writable, in the shape of this version{_running(file)}")
            with store.read.begin() as session:
                yield calendars(*feeds.counts(session))
                yield from ladders(ladder_ends.dead_ends(session, policy, at=wall()))
        else:
            yield warn(about, f"in the shape of another version ({found or 'empty'})", "clearway db upgrade")
    except (SQLAlchemyError, StoreBusy) as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[-1]
        yield fail(about, f"cannot be used: {why}", "check DATABASE_URL, that the server runs, and `clearway db check`")
    finally:
        store.close()


def _running(file: "Path | None") -> str:
    """Whether a bot serves from this file. Only looked at: taking the run lock would wipe out how the last ended."""
    import fcntl

    lock = file.with_name(f"{file.name}.lock") if file else None
    if lock is None or not lock.exists():
        return ""
    with lock.open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return "; the bot is running on it"
    return "; no bot is running on it"
