"""Which sentences, fields and buttons do the screens of a blocker share?

In a channel people are shown by name: a mention there would interrupt them beside the direct message that they get.
Where only the reader is told, a mention interrupts nobody and leads to the person with one tap.
"""

from collections.abc import Iterator, Sequence

from planning.blockers import LIVE, Cause, Change, State
from ui import words as w
from ui.blocker_facts import Facts, Ref, UndoOffer, Who
from ui.kit import (
    Block,
    Element,
    actions,
    button,
    confirm,
    overflow,
    section,
)
from ui.ladder_words import severity_words
from ui.text import escape, inert, link, mention, moment, one_line, sentence

# Action ids: what a button asks for. The value is the blocker's id, for UNDO that of the change, for SAME_THING a pair.
REPORT = "blockers.report"
ACKNOWLEDGE = "blockers.acknowledge"
START = "blockers.start"
CLEAR = "blockers.clear"
COMMENT = "blockers.comment"
HAND_OVER = "blockers.hand_over"
EDIT = "blockers.edit"
WITHDRAW = "blockers.withdraw"
HISTORY = "blockers.history"
UNDO = "blockers.undo"
SAME_THING = "blockers.same_thing"
SHOW = "blockers.show"
MORE = "blockers.more"  # the ⋯ menu; its choice is read by `chosen`
ACTIONS = (
    *(REPORT, ACKNOWLEDGE, START, CLEAR, COMMENT, HAND_OVER, EDIT, WITHDRAW, HISTORY, UNDO),
    *(SAME_THING, SHOW, MORE),
)

# Choices of the ⋯ menu that are no buttons elsewhere; they share its action id.
LINKS = "blockers.links"
DUPLICATE = "blockers.duplicate"

TITLE_CHARACTERS = 500


def chosen(value: str) -> tuple[str, str]:
    """What was chosen in the ⋯ menu: (EDIT | LINKS | DUPLICATE | HISTORY | WITHDRAW, the blocker's id)."""
    verb, _, blocker = value.partition(":")
    return verb, blocker


def pair(value: str) -> tuple[str, str]:
    """Of SAME_THING: (the blocker that is to be merged, the one that it is the same as)."""
    merged, _, kept = value.partition(":")
    return merged, kept


def person(who: Who | None, mentions: bool = False, nobody: str = "somebody") -> str:
    """A person in mrkdwn."""
    if who is None:
        return nobody
    return (mentions and mention(who.slack_id or "")) or escape(one_line(who.name), 80) or nobody


def title(text: str, limit: int = TITLE_CHARACTERS) -> str:
    """A title in mrkdwn, on one line."""
    return escape(one_line(text), limit) or "(no words)"


def reference(ref: Ref) -> str:
    return f"{w.label(ref.number)} {title(ref.title, 80)}"


def state_sentence(facts: Facts, mentions: bool = False) -> str:
    """Who has it, or how it ended, in one sentence."""
    owner = person(facts.owner, mentions)
    match facts.state:
        case State.OPEN:
            return f"{owner} is asked to clear it." if facts.owner else "Nobody has it yet."
        case State.ACKNOWLEDGED:
            return f"It is with {owner} now." if facts.owner else "Somebody has seen it."
        case State.IN_PROGRESS:
            return f"{owner} is working on it." if facts.owner else "Somebody is working on it."
        case State.CLEARED:
            by = f" by {person(facts.cleared_by, mentions)}" if facts.cleared_by else ""
            after = (
                f" after {w.days(days)}" if facts.ended_on and (days := (facts.ended_on - facts.since).days) > 0 else ""
            )
            return f"Cleared{by}{after}."
        case State.WITHDRAWN:
            return "Withdrawn. It needs nothing more."
        case State.DUPLICATE:
            same = reference(facts.duplicate_of) if facts.duplicate_of else "another blocker"
            return sentence(f"The same thing as {same}")


def state_line(facts: Facts, mentions: bool = False, sentence: str | None = None) -> str:
    """The state in bold with its sentence, and one sign at the end for the eye."""
    sign, sentence = w.SIGNS[facts.state], sentence or state_sentence(facts, mentions)
    return f"*{w.STATES[facts.state]}.* {sentence} {sign}" if facts.state in LIVE else f"{sentence} {sign}"


def project(facts: Facts) -> str:
    known = [escape(one_line(part), 80) for part in (facts.project_code, facts.project_name) if part]
    return " · ".join(known)


def raised(facts: Facts, mentions: bool = False) -> str:
    raiser = person(facts.raised_by, mentions)
    if facts.reported_by is None or facts.reported_by == facts.raised_by:
        return raiser
    return f"{raiser} (reported by {person(facts.reported_by, mentions)})"


def holds_up(facts: Facts, mentions: bool = False) -> str:
    """What stands still because of it, in mrkdwn; "" where nothing was said."""
    held = [person(who, mentions) for who in facts.people]
    parts = [w.listed(held)] if held else []
    parts += [w.hours_words(facts.hours_per_week)] if facts.hours_per_week else []
    parts += [w.listed([reference(ref) for ref in facts.blocks], 3)] if facts.blocks else []
    return " · ".join(parts)


