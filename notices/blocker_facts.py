"""What is true of a blocker right now, in the words that screens understand?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.blockers import Blocker, BlockerChange
from models.people import Person
from models.projects import Project
from notices.occasions import Occasion
from planning.blockers import LIVE, Cause, Change, State
from planning.severity import Judgement
from services import blocker_history, blocker_lists, blocker_rights, blocker_severity, people, permissions, whys
from ui import words as w
from ui.blocker_facts import NOT_SEVERE, Comment, Facts, HistoryLine, Ref, UndoOffer, Who
from ui.text import day

_ENDS = frozenset({Change.CLEARED, Change.WITHDRAWN, Change.MERGED})


def facts(
    session: Session, blocker: Blocker, occasion: Occasion, *, reader: Person | None = None, fresh: bool = False
) -> Facts:
    """Everything a screen shows of it. Days are counted in the reader's zone, on a card in the workspace's.

    On a screen of one reader Undo is offered only where they may press it. Of the first version nothing is asked that
    only a change brings, and of a `fresh` one, filed in this transaction, nothing that another blocker may say of it:
    whoever files it waits.
    """
    today = today_for(session, blocker.workspace, occasion, reader)
    held = blocker_lists.people_of(session, blocker)
    said, count = _comments(session, blocker, occasion.policy.blockers.comments_shown)
    end = None if State(blocker.state) in LIVE else _end(session, blocker)
    offer = _offer(session, blocker, occasion, reader)
    known = _persons(session, blocker, {*held, *_by(*said, end, offer)})
    other = session.get(Blocker, (blocker.workspace, blocker.duplicate_of)) if blocker.duplicate_of else None
    return replace(
        _itself(session, blocker, known, today),
        people=tuple(known[one] for one in held if one in known),
        blocks=() if blocker.version == 1 else tuple(ref(one) for one in blocker_lists.blocks(session, blocker)),
        blocked_by=() if fresh else tuple(ref(one) for one in blocker_lists.blocked_by(session, blocker)),
        duplicate_of=ref(other) if other else None,
        cleared_by=known.get(end.by_id or "") if end and end.what == Change.CLEARED else None,
        ended_on=_day(end.at, session, blocker, reader) if end else None,
        comments=tuple(Comment(known.get(one.by_id or ""), one.at, one.text or "") for one in said),
        comment_count=count,
        undo=UndoOffer(offer.what, known.get(offer.by_id or ""), offer.until, offer.change_id) if offer else None,
        judged=_judged(session, blocker, occasion),
    )


def _itself(session: Session, blocker: Blocker, known: Mapping[str, Who], today: date) -> Facts:
    """What its own row says, with the names of the people and the project in it."""
    project = project_of(session, blocker)
    return Facts(
        id=blocker.id,
        number=blocker.number,
        title=blocker.title,
        state=State(blocker.state),
        cause=Cause(blocker.cause),
        project_code=project.code if project else None,
        project_name=project.name if project else None,
        raised_by=known.get(blocker.raised_by),
        reported_by=known.get(blocker.reported_by),
        owner=known.get(blocker.owner_id or ""),
        helper=known.get(blocker.helper_id or ""),
        since=blocker.since,
        needed_by=blocker.needed_by,
        needed_at=blocker.needed_at,
        hours_per_week=blocker.hours_per_week,
        today=today,
        version=blocker.version,
        cleared_with=blocker.cleared_with,
        source_link=blocker.source_link,
        picture=blocker.picture,
    )


def project_of(session: Session, blocker: Blocker) -> Project | None:
    return session.get(Project, (blocker.workspace, blocker.project_id)) if blocker.project_id else None


def as_read_by(session: Session, facts: Facts, reader: Person, occasion: Occasion) -> Facts:
    """The facts of the card of a live blocker as a screen of one reader shows them."""
    today = occasion.at.astimezone(people.zone_of(session, reader)).date()
    return read_by(facts if today == facts.today else replace(facts, today=today), reader, occasion)


def read_by(facts: Facts, reader: Person, occasion: Occasion) -> Facts:
    """The facts of a card as a screen of one reader shows them, once they have made a change."""
    if facts.undo is None:
        return facts
    by = facts.undo.by.slack_id if facts.undo.by else None
    may = _may_undo(reader, reader.id if by and by == reader.slack_id else None)
    return facts if may else replace(facts, undo=None)


def _offer(
    session: Session, blocker: Blocker, occasion: Occasion, reader: Person | None
) -> blocker_history.UndoOffer | None:
    if blocker.version == 1:  # a report is not undone but withdrawn
        return None
    offer = blocker_history.offer(session, blocker, at=occasion.at, undo_hours=occasion.policy.blockers.undo_hours)
    return offer if offer and (reader is None or _may_undo(reader, offer.by_id)) else None


def _may_undo(reader: Person, by_id: str | None) -> bool:
    """Whether the reader made the change, or is of the PMO."""
    return reader.id == by_id or blocker_rights.manages(permissions.actor(reader))


def _judged(session: Session, blocker: Blocker, occasion: Occasion) -> Judgement:
    if State(blocker.state) not in LIVE:
        return NOT_SEVERE
    return blocker_severity.judge(session, blocker, occasion.policy.ladder, at=occasion.at)


def history(session: Session, blocker: Blocker, today: date) -> list[HistoryLine]:
    """Every change, oldest first. `today` in the reader's zone: dates of another year are told with it."""
    lines = blocker_history.lines(session, blocker)
    known = _whos(session, blocker.workspace, {one.by_id for one in lines if one.by_id})
    return [
        HistoryLine(
            at=one.at,
            by=known.get(one.by_id or ""),
            what=Change(one.what),
            text="; ".join(filter(None, [_in_words(session, one, today), _word(one)])) or None,
            undone=one.undone_at is not None,
            said=one.text if one.what == Change.REPORTED else None,
        )
        for one in lines
    ]


