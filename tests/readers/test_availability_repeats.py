"""Are days off understood that repeat, said on Wednesday, 25 November 2026?"""

import pytest

from tests.readers.availability_meanings import meaning

REPEATS = {
    "every second Friday off": "off 2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "off every Wednesday morning in May": "off 2027-05-05 am FREQ=WEEKLY;BYDAY=WE;UNTIL=20270531",
    "Fridays off until March": "off 2026-11-27 FREQ=WEEKLY;BYDAY=FR;UNTIL=20270228",
    "every other Monday morning": "off 2026-11-30 am FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "every other Monday morning off": "off 2026-11-30 am FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "first Friday of the month off": "off 2026-12-04 FREQ=MONTHLY;BYDAY=1FR",
    "not working Fridays from May": "off 2027-05-07 FREQ=WEEKLY;BYDAY=FR",
    "I don't work on Fridays": "off 2026-11-27 FREQ=WEEKLY;BYDAY=FR",
    "no Fridays until March": "off 2026-11-27 FREQ=WEEKLY;BYDAY=FR;UNTIL=20270228",
    "off every Friday and Monday": "off 2026-11-27 FREQ=WEEKLY;BYDAY=MO,FR",
    "every 2 weeks on Friday off": "off 2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "biweekly Fridays off": "off 2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "Friday off every two weeks": "off 2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "off every week on Friday": "off 2026-11-27 FREQ=WEEKLY;BYDAY=FR",
    "off the 15th of every month": "off 2026-12-15 FREQ=MONTHLY;BYMONTHDAY=15",
    "off every second week": "off 2026-11-30..2026-12-06 FREQ=WEEKLY;INTERVAL=2",
    "first and third Monday of every month off": "off 2026-12-07 FREQ=MONTHLY;BYDAY=1MO,3MO",
    "fridays off": "off 2026-11-27 FREQ=WEEKLY;BYDAY=FR",
    "Mondays and Wednesdays off until 30 April": "off 2026-11-25 FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270430",
    "every Monday and Wednesday off": "off 2026-11-25 FREQ=WEEKLY;BYDAY=MO,WE",
    "alternate Fridays off": "off 2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "every third Thursday afternoon off": "off 2026-11-26 pm FREQ=WEEKLY;INTERVAL=3;BYDAY=TH",
    "every 4 weeks on Monday off": "off 2026-11-30 FREQ=WEEKLY;INTERVAL=4;BYDAY=MO",
    "fortnightly on Fridays off from 8 January": "off 2027-01-08 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "every second Friday off from 8 Jan until 30 June": "off 2027-01-08 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20270630",
    "every second Friday off starting 8 Jan": "off 2027-01-08 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "last Friday of every month off": "off 2026-11-27 FREQ=MONTHLY;BYDAY=-1FR",
    "off the last Friday of the month": "off 2026-11-27 FREQ=MONTHLY;BYDAY=-1FR",
    "every first Monday of the month": "off 2026-12-07 FREQ=MONTHLY;BYDAY=1MO",
    "off on the 1st of each month": "off 2026-12-01 FREQ=MONTHLY;BYMONTHDAY=1",
    "off every Friday in December": "off 2026-12-04 FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231",
    "off Fridays in July and August": "off 2027-07-02 FREQ=WEEKLY;BYDAY=FR;UNTIL=20270831",
    "2h off every Friday": "off 2026-11-27 2 FREQ=WEEKLY;BYDAY=FR",
    "off every Friday 14:00-16:00": "off 2026-11-27 14:00-16:00 FREQ=WEEKLY;BYDAY=FR",
    "off every Friday from 14:00": "off 2026-11-27 14:00-24:00 FREQ=WEEKLY;BYDAY=FR",
    "off every Friday after 2pm": "off 2026-11-27 14:00-24:00 FREQ=WEEKLY;BYDAY=FR",
    "Friday afternoons off": "off 2026-11-27 pm FREQ=WEEKLY;BYDAY=FR",
    "off every mon, wed, fri": "off 2026-11-25 FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "Fridays off from 1 Feb to 30 June": "off 2027-02-05 FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630",
    "Every Friday off from now on": "off 2026-11-27 FREQ=WEEKLY;BYDAY=FR",
    "From March every Friday off": "off 2027-03-05 FREQ=WEEKLY;BYDAY=FR",
    "Starting 1 February every second Monday off": "off 2027-02-01 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "off Fridays 14:00-16:00": "off 2026-11-27 14:00-16:00 FREQ=WEEKLY;BYDAY=FR",
    "I don't work Fridays": "off 2026-11-27 FREQ=WEEKLY;BYDAY=FR",
    "off on Mondays": "off 2026-11-30 FREQ=WEEKLY;BYDAY=MO",
    "off Mondays until end of March": "off 2026-11-30 FREQ=WEEKLY;BYDAY=MO;UNTIL=20270331",
    "Mon mornings off": "off 2026-11-30 am FREQ=WEEKLY;BYDAY=MO",
    "off every Tue afternoon": "off 2026-12-01 pm FREQ=WEEKLY;BYDAY=TU",
    "off every other week on Thursday and Friday": "off 2026-11-26 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,FR",
    "off first Monday of each month": "off 2026-12-07 FREQ=MONTHLY;BYDAY=1MO",
    "monthly on the 15th off": "off 2026-12-15 FREQ=MONTHLY;BYMONTHDAY=15",
    "off last day of the month": "off 2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1",
    "every 1st and 15th of the month off": "off 2026-12-01 FREQ=MONTHLY;BYMONTHDAY=1,15",
    "off every month on the 3rd": "off 2026-12-03 FREQ=MONTHLY;BYMONTHDAY=3",
    "every Friday from 14:00 off until 30 June": "off 2026-11-27 14:00-24:00 FREQ=WEEKLY;BYDAY=FR;UNTIL=20270630",
    "Thursday and Friday off every other week": "off 2026-11-26 FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,FR",
}


@pytest.mark.parametrize(("text", "meant"), REPEATS.items())
def test_repeated_days_off_are_understood(text: str, meant: str) -> None:
    assert meaning(text) == meant
