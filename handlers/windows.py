"""How does a press open a window: at once with what is at hand, and then with what the store knows?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from handlers import presses, views
from models.store import Reader
from notices.occasions import Occasion
from services import permissions
from ui import notes
from ui.kit import View

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a window is drawn from: a read transaction, who asked, what they pressed, when, and about what."""

    session: Session
    actor: permissions.Actor
    body: Body
    occasion: Occasion
    value: str  # of the button, unless what it is about was said in another way


def opens(draw: Callable[[Asked], View], waiting: View | None = None) -> Callable[..., None]:
    """The handler of a button that opens what `draw` makes, with its name and its sentence. `waiting`: as of `show`."""

    def handler(
        *,
        ack: Ack,
        context: BoltContext,
        body: Body,
        client: WebClient,
        read: Reader,
        occasion: Occasion,
        value: str | None = None,
    ) -> None:
        named = value or presses.value(presses.first(body))

        def drawn() -> View:
            with read.begin() as session:
                return draw(Asked(session, permissions.look(session, context), body, occasion, named))

        show(ack, client, body, drawn, waiting)

    return update_wrapper(handler, draw, assigned=("__module__", "__name__", "__doc__"), updated=())


def show(ack: Ack, client: WebClient, body: Body, draw: Callable[[], View], waiting: View | None = None) -> None:
    """Open a window before anything is asked of the store, acknowledge, and fill it with what `draw` makes.

    `waiting`: what stands there until then, unless a line that says so will do. Raises one of views.TROUBLE.
    """
    opened = views.open_now(client, body, notes.loading() if waiting is None else waiting)
    ack()
    views.fill(client, opened, draw)
