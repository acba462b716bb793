"""Is the budget of attention kept, is nothing said at quiet times but what is urgent, and does nothing wait for ever?"""

import heapq
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from planning.interruptions import (
    Lapse,
    Ledger,
    MergeAt,
    Message,
    OverBudget,
    Send,
    Urgency,
    WaitUntil,
    decide,
)
from planning.quiet_times import Span, Times
from tests.planning.test_occurrences import ZONES
from tests.planning.test_quiet_times import BERLIN, berlin, is_open

NOON = berlin(2, "12:00")  # Monday
NIGHT = berlin(2, "22:00")
FREE, SPENT = Ledger(5, spent=0), Ledger(5, spent=5)
U = Urgency


def message(urgency: Urgency, since: datetime = NOON, until: datetime | None = None, named: str | None = None):
    return Message(urgency, since, until, named)


@pytest.mark.parametrize(
    ("one", "ledger", "now", "becomes"),
    [
        (message(U.REPLY), SPENT, NIGHT, Send(counts=False)),
        (message(U.URGENT), FREE, NIGHT, Send(counts=True)),
        (message(U.URGENT), SPENT, NIGHT, MergeAt(berlin(9, "09:00"))),  # nobody answers for it: next Monday
        (message(U.URGENT, named="bo"), SPENT, NIGHT, OverBudget("bo")),
        (message(U.URGENT, named="bo"), FREE, NIGHT, Send(counts=True)),  # there is room: nobody needs to
        (message(U.TIMED), FREE, NOON, Send(counts=True)),
        (message(U.TIMED), FREE, NIGHT, WaitUntil(berlin(3, "08:00"))),
        (message(U.TIMED, until=berlin(3, "02:00")), FREE, NIGHT, Lapse.QUIET),
        (message(U.TIMED, until=berlin(2, "17:00")), SPENT, NOON, Lapse.BUDGET),
        (message(U.TIMED, until=NOON), FREE, NOON, Lapse.TOO_LATE),
        (message(U.TIMED), SPENT, NOON, MergeAt(berlin(9, "09:00"))),
        (message(U.CALM), FREE, NOON, MergeAt(berlin(3, "09:00"))),
        (message(U.CALM), FREE, berlin(2, "09:00"), MergeAt(berlin(2, "09:00"))),
        (message(U.CALM), SPENT, NOON, MergeAt(berlin(9, "09:00"))),
        (message(U.CALM, named="bo"), SPENT, NOON, MergeAt(berlin(9, "09:00"))),  # it can wait, whoever asks
        (message(U.CALM), SPENT, berlin(6, "10:00"), MergeAt(berlin(9, "09:00"))),
        (message(U.CALM, until=berlin(2, "17:00")), FREE, NOON, Send(counts=True)),  # tomorrow were too late
        (message(U.MERGED), FREE, NOON, Send(counts=True)),
        (message(U.MERGED), FREE, NIGHT, WaitUntil(berlin(3, "08:00"))),
        (message(U.MERGED), SPENT, NOON, MergeAt(berlin(9, "09:00"))),
    ],
)
def test_what_becomes_of_a_message(one: Message, ledger: Ledger, now: datetime, becomes: object) -> None:
    assert decide(one, BERLIN, ledger, now) == becomes


def test_what_was_carried_over_keeps_one_message_free() -> None:
    last = Ledger(5, spent=4, carried=True)
    assert decide(message(U.URGENT), BERLIN, last, NOON) == MergeAt(berlin(3, "09:00"))  # with what is due anyway
    assert decide(message(U.URGENT, named="bo"), BERLIN, last, NOON) == OverBudget("bo")
    assert decide(message(U.MERGED), BERLIN, last, NOON) == Send(counts=True)
    assert decide(message(U.URGENT), BERLIN, replace(last, spent=3), NOON) == Send(counts=True)


def test_do_not_disturb_holds_up_all_but_what_is_urgent() -> None:
    times = replace(BERLIN, do_not_disturb=Span(berlin(2, "11:00"), berlin(2, "14:00")))
    assert decide(message(U.TIMED), times, FREE, NOON) == WaitUntil(berlin(2, "14:00"))
    assert decide(message(U.URGENT), times, FREE, NOON) == Send(counts=True)


@dataclass
class Said:
    at: datetime
    urgency: Urgency
    since: tuple[datetime, ...]
    counts: bool
    by: str | None = None


