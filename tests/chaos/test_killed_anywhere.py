"""Is anything lost or doubled when the bot is killed without warning, at each point where it could be?

For every failpoint the bot is killed at its first visit in the life of a blocker, with the next blocker at the second
visit, and so on, until a whole life passes without a crash. Two failpoints share their visits, one the odd ones and one the
even, where both find the same store and the same Slack: after a commit and before the next, after a send and before its
record, after a record and before the next send; `make soak ROW=1a` takes all of both. After each restart the invariants of the promises are checked against the
store and the playground's own journal.
"""

import signal
from pathlib import Path

import pytest

from models.failpoints import NAMES
from tests.chaos.life import WORDS, Life
from tests.house import POLICY, House

DIED = -signal.SIGKILL
ODD, EVEN = range(1, 999, 2), range(2, 999, 2)
SHARED = {
    "before_commit": ODD, "after_commit": EVEN, "after_send": ODD, "before_record": EVEN, "after_record": ODD, "before_send": EVEN,
}  # fmt: skip

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory):
    built = House(tmp_path_factory.mktemp("killed"))
    # A life edits one card again and again; two seconds between edits would only be waited for.
    (built.folder / "clearway.yaml").write_text(POLICY + "delivery:\n  edit_gap_seconds: 0.1\n")
    built.import_portfolio()
    yield built
    built.close()


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_every_visit_of(name: str, kept: House) -> None:
    armed = kept.folder / "armed"
    kept.start(CLEARWAY_FAILPOINT=f"@{armed}")
    visits = [visit for visit in SHARED.get(name, range(1, 999)) if visit < len(WORDS)]
    for visit in visits:
        kept.town.reset()  # what was said of the ones before would only be read again and again
        life = Life(kept, f"{WORDS[visit]} {name.replace('_', ' ')}")
        _arm(armed, f"{name}:{visit}")
        life.live()
        status = DIED if kept.died() else kept.stop()  # what is left to be said is said while it stops
        armed.unlink()
        if status != DIED:
            assert status == 0
            assert life.done == life.STEPS, "the life ended early, and not by a crash"
            assert visit > visits[0], f"{name} was never visited"
            print(f"{name}: killed at {visits.index(visit)} visits, nothing lost, nothing doubled")
            return
        kept.kill()
        kept.start(CLEARWAY_FAILPOINT=f"@{armed}")
        life.verify()
    pytest.fail(f"{name} was visited more than {len(WORDS)} times")


def _arm(file: Path, spec: str) -> None:
    """Whole at once, because the bot looks at any moment."""
    new = file.with_suffix(".new")
    new.write_text(spec)
    new.rename(file)
