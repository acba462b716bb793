"""What does a screen say of the root blocker, and to whom what it costs in money?"""

from decimal import Decimal

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.people import Person
from models.projects import Project
from notices import blocker_facts, blocker_rows
from notices.occasions import Occasion
from planning.minutes import HOUR
from services import blocker_rights, blocker_roots
from services.blocker_roots import RootBlocker
from services.permissions import Actor
from ui.blocker_facts import RootFacts

_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")


def root(session: Session, actor: Actor, occasion: Occasion, project: Project | None = None) -> RootFacts | None:
    """The root blocker for a private list: of all, or where a `project` is asked for, only if it belongs to that one.

    What it costs in money is for the project management office: it comes from what people cost.
    """
    found = blocker_roots.find(session, actor.workspace, occasion.policy.availability)
    if found is None or (project is not None and found.chain[0].project_id != project.id):
        return None
    return facts(session, found, occasion, reader=actor.person, money=blocker_rights.manages(actor))


def facts(session: Session, found: RootBlocker, occasion: Occasion, *, reader: Person | None, money: bool) -> RootFacts:
    """The same facts for any screen; days are counted in the reader's zone, for none in the workspace's."""
    first: Blocker = found.chain[0]
    return RootFacts(
        row=blocker_rows.rows(session, [first], occasion, reader=reader)[0],
        chain=tuple(blocker_facts.ref(one) for one in found.chain),
        behind=found.root.behind,
        unsaid=found.root.unsaid,
        people=len(found.root.people),
        hours_per_week=(Decimal(found.root.minutes) / HOUR).quantize(_HUNDREDTH),
        hours_per_day=(Decimal(found.cost.minutes) / HOUR).quantize(_TENTH),
        days=found.days,
        money_per_day=found.cost.money if money else None,
    )
