"""Where are the doors measured from? An organisation of a usual size, the real door, and the requests that Slack sends."""

import io
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from bot.app import create_app
from bot.clock import SystemClock, wall
from bot.http import SLACK_PATH, SlackDoor, site, verifier
from bot.intake import Intake
from bot.metrics import Metrics
from models.blockers import Blocker
from models.people import Person
from models.projects import Project
from models.store import Store
from models.workspaces import Counter
from planning.blockers import State
from planning.people import Standing
from services.policies import Policy
from tests.benchmarks.requests import SECRET, signed
from tests.conftest import add_workspace
from tests.town import TEAM
from ui.words import Commands

PEOPLE, PROJECTS, BLOCKERS = 50, 20, 100
Wsgi = Callable[[Mapping[str, Any], Callable[..., Any]], Any]


def furnish(store: Store) -> None:
    """An organisation of fifty people, twenty projects and a hundred live blockers."""
    now = datetime.now(UTC)
    add_workspace(store, TEAM)
    with store.write.begin() as session:
        for number in range(PEOPLE):
            session.add(
                Person(
                    workspace=TEAM,
                    id=f"{number:032x}",
                    slack_id=f"U0{number:04d}",
                    name=f"Person {number}",
                    standing=Standing.MEMBER,
                    created_at=now,
                )
            )
        session.flush()
        for number in range(PROJECTS):
            code, name = (
                ("APOLLO", "Patient portal") if number == 0 else (f"PRJ-{number}", f"Programme number {number}")
            )
            given = {"workspace": TEAM, "id": f"{number:032x}", "code": code, "name": name}
            session.add(Project(**given, manager_id=f"{number + 1:032x}", channel=f"C0{number:04d}"))
        session.flush()
        for number in range(BLOCKERS):
            session.add(_blocker(number, now))
        session.add(Counter(workspace=TEAM, name="blockers", value=BLOCKERS))


def _blocker(number: int, now: datetime) -> Blocker:
    return Blocker(
        workspace=TEAM,
        id=f"{number:032x}",
        number=number + 1,
        title=f"The {('contract', 'licence', 'account', 'decision')[number % 4]} of supplier {number} is not there",
        project_id=f"{number % PROJECTS:032x}",
        raised_by=f"{number % PEOPLE:032x}",
        reported_by=f"{number % PEOPLE:032x}",
        owner_id=f"{(number + 1) % PEOPLE:032x}",
        since=(now - timedelta(days=number % 30)).date(),
        state=State.OPEN,
        created_at=now,
        updated_at=now,
    )


def door(app: App) -> Wsgi:
    """The site as `clearway run` serves it over HTTP, in front of a Bolt app."""
    slack = SlackDoor(app, verifier(SECRET), time.time, Intake(32), Metrics())
    found: Wsgi = site(lambda: (True, {}), slack.metrics, slack)
    return found


def clearway(client: WebClient, store: Store) -> App:
    return create_app(
        client=client,
        sight_client=client,
        signing_secret=SECRET,
        store=store,
        policy=Policy(),
        clock=SystemClock(),
        wall=wall,
        commands=Commands(),
    )


def echo(client: WebClient) -> App:
    """Bolt as a tutorial sets it up, with one command that acknowledges and does nothing else."""
    app = App(client=client, signing_secret=SECRET, process_before_response=True)
    app.command("/blocked")(lambda ack: ack("B-1 is filed"))
    return app


def knock(wsgi: Wsgi, body: bytes) -> bytes:
    """One request at the door, without a network: its answer."""
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in signed(body).items()}
    environ = {
        "PATH_INFO": SLACK_PATH,
        "REQUEST_METHOD": "POST",
        "QUERY_STRING": "",
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": headers.pop("HTTP_CONTENT_TYPE"),
        "wsgi.input": io.BytesIO(body),
        **headers,
    }
    return b"".join(wsgi(environ, lambda *_: None))
