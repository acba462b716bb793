"""How does something happen once more: a delivery, or everything from the beginning on?"""

from __future__ import annotations

from playground.acts.lookup import NotPossibleError
from playground.town import Playground
from playground.world import Change


async def begin_again(playground: Playground) -> None:
    """Put the sample, its clock and its weather back; the app's connections stay, and the journal's numbers go on.

    What the app keeps in its own store is not ours to change. Raises NotPossibleError.
    """
    if playground.fresh is None:
        raise NotPossibleError("This playground does not know its beginning.")
    listeners = playground.world._listeners
    playground.world = playground.fresh()
    playground.world.base_url = playground.base_url
    playground.world._listeners = listeners
    playground.clock.skip(-playground.clock.offset)
    playground.journal.clear()
    playground.traffic.clear()
    playground.faults.clear()
    playground.limits.reset()
    playground.history.hide_seconds = 0.0
    playground.calendars.clear()
    playground.world.tell(Change("reset"))


async def deliver_again(playground: Playground, n: int) -> None:
    """Send the delivery with that number of the journal again, as Slack does with a retry. Raises NotPossibleError."""
    try:
        await playground.delivery.redeliver(n)
    except ValueError as why:
        raise NotPossibleError("This delivery is no longer kept, so it cannot be sent again.") from why
