"""Is each picture handed over once, shown to all who wait for it, and not asked for again where Slack refuses?"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from models.people import Person
from models.pictures import Picture
from models.store import Store
from services import pictures
from services.pictures import KEPT, LEASE, REST, TRIES, Order

WALL = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FACTS = {"weeks": [["2026-11-23", 1920, 0, 0]]}

Make = Callable[..., Person]


class Album:
    """The pictures of one workspace, with a transaction a step."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def file(self, person: Person, facts: dict[str, Any] = FACTS, wall: datetime = WALL) -> str | None:
        with self.store.write.begin() as session:
            mine = session.get_one(Person, (person.workspace, person.id))
            return pictures.file_of(session, mine, "load", facts, wall=wall)

    def claim(self, wall: datetime = WALL) -> Order | None:
        with self.store.write.begin() as session:
            return pictures.claim_due(session, wall=wall)

    def claimed(self, wall: datetime = WALL) -> Order:
        order = self.claim(wall)
        assert order is not None
        return order

    def ready(self, order: Order, file: str = "F1") -> Sequence[str]:
        with self.store.write.begin() as session:
            return pictures.handed_over(session, order, file)

    def later(self, order: Order, **given: Any) -> None:
        with self.store.write.begin() as session:
            pictures.later(session, order, "internal_error", wall=WALL, **given)

    def refused(self, order: Order) -> None:
        with self.store.write.begin() as session:
            pictures.refused(session, order, "missing_scope", wall=WALL)


@pytest.fixture
def album(store: Store) -> Album:
    return Album(store)


def test_one_picture_serves_all_who_see_the_same(album: Album, store: Store, make_person: Make):
    mia, nora = make_person("Mia"), make_person("Nora")
    assert [album.file(one) for one in (mia, nora, mia)] == [None] * 3
    order = album.claimed()
    assert (order.kind, order.facts, order.attempt) == ("load", FACTS, 1)
    assert album.claim() is None, "it is somebody's"
    assert album.ready(order) == (mia.id, nora.id)
    assert [album.file(one) for one in (mia, nora)] == ["F1", "F1"]
    assert album.claim(WALL + LEASE) is None
    with store.read.begin() as session:
        assert session.scalar(select(func.count()).select_from(Picture)) == 1
    assert album.file(mia, {"weeks": []}) is None, "other facts are another picture"


def test_a_picture_that_nobody_finished_is_taken_up_after_its_lease(album: Album, make_person: Make):
    mia = make_person("Mia")
    album.file(mia)
    lost = album.claimed()
    found = album.claimed(WALL + LEASE)
    assert found.attempt == 2
    assert album.ready(lost, "F0LATE") == ()
    assert album.ready(found, "F2") == (mia.id,)
    assert album.file(mia) == "F2"


def test_what_goes_wrong_is_tried_again_later_and_later_and_then_not_today(album: Album, make_person: Make):
    mia = make_person("Mia")
    album.file(mia)
    album.later(album.claimed(), after=timedelta(seconds=30))
    assert album.claim(WALL + timedelta(seconds=29)) is None
    at = WALL + timedelta(seconds=30)
    for attempt in range(2, TRIES + 1):
        order = album.claimed(at)
        assert order.attempt == attempt
        album.later(order)
        at = WALL + timedelta(seconds=2 * 2 ** (attempt - 1))
    assert album.claim(WALL + timedelta(hours=1)) is None


def test_a_refusal_is_respected_for_a_day(album: Album, make_person: Make):
    mia = make_person("Mia")
    album.file(mia)
    album.refused(album.claimed())
    assert album.file(mia, wall=WALL + REST / 2) is None
    assert album.claim(WALL + REST / 2) is None, "nobody asks for what was refused"
    assert album.file(mia, wall=WALL + REST) is None
    order = album.claimed(WALL + REST)
    assert order.attempt == 1
    assert album.ready(order) == (mia.id,)


def test_old_ones_are_forgotten(album: Album, store: Store, make_person: Make):
    mia = make_person("Mia")
    album.file(mia)
    album.ready(album.claimed())
    with store.write.begin() as session:
        assert pictures.old(session, wall=WALL + KEPT) == []
        (gone,) = pictures.old(session, wall=WALL + KEPT + timedelta(seconds=1))
        assert gone.slack_file == "F1"
        assert pictures.old(session, wall=WALL + 2 * KEPT, served={"T0OTHER"}) == []
        pictures.forget(session, gone)
        pictures.forget(session, gone)
    assert album.file(mia) is None


def test_pictures_of_other_workspaces_are_left_alone(album: Album, store: Store, make_person: Make):
    album.file(make_person("Mia"))
    with store.read.begin() as session:
        assert pictures.is_due(session, wall=WALL)
        assert not pictures.is_due(session, wall=WALL, served={"T0OTHER"})
