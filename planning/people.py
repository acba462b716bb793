"""Which kinds of people does a workspace hold?"""

from enum import StrEnum


class Standing(StrEnum):
    """What Slack says of a person; it decides what they may do before any role does."""

    MEMBER = "member"
    GUEST = "guest"
    STRANGER = "stranger"  # of another organisation, met through a shared channel
    BOT = "bot"
    DEACTIVATED = "deactivated"
    UNSEEN = "unseen"  # imported or mentioned, and not yet known from Slack


class Role(StrEnum):
    """What a person is here; somebody may be several. Every member is at least `member`."""

    MEMBER = "member"
    PM = "pm"  # manages projects
    LEAD = "lead"  # leads a team; over whose people they have a say follows from the teams
    PMO = "pmo"
    EXECUTIVE = "executive"
    ADMIN = "admin"  # of Clearway: sets it up, gives roles, erases
