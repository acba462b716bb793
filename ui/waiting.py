"""What waited for somebody until it suited them, and what is said above their budget?"""

from collections.abc import Sequence

from readers.graphemes import size
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.kit import MESSAGE_CHARACTERS, TEXT_CHARACTERS, Block, Message, context, divider, header, texts
from ui.text import read_out

_BLOCKS = 48  # of the parts together; the heading and a divider need room too


def merged(parts: Sequence[Message]) -> Message:
    """Several messages as one, in their order. One alone stays as it is."""
    if len(parts) == 1:
        return parts[0]
    heading = f"{len(parts)} things that could wait"
    blocks: list[Block] = [header(heading)]
    for number, part in enumerate(parts):
        blocks += [divider()] if number else []
        blocks += part.blocks
    return Message(read_out([f"{heading}:", *(part.text for part in parts)]), blocks)


def fitting(parts: Sequence[Message]) -> int:
    """How many of them, from the first on, have room in one message; at least one."""
    blocks = characters = words = 0
    for number, part in enumerate(parts):
        blocks += len(part.blocks) + 1
        characters += sum(map(size, texts(part.blocks)))
        words += size(part.text) + 2
        if number and (blocks > _BLOCKS or characters > MESSAGE_CHARACTERS - 500 or words > TEXT_CHARACTERS - 100):
            return number
    return len(parts)


def over_budget(message: Message, by: Who | None, budget: int) -> Message:
    """The same, and in whose name it is said although the week's messages are used up."""
    name = person(by, mentions=False, nobody="the PMO")
    yours = "one message a week that is yours" if budget == 1 else f"{budget} messages a week that are yours"
    told = f"This is more than the {yours}: {name} answers for it."
    return Message(read_out([message.text, told]), [*message.blocks, context(told)])
