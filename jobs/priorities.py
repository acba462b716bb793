"""When is somebody told that a changed weight moved their projects?"""

from jobs.work import Work, workspaces
from notices import weighings as notices
from services import weighings


def watch(work: Work) -> None:
    """Compare the weights of policy and goals with those that were noted last. A look first: mostly nothing changed."""
    for workspace in workspaces(work):
        with work.read.begin() as session:
            new = weighings.have_changed(session, workspace, work.policy)
        if new:
            with work.write.begin() as session:
                number = weighings.note(session, workspace, work.policy, at=work.now())
                if number is not None:
                    notices.changed(session, workspace, number, work.occasion())
