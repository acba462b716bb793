"""Until when is a blocker held, and what is said once it is?"""

from datetime import date, datetime, timedelta

from ui import words as w
from ui.blocker_facts import Facts
from ui.inputs import Filled, asked, day_input, day_of, modal
from ui.kit import View, said, section
from ui.ladder import HOLD
from ui.text import moment, one_line

DAY = "day"


def hold_form(facts: Facts, most: int) -> View:
    """`most`: days for which it can be held."""
    hint = f"At most {w.days(most)}. Nobody further is told before that day; then you are shown again what comes."
    about = said(f"{w.label(facts.number)} · {one_line(facts.title)}", 300)
    ask = asked(
        DAY, "Until which day?", day_input(facts.today + timedelta(days=min(7, most))), optional=False, hint=hint
    )
    title = f"Hold {w.label(facts.number)}"
    return modal(title, [about, ask], callback_id=HOLD, submit="Hold it", private=facts.id)


def read_hold(filled: Filled) -> date | dict[str, str]:
    day = day_of(filled, DAY)
    return {DAY: "Please choose a day."} if day is None or w.is_far(day) else day


def held(facts: Facts, until: datetime, most: int | None = None) -> View:
    """The form's window once it is held. `most`: days for which it can be held, where a later day was asked for."""
    told = f"{w.label(facts.number)} is held until {moment(until)}. Nobody further is told before that."
    told += f" A blocker can be held for {w.days(most)} at a time." if most is not None else ""
    return modal(f"Hold {w.label(facts.number)}", [section(told)], close="Close")
