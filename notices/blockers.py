"""Who hears what about a blocker?

One card in its channel, edited in place. Its owner gets a living direct message with the buttons; the raiser hears only
what changes something for them. Nobody is told what they did themselves.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from models.blockers import Blocker, BlockerChange
from models.projects import Project
from notices import blocker_facts, blocker_messages, blocker_owners, home, ladders, silence
from notices.occasions import Occasion
from planning.blockers import LIVE, Change, State
from services import blocker_history, blocker_lists, interruptions, ladder_acts, people, settings
from services.permissions import Actor
from ui import blockers as screens
from ui.blocker_facts import Facts, Reason, Ref

SUBJECT = blocker_messages.SUBJECT
Concerns = Mapping[str, Reason]

# Whom a change concerns, besides the card. What is not listed shows on the card alone.
CONCERNS: Mapping[Change, Concerns] = {
    Change.ACKNOWLEDGED: {"raiser": Reason.ACKNOWLEDGED},
    Change.EDITED: {"new helper": Reason.HELP_WANTED},
    # Whoever waited for it hears both in one message, so this comes before the rest.
    Change.CLEARED: {
        "freed": Reason.FREED,
        **dict.fromkeys(("raiser", "held", "helper"), Reason.CLEARED),
    },
    Change.HANDED_OVER: {"raiser": Reason.HANDED_OVER},
    Change.COMMENTED: {"raiser": Reason.COMMENTED, "owner": Reason.COMMENTED},
    Change.WITHDRAWN: dict.fromkeys(("raiser", "owner", "helper"), Reason.WITHDRAWN),
    Change.MERGED: dict.fromkeys(("raiser", "owner", "helper"), Reason.MERGED),
}
# And whom it concerns that a change was taken back: those who heard of the change and now know something wrong.
TAKEN_BACK: Mapping[Change, Concerns] = {
    Change.ACKNOWLEDGED: {"raiser": Reason.REOPENED},
    Change.CLEARED: dict.fromkeys(("raiser", "owner", "held", "freed", "helper"), Reason.REOPENED),
    Change.HANDED_OVER: {"raiser": Reason.HANDED_OVER},
    Change.WITHDRAWN: dict.fromkeys(("raiser", "owner", "helper"), Reason.REOPENED),
    Change.MERGED: dict.fromkeys(("raiser", "owner", "helper"), Reason.REOPENED),
}


def reported(session: Session, blocker: Blocker, occasion: Occasion, *, by: Actor) -> Facts:
    """Post the card, ask the owner, refresh Home tabs. Returns the facts for the receipt."""
    facts = blocker_facts.facts(session, blocker, occasion, fresh=True)
    owner = blocker_owners.acting(session, blocker, occasion)
    _lock(session, blocker, {blocker.raised_by, _helper(blocker), owner.id if owner is not None else None})
    _draw_card(session, blocker, occasion, facts)
    asked = blocker_owners.ask(session, blocker, occasion, by=by, card=facts)
    told = {by.id, asked}
    for person_id, reason in ((blocker.raised_by, Reason.RAISED_FOR_YOU), (_helper(blocker), Reason.HELP_WANTED)):
        person = people.by_id(session, blocker.workspace, person_id)
        if person is not None and person.id not in told:
            told.add(person.id)
            blocker_messages.prompt(session, blocker, occasion, to=person, reason=reason, by=by.person)
    home.refresh(session, blocker.workspace, {blocker.raised_by, blocker.reported_by, blocker.owner_id}, occasion)
    return facts


def changed(session: Session, blocker: Blocker, change: Change, occasion: Occasion, *, by: Actor) -> Facts:
    """After a change that was written in this transaction: edit the card and tell those whom it concerns."""
    return _told(session, blocker, CONCERNS.get(change, {}), occasion, by=by)


def undone(session: Session, blocker: Blocker, change: Change, occasion: Occasion, *, by: Actor) -> Facts:
    """The same after `change` was taken back. What goes on by itself again is drawn again on the other's card too."""
    facts = _told(session, blocker, TAKEN_BACK.get(change, {}), occasion, by=by)
    if change is Change.MERGED:
        other_id = blocker_history.last(session, blocker).before["duplicate_of"]
        redraw(session, blocker_lists.see(session, blocker.workspace, other_id), occasion)
    return facts


def merged(session: Session, blocker: Blocker, into: Blocker, occasion: Occasion, *, by: Actor) -> Facts:
    """Tell those who waited for `blocker` where it goes on, and draw the card of `into` with its new people."""
    facts = changed(session, blocker, Change.MERGED, occasion, by=by)
    ladder_acts.look_again(session, into, at=occasion.at)  # more wait for it now
    redraw(session, into, occasion)
    return facts


def redraw(session: Session, blocker: Blocker, occasion: Occasion) -> None:
    """Edit the messages of a blocker that another one's change touched, and tell nobody.

    Of one that came from a file, and that nobody has touched, there are none, and none are begun here.
    """
    if blocker_history.is_resting(session, blocker):
        return
    _draw_card(session, blocker, occasion, blocker_facts.facts(session, blocker, occasion))
    blocker_owners.keep_true(session, blocker, occasion)


