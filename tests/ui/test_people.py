"""Does Slack take every screen about people, whatever they are called, and does it say what it should?"""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.people import Role
from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_message, problems_of_view
from ui import home_looks, leavers, people, personal_data, skill_merges, teams
from ui import settings as set_up
from ui.inputs import home_tab
from ui.kit import Message
from ui.words import Commands

hours = st.decimals(Decimal(0), Decimal(24), places=2)
weeks = st.tuples(*[hours] * 7)
roles = st.lists(st.sampled_from([role.value for role in Role]), unique=True).map(tuple)
person_rows = st.builds(
    people.PersonRow,
    id=some.ids,
    who=some.people,
    roles=roles,
    hours=st.decimals(0, 168, places=2),
    state=st.just("guest"),
)
persons = st.builds(
    people.PersonFacts,
    id=some.ids,
    who=some.people,
    is_reader=st.booleans(),
    roles=roles,
    team=st.none() | some.texts,
    leads=st.lists(some.texts, max_size=4).map(tuple),
    week=weeks,
    share=st.decimals(0, 1, places=2),
    zone=st.just("Europe/Berlin"),
    holidays=st.sampled_from([None, "-", "DE", "DE-BY"]),
    deputy=st.none() | some.people,
    state=st.just("away through Fri 27 Nov"),
    skills=st.lists(
        st.builds(people.SkillLine, some.ids, some.texts, st.integers(1, 5), st.booleans()), max_size=4
    ).map(tuple),
    may_give_roles=st.booleans(),
    may_change=st.booleans(),
    may_confirm=st.booleans(),
)


def payload(message: Message) -> dict[str, object]:
    return {"text": message.text, "blocks": message.blocks}


@settings(deadline=None, max_examples=30)  # each has fifty people
@given(person_rows, some.texts, st.integers(0, 10_000))
def test_any_list_of_people(row: people.PersonRow, team: str, more: int) -> None:
    many = (row,) * (people.SHOWN - people.GROUPS + 1)
    groups = (*((team, (row,)) for _ in range(people.GROUPS - 1)), (team, many))
    facts = people.PeopleFacts(groups, more, may_merge_skills=True, commands=Commands("acme-"))
    assert problems_of_message(payload(people.people(facts))) == []
    assert problems_of_message(payload(people.found((row,) * 10, team))) == []


@untimed
@given(persons)
def test_any_persons_details(facts: people.PersonFacts) -> None:
    view = people.details(facts)
    assert problems_of_view(view) == []
    assert (view.get("callback_id") == people.SAVE) == (facts.may_change or facts.may_give_roles)
    assert ("They see on their Home tab" in str(view)) == (not facts.is_reader)


@settings(deadline=None, max_examples=30)
@given(st.lists(some.texts, max_size=3), some.people, st.booleans())
def test_any_list_and_form_of_teams(names: list[str], who: people.Who, may: bool) -> None:
    rows = [teams.TeamRow("a" * 32, name, who if may else None, name, 3, may_change=may) for name in names * 30]
    assert problems_of_message(payload(teams.teams(rows, in_none=2, may_add=may))) == []
    for name in names:
        assert problems_of_view(teams.form(teams.TeamFacts("a" * 32, name, who, name, (who,) * 9, may))) == []


@untimed
@given(some.people, st.lists(some.refs, max_size=30), some.texts)
def test_anything_that_a_leaver_left(who: people.Who, refs: list[leavers.Ref], name: str) -> None:
    facts = leavers.LeaverFacts("a" * 32, who, tuple(refs), (name,) * 20, (name,) * 20, (who,) * 20)
    assert problems_of_message(payload(leavers.ask(facts))) == []


@untimed
@given(st.lists(st.builds(home_looks.LookLine, st.none() | some.people, some.texts, some.moments), max_size=5))
def test_any_looks(lines: list[home_looks.LookLine]) -> None:
    tab = home_tab(list(home_looks.looks(home_looks.LooksFacts(tuple(lines), 7))))
    assert problems_of_view(tab) == []
    assert ("nobody has opened your details" in str(tab)) == (not lines)


@untimed
@given(weeks, st.lists(some.people, max_size=20), st.none() | some.texts, st.booleans())
def test_any_settings(week: tuple[Decimal, ...], members: list[people.Who], channel: str | None, may: bool) -> None:
    facts = set_up.SettingsFacts(channel, week, "DE-BY", may, tuple(members), may)
    assert problems_of_message(payload(set_up.message(facts))) == []
    assert problems_of_view(home_tab(list(set_up.set_up(facts, Commands())))) == []
    for form in (set_up.channel_form, set_up.calendar_form, set_up.office_form):
        assert problems_of_view(form(facts)) == []


@untimed
@given(st.dictionaries(st.text(max_size=9), some.texts | st.lists(some.texts, max_size=3), max_size=4))
def test_whatever_is_stored_is_one_document_again(data: dict[str, object]) -> None:
    messages = personal_data.parts(data)
    assert all(problems_of_message(payload(message)) == [] for message in messages)
    joined = "".join(message.blocks[1]["elements"][0]["elements"][0]["text"] for message in messages)
    assert json.loads(joined) == json.loads(json.dumps(data)), "two halves of a pair are one character in JSON"


@untimed
@given(some.texts, some.texts, st.integers(0, 3))
def test_any_merge_of_skills(one: str, other: str, both: int) -> None:
    goes, into = skill_merges.SkillRow("a" * 32, one, both), skill_merges.SkillRow("b" * 32, other, 2)
    assert problems_of_view(skill_merges.question(skill_merges.MergeFacts(goes, into, both))) == []
    assert problems_of_view(skill_merges.form([goes, into])) == []


def test_a_week_in_words() -> None:
    said = {
        "8 8 8 8 6 0 0": "Mon to Thu 8 h, Fri 6 h",
        "8 8 0 8 8 0 0": "Mon and Tue 8 h, Thu and Fri 8 h",
        "0 0 0 0 0 7.5 0": "Sat 7.5 h",
        "0 0 0 0 0 0 0": "no hours",
    }
    for week, words in said.items():
        assert set_up.week_words([Decimal(hours) for hours in week.split()]) == words
