"""Does what is old go, and nothing else?"""

import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import wall
from jobs.housekeeping import seal, tidy
from jobs.work import Work
from models.attention import Held
from models.inbox import InboxRow
from models.outbox import OutboxRow, Sending
from models.store import Store
from models.workspaces import Workspace
from planning.occurrences import Occurrence
from services import audit, audit_seals, health, interruptions, outbox
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


def test_of_what_failed_only_that_stays_of_which_somebody_is_still_to_be_told(
    store: Store, work: Work, workspace: str
) -> None:
    """An answer or a Home that Slack refused says when somebody is away, and nobody is ever told of it."""
    old = wall() - timedelta(days=work.policy.delivery.kept_days, hours=1)
    with store.write.begin() as session:
        outbox.post(session, workspace, target="C1", text="x", blocks=[], key="post", kind="notice", wall=old)
        outbox.respond(session, workspace, url="http://a", text="off", blocks=[], key="answer", wall=old)
        outbox.publish(session, workspace, slack_user="U1", view={}, wall=old)
    with store.write.begin() as session:
        for row in session.scalars(select(OutboxRow)):
            row.state, row.settled_at = Sending.FAILED, old
    with store.read.begin() as session:
        assert health.examine(session, now=work.now(), wall=work.wall()).untold_failures == 1
    tidy(work, Due(workspace, "t", "housekeeping.tidy", Occurrence(work.now(), "k"), {}, 1, 0, work.owner))
    with store.read.begin() as session:
        assert [row.dedupe_key for row in session.scalars(select(OutboxRow))] == ["post"]


def test_what_somebody_got_about_themselves_is_not_kept_beside(store: Store, work: Work, workspace: str) -> None:
    old = wall() - timedelta(days=3)
    with store.write.begin() as session:
        for kind in ("notice", "export"):
            outbox.post(session, workspace, target="D1", text="x", blocks=[], key=kind, kind=kind, wall=old)
        for row in session.scalars(select(OutboxRow)):
            row.state, row.settled_at = Sending.SENT, old
    tidy(work, Due(workspace, "t", "housekeeping.tidy", Occurrence(work.now(), "k"), {}, 1, 0, work.owner))
    with store.read.begin() as session:
        assert [row.kind for row in session.scalars(select(OutboxRow))] == ["notice"]


def test_what_waited_and_was_said_long_ago_goes(store: Store, work: Work, workspace: str, make_person: Any) -> None:
    mia = make_person("Mia")
    now = work.now()
    old = now - timedelta(days=work.policy.delivery.kept_days, hours=1)
    with store.write.begin() as session:
        for key in ("old", "new", "waits"):
            interruptions.hold(session, mia, key=key, kind="k", subject="s", due=old, at=old)
    with store.write.begin() as session:
        held = {one.key: one for one in interruptions.waiting(session, mia)}
        interruptions.said(session, [held["old"]], outbox_id="o", at=old)
        interruptions.said(session, [held["new"]], outbox_id="o", at=now)
    tidy(work, Due(workspace, "t", "housekeeping.tidy", Occurrence(now, "k"), {}, 1, 0, work.owner))
    with store.read.begin() as session:
        assert sorted(session.scalars(select(Held.key))) == ["new", "waits"]


def test_the_audit_is_sealed_in_every_workspace_and_the_log_says_how_far(
    store: Store, work: Work, workspace: str, caplog: pytest.LogCaptureFixture
) -> None:
    with store.write.begin() as session:
        session.add(Workspace(id="T0OTHER", name="Another", created_at=wall()))
        for which, count in ((workspace, 450), ("T0OTHER", 1)):
            for _ in range(count):
                audit.record(session, which, actor_id=None, action="a", subject=("b", "c"), at=work.now())
    with caplog.at_level(logging.INFO, "jobs.housekeeping"):
        seal(work)
        seal(work)
    with store.read.begin() as session:
        found = {which: audit_seals.verify(session, which) for which in (workspace, "T0OTHER")}
    assert {which: (one.rows, one.waiting, one.flaw) for which, one in found.items()} == {
        workspace: (450, 0, None),
        "T0OTHER": (1, 0, None),
    }
    heads = [one.head for one in (found["T0OTHER"], found[workspace]) if one.head]
    said = [record.getMessage() for record in caplog.records]
    assert [line.split()[-1] for line in sorted(said)] == [
        f"{head.place}:{head.seal}" for head in sorted(heads, key=lambda head: -head.place)
    ]
