"""How is Slack's side put together: Bolt, with our values in its context and one listener a route?"""

import contextlib
import logging
import re
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_sdk import WebClient

from bot.clock import Clock
from handlers import ROUTES, deliveries, others
from handlers.answers import reply
from handlers.guard import guarded
from handlers.routes import Kind, Route
from handlers.sight import Sight
from models.deadlines import DeadlinePassed, deadline
from models.store import Store, StoreBusy
from notices.occasions import Occasion
from services.policies import Policy
from ui import notes
from ui.words import Commands

log = logging.getLogger(__name__)


def create_app(  # noqa: PLR0913  (the parts that it is made from, each by name)
    *,
    client: WebClient,
    sight_client: WebClient,
    signing_secret: str | None,
    store: Store,
    policy: Policy,
    clock: Clock,
    wall: Callable[[], datetime],
    commands: Commands,
    calendars: frozenset[str] = frozenset(),
) -> App:
    """Bolt's app. `client` answers gestures (a short timeout), `sight_client` asks who a new person is (one second)."""
    app = App(
        client=client,
        signing_secret=signing_secret,
        process_before_response=True,
        request_verification_enabled=signing_secret is not None,
        raise_error_for_unhandled_request=False,
    )
    sight = Sight(store, sight_client)

    def prepare(context: BoltContext, request: BoltRequest, next: Callable[[], BoltResponse]) -> BoltResponse:
        context["arrived"] = time.monotonic()
        context["write"], context["read"] = store.write, store.read
        context["occasion"] = Occasion(clock.now(), wall(), policy, commands, calendars)
        door = deliveries.door(request.body)
        context["delivery"] = deliveries.read(request.body, door=door, wall=context["occasion"].wall)
        if _is_from_elsewhere(context):
            return _turned_away(request)
        in_time = deadline(context["arrived"] + store.patience.answer)
        with contextlib.suppress(StoreBusy, DeadlinePassed), in_time:  # the handler meets the same and says so in words
            sight.meet(context["delivery"])
        return next()

    app.use(prepare)
    for route in ROUTES:
        _register(app, route, commands, store.patience.answer)
    _take_the_rest(app)
    return app


def _take_the_rest(app: App) -> None:
    """What has no route, such as a button of an older version, is acknowledged all the same."""
    anything = re.compile(".*")
    for matcher in (app.action, app.view, app.options, app.shortcut, app.view_closed):
        matcher(anything)(others.acknowledge)
    app.event(anything)(others.ignore)
    app.command(anything)(others.unknown_command)


def _is_from_elsewhere(context: BoltContext) -> bool:
    """Whether a delivery names another workspace than the one whose token we hold, such as in a shared channel.

    People and blockers are kept by workspace: taken on, it would become a workspace of its own, spoken for with our
    token. What says that the token is gone names nobody to compare with, and means nothing here.
    """
    authorized = context.get("authorize_result")
    return authorized is not None and context["delivery"].workspace != authorized.team_id


def _turned_away(request: BoltRequest) -> BoltResponse:
    log.info("a delivery for another workspace was acknowledged and left alone")
    if not request.body.get("command"):
        return BoltResponse(status=200)
    return BoltResponse(status=200, body=reply(notes.message(notes.ELSEWHERE)))


def _register(app: App, route: Route, commands: Commands, seconds: float) -> None:
    listener = guarded(route, seconds)
    if route.kind is Kind.COMMAND:
        app.command(commands.named(route.name))(listener)
        return
    ways: dict[Kind, Callable[[str], Callable[..., Any]]] = {
        Kind.ACTION: app.action,
        Kind.VIEW: app.view,
        Kind.MESSAGE_SHORTCUT: app.message_shortcut,
        Kind.EVENT: app.event,
    }
    if route.kind is Kind.EVENT and "." in route.name:  # message.channels comes as message
        name, _, place = route.name.partition(".")
        is_direct = place == "im"
        app.event(name, matchers=[lambda event: (event.get("channel_type") == "im") == is_direct])(listener)
    else:
        ways[route.kind](route.name)(listener)
