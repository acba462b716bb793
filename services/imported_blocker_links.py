"""Whose work, and which other blockers, does a blocker from a file hold up? Never in a circle."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, select

from models.blockers import Blocker, BlockerLink, BlockerPerson
from planning.dependencies import circles
from readers.tables.plan_values import BlockerRow
from readers.tables.values import Blank
from services.imported_rows import Known

SHEET = "blockers"
Ids = dict[str, set[str]]  # id of a blocker → ids


@dataclass
class Links:
    """What all blockers of the workspace hold up, as it will be."""

    known: Known
    people: Ids
    blocks: Ids
    duplicates: dict[str, str] = field(default_factory=dict)  # of which other one each is a duplicate

    def take_over(
        self, known: Known, row: BlockerRow, blocker: Blocker, find: Callable[[str], Blocker | None]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Write what a row says of both. What stood there before and stands there now, where that differs."""
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        for name, wanted, held, table, column in (
            ("people", self._people(row, blocker), self.people, BlockerPerson, "person_id"),
            ("blocks", self._blocks(row, blocker, find), self.blocks, BlockerLink, "blocks_id"),
        ):
            was = held.get(blocker.id, set())
            if wanted is None or wanted == was:
                continue
            before[name], after[name] = sorted(was), sorted(wanted)
            held[blocker.id] = wanted
            mine = {"workspace": known.workspace, "blocker_id": blocker.id}
            if was:
                known.session.execute(delete(table).filter_by(**mine))
            if wanted:
                known.session.execute(insert(table), [mine | {column: one} for one in sorted(wanted)])
        return before, after

    def _people(self, row: BlockerRow, blocker: Blocker) -> set[str] | None:
        """None: as they are. The raiser is always held up, and not named again."""
        if isinstance(row.people, Blank):
            return set() if row.people is Blank.CLEAR else None
        found = (self.known.person_id(one, SHEET, row.row, "people") for one in row.people)
        return {one for one in found if not isinstance(one, Blank)} - {blocker.raised_by}

    def _blocks(self, row: BlockerRow, blocker: Blocker, find: Callable[[str], Blocker | None]) -> set[str] | None:
        if isinstance(row.blocks, Blank):
            return set() if row.blocks is Blank.CLEAR else None
        ids: set[str] = set()
        for code in row.blocks:
            other = find(code)
            if other is None:
                wrong = f"there is no blocker “{code[:60]}”"
                self.known.problem(SHEET, row.row, "blocks", wrong, "add it to the sheet blockers")
            elif other is blocker:
                self.known.problem(SHEET, row.row, "blocks", "it would block itself", "name other blockers only")
            else:
                ids.add(other.id)
        return ids


def load(known: Known) -> Links:
    """What is stored."""
    people, blocks = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    held = select(BlockerPerson.blocker_id, BlockerPerson.person_id).where(BlockerPerson.workspace == known.workspace)
    for blocker_id, person_id in known.session.execute(held):
        people[blocker_id].add(person_id)
    linked = select(BlockerLink.blocker_id, BlockerLink.blocks_id).where(BlockerLink.workspace == known.workspace)
    for blocker_id, other_id in known.session.execute(linked):
        blocks[blocker_id].add(other_id)
    merged = select(Blocker.id, Blocker.duplicate_of).where(
        Blocker.workspace == known.workspace, Blocker.duplicate_of.is_not(None)
    )
    duplicates = {id_: other for id_, other in known.session.execute(merged) if other is not None}
    return Links(known, dict(people), dict(blocks), duplicates)


def refuse_circles(links: Links, rows: Mapping[str, int], named: Mapping[str, str]) -> None:
    """Nothing waits for itself, and nothing goes on in itself. `rows`: id → row; `named`: id → how it is called."""
    ids = {name: id_ for id_, name in named.items()}
    for column, verb, arrows, right in (
        ("blocks", "blocks", links.blocks, "leave one of these out"),
        (
            "duplicate_of",
            "is a duplicate of",
            {one: {other} for one, other in links.duplicates.items()},
            "name one that is none",
        ),
    ):
        for path in circles({named[one]: [named[other] for other in others] for one, others in arrows.items()}):
            row = max((rows.get(ids[one], 0) for one in path), default=0)
            wrong = f"this goes round in a circle ({f' {verb} '.join(path)})"
            links.known.problem(SHEET, row, column, wrong, right)
