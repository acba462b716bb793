"""What is a route: which gesture, who answers it, and who may?"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.permissions import Permission


class Kind(StrEnum):
    COMMAND = "command"
    ACTION = "action"
    VIEW = "view"
    MESSAGE_SHORTCUT = "message_shortcut"
    EVENT = "event"


@dataclass(frozen=True)
class Route:
    """A route without a permission cannot be written down: nobody gets in by forgetting."""

    kind: Kind
    name: str  # command, action id, callback id or event type
    run: Callable[..., None]
    permission: Permission
    title: str = ""  # of a shortcut, or what a command does, as Slack shows it
    hint: str = ""  # what may follow a command
    scopes: tuple[str, ...] = ()  # that Slack asks for, besides those of its kind
    optional: bool = False  # works less well, not worse, where the installer declines its scopes
