"""Which workspace is this, as Slack tells when the bot starts?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.people import Person
from models.workspaces import Workspace
from planning.people import Standing


def settle(session: Session, told: Mapping[str, Any], *, zone: str, wall: datetime) -> Workspace:
    """Take over what `auth.test` says of the workspace. `zone` (IANA) is kept for one that is new here."""
    workspace = session.get(Workspace, told["team_id"])
    if workspace is None:
        workspace = Workspace(id=told["team_id"], zone=zone, created_at=wall)
        session.add(workspace)
    workspace.name = str(told.get("team") or workspace.name or "")
    workspace.url = str(told.get("url") or workspace.url or "")
    workspace.bot_user_id = str(told.get("user_id") or "")
    workspace.bot_id = str(told.get("bot_id") or "")
    session.flush()
    return workspace


def settle_zone(session: Session, workspace_id: str) -> None:
    """Take the zone in which most members live, for the days on shared cards: Slack tells none for a workspace."""
    most = func.count().desc()
    zone = session.scalar(
        select(Person.zone)
        .where(Person.workspace == workspace_id, Person.standing == Standing.MEMBER, Person.zone.is_not(None))
        .group_by(Person.zone)
        .order_by(most, Person.zone)
        .limit(1)
    )
    workspace = session.get(Workspace, workspace_id)
    if workspace is not None and zone is not None:
        workspace.zone = zone
