"""What do the forms of projects begin with, and what does a sent one say?"""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.goals import Goal
from models.people import Person
from models.projects import Project
from notices import blocker_facts
from notices.occasions import Occasion
from notices.project_facts import money
from planning.projects import ProjectStatus
from services import people, project_facts, project_rights
from services.permissions import Actor
from services.projects import ProjectDraft
from ui import project_forms as screen
from ui.kit import View
from ui.projects import Money
from ui.text import channel as channel_link

_NO_MONEY = Money(None, None, None, None)


def form(session: Session, project: Project | None, by: Actor) -> View:
    """The form of a project, or of a new one. Raises NotAllowed."""
    if project is None:
        return screen.form(screen.FormFacts(goals=_goals(session, by.workspace, None), money=_NO_MONEY))
    project_rights.must_plan(project, by)
    manager, sponsor = (people.by_id(session, by.workspace, one) for one in (project.manager_id, project.sponsor_id))
    return screen.form(
        screen.FormFacts(
            id=project.id,
            code=project.code,
            name=project.name,
            manager=blocker_facts.who(manager) if manager is not None else None,
            sponsor=blocker_facts.who(sponsor) if sponsor is not None else None,
            start=project.start,
            finish=project.finish,
            channel=project.channel,
            description=project.description or "",
            goals=_goals(session, by.workspace, project),
            projects=_others(session, project),
            needs=tuple(one.project.id for one in project_facts.needs(session, project)),
            money=money(project, by),
        )
    )


def turn_form(session: Session, project: Project, by: Actor, occasion: Occasion) -> View:
    """What hangs on it, and the choice. Raises NotAllowed."""
    project_rights.must_plan(project, by)
    today = people.today_of(session, by.person, at=occasion.at)
    booked = project_facts.bookings(session, project, today)
    return screen.turn_form(
        screen.TurnFacts(
            project.id,
            project.code,
            ProjectStatus(project.status),
            people=len({one.person_id for one in booked}),
            hours=sum((one.hours_per_week for one in booked if one.start <= today), Decimal(0)),
            requests=len(project_facts.requests(session, project)),
            blockers=project_facts.open_blockers(session, project.workspace).get(project.id, 0),
        )
    )


def draft(
    session: Session, saved: screen.Saved, project: Project | None, *, by: Actor, occasion: Occasion
) -> ProjectDraft:
    """A sent form in terms of rows. What the form could not show stays: people whom Slack does not know, a channel that
    a sheet gave by its name, goals beyond those that had room."""
    manager, sponsor = (_met(session, by, one, occasion) for one in (saved.manager, saved.sponsor))
    channel, serves = saved.channel, dict(saved.serves)
    if project is not None:
        sponsor = sponsor or _unknown(session, project, project.sponsor_id)
        manager = manager or _unknown(session, project, project.manager_id)
        if channel is None and project.channel and not channel_link(project.channel):
            channel = project.channel
        held = project_facts.serves(session, project)
        serves |= {goal.id: percent for goal, percent in held if goal.id not in saved.shown_goals}
    return ProjectDraft(
        name=saved.name,
        sponsor=sponsor,
        manager=manager,
        start=saved.start,
        finish=saved.finish,
        channel=channel,
        description=saved.description,
        serves=serves,
        needs=saved.needs,
        money=saved.money,
    )


def _goals(session: Session, workspace: str, project: Project | None) -> tuple[tuple[str, str, Decimal | None], ...]:
    """Those that weigh most first, with what the project serves them."""
    held = {goal.id: percent for goal, percent in project_facts.serves(session, project)} if project else {}
    every = session.scalars(select(Goal).where(Goal.workspace == workspace))
    ordered = sorted(every, key=lambda one: (-one.weight, one.code))
    return tuple((one.id, one.name or one.code, held.get(one.id)) for one in ordered)


def _others(session: Session, project: Project) -> tuple[tuple[str, str], ...]:
    """The projects that it may need: those that are not over, and those that it needs already."""
    held = {one.project.id for one in project_facts.needs(session, project)}
    every = select(Project).where(Project.workspace == project.workspace, Project.id != project.id)
    over = {ProjectStatus.DONE, ProjectStatus.CANCELLED}
    return tuple(
        (one.id, " · ".join(part for part in (one.code, one.name) if part))
        for one in session.scalars(every.order_by(Project.code))
        if one.status not in over or one.id in held
    )


def _met(session: Session, by: Actor, slack_id: str | None, occasion: Occasion) -> Person | None:
    return people.meet(session, by.workspace, slack_id, wall=occasion.wall) if slack_id else None


def _unknown(session: Session, project: Project, person_id: str | None) -> Person | None:
    """Whoever is named there, where Slack does not know them and the form could not show them."""
    person = people.by_id(session, project.workspace, person_id)
    return person if person is not None and person.slack_id is None else None
