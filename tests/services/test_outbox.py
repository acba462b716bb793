"""Is what is to be said written once, in order, and handed out one at a time, fairly, and never to two?"""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select, update

from bot.clock import FixedClock
from models.attention import Prompt
from models.outbox import Act, Card, OutboxRow, Sending
from models.people import Person
from models.store import Store
from services import outbox, outbox_results, outbox_rows
from services.outbox_claims import FRONT, Parcel, Resting, claim, claim_due, due
from services.outbox_doubts import doubtful
from tests.conftest import WORKSPACE, add_workspace

WALL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def say(store: Store, workspace: str) -> Callable[..., None]:
    def put(target: str, *texts: str, team: str = workspace, **more: object) -> None:
        for text in texts:
            with store.write.begin() as session:
                outbox.post(
                    session,
                    team,
                    target=target,
                    text=text,
                    blocks=[],
                    key=f"{target}:{text}",
                    wall=WALL,
                    **{"kind": "notice", **more},
                )

    return put


def rows(store: Store) -> list[OutboxRow]:
    with store.read.begin() as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.workspace, OutboxRow.seq)))


def take(store: Store, *, limit: int = 10, after: float = 0.0, owner: str = "me") -> list[Parcel]:
    with store.write.begin() as session:
        return claim_due(session, owner=owner, limit=limit, lease_seconds=30, wall=WALL + timedelta(seconds=after))


def deliver(store: Store, parcel: Parcel, after: float = 0.0) -> bool:
    wall = WALL + timedelta(seconds=after)
    with store.write.begin() as session:
        return outbox_results.sent(session, parcel, channel="C1", ts=f"{wall.timestamp():.6f}", wall=wall)


def test_what_was_said_under_a_key_is_not_said_again(store: Store, workspace: str) -> None:
    for text in ("first", "second"):
        with store.write.begin() as session:
            row = outbox.post(
                session, workspace, target="C1", text=text, blocks=[], key="once", kind="notice", wall=WALL
            )
        assert (row is not None) == (text == "first")
    assert [row.payload["text"] for row in rows(store)] == ["first"]


def test_the_same_key_in_another_workspace_is_another_message(store: Store, say: Callable[..., None]) -> None:
    add_workspace(store, "T2")
    say("C1", "hello")
    say("C1", "hello", team="T2")
    assert len(rows(store)) == 2
    assert len({row.nonce for row in rows(store)}) == 2


def test_nothing_is_left_of_a_transaction_that_was_rolled_back(store: Store, workspace: str) -> None:
    with pytest.raises(ZeroDivisionError), store.write.begin() as session:
        outbox.post(session, workspace, target="C1", text="x", blocks=[], key="k", kind="notice", wall=WALL)
        raise ZeroDivisionError
    assert rows(store) == []
    assert not store.write.bell.is_set()


def test_a_lane_gives_one_at_a_time_in_its_order(store: Store, say: Callable[..., None]) -> None:
    say("C1", "a", "b", "c")
    say("C2", "x")
    first = take(store)
    assert sorted(parcel.payload["text"] for parcel in first) == ["a", "x"]
    assert take(store) == []
    assert all(deliver(store, parcel) for parcel in first)
    (second,) = take(store)
    assert second.payload["text"] == "b"


@pytest.mark.parametrize("state", ["later", "unknown"])
def test_a_lane_waits_for_the_one_that_is_tried_again(store: Store, say: Callable[..., None], state: str) -> None:
    say("C1", "a", "b")
    (parcel,) = take(store)
    at = WALL + timedelta(seconds=30)
    with store.write.begin() as session:
        if state == "later":
            outbox_results.later(session, parcel, not_before=at, reason="waits", wall=WALL)
        else:
            outbox_results.unknown(session, parcel, not_before=at, reason="unsure", wall=WALL)
    assert take(store, after=29) == []
    assert [one.payload["text"] for one in take(store, after=30)] == (["a"] if state == "later" else [])


