"""What does a blocker hold up, and which two are the same thing?"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from models.blockers import Blocker, BlockerChange, BlockerLink, BlockerPerson
from models.workspaces import Workspace
from planning.blockers import LIVE, Change, State, circle
from services import blocker_history, blocker_lists, blocker_rights
from services.permissions import Actor
from services.refusals import Circle, Refused, Stale


def set_people(
    session: Session, blocker: Blocker, person_ids: Iterable[str], *, raiser: str | None = None
) -> tuple[list[str], list[str]]:
    """Replace whose work is held up besides the raiser's. Returns (before, after), sorted ids.

    `raiser`: the one whom the same change is about to name, where that is somebody else.
    """
    before = blocker_lists.people_of(session, blocker)
    after = sorted(set(person_ids) - {raiser or blocker.raised_by})
    if before != after:
        session.execute(
            delete(BlockerPerson).where(
                BlockerPerson.workspace == blocker.workspace, BlockerPerson.blocker_id == blocker.id
            )
        )
        rows = [{"workspace": blocker.workspace, "blocker_id": blocker.id, "person_id": one} for one in after]
        if rows:
            session.execute(insert(BlockerPerson), rows)
    return before, after


def set_blocks(session: Session, blocker: Blocker, blocked_ids: Iterable[str]) -> tuple[list[str], list[str]]:
    """Replace which blockers this one holds up. Raises Circle with the path where that closes one."""
    _one_at_a_time(session, blocker.workspace)
    edges = blocker_lists.edges(session, blocker.workspace)
    before = sorted(edges.get(blocker.id, []))
    after = sorted(set(blocked_ids))
    if before == after:
        return before, after
    edges[blocker.id] = []
    for target in after:
        path = circle(edges, blocker.id, target)
        if path is not None:
            raise Circle(f"That would be a circle: {_spelled(session, blocker, path)}. Nothing was changed.")
        edges[blocker.id].append(target)
    session.execute(
        delete(BlockerLink).where(BlockerLink.workspace == blocker.workspace, BlockerLink.blocker_id == blocker.id)
    )
    if after:
        session.execute(
            insert(BlockerLink),
            [{"workspace": blocker.workspace, "blocker_id": blocker.id, "blocks_id": one} for one in after],
        )
    return before, after


def _one_at_a_time(session: Session, workspace: str) -> None:
    """Two links made at once could close a circle that neither of them sees."""
    session.scalars(select(Workspace.id).where(Workspace.id == workspace).with_for_update()).all()


def link(
    session: Session,
    blocker: Blocker,
    *,
    people: Iterable[str],
    blocks: Iterable[str],
    by: Actor,
    at: datetime,
) -> bool:
    """Say whose work and which blockers it holds up. Raises NotAllowed, Stale, or Circle.

    Returns whether anything is different now.
    """
    blocker_rights.check(session, blocker, Change.LINKED, by=by, at=at)
    must_be_live(session, blocker)
    wanted = [blocker_lists.see(session, blocker.workspace, one) for one in blocks]
    known = {one.id for one in blocker_lists.blocks(session, blocker)}
    blocker_rights.must_see(session, *(one for one in wanted if one.id not in known), by=by, at=at)
    people_before, people_after = set_people(session, blocker, people)
    blocks_before, blocks_after = set_blocks(session, blocker, (one.id for one in wanted))
    if (people_before, blocks_before) == (people_after, blocks_after):
        return False
    blocker_history.write(
        session,
        blocker,
        Change.LINKED,
        by_id=by.id,
        at=at,
        before={"people": people_before, "blocks": blocks_before},
        after={"people": people_after, "blocks": blocks_after},
    )
    return True


def merge(session: Session, blocker: Blocker, into: Blocker, *, by: Actor, at: datetime) -> None:
    """Mark `blocker` as the same thing as `into`: who and what waited for it waits for `into` from now on.

    Both keep their history. What would wait for itself in a circle is left out.
    """
    blocker_rights.check(session, blocker, Change.MERGED, by=by, at=at)
    must_be_live(session, blocker)
    blocker_rights.must_see(session, into, by=by, at=at)
    if into.id == blocker.id:
        raise Refused("A blocker is always the same thing as itself. Please choose another one.")
    if State(into.state) not in LIVE:
        raise Refused(f"B-{into.number} is not open any more, so nothing was merged.")
    people_before = blocker_lists.people_of(session, into)
    joined = {*people_before, blocker.raised_by, *blocker_lists.people_of(session, blocker)}
    _, people_after = set_people(session, into, joined)
    before, after = _links(*_take_over(session, blocker, into))
    blocker_history.write(
        session,
        into,
        Change.ABSORBED,
        by_id=by.id,
        at=at,
        before={"people": people_before, **before},
        after={"people": people_after, **after, "absorbed": blocker.id},
    )
    fields = {"state": State.DUPLICATE.value, "duplicate_of": into.id}
    blocker_history.write(session, blocker, Change.MERGED, by_id=by.id, at=at, fields=fields)


def _take_over(session: Session, blocker: Blocker, into: Blocker) -> tuple[list[str], list[str]]:
    """Let `into` hold up what `blocker` holds up. Returns (before, after) as `set_blocks` does."""
    _one_at_a_time(session, blocker.workspace)
    edges = blocker_lists.edges(session, blocker.workspace)
    taken = [one for one in edges.get(blocker.id, ()) if circle(edges, into.id, one) is None]
    return set_blocks(session, into, [*edges.get(into.id, ()), *taken])


def _links(before: list[str], after: list[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What a line of history says of the blockers that wait; nothing where they stay the same."""
    return ({}, {}) if before == after else ({"blocks": before}, {"blocks": after})


