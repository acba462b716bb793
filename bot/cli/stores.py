"""Which store and workspace does a one-off command mean, and how is an import tried without keeping it?"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select

from bot import slack
from bot.cli.endings import EndingError
from bot.clock import SystemClock, wall
from bot.settings import Settings
from models.migrate import is_current, upgrade
from models.run_lock import file_of
from models.store import Store, open_store
from models.workspaces import Workspace
from readers.tables.values import Portfolio
from services import importing, workspaces
from services.importing import Imported
from services.policies import AvailabilityPolicy

LOCAL = "local"  # stands for a workspace that Slack has not named yet


class _OnlyTriedError(Exception):
    """Rolls a dry run back."""


def open_for_command(settings: Settings) -> Store:
    """The store, for a command that may write beside a running bot. Its tables are made where they are missing."""
    file = file_of(settings.database_url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url, threads=2)
    if not is_current(store.engine):
        upgrade(store)
    return store


def find_workspace(settings: Settings, store: Store, asked: str | None = None) -> str:
    """The workspace that is meant: the one asked for, the token's, the only one there is, else a local one.

    Raises EndingError where several are possible, Slack does not say whose the token is, or the one asked for is
    unknown, and slack.SlackUnusableError where there is none yet.
    """
    with store.read.begin() as session:
        known = list(session.scalars(select(Workspace.id).order_by(Workspace.id)))
    if asked is not None:
        if asked not in known:
            raise EndingError(f"There is no workspace “{asked}” in the store; known: {', '.join(known) or 'none yet'}.")
        return asked
    real = [one for one in known if one != LOCAL]
    if settings.bot_token is not None:
        return _of_token(settings, store, real)
    if len(real) > 1:
        raise EndingError(f"The store has several workspaces; name one with --workspace: {', '.join(real)}.")
    return real[0] if real else _local(store)


def bring(
    store: Store,
    workspace: str,
    portfolio: Portfolio,
    *,
    dry_run: bool,
    replace: Collection[str] = (),
    policy: AvailabilityPolicy | None = None,
    passed: Callable[[int], None] | None = None,
) -> Imported:
    """Import a portfolio, or only find out what an import would do; `passed` is told how many rows
    more are done. Raises importing.ImportRefusedError."""
    imported: list[Imported] = []
    given: dict[str, Any] = {"replace": replace, "policy": policy, "passed": passed}
    try:
        with store.write.begin() as session:
            session.info["door"] = "clearway import"
            done = importing.apply(session, workspace, portfolio, at=SystemClock().now(), wall=wall(), **given)
            imported.append(done)
            if dry_run:
                raise _OnlyTriedError
    except _OnlyTriedError:
        pass
    return imported[0]


def meet(store: Store, told: Mapping[str, Any], *, zone: str = "UTC") -> str:
    """The id of the workspace that auth.test told of, in the store from now on."""
    with store.write.begin() as session:
        return workspaces.settle(session, told, zone=zone, wall=wall()).id


def _of_token(settings: Settings, store: Store, known: list[str]) -> str:
    """The token's workspace, as Slack says: the only one known here may be another one's in a shared store."""
    try:
        return meet(store, slack.introduce(settings)[0])
    except slack.SlackUnusableError as error:
        if not known:
            raise
        raise EndingError(f"{error} Or name the workspace with --workspace: {', '.join(known)}.") from error


def _local(store: Store) -> str:
    """A workspace that Slack does not know of yet."""
    with store.write.begin() as session:
        if session.get(Workspace, LOCAL) is None:
            session.add(Workspace(id=LOCAL, name="not connected to Slack yet", created_at=wall()))
    return LOCAL
