"""What do the tests of imports act at? A desk at which files are brought into one workspace."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import FixedClock, wall
from models.availability import Absence, Origin
from models.people import Person
from models.store import Store
from models.tables import METADATA
from readers.tables.portfolio import read
from readers.tables.values import Portfolio
from services.importing import Imported, ImportRefusedError, apply


class Desk:
    """Imports into one workspace, and looks at what is there then."""

    def __init__(self, store: Store, workspace: str, clock: FixedClock) -> None:
        self.store, self.workspace, self.clock = store, workspace, clock

    def bring(self, *, replace: Iterable[str] = (), **sheets: str) -> Imported:
        found = read({name: text.encode() for name, text in sheets.items()})
        assert isinstance(found, Portfolio), found
        self.clock.add(seconds=1)  # so that history tells what came first
        with self.store.write.begin() as session:
            return apply(session, self.workspace, found, at=self.clock.now(), wall=wall(), replace=frozenset(replace))

    def counts(self, *, replace: Iterable[str] = (), **sheets: str) -> tuple[int, ...]:
        (tally,) = self.bring(replace=replace, **sheets).tallies.values()
        return tally.added, tally.changed, tally.unchanged, len(tally.gone)

    def refused(self, **sheets: str) -> list[str]:
        before = self.everything()
        with pytest.raises(ImportRefusedError) as error:
            self.bring(**sheets)
        assert self.everything() == before
        return [str(problem) for problem in error.value.problems]

    def rows(self, table: Any, *columns: str) -> list[tuple[Any, ...]]:
        with self.store.read.begin() as session:
            found = session.scalars(select(table).where(table.workspace == self.workspace))
            return sorted((tuple(getattr(row, column) for column in columns) for row in found), key=str)

    def person(self, email: str) -> Person:
        with self.store.read.begin() as session:
            return session.scalars(select(Person).filter_by(workspace=self.workspace, email=email)).one()

    def everything(self) -> str:
        with self.store.read.begin() as session:
            return str([sorted(map(str, session.execute(select(table)))) for table in METADATA.sorted_tables])

    def add(self, *rows: object) -> None:
        with self.store.write.begin() as session:
            session.add_all(rows)

    def absence(self, person: str, start: date, finish: date, **more: Any) -> Absence:
        mine = {"workspace": self.workspace, "person_id": self.person(person).id, "start": start, "finish": finish}
        return Absence(**mine, **{"part": "day", "rule": None, "origin": Origin.SAID, **more})
