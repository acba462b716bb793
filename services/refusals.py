"""How does a service say no? With a sentence that the person reads."""

from collections.abc import Mapping


class Refused(Exception):
    """Nothing was changed. The message says why, in the reader's interest, and what would work."""


class NotAllowed(Refused):
    """The person may not do this here."""


class Stale(Refused):
    """Somebody else was first; the message says what is true now."""


class NotYet(Exception):
    """What it belongs to is on its way and cannot be named yet: the same delivery will find it a little later."""


class Circle(Refused):
    """Blockers would wait for each other; the message shows the path."""


class Unfilled(Refused):
    """A form that cannot be taken as it is: a sentence for each input, shown under it."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)
