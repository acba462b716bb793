"""Which numbers does a workspace decide for itself? `clearway.yaml` is read into this."""

from dataclasses import dataclass, field

from planning.ladder_policy import LadderPolicy
from planning.priority_policy import PriorityPolicy
from services.outbox import DeliveryPolicy

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Week7 = tuple[float, float, float, float, float, float, float]  # hours from Monday to Sunday


@dataclass(frozen=True)
class PmoPolicy:
    """Whom to turn to where no project manager is known."""

    channel: str | None = None  # Slack's id of the PMO's private channel
    lead: str | None = None  # e-mail of who owns what has no owner; else the first of the PMO


@dataclass(frozen=True)
class BlockerPolicy:
    undo_hours: int = 24  # how long a change can be taken back
    alike_at: int = 80  # 0-100: from which likeness on a blocker is shown as perhaps the same thing
    listed: int = 20  # rows of a list in Slack
    comments_shown: int = 3  # on the card; all of them are in the history


@dataclass(frozen=True)
class AvailabilityPolicy:
    """The working calendar; what the set-up on an admin's Home tab says goes before `week`."""

    week: Week7 = (8, 8, 8, 8, 8, 0, 0)  # of who has named none of their own
    project_share: float = 0.8  # the part of the day that projects may use, of who has named none of their own
    day_start: str = "09:00"  # where the block of working hours begins, over which ranges of absence are laid
    half_holidays: bool = False  # whether public half holidays count as half a day
    undo_hours: int = 24  # how long a change can be taken back


@dataclass(frozen=True)
class CheckinSeriesPolicy:
    """One check-in that comes again, for a team, a project or the people of a list: one of these three."""

    name: str
    time: str  # by each person's own clock
    until: str  # not later than `time`: on the next day
    days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    team: str | None = None  # its code
    project: str | None = None  # its code
    people: tuple[str, ...] = ()  # e-mail addresses
    questions: tuple[str, ...] = ()  # at most two, besides whether something is in their way


@dataclass(frozen=True)
class CheckinPolicy:
    quiet_days: int = 5  # working days without a word after which somebody is asked though nothing depends on them
    series: tuple[CheckinSeriesPolicy, ...] = ()


@dataclass(frozen=True)
class AttentionPolicy:
    weekly_budget: int = 5  # messages that somebody did not ask for
    merged_at: str = "09:00"  # when what could wait is said in one message, of who chose no other hour
    quiet_from: str = "18:00"
    quiet_until: str = "08:00"


@dataclass(frozen=True)
class PortfolioPolicy:
    undo_hours: int = 24  # how long a booking, or a change of a project, can be taken back


@dataclass(frozen=True)
class DigestPolicy:
    """When the weekly digest is told, by each reader's own clock; it tells of the week before."""

    day: str = "mon"
    time: str = "08:00"


@dataclass(frozen=True)
class Policy:
    pmo: PmoPolicy = field(default_factory=PmoPolicy)
    attention: AttentionPolicy = field(default_factory=AttentionPolicy)
    availability: AvailabilityPolicy = field(default_factory=AvailabilityPolicy)
    checkins: CheckinPolicy = field(default_factory=CheckinPolicy)
    blockers: BlockerPolicy = field(default_factory=BlockerPolicy)
    ladder: LadderPolicy = field(default_factory=LadderPolicy)
    portfolio: PortfolioPolicy = field(default_factory=PortfolioPolicy)
    priorities: PriorityPolicy = field(default_factory=PriorityPolicy)
    digest: DigestPolicy = field(default_factory=DigestPolicy)
    delivery: DeliveryPolicy = field(default_factory=DeliveryPolicy)
