"""How do tests say which projects, goals and work there are?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.projects import Project
from models.skills import Skill
from models.store import Store

MONEY = ("budget", "benefit", "cost_of_delay", "confidence")


class Portfolio:
    """Goals and projects go by their codes. Numbers are written as text or whole."""

    def __init__(self, store: Store, workspace: str) -> None:
        self.store, self.workspace = store, workspace
        self.goals: dict[str, str] = {}
        self.projects: dict[str, str] = {}

    def goal(self, code: str, weight: str = "1", name: str = "") -> None:
        """A new one, or another weight of one that is there."""
        with self.store.write.begin() as session:
            if code in self.goals:
                this = (Goal.workspace == self.workspace, Goal.code == code)
                session.execute(update(Goal).where(*this).values(weight=Decimal(weight)))
                return
            row = Goal(workspace=self.workspace, code=code, name=name, weight=Decimal(weight))
            session.add(row)
        self.goals[code] = row.id

    def project(self, code: str, serves: Mapping[str, int] | None = None, **columns: Any) -> str:
        """`serves`: percent by the code of a goal."""
        given = {name: Decimal(str(value)) if name in MONEY else value for name, value in columns.items()}
        with self.store.write.begin() as session:
            row = Project(workspace=self.workspace, code=code, **{"name": code.title(), **given})
            session.add(row)
            session.flush()
            for goal, percent in (serves or {}).items():
                session.add(self._alignment(row.id, goal, percent))
        self.projects[code] = row.id
        return row.id

    def change(self, code: str, **columns: Any) -> None:
        with self.store.write.begin() as session:
            this = (Project.workspace == self.workspace, Project.code == code)
            session.execute(update(Project).where(*this).values(**columns))

    def drop_goal(self, code: str) -> None:
        gone = self.goals.pop(code)
        with self.store.write.begin() as session:
            session.execute(delete(Alignment).where(Alignment.goal_id == gone))
            session.execute(delete(Goal).where(Goal.id == gone))

    def allocation(self, project: str, person_id: str, hours: str, start: str, finish: str, **columns: Any) -> None:
        with self.store.write.begin() as session:
            session.add(
                Allocation(
                    workspace=self.workspace,
                    code=f"{project}/{start}/{hours}/{len(session.scalars(select(Allocation.id)).all())}",
                    project_id=self.projects[project],
                    person_id=person_id,
                    hours_per_week=Decimal(hours),
                    start=date.fromisoformat(start),
                    finish=date.fromisoformat(finish),
                    **columns,
                )
            )

    def request(self, project: str, hours: str, start: str, finish: str, **columns: Any) -> str:
        with self.store.write.begin() as session:
            row = CapacityRequest(
                workspace=self.workspace,
                code=f"R{project}{start}{hours}",
                project_id=self.projects[project],
                skill_id=self._skill(session),
                min_level=3,
                hours_per_week=Decimal(hours),
                start=date.fromisoformat(start),
                finish=date.fromisoformat(finish),
                **columns,
            )
            session.add(row)
        return row.id

    def _alignment(self, project_id: str, goal: str, percent: int) -> Alignment:
        given = {"project_id": project_id, "goal_id": self.goals[goal], "percent": Decimal(percent)}
        return Alignment(workspace=self.workspace, **given)

    def _skill(self, session: Session) -> str:
        known = session.scalars(select(Skill.id).where(Skill.workspace == self.workspace)).first()
        if known is not None:
            return known
        row = Skill(workspace=self.workspace, name="Backend", key="backend")
        session.add(row)
        session.flush()
        return row.id


def sample(portfolio: Portfolio, **people: str) -> None:
    """APOLLO stands before VEGA, that before ORION; LYRA is on hold. `people`: columns of APOLLO that name somebody.

    The arithmetic is written out in tests/planning/test_priorities.py.
    """
    portfolio.goal("GROW", "3", "Grow the clinics")
    portfolio.goal("SAFE", "1", "Keep patients safe")
    portfolio.project(
        "APOLLO", {"GROW": 80, "SAFE": 20}, benefit=900, cost_of_delay=50, budget=400, confidence="0.9", **people
    )
    portfolio.project("ORION", {"SAFE": 100}, status="proposed", benefit=300, cost_of_delay=20, budget=100)
    portfolio.project("VEGA", {"GROW": 40}, benefit=600, budget=250, confidence="0.5")
    portfolio.project("LYRA", {"GROW": 100}, status="on_hold", benefit=9000, cost_of_delay=900, budget=1)
