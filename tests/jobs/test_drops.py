"""Does a dropped file lead to the right words and to an import, once, whatever Slack does meanwhile?"""

import base64
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import tables
from bot.clock import FixedClock, wall
from bot.sheet_files import workbook
from jobs.drops import forget, take_in
from jobs.files import hand_over
from jobs.work import Tables, Work
from models.audit import AuditRow
from models.drops import Drop, DroppedFile
from models.files import OutFile
from models.people import Person
from models.projects import Project
from models.store import Store
from notices import drops as notices
from readers.tables.dropped import Interrupted
from services import drops, erasure, personal_data
from services.permissions import actor
from tests.conftest import add_person, add_workspace
from tests.jobs.conftest import work_over
from tests.jobs.delivery.conftest import running, settled
from tests.town import HISTORY, SCOPES, Town

CODES = "code,name,start\nAPOLLO,Portal,2026-03-02\nLYRA,Payroll,2026-04-01\n"
DM = "D0PRIYA"


@pytest.fixture(scope="module")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("drops"), (*SCOPES, *HISTORY, "files:read", "files:write"))
    yield town
    town.stop()


@pytest.fixture
def slack(_desk: Town) -> Town:
    """A local Slack that lets the app read and write files."""
    _desk.reset()
    return _desk


class Office:
    """Somebody of the PMO who sends files, and the job that takes them in."""

    def __init__(self, work: Work, town: Town, priya: Person, store: Store) -> None:
        self.work, self.town, self.priya, self.store = work, town, priya, store

    def send(self, files: Mapping[str, str | bytes], *, job: bool = True) -> str:
        """The drop's id. The town's app hears of no events; the handler has tests of its own."""
        given = [
            {"name": name, "mimetype": "application/octet-stream", "base64": base64.b64encode(_bytes(data)).decode()}
            for name, data in files.items()
        ]
        self.town.ask("act", {"as": "U0PRIYA", "do": "open_dm"})
        said = self.town.ask("act", {"as": "U0PRIYA", "do": "say", "channel": DM, "text": "", "files": given})["result"]
        self.ts = said["ts"]
        shown = next(one for one in self.town.ask(f"messages?channel={DM}")["messages"] if one["ts"] == self.ts)
        ids = [(one["id"], one["name"]) for one in shown["files"]]
        with self.work.write.begin() as session:
            drop = drops.begin(session, self.priya, (DM, self.ts), ids, wall=wall())
            assert drop is not None
            notices.begun(session, drop, self.work.occasion())
            id_ = drop.id
        if job:
            take_in(self.work)
        return id_

    def press(self, do: Callable[[Any, Drop], None], drop_id: str) -> None:
        with self.work.write.begin() as session:
            priya = session.get_one(Person, (self.priya.workspace, self.priya.id))
            do(session, drops.pressed(session, drop_id, actor(priya)))

    def answer(self) -> dict[str, Any]:
        """What stands under the file once all is said."""
        with running(self.store, self.town):
            settled(self.store)
        return self.under()[0]

    def under(self) -> list[dict[str, Any]]:
        return [one for one in self.town.messages(DM) if one.get("thread_ts") == self.ts]

    def drop(self) -> Drop:
        with self.store.read.begin() as session:
            return session.scalars(select(Drop).order_by(Drop.made_at.desc())).first()  # type: ignore[return-value]

    def kept(self) -> list[bytes | None]:
        with self.store.read.begin() as session:
            return list(session.scalars(select(DroppedFile.data)))

    def projects(self) -> list[str]:
        with self.store.read.begin() as session:
            return sorted(session.scalars(select(Project.code)))


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


def apply(session: Any, drop: Drop) -> None:
    drops.work_again(drop, drops.DropState.APPLYING, wall=wall())


@pytest.fixture
def office(sqlite_store: Store, clock: FixedClock, slack: Town) -> Office:
    return _office(sqlite_store, clock, slack)


def _office(store: Store, clock: FixedClock, slack: Town) -> Office:
    workspace = add_workspace(store)
    priya = add_person(store, workspace, "Priya", roles=["pmo"])
    reads = Tables(tables.read, workbook)
    return Office(replace(work_over(store, clock), client_of=slack.client, tables=reads), slack, priya, store)


