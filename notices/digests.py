"""What does the weekly digest tell its reader about blockers?"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.people import Person
from models.projects import Project
from notices import blocker_facts, blocker_roots, blocker_rows
from notices.occasions import Occasion
from planning.blockers import age
from planning.weeks import DAYS, Week
from services import digests, people
from ui.digest import Cleared, Climb, DigestFacts
from ui.ladder_words import LEVELS


def facts(
    session: Session,
    workspace: str,
    week: Week,
    occasion: Occasion,
    *,
    reader: Person | None = None,
) -> DigestFacts:
    """The digest of `week`, in the days of its `reader`; for the PMO's channel, without one, in the workspace's."""
    zone = people.zone_of(session, reader) if reader is not None else people.workspace_zone(session, workspace)
    found = digests.blockers_of(session, workspace, week, zone, occasion.policy.availability)
    climbed = blocker_rows.rows(session, [one for one, _ in found.climbed], occasion, reader=reader)
    root = None
    if found.root is not None:
        root = blocker_roots.facts(session, found.root, occasion, reader=reader, money=True)
    return DigestFacts(
        first=week.monday,
        last=week.monday + timedelta(days=DAYS - 1),
        today=occasion.at.astimezone(zone).date(),
        open=found.open,
        reported=blocker_rows.rows(session, found.reported, occasion, reader=reader),
        cleared=tuple(_cleared(session, one, zone) for one in found.cleared),
        climbed=tuple(Climb(row, LEVELS[level]) for row, (_, level) in zip(climbed, found.climbed, strict=True)),
        decisions=blocker_rows.rows(session, found.decisions, occasion, reader=reader),
        root=root,
        commands=occasion.commands,
        asked=reader is not None,
    )


def _cleared(session: Session, blocker: Blocker, zone: ZoneInfo) -> Cleared:
    project = session.get(Project, (blocker.workspace, blocker.project_id)) if blocker.project_id else None
    assert blocker.cleared_at is not None  # noqa: S101 - for the type checker: it was found by it
    stood = age(blocker.since, blocker.cleared_at.astimezone(zone).date())
    return Cleared(blocker_facts.ref(blocker), stood, project.code if project is not None else None)
