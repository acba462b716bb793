"""What does a screen need to know about a blocker?"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from planning.blockers import Cause, Change, State
from planning.ladder_policy import Severity
from planning.severity import Judgement

NOT_SEVERE = Judgement(Severity.LOW, ())


@dataclass(frozen=True)
class Who:
    """A person; without a Slack id only the name can be shown."""

    slack_id: str | None
    name: str


@dataclass(frozen=True)
class Ref:
    """Another blocker, as a line of a sentence or of a menu."""

    number: int
    title: str
    id: str


@dataclass(frozen=True)
class Comment:
    by: Who | None
    at: datetime
    text: str


@dataclass(frozen=True)
class UndoOffer:
    """The last change while it can be taken back; `change_id` becomes the value of the button."""

    what: Change
    by: Who | None
    until: datetime
    change_id: str


@dataclass(frozen=True)
class Row:
    """A blocker as one line of a list. `today` is a date in the reader's zone."""

    id: str
    number: int
    title: str
    state: State
    project_code: str | None
    owner: Who | None
    since: date
    needed_by: date | None
    needed_at: datetime | None
    today: date
    judged: Judgement = NOT_SEVERE  # of a live one


@dataclass(frozen=True)
class RootFacts:
    """The blocker whose removal frees most. Its figures count itself and all that waits for it, each once."""

    row: Row
    chain: tuple[Ref, ...]  # the beginning of it: the root itself, then always the one that holds up most
    behind: int  # how many wait for it, straight or through others
    unsaid: int  # of how many of these, itself included, nobody said hours
    people: int
    hours_per_week: Decimal
    hours_per_day: Decimal
    days: int  # of a working week
    money_per_day: Decimal | None = None  # about; None where it is not known, or not for the reader


@dataclass(frozen=True)
class Facts:
    """Everything a screen shows of one blocker. `today` is a date in the zone of the reader, or of the workspace."""

    id: str
    number: int
    title: str
    state: State
    cause: Cause
    project_code: str | None
    project_name: str | None
    raised_by: Who | None
    reported_by: Who | None
    owner: Who | None
    helper: Who | None
    since: date
    needed_by: date | None
    needed_at: datetime | None
    hours_per_week: Decimal | None
    today: date
    version: int
    people: tuple[Who, ...] = ()
    blocks: tuple[Ref, ...] = ()
    blocked_by: tuple[Ref, ...] = ()
    duplicate_of: Ref | None = None
    cleared_with: str | None = None
    cleared_by: Who | None = None
    ended_on: date | None = None  # the day on which it was cleared, withdrawn or merged
    source_link: str | None = None
    picture: str | None = None  # Slack's id of the file
    comments: tuple[Comment, ...] = ()  # the latest three, oldest first
    comment_count: int = 0
    undo: UndoOffer | None = None
    judged: Judgement = NOT_SEVERE  # of a live one
    goal: str | None = None  # that its project is for; where somebody is asked to act only

    def row(self) -> Row:
        return Row(
            id=self.id,
            number=self.number,
            title=self.title,
            state=self.state,
            project_code=self.project_code,
            owner=self.owner,
            since=self.since,
            needed_by=self.needed_by,
            needed_at=self.needed_at,
            today=self.today,
            judged=self.judged,
        )


class Reason(StrEnum):
    """Why somebody gets a direct message about a blocker."""

    ASKED = "asked"  # you are asked to clear it
    HANDED_OVER_TO_YOU = "handed_over_to_you"
    DEPUTY = "deputy"  # you are asked in place of its owner, who cannot be asked now
    HELP_WANTED = "help_wanted"  # you were named as who can help
    RAISED_FOR_YOU = "raised_for_you"  # somebody else reported what holds you up
    ACKNOWLEDGED = "acknowledged"
    HANDED_OVER = "handed_over"  # to somebody else than the reader
    COMMENTED = "commented"
    CLEARED = "cleared"
    FREED = "freed"  # it is cleared, and what waited for it alone can go on
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


@dataclass(frozen=True)
class HistoryLine:
    """One change. `text` is the comment, or in words what was changed to what."""

    at: datetime
    by: Who | None  # None: Clearway itself
    what: Change | None  # None: a step of its ladder, which `did` tells
    text: str | None = None
    undone: bool = False
    said: str | None = None  # the whole sentence of a report that was too long for a title
    did: str = ""


@dataclass(frozen=True)
class FormValues:
    """What the form to report or edit holds. People are Slack ids, `project_id` is the project's own id.

    `project_shown` is False when the form was sent before its projects had loaded: then no project was chosen or
    taken away, and an edit keeps the one there is.
    """

    title: str = ""
    project_id: str | None = None
    needed_by: date | None = None
    since: date | None = None
    cause: Cause | None = None
    helper: str | None = None
    for_whom: str | None = None
    hours_per_week: Decimal | None = None
    people: tuple[str, ...] = ()
    project_shown: bool = True
