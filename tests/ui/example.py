"""What blocker do the examples speak of, and how is a message looked at?"""

from datetime import date
from decimal import Decimal

from planning.blockers import Cause, State
from tests.ui.slack_limits import problems_of_message
from ui.blocker_facts import Facts, Ref, Who
from ui.kit import Message, texts

MIA, BO, ANA = Who("U0MIA", "Mia Keller"), Who("U0BO", "Bo Lindqvist"), Who(None, "Ana Sousa")
FACTS = Facts(
    id="b" * 32,
    number=12,
    title="Waiting on the security review",
    state=State.OPEN,
    cause=Cause.DECISION,
    project_code="APOLLO",
    project_name="Patient portal",
    raised_by=MIA,
    reported_by=MIA,
    owner=BO,
    helper=None,
    since=date(2026, 11, 16),
    needed_by=date(2026, 11, 25),
    needed_at=None,
    hours_per_week=Decimal("12.50"),
    today=date(2026, 11, 23),
    version=1,
    people=(ANA,),
    blocks=(Ref(14, "Go live", "c" * 32),),
)


def read(message: Message) -> str:
    return "\n".join(texts(message.blocks))


def buttons(message: Message) -> list[str]:
    return [
        element["action_id"]
        for block in message.blocks
        for element in block.get("elements", [])
        if "action_id" in element
    ]


def problems(message: Message) -> list[str]:
    return problems_of_message({"text": message.text, "blocks": message.blocks})
