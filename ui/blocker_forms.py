"""Which forms does a blocker have once it is filed, and what was filled in?"""

from collections.abc import Iterable, Sequence

from ui import words as w
from ui.blocker_facts import Facts, HistoryLine, Ref
from ui.blocker_report_form import PEOPLE
from ui.inputs import (
    Choice,
    Filled,
    asked,
    choice_input,
    choice_of,
    choices_input,
    choices_of,
    modal,
    people_input,
    people_of,
    person_input,
    person_of,
    shown,
    text_of,
    words_input,
)
from ui.kit import Block, View, between, context, instant, line, quoted, rich, said, words
from ui.text import cut, one_line

# Callback ids: which form was sent. The blocker's id comes back in private_metadata.
CLEAR_FORM = "blockers.clear"
COMMENT_FORM = "blockers.comment"
HAND_OVER_FORM = "blockers.hand_over"
LINKS_FORM = "blockers.links"
DUPLICATE_FORM = "blockers.duplicate"

WORDS = "words"
PERSON = "person"
BLOCKS = "blocks"
SAME_AS = "same_as"

_FROM_CARD = ":card"
COMMENT_CHARACTERS = 2000
NOTE_CHARACTERS = 500
HISTORY_LINES = 60


def _about(facts: Facts) -> Block:
    return said(f"{w.label(facts.number)} · {one_line(facts.title)}", 300)


def clear_form(facts: Facts) -> View:
    placeholder = "The review was done on Friday"
    ask = asked(WORDS, "What cleared it?", words_input(limit=NOTE_CHARACTERS, placeholder=placeholder, focus=True))
    who = context("Whoever it held up is told, and what cleared it helps the next one.")
    blocks = [_about(facts), ask, who]
    title_words = f"Clear {w.label(facts.number)}"
    return modal(title_words, blocks, callback_id=CLEAR_FORM, submit="Clear it", private=facts.id)


def read_clear(filled: Filled) -> str | None:
    """What cleared it; None where nothing was said."""
    return cut(text_of(filled, WORDS), NOTE_CHARACTERS) or None


def comment_form(facts: Facts) -> View:
    ask = words_input(limit=COMMENT_CHARACTERS, placeholder="What is new?", focus=True)
    blocks = [_about(facts), asked(WORDS, "Your comment", ask, optional=False)]
    title_words = f"Comment on {w.label(facts.number)}"
    return modal(title_words, blocks, callback_id=COMMENT_FORM, submit="Comment", private=facts.id)


def from_card(view: View) -> View:
    """A form that was opened on the blocker's own card, and says so when it is sent."""
    return {**view, "private_metadata": f"{view['private_metadata']}{_FROM_CARD}"}


def commented(private: str) -> tuple[str, bool]:
    """Of a comment's private metadata: (the blocker's id, whether it was opened on its own card)."""
    return private.removesuffix(_FROM_CARD), private.endswith(_FROM_CARD)


def read_comment(filled: Filled) -> str | dict[str, str]:
    text = cut(text_of(filled, WORDS), COMMENT_CHARACTERS)
    return text or {WORDS: "Please write a few words."}


def hand_over_form(facts: Facts) -> View:
    blocks = [
        _about(facts),
        asked(PERSON, "Who is to clear it?", person_input(), optional=False),
        asked(WORDS, "A word to them", words_input(limit=NOTE_CHARACTERS, placeholder="What they should know")),
    ]
    title_words = f"Hand over {w.label(facts.number)}"
    return modal(title_words, blocks, callback_id=HAND_OVER_FORM, submit="Hand over", private=facts.id)


def read_hand_over(filled: Filled) -> tuple[str, str | None] | dict[str, str]:
    """(Slack id of the new owner, the word to them or None)."""
    person = person_of(filled, PERSON)
    if person is None:
        return {PERSON: "Please choose a person."}
    return person, cut(text_of(filled, WORDS), NOTE_CHARACTERS) or None


def links_form(facts: Facts, others: Sequence[Ref] | None) -> View:
    """Which live blockers and which people it holds up. `others` is None while they are being looked up.

    Those it blocks already are offered too, whether or not `others` names them.
    """
    people = [who.slack_id for who in facts.people if who.slack_id]
    blocks = [_about(facts), asked(PEOPLE, "Whom does it hold up?", people_input(people))]
    known = {ref.id: ref for ref in (*facts.blocks, *(others or ())) if ref.id != facts.id}
    if others is None:
        blocks.append(context("Looking up the other blockers…"))
    elif not known:
        blocks.append(context("There is no other open blocker that it could block."))
    else:
        ask = choices_input(_choices(known.values()), [r.id for r in facts.blocks], placeholder="Choose blockers")
        blocks.append(asked(BLOCKS, "Which blockers wait for it?", ask))
    title_words = f"What {w.label(facts.number)} blocks"
    return modal(title_words, blocks, callback_id=LINKS_FORM, submit="Save", private=facts.id)


def read_links(filled: Filled) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """(ids of the blockers that wait for it, Slack ids of the people). None: the form offered no blockers."""
    return choices_of(filled, BLOCKS) if shown(filled, BLOCKS) else None, people_of(filled, PEOPLE)


def duplicate_form(facts: Facts, others: Sequence[Ref] | None) -> View:
    """Which other blocker it is the same as; the likeliest first. `others` is None while they are being looked up."""
    known = [ref for ref in others or () if ref.id != facts.id]
    if not known:
        empty = (
            "Looking up the other blockers…" if others is None else "There is no other open blocker to join it with."
        )
        return modal("Same as…", [_about(facts), context(empty)], close="Close", private=facts.id)
    ask = choice_input(_choices(known), placeholder="Choose a blocker")
    what = context("It goes on there: both histories stay, and its owner and raiser are told.")
    blocks = [_about(facts), asked(SAME_AS, "Which one is the same thing?", ask, optional=False), what]
    return modal("Same as…", blocks, callback_id=DUPLICATE_FORM, submit="Same thing", private=facts.id)


def read_duplicate(filled: Filled) -> str | dict[str, str]:
    """The id of the blocker that it is the same as."""
    return choice_of(filled, SAME_AS) or {SAME_AS: "Please choose a blocker."}


def _choices(refs: Iterable[Ref]) -> list[Choice]:
    return [(ref.id, f"{w.label(ref.number)} {one_line(ref.title)}") for ref in refs]


def history(facts: Facts, lines: Sequence[HistoryLine]) -> View:
    """Every change, `lines` oldest first; shown newest first, as far as a window holds them."""
    newest = list(lines)[::-1][:HISTORY_LINES]
    blocks = [_about(facts), *(_history_line(each) for each in newest)]
    if earlier := len(lines) - len(newest):
        blocks.append(context(f"And {w.plural(earlier, 'earlier change', 'earlier changes')}."))
    return modal(f"History of {w.label(facts.number)}", blocks, close="Close")


def _history_line(entry: HistoryLine) -> Block:
    by = one_line(entry.by.name) if entry.by else "Clearway"
    undone = " (taken back)" if entry.undone else ""
    did = w.CHANGES[entry.what] if entry.what is not None else entry.did
    what = f" {did}{undone} · "
    shown_line = line(words(by, 80, bold=True), between(what), instant(entry.at))
    told = ((entry.text, 1000), (entry.said, 3000))
    return rich(shown_line, *(quoted(text, limit) for text, limit in told if text and one_line(text)))
