"""How does the weekly digest reach each of its readers, once?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from models.outbox import Card
from models.people import Person
from notices import digests, home, posting, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.digests import told
from planning.interruptions import Decision, Lapse, MergeAt, Urgency, WaitUntil
from planning.occurrences import Occurrence
from services import attention_choices, digest_times, people, settings, timers
from services.permissions import Actor
from ui import attention as screen
from ui.digest import digest
from ui.kit import Message

KIND = "digest"
_DAYS: Mapping[str, str] = {
    "mon": "Mondays",
    "tue": "Tuesdays",
    "wed": "Wednesdays",
    "thu": "Thursdays",
    "fri": "Fridays",
    "sat": "Saturdays",
    "sun": "Sundays",
}


def tell(session: Session, workspace: str, reader: str, due: Occurrence, occasion: Occasion) -> str | datetime | None:
    """Say it, late if it must be, and plan the next. None, or why it is left out, or until when it is put off.

    `reader`: id of a person, or digest_times.CHANNEL.
    """
    person = people.by_id(session, workspace, reader) if reader != digest_times.CHANNEL else None
    if reader != digest_times.CHANNEL and (person is None or not digest_times.wants(person)):
        return "they do not ask for it any more"
    rule = digest_times.rule(session, workspace, person, occasion.policy.digest)
    plan = partial(timers.plan, session, workspace, series=f"{digest_times.SERIES}:{reader}")
    following, last = rule.first_after(occasion.at), rule.last_until(occasion.at)
    if told(last.key) - told(due.key) > 0:
        plan(occurrence=last)
        return f"passed over for {last.key}"
    if person is None:
        plan(occurrence=following)
        return _to_channel(session, workspace, due, occasion)
    decision = _to_person(session, person, due, following, occasion)
    if isinstance(decision, WaitUntil | MergeAt):
        return decision.at
    plan(occurrence=following)
    return decision.value if isinstance(decision, Lapse) else None


def look(session: Session, actor: Actor, occasion: Occasion) -> Message:
    """`/pmo digest`: whether it comes to who asks."""
    return screen.digest_state(occasion.commands, _when(occasion), wanted=digest_times.wants(actor.person))


def choose(session: Session, actor: Actor, occasion: Occasion, *, wanted: bool) -> str:
    """Have it sent to them from now on, or not. Returns the answer in plain words."""
    new = attention_choices.choose_digest(session, wanted=wanted, by=actor, at=occasion.at)
    changes = digest_times.changes(session, actor.workspace, occasion.policy.digest, at=occasion.at)
    digest_times.settle(session, actor.workspace, changes, at=occasion.at)
    home.refresh(session, actor.workspace, {actor.id}, occasion)
    return screen.digest_chosen(_when(occasion), wanted=wanted, new=new)


def _when(occasion: Occasion) -> tuple[str, str]:
    return _DAYS[occasion.policy.digest.day], occasion.policy.digest.time


def _to_channel(session: Session, workspace: str, due: Occurrence, occasion: Occasion) -> str | None:
    channel = settings.pmo_channel(session, workspace, occasion.policy)
    if channel is None:
        return "no channel of the PMO is known"
    made = digest(digests.facts(session, workspace, told(due.key), occasion))
    show = _show(session, workspace, due, occasion, place=digest_times.CHANNEL, target=channel)
    _reply(session, show(made.message), made.thread, occasion)
    return None


def _to_person(
    session: Session, person: Person, due: Occurrence, following: Occurrence, occasion: Occasion
) -> Decision:
    """Never after the next one is due. They asked for it, and it counts all the same."""
    made = digest(digests.facts(session, person.workspace, told(due.key), occasion, reader=person))
    week = str(told(due.key))
    what = Unasked(f"{KIND}:{week}:{person.id}", KIND, week, Urgency.TIMED, until=following.at, asks_again=True)
    show = _show(session, person.workspace, due, occasion, place=f"to:{person.id}", target=person.slack_id or "")
    decision, card = unasked.post(session, person, what, made.message, occasion, show=show)
    _reply(session, card, made.thread, occasion)
    return decision


def _show(
    session: Session, workspace: str, due: Occurrence, occasion: Occasion, *, place: str, target: str
) -> Callable[[Message], Card | None]:
    """What posts the digest of that week at a place, once."""
    about = (KIND, str(told(due.key)))

    def show(message: Message) -> Card | None:
        return posting.show(session, workspace, message, occasion, about=about, place=place, target=target, kind=KIND)

    return show


def _reply(session: Session, card: Card | None, thread: Sequence[Message], occasion: Occasion) -> None:
    """The rest, under it."""
    for number, message in enumerate(thread):
        if card is not None:
            key = f"{KIND}:{card.id}:{number}"
            posting.post(
                session, card.workspace, message, occasion, target=card.target, key=key, kind=KIND, thread_of=card
            )
