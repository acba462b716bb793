"""Which screens are there of projects, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.cli.gallery_screens import Screen, message_screen, modal_screen
from planning.projects import ProjectStatus
from ui import project_card, project_forms, projects
from ui.blocker_facts import Who
from ui.why import Why
from ui.words import Commands

HELEN, TOMAS, OMAR = Who("U0HELEN", "Helen Marsh"), Who("U0TOMAS", "Tomás Ortega"), Who("U0OMAR", "Omar Haddad")
MIA, LENA = Who("U0MIA", "Mia Lindner"), Who("U0LENA", "Lena Fischer")
TODAY = date(2026, 11, 23)
APOLLO = projects.ProjectRow(
    "p-apollo",
    "APOLLO",
    "Patient portal",
    ProjectStatus.ACTIVE,
    date(2026, 6, 1),
    date(2027, 2, 26),
    TOMAS,
    projects.Hours(5, Decimal(92), Decimal(12), Decimal(20)),
    2,
)
VEGA = projects.ProjectRow(
    "p-vega",
    "VEGA",
    "Mobile check-in",
    ProjectStatus.PROPOSED,
    date(2027, 1, 11),
    date(2027, 6, 25),
    OMAR,
    projects.Hours(0, Decimal(0), Decimal(0), Decimal(0)),
    0,
)
CARD = projects.ProjectFacts(
    row=APOLLO,
    sponsor=HELEN,
    channel="C0APOLLO",
    description="Patients see letters and results, and book for themselves",
    why=Why("Patients help themselves", "Patient portal"),
    serves=(("Patients help themselves", Decimal(80)), ("No paper", Decimal(20))),
    booked=(
        projects.Booked(MIA, Decimal(24), date(2026, 9, 7), date(2027, 2, 26), False),
        projects.Booked(LENA, Decimal(12), date(2026, 12, 1), date(2027, 1, 29), True),
    ),
    asked=(projects.Asked("Security review", 4, Decimal(20), date(2027, 1, 11), date(2027, 1, 29)),),
    needs=(projects.Leans("LYRA", "Payroll move", date(2026, 12, 18), 1),),
    needed_by=(projects.Leans("VEGA", "Mobile check-in", date(2027, 6, 25), 0, date(2027, 2, 27)),),
    blockers=((12, "Waiting on the security review"), (17, "The auditors have no access to the data flow")),
    money=projects.Money(Decimal(420000), Decimal(900000), Decimal(18000), Decimal("0.8")),
    may_plan=True,
    today=TODAY,
)
FORM = project_forms.FormFacts(
    id="p-apollo",
    code="APOLLO",
    name="Patient portal",
    manager=TOMAS,
    sponsor=HELEN,
    start=APOLLO.start,
    finish=APOLLO.finish,
    channel="C0APOLLO",
    description="Patients see letters and results, and book for themselves",
    goals=(
        ("g1", "Patients help themselves", Decimal(80)),
        ("g2", "No paper", Decimal(20)),
        ("g3", "Quick clinics", None),
    ),
    projects=(("p-lyra", "LYRA · Payroll move"), ("p-vega", "VEGA · Mobile check-in")),
    needs=("p-lyra",),
    money=CARD.money,
)
TURN = project_forms.TurnFacts("p-apollo", "APOLLO", ProjectStatus.ACTIVE, 5, Decimal(104), 1, 2)


def screens() -> Iterator[Screen]:
    others = [("IRIS", ProjectStatus.ON_HOLD), ("NOVA", ProjectStatus.DONE)]
    shown = projects.listed([APOLLO, VEGA], others, TODAY, may_add=True, commands=Commands())
    yield message_screen("projects", shown, "`/pmo projects`")
    yield message_screen("project", project_card.card(CARD), "`/pmo projects APOLLO`, to who plans it.")
    plain = replace(CARD, money=None, may_plan=False)
    yield message_screen("project-member", project_card.card(plain), "The same to anybody else.")
    yield modal_screen("project-form", project_forms.form(FORM), "*Edit…*")
    new = project_forms.FormFacts(goals=FORM.goals, money=projects.Money(None, None, None, None))
    yield modal_screen("project-new", project_forms.form(new), "*New project…*")
    yield modal_screen("project-turn", project_forms.turn_form(TURN), "*Hold or close…*: the effect first.")
    held = replace(CARD, row=replace(APOLLO, status=ProjectStatus.ON_HOLD))
    said = projects.turned(ProjectStatus.ON_HOLD, 5, 0, 2, code="APOLLO")
    yield message_screen("project-held", project_card.card(held, said=said, undo="a"), "After it was put on hold.")
    told = projects.told("APOLLO", "Patient portal", ProjectStatus.ON_HOLD)
    yield message_screen("project-told", told, "To who was booked, at their own hour.")
