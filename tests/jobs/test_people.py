"""Does the bot know everybody whom Slack knows, page by page, and somebody new within seconds?"""

from collections.abc import Callable

from sqlalchemy import select

from bot.clock import wall
from jobs import people as people_jobs
from jobs.people import meet, refresh
from jobs.work import Work
from models.people import Person
from models.store import Store
from planning.occurrences import Occurrence
from planning.people import Standing
from services import people
from services.timers import Due
from tests.town import Town


def everybody(store: Store) -> dict[str | None, Person]:
    with store.read.begin() as session:
        return {person.slack_id: person for person in session.scalars(select(Person))}


def an_hour(workspace: str, work: Work) -> Due:
    return Due(workspace, "t1", "people.refresh", Occurrence(work.now(), "now"), {}, 1, 0, work.owner)


def test_all_members_are_known_with_zone_and_standing(
    store: Store, workspace: str, town: Town, town_work: Callable[[], Work]
) -> None:
    refresh(town_work(), an_hour(workspace, town_work()))
    known = everybody(store)
    told = {user["id"]: user for user in town.ask("world")["people"]}
    assert known["U0MIA"].zone == told["U0MIA"]["tz"] == "Europe/Berlin"
    assert known["U0PRIYA"].is_admin
    gone = {id_ for id_, user in told.items() if user.get("deleted")}
    assert gone
    assert set(told) - gone <= set(known)
    assert not gone & set(known), "who left before anybody here knew them is not kept"


def test_a_refresh_repeated_changes_nothing(store: Store, workspace: str, town_work: Callable[[], Work]) -> None:
    for _ in range(2):
        refresh(town_work(), an_hour(workspace, town_work()))
        ids = {person.id for person in everybody(store).values()}
    assert ids == {person.id for person in everybody(store).values()}


def test_somebody_who_was_only_named_is_asked_about(
    store: Store, workspace: str, town_work: Callable[[], Work]
) -> None:
    with store.write.begin() as session:
        people.meet(session, workspace, "U0MIA", wall=wall())
        people.meet(session, workspace, "U0NOBODY", wall=wall())
    meet(town_work())
    known = everybody(store)
    assert (known["U0MIA"].name, known["U0MIA"].standing) == ("Mia Lindner", Standing.MEMBER)
    assert known["U0NOBODY"].standing == Standing.STRANGER
    assert known["U0NOBODY"].refreshed_at is not None  # Slack does not know them: not asked again every few seconds
    with store.read.begin() as session:
        assert people.unseen(session, workspace, people_jobs.AT_ONCE) == []


def test_when_slack_is_away_somebody_new_stays_unseen(store: Store, workspace: str, work: Work) -> None:
    with store.write.begin() as session:
        people.meet(session, workspace, "U0MIA", wall=wall())
    meet(work)
    assert everybody(store)["U0MIA"].refreshed_at is None