def unmerge(session: Session, blocker: Blocker, other: Blocker, *, by: Actor, at: datetime) -> None:
    """Take from `other` who and what waits for it only because `blocker` was merged into it."""
    lines = blocker_history.lines(session, other, limit=None)
    stay = [one for one in blocker_lists.duplicates_of(session, other) if one.id != blocker.id]
    edges = blocker_lists.edges(session, other.workspace)
    leaving = (_waiting(session, blocker) & _came_by_merges(lines, "people")).difference(
        *(_waiting(session, one) for one in stay)
    )
    freed = (set(edges.get(blocker.id, ())) & _came_by_merges(lines, "blocks")).difference(
        *(edges.get(one.id, ()) for one in stay)
    )
    people_before, people_after = set_people(session, other, set(blocker_lists.people_of(session, other)) - leaving)
    before, after = _links(*set_blocks(session, other, set(edges.get(other.id, ())) - freed))
    blocker_history.write(
        session,
        other,
        Change.UNDONE,
        by_id=by.id,
        at=at,
        before={"people": people_before, **before},
        after={"people": people_after, **after, "undone": Change.ABSORBED.value},
    )
    absorbed = [one for one in lines if one.what == Change.ABSORBED and one.after["absorbed"] == blocker.id]
    blocker_history.mark_undone(session, absorbed[-1], at=at)


def _came_by_merges(lines: Iterable[BlockerChange], what: str) -> set[str]:
    """Of those (`people` or `blocks`) whom a blocker holds up: who came by a merge, and was not named since."""
    found: set[str] = set()
    for line in lines:
        before, after = set(line.before.get(what, ())), set(line.after.get(what, ()))
        found -= before ^ after
        if line.what == Change.ABSORBED:
            found |= after - before
    return found


def _waiting(session: Session, blocker: Blocker) -> set[str]:
    """Everybody whose work it holds up."""
    return {blocker.raised_by, *blocker_lists.people_of(session, blocker)}


def must_be_live(session: Session, blocker: Blocker) -> None:
    """Raises Stale with what is true now where the blocker has ended."""
    if State(blocker.state) not in LIVE:
        raise Stale(f"{blocker_history.standing(session, blocker)}, so nothing was changed.")


def _spelled(session: Session, blocker: Blocker, path: list[str]) -> str:
    found = session.execute(
        select(Blocker.id, Blocker.number).where(Blocker.workspace == blocker.workspace, Blocker.id.in_(path))
    )
    numbers = {row.id: row.number for row in found}
    return " → ".join(f"B-{numbers[one]}" for one in path)
