"""What did a change make Clearway say, and to whom?"""

from collections.abc import Callable
from dataclasses import dataclass, field

from models.outbox import Act, Card, OutboxRow, Sending
from tests.services.blocker_world import World


@dataclass
class Heard:
    """New messages by the name of the person or the id of the channel, and which living messages were edited."""

    told: dict[str, list[str]] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)


def heard(world: World, act: Callable[[], object]) -> Heard:
    """Run `act` once everything before it was sent, and see what waits to be sent then."""
    settle(world)
    act()
    found = Heard()
    cards = {card.id: card for card in world.rows(Card)}
    for row in world.outbox():
        if row.state != Sending.PENDING:
            continue
        if row.act == Act.POST:
            found.told.setdefault(world.name_of(row.target) or row.target, []).append(row.payload["text"])
        elif row.act == Act.UPDATE and row.card_id:
            card = cards[row.card_id]
            found.edited.add(world.name_of(card.place.removeprefix("to:")) or card.target)
    return found


def settle(world: World) -> None:
    """As if the courier had sent everything: rows are sent, and cards stand in Slack."""
    with world.store.write.begin() as session:
        for row in session.query(OutboxRow).filter(OutboxRow.state == Sending.PENDING):
            row.state = Sending.SENT
            if row.act == Act.POST:
                row.slack_channel, row.slack_ts = row.target, f"16.{row.id[:8]}"
        for place, card in enumerate(session.query(Card).filter(Card.ts.is_(None))):
            card.channel, card.ts = card.target, f"17.{place}{card.id[:8]}"


def text_of(world: World, name: str) -> str:
    """What the living direct message of a person says now."""
    card = world.cards()[f"to:{world.people[name]}"]
    rows = [row for row in world.outbox() if row.card_id == card.id]
    return str(rows[-1].payload["text"])
