"""Which states can a capacity request be in?"""

from enum import StrEnum


class RequestState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PROPOSED = "proposed"  # somebody is held for it and has been asked
    FILLED = "filled"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ASKING = frozenset({RequestState.OPEN, RequestState.PROPOSED})  # what is left of these is demand
