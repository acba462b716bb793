"""What can be done with a blocker?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.base import new_id
from models.blockers import Blocker, BlockerChange, BlockerPerson
from models.inserts import placed
from planning.blockers import LIVE, Change, State, after
from services import blocker_history, blocker_links, blocker_lists, blocker_rights, ids, numbers, office, people
from services.blocker_drafts import Draft
from services.permissions import Actor
from services.policies import Policy
from services.refusals import NotAllowed, Refused, Stale


def report(session: Session, draft: Draft, *, by: Actor, at: datetime, policy: Policy) -> Blocker:
    """File a blocker. Its owner is the project's manager, else the PMO."""
    raiser = draft.raised_by or by.id
    row = {
        "workspace": by.workspace,
        "id": new_id(),
        "number": numbers.take(session, by.workspace, "blockers"),
        "raised_by": raiser,
        "reported_by": by.id,
        "owner_id": owner_for(session, by.workspace, draft.project_id, policy),
        "state": State.OPEN.value,
        "version": 1,
        "created_at": at,
        "updated_at": at,
        **draft.columns(people.today_of(session, by.person, at=at)),
    }
    blocker = placed(session, Blocker, row)
    held = sorted(set(draft.people) - {raiser})
    if held:
        rows = [{"workspace": by.workspace, "blocker_id": blocker.id, "person_id": one} for one in held]
        session.execute(insert(BlockerPerson), rows)
    told = {
        name: blocker_history.plain(row[name]) for name in ("title", "project_id", "owner_id", "since", "needed_by")
    }
    blocker_history.line(session, blocker, Change.REPORTED, by_id=by.id, at=at, before={}, after=told, text=draft.said)
    return blocker


def owner_for(session: Session, workspace: str, project_id: str | None, policy: Policy) -> str | None:
    """Who is to clear it: the project's manager, or the deputy whom a manager who left has; else the PMO.

    None where the workspace knows none of them.
    """
    _, manager = blocker_lists.managed(session, workspace, project_id)
    heir = people.successor(session, manager) if manager is not None else None
    if heir is not None:
        return heir.id
    lead = office.pmo(session, workspace, policy.pmo.lead)
    return lead.id if lead is not None else None


def edit(session: Session, blocker: Blocker, draft: Draft, *, by: Actor, at: datetime, policy: Policy) -> bool:
    """Take over what the form says. A changed project brings its manager as owner, unless one was chosen by hand.

    Returns whether anything is different now.
    """
    blocker_rights.check(session, blocker, Change.EDITED, by=by, at=at)
    blocker_links.must_be_live(session, blocker)
    fields: dict[str, Any] = draft.columns(blocker.since)
    fields |= {"source_link": blocker.source_link, "picture": blocker.picture}
    if draft.raised_by:
        fields["raised_by"] = draft.raised_by
    usual = owner_for(session, blocker.workspace, blocker.project_id, policy)
    if draft.project_id != blocker.project_id and blocker.owner_id in {usual, None}:
        owner = owner_for(session, blocker.workspace, draft.project_id, policy)
        if owner not in {None, blocker.owner_id}:  # open again until the new owner has seen it
            fields |= {"owner_id": owner, "state": State.OPEN.value}
    before, now = blocker_links.set_people(session, blocker, draft.people, raiser=draft.raised_by)
    held = ({"people": before}, {"people": now}) if before != now else ({}, {})
    if held == ({}, {}) and all(getattr(blocker, name) == value for name, value in fields.items()):
        return False
    blocker_history.write(
        session, blocker, Change.EDITED, by_id=by.id, at=at, fields=fields, before=held[0], after=held[1]
    )
    return True


def acknowledge(session: Session, blocker: Blocker, *, by: Actor, at: datetime) -> None:
    """Say that it was seen and is in hand. Whoever takes a blocker without an owner becomes it."""
    _move(session, blocker, Change.ACKNOWLEDGED, by=by, at=at)


def start(session: Session, blocker: Blocker, *, by: Actor, at: datetime) -> None:
    """Say that work on it has begun."""
    _move(session, blocker, Change.STARTED, by=by, at=at)


def clear(session: Session, blocker: Blocker, *, how: str, by: Actor, at: datetime) -> None:
    """Close it as done. `how` says what cleared it; it may be empty."""
    blocker_rights.check(session, blocker, Change.CLEARED, by=by, at=at)
    waiting_for = blocker_lists.blocked_by(session, blocker)
    if waiting_for and State(blocker.state) in LIVE:
        names = ", ".join(f"B-{one.number}" for one in waiting_for)
        raise Refused(f"B-{blocker.number} still waits for {names}. Clear that first, or edit what {names} blocks.")
    _move(session, blocker, Change.CLEARED, by=by, at=at, cleared_at=at, cleared_with=how.strip() or None)


def withdraw(session: Session, blocker: Blocker, *, by: Actor, at: datetime) -> None:
    """Take it back: it is not needed any more, or was never one."""
    _move(session, blocker, Change.WITHDRAWN, by=by, at=at)


