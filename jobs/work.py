"""What is a job given, and what may it be?"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk import WebClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.feeds.dial import Ways
from models.store import Reader, Writer
from models.workspaces import Workspace
from notices.occasions import Occasion
from planning.occurrences import Rule
from readers.feeds import Reader as ReadsFeed
from readers.tables.choices import Choices
from readers.tables.dropped import Sent
from readers.tables.parcels import Found
from services.exported_rows import Line
from services.health import Board
from services.policies import Policy
from services.tenancy import Served, among
from services.timers import Due
from ui.words import Commands


@dataclass(frozen=True)
class Feeds:
    """How calendar feeds are reached and read: both wait for others, and neither may be trusted with the store."""

    ways: Ways
    read: ReadsFeed


@dataclass(frozen=True)
class Tables:
    """How tables are read that somebody sent, by a child with limits, and how a workbook is written."""

    read: Callable[[Sent, Choices], Found]
    write: Callable[[Mapping[str, Sequence[Line]]], bytes]


@dataclass(frozen=True)
class Work:
    """Everything that a job may use; nothing is global."""

    write: Writer
    read: Reader
    policy: Policy
    now: Callable[[], datetime]  # business time
    wall: Callable[[], datetime]  # the machine's
    client_of: Callable[[str], WebClient]  # by workspace
    owner: str  # names this process in leases
    board: Board
    commands: Commands = field(default_factory=Commands)  # as they are called in this installation
    served: Served = None  # the workspaces whose tokens this process holds
    feeds: Feeds | None = None  # None: this process reads no calendars
    tables: Tables | None = None  # None: this process takes in no portfolio, and hands none out
    stopping: threading.Event = field(default_factory=threading.Event)  # set once the process is to end

    def occasion(self) -> Occasion:
        """What is said by this run has this in common."""
        return Occasion(at=self.now(), wall=self.wall(), policy=self.policy, commands=self.commands)


Job = Callable[[Work], None]


@dataclass(frozen=True)
class Later:
    """It is not due yet, as it turns out: the same occurrence is run again then."""

    at: datetime


Effect = Callable[[Session], str | Later | None]
Effects = Callable[[Session], Mapping[str, str | None]]  # of some at once: by id, why it was left out; None: done


@dataclass(frozen=True)
class Tick:
    """A job that is run again and again; running it twice changes nothing more."""

    name: str
    seconds: float  # from one start to the next
    job: Job
    first: float = 0.0  # seconds until the first one


@dataclass(frozen=True)
class Series:
    """What happens at each occurrence of a series of timers.

    `run` may talk to Slack and write in transactions of its own, all of which must bear repeating. The effect that it
    returns is written in one transaction with the note that the occurrence is done, or was left out where the effect
    says why, or waits again where it says until when.
    """

    rule: Rule | None  # None: each occurrence stands alone, and the effect plans what follows from it
    run: Callable[[Work, Due], Effect]
    # The same of some that are due in one workspace, where thousands are at one moment. It goes in one transaction;
    # should it fail, each is run on its own.
    together: Callable[[Work, Sequence[Due]], Effects] | None = None


def nothing_more(session: Session) -> None:
    """The effect of a run that has written already."""


def workspaces(work: Work) -> list[str]:
    """The ids of the workspaces that this process serves."""
    with work.read.begin() as session:
        return list(
            session.scalars(select(Workspace.id).where(among(Workspace.id, work.served)).order_by(Workspace.id))
        )
