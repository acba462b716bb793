"""Is there one living message in Slack for each card, with the newest words, whatever happens to it?"""

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.clock import wall
from jobs.delivery.courier import Courier
from models.outbox import Act, Card, OutboxRow, Sending
from models.store import Store
from services import outbox
from tests.jobs.delivery.conftest import rows, running, settled, until
from tests.town import Town

Show = Callable[..., Card]


@pytest.fixture
def show(store: Store, workspace: str) -> Show:
    """Brings the card of B-1 in #apollo-portal up to date: `show("its words")`."""

    def put(text: str, target: str = "C0APOLLO") -> Card:
        with store.write.begin() as session:
            card = outbox.show(
                session,
                workspace,
                subject_kind="blocker",
                subject_id="B1",
                place="channel",
                target=target,
                text=text,
                blocks=[],
                wall=wall(),
            )
        assert card is not None
        return card

    return put


def the_card(store: Store) -> Card:
    with store.read.begin() as session:
        return session.scalars(select(Card)).one()


def test_a_card_is_posted_once_and_then_edited_in_place(courier: Courier, show: Show, store: Store, town: Town) -> None:
    for number in range(6):
        show(f"state {number}")
        if number == 2:
            settled(store)
    settled(store)
    (message,) = town.messages("C0APOLLO")
    assert message["text"] == "state 5"
    card = the_card(store)
    assert (card.channel, card.ts, card.version, card.sent_version) == ("C0APOLLO", message["ts"], 6, 6)


def test_edits_keep_their_distance_and_only_the_newest_is_sent(
    courier: Courier, show: Show, store: Store, town: Town
) -> None:
    show("first")
    settled(store)
    for number in range(20):
        show(f"edit {number}")
        time.sleep(0.01)
    settled(store)
    edits = town.journal("accepted", "chat.update")
    assert edits[-1]["text"] == "edit 19"
    assert len(edits) < 10
    assert all(later["at"] - earlier["at"] >= 0.09 for earlier, later in pairwise(edits))
    superseded = [row for row in rows(store) if row.state == Sending.CANCELLED]
    assert all("superseded" in str(row.reason) for row in superseded)
    assert len(superseded) + len(edits) == 20


@pytest.mark.parametrize("kind", ["lost", "reset_after", "500", "html", "429", "internal_error"])
def test_an_edit_that_goes_wrong_is_repeated(courier: Courier, show: Show, store: Store, town: Town, kind: str) -> None:
    show("first")
    settled(store)
    town.fail("chat.update", kind, times=2, seconds=0.2)
    show("second")
    settled(store)
    assert town.texts("C0APOLLO") == ["second"]
    assert the_card(store).sent_version == 2


def test_a_card_whose_first_post_is_unsure_is_there_once_with_its_newest_words(
    courier: Courier, show: Show, store: Store, town: Town
) -> None:
    town.fail("chat.postMessage", "lost", times=1)
    show("first")
    until(lambda: rows(store)[0].attempt == 1)
    show("second")
    settled(store)
    assert town.texts("C0APOLLO") == ["second"]
    assert len(town.journal("accepted", "chat.postMessage")) == 1


def test_a_card_that_somebody_deleted_is_posted_again_under_the_same_key(
    courier: Courier, show: Show, store: Store, town: Town
) -> None:
    first = show("first")
    settled(store)
    gone = the_card(store).ts
    town.client().chat_delete(channel="C0APOLLO", ts=str(gone))
    show("second")
    settled(store)
    (message,) = town.messages("C0APOLLO")
    assert message["text"] == "second"
    assert message["ts"] != gone
    card = the_card(store)
    assert (card.ts, card.lost_reason, card.sent_version) == (message["ts"], None, 2)
    posts = [row for row in rows(store) if row.act == Act.POST]
    assert [row.dedupe_key for row in posts] == [f"card:{first.id}:post"]
    (edit,) = [row for row in rows(store) if row.act == Act.UPDATE]
    assert edit.reason == "message_not_found: posted again"


def test_a_card_that_could_not_be_posted_says_why_and_the_next_change_tries_again(
    courier: Courier, show: Show, store: Store, town: Town, workspace: str
) -> None:
    show("first", target="C0RANDOM")
    settled(store)
    assert "not_in_channel" in str(the_card(store).lost_reason)
    town.ask("channel", {"id": "C0RANDOM", "invite": "U0APP"})
    show("second", target="C0RANDOM")
    settled(store)
    assert town.texts("C0RANDOM") == ["second"]
    assert the_card(store).lost_reason is None