def _move(session: Session, blocker: Blocker, change: Change, *, by: Actor, at: datetime, **fields: Any) -> None:
    blocker_rights.check(session, blocker, change, by=by, at=at)
    state = after(State(blocker.state), change)
    if state is None:
        raise Stale(f"{blocker_history.standing(session, blocker)}, so nothing was changed.")
    if blocker.owner_id is None and change in {Change.ACKNOWLEDGED, Change.STARTED}:
        fields["owner_id"] = by.id
    blocker_history.write(session, blocker, change, by_id=by.id, at=at, fields={"state": state.value, **fields})


def hand_over(session: Session, blocker: Blocker, *, to: str, by: Actor, at: datetime, word: str | None = None) -> None:
    """Make the person with id `to` its owner; it is open again until they acknowledge. `word` is for them."""
    blocker_rights.check(session, blocker, Change.HANDED_OVER, by=by, at=at)
    blocker_links.must_be_live(session, blocker)
    person = people.by_id(session, blocker.workspace, to)
    if person is None or people.is_gone(person):
        raise Refused("That person cannot take it over. Please choose a member of this workspace.")
    if blocker.owner_id == to:
        raise Stale(f"B-{blocker.number} is with {person.name or 'them'} already, so nothing was changed.")
    fields = {"owner_id": to, "state": State.OPEN.value}
    blocker_history.write(session, blocker, Change.HANDED_OVER, by_id=by.id, at=at, fields=fields, text=word)


def comment(session: Session, blocker: Blocker, text: str, *, by: Actor, at: datetime) -> None:
    """Add a word. Everybody who may read a blocker may; ended ones take comments too."""
    said = text.strip()[:3000]
    if not said:
        raise Refused("The comment was empty, so nothing was added.")
    blocker_history.write(session, blocker, Change.COMMENTED, by_id=by.id, at=at, text=said)


def undo(
    session: Session, workspace: str, change_id: str, *, by: Actor, at: datetime, policy: Policy
) -> tuple[Blocker, Change]:
    """Take back the change that an Undo button names, if it is still the last one. Returns what it was.

    Only whoever made it, or the PMO, may. Raises NotAllowed, Stale where something came after it, Refused after a day.
    """
    blocker, change = _changed(session, workspace, change_id)
    offer = blocker_history.offer(session, blocker, at=at, undo_hours=policy.blockers.undo_hours)
    if change.undone_at is not None:
        raise Stale("That was undone already, so nothing was changed.")
    if offer is None:
        raise Refused("That cannot be undone any more: changes can be taken back for a day.")
    if offer.change_id != change.id:
        raise Stale(f"Something else has happened to B-{blocker.number} since then, so nothing was undone.")
    if change.by_id != by.id and not blocker_rights.manages(by):
        raise NotAllowed("Only the person who made that change, or the project management office, can undo it.")
    _restore(session, blocker, change, by=by, at=at)
    return blocker, Change(change.what)


def _changed(session: Session, workspace: str, change_id: str) -> tuple[Blocker, BlockerChange]:
    """The change that a button names and its blocker, both locked and as they are now."""
    change = session.get(BlockerChange, (workspace, change_id)) if ids.plausible(change_id) else None
    if change is None:
        raise Refused("There is nothing to undo here any more.")
    other = [change.after["duplicate_of"]] if change.what == Change.MERGED else []
    blocker = blocker_lists.find_both(session, workspace, change.blocker_id, *other)[0]
    session.refresh(change)  # somebody may have undone it while we waited for the blocker
    return blocker, change


def _restore(session: Session, blocker: Blocker, change: BlockerChange, *, by: Actor, at: datetime) -> None:
    was = dict(change.before)
    before: dict[str, Any] = {}
    now: dict[str, Any] = {"undone": change.what}
    if change.what == Change.MERGED:
        other = blocker_lists.see(session, blocker.workspace, change.after["duplicate_of"])
        blocker_links.unmerge(session, blocker, other, by=by, at=at)
    # Of what waits, only what this change did is taken back: another blocker may have brought more since.
    if "people" in was:
        held = _without(blocker_lists.people_of(session, blocker), was.pop("people"), change.after["people"])
        raiser = was.get("raised_by")
        before["people"], now["people"] = blocker_links.set_people(session, blocker, held, raiser=raiser)
    if "blocks" in was:
        held = _without(
            (one.id for one in blocker_lists.blocks(session, blocker)), was.pop("blocks"), change.after["blocks"]
        )
        before["blocks"], now["blocks"] = blocker_links.set_blocks(session, blocker, held)
    fields = {name: blocker_history.rich(name, value) for name, value in was.items()}
    blocker_history.write(session, blocker, Change.UNDONE, by_id=by.id, at=at, fields=fields, before=before, after=now)
    blocker_history.mark_undone(session, change, at=at)


def _without(waiting: Iterable[str], before: Iterable[str], after: Iterable[str]) -> set[str]:
    """Ids of what waits now, as if the change from `before` to `after` had not been."""
    gone, added = set(before), set(after)
    return (set(waiting) - (added - gone)) | (gone - added)