def test_workspaces_take_turns_however_much_one_has_to_say(store: Store, say: Callable[..., None]) -> None:
    add_workspace(store, "T2")
    for number in range(30):
        say(f"C{number}", "busy")
    say("C900", "quiet", team="T2")
    say("C901", "quiet", team="T2")
    assert [parcel.workspace for parcel in take(store, limit=4)].count("T2") == 2


def test_an_escalation_goes_first_and_a_crowd_makes_way_for_whoever_acts(
    store: Store, say: Callable[..., None]
) -> None:
    for number in range(5):
        say(f"U{number}", "check-in", kind="checkin")
    say("C1", "card", kind="card")
    say("C2", "step", kind="escalation")
    say("U3", "step for 3", kind="escalation")
    add_workspace(store, "T2")
    say("U9", "elsewhere", team="T2", kind="escalation")
    said = [parcel.payload["text"] for parcel in take(store, limit=5)]
    assert said == ["step", "elsewhere", "step for 3", "card", "check-in"]


def test_in_its_own_lane_an_escalation_goes_first_and_the_others_keep_their_order(
    store: Store, say: Callable[..., None]
) -> None:
    for text, kind in (("a", "checkin"), ("b", "notice"), ("c", "checkin"), ("d", "notice"), ("e", "escalation")):
        say("U1", text, kind=kind)
    said = []
    while taken := take(store):
        assert len(taken) == 1, "one is in flight at a time"
        said.append(taken[0].payload["text"])
        deliver(store, taken[0])
    assert said == ["e", "b", "d", "a", "c"]


def test_however_many_lanes_are_held_up_the_next_that_is_free_is_found(store: Store, say: Callable[..., None]) -> None:
    with store.write.begin() as session:
        for number in range(FRONT + 20):
            given = {"target": f"U{number}", "key": f"{number}", "kind": "notice", "wall": WALL, "blocks": []}
            outbox.post(session, WORKSPACE, text="x", **given)
    assert len(take(store, limit=FRONT + 20)) == FRONT + 20
    say("C1", "free")
    assert [parcel.payload["text"] for parcel in take(store)] == ["free"]


def test_what_rests_is_not_handed_out(store: Store, say: Callable[..., None], workspace: str) -> None:
    say("C1", "a")
    say("C2", "b")
    with store.read.begin() as session:
        ids = due(session, limit=5, wall=WALL, resting=Resting(lanes={(workspace, "C1")}))
        assert len(ids) == 1
        assert due(session, limit=5, wall=WALL, resting=Resting(acts={(workspace, Act.POST)})) == []


def test_two_processes_never_get_the_same_row(store: Store, say: Callable[..., None]) -> None:
    for number in range(40):
        say(f"C{number}", "x")
    taken: list[str] = []

    def work(owner: str) -> None:
        while parcels := take(store, limit=3, owner=owner):
            taken.extend(parcel.id for parcel in parcels)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 40


def test_a_row_that_was_taken_meanwhile_is_not_taken_again(store: Store, say: Callable[..., None]) -> None:
    say("C1", "a")
    with store.read.begin() as session:
        ids = due(session, limit=5, wall=WALL)
    assert len(take(store)) == 1
    with store.write.begin() as session:
        assert claim(session, ids, owner="late", lease_seconds=30, wall=WALL) == []


def test_what_came_too_late_is_closed_with_its_reason(store: Store, say: Callable[..., None]) -> None:
    say("C1", "by noon", expires_at=WALL + timedelta(seconds=5))
    with store.write.begin() as session:
        assert outbox_results.expire(session, wall=WALL + timedelta(seconds=5)) == 1
    (row,) = rows(store)
    assert (row.state, row.reason) == (Sending.EXPIRED, outbox_results.TOO_LATE)
    assert row.settled_at is not None


