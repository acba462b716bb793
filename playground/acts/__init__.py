"""What can a person do here: talk, give commands, press, fill in, submit, open, react, and move the clock?

Every act takes the Playground and the acting person's id first, and raises NotPossibleError with a sentence for them.
"""

from playground.acts.beginning import begin_again, deliver_again
from playground.acts.commands import command
from playground.acts.lookup import NotPossibleError
from playground.acts.messages import react, say, upload
from playground.acts.presses import change, press, suggest
from playground.acts.shortcuts import shortcut
from playground.acts.submissions import close, submit
from playground.acts.visits import mark_read, open_dm, open_home, skip

__all__ = [
    "NotPossibleError",
    "begin_again",
    "change",
    "close",
    "command",
    "deliver_again",
    "mark_read",
    "open_dm",
    "open_home",
    "press",
    "react",
    "say",
    "shortcut",
    "skip",
    "submit",
    "suggest",
    "upload",
]
