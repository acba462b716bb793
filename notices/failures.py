"""Who hears of what could not be said?"""

from collections import Counter

from sqlalchemy.orm import Session

from notices import unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.interruptions import OverBudget, Send, Urgency
from services import office, outbox
from services.outbox_failures import failures_untold, told
from ui import failures as screen

KIND = "failures"
AT_ONCE = 200  # rows merged into one message


def tell(session: Session, workspace: str, occasion: Occasion) -> bool:
    """One message to the PMO's lead for everything that failed since the last one; at most one in an hour.

    The hour is the breaker: a Slack that refuses everything must not be told so through Slack again and again. Where
    nobody leads the PMO, and while its lead wants to hear nothing, the rows stay untold, and the health report counts
    them.
    """
    rows = failures_untold(session, workspace, limit=AT_ONCE)
    lead = office.pmo(session, workspace, occasion.policy.pmo.lead) if rows else None
    if lead is None or lead.slack_id is None:
        return False
    # Never a report about a report.
    counted = Counter((row.target, row.reason or "no reason given") for row in rows if row.kind != KIND)
    if counted:
        what = Unasked(f"{KIND}:{occasion.wall:%Y-%m-%dT%H}", KIND, lead.id, Urgency.TIMED, asks_again=True)
        if outbox.is_known(session, workspace, what.key):
            return False
        message = screen.failures([screen.Failure(*key, count) for key, count in counted.most_common()])
        if not isinstance(unasked.tell(session, lead, what, message, occasion), Send | OverBudget):
            return False
    told(session, rows, wall=occasion.wall)
    return bool(counted)
