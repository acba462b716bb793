"""What could Clearway not say, and what can somebody do about it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ui import words as w
from ui.kit import Message, context, section
from ui.text import channel, escape, mention, one_line, read_out, sentence

SHOWN = 10

# Slack's codes, as something to do. What is not here is shown as it is.
REMEDIES: dict[str, str] = {
    "not_in_channel": "Clearway is not in it. Invite it there: `/invite @Clearway`.",
    "channel_not_found": "Clearway cannot see it. Invite it there, or check the id in the import.",
    "is_archived": "It is archived. Give the project another channel with the next import.",
    "restricted_action": "Only some people may post there. Ask a workspace admin to let Clearway.",
    "user_disabled": "The account is deactivated. Hand its blockers over.",
    "the person is deactivated": "The account is deactivated. Hand its blockers over.",
}


@dataclass(frozen=True)
class Failure:
    """Messages to one place that came to nothing for one reason."""

    target: str  # Slack's id of a channel or person
    reason: str
    count: int


def failures(found: Sequence[Failure]) -> Message:
    """For the PMO: what stayed unsaid, merged by place and reason. Raises ValueError where nothing did."""
    if not found:
        raise ValueError("there is nothing to report")
    opening = "Some messages of Clearway did not arrive."
    rows = [_row(one) for one in found[:SHOWN]]
    rest = f"And {len(found) - SHOWN} more places." if len(found) > SHOWN else ""
    calm = "Nothing is lost: what they were about is stored, and Home and the lists show it."
    small = f"{calm} {rest}".strip()
    blocks = [section(f"*{opening}*"), *(section(row) for row in rows), context(small)]
    return Message(read_out([opening, *map(sentence, rows), small]), blocks)


def _row(one: Failure) -> str:
    place = channel(one.target) or mention(one.target) or escape(one_line(one.target), 60) or "an unknown place"
    remedy = REMEDIES.get(one.reason, f"Slack said: {escape(one_line(one.reason), 200)}")
    return f"{w.plural(one.count, 'message', 'messages')} to {place}: {remedy}"