def test_an_expired_lease_makes_a_post_unsure_and_an_edit_due_again(store: Store, workspace: str) -> None:
    with store.write.begin() as session:
        outbox.post(session, workspace, target="C1", text="x", blocks=[], key="k", kind="notice", wall=WALL)
        outbox.publish(session, workspace, slack_user="U1", view={}, wall=WALL)
        outbox.respond(session, workspace, url="http://a", text="", blocks=[], replace=True, key="r1", wall=WALL)
        outbox.respond(session, workspace, url="http://b", text="", blocks=[], replace=False, key="r2", wall=WALL)
    assert len(take(store)) == 4
    late = WALL + timedelta(seconds=31)
    with store.write.begin() as session:
        assert outbox_results.needs_tidying(session, wall=late)
        assert outbox_results.reclaim(session, wall=WALL + timedelta(seconds=29), quiet_seconds=30) == 0
        assert outbox_results.reclaim(session, wall=late, quiet_seconds=30) == 4
    post, home, replacing, adding = rows(store)
    assert (post.state, post.not_before) == (Sending.UNKNOWN, late + timedelta(seconds=30))
    assert home.state == replacing.state == Sending.PENDING
    assert (adding.state, adding.reason) == (Sending.FAILED, outbox_results.NOT_REPEATED)


def test_a_late_word_of_an_attempt_that_was_given_up_is_believed_only_as_long_as_no_other_began(
    store: Store, say: Callable[..., None]
) -> None:
    say("C1", "a")
    (zombie,) = take(store)
    with store.write.begin() as session:
        outbox_results.reclaim(session, wall=WALL + timedelta(seconds=31), quiet_seconds=0)
        session.execute(update(OutboxRow).values(state=Sending.PENDING))
    (second,) = take(store, after=40)
    assert not deliver(store, zombie, 41)
    with store.write.begin() as session:
        assert not outbox_results.failed(session, zombie, reason="no", wall=WALL)
        assert not outbox_results.later(session, zombie, not_before=WALL, reason="no", wall=WALL)
    assert deliver(store, second, 42)
    (row,) = rows(store)
    assert (row.state, row.attempt) == (Sending.SENT, 2)


def test_a_late_word_with_a_ts_settles_what_is_unsure(store: Store, say: Callable[..., None]) -> None:
    say("C1", "a")
    (zombie,) = take(store)
    with store.write.begin() as session:
        outbox_results.reclaim(session, wall=WALL + timedelta(seconds=31), quiet_seconds=30)
    assert deliver(store, zombie, 32)
    assert rows(store)[0].state == Sending.SENT


def test_a_released_row_is_as_if_it_had_not_been_claimed(store: Store, say: Callable[..., None]) -> None:
    say("C1", "a")
    parcels = take(store)
    with store.write.begin() as session:
        outbox_results.release(session, parcels)
    (again,) = take(store)
    assert again.attempt == 1


def show(store: Store, workspace: str, text: str, *, create: bool = True, after: float = 0.0) -> Card | None:
    with store.write.begin() as session:
        return outbox.show(
            session,
            workspace,
            subject_kind="blocker",
            subject_id="B1",
            place="channel",
            target="C1",
            text=text,
            blocks=[],
            wall=WALL + timedelta(seconds=after),
            create=create,
        )


def test_a_card_that_waits_is_rewritten_not_posted_and_edited(store: Store, workspace: str) -> None:
    assert show(store, workspace, "never", create=False) is None
    first, second = show(store, workspace, "one"), show(store, workspace, "two")
    assert first is not None
    assert second is not None
    assert (first.id, second.version) == (second.id, 2)
    (row,) = rows(store)
    assert (row.payload["text"], row.version, row.dedupe_key) == ("two", 2, f"card:{first.id}:post")


def test_an_edit_waits_for_the_post_and_for_its_gap(store: Store, workspace: str) -> None:
    show(store, workspace, "one")
    (post,) = take(store)
    show(store, workspace, "two")
    assert take(store) == []
    deliver(store, post)
    assert take(store, after=1.9) == []
    (edit,) = take(store, after=2.1)
    assert (edit.act, edit.channel, edit.ts) == (Act.UPDATE, "C1", f"{WALL.timestamp():.6f}")
    deliver(store, edit, 2.2)
    show(store, workspace, "three", after=2.3)
    show(store, workspace, "four", after=2.4)
    assert take(store, after=4.1) == []
    (newest,) = take(store, after=4.3)
    assert newest.payload["text"] == "four"


