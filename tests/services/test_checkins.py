"""Does what clearway.yaml says about check-ins become the series that planning decides about?"""

from datetime import time

from bot.policy_file import parse
from planning.checkin_series import People, Project, Series, Team
from planning.occurrences import WEEKDAYS
from services import checkins

TEXT = """
checkins:
  quiet_days: 7
  series:
    - {name: backend, team: BACKEND, time: "09:30", until: "17:00"}
    - {name: apollo, project: APOLLO, time: "10:00", until: "10:00", days: [sun, mon], questions: ["What is next?"]}
    - {name: launch, people: [Mia@fernwood.example], time: "16:00", until: "01:00"}
"""


def test_each_series_as_planning_knows_it() -> None:
    days, quiet = WEEKDAYS, {"quiet_days": 7}
    assert checkins.series(parse(TEXT).checkins) == (
        Series("backend", Team("BACKEND"), days, time(9, 30), time(17), **quiet),
        Series("apollo", Project("APOLLO"), frozenset({6, 0}), time(10), time(10), ("What is next?",), **quiet),
        Series("launch", People(frozenset({"mia@fernwood.example"})), days, time(16), time(1), **quiet),
    )


def test_none_are_there_until_somebody_writes_them_down() -> None:
    assert checkins.series(parse("").checkins) == ()