@dataclass
class Life:
    """One person, to whom messages come, with somebody who does as `decide` says."""

    times: Times
    budget: int
    said: list[Said] = field(default_factory=list)
    lapsed: list[Message] = field(default_factory=list)
    waiting: list[Message] = field(default_factory=list)

    def run(self, messages: list[Message]) -> None:
        order = count()
        coming = [(one.since, False, one.since, next(order), one) for one in messages]
        heapq.heapify(coming)
        while coming:
            now, *_, one = heapq.heappop(coming)
            if one.urgency is U.MERGED and not self.waiting:
                continue  # an earlier one took them along
            becomes = decide(one, self.times, self.ledger(now), now)
            match becomes:
                case WaitUntil(at):
                    heapq.heappush(coming, (at, one.urgency is U.MERGED, one.since, next(order), one))
                case MergeAt(at):
                    assert at > now or one.urgency is U.CALM
                    if one.urgency is not U.MERGED:
                        self.waiting.append(one)
                    oldest = min(each.since for each in self.waiting)
                    heapq.heappush(
                        coming, (at, True, oldest, next(order), Message(U.MERGED, oldest))
                    )  # after what goes alone
                case Lapse():
                    self.lapsed.append(one)
                case Send(counts):
                    self.say(one, now, counts=counts)
                case OverBudget(by):
                    self.say(one, now, counts=False, by=by)

    def say(self, one: Message, now: datetime, *, counts: bool, by: str | None = None) -> None:
        since = [one.since]
        if one.urgency is U.MERGED:
            over = [each for each in self.waiting if each.until and now >= each.until]
            since = sorted(each.since for each in self.waiting if each not in over)
            self.lapsed += over
            self.waiting = []
            if not since:
                return
        self.said.append(Said(now, one.urgency, tuple(since), counts, by))

    def ledger(self, now: datetime) -> Ledger:
        monday = self.monday(now)
        spent = sum(one.counts and self.monday(one.at) == monday for one in self.said)
        return Ledger(self.budget, spent, any(self.monday(one.since) < monday for one in self.waiting))

    def monday(self, at: datetime) -> date:
        today = at.astimezone(self.times.zone).date()
        return today - timedelta(days=today.weekday())


START = datetime(2026, 3, 16, tzinfo=UTC)  # clocks change within the six weeks after it in many zones
instants = st.integers(0, 6 * 7 * 24 * 4).map(lambda quarters: START + timedelta(minutes=15 * quarters))


@st.composite
def messages(draw: st.DrawFn) -> Message:
    urgency = draw(st.sampled_from([U.REPLY, U.URGENT, U.URGENT, U.TIMED, U.TIMED, U.CALM, U.CALM]))
    since = draw(instants)
    until = draw(st.none() | st.integers(1, 80).map(lambda hours: since + timedelta(hours=hours)))
    return Message(urgency, since, until, draw(st.none() | st.just("bo")) if urgency is not U.CALM else None)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    def span(days: int) -> Span | None:
        start = draw(st.none() | instants)
        return start and Span(start, start + timedelta(hours=draw(st.integers(1, days * 24))))

    times = Times(
        zone=ZoneInfo(draw(st.sampled_from(ZONES))),
        workdays=draw(
            st.sampled_from([frozenset(range(5)), frozenset({6, 0, 1, 2, 3}), frozenset({4}), frozenset({0})])
        ),
        quiet_from=time(draw(st.integers(12, 23))),
        quiet_until=time(draw(st.integers(4, 11))),
        merged_at=time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 30]))),
        away=span(20),
        do_not_disturb=span(9),
    )
    return Life(times, budget=draw(st.integers(1, 6)))


@given(life=lives(), coming=st.lists(messages(), min_size=1, max_size=90))
@settings(max_examples=200, deadline=None)
def test_six_weeks_of_somebody(life: Life, coming: list[Message]) -> None:
    life.run(coming)
    event(f"overruns: {any(one.by for one in life.said)}, merged: {any(len(one.since) > 1 for one in life.said)}")

    # never above the budget without a human who is named; replies do not count
    weeks = Counter(life.monday(one.at) for one in life.said if one.by is None and one.urgency is not U.REPLY)
    assert max(weeks.values(), default=0) <= life.budget

    # everything is said once, or lapses because its time is over: nothing waits for ever
    assert not life.waiting
    said = sorted(since for one in life.said for since in one.since)
    assert sorted([*said, *(one.since for one in life.lapsed)]) == sorted(one.since for one in coming)
    assert all(one.until is not None for one in life.lapsed)
    away = life.times.away.end - life.times.away.start if life.times.away else timedelta(0)
    assert all(one.at - min(one.since) <= timedelta(days=23) + away for one in life.said)

    # nothing is said at a quiet time unless it is urgent or a reply
    for one in life.said:
        if one.urgency in (U.REPLY, U.URGENT):
            continue
        assert is_open(life.times, one.at)
        assert life.times.away is None or one.at not in life.times.away
        heeded = one.at < min(one.since) + timedelta(days=1)
        assert not (heeded and life.times.do_not_disturb and one.at in life.times.do_not_disturb)

    # what goes alone keeps its order among its kind, and so does what is merged
    for urgency in Urgency:
        order = [since for one in life.said if one.urgency is urgency for since in one.since]
        assert order == sorted(order), urgency
