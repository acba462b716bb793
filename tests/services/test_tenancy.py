"""Are the rows of a workspace that this process does not serve left alone?"""

from datetime import UTC, datetime, timedelta

from models.store import Store
from planning.occurrences import Occurrence
from services import health, outbox, outbox_claims, timers
from tests.conftest import add_workspace

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
OURS, OTHER = frozenset({"T0FERN"}), "T0OTHER"


def test_messages_and_timers_of_others_are_not_claimed(store: Store) -> None:
    add_workspace(store)
    add_workspace(store, OTHER)
    with store.write.begin() as session:
        for workspace in ("T0FERN", OTHER):
            outbox.post(session, workspace, target="C0SAME", text="x", blocks=[], key="k", kind="card", wall=NOW)
            hour_ago = Occurrence(at=NOW - timedelta(hours=1), key="2026-11-25T09")
            timers.plan(session, workspace, series="people.refresh", occurrence=hour_ago)
    with store.read.begin() as session:
        ids = outbox_claims.due(session, limit=5, wall=NOW, served=OURS)
        assert [workspace for workspace, _ in ids] == ["T0FERN"]
        assert timers.overdue(session, before=NOW, wall=NOW, served=OURS) == 1
        assert timers.overdue(session, before=NOW, wall=NOW) == 2
    with store.write.begin() as session:
        claimed = timers.claim_due(session, owner="me", now=NOW, wall=NOW, served=OURS)
        assert [due.workspace for due in claimed] == ["T0FERN"]
    with store.read.begin() as session:
        assert not timers.any_due(session, now=NOW, wall=NOW, served=OURS)
        assert timers.any_due(session, now=NOW, wall=NOW)
        report = health.examine(session, now=NOW, wall=NOW, served=OURS)
        assert report.overdue_timers == 0, "the one that is ours is being run"
