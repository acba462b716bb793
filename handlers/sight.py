"""Who is this person whom nobody here has seen before?

Asked once, before the handler's own transaction, with one second for Slack to answer. Where it does not, the person may
do what a guest may until a job has asked again.
"""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from slack_sdk import WebClient

from handlers import views
from models.store import Store
from planning.people import Standing
from services import people
from services.inbox import Delivery

log = logging.getLogger(__name__)

REMEMBERED = 10_000
SECONDS = 60.0  # then the store is asked again: who was erased meanwhile, by whichever process, is somebody new
TELLING = frozenset({"user_change", "team_join"})  # events that say themselves who somebody is


class Sight:
    """Remembers for a minute who is stored already, so that a known person costs no query at each gesture."""

    def __init__(self, store: Store, client: WebClient, seconds: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._client = client
        self._seconds = seconds
        self._seen: OrderedDict[tuple[str, str], float] = OrderedDict()  # until when
        self._guard = threading.Lock()

    def meet(self, delivery: Delivery) -> None:
        """Make sure that the person behind a delivery has a row. Raises StoreBusy and DeadlinePassed."""
        if not delivery.slack_user or not delivery.workspace or delivery.door in TELLING:
            return
        key = (delivery.workspace, delivery.slack_user)
        with self._guard:
            if self._seconds() < self._seen.get(key, 0.0):
                return
        with self._store.read.begin() as session:
            person = people.by_slack_id(session, *key)
            known = person is not None and person.standing != Standing.UNSEEN  # imported is not yet known
        if not known:
            self._store_profile(delivery, self._ask(delivery.slack_user))
        with self._guard:
            self._seen[key] = self._seconds() + SECONDS
            while len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)

    def _ask(self, slack_user: str) -> Mapping[str, Any] | None:
        try:
            answer = self._client.users_info(user=slack_user)
        except views.TROUBLE as error:
            if views.code(error) in people.UNKNOWN_TO_SLACK:
                return people.stranger(slack_user)
            log.warning("Slack did not say who a new person is (%s); a job asks again", views.code(error))
            return None
        user: Mapping[str, Any] | None = answer.get("user")
        return user

    def _store_profile(self, delivery: Delivery, profile: Mapping[str, Any] | None) -> None:
        with self._store.write.begin() as session:
            if profile is not None and profile.get("id") == delivery.slack_user:
                people.learn(session, delivery.workspace, profile, wall=delivery.received_at)
            else:
                people.meet(session, delivery.workspace, str(delivery.slack_user), wall=delivery.received_at)
