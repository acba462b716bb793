"""Is a reply under a card a comment, and everything else that is said no business of ours?"""

import threading

import pytest
from sqlalchemy import select

from handlers.answers import AGAIN
from models.blockers import Blocker
from models.outbox import Card, OutboxRow, Sending
from planning.people import Standing
from tests.handlers.desk import Desk
from tests.notices.heard import settle


@pytest.fixture
def thread(desk: Desk) -> str:
    """The id of the card of a blocker that Mia reported, as it stands in C0APOLLO."""
    desk.said(desk.command("Mia", "no access to staging for APOLLO"))
    settle(desk.world)
    ts = desk.world.cards()["channel"].ts
    assert ts is not None
    return ts


def comments(desk: Desk) -> list[tuple[str | None, str | None]]:
    with desk.world.store.read.begin() as session:
        blocker = session.scalars(select(Blocker)).one()
    return [
        (desk.world.name_of(one.by_id), one.text) for one in desk.world.history(blocker.id) if one.what == "commented"
    ]


def test_a_reply_is_a_comment_with_names(desk: Desk, thread: str) -> None:
    desk.said(desk.reply("Yuki", "C0APOLLO", thread, "ask <@U0TOMAS> &amp; wait"))
    assert comments(desk) == [("Yuki", "ask @Tomas & wait")]
    told = [row.target for row in desk.world.outbox() if row.kind.startswith("blocker.")]
    assert sorted(told) == ["U0MIA", "U0TOMAS"]


def posting(desk: Desk, state: Sending) -> None:
    """Mia's card is in the channel, and our own book does not know it yet."""
    desk.said(desk.command("Mia", "no access to staging for APOLLO"))
    with desk.world.store.write.begin() as session:
        for row in session.scalars(select(OutboxRow).where(OutboxRow.target == "C0APOLLO")):
            row.state = state


def record(desk: Desk, ts: str) -> None:
    with desk.world.store.write.begin() as session:
        card = session.scalars(select(Card).where(Card.place == "channel")).one()
        card.channel, card.ts = "C0APOLLO", ts


def test_a_reply_that_is_quicker_than_our_own_book(desk: Desk) -> None:
    posting(desk, Sending.SENDING)
    later = threading.Timer(0.2, record, [desk, "7.7"])
    later.start()
    desk.said(desk.reply("Yuki", "C0APOLLO", "7.7", "so soon"))
    later.join()
    assert comments(desk) == [("Yuki", "so soon")]


@pytest.mark.parametrize("state", [Sending.SENDING, Sending.UNKNOWN])
def test_a_reply_under_a_card_whose_place_is_not_known_yet_is_to_come_again(desk: Desk, state: Sending) -> None:
    posting(desk, state)
    body = desk.reply("Yuki", "C0APOLLO", "7.7", "not lost")
    assert desk.send(body).status == AGAIN
    record(desk, "7.7")
    desk.said(body)
    assert comments(desk) == [("Yuki", "not lost")]


def test_a_reply_elsewhere_in_a_channel_waits_for_no_doubt_once_that_is_settled(desk: Desk, thread: str) -> None:
    desk.said(desk.reply("Yuki", "C0APOLLO", "5.5", "another thread"))
    assert comments(desk) == []


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast"])
def test_a_reply_with_a_file_or_to_the_channel_too(desk: Desk, thread: str, subtype: str) -> None:
    desk.said(desk.reply("Yuki", "C0APOLLO", thread, "see this", subtype=subtype))
    assert comments(desk) == [("Yuki", "see this")]


def test_one_reply_is_one_comment_under_whatever_event_id_it_comes(desk: Desk, thread: str) -> None:
    body = desk.reply("Yuki", "C0APOLLO", thread, "once")
    desk.said(body)
    desk.said(body)
    desk.said(body | {"event_id": "Ev0ANOTHER"})
    assert comments(desk) == [("Yuki", "once")]


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0APP"},
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "channel_join"},
        {"text": "  "},
        {"text": None},
        {"thread_ts": None},
        {"thread_ts": "5.5"},
        {"channel": "C0ELSEWHERE"},
        {"user": None},
    ],
)
def test_what_is_no_reply_to_a_card(desk: Desk, thread: str, more: dict[str, object]) -> None:
    before = len(desk.world.outbox()), len(desk.world.audits())
    body = desk.reply("Yuki", "C0APOLLO", thread, "words")
    body["event"] |= more
    desk.said(body)
    assert comments(desk) == []
    assert (len(desk.world.outbox()), len(desk.world.audits())) == before


def test_the_card_itself_is_no_reply(desk: Desk, thread: str) -> None:
    desk.said(desk.reply("Yuki", "C0APOLLO", thread, "words", ts=thread))
    assert comments(desk) == []


def test_a_stranger_in_a_shared_channel_is_not_heard(desk: Desk, thread: str) -> None:
    desk.world.change_person("Yuki", standing=Standing.STRANGER)
    desk.said(desk.reply("Yuki", "C0APOLLO", thread, "words"))
    assert comments(desk) == []
