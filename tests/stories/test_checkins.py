"""Is a member asked only where it matters, through a week of their own and one of somebody who does not answer?"""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.house import POLICY, House, house, until

SERIES = """
checkins:
  series:
    - {name: morning, people: [mia@fernwood-health.example], time: "09:30", until: "17:00"}
    - {name: owners, people: [tomas@fernwood-health.example], time: "10:00", until: "15:00"}
"""
pytestmark = pytest.mark.timeout(180)


def asked(served: House, statement: str) -> list[tuple[Any, ...]]:
    engine = create_engine(served.database_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return found


def to(served: House, berlin: str) -> None:
    """Let it be that time in Berlin, until every check-in that is due by then was seen to."""
    served.town.ask("clock", {"at": f"{berlin}:00+01:00"})
    day, _, clock = berlin.partition("T")
    due = f"{day} {int(clock[:2]) - 1:02}:{clock[3:]}:00"
    waits = f"SELECT count(*) FROM timers WHERE series LIKE 'checkin%' AND state = 'waiting' AND due_at <= '{due}'"  # noqa: S608
    until(lambda: asked(served, waits) == [(0,)], f"what is due by {berlin}")


def checkins(served: House, who: str) -> list[dict[str, Any]]:
    """The messages of check-ins that somebody has, as they stand."""
    return [one for one in served.told(who) if "checkins." in str(one["blocks"])]


def reasons(served: House, series: str) -> dict[str, str]:
    rows = asked(
        served,
        f"SELECT occurrence, reason FROM timers WHERE series LIKE 'checkin:{series}:%' AND state = 'skipped'",  # noqa: S608
    )
    return dict(rows)  # type: ignore[arg-type]


def test_a_week_of_a_member_and_of_an_owner(tmp_path: Path) -> None:
    with house(tmp_path) as served:
        (tmp_path / "clearway.yaml").write_text(POLICY + SERIES)
        served.town.ask("clock", {"at": "2026-11-27T10:30:00+01:00"})
        served.start()
        until(lambda: asked(served, "SELECT count(*) FROM timers WHERE series LIKE 'checkin:%'") >= [(2,)], "timers")
        filed = served.act(
            "U0MIA", "command", channel="C0GENERAL", line="/blocked security review for APOLLO, need it by 4 Dec"
        )
        assert "B-1" in filed["ack"]["text"]

        to(served, "2026-11-30T09:35")
        (monday,) = until(lambda: checkins(served, "U0MIA"), "Mia to be asked")
        assert monday["text"].startswith("Is something in your way? You are asked because B-1")
        assert "holds you up and is needed by Fri 4 Dec, in 4 days" in monday["text"]
        served.press("U0MIA", monday, "checkins.all_clear")
        until(lambda: checkins(served, "U0MIA")[0]["text"] == "Noted: all clear.", "the message to say so")

        to(served, "2026-11-30T10:05")
        (asks,) = until(lambda: checkins(served, "U0TOMAS"), "Tomás to be asked")
        assert "is yours to clear" in asks["text"]
        to(served, "2026-11-30T14:05")  # four fifths of 10:00 to 15:00, and Mia waits
        reminded = until(lambda: checkins(served, "U0TOMAS")[1:], "the reminder")[0]
        assert reminded["text"].endswith("waits for B-1 “Security review”. Is something in your way there?")
        served.press("U0TOMAS", reminded, "checkins.in_my_way")
        form = served.modal("U0TOMAS", "Report a blocker")
        project = next(block for block in form["blocks"] if block["block_id"] == "project")
        assert project["element"]["initial_option"]["text"]["text"].startswith("APOLLO")
        served.submit("U0TOMAS", form, title={"value": "Nobody signs the contract of the auditors"})
        until(lambda: "B-2" in checkins(served, "U0TOMAS")[0]["text"], "the answer to be noted")
        assert asked(served, "SELECT number FROM blockers JOIN checkins ON blockers.id = checkins.blocker_id") == [(2,)]

        to(served, "2026-12-01T09:35")
        to(served, "2026-12-02T09:35")
        wednesday = until(lambda: checkins(served, "U0MIA")[1:], "Mia to be asked again")[0]
        served.press("U0MIA", wednesday, "checkins.less_often")
        until(
            lambda: (
                asked(served, "SELECT checkin_frequency FROM people WHERE slack_id = 'U0MIA'") == [("twice a week",)]
            ),
            "the choice",
        )
        assert reasons(served, "morning")["2026-12-01"] == "nothing is new since they were last heard of"

        to(served, "2026-12-03T09:35")
        served.press("U0MIA", checkins(served, "U0MIA")[1], "checkins.all_clear")
        until(lambda: "It belongs to Wednesday." in checkins(served, "U0MIA")[1]["text"], "the late answer")
        served.act("U0MIA", "command", channel="C0GENERAL", line="/availability off on 4 Dec and 7 Dec")
        for day in ("2026-12-04", "2026-12-07", "2026-12-25"):
            to(served, f"{day}T09:35")
        found = reasons(served, "morning")
        assert [found[f"2026-12-{day}"] for day in ("04", "07", "25")] == ["absent", "absent", "public holiday"]
        assert "missed" not in str(served.told("U0MIA")).lower()
        assert served.stop() == 0
