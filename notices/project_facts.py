"""What is true of a project, as far as its reader may see it?"""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import STATE_IS_LIVE, Blocker
from models.projects import Project
from models.skills import Skill
from notices import blocker_facts
from notices.occasions import Occasion
from planning.allocations import AllocationState
from planning.projects import ProjectStatus
from services import people, project_facts, project_rights, whys
from services.permissions import Actor
from services.project_facts import Leaning, Staffing
from ui import projects as screen
from ui.why import Why


def facts(session: Session, project: Project, by: Actor, occasion: Occasion) -> screen.ProjectFacts:
    today = people.today_of(session, by.person, at=occasion.at)
    staffing = project_facts.staffing(session, by.workspace, today, only=[project.id]).get(project.id, Staffing())
    serves = project_facts.serves(session, project)
    sponsor = people.by_id(session, by.workspace, project.sponsor_id)
    open_ones = project_facts.open_blockers(session, by.workspace).get(project.id, 0)
    return screen.ProjectFacts(
        row=row(session, project, staffing, open_ones),
        sponsor=blocker_facts.who(sponsor) if sponsor is not None else None,
        channel=project.channel,
        description=project.description,
        why=Why(whys.goal_of(session, project), project.name or project.code),
        serves=tuple((one.name or one.code, percent) for one, percent in serves),
        booked=_booked(session, project, today),
        asked=_asked(session, project),
        needs=tuple(_leans(project, one, forwards=True) for one in project_facts.needs(session, project)),
        needed_by=tuple(_leans(project, one, forwards=False) for one in project_facts.needed_by(session, project)),
        blockers=_blockers(session, project),
        money=money(project, by),
        may_plan=project_rights.may_plan(project, by),
        today=today,
    )


def row(session: Session, project: Project, staffing: Staffing, blockers: int) -> screen.ProjectRow:
    manager = people.by_id(session, project.workspace, project.manager_id)
    return screen.ProjectRow(
        project.id,
        project.code,
        project.name,
        ProjectStatus(project.status),
        project.start,
        project.finish,
        blocker_facts.who(manager) if manager is not None else None,
        screen.Hours(staffing.people, staffing.committed, staffing.tentative, staffing.asked),
        blockers,
    )


def _booked(session: Session, project: Project, today: date) -> tuple[screen.Booked, ...]:
    rows = project_facts.bookings(session, project, today)
    known = people.many(session, project.workspace, {one.person_id for one in rows})
    return tuple(
        screen.Booked(
            blocker_facts.who(known[one.person_id]),
            one.hours_per_week,
            one.start,
            one.finish,
            one.state == AllocationState.TENTATIVE,
        )
        for one in rows
    )


def _asked(session: Session, project: Project) -> tuple[screen.Asked, ...]:
    rows = project_facts.requests(session, project)
    wanted = (Skill.workspace == project.workspace, Skill.id.in_({one.skill_id for one in rows}))
    names = {one.id: one.name for one in session.scalars(select(Skill).where(*wanted))}
    return tuple(
        screen.Asked(names[one.skill_id], one.min_level, one.hours_per_week, one.start, one.finish) for one in rows
    )


def _leans(project: Project, other: Leaning, *, forwards: bool) -> screen.Leans:
    """`forwards`: the project needs the other. required_start = finish of what is needed + 1 day + 7 × lag weeks."""
    needed, waiting = (other.project, project) if forwards else (project, other.project)
    required = needed.finish + timedelta(days=1 + 7 * other.lag_weeks) if needed.finish is not None else None
    early = required is not None and waiting.start is not None and waiting.start < required
    return screen.Leans(
        other.project.code, other.project.name, other.project.finish, other.lag_weeks, required if early else None
    )


def _blockers(session: Session, project: Project) -> tuple[tuple[int, str], ...]:
    theirs = (Blocker.workspace == project.workspace, Blocker.project_id == project.id, STATE_IS_LIVE)
    rows = session.execute(select(Blocker.number, Blocker.title).where(*theirs).order_by(Blocker.number)).all()
    return tuple((row.number, row.title) for row in rows)


def money(project: Project, by: Actor) -> screen.Money | None:
    if not project_rights.may_see_money(project, by):
        return None
    return screen.Money(project.budget, project.benefit, project.cost_of_delay, project.confidence)
