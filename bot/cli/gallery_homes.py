"""What does the Home tab look like, to whom?"""

from collections.abc import Iterator
from dataclasses import replace

from bot.cli import gallery_attention, gallery_checkins, gallery_people
from bot.cli.gallery_availability import HOME
from bot.cli.gallery_charts import weeks_ahead
from bot.cli.gallery_screens import Screen
from ui import home
from ui.blocker_facts import Row
from ui.words import Commands


def screens(raised: Row, owned: Row) -> Iterator[Screen]:
    """The Home tab of somebody who raised one blocker and has another one to clear, and of those with less to see."""
    facts = home.HomeFacts(
        "Mia Lindner",
        "Europe/Berlin",
        "mia@fernwood-health.example",
        (raised,),
        (owned,),
        gallery_attention.WEEK,
        Commands(),
        time=HOME,
        asked=gallery_checkins.HOME,
        picture=weeks_ahead(),
    )
    told = "The Home tab with one blocker to clear, one raised, and what Clearway knows of the reader."
    yield Screen("home", "home", home.home(facts), "The Home tab.", told)
    fresh = home.home(replace(facts, set_up=gallery_people.FRESH, looks=gallery_people.LOOKS))
    told = "The Home tab with the three steps of the set-up at its top, and who looked at the reader's details."
    yield Screen("home-set-up", "home", fresh, "The Home tab of a new admin.", told)
    empty = home.home(replace(facts, raised=(), owned=(), attention=gallery_attention.NOTHING))
    asks = home.home(replace(facts, raised=(), owned=(), attention=gallery_attention.SPENT))
    told = "The Home tab of an executive whose week is used up: who answers for what came above it, and what waits."
    yield Screen("home-attention", "home", asks, "The Home tab when the week's messages are used up.", told)
    yield Screen(
        "home-empty", "home", empty, "The Home tab on a good day.", "An empty Home tab that says how to begin."
    )
    closed = "The Home tab of somebody from another organisation: a sentence that says whom to ask."
    yield Screen("home-closed", "home", home.closed(), "For members of other organisations.", closed)
