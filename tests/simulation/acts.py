"""What can somebody of the organisation do? The same services and messages as behind the buttons and forms."""

from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.checkins import Checkin
from notices import availability as availability_notices
from notices import blockers as blocker_notices
from notices import checkins as notices
from planning.blockers import LIVE, Cause, Change, State
from planning.checkin_answers import Said
from readers.availability import Absence, Off
from services import availability_said, blocker_lists, blockers, checkin_answers, ladder_acts
from services.blocker_drafts import Draft
from services.permissions import Actor, Permission
from services.refusals import NotAllowed, Refused, Stale
from tests.simulation.organisation import Organisation

KEPT = ("title", "project_id", "raised_by", "helper_id", "since", "hours_per_week")
Verb = Callable[[Session, Blocker, Actor], None]


class Acts:
    """By names of people and ids of blockers. What a door would refuse is counted, and changes nothing."""

    def __init__(self, here: Organisation) -> None:
        self.here = here
        self.done = self.refused = 0

    def report(self, name: str, draft: Draft) -> str:
        with self.here.acting(name) as (session, by):
            return self._reported(session, draft, by).id

    def acknowledge(self, name: str, blocker_id: str) -> bool:
        return self._changes(name, blocker_id, Change.ACKNOWLEDGED, partial(self._at, blockers.acknowledge))

    def start(self, name: str, blocker_id: str) -> bool:
        return self._changes(name, blocker_id, Change.STARTED, partial(self._at, blockers.start))

    def promise(self, name: str, blocker_id: str, day: date) -> bool:
        """*New date*, the rest of the form as it is."""

        def verb(session: Session, blocker: Blocker, by: Actor) -> None:
            values = {column: getattr(blocker, column) for column in KEPT}
            held = tuple(blocker_lists.people_of(session, blocker))
            draft = Draft(**values, cause=Cause(blocker.cause), people=held, needed_by=day)
            blockers.edit(session, blocker, draft, by=by, at=self.here.clock.at, policy=self.here.policy)

        return self._changes(name, blocker_id, Change.EDITED, verb)

    def clear(self, name: str, blocker_id: str) -> bool:
        return self._changes(name, blocker_id, Change.CLEARED, partial(self._at, blockers.clear, how="done"))

    def withdraw(self, name: str, blocker_id: str) -> bool:
        return self._changes(name, blocker_id, Change.WITHDRAWN, partial(self._at, blockers.withdraw))

    def say(self, name: str, blocker_id: str, words: str) -> bool:
        return self._changes(name, blocker_id, Change.COMMENTED, partial(self._at, blockers.comment, text=words))

    def hand_over(self, name: str, blocker_id: str, to: str) -> bool:
        verb = partial(self._at, blockers.hand_over, to=self.here.people[to])
        return self._changes(name, blocker_id, Change.HANDED_OVER, verb)

    def agree(self, name: str, blocker_id: str) -> bool:
        return self._changes(name, blocker_id, None, partial(self._at, ladder_acts.agree))

    def hold(self, name: str, blocker_id: str, until: date) -> bool:
        verb = partial(self._at, ladder_acts.hold, day=until, policy=self.here.policy)
        return self._changes(name, blocker_id, None, verb)

    def all_clear(self, name: str, checkin_id: str) -> None:
        with self.here.acting(name) as (session, by):
            row = checkin_answers.find(session, checkin_id, by=by)
            self._noted(session, row, Said.ALL_CLEAR, None, by)

    def in_my_way(self, name: str, checkin_id: str, draft: Draft) -> str:
        """The blocker that comes of it."""
        with self.here.acting(name) as (session, by):
            row = checkin_answers.find(session, checkin_id, by=by)
            made = self._reported(session, draft, by)
            self._noted(session, row, Said.IN_MY_WAY, made.id, by)
            return made.id

    def less_often(self, name: str) -> None:
        with self.here.acting(name) as (session, by):
            frequency = checkin_answers.ask_less(session, by=by, at=self.here.clock.at)
            notices.frequency(session, frequency, self.here.occasion(), by=by)

    def take_off(self, name: str, first: date, last: date) -> None:
        """As `/availability off …` does."""
        with self.here.store.write.begin() as session:
            by = self.here.actor(session, name, Permission.AVAILABILITY_SET)
            meant, at = Off((Absence(first, last),)), self.here.clock.at
            effect = availability_said.apply(session, meant, by=by, at=at, policy=self.here.policy.availability)
            availability_notices.noted(session, effect, meant, self.here.occasion(), by=by)

    def is_live(self, blocker_id: str) -> bool:
        return State(self.here.blocker(blocker_id).state) in LIVE

    def _reported(self, session: Session, draft: Draft, by: Actor) -> Blocker:
        made = blockers.report(session, draft, by=by, at=self.here.clock.at, policy=self.here.policy)
        blocker_notices.reported(session, made, self.here.occasion(), by=by)
        return made

    def _noted(self, session: Session, row: Checkin, said: Said, blocker_id: str | None, by: Actor) -> None:
        checkin_answers.answer(session, row, said, by=by, at=self.here.clock.at, blocker_id=blocker_id)
        delivery = self.here.delivery(by.person.name or "", f"answer:{row.id}:{self.here.clock.at.isoformat()}")
        notices.noted(session, row, delivery, self.here.occasion(), by=by)

    def _at(self, verb: Callable[..., object], session: Session, blocker: Blocker, by: Actor, **how: object) -> None:
        verb(session, blocker, by=by, at=self.here.clock.at, **how)

    def _changes(self, name: str, blocker_id: str, change: Change | None, verb: Verb) -> bool:
        self.done += 1
        try:
            self.here.do(name, blocker_id, verb, tell=change)
        except (NotAllowed, Refused, Stale):
            self.refused += 1
            return False
        return True
