"""Which words stand for the levels of a ladder, for what makes a blocker severe, and for who was passed over?"""

from collections.abc import Iterable, Mapping

from planning.ladder import Act, Why
from planning.ladder_policy import Level, Severity
from planning.rungs import DeadEnd, Passed
from planning.severity import Fact, Judgement, Reason
from ui import words as w

LEVELS: Mapping[Level, str] = {
    Level.OWNER: "its owner",
    Level.LEAD: "the lead",
    Level.PMO: "the PMO",
    Level.SPONSOR: "the sponsor",
    Level.EXECUTIVES: "the executives",
}
SEVERITIES: Mapping[Severity, str] = {Severity.LOW: "Low", Severity.MEDIUM: "Medium", Severity.HIGH: "High"}
ENDS: Mapping[DeadEnd, str] = {
    DeadEnd.NOBODY: "nobody in Slack is named there",
    DeadEnd.DEACTIVATED: "the account is closed",
    DeadEnd.ARCHIVED: "the channel is archived, or Clearway is not in it",
    DeadEnd.SAME: "the same people as before",
    DeadEnd.AWAY: "cannot be reached in time",
}
# About the work, never about who said nothing.
WHYS: Mapping[Why, str] = {
    Why.SILENT: "There has been no news of it for a while, so it goes one step further.",
    Why.PASSED: "The step before cannot be asked, so it goes one step further.",
    Why.EXPIRED: "It was in hand, and there has been no news of it since.",
    Why.HELD: "It was held until now, and that time is over.",
}


def severity_words(judged: Judgement) -> str:
    """“High (needed tomorrow, 6 people wait)”; “Low” where nothing makes it more."""
    reasons = ", ".join(_reason(one) for one in judged.reasons)
    return SEVERITIES[judged.severity] + (f" ({reasons})" if reasons else "")


def severity_phrase(judged: Judgement) -> str:
    """The same inside a line of a list, which says the date anyway, with the heaviest of the other reasons:
    “high severity (6 people wait)”; "" for a low one."""
    if not judged.reasons:
        return ""
    reason = next((f" ({_reason(one)})" for one in judged.reasons if one.fact is not Fact.NEEDED), "")
    return f"{SEVERITIES[judged.severity].lower()} severity{reason}"


def passed_words(passed: Iterable[Passed]) -> str:
    """“Passed over: the lead (nobody in Slack is named there).”; "" where nobody was."""
    known = [f"{LEVELS[one.level]} ({ENDS[one.why]})" for one in passed]
    return f"Passed over: {', '.join(known)}." if known else ""


def step_words(act: Act, level: Level | None) -> str:
    """What Clearway did with a step: “told the sponsor”."""
    match act:
        case Act.CONTRACT:
            return "showed who raised it what comes"
        case Act.END if level is not None:
            return f"told {LEVELS[level]} that its ladder ended"
        case Act.REVIEW if level is not None:
            return f"asked {LEVELS[level]} what becomes of it"
    if level is None:
        return "found nobody who could be told"
    return f"{'asked' if level is Level.OWNER else 'told'} {LEVELS[level]}{' again' if act is Act.AGAIN else ''}"


def _reason(one: Reason) -> str:
    count = int(one.amount)
    match one.fact:
        case Fact.PEOPLE:
            return f"{count} people wait"
        case Fact.HOURS:
            return f"{one.amount.normalize():f} h a week stand still"
        case Fact.BLOCKERS:
            return f"{w.plural(count, 'blocker waits', 'blockers wait')} behind it"
        case Fact.NEEDED if count < 0:
            return f"it was needed {w.days(-count)} ago"
        case Fact.NEEDED:
            return "needed " + {0: "today", 1: "tomorrow"}.get(count, f"in {w.days(count)}")
