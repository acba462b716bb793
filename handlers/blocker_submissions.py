"""What happens when a form about a blocker is sent?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses
from handlers.answers import CLOSE
from models.store import Writer
from notices import blocker_receipts, blocker_values
from notices import blockers as notices
from notices.occasions import Occasion
from planning.blockers import Change
from services import blocker_links, blocker_lists, blocker_rights, blocker_sources, blockers, people, permissions
from services.refusals import Circle, Unfilled
from ui import blocker_forms as forms
from ui.blocker_report_form import read_form

Body = Mapping[str, Any]


def report(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        values = presses.taken(read_form(presses.filled(view), people.today_of(session, actor.person, at=occasion.at)))
        draft = blocker_values.draft(session, values, by=actor, wall=occasion.wall)
        draft = blocker_sources.come_along(session, actor.workspace, draft, presses.subject(view))
        blocker = blockers.report(session, draft, by=actor, at=occasion.at, policy=occasion.policy)
        facts = notices.reported(session, blocker, occasion, by=actor)
        blocker_receipts.filed(session, blocker, facts, occasion, by=actor)
    ack(response_action=CLOSE)


def edit(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        values = presses.taken(read_form(presses.filled(view), people.today_of(session, actor.person, at=occasion.at)))
        blocker = blocker_lists.find(session, actor.workspace, presses.subject(view))
        draft = blocker_values.draft(session, values, by=actor, wall=occasion.wall, old=blocker)
        if blockers.edit(session, blocker, draft, by=actor, at=occasion.at, policy=occasion.policy):
            notices.changed(session, blocker, Change.EDITED, occasion, by=actor)
    ack(response_action=CLOSE)


def clear(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        how = forms.read_clear(presses.filled(view))
        blocker = blocker_lists.find(session, actor.workspace, presses.subject(view))
        blockers.clear(session, blocker, how=how or "", by=actor, at=occasion.at)
        notices.changed(session, blocker, Change.CLEARED, occasion, by=actor)
    ack(response_action=CLOSE)


def comment(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        text = presses.taken(forms.read_comment(presses.filled(view)))
        blocker_id, on_card = forms.commented(presses.subject(view))
        blocker = blocker_lists.find(session, actor.workspace, blocker_id)
        if not on_card:
            blocker_rights.must_see(session, blocker, by=actor, at=occasion.at)
        blockers.comment(session, blocker, text, by=actor, at=occasion.at)
        notices.changed(session, blocker, Change.COMMENTED, occasion, by=actor)
    ack(response_action=CLOSE)


def hand_over(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        to, word = presses.taken(forms.read_hand_over(presses.filled(view)))
        blocker = blocker_lists.find(session, actor.workspace, presses.subject(view))
        person_id = blocker_values.person_id(session, actor, to, wall=occasion.wall)
        blockers.hand_over(session, blocker, to=person_id or "", by=actor, at=occasion.at, word=word)
        notices.changed(session, blocker, Change.HANDED_OVER, occasion, by=actor)
    ack(response_action=CLOSE)


def link(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        wanted, slack_ids = forms.read_links(presses.filled(view))
        blocker = blocker_lists.find(session, actor.workspace, presses.subject(view))
        held = blocker_values.person_ids(session, actor, slack_ids, wall=occasion.wall)
        if wanted is None:  # the form had no blockers to offer
            wanted = tuple(one.id for one in blocker_lists.blocks(session, blocker))
        try:
            changed = blocker_links.link(session, blocker, people=held, blocks=wanted, by=actor, at=occasion.at)
        except Circle as circle:  # told under the input that would close it
            raise Unfilled({forms.BLOCKS: str(circle)}) from None
        if changed:
            notices.changed(session, blocker, Change.LINKED, occasion, by=actor)
    ack(response_action=CLOSE)


def merge(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        other = presses.taken(forms.read_duplicate(presses.filled(view)))
        blocker, into = blocker_lists.find_both(session, actor.workspace, presses.subject(view), other)
        blocker_links.merge(session, blocker, into, by=actor, at=occasion.at)
        notices.merged(session, blocker, into, occasion, by=actor)
    ack(response_action=CLOSE)
