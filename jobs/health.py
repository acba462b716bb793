"""Is everything on its way? Looked at every half minute; what is safe to repair is repaired."""

import logging
from datetime import datetime

from jobs.work import Work
from models.store import StoreBusy
from services import outbox_results
from services.health import HealthReport, examine, unreachable

log = logging.getLogger(__name__)


def audit(work: Work) -> None:
    """Take up attempts of dead processes, count what is late, and hang the report where it can be read."""
    wall = work.wall()
    try:
        report = _look(work, wall)
    except StoreBusy:
        report = unreachable(wall)
    work.board.hang(report)
    _say(report)


def _look(work: Work, wall: datetime) -> HealthReport:
    with work.read.begin() as session:
        stuck = outbox_results.needs_tidying(session, wall=wall)
    repaired = 0
    if stuck:
        with work.write.begin() as session:
            repaired = outbox_results.reclaim(session, wall=wall, quiet_seconds=work.policy.delivery.quiet_seconds)
    with work.read.begin() as session:
        return examine(session, now=work.now(), wall=wall, repaired=repaired, served=work.served)


def _say(report: HealthReport) -> None:
    if report.repaired:
        log.warning("%d attempts of a process that is gone were taken up", report.repaired)
    for problem in report.problems:
        log.warning("not healthy: %s", problem)
