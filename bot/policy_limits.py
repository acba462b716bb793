"""Between which limits lies each number of clearway.yaml, and which form has each text?"""

from collections.abc import Mapping
from dataclasses import fields

from planning.ladder_policy import LadderPolicy
from planning.priority_policy import LEAST_WEIGHT, MOST_WEIGHT, Criterion
from services.policies import DAYS
from ui.blocker_lists import LIST_ROWS

# The least and the most of each number, or of each in a list.
LIMITS: Mapping[str, tuple[float, float]] = {
    "attention.weekly_budget": (1, 50),
    "availability.project_share": (0, 1),
    "availability.undo_hours": (0, 720),
    "availability.week": (0, 24),
    "blockers.undo_hours": (0, 720),
    "portfolio.undo_hours": (0, 720),
    "blockers.alike_at": (50, 100),
    "blockers.listed": (1, LIST_ROWS),
    "blockers.comments_shown": (0, 5),
    "checkins.quiet_days": (1, 60),
    "delivery.lease_seconds": (5, 600),
    "delivery.quiet_seconds": (0, 600),
    "delivery.second_look_seconds": (1, 86_400),
    "delivery.edit_gap_seconds": (0, 60),
    "delivery.timeout_seconds": (1, 60),
    "delivery.first_backoff_seconds": (0.1, 60),
    "delivery.longest_backoff_seconds": (1, 3600),
    "delivery.refused_rest_seconds": (1, 3600),
    "delivery.give_up_seconds": (60, 2_592_000),
    "delivery.history_pages": (1, 50),
    "delivery.kept_days": (1, 3650),
    "delivery.threads": (1, 32),
    # An hour at least: a ladder without waits would tell everybody at once, five times over.
    "ladder.owner_hours": (1, 400),
    "ladder.lead_hours": (1, 400),
    "ladder.pmo_hours": (1, 400),
    "ladder.sponsor_hours": (1, 400),
    "ladder.executives_hours": (1, 400),
    "ladder.acknowledged_hours": (1, 400),
    "ladder.contract_hours": (0.5, 40),
    "ladder.away_days": (1, 60),
    "ladder.quiet_days": (1, 60),
    "ladder.repeats": (0, 5),
    "ladder.review_hours": (8, 400),
    "ladder.stale_days": (1, 60),
    "ladder.people": (1, 1000),
    "ladder.hours_per_week": (1, 10_000),
    "ladder.blockers": (1, 1000),
    "ladder.needed_within_days": (0, 365),
    **{f"priorities.{one.value}": (LEAST_WEIGHT, MOST_WEIGHT) for one in Criterion},
}
# Lists of so many numbers, each with a meaning of its own.
PLACED = frozenset({"availability.week", *(f"ladder.{one.name}" for one in fields(LadderPolicy))})
TIME = (r"([01]\d|2[0-3]):[0-5]\d", 'a time in quotes such as "09:00"')
FORMS: Mapping[str, tuple[str, str]] = {
    "pmo.channel": (
        r"[CG][A-Z0-9]{2,}",
        "the id of a channel, such as C0123ABCD (Slack: channel details, at the bottom)",
    ),
    "availability.day_start": TIME,
    "attention.merged_at": TIME,
    "attention.quiet_from": TIME,
    "attention.quiet_until": TIME,
    "checkins.series.name": (r"\S(.{0,58}\S)?", "a name of at most 60 characters"),
    "checkins.series.time": TIME,
    "checkins.series.until": TIME,
    "digest.day": ("|".join(DAYS), f"one of {', '.join(DAYS)}"),
    "digest.time": TIME,
    "pmo.lead": (r"[^@\s]+@[^@\s]+", "an e-mail address"),
}
