"""What does a column hold, on whatever sheet it stands: days, money, parts of something, or other numbers?"""

from collections.abc import Mapping

DATES = frozenset({"start", "finish", "from", "since", "needed_by", "cleared_at"})
MONEY: Mapping[str, str] = {"budget": "", "benefit": "", "cost_of_delay": "week", "cost_rate": "hour"}  # → per what
SHARES = frozenset({"project_share", "confidence"})  # 0 to 1
PERCENTS = frozenset({"percent"})  # 0 to 100
NUMBERS = frozenset({"hours_per_week", "lag_weeks", "shift_weeks", "weight"})
AMOUNTS = frozenset({*MONEY, *SHARES, *PERCENTS, *NUMBERS})
