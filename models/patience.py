"""How long does whoever waits for the store wait, and how long may the store be held up?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Patience:
    """In seconds. The first three are a person's at a door, of the three that Slack gives in all."""

    answer: float = 2.2  # until what was begun is given up; the rest is for saying why not, and the way back
    statement: float = 0.75  # of PostgreSQL for one: begun just before the deadline, it still ends within Slack's three
    silence: tuple[float, float] = (0.5, 1.0)  # at least and at most, of PostgreSQL for any word at all
    turn: float = 5.0  # of a job, until it may write
    connection: float = 5.0  # until one is free
    job: float = 30.0  # of PostgreSQL for one statement of a job
    idle: float = 4.0  # that a transaction on PostgreSQL may do nothing


USUAL = Patience()
