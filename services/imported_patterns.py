"""Which changes of people's working week does an import bring?"""

from datetime import date

from sqlalchemy import select

from models.availability import Pattern
from readers.tables.values import Blank, PatternRow
from services.imported_rows import Known, Tally, put

SHEET = "patterns"
Key = tuple[str, date]


def change(known: Known, rows: tuple[PatternRow, ...], tally: Tally, *, replace: bool) -> None:
    """Take over what the rows say; with `replace`, what stands in none of them goes."""
    stored = _stored(known)
    named: set[Key] = set()
    for row in rows:
        person_id = known.person_id(row.person, SHEET, row.row, "email")
        if isinstance(person_id, Blank) or not known.once(SHEET, row.row, "email", (person_id, row.since)):
            continue
        named.add((person_id, row.since))
        _change(known, row, (person_id, row.since), stored, tally)
    for key in sorted(stored.keys() - named if replace else (), key=lambda key: (known.named(key[0]), key[1])):
        known.session.delete(stored[key])
        known.away.add(key[0])
        tally.gone.append(f"{known.named(key[0])}, from {key[1]}")


def _change(known: Known, row: PatternRow, key: Key, stored: dict[Key, Pattern], tally: Tally) -> None:
    pattern = stored.get(key)
    if pattern is None:
        week, share = (None if isinstance(cell, Blank) else cell for cell in (row.week, row.project_share))
        if week is not None or share is not None:
            made = Pattern(workspace=known.workspace, person_id=key[0], since=key[1], week=week, project_share=share)
            known.session.add(made)
            known.away.add(key[0])
            tally.count(new=True, changed=True)
        elif Blank.CLEAR in {row.week, row.project_share}:  # it is gone already
            tally.count(new=False, changed=False)
        else:
            known.problem(
                SHEET, row.row, "week", "nothing changes on that day", "write a week, a project_share or both"
            )
        return
    changed = bool(put(pattern, {"week": row.week, "project_share": row.project_share}))
    tally.count(new=False, changed=changed)
    if changed:
        known.away.add(key[0])
    if pattern.week is None and pattern.project_share is None:
        known.session.delete(pattern)


def _stored(known: Known) -> dict[Key, Pattern]:
    found = known.session.scalars(select(Pattern).where(Pattern.workspace == known.workspace))
    return {(pattern.person_id, pattern.since): pattern for pattern in found}
