"""What does a blocker look like: its card, the answer to who raised it, the message to whom it concerns, a list?"""

from collections.abc import Sequence

from planning.blockers import LIVE, State
from readers.graphemes import size
from ui import words as w
from ui.blocker_comments import comment_blocks, comments_aloud
from ui.blocker_direct import direct
from ui.blocker_facts import Facts
from ui.blocker_lists import list_message
from ui.blocker_parts import (
    EDIT,
    SAME_THING,
    act_buttons,
    fact_blocks,
    fields,
    person,
    read_aloud,
    source,
    state_line,
    state_sentence,
    title,
    told,
    undo_words,
    withdraw_button,
)
from ui.kit import Block, Message, actions, button, context, header, image, said, section
from ui.text import channel, escape, one_line, read_out, sentence

__all__ = ["card", "direct", "list_message", "receipt"]


def card(facts: Facts) -> Message:
    """The one living message of a blocker in its channel. It grows quiet when the blocker has ended."""
    return _live_card(facts) if facts.state in LIVE else _ended(facts, mentions=False)


def _live_card(facts: Facts) -> Message:
    known = told(facts)
    blocks = [*_headline(facts), section(state_line(facts)), *fact_blocks(known)]
    blocks += comment_blocks(facts.comments, facts.comment_count)
    if facts.picture:
        blocks.append(image(facts.picture, f"Picture of the message that {w.label(facts.number)} was made from"))
    if origin := source(facts):
        blocks.append(context(origin))
    blocks.append(act_buttons(facts))
    opening = sentence(f"{w.label(facts.number)} is {w.STATES[facts.state].lower()}: {title(facts.title)}")
    state = state_sentence(facts)
    aloud = [pair for pair in known if pair[0] != "Owner"]  # the sentence before has named them
    return Message(read_out([opening, state, *read_aloud(aloud), *comments_aloud(facts.comments)]), blocks)


def _headline(facts: Facts) -> list[Block]:
    """The number and title as a header, and the whole title below where a header cannot hold it."""
    full = f"{w.label(facts.number)} · {one_line(facts.title) or '(no words)'}"
    return [header(full)] if size(full) <= 150 else [header(full), said(facts.title, 1500)]


def _ended(facts: Facts, mentions: bool) -> Message:
    how = state_line(facts, mentions)
    blocks = [section(f"*{w.label(facts.number)}* {title(facts.title, 300)}\n{how}")]
    opening = f"{w.label(facts.number)}, {sentence(title(facts.title))} {state_sentence(facts, mentions)}"
    solved = ""
    if facts.state is State.CLEARED and facts.cleared_with:
        solved = f"What cleared it: “{title(facts.cleared_with, 400)}”"
        blocks.append(said(f"“{facts.cleared_with}”", 500))
    offer = undo_words(facts, mentions)
    if offer:
        blocks.append(context(offer))
    blocks.append(act_buttons(facts))
    return Message(read_out([opening, solved, offer]), blocks)


def receipt(
    facts: Facts, understood: Sequence[tuple[str, str]] = (), where: str | None = None, similar: Facts | None = None
) -> Message:
    """The private answer to who filed it.

    `understood` holds (what, how it was read) in plain words, such as ("Needed by", "Fri 27 Nov"); `where` is the id
    of the channel that shows the card, if one does; `similar` is a blocker that may be the same thing.
    """
    if facts.state not in LIVE:
        return _ended(facts, mentions=True)
    number = w.label(facts.number)
    for_whom = f" for {person(facts.raised_by, True)}" if facts.reported_by != facts.raised_by else ""
    opening = f"{number} is filed{for_whom}."
    state, place = state_sentence(facts, mentions=True), _where(facts, where)
    read = [(escape(one_line(what), 40), escape(one_line(how), 200)) for what, how in understood if one_line(how)][:10]
    blocks = [section(f"*{opening}* {state}"), said(facts.title, 600)]
    if read:
        blocks.append(section(fields=fields(read)))
    blocks.append(context(place))
    edit = button(EDIT, "Edit", facts.id, says=f"Edit {number}")
    blocks.append(actions(edit, withdraw_button(facts)))
    hint = ""
    if similar and similar.id != facts.id:
        hint = f"Looks like {w.label(similar.number)}, “{title(similar.title, 200)}”: is it the same thing?"
        blocks += _similar(facts, similar, hint)
    return Message(read_out([opening, state, sentence(title(facts.title)), hint, *read_aloud(read), place]), blocks)


def _where(facts: Facts, where: str | None) -> str:
    if facts.project_code is None:  # its card is in the PMO's channel then, where the reader may not be
        return "It has no project yet: *Edit* adds one, and puts right what was read wrongly."
    if where and (name := channel(where)):
        return f"Its card is in {name}. Anything read wrongly? *Edit* puts it right."
    return "Anything read wrongly? *Edit* puts it right."


def _similar(facts: Facts, similar: Facts, hint: str) -> list[Block]:
    same = button(SAME_THING, "Same thing", f"{facts.id}:{similar.id}", says=f"The same as {w.label(similar.number)}")
    return [section(hint, accessory=same), context(f"{w.label(similar.number)}: {state_line(similar, mentions=True)}")]
