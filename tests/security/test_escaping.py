"""Can anything that somebody writes, or is called, act in somebody else's Slack: a mention, a link, a broadcast?"""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.clock import wall
from models.base import new_id
from models.feeds import CalendarFeed
from models.people import Person, Team
from models.projects import Project
from models.skills import PersonSkill, Skill
from services import looks
from tests.handlers.desk import Desk
from tests.notices.heard import settle
from tests.security.walk import speaking

EVIL = (
    "<!channel> <!here> <!everyone> <@U0EVIL> <#C0EVIL> <!subteam^S0EVIL> <https://evil.example|your bank> "
    "<!date^1^{date}^https://evil.example|now> <mailto:evil@evil.example|us> &lt;!channel&gt; &amp;lt;!here&amp;gt;"
)
# What Slack would act on: an angle bracket that ours did not write. Ours name people and channels of this house, and dates.
OURS = r"@U0(?:MIA|TOMAS|YUKI|PRIYA|ANNA)>|#C0(?:APOLLO|PMO)>|!date\^\d+\^[^<>|^]*\|[^<>|]*>|https://fernwood"
ACTING = re.compile(rf"<(?!{OURS})")
PEOPLE = ("Mia", "Tomas", "Yuki", "Priya")


@pytest.fixture
def evil(desk: Desk, caplog: pytest.LogCaptureFixture) -> Iterator[Desk]:
    """A house in which people and projects have such names."""
    with desk.world.store.write.begin() as session:
        for person in session.query(Person):
            person.name = f"{person.name} {EVIL}"[:255]
        session.query(Project).update({"name": EVIL[:255]})
    with caplog.at_level(logging.ERROR):
        yield desk
    assert [record.getMessage() for record in caplog.records if record.name.startswith("handlers")] == []


def read(shown: Any, *, top: bool = True) -> Iterator[str]:
    """Every text that Slack reads as its markup; plain text and what a form was opened with it does not read."""
    if isinstance(shown, dict):
        if shown.get("type") == "mrkdwn" or (top and isinstance(shown.get("text"), str)):
            yield shown["text"]
        for name, value in shown.items():
            if name not in {"value", "private_metadata", "initial_value"} and shown.get("type") != "plain_text":
                yield from read(value, top=False)
    elif isinstance(shown, list):
        for value in shown:
            yield from read(value, top=False)


def acting(shown: Any) -> list[str]:
    return [text for text in read(shown) if ACTING.search(text)]


def test_nothing_that_people_write_or_are_called_acts(evil: Desk) -> None:
    project = evil.world.rows(Project)[0].id
    heard: list[Any] = [evil.said(evil.command("Mia", f"{EVIL} for APOLLO"))]
    one = evil.world.report("Mia", EVIL, project_id=project, tell=True)
    other = evil.world.report("Yuki", EVIL, project_id=project, tell=True)
    settle(evil.world)
    evil.world.comment("Tomas", one, EVIL, tell=True)
    evil.world.edit("Mia", one, title=f"{EVIL} again", tell=True)
    evil.world.link("Mia", one, other, people=("Yuki",), tell=True)
    evil.world.hand_over("Tomas", one, "Yuki", word=EVIL, tell=True)
    for who in PEOPLE:
        for route in ("blockers.show", "blockers.history", "blockers.edit", "blockers.clear", "blockers.hand_over"):
            heard.append(evil.said(evil.press(who, route, one)))
        for verb in ("links", "duplicate", "edit"):
            heard.append(evil.said(evil.choose(who, f"blockers.{verb}:{one}")))
        card = next(iter(evil.world.cards().values()))
        heard += [evil.said(body) for body in speaking(evil, who, str(card.channel), str(card.ts))]
    evil.world.clear("Yuki", one, EVIL, tell=True)
    evil.world.withdraw("Yuki", other, tell=True)
    windows = [view.payload for who in PEOPLE for view in evil.windows(who)]
    said = [row.payload for row in evil.world.outbox()]
    assert sum(EVIL[:5] in str(one) or "&lt;!channel" in str(one) for one in [*heard, *windows, *said]) > 20, (
        "seen at all"
    )
    for shown in [*heard, *windows, *said]:
        assert acting(shown) == []