def test_a_reply_waits_for_its_card_and_goes_under_it(
    courier: Courier, show: Show, store: Store, town: Town, workspace: str
) -> None:
    town.fail("chat.postMessage", "429", times=1, seconds=0.5)
    card = show("the card")
    with store.write.begin() as session:
        outbox.post(
            session,
            workspace,
            target="C0APOLLO",
            text="a reply",
            blocks=[],
            key="r1",
            kind="reply",
            wall=wall(),
            thread_of=session.merge(card, load=False),
        )
    settled(store)
    by_text = {message["text"]: message for message in town.messages("C0APOLLO")}
    assert by_text["a reply"]["thread_ts"] == by_text["the card"]["ts"]


def test_an_unsure_reply_is_looked_up_in_its_thread(
    courier: Courier, show: Show, store: Store, town: Town, workspace: str
) -> None:
    card = show("the card")
    settled(store)
    town.fail("chat.postMessage", "lost", times=1)
    with store.write.begin() as session:
        outbox.post(
            session,
            workspace,
            target="C0APOLLO",
            text="a reply",
            blocks=[],
            key="r1",
            kind="reply",
            wall=wall(),
            thread_of=session.merge(card, load=False),
        )
    settled(store)
    assert town.texts("C0APOLLO") == ["the card", "a reply"]


def test_what_belongs_to_a_card_that_failed_fails_with_it(show: Show, store: Store, town: Town, workspace: str) -> None:
    card = show("the card", target="C0NOWHERE")
    with store.write.begin() as session:
        outbox.post(
            session,
            workspace,
            target="C0NOWHERE",
            text="a reply",
            blocks=[],
            key="r1",
            kind="reply",
            wall=wall(),
            thread_of=session.merge(card, load=False),
        )
    with running(store, town):
        settled(store)
    reply: OutboxRow = rows(store)[-1]
    assert reply.state == Sending.FAILED
    assert "the message it belongs to could not be posted" in str(reply.reason)


def test_a_home_is_drawn_with_the_newest_view_only(courier: Courier, store: Store, town: Town, workspace: str) -> None:
    def view(text: str) -> dict[str, object]:
        return {"type": "home", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": text}}]}

    town.fail("views.publish", "500", times=1, effect=True)
    with store.write.begin() as session:
        for number in range(3):
            outbox.publish(session, workspace, slack_user="U0MIA", view=view(f"home {number}"), wall=wall())
    settled(store)
    assert sorted(row.state for row in rows(store)) == [Sending.CANCELLED, Sending.CANCELLED, Sending.SENT]
    published = town.journal("accepted", "views.publish")
    assert "home 2" in str(published[-1])


def test_a_picture_that_slack_has_not_looked_at_yet_is_left_out(
    courier: Courier, store: Store, town: Town, workspace: str
) -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "with a picture"}},
        {"type": "image", "slack_file": {"id": "F0NOTYET"}, "alt_text": "a chart"},
    ]
    with store.write.begin() as session:
        outbox.post(
            session,
            workspace,
            target="C0APOLLO",
            text="with a picture",
            blocks=blocks,
            key="k",
            kind="notice",
            wall=wall(),
        )
    settled(store)
    (message,) = town.messages("C0APOLLO")
    assert [block["type"] for block in message["blocks"]] == ["section"]
    assert rows(store)[0].state == Sending.SENT


def test_a_reply_to_a_card_that_failed_before_does_not_hold_up_the_channel(
    courier: Courier, show: Show, store: Store, town: Town, workspace: str
) -> None:
    card = show("the card", target="C0NOWHERE")
    settled(store)
    with store.write.begin() as session:
        for key, under in (("r1", session.merge(card, load=False)), ("n1", None)):
            outbox.post(
                session,
                workspace,
                target="C0APOLLO",
                text=key,
                blocks=[],
                key=key,
                kind="reply",
                wall=wall(),
                thread_of=under,
            )
    settled(store)
    assert town.texts("C0APOLLO") == ["n1"]
    assert [row.state for row in rows(store)] == [Sending.FAILED, Sending.FAILED, Sending.SENT]