def test_what_would_change_is_shown_and_then_imported_once(store: Store, clock: FixedClock, slack: Town):
    office = _office(store, clock, slack)
    id_ = office.send({"projects.csv": CODES.replace("code", "Project ID")})
    shown = office.answer()
    assert "*projects.csv* can be imported. Nothing is changed yet." in shown["text"]
    assert "*projects*: 2 new, 0 changed, 0 as before" in shown["text"]
    assert "Project ID → code" in shown["text"]
    assert [one["text"]["text"] for one in shown["blocks"][-1]["elements"]] == ["Apply", "Discard"]
    assert office.projects() == [], "a trial leaves nothing"
    office.press(apply, id_)
    for _ in range(2):
        take_in(office.work)
    assert office.projects() == ["APOLLO", "LYRA"]
    shown = office.answer()
    assert shown["text"].startswith("<@U0PRIYA> imported *projects.csv*.")
    assert [one["type"] for one in shown["blocks"] if one["type"] == "actions"] == []
    with store.read.begin() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.action == "imported")).one()
    assert (row.actor_id, row.door) == (office.priya.id, "drops.apply")
    assert office.kept() == [None], "the bytes go with the import"
    with pytest.raises(drops.Stale, match="imported already"):
        office.press(apply, id_)


def test_problems_are_told_by_place_and_all_of_them_in_a_file(office: Office):
    rows = "".join(f"P{number},x,2026-02-30\n" for number in range(20))
    office.send({"projects.csv": f"code,name,start\n{rows}"})
    shown = office.answer()
    assert "20 things have to be put right in *projects.csv*" in shown["text"]
    assert "projects:2:start: “2026-02-30” is a day that does not exist" in shown["text"]
    assert "projects:17:" not in str(shown["blocks"])
    hand_over(office.work)
    hand_over(office.work)
    file = office.under()[1]
    assert (file["text"], [one["name"] for one in file["files"]]) == ("All 20 problems, a line each.", ["problems.txt"])
    assert office.drop().state == "refused"
    assert office.kept() == [None]
    assert office.projects() == []


def test_a_question_is_answered_with_a_button_and_read_anew(office: Office):
    id_ = office.send({"projects.csv": "code,start\nAPOLLO,03/04/2026\n"})
    shown = office.answer()
    assert "What do dates such as 03/04/2026 begin with?" in shown["text"]
    assert "--dates" not in str(shown)
    labels = [
        one["text"]["text"] for block in shown["blocks"] if block["type"] == "actions" for one in block["elements"]
    ]
    assert labels == ["The day: 3 April", "The month: March 4"]

    def answer(_session: Any, drop: Drop) -> None:
        drops.work_again(drop, drops.DropState.READING, wall=wall(), choices={"dates": "month-first"})

    office.press(answer, id_)
    take_in(office.work)
    office.press(apply, id_)
    take_in(office.work)
    with office.store.read.begin() as session:
        assert str(session.scalars(select(Project.start)).one()) == "2026-03-04"
    assert len(office.town.journal("read", "files.info")) == 1, "it is fetched once"


def test_what_nobody_decides_on_is_let_go_of_after_a_day(store: Store, clock: FixedClock, slack: Town):
    office = _office(store, clock, slack)
    office.send({"projects.csv": CODES})
    forget(office.work)
    assert office.drop().state == "asking"
    later = replace(office.work, wall=lambda: wall() + timedelta(days=1, minutes=1))
    forget(later)
    assert (office.drop().state, office.kept()) == ("expired", [None])
    assert "let go of it now" in office.answer()["text"]


def test_what_changed_meanwhile_is_found_before_anything_is_imported(office: Office):
    id_ = office.send(
        {
            "alignment.csv": "project,goal,percent\nAPOLLO,G1,50\n",
            "goals.csv": "code,name\nG1,Grow\n",
            "projects.csv": CODES,
        }
    )
    office.press(apply, id_)
    with office.work.write.begin() as session:
        drop = session.get_one(Drop, (office.priya.workspace, id_))
        drop.state, drop.choices = "applying", {}
        session.get_one(DroppedFile, (office.priya.workspace, id_, 0)).data = b"project,goal,percent\nAPOLLO,G9,50\n"
    take_in(office.work)
    assert office.drop().state == "refused"
    assert "alignment:2:goal" in office.answer()["text"]
    assert office.projects() == [], "all or nothing"


