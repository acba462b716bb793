"""What can people do with blockers by command and by button?"""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from slack_sdk import WebClient

from handlers import blocker_forms, presses, views
from handlers.answers import reply
from models.store import Reader, Writer
from notices import blocker_receipts, receipts
from notices import blockers as notices
from notices.occasions import Occasion
from planning.blockers import Change
from readers import phrases
from readers.escapes import is_blank
from services import blocker_drafts, blocker_links, blocker_lists, blockers, inbox, permissions
from services.refusals import Refused
from ui import blocker_parts, pmo
from ui.blocker_details import details
from ui.blocker_facts import Facts

Body = Mapping[str, Any]
SUBCOMMANDS = ("list", "help")  # only where nothing follows: "list of servers is missing" is a blocker


def command(
    *, ack: Ack, context: BoltContext, command: Body, client: WebClient, write: Writer, read: Reader, occasion: Occasion
) -> None:
    """`/blocked`: the form, a list, help, one blocker by its number, or a sentence that files one at once."""
    number = phrases.number(command.get("text") or "")
    verb, _ = phrases.subcommand(command.get("text") or "", SUBCOMMANDS, SUBCOMMANDS)
    if verb == "list":
        mine(ack=ack, context=context, read=read, occasion=occasion)
    elif verb == "help":
        ack(**reply(pmo.blocked_help(occasion.commands)))
    elif number is not None:
        blocker_forms.open_numbered(
            ack=ack, context=context, command=command, client=client, read=read, occasion=occasion, number=number
        )
    elif is_blank(command.get("text") or ""):
        blocker_forms.open_report(ack=ack, context=context, body=command, client=client, read=read, occasion=occasion)
    else:
        report(ack=ack, context=context, command=command, write=write, occasion=occasion)


def report(*, ack: Ack, context: BoltContext, command: Body, write: Writer, occasion: Occasion) -> None:
    words = phrases.blocker(command["text"])
    with write.begin() as session:
        actor = permissions.require(session, context)
        draft = blocker_drafts.understand(session, words, by=actor, at=occasion.at, wall=occasion.wall)
        draft = blocker_drafts.in_channel(session, draft, actor.workspace, command.get("channel_id"))
        blocker = blockers.report(session, draft, by=actor, at=occasion.at, policy=occasion.policy)
        facts = notices.reported(session, blocker, occasion, by=actor)
        answer = reply(blocker_receipts.receipt(session, blocker, facts, occasion, by=actor, draft=draft))
        inbox.answer(session, context["delivery"], answer)
    ack(**answer)


def mine(*, ack: Ack, context: BoltContext, read: Reader, occasion: Occasion) -> None:
    with read.begin() as session:
        actor = permissions.look(session, context)
        message = blocker_receipts.mine(session, actor, occasion)
    ack(**reply(message))


def acknowledge(
    *, ack: Ack, context: BoltContext, action: Body, body: Body, client: WebClient, write: Writer, occasion: Occasion
) -> None:
    facts = _press(context, presses.value(action), write, occasion, Change.ACKNOWLEDGED)
    ack()
    views.redraw(client, body, details(facts))


def start(
    *, ack: Ack, context: BoltContext, action: Body, body: Body, client: WebClient, write: Writer, occasion: Occasion
) -> None:
    facts = _press(context, presses.value(action), write, occasion, Change.STARTED)
    ack()
    views.redraw(client, body, details(facts))


def withdraw(
    *, ack: Ack, context: BoltContext, action: Body, body: Body, client: WebClient, write: Writer, occasion: Occasion
) -> None:
    facts = _press(context, presses.value(action), write, occasion, Change.WITHDRAWN)
    ack()
    views.redraw(client, body, details(facts))


_VERBS: Mapping[Change, Callable[..., None]] = {
    Change.ACKNOWLEDGED: blockers.acknowledge,
    Change.STARTED: blockers.start,
    Change.WITHDRAWN: blockers.withdraw,
}


def _press(context: BoltContext, blocker_id: str, write: Writer, occasion: Occasion, change: Change) -> Facts:
    with write.begin() as session:
        actor = permissions.require(session, context)
        blocker = blocker_lists.find(session, actor.workspace, blocker_id)
        _VERBS[change](session, blocker, by=actor, at=occasion.at)
        facts = notices.changed(session, blocker, change, occasion, by=actor)
        receipts.redraw(session, context["delivery"], blocker_receipts.after(facts))
    return facts


def undo(
    *, ack: Ack, context: BoltContext, action: Body, body: Body, client: WebClient, write: Writer, occasion: Occasion
) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        blocker, change = blockers.undo(
            session, actor.workspace, presses.value(action), by=actor, at=occasion.at, policy=occasion.policy
        )
        facts = notices.undone(session, blocker, change, occasion, by=actor)
        receipts.redraw(session, context["delivery"], blocker_receipts.after(facts))
    ack()
    views.redraw(client, body, details(facts))


def same_thing(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """The hint while filing was right: the new blocker goes on in the older one."""
    merged, kept = blocker_parts.pair(presses.value(action))
    with write.begin() as session:
        actor = permissions.require(session, context)
        blocker, into = blocker_lists.find_both(session, actor.workspace, merged, kept)
        blocker_links.merge(session, blocker, into, by=actor, at=occasion.at)
        facts = notices.merged(session, blocker, into, occasion, by=actor)
        receipts.redraw(session, context["delivery"], blocker_receipts.after(facts))
    ack()


def more(
    *,
    ack: Ack,
    context: BoltContext,
    action: Body,
    body: Body,
    client: WebClient,
    write: Writer,
    read: Reader,
    occasion: Occasion,
) -> None:
    """The ⋯ menu: withdraw acts, everything else opens a form."""
    verb, blocker_id = blocker_parts.chosen(presses.choice(action))
    if verb == blocker_parts.WITHDRAW:
        facts = _press(context, blocker_id, write, occasion, Change.WITHDRAWN)
        ack()
        views.redraw(client, body, details(facts))
    elif verb not in blocker_forms.OPENERS:
        raise Refused("That choice is not in use any more, so nothing was changed.")
    else:
        blocker_forms.OPENERS[verb](
            ack=ack, context=context, body=body, client=client, read=read, occasion=occasion, value=blocker_id
        )
