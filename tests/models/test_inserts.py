"""Is what is written past the objects of a session what they would have written, and nothing left out unseen?"""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models.inbox import InboxRow
from models.inserts import insert_once, insert_row, placed
from models.outbox import OutboxRow
from models.store import Store

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ROW = {"workspace": "T1", "key": "trigger:1", "received_at": AT, "receipt": {"text": "“B-1” is filed"}}


def test_what_is_written_is_read_as_it_was(store: Store) -> None:
    with store.write.begin() as session:
        insert_row(session, InboxRow, ROW)
    with store.read.begin() as session:
        row = session.scalars(select(InboxRow)).one()
        assert (row.key, row.received_at, row.receipt) == (ROW["key"], AT, ROW["receipt"])


def test_a_row_with_the_same_key_stays_as_it_is(store: Store) -> None:
    with store.write.begin() as session:
        first = insert_once(session, InboxRow, ROW, ("workspace", "key"))
        second = insert_once(session, InboxRow, {**ROW, "receipt": None}, ("workspace", "key"))
    assert (first, second) == (True, False)
    with store.read.begin() as session:
        assert session.scalars(select(InboxRow)).one().receipt == ROW["receipt"]


def test_a_row_that_was_placed_is_a_row_of_the_session(store: Store) -> None:
    with store.write.begin() as session:
        row = placed(session, InboxRow, ROW)
        assert row in session
        assert not session.is_modified(row)
        row.receipt = {"text": "another"}
    with store.read.begin() as session:
        assert session.scalars(select(InboxRow)).one().receipt == {"text": "another"}


def test_a_column_with_a_default_must_be_named(store: Store) -> None:
    with store.write.begin() as session, pytest.raises(ValueError, match=r"a row of outbox needs its .*attempt"):
        insert_row(session, OutboxRow, {"workspace": "T1", "id": "1" * 32})
