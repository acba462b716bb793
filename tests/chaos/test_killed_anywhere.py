"""Is anything lost or doubled when the bot is killed without warning, at each point where it could be?

For every failpoint the bot is killed at its first visit, then at its second, and so on, until the whole flow passes
without a crash. After each restart the invariants of the promises are checked against the playground's own journal.
"""

import json
import shutil
import signal
from pathlib import Path

import pytest

from models.failpoints import NAMES
from tests.house import POLICY, House, house, until

LINE = "/blocked no access to the staging database for APOLLO since yesterday"
MOST = 60  # visits of one failpoint; the flow has fewer, so running out of them means that it never ends

DIED = -signal.SIGKILL

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample organisation, to copy for each crash."""
    folder = tmp_path_factory.mktemp("template")
    with house(folder):
        pass
    return folder / "store.db"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory):
    built = House(tmp_path_factory.mktemp("killed"))
    # The flow edits one card again and again; two seconds between edits would only be waited for.
    (built.folder / "clearway.yaml").write_text(POLICY + "delivery:\n  edit_gap_seconds: 0.1\n")
    yield built
    built.close()


@pytest.mark.parametrize("name", NAMES)
def test_killed_at_every_visit_of(name: str, kept: House, template: Path) -> None:
    for visit in range(1, MOST + 1):
        _fresh(kept, template)
        armed = kept.folder / "armed"
        armed.unlink(missing_ok=True)
        kept.start(CLEARWAY_FAILPOINT=f"{name}:{visit}@{armed}")
        armed.touch()
        acknowledged = _flow(kept)
        status = DIED if kept.died() else kept.stop()  # what is left to be said is said while it stops
        if status != DIED:
            assert status == 0
            assert all(acknowledged.values()), "the flow ended early, and not by a crash"
            assert visit > 1, f"{name} was never visited"
            print(f"{name}: killed at each of {visit - 1} visits, nothing lost, nothing doubled")
            return
        kept.kill()
        kept.start()
        _invariants(kept, acknowledged)
        kept.kill()
    pytest.fail(f"{name} was visited more than {MOST} times")


def _fresh(kept: House, template: Path) -> None:
    for old in kept.folder.glob("store.db*"):
        old.unlink()
    shutil.copy(template, kept.folder / "store.db")
    kept.town.reset()


def _flow(kept: House) -> dict[str, bool]:
    """File, acknowledge, start; each step only when the one before was acknowledged. What the bot acknowledged."""
    done = {"filed": False, "acknowledged": False, "started": False}
    answer = kept.act("U0MIA", "command", channel="C0GENERAL", line=LINE)
    done["filed"] = answer["failure"] == "" and "B-1" in str(answer["ack"])
    if not done["filed"] or not _settled(kept, lambda: len(kept.said("C0APOLLO")) == 1):
        return done
    pressed = kept.press("U0TOMAS", kept.said("C0APOLLO")[0], "blockers.acknowledge")
    done["acknowledged"] = pressed["failure"] == ""
    if not done["acknowledged"] or not _settled(kept, lambda: "Acknowledged" in _card(kept)):
        return done
    done["started"] = kept.press("U0TOMAS", kept.said("C0APOLLO")[0], "blockers.start")["failure"] == ""
    if not _settled(kept, lambda: "In progress" in _card(kept)):
        return done
    _settled(kept, lambda: len(kept.told("U0MIA")) == 1)
    return done


def _settled(kept: House, seen) -> bool:
    """Wait for something to be seen, or for the bot to be dead."""
    until(lambda: kept.died() or seen(), "the step or the crash")
    return not kept.died()


def _card(kept: House) -> str:
    return json.dumps([one["blocks"] for one in kept.said("C0APOLLO")])


def _invariants(kept: House, done: dict[str, bool]) -> None:
    listed = kept.act("U0MIA", "command", channel="C0GENERAL", line="/blocked list")["ack"]["text"]
    stored = "B-1," in listed
    assert stored or not done["filed"], "acknowledged, and lost"
    assert "B-2," not in listed, "filed twice"
    if not stored:
        assert kept.said("C0APOLLO") == [], "a message of what was rolled back"
        return
    state = "Acknowledged" if done["acknowledged"] else "Open"
    until(lambda: len(kept.said("C0APOLLO")) == 1, "the card")
    until(
        lambda: state in _card(kept) or "In progress" in _card(kept) or "Acknowledged" in _card(kept),
        f"the card to say {state}",
    )
    until(lambda: not {"pending", "sending", "unknown"} & kept.outbox().keys(), "the outbox to be empty", 45)
    assert len(kept.said("C0APOLLO")) == 1, "the card stands exactly once"
    asked = kept.told("U0TOMAS")
    assert len(asked) == 1, "its owner was asked exactly once"
    heard = [one["text"] for one in kept.told("U0MIA")]
    assert len(heard) == len(set(heard)), "nobody hears the same twice"
