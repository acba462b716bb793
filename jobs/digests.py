"""When is the weekly digest told, and to whom?"""

from datetime import datetime

from sqlalchemy.orm import Session

from jobs.work import Effect, Later, Work, workspaces
from notices import digest_readers
from services import digest_times
from services.timers import Due


def plan(work: Work) -> None:
    """Each reader has one that waits, at the hour that is theirs by now. A look first: mostly nothing is to be done."""
    for workspace in workspaces(work):
        with work.read.begin() as session:
            found = digest_times.changes(session, workspace, work.policy.digest, at=work.now())
        if found:
            with work.write.begin() as session:
                digest_times.settle(session, workspace, found, at=work.now())


def tell(work: Work, due: Due) -> Effect:
    """Said and noted in one transaction; the reader is named by what follows the series' name."""
    reader = due.series.partition(":")[2]

    def effect(session: Session) -> str | Later | None:
        told = digest_readers.tell(session, due.workspace, reader, due.occurrence, work.occasion())
        return Later(told) if isinstance(told, datetime) else told

    return effect