def waits_for(facts: Facts) -> str:
    return w.listed([reference(ref) for ref in facts.blocked_by], 3) if facts.blocked_by else ""


def told(facts: Facts, mentions: bool = False) -> list[tuple[str, str]]:
    """What is known, as (label, mrkdwn), in the order in which it helps to decide."""
    due = w.due_words(facts.needed_by, facts.needed_at, facts.today) if facts.needed_by else ""
    known = [
        ("Project", project(facts)),
        ("Owner", person(facts.owner, mentions, "Nobody yet")),
        ("Severity", severity_words(facts.judged)),
        # With its date even on the first day: a card is read long after it was drawn.
        ("Age", w.age_words(facts.since, facts.today, dated=True)),
        ("Needed by", due),
        ("Raised by", raised(facts, mentions)),
        ("Help wanted from", person(facts.helper, mentions) if facts.helper else ""),
        ("Cause", "" if facts.cause is Cause.OTHER else w.CAUSES[facts.cause]),
        ("Holds up", holds_up(facts, mentions)),
        ("Waits for", waits_for(facts)),
    ]
    return [(name, value) for name, value in known if value]


_WIDE = frozenset({"Severity", "Holds up", "Waits for"})  # too long for half a line


def fact_blocks(pairs: Sequence[tuple[str, str]]) -> list[Block]:
    """What is known, the short facts in two columns and the long ones below."""
    blocks = [section(fields=fields([pair for pair in pairs if pair[0] not in _WIDE]))]
    wide = "\n".join(f"*{name}* {value}" for name, value in pairs if name in _WIDE)
    return [*blocks, section(wide)] if wide else blocks


def fields(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"*{name}*\n{value}" for name, value in pairs]


def read_aloud(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The same facts for `text`, which is all that a screen reader reads."""
    for name, value in pairs:
        yield sentence(f"{name}: {value}")


def source(facts: Facts) -> str:
    return link(facts.source_link, "The message it came from") if facts.source_link else ""


def withdraw_button(facts: Facts) -> Element:
    ask = confirm(
        f"Withdraw {w.label(facts.number)}?",
        "It stops asking anybody. Its history stays, and you can undo this for a while.",
        yes="Withdraw",
    )
    return button(WITHDRAW, "Withdraw", facts.id, confirm=ask, says=f"Withdraw {w.label(facts.number)}")


def undo_button(facts: Facts) -> list[Element]:
    if facts.undo is None:
        return []
    says = f"Undo the last change of {w.label(facts.number)}"
    return [button(UNDO, "Undo", facts.undo.change_id, confirm=_what_is_undone(facts, facts.undo), says=says)]


def _what_is_undone(facts: Facts, offer: UndoOffer) -> Element | None:
    """A live screen does not say which change was the last one, so its button does; one that has ended says it."""
    if facts.state not in LIVE:
        return None
    by = (inert(one_line(offer.by.name), 80) if offer.by else "Clearway") or "Somebody"
    change = f"The last change that can be taken back: {by} {w.CHANGES[offer.what]}."
    return confirm(f"Undo this on {w.label(facts.number)}?", change, yes="Undo", no="Leave it")


def undo_words(facts: Facts, mentions: bool = False) -> str:
    """Until when the last change can be taken back; "" where it cannot."""
    if facts.undo is None:
        return ""
    possible = f"Can be undone until {moment(facts.undo.until)}."
    if facts.undo.what is Change.CLEARED:
        return possible  # who cleared it is said already
    return f"{person(facts.undo.by, mentions, 'Clearway')} {w.CHANGES[facts.undo.what]}. {possible}"


def act_buttons(facts: Facts) -> Block:
    """The row of buttons by state: the next step first, the rare ones in the ⋯ menu."""
    number, rest = w.label(facts.number), []
    if facts.state not in LIVE:
        return actions(*undo_button(facts), button(HISTORY, "History", facts.id, says=f"History of {number}"))
    if facts.state is State.OPEN:
        rest.append(button(ACKNOWLEDGE, "Acknowledge", facts.id, style="primary", says=f"Acknowledge {number}"))
    if facts.state is State.ACKNOWLEDGED:
        rest.append(button(START, "Start", facts.id, style="primary", says=f"Start on {number}"))
    clear_style = "primary" if facts.state is State.IN_PROGRESS else None
    return actions(
        *rest,
        button(CLEAR, "Clear…", facts.id, style=clear_style, says=f"Clear {number}"),
        button(COMMENT, "Comment", facts.id, says=f"Comment on {number}"),
        button(HAND_OVER, "Hand over", facts.id, says=f"Hand over {number}"),
        *undo_button(facts),
        more(facts),
    )


def more(facts: Facts) -> Element:
    choices = (
        *(("Edit", EDIT), ("What it blocks", LINKS), ("Same as…", DUPLICATE)),
        *(("History", HISTORY), ("Withdraw", WITHDRAW)),
    )
    return overflow(MORE, [(label, f"{verb}:{facts.id}") for label, verb in choices])
