"""Who did what? One row a change, written with it or not at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.audit import AuditRow
from models.base import new_id
from models.inserts import insert_row


def record(
    session: Session,
    workspace: str,
    *,
    actor_id: str | None,
    action: str,
    subject: tuple[str, str],
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add a row. `subject` is (kind, id); `details` hold ids and states only, never free text about an absence."""
    insert_row(
        session,
        AuditRow,
        {
            "workspace": workspace,
            "id": new_id(),
            "at": at,
            "actor_id": actor_id,
            "door": session.info.get("door", "clearway"),
            "action": action,
            "subject_kind": subject[0],
            "subject_id": subject[1],
            "details": dict(details or {}),
            "seq": None,
            "seal": None,
        },
    )
