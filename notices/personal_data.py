"""How does somebody get what is stored about them, and who hears that somebody was erased?"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from models.people import Person
from notices import blocker_facts, blockers, posting
from notices.occasions import Occasion
from planning.blockers import Change
from services import erasure, outbox, personal_data
from services.permissions import Actor
from services.refusals import Refused
from ui import home as home_screen
from ui import personal_data as screen
from ui.kit import View

KIND = "export"


def export(session: Session, person: Person, occasion: Occasion, *, key: Sequence[str]) -> int:
    """Send the person everything in direct messages. Returns how many; `key` names the occasion."""
    if person.slack_id is None:
        raise Refused("Slack did not say who this was, so nothing was sent.")
    messages = screen.parts(personal_data.export(session, person))
    for number, message in enumerate(messages):
        named = f"export:{person.id}:{key[0]}:{number}"
        posting.post(session, person.workspace, message, occasion, target=person.slack_id, key=named, kind=KIND)
    return len(messages)


def erase_form(session: Session, person: Person, occasion: Occasion) -> View:
    found = erasure.extent(session, person, occasion.policy)
    return screen.erase_form(
        screen.EraseFacts(
            id=person.id,
            who=blocker_facts.who(person),
            goes=found.goes,
            open_blockers=found.open_blockers,
            heir=blocker_facts.who(found.heir) if found.heir is not None else None,
            blockers=found.blockers,
            lines=found.lines,
        )
    )


def erased(session: Session, done: erasure.Erased, occasion: Occasion, *, by: Actor) -> None:
    """Empty their Home tab, and ask those who own now what was theirs to clear."""
    if done.slack_id is not None:
        view = home_screen.erased()
        outbox.publish(session, by.workspace, slack_user=done.slack_id, view=view, wall=occasion.wall)
    for blocker in done.handed_over:
        blockers.changed(session, blocker, Change.HANDED_OVER, occasion, by=by)
