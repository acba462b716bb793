"""Is somebody told at a time that suits them, never above their budget unnoticed, and what waited in one message?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import FixedClock, wall
from models.attention import Held, Prompt
from models.feeds import CalendarFeed
from models.outbox import OutboxRow
from models.people import Person
from models.store import Store
from notices import feeds as calendars
from notices import unasked, waiting
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.interruptions import Decision, Lapse, MergeAt, OverBudget, Send, Urgency, WaitUntil
from planning.people import Standing
from services import feeds, interruptions
from services.policies import AttentionPolicy, Policy
from tests.services.test_feeds import ADDRESS
from ui import home_attention, notes

BUDGET = 3


@pytest.fixture
def mia(make_person: Callable[..., Person]) -> Person:
    return make_person("Mia", zone="Europe/Berlin")


@pytest.fixture
def priya(make_person: Callable[..., Person]) -> Person:
    return make_person("Priya Raman")


class Voice:
    """Says things to Mia on Monday morning, or when the clock was moved."""

    def __init__(self, store: Store, clock: FixedClock, mia: Person) -> None:
        self.store, self.clock, self.mia = store, clock, mia

    def occasion(self) -> Occasion:
        policy = Policy(attention=AttentionPolicy(weekly_budget=BUDGET))
        return Occasion(at=self.clock.now(), wall=wall(), policy=policy)

    def say(
        self, key: str, urgency: Urgency = Urgency.TIMED, kind: str = "notice", about: str = "", **how: object
    ) -> Decision:
        with self.store.write.begin() as session:
            mia = session.get_one(Person, (self.mia.workspace, self.mia.id))
            what = Unasked(key, kind, about or mia.id, urgency, **how)  # type: ignore[arg-type]
            return unasked.tell(session, mia, what, notes.message(f"Words of {key}."), self.occasion())

    def wait_is_over(self) -> None:
        with self.store.write.begin() as session:
            waiting.say(session, session.get_one(Person, (self.mia.workspace, self.mia.id)), self.occasion())

    def heard(self) -> list[str]:
        with self.store.read.begin() as session:
            return [row.payload["text"] for row in session.scalars(select(OutboxRow).order_by(OutboxRow.seq))]

    def waits(self) -> list[Held]:
        with self.store.read.begin() as session:
            return list(session.scalars(select(Held).order_by(Held.key)))


@pytest.fixture
def voice(store: Store, clock: FixedClock, mia: Person) -> Voice:
    return Voice(store, clock, mia)


def broken(voice: Voice, *, wrong: str | None = "There is no calendar at the address any more.") -> None:
    """Mia's calendar is connected, and cannot be read."""
    with voice.store.write.begin() as session:
        mia = session.get_one(Person, (voice.mia.workspace, voice.mia.id))
        feeds.connect(session, mia, ADDRESS, at=voice.clock.now(), wall=wall())
        feed = session.scalars(select(CalendarFeed)).one()
        feed.wrong, feed.wrong_since = wrong, voice.clock.now()


def test_what_fits_is_said_at_once_and_counts(voice: Voice) -> None:
    assert voice.say("one") == Send(counts=True)
    assert voice.say("one") == Send(counts=True), "decided again, and not said again"
    assert voice.heard() == ["Words of one."]
    with voice.store.read.begin() as session:
        assert [row.over_by for row in session.scalars(select(Prompt))] == [None]


def test_above_the_budget_it_is_said_in_somebody_s_name_or_waits(voice: Voice, priya: Person) -> None:
    for number in range(BUDGET):
        voice.say(f"{number}")
    assert voice.say("named", Urgency.URGENT, named=priya.id) == OverBudget(priya.id)
    assert voice.heard()[-1] == (
        "Words of named. This is more than the 3 messages a week that are yours: Priya Raman answers for it."
    )
    assert isinstance(voice.say("unnamed"), MergeAt)
    assert len(voice.heard()) == BUDGET + 1
    with voice.store.read.begin() as session:
        assert [row.over_by for row in session.scalars(select(Prompt).order_by(Prompt.at))].count(priya.id) == 1


