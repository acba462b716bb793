"""Who gets through which door, to what, in which state? Every route × every role × every state of what it is about.

What is denied changes nothing in the store and says a sentence; what is granted is done, or opens its window. A route
that is missing from the table below fails, so that nobody adds a door without saying for whom it is.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import FixedClock, wall
from handlers import ROUTES
from handlers.routes import Kind, Route
from models.availability import Absence
from models.drops import Drop, DropState
from models.people import Person, Team
from models.projects import Project
from models.skills import PersonSkill, Skill
from models.store import Store, open_store
from models.tables import METADATA
from planning.bookings import Booking
from planning.people import Role, Standing
from playground.town import Playground
from services import bookings, permissions
from services.policies import PmoPolicy, Policy
from tests.conftest import PATIENT
from tests.handlers.desk import Desk
from tests.services.availability_world import say
from tests.services.blocker_world import World
from tests.services.checkin_rows import checkin, series

MakeDesk = Callable[[], Desk]

MEMBERS = frozenset(Role)
QUESTIONS = ("day_first", "month_first", "point", "comma")
EVERYBODY = MEMBERS | {"guest"}
OFFICE, ADMIN, PEOPLE = frozenset({"pmo"}), frozenset({"admin"}), frozenset({"pmo", "admin"})
NOBODY: frozenset[str] = frozenset()
EXECUTIVES = frozenset({"executive"})
TEAM = PEOPLE | {"lead"}  # Leads leads the team of the person that it is about
LEADS = OFFICE | {"lead"}  # the series is of the team that Leads leads
OUTSIDE = (Standing.STRANGER, Standing.BOT, Standing.DEACTIVATED)
ACTORS = [*Role, "guest", *OUTSIDE]  # somebody unseen is asked about at the door, and is one of these then

# Of a blocker that Ray raised and Olga owns, with nothing to do with who asks: (while open, once cleared).
# And of Ray himself: (while he is here, once his account is closed).
MAY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "/blocked": (EVERYBODY, EVERYBODY),
    "/pmo": (EVERYBODY, EVERYBODY),
    "/pmo settings": (PEOPLE, PEOPLE),
    "/pmo timers": (PEOPLE, PEOPLE),
    "/pmo digest": (EXECUTIVES, EXECUTIVES),
    "/pmo digest on": (EXECUTIVES, EXECUTIVES),
    "attention.hour": (EVERYBODY, EVERYBODY),
    "attention.digest": (EXECUTIVES, EXECUTIVES),
    "/pmo people ray": (TEAM, TEAM),
    "/pmo teams": (TEAM, TEAM),
    "/pmo export-me": (EVERYBODY, EVERYBODY),
    "/pmo import": (OFFICE, OFFICE),
    "/pmo export": (OFFICE, OFFICE),
    "/pmo erase ray": (ADMIN, ADMIN),
    "/pmo blockers": (EVERYBODY, EVERYBODY),
    "blockers.report_message": (EVERYBODY, EVERYBODY),
    "blockers.report": (EVERYBODY, EVERYBODY),
    "blockers.acknowledge": (OFFICE, NOBODY),
    "blockers.start": (OFFICE, NOBODY),
    "blockers.clear": (OFFICE, NOBODY),
    "blockers.comment": (MEMBERS, MEMBERS),
    "blockers.hand_over": (OFFICE, NOBODY),
    "blockers.edit": (OFFICE, NOBODY),
    "blockers.withdraw": (OFFICE, NOBODY),
    "blockers.history": (MEMBERS, MEMBERS),
    "blockers.show": (MEMBERS, MEMBERS),
    "blockers.undo": (OFFICE, OFFICE),
    "blockers.same_thing": (OFFICE, NOBODY),
    "blockers.more": (OFFICE, NOBODY),
    "blockers.links": (OFFICE, NOBODY),
    "blockers.duplicate": (OFFICE, NOBODY),
    "ladders.agree": (OFFICE, NOBODY),
    "ladders.hold": (OFFICE, NOBODY),
    "message.channels": (NOBODY, NOBODY),  # a reply under no card is nothing to us, whoever writes it
    "message.groups": (NOBODY, NOBODY),
    "/availability": (MEMBERS, MEMBERS),
    "/availability off 24 Dec 2026": (MEMBERS, MEMBERS),
    "availability.off": (MEMBERS, MEMBERS),
    "availability.week": (MEMBERS, MEMBERS),
    "availability.skills": (MEMBERS, MEMBERS),
    "availability.list": (MEMBERS, MEMBERS),
    "availability.remove": (MEMBERS, MEMBERS),
    "availability.undo": (MEMBERS, MEMBERS),
    **{f"availability.choice_{number}": (MEMBERS, MEMBERS) for number in range(1, 5)},
    "availability.skill_is": (MEMBERS, MEMBERS),
    "availability.skill_new": (MEMBERS, MEMBERS),
    **{  # of one's own; somebody else's is nobody's to answer: tests/handlers/test_checkins.py
        f"checkins.{name}": (EVERYBODY, EVERYBODY)
        for name in ("all_clear", "words", "in_my_way", "change", "less_often", "frequency", "blocker")
    },
    "/pmo checkins": (LEADS, LEADS),
    "checkins.series_open": (LEADS, LEADS),
    "checkins.series_save": (LEADS, LEADS),
    "checkins.series_remove": (LEADS, LEADS),
    "availability.im_back": (MEMBERS, MEMBERS),
    "/pmo projects": (MEMBERS, MEMBERS),
    "projects.open": (MEMBERS, MEMBERS),
    "projects.edit": (OFFICE, OFFICE),
    "projects.turn": (OFFICE, OFFICE),
    "projects.save": (OFFICE, OFFICE),
    "projects.turn_form": (OFFICE, OFFICE),
    "projects.undo": (OFFICE, OFFICE),
    "/capacity": (MEMBERS, MEMBERS),  # a guest gets no help with what they may not do
    "/capacity cut Ray on ORION to 4 h": (OFFICE, OFFICE),
    "bookings.undo": (OFFICE, OFFICE),
    "message.im": (NOBODY, NOBODY),  # without a file it is nothing to us; with one: tests/handlers/test_drops.py
    **{f"drops.{name}": (OFFICE, OFFICE) for name in ("apply", "discard", *QUESTIONS)},
    "settings.channel": (ADMIN, ADMIN),
    "settings.calendar": (ADMIN, ADMIN),
    "settings.office": (ADMIN, ADMIN),
    "people.show": (TEAM, TEAM),
    "people.save": (TEAM, TEAM),
    "people.confirm": (frozenset({"lead"}), frozenset({"lead"})),
    "people.erase": (ADMIN, ADMIN),
    "teams.open": (TEAM, TEAM),
    "teams.save": (TEAM, TEAM),
    "skills.open": (OFFICE, OFFICE),
    "skills.choose": (OFFICE, OFFICE),
    "skills.merge": (OFFICE, OFFICE),
    "leavers.choose": (NOBODY, NOBODY),  # a choice in a menu does nothing by itself
    "leavers.hand_over": (NOBODY, TEAM),
}
SILENT = {"message.channels", "message.groups", "message.im", "leavers.choose"}
UNASKED = {"app_home_opened", "team_join", "user_change"}  # Slack's own word, which nobody sends on purpose
DOORS: list[tuple[str, Route]] = [
    *((route.name, route) for route in ROUTES if route.name not in UNASKED and MAY.get(route.name) is not None),
    *((name, next(one for one in ROUTES if one.name == name.partition(" ")[0])) for name in MAY if " " in name),
]


def test_every_route_is_in_the_table() -> None:
    assert {route.name for route in ROUTES} - UNASKED == {name for name in MAY if " " not in name}


REFUSAL = re.compile(
    r"[Nn]othing was (?:changed|opened|confirmed|sent)|(?:[Tt]eams|[Cc]heck-ins) are for|members of this workspace|answers people"
    r"|As a guest you see|hands that over|is cleared|in other hands|can undo it|they keep what is theirs"
)
OTHER = "the other blocker"


class Stage:
    """Ray of Engineering with a skill, a blocker of his and one that looks like it; who asks is `Me`."""

    def __init__(self, desk: Desk, who: str, closed: bool) -> None:
        self.desk, self.closed = desk, closed
        world = desk.world
        world.everybody("Ray", "Olga", "Zed")
        world.person("Me", **({"roles": [str(who)]} if who in MEMBERS else {}))
        with world.store.write.begin() as session:
            lead_id = world.people["Me"] if who == "lead" else None
            session.add(
                Team(workspace=world.workspace, id="t", code="t", name="Engineering", lead_id=lead_id, notes={})
            )
            for id_, name in (("s", "Go"), ("z", "Golang")):
                session.add(Skill(workspace=world.workspace, id=id_, name=name, key=name.lower()))
            session.flush()
            session.get_one(Person, (world.workspace, world.people["Ray"])).team_id = "t"
            world_person = {"workspace": world.workspace, "person_id": world.people["Ray"]}
            session.add(PersonSkill(**world_person, skill_id="s", level=2, set_at=world.clock.now()))
        self.project = world.project("ORION", manager="Olga", channel="C0ORION")
        self.other = world.report("Zed", "Another one", project_id=self.project)
        self.blocker = world.report("Ray", "Mine", project_id=self.project)
        world.edit("Ray", self.blocker, title="Mine, edited")
        self.act = self._booked()
        if closed:
            world.clear("Ray", self.blocker)
            world.report("Zed", "Of Ray's", project_id=self.project)
            world.change_person("Ray", standing=Standing.DEACTIVATED)
            with world.store.write.begin() as session:  # so that something of Ray's waits for somebody else
                session.get_one(Person, (world.workspace, world.people["Zed"])).deputy_id = world.people["Ray"]
        self.change = world.history(self.blocker)[-1].id
        self._dropped()
        self.series = series(world, "Olga", team_id="t").id
        self.checkin = checkin(world, "Me", questions=["What is next?"]).id
        off = say(world, "Me", "off 27 Nov 2026").change
        assert off is not None
        world.change_person("Me", away_from=world.clock.now(), away_until=world.clock.now() + timedelta(days=2))
        if who not in MEMBERS:
            world.change_person("Me", standing=who)
        self.off, self.asked = off, int(world.clock.now().timestamp())

    def _dropped(self) -> None:
        """Olga sent a file, and it was read."""
        world = self.desk.world
        times = {"due_at": wall(), "made_at": wall()}
        with world.store.write.begin() as session:
            of = {"workspace": world.workspace, "person_id": world.people["Olga"]}
            session.add(Drop(**of, id="drop", channel="D0OLGA", ts="1.0", state=DropState.ASKING, **times))

    def _booked(self) -> str:
        """Olga books Ray on her project."""
        world, today = self.desk.world, self.desk.world.clock.now().date()
        with world.store.write.begin() as session:
            ray, olga = (session.get_one(Person, (world.workspace, world.people[name])) for name in ("Ray", "Olga"))
            wanted = Booking(today, today + timedelta(days=30), Decimal(8))
            orion = session.get_one(Project, (world.workspace, self.project))
            by, at = permissions.actor(olga), world.clock.now()
            return bookings.book(session, ray, orion, wanted, tentative=False, by=by, at=at).act_id

    def body(self, name: str, route: Route) -> Any:
        desk, ray = self.desk, self.desk.world.people["Ray"]
        if name.startswith("/"):
            return desk.command(
                "Me", name.partition(" ")[2] or ("help" if name == "/pmo" else "list"), name=name.partition(" ")[0]
            )
        if route.kind is Kind.MESSAGE_SHORTCUT:
            return desk.shortcut("Me", {"ts": "1.0", "text": "x"})
        if route.kind is Kind.EVENT:
            return desk.reply("Me", "C0ORION", "1.0", "x")
        if route.kind is Kind.VIEW:
            filled = json.loads(json.dumps(FILLED.get(name, {})).replace(OTHER, self.other))
            return desk.submit("Me", name, self._private(name, ray), **filled)
        values: dict[str, Any] = {
            "checkins.series_open": self.series,
            "checkins.series_remove": self.series,
            "people.show": ray,
            "people.confirm": f"{ray}:s:2",
            "teams.open": "t",
            "leavers.hand_over": ray,
            "blockers.undo": self.change,
            "bookings.undo": self.act,
            "projects.undo": self.act,
            **{f"projects.{name}": self.project for name in ("open", "edit", "turn")},
            "availability.remove": desk.world.rows(Absence)[0].id,
            "availability.undo": self.off.id,
            "attention.digest": "on",
            **{f"availability.choice_{number}": f"{self.asked}:off 3 Dec 2026" for number in range(1, 5)},
            "availability.skill_is": "3:s",
            "availability.skill_new": "3:Rust",
            "blockers.same_thing": f"{self.blocker}:{self.other}",
        }
        usual = {"checkins": self.checkin, "drops": "drop"}.get(name.partition(".")[0], self.blocker)
        body = desk.press("Me", name, values.get(name, usual))
        if name == "checkins.frequency":
            body = desk.press("Me", name, type="static_select", selected_option={"value": "weekly"})
        if name == "blockers.more":
            body = desk.choose("Me", f"blockers.withdraw:{self.blocker}")
        if name == "attention.hour":
            body["actions"][0] |= {"type": "static_select", "selected_option": {"value": "16:00"}}
        chosen = {"b": {"leavers.choose": {"type": "users_select", "selected_user": "U0ZED"}}}
        return body | {"state": {"values": chosen}}

    def _private(self, name: str, ray: str) -> str:
        if name.startswith("people."):
            return ray
        usual = self.checkin if name.startswith("checkins.") else self.blocker
        if name.startswith("projects."):
            return self.project
        return {"teams.save": "t", "checkins.series_save": self.series, "skills.merge": "s:z"}.get(name, usual)

    def store(self) -> str:
        """All of it but the note that somebody is told why not."""
        with self.desk.world.store.read.begin() as session:
            tables = {
                table.name: [
                    dict(row) for row in session.execute(select(table)).mappings() if row.get("act") != "response_url"
                ]
                for table in METADATA.sorted_tables
            }
        return json.dumps(tables, default=str, sort_keys=True)


FILLED: dict[str, dict[str, Any]] = {
    "blockers.report": {"title": {"value": "New"}},
    "checkins.series_save": {
        "name": {"value": "Mornings"},
        "team": {"selected_options": [{"value": "t"}]},
        "days": {"selected_options": [{"value": "0"}, {"value": "3"}]},
        "from": {"selected_time": "09:00"},
        "until": {"selected_time": "12:00"},
    },
    "checkins.blocker": {"title": {"value": "New"}},
    "checkins.words": {"question_0": {"value": "The tests."}},
    "blockers.edit": {"title": {"value": "Other words"}},
    "blockers.comment": {"words": {"value": "x"}},
    "blockers.hand_over": {"person": {"selected_user": "U0ZED"}},
    "blockers.duplicate": {"same_as": {"selected_option": {"value": OTHER}}},
    "blockers.links": {"people": {"selected_users": ["U0ZED"]}},
    "ladders.hold": {"day": {"selected_date": "2026-03-04"}},
    "settings.channel": {"channel": {"selected_conversation": "C0PMO"}},
    "settings.calendar": {"week": {"value": "8 8 8 8 8 0 0"}},
    "settings.office": {"people": {"selected_users": ["U0ZED"]}},
    "skills.choose": {"goes": {"selected_option": {"value": "s"}}, "into": {"selected_option": {"value": "z"}}},
    "people.save": {"deputy": {"selected_users": ["U0OLGA"]}},
    "people.erase": {"word": {"value": "erase"}},
    "teams.save": {"name": {"value": "Platform"}},
    "projects.save": {"name": {"value": "Other words"}},
    "projects.turn_form": {"status": {"selected_option": {"value": "on_hold"}}},
    "availability.off": {"first": {"selected_date": "2026-12-24"}},
    "availability.week": {
        "worked": {"value": "8 8 8 8 4 0 0"},
        "share": {"value": "60"},
        "since": {"selected_date": "2026-12-01"},
    },
    "availability.skills": {"more": {"value": "Rust 4"}},
}


@pytest.fixture
def make_desk(migrated_sqlite: Path, tmp_path: Path, clock: FixedClock, town: Playground) -> Iterator[MakeDesk]:
    opened: list[Store] = []

    def make() -> Desk:
        path = tmp_path / f"{len(opened)}.db"
        shutil.copy(migrated_sqlite, path)
        opened.append(open_store(f"sqlite:///{path}", threads=4, patience=PATIENT))
        return Desk(World(opened[-1], clock, Policy(pmo=PmoPolicy(channel="C0PMO"))), town)

    yield make
    for store in opened:
        store.close()


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
@pytest.mark.parametrize("who", ACTORS)
def test_each_door(make_desk: MakeDesk, who: str, closed: bool) -> None:
    stage, wrong = Stage(make_desk(), who, closed), list[Any]()
    path = str(stage.desk.world.store.engine.url.database)
    pristine = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(path)) as built:
        built.backup(pristine)
    for name, route in sorted(DOORS, key=lambda door: who in MAY[door[0]][closed]):  # first what changes nothing
        may, before, noted = who in MAY[name][closed], stage.store(), len(stage.desk.notes())
        answer = stage.desk.said(stage.body(name, route))
        shown = [view.payload for view in stage.desk.windows("Me")]
        said = f"{answer} {' '.join(stage.desk.notes()[noted:])} {shown}"
        changed = stage.store() != before
        refused = REFUSAL.search(said) is not None
        told = bool(answer.get("text") or answer.get("view") or shown or stage.desk.notes()[noted:])
        done = (changed or told) and not refused
        if changed and not may:
            wrong.append((name, "changed the store", said[:200]))
        elif name not in SILENT and (done, refused) != (may, not may):
            wrong.append((name, "may" if may else "may not", said[:200]))
        stage.desk.close_all()
        if changed:
            with closing(sqlite3.connect(path)) as changed_one:
                pristine.backup(changed_one)
    assert wrong == []
