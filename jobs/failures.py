"""Does somebody know of what could not be said?"""

from jobs.work import Work, workspaces
from notices import failures
from notices.occasions import Occasion
from services.outbox_failures import failures_untold


def tell(work: Work) -> None:
    """Tell the PMO's lead of each workspace. A look first, so that a quiet minute costs no write."""
    occasion = Occasion(at=work.now(), wall=work.wall(), policy=work.policy)
    for workspace in workspaces(work):
        with work.read.begin() as session:
            anything = failures_untold(session, workspace, limit=1)
        if anything:
            with work.write.begin() as session:
                failures.tell(session, workspace, occasion)
