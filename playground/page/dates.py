"""How is an instant written for the person who looks at it?"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_TOKEN = re.compile(r"\{([a-z_]+)\}")
_NEARBY = 182 * 86400  # within half a year the year is left out
_STEPS = ((60, 1, "second"), (3600, 60, "minute"), (86400, 3600, "hour"), (30 * 86400, 86400, "day"))


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name, UTC when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def local(unix: float, zone: str) -> datetime | None:
    """The instant on the wall of that zone; None when no calendar reaches it."""
    try:
        return datetime.fromtimestamp(unix, zone_of(zone))
    except (OverflowError, OSError, ValueError):
        return None


def clock_time(unix: float, zone: str) -> str:
    """Such as "9:05 AM"."""
    at = local(unix, zone)
    return _time(at) if at else ""


def day_title(unix: float, zone: str, now: float) -> str:
    """Of the line between two days: "Today", "Yesterday" or "Monday, November 23rd"."""
    title = formatted(unix, "{date_long_pretty}", zone, now) or ""
    return title[:1].upper() + title[1:]


def same_day(one: float, other: float, zone: str) -> bool:
    """Whether both are on the same date in that zone."""
    first, second = local(one, zone), local(other, zone)
    return first is not None and second is not None and first.date() == second.date()


def formatted(unix: float, template: str, zone: str, now: float) -> str | None:
    """Slack's date tokens in a template filled in; None when the instant cannot be shown and the fallback must do."""
    at, today = local(unix, zone), local(now, zone)
    if at is None or today is None:
        return None
    return _TOKEN.sub(lambda found: _token(found[1], at, today) or found[0], template)


def _token(name: str, at: datetime, today: datetime) -> str | None:
    if name.endswith("_pretty"):
        days = (at.date() - today.date()).days
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)
        return near or _token("date_long" if name == "day_divider_pretty" else name.removesuffix("_pretty"), at, today)
    far = abs((at - today).total_seconds()) > _NEARBY
    year = f", {at.year}" if far else ""
    written = {
        "date_num": f"{at:%Y-%m-%d}",
        "date_slash": f"{at:%m/%d/%Y}",
        "date": f"{at:%B} {_nth(at.day)}{year}",
        "date_short": f"{at:%b} {at.day}{year}",
        "date_long": f"{at:%A}, {at:%B} {_nth(at.day)}{year}",
        "date_long_full": f"{at:%A}, {at:%B} {_nth(at.day)}, {at.year}",
        "time": _time(at),
        "time_secs": _time(at, seconds=True),
        "ago": _ago((today - at).total_seconds()),
    }
    return written.get(name)


def _time(at: datetime, seconds: bool = False) -> str:
    tail = f":{at:%M:%S}" if seconds else f":{at:%M}"
    return f"{at.hour % 12 or 12}{tail} {'AM' if at.hour < 12 else 'PM'}"


def _nth(day: int) -> str:
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _ago(seconds: float) -> str:
    size = abs(seconds)
    count, unit = int(size // (365 * 86400)), "year"
    if size < 365 * 86400:
        count, unit = int(size // (30 * 86400)), "month"
    for limit, step, name in _STEPS:
        if size < limit:
            count, unit = int(size // step), name
            break
    if count == 0 and unit == "second":
        return "now"
    spelled = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{spelled} ago" if seconds > 0 else f"in {spelled}"
