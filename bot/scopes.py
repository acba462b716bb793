"""Which scopes does Clearway ask Slack for, and why each?"""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.routes import Kind, Route


@dataclass(frozen=True)
class Scope:
    name: str
    reason: str  # completes "It is needed: "
    optional: bool = False
    without: str = ""  # what does not work where an optional scope is declined


# What the bot needs whichever routes it serves. Reading history is optional: nobody has to let a bot read along.
ALWAYS = (
    Scope("chat:write", "to post cards, direct messages and answers, and to edit them in place"),
    Scope("im:write", "to open the direct conversation in which somebody is told what concerns them"),
    Scope("users:read", "to know names, time zones, admins, guests and who has left"),
    Scope("channels:read", "to check that a project's channel exists and that Clearway is in it"),
    Scope("groups:read", "to check the same of private channels, such as the PMO's"),
    Scope(
        "users:read.email",
        "to recognise imported people by their e-mail address",
        optional=True,
        without="imported people are only recognised by a Slack user id in the file",
    ),
    Scope(
        "dnd:read",
        "to leave people in peace while their do-not-disturb is on",
        optional=True,
        without="what is said then waits silently in Slack",
    ),
    Scope(
        "files:write",
        "to show pictures, such as the next eight weeks on Home, which it draws and shares with nobody else, and to "
        "hand the portfolio as a workbook to who asks for it",
        optional=True,
        without="what they show is said in words alone, and a portfolio goes out from the command line only",
    ),
    Scope(
        "files:read",
        "to fetch the workbook or CSV files that somebody of the PMO sends it to import, and no others",
        optional=True,
        without="a portfolio comes in from the command line only",
    ),
    Scope(
        "channels:history",
        "to find out, after a lost connection, whether a message arrived, and to read comments in a card's thread",
        optional=True,
        without="a message may then appear twice, marked as such, and comments go through the button",
    ),
    Scope(
        "groups:history",
        "the same in private channels",
        optional=True,
        without="the same there",
    ),
    Scope(
        "im:history",
        "the same in direct messages with Clearway, and to see files that are sent there to be imported",
        optional=True,
        without="the same there, and a portfolio comes in from the command line only",
    ),
)
_COMMANDS = Scope("commands", "for the slash commands and the shortcuts in a message's menu")
_MENTIONS = Scope("app_mentions:read", "to answer where somebody mentions Clearway in a channel")

# Slack's own demand for each event; one that is not listed here needs no scope, or is not known to Clearway.
EVENTS: dict[str, tuple[str, ...]] = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "tokens_revoked": (),
    "channel_id_changed": (),
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "group_archive": ("groups:read",),
    "group_unarchive": ("groups:read",),
    "group_rename": ("groups:read",),
    "group_deleted": ("groups:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "member_left_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "team_join": ("users:read",),
    "user_change": ("users:read",),
}


def events_of(routes: Iterable[Route]) -> list[str]:
    """The events to subscribe to, as Slack's manifest names them."""
    return sorted({route.name for route in routes if route.kind is Kind.EVENT})


def needed(routes: Iterable[Route]) -> list[Scope]:
    """The scopes for these routes, required ones first, each with its reason.

    Raises ValueError where a route needs a scope for which nobody wrote a reason.
    """
    routes = list(routes)
    table = {scope.name: scope for scope in (*ALWAYS, _COMMANDS, _MENTIONS)}
    names = {scope.name for scope in ALWAYS}
    for route in routes:
        names |= {"commands"} if route.kind in {Kind.COMMAND, Kind.MESSAGE_SHORTCUT} else set()
        names |= set(route.scopes)
    for event in events_of(routes):
        names |= set(EVENTS[event]) if event in EVENTS else set()
    if unexplained := sorted(names - set(table)):
        raise ValueError(f"bot/scopes.py gives no reason for {', '.join(unexplained)}")
    return sorted((table[name] for name in names), key=lambda scope: (scope.optional, scope.name))
