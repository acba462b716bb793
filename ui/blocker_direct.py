"""What does the owner of a blocker, or whoever it holds up, read in their direct message about it?"""

from collections.abc import Mapping

from planning.blockers import LIVE, State
from ui import words as w
from ui.blocker_facts import Facts, Reason, Who
from ui.blocker_parts import (
    COMMENT,
    act_buttons,
    fact_blocks,
    more,
    person,
    raised,
    read_aloud,
    source,
    state_line,
    state_sentence,
    title,
    told,
    undo_button,
    undo_words,
)
from ui.kit import Block, Message, actions, button, context, said, section
from ui.text import one_line, read_out, sentence

_TO_OWNER = frozenset({Reason.ASKED, Reason.HANDED_OVER_TO_YOU, Reason.DEPUTY})
_TO_YOU = frozenset({Reason.ASKED, Reason.HANDED_OVER_TO_YOU})

# Which states the headline of a reason has said already.
_SAID_BY: Mapping[Reason, frozenset[State]] = {
    Reason.ASKED: frozenset({State.OPEN}),
    Reason.DEPUTY: frozenset({State.OPEN}),
    Reason.HANDED_OVER_TO_YOU: frozenset({State.OPEN, State.ACKNOWLEDGED}),
    Reason.ACKNOWLEDGED: frozenset({State.ACKNOWLEDGED}),
    Reason.HANDED_OVER: frozenset({State.OPEN, State.ACKNOWLEDGED}),
    Reason.STARTED: frozenset({State.IN_PROGRESS}),
    Reason.CLEARED: frozenset({State.CLEARED}),
    Reason.WITHDRAWN: frozenset({State.WITHDRAWN}),
    Reason.MERGED: frozenset({State.DUPLICATE}),
}


def direct(facts: Facts, reason: Reason, by: Who | None = None, note: str | None = None) -> Message:
    """The message to its owner or to who raised it, for something that concerns them.

    `by` is who did it (else the likely person of the facts is named) and `note` what they wrote with it. A later
    edit of the same message passes the same reason and newer facts.
    """
    opening, noted = headline(facts, reason, by), _note(facts, reason, note)
    live, to_owner = facts.state in LIVE, reason in _TO_OWNER
    # Whoever is to clear it needs the facts to decide; whoever raised it knows them.
    known = [pair for pair in told(facts, mentions=True) if pair[0] != "Owner"] if to_owner and live else []
    state = _standing(facts, reason)
    standing = state_line(facts, sentence=state) if state else ""
    offer = undo_words(facts, mentions=True) if not live else ""
    small = [part for part in (standing, offer, source(facts) if to_owner else "") if part]
    blocks = [section(f"*{opening}*"), said(f"{w.label(facts.number)} · {one_line(facts.title)}", 600)]
    blocks += [said(f"“{noted}”", 1000)] if noted else []
    blocks += fact_blocks(known) if known else []
    blocks += [context(part) for part in small]
    blocks.append(_buttons(facts, to_owner))
    quoted = f"“{title(noted, 600)}”" if noted else ""
    return Message(read_out([opening, sentence(title(facts.title)), quoted, state, *read_aloud(known), offer]), blocks)


def _standing(facts: Facts, reason: Reason) -> str:
    """How it stands, as a sentence to the reader; "" where the headline has said it."""
    if facts.state in _SAID_BY.get(reason, ()):
        return ""
    to_you = {State.ACKNOWLEDGED: "It is with you now.", State.IN_PROGRESS: "You are working on it."}
    if reason in _TO_YOU and facts.state in to_you:
        return to_you[facts.state]
    return state_sentence(facts, mentions=True)


def _note(facts: Facts, reason: Reason, note: str | None) -> str:
    if note is None and reason is Reason.CLEARED:
        note = facts.cleared_with
    if note is None and reason is Reason.COMMENTED and facts.comments:
        note = facts.comments[-1].text
    return one_line(note or "")


def _buttons(facts: Facts, to_owner: bool) -> Block:
    if to_owner or facts.state not in LIVE:
        return act_buttons(facts)
    say = button(COMMENT, "Comment", facts.id, says=f"Comment on {w.label(facts.number)}")
    return actions(say, *undo_button(facts), more(facts))


def headline(facts: Facts, reason: Reason, by: Who | None = None) -> str:
    """Why the reader is told, in one sentence of mrkdwn that starts with the point."""
    number = w.label(facts.number)
    if reason in _TO_OWNER:
        return _to_owner(facts, reason, by)
    commenter = facts.comments[-1].by if facts.comments else None
    same = w.label(facts.duplicate_of.number) if facts.duplicate_of else "another blocker"
    doer = f" by {person(by, True)}" if by else ""
    with_owner = f"{number} is with {person(facts.owner, True)} now."
    return {
        Reason.RAISED_FOR_YOU: f"{number} is reported for you, by {person(by or facts.reported_by, True)}.",
        Reason.ACKNOWLEDGED: with_owner,
        Reason.HANDED_OVER: with_owner,
        Reason.STARTED: f"{person(by or facts.owner, True)} is working on {number}.",
        Reason.COMMENTED: f"{person(by or commenter, True)} commented on {number}.",
        Reason.CLEARED: f"{number} is cleared, by {person(by or facts.cleared_by, True)}.",
        Reason.REOPENED: f"{number} stands as before: {person(by, True)} took the last change back.",
        Reason.WITHDRAWN: f"{number} is withdrawn{doer}. It needs nothing more from you.",
        Reason.MERGED: f"{number} is the same thing as {same}, and goes on there.",
    }[reason]


def _to_owner(facts: Facts, reason: Reason, by: Who | None) -> str:
    number = w.label(facts.number)
    if reason is Reason.DEPUTY:
        return f"{number} needs you: you stand in for {person(facts.owner, True)}."
    if reason is Reason.HANDED_OVER_TO_YOU:
        return f"{number} is with you now{f', handed over by {person(by, True)}' if by else ''}."
    return f"{raised(facts, True)} asks you to clear {number}."
