"""What could not be said, and does somebody know it?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from models.outbox import OutboxRow
from services.outbox_rows import changed, is_untold


def failures_untold(session: Session, workspace: str, *, limit: int = 20) -> Sequence[OutboxRow]:
    """Messages that failed for good and of which nobody was told, oldest first."""
    here = (OutboxRow.workspace == workspace, is_untold())
    return session.scalars(select(OutboxRow).where(*here).order_by(OutboxRow.seq).limit(limit)).all()


def told(session: Session, rows: Sequence[OutboxRow], *, wall: datetime) -> None:
    """Somebody has been told of these; they are not named again."""
    if rows:
        ids = [(row.workspace, row.id) for row in rows]
        changed(
            session, update(OutboxRow).where(tuple_(OutboxRow.workspace, OutboxRow.id).in_(ids)).values(told_at=wall)
        )
