"""Is a day meant that has just gone by, or the same day of next year?"""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from readers.availability_words import spoken
from readers.availability_words.values import AvailabilityWords, OffWords, ShareWords, Unclear, WeekWords
from readers.days.values import Calendar, Lasting

_JUST = timedelta(days=31)  # a day that has gone by so lately may be meant as well as that of next year
_Dated = OffWords | ShareWords | WeekWords


def either_year(words: AvailabilityWords, today: date) -> Unclear | None:
    """ "Off 20 Nov", said on 25 Nov: the question, with both years to choose from."""
    if not isinstance(words, OffWords | ShareWords | WeekWords):
        return None
    when = words.stretches[0] if isinstance(words, OffWords) else words.when
    start, finish = when.start, when.finish
    if when.past or not isinstance(start, Calendar) or start.year or not isinstance(finish, Calendar | Lasting | None):
        return None
    begun = _latest(start, today)
    if begun is None or not timedelta(0) < today - begun <= _JUST or (isinstance(finish, Calendar) and finish.year):
        return None
    found: list[_Dated] = []
    for year in (begun.year, begun.year + 1):
        last = finish
        if isinstance(finish, Calendar):
            last = replace(finish, year=year + ((finish.month, finish.day) < (start.month, start.day)))
            if not found and (ends := _latest(last, date.max)) and today <= ends:  # what is going on is meant
                return None
        one = replace(when, start=replace(start, year=year), finish=last)
        found.append(OffWords((one, *words.stretches[1:])) if isinstance(words, OffWords) else replace(words, when=one))
    return Unclear(spoken.phrase(words), "Which year is that?", tuple(map(spoken.phrase, found)))


def _latest(day: Calendar, today: date) -> date | None:
    """The last such day up to today; None where there was none lately, as of 29 February."""
    for year in [day.year] if day.year else [today.year, today.year - 1]:
        if year >= 1 and day.day <= monthrange(year, day.month)[1] and date(year, day.month, day.day) <= today:
            return date(year, day.month, day.day)
    return None