def card_channel(session: Session, blocker: Blocker, occasion: Occasion) -> str | None:
    """The project's channel, else the PMO's; None where neither is known, and then direct messages carry it alone."""
    project = session.get(Project, (blocker.workspace, blocker.project_id)) if blocker.project_id else None
    return (project.channel if project else None) or settings.pmo_channel(session, blocker.workspace, occasion.policy)


def _told(session: Session, blocker: Blocker, concerns: Concerns, occasion: Occasion, *, by: Actor) -> Facts:
    line = blocker_history.last(session, blocker)
    ladder_acts.follow(session, blocker, line, by=by, at=occasion.at, policy=occasion.policy)
    facts = blocker_facts.facts(session, blocker, occasion)
    concerned = list(_concerned(session, blocker, concerns, occasion, line))
    owner = blocker_owners.acting(session, blocker, occasion)
    _lock(session, blocker, {one for one, _ in concerned} | {owner.id if owner is not None else None})
    _draw_card(session, blocker, occasion, facts)
    if line.after.keys() & {"state", "owner_id"}:
        ladders.went_on(session, blocker, facts, occasion)
    silence.ended(session, blocker, facts, occasion)
    is_new = "owner_id" in line.after or blocker_owners.is_unasked(session, blocker, occasion)
    asked = blocker_owners.ask(session, blocker, occasion, by=by) if is_new else None
    blocker_owners.keep_true(session, blocker, occasion, but=asked)
    told = {by.id, None if line.what == Change.COMMENTED else asked}  # what was said stands in no living message
    freed = freed_by(session, blocker, occasion) if "freed" in concerns else {}
    for person_id, reason in concerned:
        person = people.by_id(session, blocker.workspace, person_id)
        if person is not None and person_id not in told:
            told.add(person_id)
            only = freed[person_id] if reason is Reason.FREED else None
            blocker_messages.prompt(session, blocker, occasion, to=person, reason=reason, by=by.person, freed=only)
    for other in _neighbours(session, blocker, line):
        redraw(session, other, occasion)
    touched = {blocker.raised_by, blocker.reported_by, blocker.owner_id}
    touched |= {line.before.get("raised_by"), line.before.get("owner_id")}
    home.refresh(session, blocker.workspace, touched, occasion)
    return blocker_facts.read_by(facts, by.person, occasion)


def _lock(session: Session, blocker: Blocker, person_ids: Iterable[str | None]) -> None:
    """All who may be told, before any message: two changes that told the same people in two orders would wait for each
    other."""
    interruptions.lock(session, blocker.workspace, {one for one in person_ids if one is not None})


def _concerned(
    session: Session, blocker: Blocker, concerns: Concerns, occasion: Occasion, line: BlockerChange
) -> Iterator[tuple[str, Reason]]:
    for part, reason in concerns.items():
        yield from ((one, reason) for one in _who(session, blocker, part, occasion, line) if one is not None)


def _who(
    session: Session, blocker: Blocker, part: str, occasion: Occasion, line: BlockerChange
) -> Iterable[str | None]:
    """Ids of the people who have this part in the blocker."""
    match part:
        case "raiser":
            return blocker.raised_by, blocker.reported_by
        case "held":
            return blocker_lists.people_of(session, blocker)
        case "helper":
            return (_helper(blocker),)
        case "new helper":
            return (_helper(blocker) if "helper_id" in line.after else None,)
        case "freed":
            return freed_by(session, blocker, occasion)
        case _:
            owner = blocker_owners.acting(session, blocker, occasion)
            return (owner.id if owner is not None else None,)


def _helper(blocker: Blocker) -> str | None:
    """Whose help is asked for; an owner is asked as such."""
    return blocker.helper_id if blocker.helper_id != blocker.owner_id else None


def freed_by(session: Session, blocker: Blocker, occasion: Occasion) -> Mapping[str, Sequence[Ref]]:
    """Who owns or raised what waited for this blocker and for no other one: id of a person → those blockers."""
    found: dict[str, list[Ref]] = {}
    for other in blocker_lists.blocks(session, blocker):
        waits = {one.id for one in blocker_lists.blocked_by(session, other)} - {blocker.id}
        if State(other.state) in LIVE and not waits:
            owner = blocker_owners.acting(session, other, occasion)
            for person_id in {other.raised_by, owner.id if owner is not None else other.raised_by}:
                found.setdefault(person_id, []).append(blocker_facts.ref(other))
    return found


def _neighbours(session: Session, blocker: Blocker, line: BlockerChange) -> list[Blocker]:
    """The blockers whose cards say what they wait for, and have to say something else after this line of history."""
    touched = {*line.before.get("blocks", ()), *line.after.get("blocks", ())}
    was = line.before.get("state", blocker.state)
    if (State(was) in LIVE) != (State(blocker.state) in LIVE):
        touched |= {one.id for one in blocker_lists.blocks(session, blocker)}
    return [blocker_lists.see(session, blocker.workspace, one) for one in sorted(touched)]


def _draw_card(session: Session, blocker: Blocker, occasion: Occasion, facts: Facts) -> None:
    """Post it, or edit it where it stands. It does not move with the project: its thread holds what was said."""
    target = card_channel(session, blocker, occasion)
    blocker_messages.show(
        session,
        blocker,
        occasion,
        place=blocker_messages.CHANNEL,
        target=target or "",
        message=screens.card(facts),
        create=target is not None,
    )
