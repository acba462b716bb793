"""What does somebody read about their own availability: the answer, the question back, the list, help?"""

from collections.abc import Iterator, Sequence

from planning.availability import Change
from readers.availability import Unclear
from ui import availability_words as w
from ui import feeds
from ui.availability_facts import Answer, Away, Known, SkillFacts
from ui.kit import Block, Message, actions, button, context, header, section
from ui.text import cut, day, escape, inert, one_line, read_out
from ui.words import Commands, plural

# Action ids: what a button asks for.
UNDO = "availability.undo"  # value: the id of the change
LIST = "availability.list"
REMOVE = "availability.remove"  # value: the id of an absence, or the date of a change of week or share
OFF = "availability.off"
WEEK = "availability.week"
SKILLS = "availability.skills"
BACK = "availability.im_back"
CHOICES = tuple(f"availability.choice_{number}" for number in range(1, 5))  # value: when it was asked, and a phrase

HOURS = "*Hours for projects*\n"
GAP = 9  # weeks: what changes so shortly before the last that was looked at is not over with it
RUNS = 4  # lines about weeks in one answer
ROWS = 12  # of changes to come in the list
ABSENCES = 24  # in the list; with two notes and the rest it stays below the fifty blocks of a message
ORIGINS = {"said": "you said so", "file": "from an import", "feed": "from your calendar"}


def answer(facts: Answer) -> Message:
    """What was understood, what it does to the hours, and the way back."""
    said = [one for one in facts.sentences if one]
    lines = effects(facts)
    blocks = [section(" ".join(said))]
    if lines:
        blocks.append(section(HOURS + "\n".join(f"• {line}" for line in lines)))
    elif facts.changed:
        blocks.append(context("Your hours for projects stay as they are."))
    undo = [button(UNDO, "Undo", facts.undo, says="Undo this change")] if facts.undo else []
    blocks.append(actions(*undo, list_button()))
    aloud = [f"{line}." for line in lines] or (["Your hours for projects stay as they are."] if facts.changed else [])
    return Message(read_out([*said, *aloud]), blocks)


def effects(facts: Answer) -> list[str]:
    """A line for each run of weeks that changes; at most a few, then how many more."""
    found = w.runs(facts.weeks, facts.last)
    lines = [w.effect(run, facts.today) for run in found[:RUNS]]
    if rest := sum(run.count for run in found[RUNS:]):
        end = found[-1].first + (found[-1].count - 1)
        goes_on = facts.last is not None and facts.last - end < GAP
        on = f" until that of {day(end.monday, facts.today)}, and so on" if goes_on else ""
        lines.append(f"And {plural(rest, 'more week', 'more weeks')}{on}")
    return lines


def list_button() -> dict[str, object]:
    return button(LIST, "What is noted", "list", says="Show what is noted about your time")


def unclear(words: Unclear, asked_at: int) -> Message:
    """What was understood, what is not clear, and answers to choose from. `asked_at`: seconds of business time."""
    question = escape(one_line(str(words)), 1000) or "What do you mean?"
    blocks = [section(question)]
    offered = list(zip(CHOICES, [one for one in words.choices if _label(one)], strict=False))
    if offered:
        blocks.append(actions(*(button(id_, _label(one), cut(f"{asked_at}:{one}", 2000)) for id_, one in offered)))
    else:
        blocks.append(actions(button(OFF, "Time off…", "unclear"), list_button()))
    aloud = [f"Choose “{escape(_label(one))}”." for _, one in offered]
    return Message(read_out([question, *aloud]), blocks)


def _label(phrase: str) -> str:
    words = one_line(phrase)
    return "What is noted" if words == "list" else inert(words[:1].upper() + words[1:], 70)


def asked(value: str) -> tuple[int, str]:
    """Of a choice: (when it was asked, the phrase). (0, "") for what is none."""
    moment, _, phrase = value.partition(":")
    return (int(moment), phrase) if moment.isascii() and moment.isdigit() and len(moment) < 12 else (0, "")


def calendar(known: Known, *, connected: bool, changed: bool = True, lines: Sequence[str] = ()) -> Message:
    """The answer to `calendar …`. The address is a secret, so only its host is named. `lines`: its effect."""
    if connected:
        host = escape(one_line(known.feed.host), 100) if known.feed else "that address"
        said = f"Noted: the calendar at {host} is read now, and then every hour."
        what = (
            "Whole days and out-of-office times are taken over as time off; titles and guests are neither read nor "
            f"kept. `{known.commands.availability} calendar off` ends it."
        )
    else:
        said = "Noted: no calendar is read any more, and what it said is forgotten." if changed else ""
        said, what = said or "No calendar was read, so nothing was changed.", "What you said yourself stays."
    told = [section(HOURS + "\n".join(f"• {line}" for line in lines))] if lines else []
    aloud = read_out([said, *(f"{line}." for line in lines), what])
    return Message(aloud, [section(said), *told, context(what), actions(list_button())])


