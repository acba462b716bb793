"""What is said to somebody when what could wait has waited long enough? As it is true by then, in one message."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from models.attention import Held
from models.people import Person
from notices import blocker_waiting, bookings, checkins, feeds, ladders, leavers, projects, silence, unasked, weighings
from notices.occasions import Occasion
from notices.unasked import Draw, Unasked
from planning import interruptions
from planning.interruptions import Lapse, MergeAt, OverBudget, Send, Urgency, WaitUntil
from services import interruptions as attention
from services import people
from ui import waiting as screen
from ui.kit import Message

KIND = "waited"

# How each kind is drawn once its time has come. What is not here is never kept back.
DRAWN: Mapping[str, Draw] = {
    feeds.KIND: feeds.drawn,
    leavers.KIND: leavers.drawn,
    **blocker_waiting.DRAWN,
    ladders.CONTRACT: ladders.drawn_contract,
    ladders.STEP: ladders.drawn_step,
    silence.KIND: silence.drawn,
    checkins.KIND: checkins.drawn,
    bookings.KIND: bookings.drawn,
    bookings.UNDONE: bookings.drawn_undone,
    projects.KIND: projects.drawn,
    weighings.KIND: weighings.drawn,
}

# Above the budget a human answers for these, also where they had to wait for the morning; the rest waits on.
ANSWERED_FOR = frozenset({ladders.CONTRACT, ladders.STEP})


def say(session: Session, person: Person, occasion: Occasion) -> None:
    """All that waits for this person, as far as it has room in one message and in their week."""
    # Before it is read: another process that says the same now would take what came since for said with it.
    attention.lock(session, person.workspace, [person.id])
    held = _live(session, person, occasion)
    drawn = _drawn(session, person, held, occasion)
    if not drawn:
        return
    urgent = [(one, message) for one, message in drawn if one.kind in ANSWERED_FOR]
    named = ladders.answers(session, person.workspace, occasion) if urgent else None
    asked = interruptions.Message(Urgency.MERGED, since=min(one.since for one, _ in drawn), named=named)
    match attention.decide(session, person, asked, occasion.policy, at=occasion.at):
        case (Send() | OverBudget()) as decision:
            drawn = urgent if isinstance(decision, OverBudget) else drawn
            kept = drawn[: screen.fitting([message for _, message in drawn])]
            what = Unasked(f"{KIND}:{kept[0][0].id}", KIND, kept[0][0].subject, Urgency.MERGED)
            message = screen.merged([message for _, message in kept])
            row = unasked.said(session, person, what, message, occasion, over_by=unasked.human_of(decision))
            attention.said(session, [one for one, _ in kept], outbox_id=row or "", at=occasion.at)
        case WaitUntil(at) | MergeAt(at):
            attention.put_off(session, person, until=at)
        case Lapse() as reason:
            attention.lapsed(session, held, reason=reason, at=occasion.at)


def _live(session: Session, person: Person, occasion: Occasion) -> Sequence[Held]:
    """What waits and may still be said."""
    waiting = attention.waiting(session, person)
    if people.is_gone(person):
        attention.lapsed(session, waiting, reason="they are not here any more", at=occasion.at)
        return []
    over = [one for one in waiting if one.until is not None and one.until <= occasion.at]
    attention.lapsed(session, over, reason=Lapse.TOO_LATE, at=occasion.at)
    return [one for one in waiting if one not in over]


def _drawn(session: Session, person: Person, held: Sequence[Held], occasion: Occasion) -> list[tuple[Held, Message]]:
    """With the words of each; what is not true any more is settled, and so is what a later one says again."""
    found: list[tuple[Held, Message]] = []
    last = {(one.kind, one.subject): one for one in held}
    for one in held:
        if last[one.kind, one.subject] is not one:
            attention.lapsed(session, [one], reason="a later one says the same", at=occasion.at)
            continue
        draw = DRAWN.get(one.kind)
        message = draw(session, person, one.subject, occasion) if draw is not None else None
        if message is None:
            attention.lapsed(session, [one], reason="nothing is left to say of it", at=occasion.at)
        else:
            found.append((one, message))
    return found
