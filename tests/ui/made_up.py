"""Which blockers could there be? Anything that people can type, in every state."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from planning.blockers import Cause, Change, State
from ui.blocker_facts import Comment, Facts, FormValues, HistoryLine, Reason, Ref, RootFacts, Row, UndoOffer, Who
from ui.home_attention import AttentionFacts, Overrun, Waits

untimed = settings(deadline=None)  # a busy machine is no finding

NASTY = (
    "<!channel>", "<!here|all>", "<@U0MIA>", "<#C0ALL>", "<https://evil.example|bank>", "<!date^0^{date}|x>", "@here",
    "@Everyone", "&amp;", "&lt;!channel&gt;", "`code`", "```", "*bold*", "_under_", "~gone~", "> quoted", ">>>", "&",
    "<", ">", "\x00", "\u202eevil\u202c", "\u2066", "\r\n", "\n\n\n\n", "\t", "👩‍👩‍👧‍👦", "🇩🇪🇮🇳", "👍🏽", "e\u0301" * 3,
    "ع\u0650ربي", "\ud800", "\udfff", "\ufdd0", "Z\u0300\u0301\u0302\u0303\u0304\u0305", "\u200b", "\u3000", ":tada:", "snake_case_name",
)  # fmt: skip
words = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=12)), max_size=12).map("".join)
long_words = st.tuples(words, st.integers(1, 4000)).map(lambda pair: (pair[0] * pair[1])[:40_000])
texts = st.one_of(words, words, long_words)
slack_ids = st.from_regex(r"\A[UW][A-Z0-9]{2,10}\Z")
ids = st.from_regex(r"\A[0-9a-f]{32}\Z")
numbers = st.integers(1, 2_147_483_647)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
hours = st.decimals(Decimal(0), Decimal("99999.99"), places=2)
people = st.builds(Who, slack_id=st.one_of(st.none(), slack_ids, words), name=texts)
refs = st.builds(Ref, number=numbers, title=texts, id=ids)
comments = st.builds(Comment, by=st.none() | people, at=moments, text=texts)
reasons = st.sampled_from(list(Reason))
rows = st.builds(
    Row,
    id=ids,
    number=numbers,
    title=texts,
    state=st.sampled_from(list(State)),
    project_code=st.none() | texts,
    owner=st.none() | people,
    since=days,
    needed_by=st.none() | days,
    needed_at=st.none() | moments,
    today=days,
)
roots = st.builds(
    RootFacts,
    row=rows,
    chain=st.lists(refs, min_size=1, max_size=5).map(tuple),
    behind=st.integers(0, 5000),
    unsaid=st.integers(0, 5001),
    people=st.integers(1, 9999),
    hours_per_week=hours,
    hours_per_day=hours,
    days=st.integers(1, 7),
    money_per_day=st.none() | st.decimals(0, 10**9, places=0),
)
facts = st.builds(
    Facts,
    id=ids,
    number=numbers,
    title=texts,
    state=st.sampled_from(list(State)),
    cause=st.sampled_from(list(Cause)),
    project_code=st.none() | texts,
    project_name=st.none() | texts,
    raised_by=st.none() | people,
    reported_by=st.none() | people,
    owner=st.none() | people,
    helper=st.none() | people,
    since=days,
    needed_by=st.none() | days,
    needed_at=st.none() | moments,
    hours_per_week=st.none() | hours,
    today=days,
    version=numbers,
    people=st.lists(people, max_size=8).map(tuple),
    blocks=st.lists(refs, max_size=5, unique_by=lambda ref: ref.id).map(tuple),
    blocked_by=st.lists(refs, max_size=5).map(tuple),
    duplicate_of=st.none() | refs,
    cleared_with=st.none() | texts,
    cleared_by=st.none() | people,
    ended_on=st.none() | days,
    source_link=st.none() | texts | st.just("https://fernwood.example/archives/C0APOLLO/p1795421042000100"),
    picture=st.none() | st.just("F0PICTURE"),
    comments=st.lists(comments, max_size=3).map(tuple),
    comment_count=st.integers(0, 50),
    undo=st.none()
    | st.builds(UndoOffer, what=st.sampled_from(list(Change)), by=st.none() | people, until=moments, change_id=ids),
)
form_values = st.builds(
    FormValues,
    title=texts,
    project_id=st.none() | ids,
    needed_by=st.none() | days,
    since=st.none() | days,
    cause=st.none() | st.sampled_from(list(Cause)),
    helper=st.none() | slack_ids | words,
    for_whom=st.none() | slack_ids,
    hours_per_week=st.none() | hours,
    people=st.lists(slack_ids | words, max_size=5).map(tuple),
)
history_lines = st.builds(
    HistoryLine,
    at=moments,
    by=st.none() | people,
    what=st.sampled_from(list(Change)),
    text=st.none() | texts,
    undone=st.booleans(),
)
kinds = st.sampled_from(["blocker.asked", "blocker.cleared", "calendar", "checkin", "leaver", "waited"]) | words
attentions = st.builds(
    AttentionFacts,
    budget=st.integers(1, 50),
    hour=st.sampled_from(["09:00", "16:30"]),
    usual_hour=st.just("09:00"),
    spent=st.lists(kinds, max_size=9).map(tuple),
    over=st.lists(st.builds(Overrun, kind=kinds, by=st.none() | people), max_size=4).map(tuple),
    waits=st.lists(st.builds(Waits, kind=kinds, until=moments), max_size=4).map(tuple),
    chosen=st.booleans(),
    digest=st.none() | st.booleans(),
)
