"""Does who waits hear it in time, and are those left in peace of whom Slack says so?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.clock import FixedClock
from jobs import attention
from jobs.work import Work
from models.people import Person
from models.store import Store
from services import interruptions
from tests.town import Town


def hold(store: Store, person: Person, at: datetime) -> None:
    with store.write.begin() as session:
        interruptions.hold(session, person, key=person.id, kind="k", subject="s", due=at, at=at)


def span(store: Store, person: Person) -> tuple[datetime | None, datetime | None, bool]:
    with store.read.begin() as session:
        found = session.get_one(Person, (person.workspace, person.id))
        return found.dnd_from, found.dnd_until, found.dnd_read_at is not None


def test_what_slack_says_of_do_not_disturb_is_kept(
    town_work: Callable[[], Work], town: Town, store: Store, clock: FixedClock, make_person: Any
) -> None:
    mia, yuki = (make_person(name, slack_id=f"U0{name.upper()}") for name in ("Mia", "Yuki"))
    for person in (mia, yuki):
        hold(store, person, clock.at)
    told = town.ask("dnd", {"id": "U0MIA", "minutes": 90})
    work = town_work()
    attention.heed(work)
    assert span(store, mia) == (
        datetime.fromtimestamp(told["from"], UTC),
        datetime.fromtimestamp(told["until"], UTC),
        True,
    )
    assert span(store, yuki) == (None, None, True)
    town.ask("dnd", {"id": "U0MIA", "minutes": 0})
    attention.heed(work)
    assert span(store, mia)[0] is not None, "asked a moment ago"
    clock.add(minutes=20)
    attention.heed(work)
    assert span(store, mia) == (None, None, True)


def test_where_slack_does_not_say_it_they_may_be_disturbed(
    work: Work, store: Store, clock: FixedClock, make_person: Any, town_work: Callable[[], Work], town: Town
) -> None:
    mia = make_person("Mia")
    hold(store, mia, clock.at)
    with store.write.begin() as session:
        found = session.get_one(Person, (mia.workspace, mia.id))
        found.dnd_from, found.dnd_until = clock.at, clock.at + timedelta(hours=9)
    town.fail("dnd.teamInfo", "refused", code="missing_scope")
    attention.heed(town_work())
    town.mend()
    assert span(store, mia) == (None, None, True), "the scope was declined"
    clock.add(hours=1)
    attention.heed(replace(work, now=clock.now))
    assert span(store, mia)[2], "and nobody is there to ask"


def test_what_cannot_be_drawn_for_one_holds_up_nobody_else(
    work: Work, store: Store, clock: FixedClock, make_person: Any
) -> None:
    mia, yuki = make_person("Mia"), make_person("Yuki")
    with store.write.begin() as session:
        for person, kind, due in ((mia, "stale", clock.at), (yuki, "k", clock.at + timedelta(seconds=1))):
            interruptions.hold(session, person, key=person.id, kind=kind, subject="b" * 32, due=due, at=clock.at)
    clock.add(hours=1)
    attention.say(work)
    with store.read.begin() as session:
        assert interruptions.waiting(session, mia), "of a blocker that is not there"
        assert not interruptions.waiting(session, yuki)
