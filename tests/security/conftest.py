"""One real bot behind HTTP, talkative in its log, with the sample organisation; and the desk's Slack for the rest."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.handlers.conftest import desk, served_town, town, world
from tests.house import House, house

__all__ = ("desk", "served_town", "town", "world")


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("security"), http=True) as built:
        built.start(CLEARWAY_LOG_LEVEL="DEBUG")
        yield built


@pytest.fixture
def folder(served: House) -> Path:
    return served.folder
