"""What does the Home tab say about the reader's own time, and what of theirs is kept?"""

from collections.abc import Iterator

from planning.load import WeekLoad
from ui import availability as lists
from ui import availability_words as w
from ui.availability_facts import HomeAvailability
from ui.kit import Block, context, header, section
from ui.text import day, escape, one_line
from ui.words import plural


def sections(facts: HomeAvailability, picture: Block | None = None) -> Iterator[Block]:
    """The weeks ahead in words, one line each, with what is left of them; `picture` shows the same."""
    yield header(f"Your next {plural(len(facts.weeks), 'week', 'weeks')}")
    if picture is not None:
        yield picture
    lines = [f"• {_week(one, facts)}" for one in facts.weeks]
    yield section("\n".join(lines) or "No week is known.")
    yield from lists.back(facts.known)
    if ahead := [lists.away_words(one, facts.known) for one in facts.known.absences[:3]]:
        rest = len(facts.known.absences) - len(ahead)
        more = f" And {rest} more." if rest else ""
        yield context(f"*Time off to come*: {'. '.join(ahead)}.{more}")
    yield lists.buttons()


def _week(one: WeekLoad, facts: HomeAvailability) -> str:
    monday = day(one.week.monday, facts.known.today)
    if not one.committed and not one.tentative:
        return f"{monday}: *{w.hours(one.capacity)}* free for projects"
    booked = f"{w.hours(one.committed)} committed"
    booked += f", {w.hours(one.tentative)} tentative" if one.tentative else ""
    return f"{monday}: {w.hours(one.capacity)} for projects, {booked}, *{w.hours(one.free)}* free"


def knows(facts: HomeAvailability) -> Iterator[str]:
    """Phrases about what is kept of the reader's time, for “What Clearway knows of you”; our formatting, escaped."""
    known = facts.known
    yield f"your working week ({w.week(known.week)})"
    yield f"what of it is for projects ({w.amount(known.share * 100)} %)"
    yield f"whose public holidays you keep ({escape(known.holidays, 20)})" if known.holidays else "no public holidays"
    yield plural(len(known.absences), "absence", "absences") + " to come, without any reason"
    yield plural(len(known.skills), "skill", "skills")
    yield f"a calendar at {escape(one_line(known.feed.host), 100)}" if known.feed else "no calendar"
    if facts.team:
        yield f"your team ({escape(one_line(facts.team), 80)})"
    if facts.roles:
        yield f"what you are here ({escape(', '.join(facts.roles), 120)})"
