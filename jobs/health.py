"""Is everything on its way? Looked at every half minute; what is safe to repair is repaired."""

import logging

from jobs.work import Work
from services import outbox_results
from services.health import HealthReport, examine

log = logging.getLogger(__name__)


def audit(work: Work) -> None:
    """Take up attempts of dead processes, count what is late, and hang the report where it can be read."""
    wall = work.wall()
    with work.read.begin() as session:
        stuck = outbox_results.needs_tidying(session, wall=wall)
    repaired = 0
    if stuck:
        with work.write.begin() as session:
            repaired = outbox_results.reclaim(session, wall=wall, quiet_seconds=work.policy.delivery.quiet_seconds)
    with work.read.begin() as session:
        report = examine(session, now=work.now(), wall=wall, repaired=repaired, served=work.served)
    work.board.hang(report)
    _say(report)


def _say(report: HealthReport) -> None:
    if report.repaired:
        log.warning("%d attempts of a process that is gone were taken up", report.repaired)
    for problem in report.problems:
        log.warning("not healthy: %s", problem)
