"""How are blockers written as a sheet?

A blocker whose raiser has no name any more, because they were erased, is left out, and so is what is a duplicate of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.blockers import Blocker, BlockerLink, BlockerPerson
from planning.blockers import State
from readers.tables import blockers, cells
from services.exported_rows import Line, Names, amount, cell, every, line, text


def blocker_sheet(session: Session, workspace: str, names: Names) -> list[Line]:
    """Those with an id from a file first, then the others by number: in the same order in any store."""
    found = [one for one in every(session, Blocker, workspace) if names.people.get(one.raised_by) and line(one.title)]
    while len(left := _without_loose_ends(found)) < len(found):
        found = left
    called = {one.id: cell(cells.code, one.code) or f"B-{one.number}" for one in found}
    waiting = _Waiting(
        _by_blocker(
            (one.blocker_id, names.people.get(one.person_id)) for one in every(session, BlockerPerson, workspace)
        ),
        _by_blocker((one.blocker_id, called.get(one.blocks_id)) for one in every(session, BlockerLink, workspace)),
    )
    found.sort(key=lambda one: (one.code is None, one.code or "", one.number))
    return [blockers.COLUMNS, *(_row(one, names, called, waiting) for one in found)]


@dataclass(frozen=True)
class _Waiting:
    """Who and what each blocker holds up, as a cell says it, by the blocker's id."""

    people: Mapping[str, str]
    blocks: Mapping[str, str]


def _without_loose_ends(found: Sequence[Blocker]) -> list[Blocker]:
    known = {one.id for one in found}
    return [one for one in found if one.state != State.DUPLICATE or one.duplicate_of in known]


def _by_blocker(pairs: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for blocker_id, name in pairs:
        if name:
            found.setdefault(blocker_id, []).append(name)
    return {blocker_id: " ".join(sorted(them)) for blocker_id, them in found.items()}


def _row(one: Blocker, names: Names, called: Mapping[str, str], waiting: _Waiting) -> Line:
    is_cleared, is_duplicate = one.state == State.CLEARED, one.state == State.DUPLICATE
    told = {
        "id": called[one.id],
        "title": line(one.title),
        "project": names.projects.get(one.project_id, ""),
        "raised_by": names.people[one.raised_by],
        "owner": names.people.get(one.owner_id, ""),
        "cause": one.cause,
        "since": str(one.since),
        "needed_by": str(one.needed_by or ""),
        "hours_per_week": amount(one.hours_per_week),
        "people": text(waiting.people.get(one.id, "")),
        "blocks": waiting.blocks.get(one.id, ""),
        "state": one.state,
        "duplicate_of": called[one.duplicate_of] if is_duplicate and one.duplicate_of else "",
        "cleared_at": one.cleared_at.isoformat() if is_cleared and one.cleared_at else "",
    }
    return tuple(told[name] for name in blockers.COLUMNS)
