"""Does each step of a ladder come in its time and once, whoever rings, and is a quiet blocker asked about once?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.clock import FixedClock
from jobs import SERIES, attention, ladders, timers
from jobs.work import Effect, Later, Series, Work
from models.attention import Held, Prompt
from models.outbox import Card, OutboxRow
from models.people import Person
from models.store import Store
from models.timers import Timer
from notices import ladders as notices
from notices import leavers, waiting
from planning.ladder import Act
from planning.ladder_policy import LadderPolicy, Level
from planning.occurrences import Occurrence
from services import channels, people
from services import timers as rows
from services.attention import spent
from services.policies import AttentionPolicy, Policy
from services.timers import Due
from tests.jobs.conftest import work_over
from tests.notices.heard import settle
from tests.services.availability_world import say
from tests.services.ladder_world import POLICY, Tower
from tests.town import Town

OURS = {name: SERIES[name] for name in ("ladder", "stale")}
BERLIN = timedelta(hours=1)  # before the end of March


class Life:
    """The clock is moved from one due timer to the next, as if the bot had run all the time."""

    def __init__(self, tower: Tower, work: Work) -> None:
        self.tower, self.work = tower, replace(work, policy=tower.policy)

    def ring(self) -> None:
        ladders.begin(self.work)
        timers.ring(self.work, OURS)

    def until(self, at: datetime, most: int = 4000) -> None:
        for _ in range(most):
            self.ring()
            coming = [one.due_at for one in self.tower.waiting("")]
            if not coming or min(coming) > at:
                self.tower.clock.at = max(at, self.tower.clock.now())
                return
            self.tower.clock.at = max(min(coming), self.tower.clock.now())
        raise AssertionError("time does not go on")

    def days(self, count: float) -> None:
        self.until(self.tower.clock.now() + timedelta(days=count))

    def told(self, kind: str = "escalation") -> list[tuple[str, str]]:
        """(when in Berlin, whom), in order."""
        said = [row for row in self.tower.outbox() if row.kind == kind]
        at = {one.number: one.at + BERLIN for one in self.tower.steps()}
        return [(f"{at[_number(row)]:%a %d %H:%M}", self.tower.name_of(row.target) or row.target) for row in said]


def _number(row: OutboxRow) -> int:
    return int(row.dedupe_key.split(":")[2])


@pytest.fixture
def tower(store: Store, clock: FixedClock) -> Tower:
    return Tower(store, clock)


@pytest.fixture
def life(tower: Tower, work: Work) -> Life:
    return Life(tower, work)


def acts(tower: Tower) -> list[tuple[Act, Level | None]]:
    return [(Act(one.act), Level(one.level) if one.level else None) for one in tower.steps()]


def test_a_round_of_low_severity_by_hand(life: Life, tower: Tower) -> None:
    filed = tower.filed()  # on Monday at ten in Berlin, where everybody works from nine to five
    life.days(16)
    assert life.told("contract") == [("Wed 04 10:00", "Mia")], "8 of the owner's 24 hours before the first step"
    assert life.told() == [
        ("Thu 05 10:00", "Bo"),
        ("Tue 10 10:00", "C0PMO"),
        ("Tue 17 10:00", "Cy"),
    ]
    assert [one.number for one in tower.steps()] == [1, 2, 3, 4]
    bo = tower.people["Bo"]
    assert [one.told for one in tower.steps()] == [[tower.people["Mia"]], [bo], ["C0PMO"], [tower.people["Cy"]]]
    (text,) = [row.payload["text"] for row in tower.outbox() if row.kind == "escalation" and row.target == "U0BO"]
    assert text.startswith("B-1 needs somebody who moves it on. No access to staging.")
    assert not [name for name in ("Cy", "Mia") if f"U0{name.upper()}" in text or name in text]
    assert {one.kind for one in tower.rows(Prompt) if one.person_id == bo} >= {"escalation"}
    (timer,) = tower.waiting(f"ladder:{filed}")
    assert timer.due_at <= tower.clock.now() + ladders.LOOKED_AT, "looked at once a day"
    with tower.store.read.begin() as session:
        lines = notices.history(session, tower.blocker(filed), tower.clock.now().date())
    assert [(line.what or line.did) for line in lines] == [
        "reported",
        "handed_over",
        "showed who raised it what comes",
        "told the lead",
        "told the PMO",
        "asked its owner again",
    ]


def test_it_goes_round_five_times_then_the_pmo_decides(sqlite_store: Store, clock: FixedClock) -> None:
    tower = Tower(sqlite_store, clock)
    life = Life(tower, work_over(sqlite_store, clock))
    tower.filed(hours_per_week=Decimal(40))
    life.days(120)
    found = acts(tower)
    first = [one for one in found if one[0] is not Act.CONTRACT]
    upward = [(Act.TELL, level) for level in (Level.LEAD, Level.PMO, Level.SPONSOR, Level.EXECUTIVES)]
    assert first[: 4 + 5 * 5] == [*upward, *[(Act.AGAIN, Level.OWNER), *upward] * 5]
    rest = first[4 + 5 * 5 :]
    assert rest[0] == (Act.END, Level.PMO)
    assert set(rest[1:]) == {(Act.REVIEW, Level.PMO)}
    assert [one.number for one in tower.steps()] == list(range(1, len(found) + 1))
    assert [one for one, _ in found].count(Act.CONTRACT) == 1


def test_ringing_again_and_again_takes_no_step_twice(life: Life, tower: Tower) -> None:
    tower.filed(hours_per_week=Decimal(40))
    life.days(1)
    before = [row.dedupe_key for row in tower.outbox()]
    for _ in range(5):
        life.ring()
    assert [row.dedupe_key for row in tower.outbox()] == before
    assert len(tower.waiting()) == 1


def test_after_a_month_asleep_one_step_at_a_time_and_each_is_waited_for(life: Life, tower: Tower) -> None:
    tower.filed(hours_per_week=Decimal(40))
    life.ring()
    tower.clock.add(days=30)
    for _ in range(4):
        life.ring()
    assert acts(tower) == [(Act.CONTRACT, None)], "the raiser has their hours to answer, however late it is"


def test_a_process_that_was_overtaken_leaves_nothing_behind(life: Life, tower: Tower) -> None:
    """Frozen past its lease, it thinks about a step that another process has taken meanwhile."""
    tower.filed(hours_per_week=Decimal(40))
    life.ring()
    tower.clock.add(hours=2)

    def frozen(here: Work, due: Due) -> Effect:
        with tower.store.write.begin() as session:
            (taken,) = rows.claim_due(
                session, owner="other", now=here.now(), wall=here.wall() + timedelta(seconds=90), limit=1
            )
            ladders.climb(here, taken)(session)
            assert rows.done(session, taken, at=here.now())
        return ladders.climb(here, due)

    timers.ring(life.work, {"ladder": Series(None, frozen), "stale": OURS["stale"]})
    assert acts(tower) == [(Act.CONTRACT, None)]
    assert len(life.told("contract")) == 1


def test_a_step_that_is_rolled_back_is_taken_later(life: Life, tower: Tower) -> None:
    """Killed between the step and the note that it is done: neither stays."""
    tower.filed(hours_per_week=Decimal(40))
    life.ring()
    tower.clock.add(hours=2)

    def killed(here: Work, due: Due) -> Effect:
        return partial(_killed, ladders.climb(here, due))

    timers.ring(life.work, {"ladder": Series(None, killed), "stale": OURS["stale"]})
    assert (acts(tower), life.told("contract")) == ([], [])
    with tower.store.write.begin() as session:
        for one in session.query(Timer):
            one.lease_until = None
    life.ring()
    assert acts(tower) == [(Act.CONTRACT, None)]


def _killed(effect: Effect, session: Session) -> str | Later | None:
    effect(session)
    raise ConnectionResetError("killed")


def test_held_it_waits_and_shows_what_comes_again(life: Life, tower: Tower) -> None:
    filed = tower.filed(hours_per_week=Decimal(40))
    life.until(datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert life.told("contract") == [("Mon 02 12:00", "Mia")]
    tower.hold("Mia", filed, datetime(2026, 3, 5, tzinfo=UTC))
    life.until(datetime(2026, 3, 5, 12, tzinfo=UTC))
    assert [step.act for step in tower.steps()] == ["contract", "contract", "tell"]
    assert [f"{one.at + BERLIN:%a %d %H:%M}" for one in tower.steps()] == [
        "Mon 02 12:00",
        "Thu 05 00:00",
        "Thu 05 11:00",
    ]
    say_what_waited(life, "Mia")
    assert len(life.told("contract")) == 1, "what waited through the night is not said once the next level was told"


def say_what_waited(life: Life, name: str) -> None:
    with life.tower.store.write.begin() as session:
        person = people.by_id(session, life.tower.workspace, life.tower.people[name])
        assert person is not None
        waiting.say(session, person, life.work.occasion())


def test_what_is_said_in_the_morning_is_what_comes_then(life: Life, tower: Tower) -> None:
    filed = tower.filed(hours_per_week=Decimal(40))
    tower.hold("Mia", filed, datetime(2026, 3, 5, tzinfo=UTC))
    life.until(datetime(2026, 3, 5, 7, tzinfo=UTC))
    (held,) = tower.rows(Held)
    assert (held.kind, held.due_at) == ("contract", datetime(2026, 3, 5, 7, tzinfo=UTC)), "eight in Berlin"
    say_what_waited(life, "Mia")
    (said,) = [row for row in tower.outbox() if "goes further up" in row.payload["text"]]
    assert said.target == "U0MIA"


def test_an_archived_channel_is_passed_over_and_noted(life: Life, tower: Tower) -> None:
    tower.filed()
    tower.shut("C0PMO")
    life.days(9)
    assert [whom for _, whom in life.told()] == ["Bo", "Cy"]
    assert tower.steps()[2].passed == [["pmo", "archived"]]


def test_slack_is_asked_about_the_channel_and_not_again_at_once(
    tower: Tower, town: Town, town_work: Callable[[], Work]
) -> None:
    life = Life(tower, town_work())
    tower.filed()
    for at, archived, expected in ((0, True, True), (5, False, True), (11, False, False)):
        town.ask("channel", {"id": "C0PMO", "archived": archived})
        tower.clock.at = datetime(2026, 3, 3, 9, at, tzinfo=UTC)
        tower.look_now()
        life.ring()
        assert is_shut(tower) is expected
    assert len(town.journal("read", "conversations.info")) == 2, "what was said ten minutes ago holds"


def is_shut(tower: Tower) -> bool:
    with tower.store.read.begin() as session:
        return channels.is_shut(session, tower.workspace, "C0PMO")


def test_where_slack_does_not_answer_what_was_known_holds_and_no_step_waits(life: Life, tower: Tower) -> None:
    tower.filed()
    tower.shut("C0PMO")
    tower.clock.add(hours=1)
    life.ring()
    assert is_shut(tower)
    with tower.store.read.begin() as session:
        assert channels.is_known(session, tower.workspace, "C0PMO", at=tower.clock.now())


def test_above_a_budget_a_step_is_said_in_the_name_of_the_pmos_lead(
    store: Store, clock: FixedClock, work: Work
) -> None:
    tower = Tower(store, clock, replace(POLICY, attention=AttentionPolicy(weekly_budget=1)))
    life = Life(tower, work)
    for _ in range(3):
        tower.filed()
    life.until(datetime(2026, 3, 5, 9, tzinfo=UTC))
    assert [whom for _, whom in life.told()] == ["Bo"] * 3
    over = [one for one in tower.rows(Prompt) if one.kind == "escalation" and one.over_by is not None]
    assert {tower.name_of(one.over_by) for one in over} == {"Ana"}
    assert len(over) >= 2


def test_what_was_kept_until_the_morning_is_said_above_the_budget_as_well(
    store: Store, clock: FixedClock, work: Work
) -> None:
    """Mia lives where it is night when the contract is due. She sees it before anybody above the owner is told."""
    tower = Tower(store, clock, replace(POLICY, attention=AttentionPolicy(weekly_budget=1)))
    life = Life(tower, work)
    tower.change_person("Mia", zone="America/Los_Angeles")
    with store.write.begin() as session:
        mia = session.get_one(Person, (tower.workspace, tower.people["Mia"]))
        spent(session, mia, kind="other", key="x", at=clock.now())
    tower.filed()
    life.until(datetime(2026, 3, 4, 16, 1, tzinfo=UTC))
    held = {one.kind: one.due_at for one in tower.rows(Held)}
    assert held["contract"] == datetime(2026, 3, 4, 16, tzinfo=UTC), "eight where she is"
    attention.say(life.work)
    (said,) = [row for row in tower.outbox() if row.kind == "waited"]
    assert "B-1 goes further up, unless you hold it." in said.payload["text"]
    assert said.payload["text"].endswith("Ana answers for it.")
    assert {one.kind for one in tower.rows(Held) if one.settled_at is None} == {"blocker.handed_over"}


def test_a_severity_that_rises_by_itself_is_seen_as_the_day_begins(life: Life, tower: Tower) -> None:
    filed = tower.filed(needed_by=datetime(2026, 3, 12, tzinfo=UTC).date())
    life.until(datetime(2026, 3, 3, 12, tzinfo=UTC))
    (timer,) = tower.waiting(f"ladder:{filed}")
    assert timer.due_at <= datetime(2026, 3, 4, 12, tzinfo=UTC)
    tower.acknowledge("Cy", filed, tell=True)
    life.until(datetime(2026, 3, 6, 23, tzinfo=UTC))
    assert datetime(2026, 3, 6, 23, tzinfo=UTC) - tower.waiting(f"ladder:{filed}")[0].due_at < ladders.LOOKED_AT


def test_an_absence_counts_from_when_it_is_known(life: Life, tower: Tower) -> None:
    tower.filed()
    life.until(datetime(2026, 3, 2, 10, tzinfo=UTC))
    assert acts(tower) == []
    say(tower, "Cy", "off 2 March to 20 March")
    life.ring()
    assert acts(tower) == [(Act.CONTRACT, None)], "nobody waits for who is away for weeks"
    life.until(datetime(2026, 3, 3, 16, tzinfo=UTC))
    assert [whom for _, whom in life.told()] == ["Bo"]
    assert tower.steps()[1].passed == [["owner", "away"]]


def test_so_does_a_closed_account(life: Life, tower: Tower) -> None:
    tower.filed()
    life.until(datetime(2026, 3, 2, 10, tzinfo=UTC))
    with tower.store.write.begin() as session:
        user = {"id": "U0CY", "deleted": True, "name": "Cy"}
        leavers.learn(session, tower.workspace, user, life.work.occasion())
    life.ring()
    assert acts(tower) == [(Act.CONTRACT, None)]


def test_what_ended_ends_its_timers_with_the_reason(life: Life, tower: Tower) -> None:
    filed = tower.filed()
    life.days(1)
    tower.clear("Cy", filed, tell=True)
    life.days(20)
    assert tower.waiting("") == []
    assert acts(tower) == []


def test_nobody_anywhere_is_noted_and_said_to_nobody(store: Store, clock: FixedClock, work: Work) -> None:
    tower = Tower(store, clock, Policy(ladder=LadderPolicy(repeats=0)))
    life = Life(tower, work)
    tower.filed()
    for name in ("Bo", "Cy", "Sue", "Eve", "Eli", "Ana", "Abe"):
        tower.change_person(name, slack_id=None)
    life.days(3)
    assert acts(tower)[0] == (Act.END, None)
    assert life.told() == []


def asked(tower: Tower) -> Sequence[OutboxRow]:
    return [row for row in tower.outbox() if row.kind == "stale"]


def test_a_quiet_blocker_is_asked_about_once_in_each_silence(life: Life, tower: Tower) -> None:
    filed = tower.filed()
    tower.acknowledge("Cy", filed, tell=True)
    life.until(datetime(2026, 3, 6, 7, tzinfo=UTC))
    assert asked(tower) == []
    life.until(
        datetime(2026, 3, 6, 8, tzinfo=UTC)
    )  # nine on Friday: Tuesday to Thursday were whole days without a word
    (said,) = asked(tower)
    assert (said.target, tower.climbs()[0].asked_at) == ("U0CY", tower.clock.now())
    assert said.payload["text"].startswith("How does B-1 stand? No access to staging.")
    life.days(10)
    assert len(asked(tower)) == 1
    tower.comment("Cy", filed, tell=True)
    life.days(10)
    assert len(asked(tower)) == 2


def test_a_date_of_the_owners_is_waited_for(life: Life, tower: Tower) -> None:
    filed = tower.filed()
    tower.edit("Cy", filed, needed_by=datetime(2026, 3, 11, tzinfo=UTC).date(), tell=True)
    life.until(datetime(2026, 3, 12, 7, tzinfo=UTC))
    assert asked(tower) == []
    life.until(datetime(2026, 3, 12, 8, tzinfo=UTC))
    assert len(asked(tower)) == 1


def test_whoever_gets_it_is_not_spared_by_a_date_that_was_promised_before(life: Life, tower: Tower) -> None:
    """The question was put off to long after: it is thought about again each day."""
    filed = tower.filed()
    tower.edit("Cy", filed, needed_by=datetime(2026, 4, 30, tzinfo=UTC).date(), tell=True)
    life.days(1)
    tower.edit("Cy", filed, needed_by=datetime(2026, 3, 5, tzinfo=UTC).date(), tell=True)
    life.until(datetime(2026, 3, 9, 8, tzinfo=UTC))
    assert len(asked(tower)) == 1


def test_what_is_open_again_is_asked_about_again(life: Life, tower: Tower) -> None:
    filed = tower.filed()
    life.until(datetime(2026, 3, 6, 7, tzinfo=UTC))
    tower.clear("Cy", filed, tell=True)
    life.days(0.5)
    assert tower.waiting("stale:") == []
    tower.undo_last("Cy", filed, tell=True)
    life.days(7)
    assert len(asked(tower)) == 1


def test_a_question_above_the_budget_waits_and_is_not_asked_once_there_is_news(
    store: Store, clock: FixedClock, work: Work
) -> None:
    tower = Tower(store, clock, replace(POLICY, attention=AttentionPolicy(weekly_budget=1)))
    life = Life(tower, work)
    filed = tower.filed()
    life.until(datetime(2026, 3, 6, 8, tzinfo=UTC))
    (held,) = [one for one in tower.rows(Held) if one.kind == "stale"]
    assert held.settled_at is None
    tower.clock.add(hours=1)
    tower.comment("Cy", filed, tell=True)
    tower.clock.add(days=4)
    say_what_waited(life, "Cy")
    assert asked(tower) == []
    (held,) = [one for one in tower.rows(Held) if one.kind == "stale"]
    assert held.reason == "nothing is left to say of it"


def says_now(tower: Tower, kind: str, at: str) -> str:
    """What the last message of this kind to somebody, or in a channel, says by now, where it was edited."""
    said = [row for row in tower.outbox() if row.kind == kind and row.target == at][-1]
    (card,) = [one for one in tower.rows(Card) if one.subject_id == said.id]
    assert (card.channel, card.ts) == (said.slack_channel, said.slack_ts), "there, and nowhere else"
    return str([row for row in tower.outbox() if row.card_id == card.id][-1].payload["text"])


def test_a_press_is_seen_where_it_was_pressed_and_by_all_who_were_asked(life: Life, tower: Tower) -> None:
    filed = tower.filed()
    life.days(10)
    assert [whom for _, whom in life.told()] == ["Bo", "C0PMO"]
    settle(tower)
    tower.acknowledge("Bo", filed, tell=True)
    for kind, whom in (("escalation", "U0BO"), ("escalation", "C0PMO"), ("contract", "U0MIA")):
        told = says_now(tower, kind, whom)
        assert told.startswith("B-1 was taken in hand on Thu 12 Mar. No access to staging."), told
        assert "Bo" not in told
    tower.clear("Bo", filed, tell=True)
    assert says_now(tower, "escalation", "C0PMO").startswith("B-1 was cleared on Thu 12 Mar.")
    tower.undo_last("Bo", filed, tell=True)
    tower.hand_over("Bo", filed, "Dee", tell=True)
    assert says_now(tower, "escalation", "C0PMO").startswith("B-1 began anew with its owner on Thu 12 Mar.")


def test_a_word_changes_nothing_that_was_said_upward(life: Life, tower: Tower) -> None:
    filed = tower.filed()
    life.days(4)
    settle(tower)
    tower.comment("Bo", filed, "I will ask", tell=True)
    said = {row.id for row in tower.outbox() if row.kind in {"escalation", "contract"}}
    assert len(said) == 2
    assert not [card for card in tower.rows(Card) if card.subject_id in said]


def test_the_question_how_it_stands_is_over_once_there_is_news(life: Life, tower: Tower) -> None:
    filed = tower.filed()
    life.days(7)
    (asked,) = [row for row in tower.outbox() if row.kind == "stale"]
    settle(tower)
    tower.comment("Cy", filed, "On Friday", tell=True)
    assert says_now(tower, "stale", asked.target).startswith("How does B-1 stand? There is news of it by now")


def test_a_look_at_which_nothing_is_due_asks_the_store_little(life: Life, tower: Tower) -> None:
    """Ten thousand are looked at once a day."""
    (timer,) = tower.waiting(f"ladder:{tower.filed()}")
    life.days(1)
    asked: list[str] = []
    due = Due(timer.workspace, timer.id, timer.series, Occurrence(timer.due_at, timer.occurrence), {}, 1, 0, "this")
    effect = ladders.climb(life.work, due)
    event.listen(tower.store.engine, "before_cursor_execute", lambda *it: asked.append(it[2].split(None, 1)[0]))
    with tower.store.write.begin() as session:
        assert isinstance(effect(session), Later)
    assert sum(one in {"SELECT", "INSERT", "UPDATE"} for one in asked) <= 17, "on PostgreSQL one sets its limits"


def test_a_date_at_the_end_of_all_calendars_holds_up_nobody(life: Life, tower: Tower) -> None:
    """As it may stand in the store: `12/31/9999` is how some write “never”."""
    filed = tower.filed()
    tower.edit("Cy", filed, needed_by=datetime(9999, 12, 31, tzinfo=UTC).date(), tell=True)
    tower.acknowledge("Cy", filed, tell=True)
    life.days(3)
    assert {one.reason for one in tower.rows(Timer)} == {None}