def test_slack_that_stumbles_is_asked_again_and_in_the_end_given_up(office: Office):
    office.town.fail("files.info", "500", times=99)
    id_ = office.send({"projects.csv": CODES})
    for attempt in range(1, drops.TRIES + 1):
        assert (office.drop().attempt, office.drop().state) == (
            attempt,
            "reading" if attempt < drops.TRIES else "refused",
        )
        with office.work.write.begin() as session:
            session.get_one(Drop, (office.priya.workspace, id_)).due_at = wall()
        take_in(office.work)
    office.town.mend()
    assert "I could not read *projects.csv*" in office.answer()["text"]


def test_what_a_process_left_behind_is_taken_up_by_the_next(office: Office):
    """At once where no other can be at it; its words stand in one message."""
    office.send({"projects.csv": CODES}, job=False)
    with office.work.write.begin() as session:
        claim = drops.claim_due(session, drops.Worker("a killed one", alone=True), wall=wall())
    assert claim is not None
    take_in(office.work)
    assert office.drop().state == "asking"
    with office.work.write.begin() as session:
        assert drops.still(session, claim) is None, "and the first one may not write any more"


def test_a_bot_that_stops_leaves_the_work_for_the_next_one(office: Office):
    office.send({"projects.csv": CODES}, job=False)
    stopping = threading.Event()

    def stopped(*_: Any) -> Any:
        stopping.set()
        raise Interrupted

    take_in(replace(office.work, stopping=stopping, tables=Tables(stopped, workbook)))
    assert (office.drop().attempt, office.drop().state) == (0, "reading")
    take_in(office.work)
    assert office.drop().state == "asking"


def test_an_answer_that_is_lost_shares_a_file_once(office: Office):
    with office.work.write.begin() as session:
        priya = session.get_one(Person, (office.priya.workspace, office.priya.id))
        notices.export(session, priya, office.work.occasion(), key="1")
    office.town.fail("files.completeUploadExternal", "lost", times=1, effect=True)
    hand_over(office.work)
    with office.work.write.begin() as session:
        session.scalars(select(OutFile)).one().due_at = wall()
    hand_over(office.work)
    files = [one for one in office.town.messages(DM) if one.get("files")]
    assert [one["files"][0]["name"] for one in files] == ["portfolio.xlsx"]
    with office.store.read.begin() as session:
        assert (session.scalars(select(OutFile)).one().state, session.scalars(select(OutFile)).one().data) == (
            "shared",
            None,
        )


def test_a_workspace_that_takes_no_files_is_told_to_who_asked(office: Office):
    with office.work.write.begin() as session:
        priya = session.get_one(Person, (office.priya.workspace, office.priya.id))
        notices.export(session, priya, office.work.occasion(), key="1")
    office.town.fail("files.getUploadURLExternal", "refused", code="file_uploads_disabled", times=1)
    hand_over(office.work)
    with running(office.store, office.town):
        settled(office.store)
    assert "Slack did not take *portfolio.xlsx* from me" in str(office.town.texts(DM))


def test_who_is_erased_takes_what_they_sent_along(office: Office):
    office.send({"projects.csv": CODES})
    anna = add_person(office.store, office.priya.workspace, "Anna", roles=["admin"])
    with office.work.write.begin() as session:
        priya, by = (session.get_one(Person, (one.workspace, one.id)) for one in (office.priya, anna))
        assert personal_data.export(session, priya)["dropped_files"][0]["data"] == f"{len(CODES)} bytes"
        erasure.erase(session, priya, office.work.policy, by=actor(by), at=office.work.now(), wall=wall())
    with office.store.read.begin() as session:
        assert session.scalars(select(Drop)).all() == session.scalars(select(DroppedFile)).all() == []
    take_in(office.work)
