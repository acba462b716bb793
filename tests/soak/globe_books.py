"""Is what the store holds what the oracles expected: each thing once, in its time, or with the reason why not?"""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from models.attention import Held
from models.checkins import Checkin
from models.outbox import Act, Card, OutboxRow
from models.timers import Timer, TimerState
from tests.soak.findings import Findings
from tests.soak.globe_oracle import Asking, Expected
from tests.soak.globe_years import CHANNEL, Years

RECENT = timedelta(days=20)  # before that all was compared
COUNTED = ("checkin", "escalation", "contract", "stale", "digest")


class Books:
    """What was decided since the last time is compared, and then forgotten by the oracles."""

    def __init__(self, years: Years) -> None:
        self.years, self.seq = years, 0

    def compare(self) -> Findings:
        """With what the years themselves found; from here on they count anew."""
        self.found, self.years.found = self.years.found, Findings()
        self._read()
        expected = Counter[str]()
        for name, one in self.years.asking.items():
            expected["checkin"] += self._checkins(name, one)
        expected["checkin"] += self._reminders()
        expected["digest"] = self._digests()
        expected["stale"] = self._silences()
        expected.update(self._steps())
        said = Counter(kind for kind in self.kinds if kind in COUNTED)
        wrong = [
            f"{kind}: {said[kind]} said, {expected[kind]} expected" for kind in COUNTED if said[kind] != expected[kind]
        ]
        self.found.never("said more or less often", wrong)
        self._closed()
        return self.found

    def _read(self) -> None:
        with self.years.globe.store.read.begin() as session:
            mine = (OutboxRow.seq > self.seq, OutboxRow.act == Act.POST, OutboxRow.in_thread.is_(False))
            rows = session.scalars(select(OutboxRow).where(*mine).order_by(OutboxRow.seq)).all()
            which = {row.card_id for row in rows if row.card_id is not None}
            cards = {row.id: row for row in session.scalars(select(Card).where(Card.id.in_(which)))}
            recent = self.years.globe.clock.at - RECENT
            self.held = set(session.scalars(select(Held.key).where(Held.since > recent)))
            asked = session.scalars(select(Checkin).where(Checkin.asked_at > recent))
            self.checkins = {(row.person_id, row.day): row for row in asked}
            timers = session.scalars(select(Timer).where(Timer.due_at > recent))
            self.timers = {(row.series, row.occurrence): row for row in timers}
        self.seq = max((row.seq for row in rows), default=self.seq)
        self.said = {_key(row, cards): row.created_at for row in rows}
        self.kinds = [row.kind for row in rows]

    def _is_said(self, what: str, key: str, expected: Expected) -> None:
        """Once, at the look that was the first to find it due, or at the one that went on where that was killed."""
        at = self.said.get(key)
        self.found.never(f"{what} missed", [f"{key}, due at {expected.first}"] * (at is None))
        late = at is not None and not expected.first <= at <= expected.last
        self.found.never(f"{what} at another time", [f"{key} at {at}, due at {expected.first}"] * late)

    def _checkins(self, name: str, one: Asking) -> int:
        person, asked = self.years.globe.people[name], 0
        for day, expected in one.expected.items():
            row, timer = (
                self.checkins.get((person, day)),
                self.timers.get((f"checkin:{one.who.series}:{person}", str(day))),
            )
            which = f"{name} on {day}, looked at {expected.first}: expected “{expected.outcome}”"
            if expected.outcome == "asked":
                asked += 1
                self.found.never("check-ins missed", [f"{which}, got {timer and timer.reason}"] * (row is None))
                if row is not None:
                    self._is_said("check-ins", f"checkin:{row.id}:to:{person}", expected)
            else:
                self.found.never("check-ins that should not be", [which] * (row is not None))
                self.found.count("check-ins left out for a reason")
            why = _reasons(expected.outcome)
            given = (timer.reason or timer.state) if timer is not None else "passed over"
            self.found.never("another reason", [f"{which}, got “{given}”"] * (given not in why))
        self.found.count("check-ins", asked)
        one.expected.clear()
        return asked

    def _reminders(self) -> int:
        said = 0
        for one in [each for each in self.years.reminders.values() if each.expected is not None]:
            assert one.expected is not None
            timer = self.timers.get((f"checkin.remind:{one.checkin}", _day(self.checkins, one.checkin)))
            given = (timer.reason or timer.state) if timer is not None else "no timer"
            wanted = TimerState.DONE.value if one.expected.outcome == "said" else one.expected.outcome
            self.found.never("reminders for another reason", [f"{one}, got {given}"] * (given != wanted))
            if one.expected.outcome == "said":
                said += 1
                self._is_said("reminders", f"checkin:{one.checkin}:reminder", one.expected)
            del self.years.reminders[one.checkin]
        self.found.count("reminders", said)
        return said

    def _digests(self) -> int:
        told = 0
        for name, reader in self.years.digests.items():
            place = CHANNEL if name == CHANNEL else f"to:{self.years.globe.people[name]}"
            for week, expected in reader.told.items():
                self._is_said("digests", f"digest:{week}:{place}", expected)
            told += len(reader.told)
            reader.told.clear()
        self.found.count("digests", told)
        return told

    def _silences(self) -> int:
        asked = 0
        for filed in self.years.by_id.values():
            for changed, expected in list(filed.silences.items()):
                if expected is not None and not filed.compared.get(changed):
                    asked += 1
                    self._is_said("questions after silence", f"stale:{filed.id}:{changed}", expected)
                    filed.compared[changed] = True
        self.found.count("questions after silence", asked)
        return asked

    def _steps(self) -> Counter[str]:
        """Each is said once: to the raiser, to the PMO's channel, or to the keeper. Who is away hears it later."""
        people, kinds = self.years.globe.people, Counter[str]()
        for step in self.years.taken:
            ladder = self.years.by_id[step.blocker_id].ladder
            who = {"contract": f":{people[ladder.raiser.name]}", "again": f":{people[ladder.keeper.name]}"}.get(
                step.act, ""
            )
            key = f"ladder:{step.blocker_id}:{step.number}{who}"
            if key not in self.held:
                kinds["contract" if step.act == "contract" else "escalation"] += 1
                self._is_said("steps", key, Expected("told", step.at, step.at))
        self.years.taken.clear()
        return kinds

    def _closed(self) -> None:
        """Nothing waits that was due, nothing failed, and nothing is over without a reason."""
        at = self.years.globe.clock.at
        for (series, key), row in self.timers.items():
            leased = row.lease_until is not None and row.lease_until > at  # by a process that was killed a moment ago
            late = row.state == TimerState.WAITING and row.due_at <= at and not leased
            self.found.never("left waiting", [f"{series} {key}, due at {row.due_at}"] * late)
            silent = row.state == TimerState.SKIPPED and not row.reason
            self.found.never("over without a reason", [f"{series} {key}"] * silent)
            failed = (row.reason or "").startswith("attempt")
            self.found.never("failed", [f"{series} {key}: {row.reason}"] * failed)


def _reasons(outcome: str) -> set[str]:
    """What its timer may say. What was slept through is passed over for the next, or found too late."""
    if outcome == "asked":
        return {TimerState.DONE.value}
    return {"the window is over", "passed over"} if outcome == "over" else {outcome}


def _key(row: OutboxRow, cards: dict[str, Card]) -> str:
    """A living message goes by what it is about and where it stands, any other by its own key."""
    if row.card_id is None or row.kind == "card":
        return row.dedupe_key
    card = cards[row.card_id]
    return f"{card.subject_kind}:{card.subject_id}:{card.place}"


def _day(checkins: dict[tuple[str, object], Checkin], id_: str) -> str:
    return next(str(day) for (_, day), row in checkins.items() if row.id == id_)
