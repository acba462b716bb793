"""Is what is due told by series, in words, the late first?"""

from collections import Counter
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from jobs import SERIES as RUN
from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_message
from ui.timers import SERIES, SeriesFacts, overview

AT = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
facts = st.builds(
    SeriesFacts,
    name=st.sampled_from(sorted(SERIES)) | some.words,
    waiting=st.integers(0, 9),
    following=st.none() | some.moments,
    late=st.integers(0, 9),
    tried=st.integers(0, 9),
    done=st.integers(0, 9),
    missed=st.integers(0, 9),
    left_out=st.lists(st.tuples(some.texts, st.integers(1, 9)), max_size=6).map(tuple),
)


def test_every_series_has_a_name() -> None:
    assert set(RUN) <= set(SERIES)


@untimed
@given(st.lists(facts, max_size=8))
def test_any_overview_is_a_message_that_slack_takes(found: list[SeriesFacts]) -> None:
    message = overview(found)
    assert problems_of_message({"text": message.text, "blocks": message.blocks}) == []


def test_what_is_late_comes_first_and_everything_is_counted() -> None:
    calm = SeriesFacts("people.refresh", 1, AT, 0, 0, 168, 0, ())
    left = Counter({"they do not ask for it any more": 2, "a": 1, "b": 1, "c": 1, "d": 1, "e": 1})
    late = SeriesFacts("digest", 3, AT, 2, 1, 4, 1, tuple(left.most_common()))
    assert overview([calm, late]).text == (
        "What is due. 2 are late. "
        "Weekly digests: 3 wait, the next for <!date^1796025600^{date_short_pretty} at {time}|Mon 30 Nov 2026, 08:00 UTC>. "
        "2 late by more than a minute. 1 went wrong and is tried again. 4 done. "
        "1 passed over in one go, because nobody was there. 2 left out: they do not ask for it any more. 1 left out: a. "
        "1 left out: b. 1 left out: c. 2 left out for other reasons. "
        "Who is in Slack: 1 waits, the next for "
        "<!date^1796025600^{date_short_pretty} at {time}|Mon 30 Nov 2026, 08:00 UTC>. 168 done. "
        "Counted for everybody together; what was done and left out, of the last seven days."
    )
    assert "Nothing is late." in overview([calm]).text
    assert overview([]).text == "What is due: nothing yet."
    assert "None waits" in overview([SeriesFacts("digest", 0, None, 0, 0, 0, 0, ())]).text