def test_at_night_it_waits_and_what_would_come_too_late_is_never_said(voice: Voice) -> None:
    voice.clock.add(hours=12)
    assert isinstance(voice.say("night"), WaitUntil)
    assert voice.say("over", until=voice.clock.now() + timedelta(hours=1)) == Lapse.QUIET
    assert isinstance(voice.say("urgent", Urgency.URGENT), Send)
    assert voice.heard() == ["Words of urgent."]
    assert [(one.key, one.reason) for one in voice.waits()] == [("night", None), ("over", Lapse.QUIET.value)]


def test_what_waited_comes_in_one_message_as_it_is_true_then(voice: Voice) -> None:
    broken(voice)
    for number, about in ((1, "a"), (2, "b"), (3, "a")):
        assert isinstance(voice.say(f"{number}", Urgency.CALM, kind=calendars.KIND, about=about), MergeAt)
        voice.clock.add(minutes=1)
    voice.clock.add(days=1)
    voice.wait_is_over()
    (heard,) = voice.heard()
    assert heard.startswith("2 things that could wait: Your calendar cannot be read.")
    assert [(bool(one.outbox_id), one.reason) for one in voice.waits()] == [
        (False, "a later one says the same"),
        (True, None),
        (True, None),
    ]
    voice.wait_is_over()
    assert len(voice.heard()) == 1


def test_home_has_words_for_everything_that_may_wait() -> None:
    assert {kind for kind in waiting.DRAWN if home_attention.about(kind) == "other things"} == set()


def test_what_is_asked_again_anyway_is_not_kept(voice: Voice) -> None:
    voice.clock.add(hours=12)
    assert isinstance(voice.say("night", asks_again=True), WaitUntil)
    assert voice.waits() == []


def test_who_is_not_here_any_more_hears_nothing(voice: Voice) -> None:
    broken(voice)
    voice.say("calm", Urgency.CALM, kind=calendars.KIND)
    with voice.store.write.begin() as session:
        session.get_one(Person, (voice.mia.workspace, voice.mia.id)).standing = Standing.DEACTIVATED
    voice.clock.add(days=1)
    voice.wait_is_over()
    assert voice.heard() == []
    assert [one.reason for one in voice.waits()] == ["they are not here any more"]


def test_what_is_not_true_any_more_is_not_said(voice: Voice) -> None:
    broken(voice, wrong=None)
    voice.say("gone", Urgency.CALM, kind=calendars.KIND)
    voice.clock.add(days=1)
    voice.wait_is_over()
    assert voice.heard() == []
    assert [one.reason for one in voice.waits()] == ["nothing is left to say of it"]


def test_when_the_week_is_spent_what_waits_comes_on_monday(voice: Voice) -> None:
    broken(voice)
    for number in range(BUDGET):
        voice.say(f"{number}")
    voice.say("calm", Urgency.CALM, kind=calendars.KIND)
    voice.clock.add(days=1)
    voice.wait_is_over()
    assert len(voice.heard()) == BUDGET
    voice.clock.add(days=6)
    voice.wait_is_over()
    assert len(voice.heard()) == BUDGET + 1


@pytest.mark.postgres
@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_what_comes_while_another_process_says_the_rest_is_said_later(voice: Voice) -> None:
    """Both found that something waits for Mia. What the first had not read is not taken for said by the second."""
    broken(voice)
    voice.say("first", Urgency.CALM, kind=calendars.KIND, about="a")
    voice.clock.add(days=1)
    with ThreadPoolExecutor(1) as pool, voice.store.write.begin() as session:
        mia = session.get_one(Person, (voice.mia.workspace, voice.mia.id))
        waiting.say(session, mia, voice.occasion())
        pool.submit(hold, voice, "second", "b").result(timeout=30)
        theirs = pool.submit(voice.wait_is_over)
        with pytest.raises(TimeoutError):
            theirs.result(timeout=1)
        session.commit()
        theirs.result(timeout=30)
    voice.wait_is_over()
    assert len(voice.heard()) == 2
    assert [(one.key, bool(one.outbox_id)) for one in voice.waits()] == [("first", True), ("second", True)]


def hold(voice: Voice, key: str, about: str) -> None:
    """As if it had been kept back until now."""
    at = voice.clock.now()
    with voice.store.write.begin() as session:
        interruptions.hold(session, voice.mia, key=key, kind=calendars.KIND, subject=about, due=at, at=at)
