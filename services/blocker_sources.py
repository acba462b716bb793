"""From which message was a blocker made?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.base import new_id
from models.sources import MessageSource
from models.workspaces import Workspace
from services import ids
from services.blocker_drafts import Draft

KEPT = timedelta(hours=24)  # as long as anybody leaves a form open


def keep(session: Session, workspace: str, shortcut: Mapping[str, Any], *, wall: datetime) -> str:
    """Remember the message of a shortcut's payload. Returns the opaque id that the form carries."""
    message = shortcut.get("message") or {}
    pictures = [one for one in message.get("files") or () if str(one.get("mimetype", "")).startswith("image/")]
    source = MessageSource(
        workspace=workspace,
        id=new_id(),
        channel=str((shortcut.get("channel") or {}).get("id", "")),
        ts=str(message.get("ts") or shortcut.get("message_ts") or ""),
        thread_ts=message.get("thread_ts"),
        picture=str(pictures[0]["id"]) if pictures else None,
        created_at=wall,
    )
    session.add(source)
    return source.id


def come_along(session: Session, workspace: str, draft: Draft, source_id: str) -> Draft:
    """The draft with the link and the picture of the message behind `source_id`; as it is where that is gone."""
    source = session.get(MessageSource, (workspace, source_id)) if ids.plausible(source_id) else None
    if source is None:
        return draft
    return replace(draft, source_link=link(session, source), picture=source.picture)


def link(session: Session, source: MessageSource) -> str | None:
    """The address of the message in Slack, for those who may read its channel; None before Slack has told its own."""
    workspace = session.get(Workspace, source.workspace)
    if workspace is None or not workspace.url:
        return None
    address = f"{workspace.url.rstrip('/')}/archives/{source.channel}/p{source.ts.replace('.', '')}"
    in_thread = source.thread_ts and source.thread_ts != source.ts
    return f"{address}?thread_ts={source.thread_ts}&cid={source.channel}" if in_thread else address


def forget(session: Session, *, wall: datetime) -> int:
    """Delete what no form asks for any more. Returns how many went."""
    gone = session.execute(delete(MessageSource).where(MessageSource.created_at < wall - KEPT))
    return int(gone.rowcount or 0)  # type: ignore[attr-defined]
