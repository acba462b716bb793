"""What does somebody read in answer to their own act on a blocker?"""

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.projects import Project
from notices import blocker_facts, blocker_roots, blocker_rows, posting
from notices.blockers import card_channel
from notices.occasions import Occasion
from planning.blockers import Cause
from services import blocker_lists, blocker_rights, people
from services.blocker_drafts import Draft
from services.permissions import Actor, Permission
from ui import blocker_lists as lists
from ui import blockers as screens
from ui import words as w
from ui.blocker_facts import Facts
from ui.kit import Message
from ui.text import day, escape, one_line

COUNTED = 500  # of a list, to say how many more there are


def receipt(
    session: Session, blocker: Blocker, facts: Facts, occasion: Occasion, *, by: Actor, draft: Draft | None = None
) -> Message:
    """The private answer to who filed it: what was understood of the sentence, and what looks like the same thing."""
    twin = blocker_lists.alike(session, blocker, occasion.policy.blockers.alike_at)
    seen = blocker_rights.may_see(session, [twin], by=by, at=occasion.at) if twin is not None else ()
    similar = blocker_facts.facts(session, seen[0], occasion) if seen else None
    understood = _understood(session, facts, draft, blocker) if draft is not None else ()
    return screens.receipt(facts, understood, card_channel(session, blocker, occasion), similar)


def after(facts: Facts) -> Message:
    """That answer again, once one of its buttons was pressed."""
    return screens.receipt(facts)


def filed(session: Session, blocker: Blocker, facts: Facts, occasion: Occasion, *, by: Actor) -> None:
    """The same answer after a form, which has no answer of its own: as a direct message, asked for by the sender."""
    message = receipt(session, blocker, facts, occasion, by=by)
    posting.answer(session, by.person, message, occasion, key=f"blocker:{blocker.id}:filed")


def mine(session: Session, actor: Actor, occasion: Occasion) -> Message:
    """`/blocked list`: what the person raised and what they are to clear."""
    most = occasion.policy.blockers.listed
    owned = blocker_lists.owned_by(session, actor.workspace, actor.id, COUNTED)
    raised = blocker_lists.raised_by(session, actor.workspace, actor.id, COUNTED)
    found = list({one.id: one for one in (*owned, *raised)}.values())
    rows = blocker_rows.rows(session, found[:most], occasion, reader=actor.person)
    empty = f"Nothing holds you up, and nobody waits for you. `{occasion.commands.blocked}` reports a blocker."
    return lists.list_message("Blockers that you raised or are to clear", rows, len(found) - len(rows), empty)


def everybodys(session: Session, actor: Actor, occasion: Occasion, project: Project | None = None) -> Message:
    """`/pmo blockers`: every live blocker, or those of a project, the most urgent first; a guest's own for a guest."""
    sees_all = actor.may(Permission.BLOCKERS_READ_ALL)
    most, which = occasion.policy.blockers.listed, project.id if project is not None else None
    found = blocker_lists.live(session, actor.workspace, COUNTED if sees_all else None, which)
    found = blocker_rights.may_see(session, found, by=actor, at=occasion.at)
    root = blocker_roots.root(session, actor, occasion, project) if sees_all else None  # a chain names others' blockers
    rest = [one for one in found if root is None or one.id != root.row.id]
    room = most if root is None else most - 1
    rows = blocker_rows.rows(session, rest[:room], occasion, reader=actor.person)
    of = f" of {escape(one_line(project.code), 40)}" if project is not None else ""
    heading = f"Open blockers{of}{'' if sees_all else ' that concern you'}, the most urgent first"
    return lists.list_message(heading, rows, len(rest) - len(rows), root=root)


def _understood(session: Session, facts: Facts, draft: Draft, blocker: Blocker) -> list[tuple[str, str]]:
    """What was read out of the sentence, in words; what was not stays in the title."""
    found = []
    if facts.project_code:
        found.append(("Project", " · ".join(part for part in (facts.project_code, facts.project_name) if part)))
    if draft.since:
        found.append(("Since", day(facts.since, facts.today)))
    if facts.needed_by:
        found.append(("Needed by", _due(session, facts, blocker)))
    if facts.helper and facts.helper.name:
        found.append(("Help wanted from", facts.helper.name))
    if facts.cause is not Cause.OTHER:
        found.append(("Cause", w.CAUSES[facts.cause]))
    if facts.hours_per_week:
        found.append(("Standing still", w.hours_words(facts.hours_per_week)))
    if draft.said:
        found.append(("Title", "Shortened; every word is in its History."))
    return found


def _due(session: Session, facts: Facts, blocker: Blocker) -> str:
    """The day, and the time where one was said, in the zone of who said it."""
    assert facts.needed_by is not None  # noqa: S101 - for the type checker: the caller looked
    if facts.needed_at is None:
        return day(facts.needed_by, facts.today)
    speaker = people.by_id(session, blocker.workspace, blocker.reported_by)
    zone = people.zone_of(session, speaker) if speaker else people.workspace_zone(session, blocker.workspace)
    return f"{day(facts.needed_by, facts.today)}, {facts.needed_at.astimezone(zone):%H:%M}"
