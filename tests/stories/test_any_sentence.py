"""Does any text at all become a blocker whose card, messages and receipt Slack takes, and in which nothing acts?

The whole way inside one transaction, with the real store: read, understand, file, render into the outbox. Then it is
rolled back.
"""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.outbox import OutboxRow
from models.people import Person
from models.projects import Project
from models.store import Store
from notices import blocker_receipts
from notices import blockers as notices
from notices.occasions import Occasion
from planning.people import Standing
from readers import phrases
from services import blocker_drafts, blockers
from services.permissions import MEMBERS, Actor
from services.policies import PmoPolicy, Policy
from tests.conftest import WORKSPACE, add_workspace
from tests.ui.slack_limits import problems_of_message

AT = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
MOST_SECONDS = 0.05
PIECES = [
    "<@U0BO>", "<@U0NOBODY|x>", "<#C0APOLLO|apollo>", "<!channel>", "<!here>", "<!everyone>", "<!subteam^S1|@qa>",
    "<https://x.example|y>", "<!date^1700000000^{date}|x>", "`", "```", "*", "_", "~", ">", "&gt;", "&lt;!channel&gt;",
    "&amp;lt;", "since", "by", "Monday", "Friday 5 pm", "24 Dec", "in two weeks", "for", "APOLLO", "patient portal",
    "waiting on", "no access to", "\u202e", "\u2066", "\x00", "\n", "\u200d", "العمل", "עברית", "字", "🔥", "🇩🇪", "👩‍💻", ":", "|",
    "@channel", "@here", "http://evil.example", "mailto:a@b.example", "16 h a week", "\ud800",
]  # fmt: skip
SENTENCES = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.tuples(st.sampled_from(PIECES), st.integers(1, 40_000)).map(lambda it: (it[0] * it[1])[:40_000]),
)


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    workspace = add_workspace(sqlite_store)
    with sqlite_store.write.begin() as session:
        for slack_id, name in (("U0MIA", "Mia <!channel> *bold*"), ("U0BO", "Bo `code`")):
            session.add(
                Person(
                    workspace=workspace,
                    id=slack_id.lower(),
                    slack_id=slack_id,
                    name=name,
                    zone="Asia/Kathmandu",
                    standing=Standing.MEMBER,
                    created_at=AT,
                )
            )
        session.flush()
        session.add(
            Project(
                workspace=workspace,
                id="p1",
                code="APOLLO",
                name="Patient <b>portal",
                manager_id="u0bo",
                channel="C0APOLLO",
            )
        )
    return sqlite_store


@pytest.mark.timeout(400)
@settings(
    max_examples=800, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(text=SENTENCES)
def test_any_sentence_becomes_a_harmless_blocker(filled: Store, text: str) -> None:
    said, payloads = _timed(filled, text)
    for payload in payloads:
        assert problems_of_message(payload) == [], (text, payload)
    assert said <= MOST_SECONDS or min(_timed(filled, text)[0] for _ in range(3)) <= MOST_SECONDS, text


def _timed(store: Store, text: str) -> tuple[float, list[dict]]:
    """Processor seconds of the whole way, and everything that would be said."""
    begun = time.process_time()
    payloads: list[dict] = []
    with pytest.raises(_Enough), store.write.begin() as session:
        words = phrases.blocker(text)
        mia = session.get_one(Person, (WORKSPACE, "u0mia"))
        actor = Actor(mia, MEMBERS)
        occasion = Occasion(at=AT, wall=AT, policy=Policy(pmo=PmoPolicy(channel="C0PMO")))
        draft = blocker_drafts.understand(session, words, by=actor, at=AT, wall=AT)
        blocker = blockers.report(session, draft, by=actor, at=AT, policy=occasion.policy)
        facts = notices.reported(session, blocker, occasion, by=actor)
        receipt = blocker_receipts.receipt(session, blocker, facts, occasion, by=actor, draft=draft)
        session.flush()
        payloads += [{"text": receipt.text, "blocks": receipt.blocks}, *session.scalars(select(OutboxRow.payload))]
        raise _Enough
    return time.process_time() - begun, payloads


class _Enough(Exception):
    """Rolls the transaction back."""
