"""Do pictures reach a real Slack over HTTP, once each, and Homes after them, whatever Slack thinks of files?"""

import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import wall
from jobs.pictures import forget, upload
from jobs.work import Work
from models.outbox import OutboxRow
from models.people import Person
from models.pictures import Picture
from models.store import Store
from notices.occasions import Occasion
from notices.pictures import home_picture
from planning.load import WeekLoad
from planning.weeks import Week
from services import outbox
from services.pictures import KEPT
from tests.jobs.delivery.conftest import running, settled
from tests.town import HISTORY, SCOPES, Town

LOADS = [WeekLoad(Week(date(2026, 3, 2)) + number, 1920) for number in range(8)]

Make = Callable[..., Person]


@pytest.fixture(scope="module")
def _gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("gallery"), (*SCOPES, *HISTORY, "files:write"))
    yield town
    town.stop()


@pytest.fixture
def gallery(_gallery: Town) -> Town:
    """A local Slack that lets the app show pictures."""
    _gallery.reset()
    return _gallery


@pytest.fixture
def drawing(work: Work, gallery: Town) -> Work:
    return replace(work, client_of=gallery.client)


def ask(work: Work, person: Person, loads: Sequence[WeekLoad] = LOADS) -> dict[str, Any] | None:
    """The block that the person's Home would show now."""
    with work.write.begin() as session:
        mine = session.get_one(Person, (person.workspace, person.id))
        return home_picture(session, mine, loads, Occasion(at=work.now(), wall=work.wall()))


def picture(store: Store) -> Picture:
    with store.read.begin() as session:
        return session.scalars(select(Picture)).one()


def homes(store: Store) -> list[str]:
    with store.read.begin() as session:
        return list(session.scalars(select(OutboxRow.target).where(OutboxRow.kind == "home").order_by(OutboxRow.seq)))


def completed(town: Town) -> int:
    return len(town.journal("accepted", "files.completeUploadExternal"))


def again_at_once(store: Store) -> None:
    with store.write.begin() as session:
        session.scalars(select(Picture)).one().due_at = wall()


def test_a_picture_is_uploaded_once_and_then_shown(drawing: Work, store: Store, gallery: Town, make_person: Make):
    mia, nora = (make_person(name, home_opened_at=wall()) for name in ("Mia", "Nora"))
    assert ask(drawing, mia) is ask(drawing, nora) is None
    for _ in range(2):
        upload(drawing)
    assert completed(gallery) == 1
    assert sorted(homes(store)) == ["U0MIA", "U0NORA"]
    block = ask(drawing, mia)
    assert block is not None
    assert block["alt_text"].startswith("Capacity of the next 8 weeks: 32 h a week.")
    file = block["slack_file"]["id"]
    with urllib.request.urlopen(f"{gallery.url}/files/{file}", timeout=5) as answer:
        assert answer.read(8) == b"\x89PNG\r\n\x1a\n"
    assert ask(drawing, mia, ()) is None


def test_a_slack_that_stumbles_is_asked_again(drawing: Work, store: Store, gallery: Town, make_person: Make):
    ask(drawing, make_person("Mia"))
    gallery.fail("files.getUploadURLExternal", "500", times=1)
    upload(drawing)
    assert (picture(store).attempt, picture(store).slack_file) == (1, None)
    gallery.mend()
    gallery.fail("files.completeUploadExternal", "429", times=1)
    again_at_once(store)
    upload(drawing)
    assert picture(store).reason == "ratelimited"
    gallery.mend()
    again_at_once(store)
    upload(drawing)
    assert picture(store).slack_file is not None


def test_without_the_scope_the_words_stay_alone(
    town_work: Callable[[], Work], store: Store, town: Town, make_person: Make
):
    """The ordinary town's app may not write files."""
    mia = make_person("Mia", home_opened_at=wall())
    work = town_work()
    for _ in range(3):
        assert ask(work, mia) is None
        upload(work)
    assert (picture(store).state, picture(store).reason) == ("refused", "missing_scope")
    assert len(town.journal("refused", "files.getUploadURLExternal")) == 1
    assert homes(store) == []


def test_where_a_workspace_takes_no_files_the_words_stay_alone(
    drawing: Work, store: Store, gallery: Town, make_person: Make
):
    ask(drawing, make_person("Mia"))
    gallery.fail("files.getUploadURLExternal", "refused", code="file_uploads_disabled", times=1)
    upload(drawing)
    assert (picture(store).state, picture(store).reason) == ("refused", "file_uploads_disabled")


def test_a_home_comes_in_words_at_once_and_with_its_picture_when_slack_has_looked_at_it(
    drawing: Work, store: Store, gallery: Town, make_person: Make
):
    gallery.ask("pace", {"digestion": 0.0})
    mia = make_person("Mia")
    ask(drawing, mia)
    upload(drawing)
    block = ask(drawing, mia)
    words = {"type": "section", "text": {"type": "plain_text", "text": "32 h a week"}}
    with store.write.begin() as session:
        view = {"type": "home", "blocks": [words, block]}
        outbox.publish(session, mia.workspace, slack_user="U0MIA", view=view, wall=wall())
    gallery.fail("views.publish", "refused", code="invalid_arguments", times=1)  # as while it looks at the file
    with running(store, gallery):
        settled(store)
    pictured = ["slack_file" in str(entry) for entry in gallery.journal("accepted", "views.publish")]
    assert pictured == [False, True]
    assert [one["type"] for one in gallery.ask("home?user=U0MIA")["view"]["blocks"]] == ["section", "image"]


def test_a_home_whose_picture_slack_never_takes_stays_in_words(store: Store, gallery: Town, make_person: Make):
    mia = make_person("Mia")
    lost = {"type": "image", "slack_file": {"id": "F0NEVER"}, "alt_text": "a chart"}
    words = {"type": "section", "text": {"type": "plain_text", "text": "32 h a week"}}
    with store.write.begin() as session:
        view = {"type": "home", "blocks": [words, lost]}
        outbox.publish(session, mia.workspace, slack_user="U0MIA", view=view, wall=wall())
    with running(store, gallery):
        settled(store)
    shown = gallery.ask("home?user=U0MIA")["view"]["blocks"]
    assert [block["type"] for block in shown] == ["section"]
    with store.read.begin() as session:
        assert session.scalars(select(OutboxRow.state)).all() == ["sent"]


def test_old_pictures_are_deleted_in_slack(drawing: Work, store: Store, gallery: Town, make_person: Make):
    ask(drawing, make_person("Mia"))
    upload(drawing)
    forget(drawing)
    file = picture(store).slack_file
    with store.write.begin() as session:
        session.scalars(select(Picture)).one().made_at = wall() - KEPT - timedelta(minutes=1)
    forget(drawing)
    with store.read.begin() as session:
        assert session.scalars(select(Picture)).all() == []
    (deleted,) = gallery.journal("accepted", "files.delete")
    assert file in str(deleted)


def test_what_slack_does_not_delete_is_forgotten_all_the_same(
    drawing: Work, store: Store, gallery: Town, make_person: Make
):
    ask(drawing, make_person("Mia"))
    upload(drawing)
    with store.write.begin() as session:
        row = session.scalars(select(Picture)).one()
        row.made_at, row.slack_file = wall() - 2 * KEPT, "F0GONE"
    forget(drawing)
    with store.read.begin() as session:
        assert session.scalars(select(Picture)).all() == []
