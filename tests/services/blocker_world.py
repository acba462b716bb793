"""What do the tests of blockers act in? A workspace with people of every kind, and the verbs as the doors call them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import FixedClock, wall
from models.attention import Prompt
from models.audit import AuditRow
from models.blockers import Blocker, BlockerChange
from models.outbox import Card, OutboxRow
from models.people import Person
from models.projects import Project
from models.store import Store
from notices import blockers as notices
from notices.occasions import Occasion
from planning.blockers import Change
from planning.people import Standing
from services import blocker_links, blocker_lists, blockers, permissions
from services.blocker_drafts import Draft
from services.inbox import Delivery
from services.permissions import Actor, Permission
from services.policies import Policy
from tests.conftest import WORKSPACE, add_person, add_workspace

Verb = Callable[[Session, Blocker, Actor], Any]


class World:
    """A workspace in a store. People go by their names, blockers by their ids."""

    def __init__(self, store: Store, clock: FixedClock, policy: Policy | None = None) -> None:
        self.store, self.clock, self.policy = store, clock, policy or Policy()
        self.people: dict[str, str] = {}
        self.workspace = add_workspace(store)

    def person(self, name: str, **columns: object) -> str:
        self.people[name] = add_person(self.store, self.workspace, name, **columns).id
        return self.people[name]

    def everybody(self, *names: str) -> None:
        for name in names:
            self.person(name)

    def change_person(self, name: str, **columns: object) -> None:
        with self.store.write.begin() as session:
            person = session.get_one(Person, (self.workspace, self.people[name]))
            for column, value in columns.items():
                setattr(person, column, value)

    def project(self, code: str, manager: str | None = None, channel: str | None = None) -> str:
        row = Project(
            workspace=self.workspace,
            code=code,
            name=code.title(),
            manager_id=self.people.get(manager or ""),
            channel=channel,
        )
        with self.store.write.begin() as session:
            session.add(row)
        return row.id

    def delivery(self, name: str, *keys: str, door: str = "test") -> Delivery:
        with self.store.read.begin() as session:
            slack_id = session.get_one(Person, (self.workspace, self.people[name])).slack_id
        return Delivery(self.workspace, slack_id, door, keys, wall())

    def actor(self, session: Session, name: str, permission: Permission = Permission.BLOCKERS_WORK) -> Actor:
        """The person at a door, let in as every door lets people in."""
        person = session.get_one(Person, (self.workspace, self.people[name]))
        delivery = Delivery(self.workspace, person.slack_id, "test", (), wall())
        return permissions.look(session, {"delivery": delivery, "permission": permission})

    @contextmanager
    def acting(self, name: str) -> Iterator[tuple[Session, Actor]]:
        with self.store.write.begin() as session:
            yield session, self.actor(session, name)

    def occasion(self) -> Occasion:
        return Occasion(at=self.clock.now(), wall=wall(), policy=self.policy)

    def report(self, name: str, title: str = "No access to staging", *, tell: bool = False, **draft: Any) -> str:
        with self.acting(name) as (session, actor):
            made = Draft(title=title, **draft)
            blocker = blockers.report(session, made, by=actor, at=self.clock.now(), policy=self.policy)
            if tell:
                notices.reported(session, blocker, self.occasion(), by=actor)
            return blocker.id

    def do(self, name: str, blocker_id: str, verb: Verb, *, tell: Change | None = None) -> Any:
        """Run a verb on a blocker in a transaction of its own, and tell about it where `tell` names the change."""
        with self.acting(name) as (session, actor):
            blocker = blocker_lists.find(session, self.workspace, blocker_id)
            result = verb(session, blocker, actor)
            if tell is not None:
                notices.changed(session, blocker, tell, self.occasion(), by=actor)
            return result

    def acknowledge(self, name: str, blocker_id: str, *, tell: bool = False) -> None:
        self.do(name, blocker_id, self.verb(Change.ACKNOWLEDGED), tell=Change.ACKNOWLEDGED if tell else None)

    def start(self, name: str, blocker_id: str, *, tell: bool = False) -> None:
        self.do(name, blocker_id, self.verb(Change.STARTED), tell=Change.STARTED if tell else None)

    def clear(self, name: str, blocker_id: str, how: str = "done", *, tell: bool = False) -> None:
        self.do(name, blocker_id, self.verb(Change.CLEARED, how=how), tell=Change.CLEARED if tell else None)

    def withdraw(self, name: str, blocker_id: str, *, tell: bool = False) -> None:
        self.do(name, blocker_id, self.verb(Change.WITHDRAWN), tell=Change.WITHDRAWN if tell else None)

    def comment(self, name: str, blocker_id: str, text: str = "Any news?", *, tell: bool = False) -> None:
        self.do(name, blocker_id, self.verb(Change.COMMENTED, text=text), tell=Change.COMMENTED if tell else None)

    def hand_over(self, name: str, blocker_id: str, to: str, *, word: str | None = None, tell: bool = False) -> None:
        verb = self.verb(Change.HANDED_OVER, to=self.people[to], word=word)
        self.do(name, blocker_id, verb, tell=Change.HANDED_OVER if tell else None)

    def edit(self, name: str, blocker_id: str, *, tell: bool = False, **draft: Any) -> bool:
        verb = self.verb(Change.EDITED, **draft)
        return bool(self.do(name, blocker_id, verb, tell=Change.EDITED if tell else None))

    def link(self, name: str, blocker_id: str, *blocks: str, people: tuple[str, ...] = (), tell: bool = False) -> bool:
        verb = self.verb(Change.LINKED, people=[self.people[one] for one in people], blocks=blocks)
        return bool(self.do(name, blocker_id, verb, tell=Change.LINKED if tell else None))

    def merge(self, name: str, blocker_id: str, into: str, *, tell: bool = False) -> None:
        with self.acting(name) as (session, actor):
            one, other = blocker_lists.find_both(session, self.workspace, blocker_id, into)
            blocker_links.merge(session, one, other, by=actor, at=self.clock.now())
            if tell:
                notices.merged(session, one, other, self.occasion(), by=actor)

    def undo(self, name: str, change_id: str, *, tell: bool = False) -> Change:
        with self.acting(name) as (session, actor):
            blocker, change = blockers.undo(
                session, self.workspace, change_id, by=actor, at=self.clock.now(), policy=self.policy
            )
            if tell:
                notices.undone(session, blocker, change, self.occasion(), by=actor)
            return change

    def undo_last(self, name: str, blocker_id: str, *, tell: bool = False) -> Change:
        return self.undo(name, self.history(blocker_id)[-1].id, tell=tell)

    def verb(self, change: Change, **how: Any) -> Verb:
        """The function that makes this change, with what it needs besides the blocker and the actor."""
        now = self.clock.now

        def run(session: Session, blocker: Blocker, by: Actor) -> Any:  # noqa: PLR0911 - one line a change
            match change:
                case Change.ACKNOWLEDGED:
                    return blockers.acknowledge(session, blocker, by=by, at=now())
                case Change.STARTED:
                    return blockers.start(session, blocker, by=by, at=now())
                case Change.CLEARED:
                    return blockers.clear(session, blocker, how=how.get("how", ""), by=by, at=now())
                case Change.WITHDRAWN:
                    return blockers.withdraw(session, blocker, by=by, at=now())
                case Change.HANDED_OVER:
                    return blockers.hand_over(session, blocker, to=how["to"], by=by, at=now(), word=how.get("word"))
                case Change.EDITED:
                    draft = Draft(**{"title": blocker.title, "project_id": blocker.project_id, **how})
                    return blockers.edit(session, blocker, draft, by=by, at=now(), policy=self.policy)
                case Change.LINKED:
                    return blocker_links.link(
                        session, blocker, people=how["people"], blocks=how["blocks"], by=by, at=now()
                    )
                case Change.MERGED:
                    into = blocker_lists.find(session, self.workspace, how["into"])
                    return blocker_links.merge(session, blocker, into, by=by, at=now())
                case Change.COMMENTED:
                    return blockers.comment(session, blocker, how.get("text", "hm"), by=by, at=now())
            raise AssertionError(f"no verb makes {change}")

        return run

    def blocker(self, blocker_id: str) -> Blocker:
        with self.store.read.begin() as session:
            return session.get_one(Blocker, (self.workspace, blocker_id))

    def held(self, blocker_id: str) -> set[str]:
        """Names of the people whom it holds up besides the raiser."""
        with self.store.read.begin() as session:
            ids = blocker_lists.people_of(session, session.get_one(Blocker, (self.workspace, blocker_id)))
        return {name for name, id_ in self.people.items() if id_ in ids}

    def blocks(self, blocker_id: str) -> set[str]:
        with self.store.read.begin() as session:
            return set(blocker_lists.edges(session, self.workspace).get(blocker_id, []))

    def history(self, blocker_id: str) -> list[BlockerChange]:
        with self.store.read.begin() as session:
            found = select(BlockerChange).where(BlockerChange.blocker_id == blocker_id).order_by(BlockerChange.seq)
            return list(session.scalars(found))

    def whats(self, blocker_id: str) -> list[str]:
        return [one.what for one in self.history(blocker_id)]

    def rows(self, model: Any) -> list[Any]:
        with self.store.read.begin() as session:
            return list(session.scalars(select(model)))

    def audits(self) -> list[AuditRow]:
        return self.rows(AuditRow)

    def prompts(self) -> list[Prompt]:
        return self.rows(Prompt)

    def cards(self) -> dict[str, Card]:
        return {one.place: one for one in self.rows(Card)}

    def outbox(self) -> list[OutboxRow]:
        return sorted(self.rows(OutboxRow), key=lambda row: row.seq)

    def name_of(self, slack_or_row_id: str | None) -> str | None:
        for person in self.rows(Person):
            if slack_or_row_id in {person.id, person.slack_id}:
                return person.name
        return None


KINDS: dict[str, dict[str, Any]] = {
    "guest": {"standing": Standing.GUEST},
    "unseen": {"standing": Standing.UNSEEN},
    "stranger": {"standing": Standing.STRANGER},
    "bot": {"standing": Standing.BOT},
    "deactivated": {"standing": Standing.DEACTIVATED},
}

__all__ = ["KINDS", "WORKSPACE", "World"]
