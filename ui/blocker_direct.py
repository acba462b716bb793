"""What does the owner of a blocker, or whoever it holds up, read in their direct message about it?"""

from collections.abc import Mapping

from planning.blockers import LIVE, State
from ui import words as w
from ui.blocker_facts import Facts, Reason, Who
from ui.blocker_parts import (
    ACKNOWLEDGE,
    CLEAR,
    COMMENT,
    HISTORY,
    SHOW,
    START,
    act_buttons,
    fact_blocks,
    more,
    person,
    raised,
    read_aloud,
    reference,
    source,
    state_line,
    state_sentence,
    title,
    told,
    undo_button,
    undo_words,
)
from ui.kit import Block, Element, Message, actions, button, context, said, section
from ui.text import one_line, read_out, sentence
from ui.why import Why, why_line

FREED_SHOWN = 5

_TO_OWNER = frozenset({Reason.ASKED, Reason.HANDED_OVER_TO_YOU, Reason.DEPUTY})
_TO_YOU = frozenset({Reason.ASKED, Reason.HANDED_OVER_TO_YOU})
_TO_DECIDE = _TO_OWNER | {Reason.HELP_WANTED}  # who may act needs the facts; whoever raised it knows them

# The reasons of living messages, whose state is kept true, and which states their headline has said already. What is
# told once says what happened and nothing else: how it stands would soon be wrong.
_SAID_BY: Mapping[Reason, frozenset[State]] = {
    Reason.ASKED: frozenset({State.OPEN}),
    Reason.DEPUTY: frozenset({State.OPEN}),
    Reason.HANDED_OVER_TO_YOU: frozenset({State.OPEN, State.ACKNOWLEDGED}),
    Reason.HANDED_OVER: frozenset({State.OPEN, State.ACKNOWLEDGED}),
    Reason.FREED: frozenset(State) - {State.CLEARED},  # who cleared it is what happened
}


def direct(facts: Facts, reason: Reason, by: Who | None = None, note: str | None = None) -> Message:
    """The message to its owner or to who raised it, for something that concerns them.

    `by` is who did it (else the likely person of the facts is named) and `note` what they wrote with it. A later
    edit of the same message passes the same reason and newer facts.
    """
    opening, noted = headline(facts, reason, by), _note(facts, reason, note)
    live, to_act = facts.state in LIVE, reason in _TO_DECIDE
    known = [pair for pair in told(facts, mentions=True) if pair[0] not in _obvious(reason)] if to_act and live else []
    state = _standing(facts, reason)
    standing = state_line(facts, sentence=state) if state else ""
    offer = undo_words(facts, mentions=True) if not live else ""
    asked = _asked(facts) if reason is Reason.RAISED_FOR_YOU else ""
    why = _why(facts) if to_act and live else ""
    small = [part for part in (standing, asked, why, offer, source(facts) if to_act else "") if part]
    blocks = [section(f"*{opening}*"), said(f"{w.label(facts.number)} · {one_line(facts.title)}", 600)]
    blocks += [said(f"“{noted}”", 1000)] if noted else []
    blocks += fact_blocks(known) if known else []
    blocks += _freed(facts) if reason is Reason.FREED else []
    blocks += [context(part) for part in small]
    blocks.append(_buttons(facts, reason))
    quoted = f"“{title(noted, 600)}”" if noted else ""
    freed = [sentence(reference(ref)) for ref in facts.blocks[:FREED_SHOWN]] if reason is Reason.FREED else []
    aloud = [
        opening,
        sentence(title(facts.title)),
        quoted,
        state,
        asked,
        *freed,
        *read_aloud(known),
        f"{why}." if why else "",
        offer,
    ]
    return Message(read_out(aloud), blocks)


def _why(facts: Facts) -> str:
    """The why line, where its project is for a goal."""
    if facts.goal is None:
        return ""
    project = facts.project_name or facts.project_code or ""
    return f"What for: {why_line(Why(facts.goal, project), f'clearing {w.label(facts.number)}')}"


def _asked(facts: Facts) -> str:
    """Who was asked as it was reported, for whoever did not report it; nobody is asked by themselves."""
    known = facts.owner is not None and facts.owner != facts.reported_by
    return f"{person(facts.owner, True)} was asked to clear it." if known else ""


def _obvious(reason: Reason) -> tuple[str, ...]:
    """The facts that the headline and the standing have told already."""
    return ("Help wanted from",) if reason is Reason.HELP_WANTED else ("Owner",)


