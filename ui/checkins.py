"""What does somebody read who is asked whether something is in their way, and who has answered?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planning.blockers import LIVE, State
from planning.checkin_answers import Said
from planning.checkin_series import QUESTIONS
from planning.checkins import Frequency, Tie, Why
from ui import words as w
from ui.blocker_facts import Ref, Who
from ui.blocker_parts import SHOW, person, title
from ui.inputs import Filled, asked, modal, text_of, words_input
from ui.kit import Block, Element, Message, View, actions, button, context, menu, said, section
from ui.text import day, escape, inert, one_line, read_out, sentence

# Action ids. The value is the check-in's id; of FREQUENCY the choice itself.
ALL_CLEAR = "checkins.all_clear"
IN_MY_WAY = "checkins.in_my_way"
WORDS = "checkins.words"  # opens a form of the same name: all clear, and a few words on what was asked besides
CHANGE = "checkins.change"
LESS_OFTEN = "checkins.less_often"
FREQUENCY = "checkins.frequency"

BLOCKER_FORM = "checkins.blocker"
QUESTION = "question_{}"  # block ids, from 0
ANSWER_CHARACTERS = 500
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

OFTEN: dict[Frequency, str] = {
    Frequency.DAILY: "As often as planned",
    Frequency.TWICE_A_WEEK: "Twice a week at most",
    Frequency.WEEKLY: "Once a week at most",
    Frequency.WHEN_NEEDED: "Only when something depends on me",
}
_FROM_NOW: dict[Frequency, str] = {
    Frequency.DAILY: "From now on you are asked as often as planned.",
    Frequency.TWICE_A_WEEK: "From now on you are asked twice a week at most.",
    Frequency.WEEKLY: "From now on you are asked once a week at most.",
    Frequency.WHEN_NEEDED: "From now on you are asked only when something depends on you, once a week at most.",
}


@dataclass(frozen=True)
class About:
    """The open blocker that matters most to the reader now."""

    ref: Ref
    tie: Tie
    needed_by: date | None = None


@dataclass(frozen=True)
class LedTo:
    """What the reader's last answer led to."""

    ref: Ref
    state: State
    owner: Who | None
    ended_on: date | None = None


@dataclass(frozen=True)
class CheckinFacts:
    """One check-in, as it stands. Days are the reader's own."""

    id: str
    day: date  # that it belongs to
    today: date
    why: Why
    about: About | None = None
    quiet_days: int = 0
    questions: tuple[str, ...] = ()
    said: Said | None = None
    words: tuple[str, ...] = ()
    blocker: Ref | None = None  # that the answer led to
    led_to: LedTo | None = None
    may_ask_less: bool = True


def question(facts: CheckinFacts) -> Message:
    """Why it asks, the questions, and one press for the answer."""
    opening = "Is something in your way?"
    why, before = _why(facts), _led_to(facts.led_to, facts.today)
    so_far = f"So far: {_noted(facts)}" if facts.said is not None else ""
    blocks = [section(f"*{opening}*\n{why}"), *_questions(facts.questions)]
    blocks += [section(so_far)] if so_far else []
    blocks.append(_buttons(facts))
    blocks.append(context(" ".join(part for part in (before, "A later answer is fine, too.") if part)))
    questions = [sentence(escape(one_line(one), 150)) for one in facts.questions]
    return Message(read_out([opening, why, *questions, so_far, before, "A later answer is fine, too."]), blocks)


def answered(facts: CheckinFacts) -> Message:
    """The same message once it is answered: what was noted, and the way to say something else."""
    noted = f"Noted: {_noted(facts)}"
    late = f"It belongs to {_belongs(facts.day, facts.today)}." if facts.day < facts.today else ""
    told = [(ask, words) for ask, words in zip(facts.questions, facts.words, strict=False) if words]
    blocks = [section(" ".join(part for part in (noted, late) if part))]
    blocks += [said(f"{one_line(ask)}\n“{words}”", 700) for ask, words in told]
    show = _show(facts.blocker) if facts.said is Said.IN_MY_WAY and facts.blocker else []
    blocks.append(actions(*show, button(CHANGE, "Change", facts.id, says="Change this answer")))
    aloud = [f"{escape(one_line(ask), 150)} “{escape(one_line(words), 500)}”" for ask, words in told]
    return Message(read_out([noted, late, *aloud]), blocks)


