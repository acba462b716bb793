"""What does somebody read when a blocker climbs its ladder: who is told, its raiser before that, the PMO at its end?"""

from dataclasses import dataclass
from datetime import datetime

from planning.blockers import LIVE, State
from planning.ladder import Act, Why
from planning.ladder_policy import Level
from planning.rungs import Passed
from ui import words as w
from ui.blocker_facts import Facts, Who
from ui.blocker_parts import (
    ACKNOWLEDGE,
    CLEAR,
    COMMENT,
    EDIT,
    HAND_OVER,
    SHOW,
    START,
    act_buttons,
    fact_blocks,
    person,
    read_aloud,
    title,
    told,
    withdraw_button,
)
from ui.kit import Block, Element, Message, actions, button, context, said, section
from ui.ladder_words import LEVELS, WHYS, passed_words
from ui.text import channel, day, escape, moment, one_line, read_out, sentence

# Action ids, and of HOLD the callback id of its form as well. The value is the blocker's id.
AGREE = "ladders.agree"
HOLD = "ladders.hold"

# Of those who are asked, who reported and who waits nothing is said upward: it is about the work.
_UPWARD = frozenset({"Project", "Severity", "Age", "Needed by", "Cause", "Waits for"})


# Dated, so that it stays true whatever comes after it.
_WENT_ON = {
    State.OPEN: "began anew with its owner on {day}",
    State.ACKNOWLEDGED: "was taken in hand on {day}",
    State.IN_PROGRESS: "was taken in hand on {day}",
    State.CLEARED: "was cleared on {day}",
    State.WITHDRAWN: "was withdrawn on {day}",
    State.DUPLICATE: "goes on in another blocker",
}


@dataclass(frozen=True)
class StepFacts:
    """A step that was taken. `level`: who is told."""

    facts: Facts
    act: Act
    level: Level
    why: Why
    passed: tuple[Passed, ...] = ()


@dataclass(frozen=True)
class Coming:
    """A step that will be taken."""

    level: Level
    at: datetime
    people: tuple[Who, ...] = ()
    channel: str | None = None  # Slack's id
    passed: tuple[Passed, ...] = ()


@dataclass(frozen=True)
class ContractFacts:
    """What the raiser is shown. `reading`: what those will read who are told first, as plain words."""

    facts: Facts
    coming: tuple[Coming, ...]
    reading: str


def step(one: StepFacts) -> Message:
    """To those at the level that is told."""
    facts, to_owner = one.facts, one.level is Level.OWNER and one.act is Act.AGAIN
    known = [pair for pair in told(facts, mentions=True) if (to_owner and pair[0] != "Owner") or pair[0] in _UPWARD]
    opening, why, passed = _opening(one), _why(one), passed_words(one.passed)
    blocks = [section(f"*{opening}*"), _named(facts), section(why), *fact_blocks(known)]
    blocks += [context(passed)] if passed else []
    blocks.append(act_buttons(facts) if to_owner else _buttons(one))
    return Message(read_out([opening, sentence(title(facts.title)), why, *read_aloud(known), passed]), blocks)


def contract(one: ContractFacts, *, agreed: bool = False) -> Message:
    """To the raiser, before anybody above the owner is told. `agreed`: they found it fine."""
    number = w.label(one.facts.number)
    opening = (
        f"{number} goes its way as it is shown here." if agreed else f"{number} goes further up, unless you hold it."
    )
    lines = [_coming(each) for each in one.coming]
    notes = [note for each in one.coming if (note := passed_words(each.passed)) and note not in one.reading]
    silence = "You can still hold it or withdraw it." if agreed else "If you say nothing, this is what happens."
    silence += " Nobody is blamed in it, and any news stops it."
    blocks = [section(f"*{opening}*"), _named(one.facts)]
    blocks.append(section("*Who will be told, and when*\n" + "\n".join(f"• {line}" for line in lines)))
    blocks += [section("*What they will read*"), said(f"“{one_line(one.reading)}”", 1500)]
    blocks += [context(note) for note in dict.fromkeys(notes)]
    blocks += [context(silence), _raisers(one.facts, fine=not agreed)]
    aloud = [opening, sentence(title(one.facts.title)), *map(sentence, lines), *notes, silence]
    return Message(read_out([*aloud, f"They will read: “{escape(one_line(one.reading), 1500)}”"]), blocks)


def held(facts: Facts, until: datetime) -> Message:
    """The contract once the blocker is held."""
    opening = f"{w.label(facts.number)} is held until {moment(until)}."
    rest = "Nobody further is told before that; then you are shown again what comes."
    buttons = actions(_hold(facts), withdraw_button(facts))
    blocks = [section(f"*{opening}*"), _named(facts), context(rest), buttons]
    return Message(read_out([opening, sentence(title(facts.title)), rest]), blocks)


