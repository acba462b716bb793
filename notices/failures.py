"""Who hears of what could not be said?"""

from collections import Counter

from sqlalchemy.orm import Session

from notices.occasions import Occasion
from services import office, outbox
from services.outbox_failures import failures_untold, told
from ui import failures as screen

AT_ONCE = 200  # rows merged into one message


def tell(session: Session, workspace: str, occasion: Occasion) -> bool:
    """One message to the PMO's lead for everything that failed since the last one; at most one in an hour.

    The hour is the breaker: a Slack that refuses everything must not be told so through Slack again and again. Where
    nobody leads the PMO the rows stay untold, and the health report counts them.
    """
    rows = failures_untold(session, workspace, limit=AT_ONCE)
    lead = office.pmo(session, workspace, occasion.policy.pmo.lead) if rows else None
    if lead is None or lead.slack_id is None:
        return False
    # Never a report about a report.
    counted = Counter((row.target, row.reason or "no reason given") for row in rows if row.kind != KIND)
    if counted:
        message = screen.failures([screen.Failure(*key, count) for key, count in counted.most_common()])
        said = outbox.prompt(
            session,
            lead,
            text=message.text,
            blocks=message.blocks,
            key=f"failures:{occasion.wall:%Y-%m-%dT%H}",
            kind=KIND,
            at=occasion.at,
            wall=occasion.wall,
        )
        if said is None:
            return False
    told(session, rows, wall=occasion.wall)
    return bool(counted)


KIND = "failures"
