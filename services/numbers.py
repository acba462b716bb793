"""Which number comes next?"""

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.workspaces import Counter


def take(session: Session, workspace: str, name: str) -> int:
    """The next number of a series, from 1. Its row is locked until the commit, so that no two get the same."""
    raise_by_one = (
        update(Counter)
        .where(Counter.workspace == workspace, Counter.name == name)
        .values(value=Counter.value + 1)
        .returning(Counter.value)
        .execution_options(synchronize_session=False)
    )
    value = session.scalar(raise_by_one)
    if value is not None:
        return value
    try:
        with session.begin_nested():
            session.execute(insert(Counter), {"workspace": workspace, "name": name, "value": 0})
    except IntegrityError:  # another process began the series at the same moment
        pass
    return session.scalars(raise_by_one).one()