def test_an_edit_that_is_tried_again_makes_way_for_a_newer_one(store: Store, workspace: str) -> None:
    show(store, workspace, "one")
    deliver(store, *take(store))
    show(store, workspace, "two", after=3)
    (edit,) = take(store, after=3)
    show(store, workspace, "three", after=4)
    with store.write.begin() as session:
        outbox_results.later(session, edit, not_before=WALL, reason="waits", wall=WALL)
    (newest,) = take(store, after=5)
    assert newest.payload["text"] == "three"


def test_two_processes_that_show_at_once_make_one_card(store: Store, workspace: str) -> None:
    threads = [threading.Thread(target=show, args=(store, workspace, f"{number}")) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read.begin() as session:
        card = session.scalars(select(Card)).one()
    (row,) = rows(store)
    assert card.version == row.version == 6


def test_a_prompt_is_counted_in_the_week_of_the_person(
    store: Store, make_person: Callable[..., Person], clock: FixedClock
) -> None:
    clock.at = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)  # Sunday in UTC, Monday morning in India
    anil = make_person("Anil", zone="Asia/Kolkata")
    for _ in range(2):
        with store.write.begin() as session:
            outbox.prompt(session, anil, text="x", blocks=[], key="k", kind="notice", at=clock.now(), wall=WALL)
    with store.read.begin() as session:
        (counted,) = session.scalars(select(Prompt))
    assert counted.week == date(2026, 3, 2)
    assert counted.outbox_id == rows(store)[0].id


def test_somebody_whom_slack_does_not_know_gets_nothing_and_the_row_says_so(
    store: Store, make_person: Callable[..., Person], clock: FixedClock
) -> None:
    nobody = make_person("Imported", slack_id=None)
    with store.write.begin() as session:
        outbox.prompt(session, nobody, text="x", blocks=[], key="k", kind="notice", at=clock.now(), wall=WALL)
    (row,) = rows(store)
    assert (row.state, row.reason) == (Sending.FAILED, "this person is not known in Slack yet")
    with store.read.begin() as session:
        assert session.scalars(select(Prompt)).all() == []


def test_old_rows_go_but_not_what_nobody_was_told_of(store: Store, say: Callable[..., None], workspace: str) -> None:
    say("C1", "sent")
    deliver(store, *take(store))
    say("C2", "failed")
    with store.write.begin() as session:
        (parcel,) = claim_due(session, owner="me", limit=1, lease_seconds=1, wall=WALL)
        outbox_results.failed(session, parcel, reason="no", wall=WALL)
    say("C3", "open")
    later = WALL + timedelta(days=40)
    with store.write.begin() as session:
        assert outbox_rows.forget(session, before=later) == 1
        outbox.told(session, outbox.failures_untold(session, workspace), wall=WALL)
    with store.write.begin() as session:
        assert outbox_rows.forget(session, before=later) == 1
    assert [row.payload["text"] for row in rows(store)] == ["open"]


def test_looking_for_what_is_due_never_walks_through_what_was_sent(sqlite_store: Store) -> None:
    """The look is made four times a second, and what was sent stays for weeks."""
    team, asked = add_workspace(sqlite_store), []
    with sqlite_store.write.begin() as session:
        outbox.post(session, team, target="C1", text="x", blocks=[], key="k", kind="notice", wall=WALL)

    @event.listens_for(sqlite_store.engine, "before_cursor_execute")
    def remember(_c: object, _cursor: object, sql: str, parameters: object, *_: object) -> None:
        if sql.startswith("SELECT"):
            asked.append((sql, parameters))

    with sqlite_store.read.begin() as session:
        assert not outbox_results.needs_tidying(session, wall=WALL)
        for served in (None, {team}):
            assert len(due(session, limit=5, wall=WALL, served=served)) == 1
            assert doubtful(session, wall=WALL, served=served) == []
    assert len(asked) == 8
    with sqlite_store.engine.connect() as connection:
        for sql, parameters in list(asked):
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)]
            walks = [step for step in plan if step.startswith("SCAN outbox") and "INDEX ix_outbox_open" not in step]
            assert not walks + [step for step in plan if "ix_outbox_order" in step], plan
