"""Which weeks are lived: as Clearway is, without its ladder, without check-ins, or with a bot that asks everybody daily?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jobs.work import Effect, Series, Work
from services.policies import AttentionPolicy, CheckinPolicy, Policy
from services.timers import Due
from tests.simulation import daily
from tests.simulation.life import Life
from tests.simulation.measures import Figures, measured
from tests.simulation.organisation import LIVE, Organisation, policy_for
from tests.simulation.people import Habits

BEGIN = datetime(2026, 11, 29, 13, tzinfo=UTC)  # Sunday, before Monday has begun anywhere where somebody is
HABITS = Habits()


@dataclass(frozen=True)
class Way:
    """How the same people are treated in the same weeks."""

    title: str
    policy: Callable[[Policy], Policy] = lambda policy: policy
    instead: Mapping[str, Series] = field(default_factory=dict)  # of the bot's own


def _no_ladder(_: Work, __: Due) -> Effect:
    return lambda session: "there is no ladder"


def _without_checkins(policy: Policy) -> Policy:
    return replace(policy, checkins=CheckinPolicy())


def _without_budget(policy: Policy) -> Policy:
    """Whoever asks everybody every day has none either."""
    return replace(policy, attention=AttentionPolicy(weekly_budget=1_000))


WAYS: Mapping[str, Way] = {
    "clearway": Way("Clearway as it comes"),
    "no ladder": Way("the same without the ladder", instead={"ladder": Series(None, _no_ladder)}),
    "no check-ins": Way("the same without check-ins", _without_checkins),
    "daily": Way(
        "a bot that asks everybody every working day, without a budget",
        _without_budget,
        {"checkin": Series(None, daily.ring)},
    ),
}


def lived(way: Way, weeks: int, seed: int, folder: Path) -> Figures:
    """The figures of so many weeks. The same seed gives the same."""
    end = BEGIN + timedelta(weeks=weeks)
    here = Organisation(folder, BEGIN, way.policy(policy_for()), {**LIVE, **way.instead})
    try:
        life = Life(here, HABITS, seed)
        life.plan(end)
        here.live(end, life.look)
        return measured(here, life, BEGIN, end)
    finally:
        here.close()
