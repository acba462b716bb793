"""Do working weeks, skills and absences get into the store as the sheets say, and never a reason?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.clock import wall
from models.availability import Absence, Origin, Pattern
from models.people import Person
from models.skills import PersonSkill, Skill
from readers.tables.portfolio import read
from readers.tables.values import Portfolio
from services.importing import ImportRefusedError
from tests.services.import_desk import Desk

PATTERNS, SKILLS = "email,from,week,project_share\n", "email,skill,level\n"
ABSENCES = "email,start,part,finish,rule\n"
ANA, BO = "ana@fernwood.example", "bo@fernwood.example"
FRIDAYS = "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"


def hours(week: str) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, week.split()))


def test_what_a_person_s_row_says_goes_to_columns_of_its_own(desk: Desk) -> None:
    header = "email,week,project_share,holidays,cost_rate\n"
    row = f"{ANA},8 8 8 8 4.50 0 0,0.80,DE-BY,95.499\n"
    assert desk.counts(people=header + row) == (0, 1, 0, 0)
    ana = desk.person(ANA)
    assert (ana.week, ana.project_share) == (hours("8 8 8 8 4.5 0 0"), Decimal("0.8"))
    assert (ana.holidays, ana.cost_rate, ana.notes) == ("DE-BY", Decimal("95.50"), {})
    assert desk.counts(people=header + row) == (0, 0, 1, 0)
    desk.bring(people=header + f"{ANA},,,None,\n")
    assert desk.person(ANA).holidays == "-", "keeps no public holidays, whatever the workspace does"
    desk.bring(people=header + f"{ANA},-,-,-,-\n")
    ana = desk.person(ANA)
    assert (ana.week, ana.project_share, ana.holidays, ana.cost_rate) == (None,) * 4


@pytest.mark.parametrize(
    ("region", "right"),
    [
        ("ZZ", "the public holidays of ZZ are not known. A country is written with two letters, such as DE"),
        ("DE-XX", "DE has no part XX whose public holidays are known. Its parts are BB, BE"),
        ("SG-1", "SG has the same public holidays everywhere: write SG alone"),
    ],
)
def test_a_region_without_known_holidays_is_a_problem(desk: Desk, region: str, right: str) -> None:
    (problem,) = desk.refused(people=f"email,holidays\n{ANA},{region}\n")
    assert problem.startswith(f"people:2:holidays: “{region}” cannot be used, {right}")


def test_patterns_are_added_changed_kept_and_cleared(desk: Desk) -> None:
    rows = PATTERNS + f"{ANA},2026-04-01,8 8 8 0 0 0 0,0.5\n{ANA},2026-09-01,,1\nU0BO,2026-04-01,0 0 0 0 0 0 0,\n"
    assert desk.counts(patterns=rows) == (3, 0, 0, 0)
    assert desk.counts(patterns=rows) == (0, 0, 3, 0)
    assert desk.counts(patterns=PATTERNS + f"{ANA},2026-04-01,,0.6\n") == (0, 1, 0, 0)
    assert desk.counts(patterns=PATTERNS + f"{ANA},2026-04-01,-,\n{ANA},2026-09-01,,-\n") == (0, 2, 0, 0)
    left = desk.rows(Pattern, "project_share", "week", "since")
    assert left == [(Decimal("0.6"), None, date(2026, 4, 1)), (None, hours("0 0 0 0 0 0 0"), date(2026, 4, 1))]
    assert desk.counts(patterns=PATTERNS + f"{ANA},2026-09-01,,-\n") == (0, 0, 1, 0), "gone already"


def test_skills_are_found_by_any_of_their_names(desk: Desk) -> None:
    rows = SKILLS + f"{ANA},Kubernetes,4\n{BO},  kuberNETES ,2\n{BO},SQL,3\n"
    assert desk.counts(skills=rows) == (3, 0, 0, 0)
    assert desk.rows(Skill, "name", "key") == [("Kubernetes", "kubernetes"), ("SQL", "sql")]
    ((kubernetes,),) = [row for row in desk.rows(Skill, "id", "name") if row[1] == "Kubernetes" for row in [row[:1]]]
    desk.add(Skill(workspace=desk.workspace, name="k8s", key="k8s", merged_into_id=kubernetes))
    assert desk.counts(skills=SKILLS + f"{ANA},K8s,4\n") == (0, 0, 1, 0)
    assert desk.counts(skills=SKILLS + f"{BO},k8s,-\n{BO},SQL,\n") == (0, 1, 1, 0)
    assert desk.rows(PersonSkill, "person_id", "level") == sorted([(desk.person(ANA).id, 4), (desk.person(BO).id, 3)])
    assert desk.refused(skills=SKILLS + f"{ANA},k8s,1\n{ANA},Kubernetes,2\n") == [
        "skills:3:skill: row 2 names the same, name it once"
    ]


def test_a_confirmation_is_of_one_level_only(desk: Desk) -> None:
    desk.bring(skills=SKILLS + f"{ANA},SQL,3\n")
    with desk.store.write.begin() as session:
        held = session.scalars(select(PersonSkill)).one()
        held.confirmed_by_id, held.confirmed_at = desk.person(BO).id, wall()
    desk.bring(skills=SKILLS + f"{ANA},SQL,3\n")
    assert desk.rows(PersonSkill, "level", "confirmed_by_id") == [(3, desk.person(BO).id)]
    desk.bring(skills=SKILLS + f"{ANA},SQL,4\n")
    assert desk.rows(PersonSkill, "level", "confirmed_by_id", "confirmed_at") == [(4, None, None)]


def test_absences_are_added_changed_and_known_again(desk: Desk) -> None:
    rows = ABSENCES + f"{ANA},2026-03-09,day,2026-03-13,\nU0ANA,2026-03-20,pm,2026-03-20,{FRIDAYS}\n"
    assert desk.counts(absences=rows) == (2, 0, 0, 0)
    assert desk.counts(absences=rows) == (0, 0, 2, 0)
    assert desk.rows(Absence, "start", "finish", "part", "rule", "origin") == [
        (date(2026, 3, 20), date(2026, 3, 20), "pm", FRIDAYS, "file"),
        (date(2026, 3, 9), date(2026, 3, 13), "day", None, "file"),
    ]
    changed = ABSENCES + f"{ANA},2026-03-09,DAY,2026-03-10,\n{ANA},2026-03-20,pm,,FREQ=weekly;byday=FR\n"
    assert desk.counts(absences=changed) == (0, 2, 0, 0)
    assert desk.counts(absences=ABSENCES + f"{ANA},2026-03-20,pm,,-\n") == (0, 1, 0, 0)
    assert desk.rows(Absence, "finish", "rule") == [(date(2026, 3, 10), None), (date(2026, 3, 20), None)]


def test_the_rule_tells_absences_apart_that_share_their_key(desk: Desk) -> None:
    one, every, third = (f"{ANA},2026-03-06,day,2026-03-06,{rule}\n" for rule in ("", FRIDAYS, "FREQ=YEARLY"))
    assert desk.counts(absences=ABSENCES + every + one + third) == (3, 0, 0, 0)
    assert desk.counts(absences=ABSENCES + one + third + every) == (0, 0, 3, 0)
    assert desk.counts(absences=ABSENCES + every) == (0, 0, 1, 0)
    assert "row 2 names the same" in desk.refused(absences=ABSENCES + one + every + one)[0]


def test_who_is_away_by_a_file_is_away(desk: Desk) -> None:
    desk.bring(absences=ABSENCES + f"{ANA},2026-03-02,day,2026-03-06,\n")
    ana = desk.person(ANA)
    assert (ana.away_from, ana.away_until) == (  # midnight in Berlin
        datetime(2026, 3, 1, 23, tzinfo=UTC),
        datetime(2026, 3, 6, 23, tzinfo=UTC),
    )
    desk.bring(replace=["absences"], absences=ABSENCES)
    assert desk.person(ANA).away_from is None
    desk.bring(absences=ABSENCES + f"{ANA},2026-03-02,day,2026-03-04,\n")
    desk.bring(people=f"email,week\n{ANA},8 8 8 0 0 0 0\n")
    assert desk.person(ANA).away_until == datetime(2026, 3, 4, 23, tzinfo=UTC)


def test_what_a_person_said_is_changed_by_its_key_and_what_a_calendar_says_is_not(desk: Desk) -> None:
    monday, tuesday = date(2026, 3, 9), date(2026, 3, 10)
    desk.add(desk.absence(ANA, monday, monday), desk.absence(BO, monday, monday, origin=Origin.FEED))
    both = ABSENCES + f"{ANA},{monday},day,{tuesday},\n{BO},{monday},day,"
    assert desk.counts(absences=f"{both}{monday},\n") == (0, 1, 1, 0)
    assert desk.counts(absences=f"{both}{tuesday},\n") == (1, 0, 1, 0)
    assert desk.counts(absences=f"{both}{tuesday},\n") == (0, 0, 2, 0)
    assert desk.rows(Absence, "origin", "finish") == [("feed", monday), ("file", tuesday), ("said", tuesday)]


def test_what_stands_in_no_row_goes_only_where_that_is_asked_for_and_is_listed(desk: Desk) -> None:
    monday = date(2026, 3, 9)
    desk.bring(
        patterns=PATTERNS + f"{ANA},2026-04-01,,0.5\n{BO},2026-04-01,,0.5\n",
        skills=SKILLS + f"{ANA},SQL,3\n{BO},SQL,3\n",
        absences=ABSENCES + f"{ANA},{monday},day,{monday},\n{BO},{monday},am,{monday},\n",
    )
    desk.add(desk.absence(ANA, monday, monday, origin=Origin.FEED, part="pm"))
    fewer = {"patterns": PATTERNS + f"{ANA},2026-04-01,,\n", "skills": SKILLS, "absences": ABSENCES}
    assert desk.bring(**fewer).changes == 0
    done = desk.bring(replace=["patterns", "skills", "absences"], **fewer)
    assert {name: tally.gone for name, tally in done.tallies.items()} == {
        "patterns": [f"{BO}, from 2026-04-01"],
        "skills": [f"{ANA}, SQL", f"{BO}, SQL"],
        "absences": [f"{ANA}, {monday} to {monday}, day", f"{BO}, {monday} to {monday}, am"],
    }
    assert desk.rows(Pattern, "person_id") == [(desk.person(ANA).id,)]
    assert (desk.rows(PersonSkill, "level"), desk.rows(Absence, "origin")) == ([], [("feed",)])


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        (
            {"patterns": PATTERNS + "cy@x.example,2026-04-01,,1\n"},
            "patterns:2:email: nobody is known as “cy@x.example”",
        ),
        ({"patterns": PATTERNS + f"{ANA},2026-04-01,,\n"}, "patterns:2:week: nothing changes on that day"),
        (
            {"patterns": PATTERNS + f"{ANA},2026-04-01,,1\nU0ANA,2026-04-01,,1\n"},
            "patterns:3:email: row 2 names the same",
        ),
        ({"skills": SKILLS + f"{ANA},SQL,\n"}, "skills:2:level: it is empty, and no level is known"),
        ({"skills": SKILLS + f"{ANA},{'x' * 65},1\n"}, "skills:2:skill: the name has 65 characters"),
        (
            {"absences": ABSENCES + f"{ANA},2026-03-09,noon,2026-03-09,\n"},
            "absences:2:part: “noon” cannot be used, a part is day, am, pm, a range such as 09:00-12:00",
        ),
        (
            {"absences": ABSENCES + f"{ANA},2026-03-09,day,2026-03-09,FREQ=HOURLY\n"},
            "absences:2:rule: “FREQ=HOURLY” cannot be used, a rule repeats by days",
        ),
        ({"absences": ABSENCES + f"{ANA},2026-03-09,day,,\n"}, "absences:2:finish: it is empty"),
    ],
)
def test_a_problem_names_sheet_row_column_and_changes_nothing(desk: Desk, sheets: dict[str, str], said: str) -> None:
    (problem,) = desk.refused(**sheets)
    assert problem.startswith(said)


def test_a_reason_is_kept_nowhere(desk: Desk) -> None:
    done = desk.bring(absences=f"email,start,part,finish,reason\n{ANA},2026-03-09,day,2026-03-09,CANARY\n")
    assert done.remarks == ("absences: the column “reason” is unknown; it is not kept",)
    assert "CANARY" not in desk.everything()


def test_another_workspace_is_not_touched(desk: Desk) -> None:
    monday = date(2026, 3, 9)
    desk.add(
        Person(workspace="T0OTHER", id=desk.person(ANA).id, email=ANA, name="", standing="member", created_at=wall())
    )
    theirs = desk.absence(ANA, monday, monday)
    theirs.workspace = "T0OTHER"
    desk.add(theirs)
    assert desk.counts(absences=ABSENCES + f"{ANA},{monday},day,2026-03-13,\n") == (1, 0, 0, 0)
    assert desk.counts(replace=["absences"], absences=ABSENCES) == (0, 0, 0, 1)
    with desk.store.read.begin() as session:
        assert session.scalars(select(Absence.workspace)).all() == ["T0OTHER"]


CELL = st.sampled_from(["", "-"])
PERSON = st.sampled_from([ANA, "U0ANA", BO])
DAY = st.sampled_from(["2026-03-09", "2026-03-11"])
A_PATTERN = st.tuples(PERSON, DAY, CELL | st.just("8 8 8 0 0 0 0"), CELL | st.just("0.5"))
A_SKILL = st.tuples(PERSON, st.sampled_from(["SQL", "sql ", "Go"]), CELL | st.sampled_from("15"))
AN_ABSENCE = st.tuples(
    PERSON, DAY, st.sampled_from(["day", "am", "4"]), DAY | st.just(""), CELL | st.sampled_from([FRIDAYS, "FREQ=DAILY"])
)


def written(header: str, rows: list[tuple[str, ...]]) -> str:
    return header + "".join(",".join(row) + "\n" for row in rows)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(A_PATTERN, max_size=3), st.lists(A_SKILL, max_size=3), st.lists(AN_ABSENCE, max_size=4))
def test_whatever_is_imported_changes_nothing_the_second_time(desk: Desk, patterns, skills, absences) -> None:
    sheets = {
        "patterns": written(PATTERNS, patterns),
        "skills": written(SKILLS, skills),
        "absences": written(ABSENCES, absences),
    }
    if not isinstance(read({name: text.encode() for name, text in sheets.items()}), Portfolio):
        return
    try:
        desk.bring(**sheets)
    except ImportRefusedError as error:
        assert error.problems
        return
    after = desk.everything()
    assert desk.bring(**sheets).changes == 0
    assert desk.everything() == after
