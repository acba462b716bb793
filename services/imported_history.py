"""What stays behind of each row of the portfolio that an import adds, changes or takes out?

The same as of a gesture (services/portfolio_history.py), gathered and written many rows at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from models.base import new_id
from models.inserts import insert_rows
from models.portfolio_changes import PortfolioChange, Subject, What
from services.portfolio_history import KEPT, Act, stored

Values = Mapping[str, Any]


@dataclass
class Gathered:
    """The lines of one import, which is one act."""

    session: Session
    doing: Act
    _rows: list[dict[str, Any]] = field(default_factory=list)

    def added(self, subject: Subject, subject_id: str, after: Values) -> None:
        self._note(subject, subject_id, What.ADDED, {}, after)

    def changed(self, subject: Subject, subject_id: str, before: Values, after: Values) -> None:
        """`before` and `after`: the columns that are different, and no others."""
        self._note(subject, subject_id, What.CHANGED, before, after)

    def gone(self, subject: Subject, subject_id: str, before: Values) -> None:
        self._note(subject, subject_id, What.GONE, before, {})

    def keep(self) -> None:
        """Write what was gathered."""
        insert_rows(self.session, PortfolioChange, self._rows)
        self._rows.clear()

    def _note(self, subject: Subject, subject_id: str, what: What, before: Values, after: Values) -> None:
        self._rows.append(
            {
                "workspace": self.doing.workspace,
                "id": new_id(),
                "act_id": self.doing.id,
                "seq": next(self.doing.numbers),
                "subject": subject.value,
                "subject_id": subject_id,
                "what": what.value,
                "by_id": self.doing.by_id,
                "at": self.doing.at,
                "before": {name: stored(value) for name, value in before.items()},
                "after": {name: stored(value) for name, value in after.items()},
            }
        )


def told(row: Any, subject: Subject) -> dict[str, Any]:
    """What history holds of a row that is new, or goes."""
    return {name: getattr(row, name) for name in KEPT[subject].columns}
