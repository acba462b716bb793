"""Is somebody asked today whether something is in their way, and why, or why not? Only where the answer matters.

How quiet weeks lengthen the wait by themselves: each check-in in a row that led to nothing (all clear, or no answer)
doubles the working days until the next, up to four times `quiet_days`. Where something open depends on the person the
wait begins at one day instead and grows to `quiet_days`; what came up since they were last heard of starts it anew.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from planning.checkin_series import Series, Window
from planning.people import Standing
from planning.workdays import Off, worked

NEXT_WEEKS = timedelta(days=14)  # a date that lies nearer touches what somebody does now
LONGEST = 4  # times `quiet_days`: however quiet it is, nobody is forgotten
ASKED = frozenset({Standing.MEMBER, Standing.GUEST})


class Frequency(StrEnum):
    """How often somebody wants to be asked at most; each allows fewer check-ins than the one before."""

    DAILY = "daily"  # as often as the series
    TWICE_A_WEEK = "twice a week"
    WEEKLY = "weekly"
    WHEN_NEEDED = "when needed"  # only when something depends on them, and then weekly


class Tie(StrEnum):
    """What somebody has to do with something open."""

    OWNER = "owner"  # they are to clear it
    RAISER = "raiser"  # their work stands still
    TOUCHED = "touched"  # in another way: it matters to them once its date is near


class Why(StrEnum):
    NEEDED_BY = "needed by"  # a date within their next two weeks
    OWNED = "owned"  # a blocker that they are to clear
    RAISED = "raised"  # a blocker that holds them up
    QUIET = "quiet"  # nothing was heard of them for some working days


class Skip(StrEnum):
    """Why somebody is not asked. It is no fault of theirs, and nothing was missed."""

    ANSWERED = "already answered"
    WINDOW_OVER = "the window is over"
    DEACTIVATED = "deactivated"
    NOT_IN_SLACK = "no member or guest here"  # a bot, of another organisation, or not seen in Slack yet
    HOLIDAY = "public holiday"
    ABSENCE = "absent"
    DAY_OFF = "day off"
    ASKED_TODAY = "asked today by another series"
    NOTHING_DEPENDS = "nothing depends on it"
    NOTHING_NEW = "nothing is new since they were last heard of"
    LESS_OFTEN = "asked less often by choice"


_OFF = {Off.HOLIDAY: Skip.HOLIDAY, Off.ABSENCE: Skip.ABSENCE, Off.DAY_OFF: Skip.DAY_OFF}
_TIES = {Tie.OWNER: Why.OWNED, Tie.RAISER: Why.RAISED}


@dataclass(frozen=True)
class Concern:
    """Something open that a person has to do with."""

    tie: Tie
    subject: str  # opaque id
    since: datetime  # aware UTC: since when it concerns them
    needed_by: date | None = None
    awaited: bool = False  # whether somebody else waits for it


@dataclass(frozen=True)
class Facts:
    """What is known of one person when a check-in of theirs is due. Days are theirs, instants are aware UTC."""

    zone: ZoneInfo
    standing: Standing
    heard: datetime  # when they were last asked or said anything; for who never was, since when they are to be asked
    off: Mapping[date, Off]  # days on which they do not work; at least those since `heard`, and today
    asked: Collection[date] = ()  # the days of their check-ins, at least the latest two
    quiet_streak: int = 0  # how many in a row led to nothing
    concerns: Collection[Concern] = ()
    frequency: Frequency | None = None  # what they chose; it goes before the series
    answered: bool = False  # this check-in
    back_on: date | None = None  # the day on which they said "I'm back"


@dataclass(frozen=True)
class Ask:
    why: Why
    about: tuple[Concern, ...]  # what matters, the most pressing first; empty where it is only quiet
    quiet_days: int  # their working days since they were heard of, as far as they were counted


def verdict(series: Series, window: Window, facts: Facts, now: datetime) -> Ask | Skip:
    """Whether this person is asked in this window. Asked late while it is open, and never after it."""
    if facts.answered:
        return Skip.ANSWERED
    if now >= window.closes:
        return Skip.WINDOW_OVER
    return _unreachable(window.day, facts) or _asked(series, window.day, facts)


def matters(concern: Concern, today: date) -> bool:
    """Whether it touches the next two weeks: an open blocker does; a date does when it is near, or past."""
    return concern.tie in _TIES or _is_near(concern, today)


def pressing(concerns: Collection[Concern], today: date) -> tuple[Concern, ...]:
    """Those that matter: near dates first, then what is theirs to clear, then what holds them up; the oldest first."""

    def order(one: Concern) -> tuple[date, int, datetime, str]:
        near = one.needed_by if one.needed_by and _is_near(one, today) else date.max
        return near, list(Tie).index(one.tie), one.since, one.subject

    return tuple(sorted((one for one in concerns if matters(one, today)), key=order))


def wait(quiet_days: int, quiet_streak: int, *, something_open: bool) -> int:
    """After how many working days somebody is asked again, when nothing new came up."""
    first, most = (1, quiet_days) if something_open else (quiet_days, LONGEST * quiet_days)
    return min(most, first << min(quiet_streak, most.bit_length()))


def allows(frequency: Frequency | None, asked: Collection[date], today: date) -> bool:
    """Whether the chosen frequency leaves room for one more: weekly is seven days apart, twice a week at least three
    and never a third in seven."""
    gaps = sorted((today - day).days for day in asked)
    match frequency:
        case Frequency.WEEKLY | Frequency.WHEN_NEEDED:
            return not gaps or gaps[0] >= 7
        case Frequency.TWICE_A_WEEK:
            return (not gaps or gaps[0] >= 3) and (len(gaps) < 2 or gaps[1] >= 7)
    return True


def _unreachable(today: date, facts: Facts) -> Skip | None:
    if facts.standing is Standing.DEACTIVATED:
        return Skip.DEACTIVATED
    if facts.standing not in ASKED:
        return Skip.NOT_IN_SLACK
    if today in facts.off and facts.back_on != today:
        return _OFF[facts.off[today]]
    return Skip.ASKED_TODAY if today in facts.asked else None


def _asked(series: Series, today: date, facts: Facts) -> Ask | Skip:
    about = pressing(facts.concerns, today)
    off = set(facts.off) - {facts.back_on}
    heard = facts.heard.astimezone(facts.zone).date()
    quiet = worked(heard, today, off, LONGEST * series.quiet_days)
    if about:
        new = any(one.since > facts.heard for one in about)
        needed = 1 if new else wait(series.quiet_days, facts.quiet_streak, something_open=True)
        if quiet < needed:
            return Skip.NOTHING_NEW
    elif quiet < wait(series.quiet_days, facts.quiet_streak, something_open=False):
        return Skip.NOTHING_DEPENDS
    elif facts.frequency is Frequency.WHEN_NEEDED:
        return Skip.LESS_OFTEN
    if not allows(facts.frequency, facts.asked, today):
        return Skip.LESS_OFTEN
    return Ask(_why(about, today), about, quiet)


def _why(about: tuple[Concern, ...], today: date) -> Why:
    if not about:
        return Why.QUIET
    return Why.NEEDED_BY if _is_near(about[0], today) else _TIES[about[0].tie]


def _is_near(concern: Concern, today: date) -> bool:
    return concern.needed_by is not None and concern.needed_by <= today + NEXT_WEEKS
