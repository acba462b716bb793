"""Which screens are there about people, teams and the set-up, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from ui import home_looks, leavers, people, personal_data, skill_merges, teams
from ui import settings as set_up
from ui.blocker_facts import Ref, Who
from ui.kit import Message, View

PRIYA, BEN, ANIL = Who("U0PRIYA", "Priya Raman"), Who("U0BEN", "Ben Okafor"), Who("U0ANIL", "Anil Kapoor")
MIA, YUKI, KARL = Who("U0MIA", "Mia Lindner"), Who("U0YUKI", "Yuki Tanaka"), Who("U0KARL", "Karl Vogt")
WEEK = tuple(Decimal(hours) for hours in (8, 8, 8, 8, 6, 0, 0))

FRESH = set_up.SettingsFacts(
    channel=None, week=(*(Decimal(8),) * 5, Decimal(0), Decimal(0)), holidays=None, calendar_is_set=False, members=(),
    may_change=True,
)  # fmt: skip
DONE = replace(
    FRESH, channel="C0PMO", week=WEEK, holidays="DE-BY", calendar_is_set=True, members=(BEN, PRIYA), may_change=True
)
LOOKS = home_looks.LooksFacts(
    (
        home_looks.LookLine(ANIL, "details", datetime(2026, 11, 20, 15, 10, tzinfo=UTC)),
        home_looks.LookLine(PRIYA, "availability", datetime(2026, 11, 18, 9, 5, tzinfo=UTC)),
    ),
    3,
)
_ANIL = people.PersonRow("p-anil", ANIL, ("lead",), Decimal(40), "")
_MIA = people.PersonRow("p-mia", MIA, ("member",), Decimal(38), "away through Mon 30 Nov")
_YUKI = people.PersonRow("p-yuki", YUKI, ("lead",), Decimal(36), "")
PEOPLE = people.PeopleFacts(
    (
        ("Design", (_YUKI,)),
        ("Engineering", (_ANIL, _MIA)),
        ("PMO", (people.PersonRow("p-priya", PRIYA, ("pmo", "admin"), Decimal(40), ""),)),
    ),
    2,
    may_merge_skills=True,
)
PERSON = people.PersonFacts(
    id="p-mia",
    who=MIA,
    is_reader=False,
    roles=("member", "pm"),
    team="Engineering",
    leads=(),
    week=WEEK,
    share=Decimal("0.8"),
    zone="Europe/Berlin",
    holidays="DE-BE",
    deputy=YUKI,
    state="away through Mon 30 Nov",
    skills=(people.SkillLine("s1", "Python", 4, True), people.SkillLine("s2", "Kubernetes", 3, False)),
    may_give_roles=False,
    may_change=True,
    may_confirm=True,
)
TEAMS = (
    teams.TeamRow("t-design", "Design", YUKI, "C0DESIGN", 4, may_change=True),
    teams.TeamRow("t-engineering", "Engineering", ANIL, None, 12, may_change=True),
    teams.TeamRow("t-field", "Field work", None, None, 0, may_change=True),
)
KUBERNETES = skill_merges.SkillRow("s2", "Kubernetes", 7)
K8S = skill_merges.SkillRow("s3", "k8s", 4)
LEAVER = leavers.LeaverFacts(
    id="p-karl",
    who=KARL,
    blockers=(Ref(9, "No access to the test database of the clinics", "b9"), Ref(14, "Go-live of the page", "b14")),
    projects=("VEGA",),
    teams=(),
    stands_in_for=(MIA,),
)
ERASE = personal_data.EraseFacts(
    id="p-karl",
    who=KARL,
    goes={"absences": 12, "person_skills": 4, "calendar_feeds": 1, "looks": 9},
    open_blockers=2,
    heir=ANIL,
    blockers=17,
    lines=63,
)
DATA = {
    "person_id": "5f0c",
    "people": [{"name": "Mia Lindner", "email": "mia@fernwood-health.example", "zone": "Europe/Berlin"}],
    "absences": [{"start": "2026-12-24", "finish": "2027-01-02", "part": "day", "origin": "said"}],
}


def messages() -> Iterator[tuple[str, Message, str]]:
    """(name, message, for whom it is and when)."""
    yield "settings", set_up.message(DONE), "`/pmo settings`, for an admin."
    yield "settings-read", set_up.message(replace(DONE, may_change=False)), "The same for the PMO, who sees it only."
    yield "people", people.people(PEOPLE), "`/pmo people`, for the PMO and for admins; a lead sees the own team."
    yield "people-found", people.found((_MIA, _YUKI), "i"), "`/pmo people` with a name that several have."
    yield "teams", teams.teams(TEAMS, in_none=2, may_add=True), "`/pmo teams`, for the PMO and for admins."
    yield "leaver", leavers.ask(LEAVER), "To the lead of somebody whose account was closed, once."
    yield "export-me", personal_data.parts(DATA)[0], "After `/pmo export-me`, in the asker's direct messages."


def modals() -> Iterator[tuple[str, View, str]]:
    yield "form-channel", set_up.channel_form(FRESH), "The first step of the set-up."
    yield "form-calendar", set_up.calendar_form(DONE), "The second step of the set-up."
    yield "form-office", set_up.office_form(DONE), "The third step of the set-up."
    yield "person", people.details(PERSON), "A person's details, for the lead of their team."
    admin = replace(PERSON, may_give_roles=True, may_confirm=False)
    yield "person-admin", people.details(admin), "The same for an admin, who gives roles."
    mine = replace(PERSON, is_reader=True, may_confirm=False, skills=())
    yield "person-own", people.details(mine), "One's own details, for who leads no team."
    team = teams.TeamFacts("t-engineering", "Engineering", ANIL, None, (MIA, ANIL))
    yield "form-team", teams.form(team), "A team, for the PMO; a lead may change all but who leads it."
    yield "form-skills", skill_merges.form((K8S, KUBERNETES)), "The PMO says that two names mean the same."
    yield "merge-skills", skill_merges.question(skill_merges.MergeFacts(K8S, KUBERNETES, 1)), "What a merge would do."
    yield "erase", personal_data.erase_form(ERASE), "`/pmo erase @Karl`, for an admin: first what would go."
