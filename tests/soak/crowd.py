"""Are all asked as soon as Slack's limits allow at nine, and does nothing that matters more stand behind them?

The jobs, the store and the courier are the house's own, and so is the town with its limits. Time is virtual: it passes
while all of them wait. Meanwhile people report blockers that climb their ladders, and somebody of a second workspace has
something urgent to hear.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import func, insert, select

from jobs import TIMETABLE, checkins
from jobs.delivery.courier import Courier
from jobs.work import Tick, Work
from models.migrate import upgrade
from models.outbox import OPEN, Act, OutboxRow, Sending
from models.people import Person, Team
from models.projects import Project
from models.store import Store, open_store
from notices import blockers as notices
from notices.occasions import Occasion
from planning.ladder_policy import LadderPolicy
from planning.people import Standing
from playground.town import Playground
from services import blockers, outbox, permissions
from services.blocker_drafts import Draft
from services.health import Board
from services.outbox import DeliveryPolicy
from services.policies import AttentionPolicy, CheckinPolicy, CheckinSeriesPolicy, PmoPolicy, Policy
from tests.conftest import add_workspace
from tests.soak.findings import Findings, Round
from tests.soak.near_town import Distant, entries, near_town
from tests.soak.virtual_time import VirtualTime, Workers

FRIDAY = datetime(2026, 2, 27, 17, 0, tzinfo=UTC)  # after work in Berlin: they are listed
NINE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # on Monday, there
MEMBERS = 10_000
HERE, THERE = "T0FERNWOOD", "T0SECOND"
PER_SECOND = 300 / 60  # messages that Slack takes
SPARE = 0.05
ESCALATED_WITHIN, SAID_WITHIN = 10.0, 30.0  # seconds
TICKS = ("timers.ring", "timers.crowds", "ladders.begin", "checkins.ensure", "attention.say")
# Who is asked at nine has had four of five messages at most, and a ladder that is climbed within minutes.
SOON = (0.02, 0.02, 0.02)  # hours
LADDER = replace(
    LadderPolicy(),
    **{f"{level}_hours": SOON for level in ("owner", "lead", "pmo", "sponsor", "executives", "contract")},
)
POLICY = Policy(
    pmo=PmoPolicy(channel="C0PMO", lead="m00001@fernwood.example"),
    attention=AttentionPolicy(weekly_budget=1000),
    checkins=CheckinPolicy(1, (CheckinSeriesPolicy("daily", "09:00", "17:00", team="all"),)),
    ladder=LADDER,
)


@contextmanager
def opened(folder: Path, members: int = MEMBERS) -> Iterator[Round]:
    yield partial(_round, folder, members)


def _round(folder: Path, members: int, number: int, chance: Random) -> Findings:
    """Chance has no part in it."""
    time, found = VirtualTime(FRIDAY), Findings()
    file = folder / f"crowd-{number}.db"
    store = open_store(f"sqlite:///{file}", threads=24)
    try:
        upgrade(store)
        _people(store, members)
        with near_town(time, [_slack(n) for n in range(members)]) as here, near_town(time) as there:
            Morning(store, time, here, there).pass_by()
            _judge(found, store, here, there, members)
    finally:
        store.close()
    return found


class Morning:
    """The house at work from nine until all is said."""

    def __init__(self, store: Store, time: VirtualTime, here: Playground, there: Playground) -> None:
        self.store, self.time = store, time
        self.over = time.bell()
        store.write.bell = time.bell()
        clients = {HERE: Distant(here, time.pause), THERE: Distant(there, time.pause)}
        self.courier = Courier(
            store,
            DeliveryPolicy(),
            clients.__getitem__,
            time.now,
            time.seconds,
            pause=time.pause,
            workers=partial(Workers, time),
        )
        self.work = Work(
            write=store.write,
            read=store.read,
            policy=POLICY,
            now=time.now,
            wall=time.now,
            client_of=clients.__getitem__,
            owner="this process",
            board=Board(),
        )

    def pass_by(self) -> None:
        checkins.ensure(self.work)
        self.time.jump(NINE - timedelta(seconds=2))
        self.time.begin()  # nothing moves before all are there
        self.time.begin()  # the courier's own thread
        self.courier.start()
        threads = [self.time.thread(partial(self._tick, tick)) for tick in TIMETABLE if tick.name in TICKS]
        threads.append(self.time.thread(self._live))
        self.time.end()
        for thread in threads:
            thread.join()
        self.courier.stop()

    def _tick(self, tick: Tick) -> None:
        self.time.pause(self.over, tick.first)
        while not self.over.is_set():
            tick.job(self.work)
            self.time.pause(self.over, tick.seconds)

    def _live(self) -> None:
        """Twice a minute somebody reports a blocker and somebody elsewhere is told what cannot wait, until the crowd is
        through."""
        number = 0
        self.time.pause(self.over, 10.0)
        while self._waits(OutboxRow.kind == "checkin") or not number:
            self._report(number)
            self._elsewhere(number)
            number += 1
            self.time.pause(self.over, 30.0)
        while self._waits(OutboxRow.act == Act.POST):
            self.time.pause(self.over, 1.0)
        self.over.set()

    def _waits(self, which: object) -> int:
        with self.store.read.begin() as session:
            rows = select(func.count()).select_from(OutboxRow).where(OutboxRow.state.in_(OPEN), which)  # type: ignore[arg-type]
            return session.scalar(rows) or 0

    def _report(self, number: int) -> None:
        occasion = Occasion(at=self.time.now(), wall=self.time.now(), policy=POLICY)
        with self.store.write.begin() as session:
            by = permissions.actor(session.get_one(Person, (HERE, _id(10 + number))))
            draft = Draft(title=f"No access to system {number}", project_id="apollo")
            blocker = blockers.report(session, draft, by=by, at=occasion.at, policy=POLICY)
            notices.reported(session, blocker, occasion, by=by)

    def _elsewhere(self, number: int) -> None:
        with self.store.write.begin() as session:
            outbox.post(
                session,
                THERE,
                target="C0PMO",
                text=f"Step {number}",
                blocks=[],
                key=f"step:{number}",
                kind="escalation",
                wall=self.time.now(),
            )


def _people(store: Store, members: int) -> None:
    """One team in one zone; the first of them clear what is reported, and are told when it climbs."""
    for workspace in (HERE, THERE):
        add_workspace(store, workspace)
    usual = {"workspace": HERE, "zone": "Europe/Berlin", "standing": Standing.MEMBER, "is_admin": False}
    more = {"roles": [], "notes": {}, "team_id": "all", "created_at": FRIDAY}
    with store.write.begin() as session:
        session.add(Team(workspace=HERE, id="all", code="all", name="All", notes={}))
        session.flush()
        rows = [
            {"id": _id(n), "slack_id": _slack(n), "name": f"Member {n}", "email": f"{_id(n)}@fernwood.example"}
            for n in range(members)
        ]
        session.execute(insert(Person), [{**usual, **more, **row} for row in rows])
        apollo = {"code": "APOLLO", "name": "Apollo", "channel": "C0APOLLO"}
        session.add(Project(workspace=HERE, id="apollo", manager_id=_id(2), sponsor_id=_id(3), **apollo))


def _id(number: int) -> str:
    return f"m{number:05}"


def _slack(number: int) -> str:
    return f"U1{number:05}"


def _judge(found: Findings, store: Store, here: Playground, there: Playground, members: int) -> None:
    with store.read.begin() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.act == Act.POST).order_by(OutboxRow.seq)).all()
    found.count("members", members)
    found.never("not sent", [f"{row.kind} {row.state}: {row.reason}" for row in rows if row.state != Sending.SENT])
    seen = [*entries(here, "accepted"), *entries(there, "accepted")]
    posts = [one["metadata"]["event_payload"]["k"] for one in seen if one["method"] == "chat.postMessage"]
    found.never("lost", {row.nonce for row in rows} - set(posts))
    found.never("doubled", set(posts) if len(posts) > len(set(posts)) else ())
    found.count("told to wait", len(entries(here, "refused")) + len(entries(there, "refused")))
    _in_time(found, rows)
    asked = [row for row in rows if row.kind == "checkin"]
    found.never("not asked", range(members - len(asked)))
    found.most("places out of turn", _out_of_turn(asked))


def _in_time(found: Findings, rows: Sequence[OutboxRow]) -> None:
    ours = [row for row in rows if row.workspace == HERE]
    through = max(_at(row) for row in ours if row.kind == "checkin") - NINE
    before = sum(_at(row) <= NINE + through for row in ours)
    least = before / PER_SECOND
    found.count("messages of others meanwhile", before - sum(row.kind == "checkin" for row in ours))
    found.most("through after s", through.total_seconds())
    found.most("least that 300 a minute allow, s", least)
    late = through.total_seconds() > least * (1 + SPARE)
    found.never("later than that by more than 5 %", [through.total_seconds()] * late)
    _within(found, "escalations", ours, lambda row: row.kind == "escalation", ESCALATED_WITHIN)
    others = ("checkin", "escalation")
    _within(found, "cards and notices", ours, lambda row: row.kind not in others, SAID_WITHIN)
    _within(found, "escalations elsewhere", rows, lambda row: row.workspace == THERE, ESCALATED_WITHIN)


def _within(
    found: Findings, what: str, rows: Sequence[OutboxRow], which: Callable[[OutboxRow], bool], seconds: float
) -> None:
    waits = [(_at(row) - row.created_at).total_seconds() for row in rows if which(row)]
    found.count(what, len(waits))
    found.most(f"{what} within s", max(waits, default=0.0))
    found.never(f"{what} later than {seconds:g} s", [wait for wait in waits if wait > seconds])
    found.never(f"no {what} at all", [what] * (not waits))


def _at(row: OutboxRow) -> datetime:
    return row.settled_at or datetime.max.replace(tzinfo=UTC)


def _out_of_turn(rows: Sequence[OutboxRow]) -> int:
    """By how many places at most somebody was told before or after their turn."""
    said = sorted(range(len(rows)), key=lambda place: (rows[place].slack_ts or "", place))
    return max(abs(place - turn) for turn, place in enumerate(said))
