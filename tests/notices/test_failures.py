"""Does the PMO's lead hear once of what could not be said?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update

from models.outbox import OutboxRow, Sending
from models.people import Person
from models.store import Store
from notices import failures
from notices.occasions import Occasion
from services import outbox
from services.policies import PmoPolicy, Policy
from tests.ui.slack_limits import problems_of_message
from ui import failures as screen

AT = datetime(2026, 11, 25, 10, 5, tzinfo=UTC)
POLICY = Policy(pmo=PmoPolicy(lead="priya@example.org"))


def _fail(store: Store, workspace: str, target: str, reason: str, key: str) -> None:
    with store.write.begin() as session:
        outbox.post(session, workspace, target=target, text="x", blocks=[], key=key, kind="card", wall=AT)
        session.execute(
            update(OutboxRow).where(OutboxRow.dedupe_key == key).values(state=Sending.FAILED, reason=reason)
        )


def _tell(store: Store, workspace: str, at: datetime) -> bool:
    with store.write.begin() as session:
        return failures.tell(session, workspace, Occasion(at=at, wall=at, policy=POLICY))


def _reports(store: Store) -> list[str]:
    with store.read.begin() as session:
        return [
            row.payload["text"] for row in session.scalars(select(OutboxRow).where(OutboxRow.kind == failures.KIND))
        ]


def test_failures_are_merged_told_once_and_at_most_hourly(
    store: Store, workspace: str, make_person: Callable[..., Person]
) -> None:
    make_person("Priya", slack_id="U0PRIYA", email="priya@example.org", is_admin=True)
    _fail(store, workspace, "C0APOLLO", "not_in_channel", "a")
    _fail(store, workspace, "C0APOLLO", "not_in_channel", "b")
    _fail(store, workspace, "C0VEGA", "is_archived", "c")
    assert _tell(store, workspace, AT)
    (report,) = _reports(store)
    assert "2 messages to <#C0APOLLO>" in report
    assert "/invite" in report
    assert "1 message to <#C0VEGA>" in report
    assert not _tell(store, workspace, AT + timedelta(hours=2)), "told once"
    _fail(store, workspace, "C0ORION", "is_archived", "d")
    assert not _tell(store, workspace, AT + timedelta(minutes=5)), "the hour is not over"
    assert _tell(store, workspace, AT + timedelta(hours=1))
    assert len(_reports(store)) == 2


def test_a_report_that_failed_is_not_reported(store: Store, workspace: str, make_person: Callable[..., Person]) -> None:
    make_person("Priya", slack_id="U0PRIYA", email="priya@example.org", is_admin=True)
    _fail(store, workspace, "C0APOLLO", "is_archived", "a")
    assert _tell(store, workspace, AT)
    with store.write.begin() as session:
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.kind == failures.KIND)
            .values(state=Sending.FAILED, reason="user_disabled")
        )
    assert not _tell(store, workspace, AT + timedelta(hours=3))
    assert len(_reports(store)) == 1


def test_without_anybody_to_tell_they_stay_counted(store: Store, workspace: str) -> None:
    _fail(store, workspace, "C0APOLLO", "is_archived", "a")
    assert not _tell(store, workspace, AT)
    with store.read.begin() as session:
        assert session.scalars(select(OutboxRow.told_at)).all() == [None]


def test_the_screen_holds_any_number_of_places() -> None:
    found = [screen.Failure(f"C0{number}", "made <!channel> up", 1) for number in range(40)]
    message = screen.failures(found)
    assert problems_of_message({"text": message.text, "blocks": message.blocks}) == []
