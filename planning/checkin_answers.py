"""What does an answer to a check-in come to, and is somebody reminded of it? Nobody is ever late, nothing is missed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from planning.checkin_series import Window
from planning.checkins import Concern


class Said(StrEnum):
    ALL_CLEAR = "all clear"
    IN_MY_WAY = "something is in my way"


@dataclass(frozen=True)
class Answer:
    said: Said
    at: datetime  # aware UTC
    words: tuple[str, ...] = ()  # to the questions, in their order


@dataclass(frozen=True)
class Taken:
    """How an answer is taken: always. It belongs to the day it was asked on, whenever it comes."""

    after_window: bool
    edits: bool  # it takes the place of an earlier one


def taken(window: Window, before: Answer | None, at: datetime) -> Taken:
    return Taken(after_window=at >= window.closes, edits=before is not None)


def quiet_streak(answers: Iterable[Answer | None]) -> int:
    """How many check-ins in a row led to nothing, the latest first; None: it was not answered."""
    count = 0
    for answer in answers:
        if answer is not None and answer.said is Said.IN_MY_WAY:
            break
        count += 1
    return count


class NoReminder(StrEnum):
    ANSWERED = "already answered"
    REMINDED = "already reminded"
    NOBODY_WAITS = "nobody waits for the answer"
    AWAY = "away"
    ASKED_LATE = "asked in the second half of the window"
    WINDOW_OVER = "the window is over"


@dataclass(frozen=True)
class Asked:
    """A check-in that somebody got, and what happened since."""

    at: datetime  # aware UTC
    about: Collection[Concern]  # as they are now: what was closed meanwhile is not among them
    answered: bool = False
    reminded: bool = False
    away: bool = False  # by now


def reminder(window: Window, asked: Asked, now: datetime) -> datetime | NoReminder:
    """When to remind, not before `now`; at most once, four fifths through the window, if somebody waits."""
    if asked.answered:
        return NoReminder.ANSWERED
    if asked.reminded:
        return NoReminder.REMINDED
    if now >= window.closes:
        return NoReminder.WINDOW_OVER
    if asked.away:
        return NoReminder.AWAY
    if not any(one.awaited for one in asked.about):
        return NoReminder.NOBODY_WAITS
    if asked.at > window.opens + (window.closes - window.opens) / 2:  # the question itself is fresh
        return NoReminder.ASKED_LATE
    return max(now, window.reminds_at)
