"""Can something be said in a channel? As Slack said when it was last asked, so that no transaction waits for Slack."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from models.inserts import insert_once
from models.workspaces import Counter

_FRESH = 10  # minutes


def is_shut(session: Session, workspace: str, channel: str) -> bool:
    """Whether Slack said that it is archived or gone, or that the bot is not in it. Of one never asked about: no."""
    row = session.get(Counter, (workspace, _name(channel)))
    return row is not None and row.value < 0


def is_known(session: Session, workspace: str, channel: str, *, at: datetime) -> bool:
    """Whether Slack was asked just now, in business time, also where the clock was set back since."""
    row = session.get(Counter, (workspace, _name(channel)))
    return row is not None and abs(_minutes(at) - abs(row.value)) < _FRESH


def note(session: Session, workspace: str, channel: str, *, shut: bool, at: datetime) -> None:
    """Keep what Slack said. One number holds both: minutes since 1970, below 0 where nothing can be said there."""
    value = -_minutes(at) if shut else _minutes(at)
    row = {"workspace": workspace, "name": _name(channel), "value": value}
    if not insert_once(session, Counter, row, ("workspace", "name")):
        session.get_one(Counter, (workspace, _name(channel)), with_for_update=True).value = value


def _minutes(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(minutes=1)


def _name(channel: str) -> str:
    return f"channel:{channel}"[:64]
