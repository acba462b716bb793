"""What happens when somebody gives a slash command?"""

from __future__ import annotations

from typing import Any

from playground import payloads
from playground.acts.lookup import NotPossibleError, person, place
from playground.acts.words import encode, escape
from playground.responses import put_answer
from playground.town import Playground
from playground.world import JSON, Change, Channel, Message, User

SLACKBOT = "USLACKBOT"  # who says what the app did not
# Slack's words by the reason for which no good answer came
FAILED = {
    "http_timeout": "operation_timeout",
    "connection_failed": "dispatch_failed",
    "http_error": "http_service_error",
}


async def command(playground: Playground, as_user: str, channel: str, line: str) -> None:
    """Give a command such as "/blocked waiting for @mia"; what the app answers becomes a message.

    With should_escape in the manifest, people and channels arrive as tokens. Without an answer in three seconds a toast
    and a message only for this person say so in Slack's words. Raises NotPossibleError.
    """
    user = person(playground, as_user)
    where = place(playground, user, channel)
    word, _, text = line.strip().partition(" ")
    if not word.startswith("/"):
        raise NotPossibleError("A command begins with “/”.")
    known = next((one for one in playground.world.commands if one.get("command") == word), None)
    if known is None:
        _tell(playground, user, where, f"“{word}” is not a valid command here.", line)
        return
    text = encode(playground.world, text.strip()) if known.get("should_escape") else escape(text.strip())
    path = playground.response_urls.issue(user.id, where.id, line=line)
    reply = (playground.base_url + path, playground.triggers.issue(user.id))
    body = payloads.slash_command(playground.world, user, where, line=(word, text), reply=reply)
    ack: Any = await playground.delivery.deliver("slash_commands", body)
    if not ack.ok:
        reason = FAILED.get(ack.failure, "dispatch_unknown_error")
        _tell(playground, user, where, f"{word} failed with the error “{reason}”", line)
        return
    answer: JSON = ack.payload or {"text": ack.text}
    if answer.get("text") or answer.get("blocks"):
        problem = put_answer(playground, playground.response_urls.peek(path), answer)
        if problem:
            _tell(playground, user, where, f"{word} failed with the error “{problem}”", line)


def _tell(playground: Playground, user: User, where: Channel, text: str, line: str) -> None:
    """Say something in Slack's own voice, to this person alone."""
    message = Message(where.id, "", SLACKBOT, text, ephemeral_for=user.id, response_to=line)
    playground.post(message)
    playground.world.tell(Change("toast", where.id, user=user.id, text=text))
