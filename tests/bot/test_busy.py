"""Is a word under a card kept, though another program held the store just then?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.house import House, until
from tests.soak.disks import locked
from tests.soak.houses import started


@pytest.fixture(params=[False, True], ids=["socket", "http"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path, http=request.param)
    made.import_portfolio()
    started(made)
    yield made
    made.close()


def comments(house: House) -> list[str]:
    engine = create_engine(house.database_url)
    with engine.connect() as connection:
        found = connection.scalars(text("SELECT text FROM blocker_changes WHERE what = 'commented'")).all()
    engine.dispose()
    return list(found)


def test_slack_brings_it_again_until_it_is_kept_once(either: House) -> None:
    either.town.ask("pace", {"retries": [0.5, 0.5, 1.0, 2.0, 4.0]})
    either.act("U0MIA", "command", channel="C0APOLLO", line="/blocked no access to the vault for APOLLO")
    card = either.card("C0APOLLO", "access to the vault")
    until(lambda: either.outbox().keys() == {"sent"}, "the card and what belongs to it to be said")
    with locked(either.folder / "store.db"):
        heard = either.act("U0ANIL", "say", channel="C0APOLLO", text="the vendor called", thread_ts=card["ts"])
        assert heard["failure"], "it was acknowledged, and would be lost"
    until(lambda: comments(either), "the comment")
    either.act("U0ANIL", "say", channel="C0APOLLO", text="and called again", thread_ts=card["ts"])
    until(lambda: len(comments(either)) > 1, "the next one")
    assert comments(either) == ["the vendor called", "and called again"], "each of them once"
