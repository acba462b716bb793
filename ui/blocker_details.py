"""How does one blocker look in a window of its own?"""

from ui import words as w
from ui.blocker_facts import Facts
from ui.blockers import card
from ui.inputs import modal
from ui.kit import View


def details(facts: Facts) -> View:
    """What the card shows, with its buttons, for somebody who is not in its channel."""
    return modal(w.label(facts.number), card(facts).blocks, close="Close", private=facts.id)
