"""When does somebody hear what could wait?"""

from jobs.work import Work
from notices import waiting
from services import interruptions, people


def say(work: Work) -> None:
    """To each for whom something has waited until its time: one message, in a transaction of its own."""
    with work.read.begin() as session:
        due = interruptions.due(session, now=work.now(), served=work.served)
    for workspace, person_id in due:
        with work.write.begin() as session:
            person = people.by_id(session, workspace, person_id)
            if person is not None:
                waiting.say(session, person, work.occasion())
