"""What do the benchmarks share: a sheet for their figures, which the end of the run prints and keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.figures import FOLDER, Sheet
from tests.town import Town


@pytest.fixture(scope="session")
def sheet(pytestconfig: pytest.Config) -> Iterator[Sheet]:
    kept = Sheet()
    yield kept
    if FOLDER and kept.figures:
        capture = pytestconfig.pluginmanager.getplugin("capturemanager")
        with capture.global_and_fixture_disabled():
            print("\n" + kept.write(Path(FOLDER)))


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(tmp_path_factory.mktemp("town"))
    yield made
    made.stop()
