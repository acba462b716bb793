"""How does every door end well, whatever happens behind it?

Bolt injects a listener's arguments by name and gives no way to wrap one, so the guard takes Bolt's `args` and hands on
what the handler names. Nothing leaves it: a raise would turn an acknowledgement that Slack waits for into an error.
"""

import inspect
import logging
import secrets
import time
from collections.abc import Callable, Mapping

from slack_bolt import Args

from handlers import answers, views
from handlers.routes import Kind, Route
from models.deadlines import DeadlinePassed, deadline
from models.patience import USUAL
from models.store import StoreBusy
from services.inbox import AlreadyHandled
from services.refusals import NotYet, Refused, Unfilled
from ui import notes

log = logging.getLogger(__name__)

# What a second copy hears where no receipt was kept: every form that was taken has closed.
_CLOSED: Mapping[Kind, Mapping[str, str]] = {Kind.VIEW: {"response_action": answers.CLOSE}}


def guarded(route: Route, seconds: float = USUAL.answer) -> Callable[[Args], None]:
    """The listener that Bolt gets for a route: within `seconds` of its arrival, always acknowledged, never raising."""
    run = route.run
    spec = inspect.getfullargspec(run)
    names = spec.args + spec.kwonlyargs

    def listener(args: Args) -> None:
        args.context["permission"] = route.permission
        given = {**args.context, **{n: getattr(args, n) for n in names if getattr(args, n, None) is not None}}
        with deadline(args.context.get("arrived", time.monotonic()) + seconds):
            _attempt(lambda: run(**{name: given.get(name) for name in names}), args, route)
        if args.ack.response is None:
            args.ack()

    listener.__name__, listener.__doc__, listener.__module__ = run.__name__, run.__doc__, run.__module__
    return listener


def _attempt(run: Callable[[], None], args: Args, route: Route) -> None:
    try:
        run()
    except AlreadyHandled as again:
        args.ack(**dict(again.receipt or _CLOSED.get(route.kind, {})))
    except Unfilled as wrong:
        args.ack(response_action="errors", errors=wrong.errors)
    except Refused as refusal:
        answers.refuse(args, str(refusal))
    except (StoreBusy, DeadlinePassed, NotYet):
        log.warning("%s: not done in time, nothing was changed", route.name)
        answers.refuse(args, notes.BUSY, busy=True)
    except views.TROUBLE as error:
        log.warning("%s: Slack refused with %s", route.name, views.code(error))
        answers.refuse(args, notes.TOO_LATE)
    except Exception:  # the guard: one of the few broad excepts that are meant
        reference = secrets.token_hex(4)
        log.exception("%s failed, reference %s", route.name, reference)
        sentence = f"Sorry, that failed on our side and nothing was changed. Reference: {reference}."
        answers.refuse(args, sentence)