def known_message(known: Known, above: Sequence[str] = (), undo: str | None = None) -> Message:
    """The list: everything that is noted, each line with its *Remove*. `above`: what was just done, and its undo."""
    blocks: list[Block] = []
    if above:
        way_back = button(UNDO, "Undo", undo, says="Undo this change") if undo else None
        blocks.append(section(" ".join(above), accessory=way_back))
    blocks += [header("What is noted about your time"), *back(known), section(usual(known))]
    for change in known.changes[:ROWS]:
        words = change_words(change, known)
        blocks.append(section(words, accessory=_remove(change.since.isoformat(), words)))
    blocks += _more(len(known.changes) - ROWS, "more change", "more changes")
    blocks.append(section("*Time off to come*" if known.absences else "*Time off to come*: none is noted."))
    for one in _in_list(known.absences):
        words = away_words(one, known)
        blocks.append(section(words, accessory=None if one.origin == "feed" else _remove(one.id, words)))
    blocks += _more(len(known.absences) - ABSENCES, "more absence", "more absences")
    blocks += [context(skills_words(known.skills)), context(feed_words(known)), buttons()]
    return Message(read_out([*above, "What is noted about your time.", *aloud(known)]), blocks)


def back(known: Known) -> list[Block]:
    """The way to say that one is back, for who is noted as away."""
    if known.away_through is None:
        return []
    return [section(_away_now(known), accessory=button(BACK, "I’m back", "back"))]


def _away_now(known: Known) -> str:
    if known.away_through is None:
        return ""
    until = "today" if known.away_through == known.today else f"through {day(known.away_through, known.today)}"
    return f"You are noted as away {until}."


def _in_list(absences: Sequence[Away]) -> list[Away]:
    """As many as there is room for, in their order: what can be removed comes before what a calendar says."""
    own = [one for one in absences if one.origin != "feed"][:ABSENCES]
    fed = [one for one in absences if one.origin == "feed"][: ABSENCES - len(own)]
    return [one for one in absences if one in own or one in fed]


def aloud(known: Known) -> Iterator[str]:
    """The list in sentences without marks."""
    if known.away_through is not None:
        yield _away_now(known)
    yield usual(known).replace("*", "").replace("\n", ". ") + "."
    yield from (f"{change_words(one, known).replace('*', '')}." for one in known.changes)
    yield "Time off to come:" if known.absences else "No time off is noted."
    yield from (f"{away_words(one, known)}." for one in known.absences)
    yield skills_words(known.skills).replace("*", "")
    yield feed_words(known).replace("*", "")


def usual(known: Known) -> str:
    return f"*Working week*: {w.week(known.week)}\n*For projects*: {w.amount(known.share * 100)} % of it"


def change_words(change: Change, known: Known) -> str:
    return f"From {day(change.since, known.today)} on: {w.terms(change)}"


def away_words(one: Away, known: Known) -> str:
    return f"Off {escape(w.absence(one.absence, known.today), 500)}, {ORIGINS.get(one.origin, 'noted')}"


def skills_words(skills: Sequence[SkillFacts]) -> str:
    if not skills:
        return "*Skills*: none are noted."
    shown = [f"{escape(one_line(one.name), 80)} {one.level}{', confirmed' * one.confirmed}" for one in skills[:20]]
    rest = f"; and {len(skills) - 20} more" if len(skills) > 20 else ""
    return f"*Skills*: {'; '.join(shown)}{rest}."


def feed_words(known: Known) -> str:
    if known.feed is None:
        return f"*Calendar*: none is read. `{known.commands.availability} help` says how to connect one."
    return f"*Calendar* at {escape(one_line(known.feed.host), 100)}: {feeds.state(known.feed.state)}"


def buttons() -> Block:
    """The ways into the forms."""
    return actions(
        button(OFF, "Time off…", "form"), button(WEEK, "Working week…", "form"), button(SKILLS, "Skills…", "form")
    )


def _remove(value: str, words: str) -> dict[str, object]:
    return button(REMOVE, "Remove", value, says=f"Remove: {words}")


def _more(rest: int, one: str, many: str) -> list[Block]:
    return [context(f"And {plural(rest, one, many)}.")] if rest > 0 else []


def lines_of_help(commands: Commands) -> list[tuple[str, str]]:
    """What can be said, and what it does; the first are the most wanted."""
    name = commands.availability
    return [
        (name, "opens a short form for time off"),
        (f"{name} off 24 Dec to 2 Jan", "notes time off; “tomorrow afternoon” and “every second Friday” work as well"),
        (f"{name} back on Monday", "ends time off early"),
        (f"{name} 60% from 1 Feb", "says how much of your time is for projects"),
        (f"{name} Mon to Thu 8h, Fri 4h from May", "says which hours you work"),
        (f"{name} skills Python 4, Kubernetes 3", "says what you can do, from 1 (a first look) to 5 (teaches it)"),
        (f"{name} calendar https://…", "reads your days off from a calendar; “calendar off” ends that"),
        (f"{name} list", "shows what is noted, each line with a button to remove it"),
    ]
