"""Does what is old go, and nothing else?"""

from datetime import timedelta

from sqlalchemy import select

from bot.clock import wall
from jobs.housekeeping import tidy
from jobs.work import Work
from models.inbox import InboxRow
from models.outbox import OutboxRow, Sending
from models.store import Store
from planning.occurrences import Occurrence
from services import outbox
from services.timers import Due


def test_old_deliveries_and_settled_messages_go(store: Store, work: Work, workspace: str) -> None:
    now = wall()
    old = now - timedelta(days=work.policy.delivery.kept_days, hours=1)
    with store.write.begin() as session:
        session.add(InboxRow(workspace=workspace, key="old", received_at=now - timedelta(hours=25)))
        session.add(InboxRow(workspace=workspace, key="new", received_at=now - timedelta(hours=23)))
        for number in range(1203):  # more than two handfuls
            outbox.post(session, workspace, target="C1", text="x", blocks=[], key=f"{number}", kind="notice", wall=old)
    with store.write.begin() as session:
        for row in session.scalars(select(OutboxRow).where(OutboxRow.dedupe_key != "7")):
            row.state, row.settled_at = Sending.SENT, now if row.dedupe_key == "8" else old
    tidy(work, Due(workspace, "t", "housekeeping.tidy", Occurrence(work.now(), "k"), {}, 1, 0, work.owner))
    with store.read.begin() as session:
        assert list(session.scalars(select(InboxRow.key))) == ["new"]
        assert sorted(session.scalars(select(OutboxRow.dedupe_key))) == ["7", "8"]
