"""Which number comes next?"""

from sqlalchemy import bindparam, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import kept
from models.workspaces import Counter

_RAISE_BY_ONE = (
    update(Counter)
    .where(Counter.workspace == bindparam("of"), Counter.name == bindparam("series"))
    .values(value=Counter.value + 1)
    .returning(Counter.value)
)


def reach(session: Session, workspace: str, name: str, most: int) -> None:
    """Let a series go on after `most`, where it has not come so far."""
    last = take(session, workspace, name) - 1
    this = (Counter.workspace == workspace, Counter.name == name)
    session.execute(update(Counter).where(*this).values(value=max(last, most)))


def take(session: Session, workspace: str, name: str) -> int:
    """The next number of a series, from 1. Its row is locked until the commit, so that no two get the same."""
    which = {"of": workspace, "series": name}
    value: int | None = kept.run(session, _RAISE_BY_ONE, which).scalar()
    if value is not None:
        return value
    try:
        with session.begin_nested():
            session.execute(insert(Counter), {"workspace": workspace, "name": name, "value": 0})
    except IntegrityError:  # another process began the series at the same moment
        pass
    return int(kept.run(session, _RAISE_BY_ONE, which).scalar_one())
