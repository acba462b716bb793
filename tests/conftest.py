"""What do the tests share: a store on each database, a workspace, people, and a clock that stands still?"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text

from bot.clock import FixedClock, wall
from models.base import new_id
from models.migrate import upgrade
from models.patience import USUAL, Patience
from models.people import Person
from models.store import Store, open_store
from models.tables import METADATA
from models.workspaces import Workspace
from planning.people import Standing
from tests.town import TEAM, Town

# A busy machine is no finding, and each run makes up other examples: many are tried in time.
settings.register_profile("clearway", max_examples=40, deadline=None)
settings.load_profile("clearway")

WORKSPACE = TEAM
LONG_SECONDS = 180  # a test that may take this long is begun first
KEEPER = pytest.StashKey[subprocess.Popen[bytes]]()
FOLDER = "CLEARWAY_TEST_POSTGRES"  # tells the workers of one run where its keeper listens
MEMORY = Path("/dev/shm")
MEMORY_NEEDED = 4 * 2**30  # bytes
PATIENT = Patience(answer=30, statement=20, silence=(20, 20), idle=60)


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    if "CLEARWAY_BENCH" not in os.environ:  # what a commit costs on a disk is a part of what is measured
        _leave_the_disk_alone()
    folder = tempfile.mkdtemp(prefix="clearway-pg-")
    Path(folder).chmod(0o755)  # the server runs as a user of its own when the tests run as root
    os.environ[FOLDER] = folder
    config.stash[KEEPER] = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("keeper.py")), folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _leave_the_disk_alone() -> None:
    """Keep what tests write in memory where it is large enough: a disk that others use too stalls for seconds at a time,
    and doors then rightly say that they are busy.

    A killed process loses nothing by it; what a disk does is told by the rows of docs/proof.md and by the benchmarks.
    """
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > MEMORY_NEEDED:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, some for each worker: begun last, they would be waited for with idle processors.

    Each worker gets a stretch of the list, and takes from others once its own is done.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [one for one in items if (marked := one.get_closest_marker("timeout")) and marked.args[0] >= LONG_SECONDS]
    first = set(long)
    rest = deque(one for one in items if one not in first)
    share = -(-len(items) // workers)
    items.clear()
    for number in range(workers):
        mine = long[number::workers]
        items += mine + [rest.popleft() for _ in range(min(len(rest), share - len(mine)))]
    items += rest


def pytest_unconfigure(config: pytest.Config) -> None:
    keeper = config.stash.get(KEEPER, None)
    if keeper is not None:
        assert keeper.stdin is not None
        keeper.stdin.close()
        keeper.wait(timeout=30)


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of the run's PostgreSQL, started when the first test asks for it."""
    folder = Path(os.environ[FOLDER])
    (folder / "wanted").touch()
    until = time.monotonic() + 60
    while not (folder / "address").exists():
        if time.monotonic() > until:
            pytest.fail("the embedded PostgreSQL did not start within a minute")
        time.sleep(0.02)
    return (folder / "address").read_text().replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture
def empty_postgres(postgres_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table."""
    name = f"empty_{new_id()}"
    _administer(postgres_server, f"CREATE DATABASE {name}")
    yield postgres_server.replace("/postgres?", f"/{name}?", 1)
    _administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """A migrated database of this worker's own; each test leaves it empty."""
    name = f"worker_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{new_id()[:8]}"
    _administer(postgres_server, f"CREATE DATABASE {name}")
    url = postgres_server.replace("/postgres?", f"/{name}?", 1)
    _migrate(url)
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy: quicker than to migrate one for every test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated, empty store on each database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "store.db")
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    url = request.getfixturevalue("migrated_postgres")
    yield url
    engine = create_engine(url)
    with engine.begin() as connection:
        names = ", ".join(table.name for table in METADATA.sorted_tables)
        connection.execute(text(f"TRUNCATE {names}"))
    engine.dispose()


@pytest.fixture
def patience(request: pytest.FixtureRequest) -> Patience:
    """What a busy machine does is no finding, so doors wait long here; tests of how long they wait are `hurried`."""
    return USUAL if request.node.get_closest_marker("hurried") else PATIENT


@pytest.fixture
def store(store_url: str, patience: Patience) -> Iterator[Store]:
    opened = open_store(store_url, threads=16, patience=patience)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(migrated_sqlite: Path, tmp_path: Path, patience: Patience) -> Iterator[Store]:
    """A store for tests to which it does not matter where it lies."""
    shutil.copy(migrated_sqlite, tmp_path / "only.db")
    opened = open_store(f"sqlite:///{tmp_path / 'only.db'}", threads=16, patience=patience)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FixedClock:
    """Business time: Monday, 2 March 2026, 09:00 UTC."""
    return FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))


@pytest.fixture
def workspace(store: Store) -> str:
    """The id of a workspace that the store knows."""
    return add_workspace(store)


@pytest.fixture
def make_person(store: Store, workspace: str) -> Callable[..., Person]:
    """Adds a person: `make_person("Mia", slack_id="U0MIA", zone="Europe/Berlin")`. Any column may be given."""

    def make(name: str, **columns: object) -> Person:
        return add_person(store, workspace, name, **columns)

    return make


def add_workspace(store: Store, id_: str = WORKSPACE) -> str:
    with store.write.begin() as session:
        session.add(Workspace(id=id_, name="Fernwood Health", zone="Europe/Berlin", bot_id="", created_at=wall()))
    return id_


def add_person(store: Store, workspace: str, name: str, **columns: object) -> Person:
    given = {
        "slack_id": "U0" + name.upper().replace(" ", ""),
        "email": f"{name.lower().replace(' ', '.')}@fernwood.example",
        "standing": Standing.MEMBER,
        "created_at": wall(),
        **columns,
    }
    person = Person(workspace=workspace, name=name, **given)
    with store.write.begin() as session:
        session.add(person)
    return person


def _migrate(url: str) -> None:
    opened = open_store(url, threads=2)
    upgrade(opened)
    opened.close()


def _administer(server: str, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def _town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    town = Town(tmp_path_factory.mktemp("town"))
    yield town
    town.stop()


@pytest.fixture
def town(_town: Town) -> Town:
    """The local Slack as at its beginning, without rate limits; `town.reset(limits=True)` puts them on."""
    _town.reset()
    return _town