def _standing(facts: Facts, reason: Reason) -> str:
    """How it stands, as a sentence to the reader; "" where the headline has said it, or nobody would keep it true."""
    if facts.state in _SAID_BY.get(reason, frozenset(State)):
        return ""
    to_you = {State.ACKNOWLEDGED: "It is with you now.", State.IN_PROGRESS: "You are working on it."}
    if reason in _TO_YOU and facts.state in to_you:
        return to_you[facts.state]
    return state_sentence(facts, mentions=True)


def _note(facts: Facts, reason: Reason, note: str | None) -> str:
    if note is None and reason in {Reason.CLEARED, Reason.FREED}:
        note = facts.cleared_with
    if note is None and reason is Reason.COMMENTED and facts.comments:
        note = facts.comments[-1].text
    return one_line(note or "")


def _buttons(facts: Facts, reason: Reason) -> Block:
    if reason in _TO_OWNER or facts.state not in LIVE:
        return act_buttons(facts)
    if reason is Reason.HELP_WANTED:
        return _helper_buttons(facts)
    say = button(COMMENT, "Comment", facts.id, says=f"Comment on {w.label(facts.number)}")
    return actions(say, *undo_button(facts), more(facts))


def _freed(facts: Facts) -> list[Block]:
    """What can go on now, each with the way to it."""
    return [
        section(reference(ref), accessory=button(SHOW, "Show", ref.id, says=f"Show {w.label(ref.number)}"))
        for ref in facts.blocks[:FREED_SHOWN]
    ]


def _helper_buttons(facts: Facts) -> Block:
    """What a helper may do: not hand over, edit or withdraw."""
    number, steps = w.label(facts.number), list[Element]()
    if facts.state is State.OPEN:
        steps.append(button(ACKNOWLEDGE, "Acknowledge", facts.id, style="primary", says=f"Acknowledge {number}"))
    if facts.state is State.ACKNOWLEDGED:
        steps.append(button(START, "Start", facts.id, style="primary", says=f"Start on {number}"))
    return actions(
        *steps,
        button(CLEAR, "Clear…", facts.id, says=f"Clear {number}"),
        button(COMMENT, "Comment", facts.id, says=f"Comment on {number}"),
        button(HISTORY, "History", facts.id, says=f"History of {number}"),
    )


def headline(facts: Facts, reason: Reason, by: Who | None = None) -> str:
    """Why the reader is told, in one sentence of mrkdwn that starts with the point."""
    number = w.label(facts.number)
    if reason in _TO_OWNER:
        return _to_owner(facts, reason, by)
    commenter = facts.comments[-1].by if facts.comments else None
    same = w.label(facts.duplicate_of.number) if facts.duplicate_of else "another blocker"
    freed = w.listed([w.label(ref.number) for ref in facts.blocks], FREED_SHOWN) or "what waited for it"
    doer = f" by {person(by, True)}" if by else ""
    with_owner = f"{number} is with {person(facts.owner, True)} now."
    return {
        Reason.RAISED_FOR_YOU: f"{number} is reported for you, by {person(by or facts.reported_by, True)}.",
        Reason.ACKNOWLEDGED: with_owner,
        Reason.HANDED_OVER: with_owner,
        Reason.COMMENTED: f"{person(by or commenter, True)} commented on {number}.",
        Reason.CLEARED: f"{number} is cleared, by {person(by or facts.cleared_by, True)}.",
        Reason.FREED: f"{number} is cleared, so {freed} can go on.",
        Reason.HELP_WANTED: f"{raised(facts, True)} needs your help with {number}.",
        Reason.REOPENED: f"{number} stands as before: {person(by, True)} took the last change back.",
        Reason.WITHDRAWN: f"{number} is withdrawn{doer}. It needs nothing more from you.",
        Reason.MERGED: f"{number} is the same thing as {same}, and goes on there.",
    }[reason]


def _to_owner(facts: Facts, reason: Reason, by: Who | None) -> str:
    number = w.label(facts.number)
    if reason is Reason.DEPUTY:
        return f"{number} needs you, in place of {person(facts.owner, True)}."
    if reason is Reason.HANDED_OVER_TO_YOU:
        return f"{number} is with you now{f', handed over by {person(by, True)}' if by else ''}."
    return f"{raised(facts, True)} asks you to clear {number}."
