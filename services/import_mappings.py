"""What were the columns of files taken for, and how is that known the next time?"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.import_mappings import ImportMapping
from readers.tables.choices import NOTE, Remembered, folded
from readers.tables.values import How, Match

_LONGEST = 120  # characters of a header: longer ones are found anew each time
_FOUND = frozenset({How.SYNONYM, How.NEAR})


def remembered(session: Session, workspace: str) -> Remembered:
    """What earlier imports took columns for."""
    kept = session.scalars(select(ImportMapping).where(ImportMapping.workspace == workspace)).all()
    said, found = ({(one.sheet, one.header): one.column for one in kept if one.said is each} for each in (True, False))
    return Remembered(said, found)


def remember(session: Session, workspace: str, matches: Iterable[Match]) -> None:
    """Keep what was said of columns, and what was found where nobody said; our own names need no memory."""
    for match in matches:
        header = folded(match.written)
        if match.how not in {How.SAID, *_FOUND} or len(header) > _LONGEST:
            continue
        key = (workspace, match.sheet, header)
        kept = session.get(ImportMapping, key)
        said = match.how is How.SAID
        if kept is None:
            kept = ImportMapping(workspace=workspace, sheet=match.sheet, header=header, column="", said=said)
            session.add(kept)
        if said or not kept.said:
            kept.column, kept.said = match.column or NOTE, said
