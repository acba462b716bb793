"""Which states can an allocation be in?"""

from enum import StrEnum


class AllocationState(StrEnum):
    TENTATIVE = "tentative"  # held, until everybody concerned agreed
    COMMITTED = "committed"
