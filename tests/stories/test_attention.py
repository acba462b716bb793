"""Does a week leave a person in peace, and does Monday bring each reader the digest, once?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.house import House, house, until

pytestmark = pytest.mark.timeout(180)
OVER = "more than the 5 messages a week that are yours: Tomás Ortega answers for it."


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path, http=True) as built:
        yield built
        assert built.stop() == 0


def to(served: House, berlin: str) -> None:
    served.town.ask("clock", {"at": f"{berlin}+01:00"})


def unasked(served: House, who: str) -> list[str]:
    """What somebody got without having asked for it: filing is answered where it was typed."""
    return [one["text"] for one in served.told(who) if not one.get("ephemeral_for")]


def home(served: House, who: str) -> str:
    """What their Home shows when it is opened now."""
    served.act(who, "open_home", tab="home")
    return json.dumps(served.town.ask(f"home?user={who}")["view"], ensure_ascii=False)


def shows(served: House, who: str, words: str) -> Callable[[], bool]:
    return lambda: words in home(served, who)


def choose_hour(served: House, who: str, hour: str) -> None:
    view = served.town.ask(f"home?user={who}")["view"]
    (block,) = (one for one in view["blocks"] if (one.get("accessory") or {}).get("action_id") == "attention.hour")
    chosen = next(one for one in block["accessory"]["options"] if one["value"] == hour)
    done = served.act(
        who,
        "press",
        where={"home": True},
        action_id="attention.hour",
        block_id=block["block_id"],
        value_object={"selected_option": chosen},
    )
    assert done["failure"] == ""


def direct(served: House, who: str, words: str) -> dict[str, Any]:
    found = until(lambda: [one for one in served.told(who) if words in json.dumps(one["blocks"])], f"“{words}”")
    return found[0]


def stored(served: House, statement: str) -> int:
    """A number out of the bot's store."""
    engine = create_engine(served.database_url)
    with engine.connect() as connection:
        found = int(connection.execute(text(statement)).scalar_one())
    engine.dispose()
    return found


def test_a_week_of_somebody_who_would_get_eight_messages(served: House) -> None:
    to(served, "2026-11-24T22:00:00")
    served.start()
    for words in ("the badge", "the test data", "the licence"):
        assert served.act("U0MIA", "command", channel="C0GENERAL", line=f"/blocked {words} for APOLLO")["ack"]
        asked = direct(served, "U0TOMAS", words.removeprefix("the "))
        assert served.press("U0TOMAS", asked, "blockers.acknowledge")["failure"] == ""
    until(shows(served, "U0MIA", "Waiting until"), "the ledger to say what waits")
    assert "*0 of at most 5*" in home(served, "U0MIA")
    choose_hour(served, "U0MIA", "10:00")
    until(shows(served, "U0MIA", "in one message at 10:00 by your clock"), "the chosen hour on Home")

    to(served, "2026-11-25T09:59:00")
    assert unasked(served, "U0MIA") == [], "neither in the night nor before their hour"
    to(served, "2026-11-25T10:00:01")
    (merged,) = until(lambda: unasked(served, "U0MIA"), "what waited")
    assert merged.startswith("3 things that could wait: B-1 is with <@U0TOMAS> now.")
    assert "B-2 is with" in merged
    assert "B-3 is with" in merged

    for number in range(5):
        served.press("U0TOMAS", served.card("C0APOLLO", "B-1 "), "blockers.comment")
        served.submit("U0TOMAS", served.modal("U0TOMAS", "Comment on B-1"), words={"value": f"Word {number}"})
        until(lambda count=number + 2: len(unasked(served, "U0MIA")) == count, f"word {number}")
    *within, above = unasked(served, "U0MIA")
    assert len(within) == 5
    assert not [text for text in within if "answers for it" in text]
    assert above.endswith(OVER)
    until(shows(served, "U0MIA", "*5 of at most 5* (news of blockers (4) and what could wait)"), "the ledger")
    assert "*1 more* above that, for which <@U0TOMAS> answers." in home(served, "U0MIA")


def digests(served: House, place: str) -> int:
    said = served.said(place) if place.startswith("C") else served.told(place)
    return len([one for one in said if one["text"].startswith("Blockers from Mon 23 Nov to Sun 29 Nov.")])


def test_monday_brings_the_digest_to_each_by_their_own_clock_through_a_crash(served: House) -> None:
    served.start()
    served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked the badge for APOLLO")
    served.town.ask("user", {"id": "U0HELEN", "tz": "America/New_York"})
    answer = served.act("U0HELEN", "command", channel="C0GENERAL", line="/pmo digest on")
    assert answer["ack"]["text"].startswith("The weekly digest comes to you on Mondays at 08:00 by your clock")
    until(shows(served, "U0HELEN", "Stop the weekly digest"), "the button on Home")
    until(shows(served, "U0HELEN", "America/New_York"), "her zone")

    to(served, "2026-11-30T09:00:01")
    until(lambda: digests(served, "C0PMO") == 1, "the digest in the PMO's channel")
    assert digests(served, "U0HELEN") == 0, "in New York it is night"
    served.kill()
    to(served, "2026-11-30T15:30:00")
    served.start()
    until(lambda: digests(served, "U0HELEN") == 1, "the digest for Helen, late")
    assert digests(served, "C0PMO") == 1
    to(served, "2026-12-01T12:00:00")
    due = "SELECT count(*) FROM timers WHERE state = 'waiting' AND due_at <= '2026-12-01 11:00:00'"
    until(lambda: stored(served, due) == 0, "all that is due by then")
    assert (digests(served, "C0PMO"), digests(served, "U0HELEN")) == (1, 1)

    (mine,) = (one for one in served.told("U0HELEN") if one["text"].startswith("Blockers from"))
    assert served.press("U0HELEN", mine, "attention.digest")["failure"] == ""
    until(shows(served, "U0HELEN", "Send me the weekly digest"), "the button to have changed")


def test_who_is_not_to_be_disturbed_hears_it_afterwards(served: House) -> None:
    to(served, "2026-11-25T10:00:00")
    served.start()
    served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked the badge for APOLLO")
    served.press("U0TOMAS", direct(served, "U0TOMAS", "badge"), "blockers.acknowledge")
    until(lambda: len(unasked(served, "U0MIA")) == 1, "to be talked to, so that Slack is asked about them")
    assert served.stop() == 0
    served.town.ask("dnd", {"id": "U0MIA", "minutes": 120})
    to(served, "2026-11-25T10:20:00")
    served.start()
    told = "SELECT count(*) FROM people WHERE slack_id = 'U0MIA' AND dnd_until IS NOT NULL"
    until(lambda: stored(served, told) == 1, "Slack to be asked")
    served.press("U0TOMAS", served.card("C0APOLLO", "B-1 "), "blockers.comment")
    served.submit("U0TOMAS", served.modal("U0TOMAS", "Comment on B-1"), words={"value": "Tomorrow"})
    until(shows(served, "U0MIA", "Waiting until"), "the word to wait")
    assert len(unasked(served, "U0MIA")) == 1
    to(served, "2026-11-25T12:01:00")
    until(lambda: len(unasked(served, "U0MIA")) == 2, "the word afterwards")
