"""Which blockers climb, and when?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from jobs.delivery.classify import CALL_ERRORS
from jobs.work import Effect, Later, Work
from models.blockers import Blocker
from notices import ladders as notices
from notices import silence
from notices.occasions import Occasion
from planning.blockers import LIVE, State
from planning.ladder import Step
from planning.ladder_steps import next_step
from services import (
    blocker_lists,
    blocker_severity,
    blocker_silence,
    channels,
    ladder_acts,
    ladder_rungs,
    ladders,
    set_back,
    settings,
)
from services.timers import Due

SERIES = (ladders.SERIES, blocker_silence.SERIES)  # of timers: both think again whenever they ring
SOME = 50  # blockers that begin in one transaction
LOOKED_AT = timedelta(days=1)  # how often it is looked at, though nothing is due: people come and go
_SHUT = frozenset({"channel_not_found", "not_in_channel", "is_archived"})


def begin(work: Work) -> None:
    """What was reported begins its ladder at once, and what is from before there were ladders as it is found."""
    with work.read.begin() as session:
        found = ladders.unbegun(session, limit=SOME, served=work.served)
    if not found:
        return
    with work.write.begin() as session:
        for workspace, blocker_id in found:
            blocker = blocker_lists.find(session, workspace, blocker_id)
            if State(blocker.state) in LIVE:
                ladder_acts.begin(session, blocker, at=work.now(), policy=work.policy)


def hasten(work: Work) -> None:
    """What was planned while the clock was years ahead is thought about now. A look first: mostly nothing was."""
    with work.read.begin() as session:
        found = set_back.anything_far(session, SERIES, at=work.now(), served=work.served)
    if found:
        with work.write.begin() as session:
            set_back.hasten(session, SERIES, at=work.now(), served=work.served)


def climb(work: Work, due: Due) -> Effect:
    """Think about the next step of a blocker, and take it where it is due."""
    return partial(_climb, work=work, due=due, shut=_ask(work, due.workspace))


def _climb(session: Session, work: Work, due: Due, shut: Mapping[str, bool]) -> str | Later | None:
    occasion = work.occasion()
    blocker = blocker_lists.find(session, due.workspace, due.series.partition(":")[2])
    for channel, said in shut.items():
        channels.note(session, due.workspace, channel, shut=said, at=occasion.at)
    if State(blocker.state) not in LIVE:
        return f"the blocker is {State(blocker.state).value}"
    blocker_silence.watch(session, blocker, at=occasion.at)
    now = ladders.start(session, blocker, at=occasion.at)
    if due.occurrence.key != str(now.number + 1):
        return f"step {due.occurrence.key} was taken already"
    ladder = ladder_rungs.ladder(session, blocker, work.policy, at=occasion.at)
    step = next_step(now, ladder)
    if step is None or step.at > occasion.at:
        return Later(_look_at(session, blocker, occasion, step))
    after = notices.take(session, notices.Turn(blocker, ladder, now, step), occasion)
    ladders.look(session, blocker, after, at=_look_at(session, blocker, occasion, next_step(after, ladder)))
    return None


def ask(work: Work, due: Due) -> Effect:
    """Ask the owner of a blocker how it stands, where nobody has said anything for long."""
    return partial(_ask_owner, work=work, due=due)


def _ask_owner(session: Session, work: Work, due: Due) -> str | Later | None:
    occasion = work.occasion()
    blocker = blocker_lists.find(session, due.workspace, due.series.partition(":")[2])
    if State(blocker.state) not in LIVE:
        return f"the blocker is {State(blocker.state).value}"
    person = blocker_silence.asked_of(session, blocker, at=occasion.at)
    question = blocker_silence.next_question(session, blocker, person, work.policy) if person is not None else None
    if person is None or question is None:
        return Later(occasion.at + LOOKED_AT)
    if question.at > occasion.at:
        return Later(min(question.at, occasion.at + LOOKED_AT))  # the date, or the owner, may change until then
    silence.ask(session, blocker, person, question.spell, occasion)
    return None


def _look_at(session: Session, blocker: Blocker, occasion: Occasion, step: Step | None) -> datetime:
    """When it is thought about again: at its next step, when it becomes more severe by itself, at least once a day."""
    rises = blocker_severity.rises_at(session, blocker, occasion.policy.ladder, at=occasion.at)
    times = (step.at if step is not None else None, rises, occasion.at + LOOKED_AT)
    return max(occasion.at, min(one for one in times if one is not None))


def _ask(work: Work, workspace: str) -> dict[str, bool]:
    """Whether the PMO's channel is shut, where Slack was not asked just now; as it was known where it cannot say."""
    with work.read.begin() as session:
        channel = settings.pmo_channel(session, workspace, work.policy)
        if channel is None or channels.is_known(session, workspace, channel, at=work.now()):
            return {}
        shut = channels.is_shut(session, workspace, channel)
    try:
        told = work.client_of(workspace).conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        return {channel: shut or error.response.get("error") in _SHUT}
    except CALL_ERRORS:  # and not asked again at once: nobody's step is to wait for it
        return {channel: shut}
    return {channel: bool(told.get("is_archived")) or not told.get("is_member")}