def ref(blocker: Blocker) -> Ref:
    return Ref(blocker.number, blocker.title, blocker.id)


def with_goal(session: Session, found: Facts, blocker: Blocker) -> Facts:
    """The same with what its project is for: whoever is asked to act reads it."""
    project = session.get(Project, (blocker.workspace, blocker.project_id)) if blocker.project_id else None
    goal = whys.goal_of(session, project) if project is not None else None
    return replace(found, goal=goal) if goal is not None else found


def who(person: Person) -> Who:
    return Who(person.slack_id, person.name)


def today_for(session: Session, workspace: str, occasion: Occasion, reader: Person | None) -> date:
    zone = people.zone_of(session, reader) if reader else people.workspace_zone(session, workspace)
    return occasion.at.astimezone(zone).date()


def _day(at: datetime, session: Session, blocker: Blocker, reader: Person | None) -> date:
    zone = people.zone_of(session, reader) if reader else people.workspace_zone(session, blocker.workspace)
    return at.astimezone(zone).date()


def _persons(session: Session, blocker: Blocker, others: set[str]) -> Mapping[str, Who]:
    named = {blocker.raised_by, blocker.reported_by, blocker.owner_id, blocker.helper_id, *others}
    return _whos(session, blocker.workspace, {one for one in named if one})


def _by(*acts: BlockerChange | blocker_history.UndoOffer | None) -> set[str]:
    """Who did these."""
    return {act.by_id for act in acts if act is not None and act.by_id}


def _whos(session: Session, workspace: str, ids: set[str]) -> Mapping[str, Who]:
    return {key: who(person) for key, person in people.many(session, workspace, ids).items()}


def _comments(session: Session, blocker: Blocker, shown: int) -> tuple[Sequence[BlockerChange], int]:
    if blocker.version == 1:
        return (), 0
    which = (
        BlockerChange.workspace == blocker.workspace,
        BlockerChange.blocker_id == blocker.id,
        BlockerChange.what == Change.COMMENTED,
    )
    count = session.scalar(select(func.count()).select_from(BlockerChange).where(*which)) or 0
    newest = session.scalars(select(BlockerChange).where(*which).order_by(BlockerChange.seq.desc()).limit(shown)).all()
    return newest[::-1], count


def _end(session: Session, blocker: Blocker) -> BlockerChange | None:
    return blocker_history.latest(session, blocker, _ENDS)


def _word(change: BlockerChange) -> str | None:
    """What somebody wrote with a change; a report's own sentence stands apart, because it may be long."""
    return change.text if change.what != Change.REPORTED else None


def _in_words(session: Session, change: BlockerChange, today: date) -> str | None:
    """What a change made of which field, for the history."""
    parts = []
    for name, now in change.after.items():
        if name == "owner_id":
            person = people.by_id(session, change.workspace, now)
            parts.append(f"owner: {person.name if person else 'nobody'}")
        elif name == "project_id":
            project = session.get(Project, (change.workspace, now)) if now else None
            parts.append(f"project: {project.code if project else 'none'}")
        elif name in _SHOWN:
            parts.append(f"{_SHOWN[name]}: {_value(name, now, today)}")
    return "; ".join(parts) or None


def _value(name: str, kept: str | None, today: date) -> str:
    """A field as history keeps it, in the words of the other screens."""
    if not kept:
        return "none"
    if name in {"since", "needed_by"}:
        return day(date.fromisoformat(kept), today)
    return w.CAUSES[Cause(kept)] if name == "cause" else kept


_SHOWN = {
    "title": "title",
    "since": "since",
    "needed_by": "needed by",
    "cause": "cause",
    "hours_per_week": "hours a week",
    "cleared_with": "cleared with",
}