def reminder(facts: CheckinFacts, waits: Who | None) -> Message:
    """The one reminder, because somebody waits: who, and for what."""
    about = _quoted(facts.about.ref) if facts.about else "a blocker"
    opening = f"{person(waits, mentions=True)} waits for {about}. Is something in your way there?"
    return Message(read_out([opening]), [section(opening), _buttons(facts)])


def less_often(frequency: Frequency) -> Message:
    """The answer to *Ask me less often*, with every other choice."""
    told = f"Noted. {_FROM_NOW[frequency]}"
    return Message(told, [section(told), actions(frequency_menu(frequency))])


def frequency_menu(frequency: Frequency) -> Element:
    """How often somebody wants to be asked."""
    choices = [(label, each.value) for each, label in OFTEN.items()]
    return menu(FREQUENCY, "How often", choices, frequency.value)


def words_form(facts: CheckinFacts) -> View:
    """All is clear, with a few words on what was asked besides."""
    blocks = [
        asked(
            QUESTION.format(number),
            inert(one_line(ask), 150) or "Your answer",
            words_input(facts.words[number] if number < len(facts.words) else "", limit=ANSWER_CHARACTERS),
        )
        for number, ask in enumerate(facts.questions)
    ]
    note = context("Your words stay with your own check-in. Clearway shows them to nobody else.")
    return modal("All clear", [*blocks, note], callback_id=WORDS, submit="Send", private=facts.id)


def read_words(filled: Filled) -> tuple[str, ...]:
    """The answers, in the order of the questions."""
    return tuple(text_of(filled, QUESTION.format(number)) for number in range(QUESTIONS))


def _why(facts: CheckinFacts) -> str:
    if facts.why is Why.QUIET or facts.about is None:
        days = w.plural(facts.quiet_days, "working day", "working days")
        return f"You are asked because nothing came up for {days}."
    ties = {Tie.OWNER: "is yours to clear", Tie.RAISER: "holds you up", Tie.TOUCHED: "also holds up your work"}
    about, tie = _quoted(facts.about.ref), ties[facts.about.tie]
    if facts.about.needed_by is not None:
        due = w.due_phrase(facts.about.needed_by, None, facts.today)
        return f"You are asked because {about} {tie} and {due if due.startswith('was') else f'is {due}'}."
    return f"You are asked because {about} {tie}."


def _led_to(led: LedTo | None, today: date) -> str:
    """“Your last answer led to B-12, cleared on Tuesday.”"""
    if led is None:
        return ""
    number = w.label(led.ref.number)
    owner = person(led.owner, mentions=False)
    if led.state in LIVE:
        stands = {
            State.OPEN: f"which {owner} is asked to clear" if led.owner else "which nobody has yet",
            State.ACKNOWLEDGED: f"which is with {owner}",
            State.IN_PROGRESS: f"on which {owner} works",
        }[led.state]
        return f"Your last answer led to {number}, {stands}."
    ended = {State.CLEARED: "cleared", State.WITHDRAWN: "withdrawn", State.DUPLICATE: "which goes on in another one"}
    when = f" on {_belongs(led.ended_on, today)}" if led.ended_on and led.state is not State.DUPLICATE else ""
    return f"Your last answer led to {number}, {ended[led.state]}{when}."


def _belongs(value: date, today: date) -> str:
    """“Monday” within a week, else the date."""
    return _DAYS[value.weekday()] if 0 < (today - value).days < 7 else day(value, today)


def _noted(facts: CheckinFacts) -> str:
    if facts.said is Said.IN_MY_WAY:
        return f"{_quoted(facts.blocker)} is in your way." if facts.blocker else "something is in your way."
    stays = f" {w.label(facts.blocker.number)} stays as it is." if facts.blocker else ""
    return f"all clear.{stays}"


def _quoted(ref: Ref) -> str:
    """“B-12 “Security review””: inside a sentence of ours it is seen where somebody's words end."""
    return f"{w.label(ref.number)} “{title(ref.title, 80)}”"


def _questions(questions: Sequence[str]) -> Iterator[Block]:
    if questions:
        yield said("\n".join(f"• {one_line(one)}" for one in questions), 400)


def _buttons(facts: CheckinFacts) -> Block:
    clear = button(WORDS if facts.questions else ALL_CLEAR, "All clear", facts.id, style="primary")
    less = [button(LESS_OFTEN, "Ask me less often", facts.id)] if facts.may_ask_less else []
    return actions(clear, button(IN_MY_WAY, "Something is in my way", facts.id), *less)


def _show(ref: Ref) -> list[Element]:
    return [button(SHOW, "Show", ref.id, says=f"Show {w.label(ref.number)}")]
