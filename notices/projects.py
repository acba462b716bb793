"""What do the list and the card of projects say, and who hears when one is put on hold or closed?"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from models.people import Person
from models.portfolio_changes import PortfolioChange, Subject
from models.projects import Project
from notices import home, project_facts, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.interruptions import Urgency
from planning.projects import ProjectStatus
from services import people, permissions, portfolio_history, projects
from services import project_facts as known
from services.permissions import Actor, Permission
from services.project_facts import Staffing
from services.projects import Turned
from ui import notes
from ui import project_card as card_screen
from ui import projects as screen
from ui.kit import Message

KIND = "project"
_OF_A_PROJECT = frozenset({Subject.PROJECT, Subject.ALIGNMENT, Subject.DEPENDENCY})


def overview(session: Session, by: Actor, occasion: Occasion, project: Project | None) -> Message:
    """`/pmo projects`: all of them, or one. Raises NotAllowed."""
    permissions.must(by, Permission.PORTFOLIO_READ)
    return listed(session, by, occasion) if project is None else card(session, project, by, occasion)


def listed(session: Session, by: Actor, occasion: Occasion) -> Message:
    """Those that are proposed or active, and the codes of the others."""
    today = people.today_of(session, by.person, at=occasion.at)
    here = known.known(session, by.workspace, live=True)
    staffing = known.staffing(session, by.workspace, today)
    blockers = known.open_blockers(session, by.workspace)
    people.many(session, by.workspace, {one.manager_id for one in here if one.manager_id})  # read together, then by id
    rows = [project_facts.row(session, one, staffing.get(one.id, Staffing()), blockers.get(one.id, 0)) for one in here]
    others = [(one.code, ProjectStatus(one.status)) for one in known.known(session, by.workspace, live=False)]
    return screen.listed(rows, others, today, may_add=projects.may_make(by), commands=occasion.commands)


def card(
    session: Session, project: Project, by: Actor, occasion: Occasion, *, said: str = "", undo: str = ""
) -> Message:
    """One project, as far as the reader may see it. `said`: what was just done, and `undo` the id of the act."""
    return card_screen.card(project_facts.facts(session, project, by, occasion), said=said, undo=undo or None)


def turned(session: Session, done: Turned, occasion: Occasion, *, by: Actor) -> Message:
    """Tell who was booked, each once, and answer who did it."""
    status, project = ProjectStatus(done.project.status), done.project
    found = people.many(session, by.workspace, {one.person_id for one in done.ended} - {by.id})
    here = [one for _, one in sorted(found.items()) if not people.is_gone(one)]
    for person in here:
        what = Unasked(f"{KIND}:{done.act_id}:{person.id}", KIND, done.act_id, Urgency.CALM)
        unasked.tell(session, person, what, screen.told(project.code, project.name, status), occasion)
    home.refresh(session, by.workspace, set(found), occasion)
    said = screen.turned(status, len(here), len(done.withdrawn), done.blockers, code=project.code)
    return card(session, project, by, occasion, said=said, undo=done.act_id)


def drawn(session: Session, reader: Person, act_id: str, _occasion: Occasion) -> Message | None:
    """What waited to be said; None where it was taken back, or the project has moved on."""
    changes = portfolio_history.of_act(session, reader.workspace, act_id)
    own = next((one for one in changes if one.subject == Subject.PROJECT), None)
    project = session.get(Project, (reader.workspace, own.subject_id)) if own is not None else None
    if own is None or project is None or own.undone_at is not None or project.status != own.after.get("status"):
        return None
    return screen.told(project.code, project.name, ProjectStatus(project.status))


def taken_back(session: Session, changes: Sequence[PortfolioChange], by: Actor, occasion: Occasion) -> Message:
    """The card as it is again; of a project that was new, that it is gone."""
    own = {one.subject_id.partition("/")[0] for one in changes if one.subject in _OF_A_PROJECT}
    project = session.get(Project, (by.workspace, min(own))) if own else None
    if project is None:
        return notes.message("Taken back: that project is not there any more.")
    return card(session, project, by, occasion, said=screen.taken_back(project.code))
