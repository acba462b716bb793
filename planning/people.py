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
