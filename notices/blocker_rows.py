"""What does a list say of each of its blockers, however many they are?"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.people import Person
from notices import blocker_facts
from notices.occasions import Occasion
from planning.blockers import LIVE, State
from planning.severity import Judgement
from services import blocker_severity, people
from ui.blocker_facts import NOT_SEVERE, Row


def rows(
    session: Session, blockers: Sequence[Blocker], occasion: Occasion, *, reader: Person | None = None
) -> tuple[Row, ...]:
    """Each of these as one line of a list, with its owner and project and nothing else."""
    if not blockers:
        return ()
    today = blocker_facts.today_for(session, blockers[0].workspace, occasion, reader)
    people.many(session, blockers[0].workspace, {one.owner_id for one in blockers if one.owner_id})  # read at once
    live = [one for one in blockers if State(one.state) in LIVE]
    judged = blocker_severity.judge_all(session, live, occasion.policy.ladder, at=occasion.at)
    return tuple(_row(session, one, today, judged.get(one.id, NOT_SEVERE)) for one in blockers)


def _row(session: Session, blocker: Blocker, today: date, judged: Judgement) -> Row:
    project = blocker_facts.project_of(session, blocker)
    owner = people.by_id(session, blocker.workspace, blocker.owner_id)
    return Row(
        id=blocker.id,
        number=blocker.number,
        title=blocker.title,
        state=State(blocker.state),
        project_code=project.code if project else None,
        owner=blocker_facts.who(owner) if owner else None,
        since=blocker.since,
        needed_by=blocker.needed_by,
        needed_at=blocker.needed_at,
        today=today,
        judged=judged,
    )