def went_on(facts: Facts) -> Message:
    """What asked somebody for a blocker, once there is news of it: nothing is left to be pressed."""
    opening = f"{w.label(facts.number)} {_WENT_ON[facts.state].format(day=day(facts.today, facts.today))}."
    rest = "Nothing more is asked here for now." if facts.state in LIVE else ""
    blocks = [section(f"*{opening}*"), _named(facts), *([context(rest)] if rest else [])]
    blocks.append(actions(button(SHOW, "Show", facts.id, says=f"Show {w.label(facts.number)}")))
    return Message(read_out([opening, sentence(title(facts.title)), rest]), blocks)


def stale(facts: Facts, days: int) -> Message:
    """To the owner, once, where nobody has said anything for so many of their working days."""
    number = w.label(facts.number)
    opening = f"How does {number} stand?"
    why = f"There has been no news of it for {w.plural(days, 'working day', 'working days')}, and no date is promised."
    once = "One tap is enough, and you are asked this once."
    known = [pair for pair in told(facts, mentions=True) if pair[0] not in {"Owner", "Cause"}]
    steps = [button(EDIT, "New date", facts.id, style="primary", says=f"Give {number} a new date")]
    if facts.state is State.IN_PROGRESS:
        steps.append(button(COMMENT, "Still in progress…", facts.id, says=f"Say how {number} goes on"))
    else:
        steps.append(button(START, "In progress", facts.id, says=f"{number} is in progress"))
    rest = (
        button(HAND_OVER, "Hand over", facts.id, says=f"Hand over {number}"),
        button(CLEAR, "Cleared…", facts.id, says=f"{number} is cleared"),
    )
    blocks = [section(f"*{opening}* {why}"), _named(facts), *fact_blocks(known), context(once)]
    blocks.append(actions(*steps, *rest))
    return Message(read_out([opening, sentence(title(facts.title)), why, *read_aloud(known), once]), blocks)


def no_longer_stale(facts: Facts) -> Message:
    """The same question once there is news, from whomever it came."""
    opening = f"How does {w.label(facts.number)} stand? There is news of it by now, thank you."
    show = button(SHOW, "Show", facts.id, says=f"Show {w.label(facts.number)}")
    blocks = [section(opening), _named(facts), actions(show)]
    return Message(read_out([opening, sentence(title(facts.title))]), blocks)


def _named(facts: Facts) -> Block:
    return said(f"{w.label(facts.number)} · {one_line(facts.title)}", 600)


def _opening(one: StepFacts) -> str:
    number = w.label(one.facts.number)
    match one.act:
        case Act.END:
            return f"The ladder of {number} has ended: everybody on it was asked."
        case Act.REVIEW:
            return f"What becomes of {number}?"
        case Act.AGAIN if one.level is Level.OWNER:
            return f"{number} still waits for you."
        case Act.AGAIN:
            return f"{number} still needs somebody who moves it on."
    return f"{number} needs somebody who moves it on."


def _why(one: StepFacts) -> str:
    if one.act is Act.END:
        return "It is the PMO's to decide now what becomes of it. Any news begins its ladder anew."
    if one.act is Act.REVIEW:
        return "Its ladder ended, and it is still open. Clear it, hand it over, or hold it until a day."
    return WHYS[one.why] if one.level is not Level.OWNER else "There has been no news of it for a while."


def _buttons(one: StepFacts) -> Block:
    """What whoever is told can do at once; the rest is behind Show."""
    facts, number = one.facts, w.label(one.facts.number)
    steps: list[Element] = []
    if facts.state is State.OPEN:
        steps.append(button(ACKNOWLEDGE, "Acknowledge", facts.id, style="primary", says=f"Acknowledge {number}"))
    if facts.state is State.ACKNOWLEDGED:
        steps.append(button(START, "Start", facts.id, style="primary", says=f"Start on {number}"))
    steps += [
        button(HAND_OVER, "Hand over", facts.id, says=f"Hand over {number}"),
        button(COMMENT, "Comment", facts.id, says=f"Comment on {number}"),
    ]
    if one.act in {Act.END, Act.REVIEW}:
        steps.append(_hold(facts))
    return actions(*steps, button(SHOW, "Show", facts.id, says=f"Show {number}"))


def _raisers(facts: Facts, *, fine: bool = True) -> Block:
    number = w.label(facts.number)
    steps = [button(AGREE, "Fine", facts.id, style="primary", says=f"It is fine for {number}")] if fine else []
    return actions(*steps, _hold(facts), withdraw_button(facts))


def _hold(facts: Facts) -> Element:
    return button(HOLD, "Hold…", facts.id, says=f"Hold {w.label(facts.number)}")


def _coming(one: Coming) -> str:
    """“Tue 24 Nov at 11:00: the lead, Tomás Ortega”."""
    named = w.listed([person(who, True) for who in one.people]) if one.people else channel(one.channel or "")
    return f"{moment(one.at)}: {LEVELS[one.level]}" + (f", {named}" if named else "")
