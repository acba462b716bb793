"""Which statements does a command execute, and what do the same ones cost in the plain driver?"""

import copy
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event

COMMIT = "COMMIT"
FAR = 1_000_000  # blockers of a replay are counted from here, where no command comes
_ID = re.compile(r"[0-9a-f]{32}|(?<![A-Z2-7])[A-Z2-7]{26}(?![A-Z2-7])")  # an id of a row, or a nonce


@dataclass(frozen=True)
class Step:
    statement: str
    parameters: Any


@contextmanager
def recorded(engine: Engine) -> Iterator[list[Step]]:
    """What goes over any connection of the engine in the block, in its order, with the end of each transaction."""
    steps: list[Step] = []

    def executed(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        steps.append(Step(statement, copy.deepcopy(parameters)))

    def committed(_connection: Any) -> None:
        steps.append(Step(COMMIT, ()))

    event.listen(engine, "before_cursor_execute", executed)
    event.listen(engine, "commit", committed)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", executed)
        event.remove(engine, "commit", committed)


class Replay:
    """The steps of one command, again and again under new keys, so that each round writes rows of its own."""

    def __init__(self, first: Sequence[Step], second: Sequence[Step], number: int) -> None:
        """Two recordings, one after the other: what differs between them is what each command makes new.

        `number`: that of the blocker which the second one filed.
        """
        assert [one.statement for one in first] == [one.statement for one in second], "the path is not the same twice"
        self._steps, self._number = list(second), number
        self._new = _ids(second) - _ids(first)
        self._round = 0

    def __len__(self) -> int:
        return len(self._steps)

    def prepared(self) -> list[Step]:
        """One round: the steps with keys that no other round has."""
        self._round += 1
        fresh = {old: secrets.token_hex(16) if len(old) == 32 else secrets.token_hex(13) for old in self._new}
        number = FAR + self._round

        def renew(value: Any) -> Any:
            if isinstance(value, dict):
                return {key: renew(one) for key, one in value.items()}
            if isinstance(value, list | tuple):
                return type(value)(renew(one) for one in value)
            if hasattr(value, "obj"):  # psycopg's wrapper around a JSON value
                return type(value)(renew(value.obj), dumps=value.dumps)
            if isinstance(value, str):
                value = _ID.sub(lambda found: fresh.get(found[0], found[0]), value)
                return re.sub(r"^trigger:\d+\.", f"trigger:r{self._round}.", value)
            return number if value == self._number and not isinstance(value, bool) else value

        return [Step(one.statement, renew(one.parameters)) for one in self._steps]


def play(connection: Any, steps: Sequence[Step]) -> None:
    """Execute the steps over a plain connection, and fetch what they give."""
    cursor = connection.cursor()
    for step in steps:
        if step.statement is COMMIT:
            connection.commit()
            continue
        if isinstance(step.parameters, list):
            cursor.executemany(step.statement, step.parameters)
        else:
            cursor.execute(step.statement, step.parameters)
        if cursor.description is not None:
            cursor.fetchall()


def _ids(steps: Sequence[Step]) -> set[str]:
    return {found for one in steps for found in _ID.findall(repr(one.parameters))}
