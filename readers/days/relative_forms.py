"""Which words name a day as seen from today: tomorrow, next Tue, in two weeks, for a week, end of the month?"""

import re

from readers.days.forms import Reading, form
from readers.days.numbers import AMOUNT, UNIT, WEEKDAY, WEEKDAYS, amount, period_unit, unit
from readers.days.values import Distance, Edge, Lasting, Near, Period, Weekday

_WHICH = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "coming": 0, "next": 1, "following": 1}
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1, "last night": -1}
_NEAR |= {"day after tomorrow": 2, "day before yesterday": -2}
_NEAR |= {"this morning": 0, "this afternoon": 0, "this evening": 0}


def _near(match: re.Match[str]) -> Reading | None:
    return Reading(Near(_NEAR[" ".join(match["near"].split())]))


def _weekday_in_week(match: re.Match[str]) -> Reading | None:
    return Reading(Weekday(WEEKDAYS[match["day"]], week=_WHICH[match["week"]]))


def _weekday(match: re.Match[str]) -> Reading | None:
    number, which = WEEKDAYS[match["day"]], match["which"]
    if which is None:
        return Reading(Weekday(number), name=match["day"])
    if _WHICH[which] < 0:
        return Reading(Weekday(number, before=True))
    return Reading(Weekday(number, week=1 if _WHICH[which] > 0 else None))


def _ahead(match: re.Match[str]) -> Reading | None:
    name, factor = unit(match["unit"])
    return Reading(Distance(amount(match["amount"]) * factor, name))


def _ago(match: re.Match[str]) -> Reading | None:
    name, factor = unit(match["unit"])
    return Reading(Distance(-amount(match["amount"]) * factor, name))


def _lasting(match: re.Match[str]) -> Reading | None:
    name, factor = unit(match["unit"])
    return Reading(Lasting(amount(match["amount"] or "") * factor, name))


def _edge(match: re.Match[str]) -> Reading | None:
    edge: Edge = "end" if match["edge"] == "end" else "start"
    return Reading(Period(period_unit(match["unit"]), _WHICH[match["which"]] if match["which"] else 0, edge))


def _period(match: re.Match[str]) -> Reading | None:
    return Reading(Period(period_unit(match["unit"]), _WHICH[match["which"]], "whole"))


def _short(match: re.Match[str]) -> Reading | None:
    return Reading(Period(period_unit(match["unit"]), 0, "end"))


_PART = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
_PERIOD = r"(?P<unit>week|month|quarter|year)"
_END_OF = r"(?:(?:the\s)?end\sof\s)?"
# "16 h a week" is a rate and "for two days of work" an amount: neither says when something began.
_NO_RATE = r"(?!\s(?:of|off|a|an|per|each|every)\b)"
_VAGUELY = r"(?:the\s(?:last|past)|over|more\sthan|about|around|almost|nearly|at\sleast|already)"

RELATIVE_FORMS = (
    form(
        r"(?:the\s)?(?P<edge>end|start|beginning)\sof\s(?:the\s)?"
        r"(?:(?P<which>this|next|last|current|coming|following)\s)?" + _PERIOD,
        _edge,
    ),
    form(
        rf"(?P<day>{WEEKDAY})\s(?:of\s)?(?P<week>this|next|last)\sweek",
        _weekday_in_week,
    ),
    form(rf"(?P<week>this|next|last)\sweek\s(?:on\s)?(?P<day>{WEEKDAY}){_PART}", _weekday_in_week),
    form(
        rf"{_END_OF}(?:(?:the\s)?(?P<which>this|next|last|past|previous|coming|following)\s)?(?P<day>{WEEKDAY})\b{_PART}",
        _weekday,
    ),
    form(r"(?:the\s)?(?P<near>day\safter\stomorrow|day\sbefore\syesterday)", _near),
    form(r"(?P<near>last\snight|this\s(?:morning|afternoon|evening))", _near),
    form(rf"{_END_OF}(?P<near>today|tonight|tomorrow|tmrw|yesterday)\b{_PART}", _near),
    form(
        rf"(?:in|within)\s(?:(?:about|around|the\snext)\s)?(?P<amount>{AMOUNT})(?P<unit>{UNIT})\b(?:['’]s?\stime)?"
        + _NO_RATE,
        _ahead,
    ),
    form(rf"(?P<amount>{AMOUNT})(?P<unit>{UNIT})\sfrom\snow", _ahead),
    form(rf"(?:(?:about|around|over|almost)\s)?(?P<amount>{AMOUNT})(?P<unit>{UNIT})\sago", _ago),
    form(
        rf"(?:for|since|over)\s{_VAGUELY}\s(?P<amount>{AMOUNT})?(?P<unit>{UNIT})\b(?:\s(?:now|already)\b)?" + _NO_RATE,
        _lasting,
    ),
    form(rf"(?:for|since)\s(?P<amount>{AMOUNT})(?P<unit>{UNIT})\b(?:\s(?:now|already)\b)?" + _NO_RATE, _lasting),
    form(r"(?P<which>this|next|last)\s" + _PERIOD, _period),
    form(r"eo(?P<unit>[wmqy])", _short),
)