def test_nothing_that_teams_skills_and_calendars_are_called_acts(evil: Desk) -> None:
    """The screens about people, for who sees the most of them; each is opened by a name that would act."""
    world = evil.world
    world.person("Anna", roles=["admin", "pmo"])
    skill, other = new_id(), new_id()
    with world.store.write.begin() as session:
        here = {"workspace": world.workspace}
        session.add(
            Team(**here, id="t", code="t", name=EVIL[:255], channel=EVIL[:64], lead_id=world.people["Anna"], notes={})
        )
        session.add(Skill(**here, id=skill, name=EVIL[:64], key="evil"))
        session.add(Skill(**here, id=other, name=f"{EVIL[10:60]} two", key="evil two"))
        session.flush()
        mia = session.get_one(Person, (world.workspace, world.people["Mia"]))
        mia.team_id, mia.deputy_id, mia.zone = "t", world.people["Yuki"], None
        mine = {**here, "person_id": mia.id}
        session.add(PersonSkill(**mine, skill_id=skill, level=3, set_at=world.clock.now()))
        address = "https://calendar.example/x"
        session.add(CalendarFeed(**mine, address=address, added_at=world.clock.now(), due_at=wall(), wrong=EVIL))
        looks.looked(session, reader=session.get_one(Person, (world.workspace, world.people["Tomas"])), about=mia,
                     what=EVIL, at=world.clock.now())  # fmt: skip
        session.query(Person).filter(Person.id == world.people["Yuki"]).update({"slack_id": None})
    world.report("Mia", EVIL, tell=True)
    heard: list[Any] = []
    for text in (
        "people",
        f"people {EVIL}",
        "people m",
        "teams",
        "settings",
        f"erase {EVIL}",
        f"blockers {EVIL}",
        "priorities",
        f"priorities {EVIL}",
        "goals",
        EVIL,
    ):
        heard.append(evil.said(evil.command("Anna", text, name="/pmo")))
    for text in (
        "list",
        f"skills {EVIL} 4",
        f"skills {EVIL[:60]}",
        f"off {EVIL}",
        EVIL,
        f"calendar {EVIL}",
        "60% {EVIL}",
    ):
        heard.append(evil.said(evil.command("Mia", text, name="/availability")))
    for who in ("Mia", "Anna"):
        heard.append(evil.said(evil.event({"type": "app_home_opened", "user": f"U0{who.upper()}", "tab": "home"})))
    doors = [("people.show", world.people["Mia"]), ("teams.open", "t"), ("skills.open", "skills")]
    doors += [(f"settings.{step}", "x") for step in ("office", "channel", "calendar")]
    opened = [evil.press("Anna", action, value) for action, value in doors]
    opened += [evil.press("Mia", "availability.skills", EVIL), evil.command("Anna", "erase <@U0MIA>", name="/pmo")]
    for body in opened:
        heard.append(evil.said(body))
        heard += [view.payload for who in ("Mia", "Anna") for view in evil.windows(who)]
        evil.close_all()
    heard.append(evil.said(evil.submit("Anna", "skills.choose", goes=chosen(skill), into=chosen(other))))
    heard.append(evil.said(evil.submit("Anna", "skills.merge", f"{skill}:{other}")))
    left = {"id": "U0MIA", "deleted": True, "team_id": world.workspace, "profile": {"real_name": f"Mia {EVIL}"}}
    heard.append(evil.said(evil.event({"type": "user_change", "user": left})))
    shown = [*heard, *(row.payload for row in world.outbox())]
    seen = [one for one in shown if "evil.example" in str(one) or "!channel" in str(one)]
    assert len(seen) >= 15, "seen at all"
    assert [text for one in shown for text in acting(one)] == []


def chosen(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value, "text": {"type": "plain_text", "text": "x"}}}


def test_what_is_looked_for_would_be_found() -> None:
    for word in EVIL.split(" <"):
        assert acting({"text": f"<{word.removeprefix('<')}"}) != []
    assert acting({"text": "<@U0MIA> <!date^1^{date_short}|now>"}) == []
