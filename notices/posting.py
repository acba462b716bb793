"""How does a message that a screen has drawn get into the outbox, whoever it is for?"""

from sqlalchemy.orm import Session

from models.outbox import Card
from models.people import Person
from notices.occasions import Occasion
from services import outbox
from ui.kit import Message


def post(
    session: Session,
    workspace: str,
    message: Message,
    occasion: Occasion,
    *,
    target: str,
    key: str,
    kind: str,
    thread_of: Card | None = None,
) -> None:
    """Say it once, in a channel or to a person (`target` is Slack's id); under the living message `thread_of`."""
    outbox.post(
        session,
        workspace,
        target=target,
        text=message.text,
        blocks=message.blocks,
        key=key,
        kind=kind,
        wall=occasion.wall,
        thread_of=thread_of,
    )


def answer(session: Session, person: Person, message: Message, occasion: Occasion, *, key: str) -> None:
    """A direct message that the person's own act called for. Who is not in Slack gets none."""
    if person.slack_id is not None:
        post(session, person.workspace, message, occasion, target=person.slack_id, key=key, kind="receipt")


def show(  # noqa: PLR0913  (what a screen needs, each by name)
    session: Session,
    workspace: str,
    message: Message,
    occasion: Occasion,
    *,
    about: tuple[str, str],
    place: str,
    target: str,
    kind: str = "card",
    create: bool = True,
    thread_ts: str | None = None,
) -> Card | None:
    """The living message about something (its kind and id) at a place: posted, or edited where it stands.

    With `create=False` it is only edited, and None is given where there is none. `thread_ts`: under that message.
    """
    return outbox.show(
        session,
        workspace,
        subject_kind=about[0],
        subject_id=about[1],
        place=place,
        target=target,
        text=message.text,
        blocks=message.blocks,
        wall=occasion.wall,
        create=create,
        kind=kind,
        thread_ts=thread_ts,
    )


def amend(session: Session, workspace: str, key: str, message: Message, occasion: Occasion) -> None:
    """What was said under this key says this now, where it stands: whoever pressed there sees that it counted."""
    outbox.amend(session, workspace, key=key, text=message.text, blocks=message.blocks, wall=occasion.wall)
