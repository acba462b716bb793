"""What does the Home tab tell of the reader's attention?"""

from sqlalchemy.orm import Session

from models.people import Person
from notices import blocker_facts
from notices.occasions import Occasion
from services import attention, interruptions, people, permissions
from services.permissions import Permission
from ui.home_attention import AttentionFacts, Overrun, Waits


def facts(session: Session, person: Person, occasion: Occasion) -> AttentionFacts:
    policy, week = occasion.policy.attention, attention.of_week(session, person, at=occasion.at)
    named = people.many(session, person.workspace, {one.over_by for one in week if one.over_by})
    answers = {id_: blocker_facts.who(human) for id_, human in named.items()}
    may = Permission.DIGEST_READ in permissions.grants_of(person)
    return AttentionFacts(
        budget=policy.weekly_budget,
        hour=person.merged_at or policy.merged_at,
        usual_hour=policy.merged_at,
        spent=tuple(one.kind for one in week if one.over_by is None),
        over=tuple(Overrun(one.kind, answers.get(one.over_by)) for one in week if one.over_by is not None),
        waits=tuple(Waits(one.kind, one.due_at) for one in interruptions.waiting(session, person)),
        chosen=person.merged_at is not None,
        digest=bool(person.digest) if may else None,
    )
