"""What does somebody hear who sent files to be imported? One living message under theirs, and perhaps a list."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from models.drops import Drop
from models.people import Person
from notices import blocker_facts, posting
from notices.occasions import Occasion
from readers.tables.values import How, Match, Problem
from services import drops, files, people
from services.importing import Imported
from ui import drops as screen
from ui import files as words
from ui.blocker_parts import person
from ui.drops import Found
from ui.kit import Message

SUBJECT, PLACE = "drop", "thread"
LISTED = "problems.txt"
EXPORTED = "portfolio.xlsx"


def begun(session: Session, drop: Drop, occasion: Occasion, share: float | None = None) -> None:
    _show(session, drop, screen.reading(drops.names(session, drop), share), occasion)


def answered(session: Session, drop: Drop, found: Found, occasion: Occasion) -> None:
    """What came of reading and trying it."""
    names = drops.names(session, drop)
    if not found.wrong:
        _show(session, drop, screen.proposed(names, found, drop.id), occasion)
        return
    _show(session, drop, screen.problems(names, found, drop.id), occasion)
    owner = people.by_id(session, drop.workspace, drop.person_id)
    if owner is not None and sum(not one.asks for one in found.wrong) > screen.SHOWN:
        says, text = screen.listing_says(len(found.wrong)), screen.listing(found)
        what: dict[str, Any] = {"kind": files.TEXT, "name": LISTED, "says": says, "data": text.encode()}
        key = f"drop:{drop.id}:{len(drop.choices)}"
        files.send(session, owner, key=key, thread_ts=drop.ts, wall=occasion.wall, **what)


def refused(session: Session, drop: Drop, why: str, occasion: Occasion) -> None:
    _show(session, drop, screen.refused(drops.names(session, drop), why), occasion)


def applying(session: Session, drop: Drop, occasion: Occasion) -> None:
    _show(session, drop, screen.applying(drops.names(session, drop)), occasion)


def applied(session: Session, drop: Drop, found: Found, occasion: Occasion) -> None:
    by = people.by_id(session, drop.workspace, drop.pressed_by or drop.person_id)
    who = person(blocker_facts.who(by), mentions=True) if by is not None else "Somebody"
    _show(session, drop, screen.applied(drops.names(session, drop), found, who), occasion)


def discarded(session: Session, drop: Drop, occasion: Occasion) -> None:
    _show(session, drop, screen.discarded(drops.names(session, drop)), occasion)


def expired(session: Session, drop: Drop, occasion: Occasion) -> None:
    _show(session, drop, screen.expired(drops.names(session, drop)), occasion)


def left_alone(session: Session, reader: Person, message: Message, ts: str, occasion: Occasion) -> None:
    """A sentence under a message of which nothing is opened."""
    about = (SUBJECT, ts.replace(".", "-")[:32])
    target = reader.slack_id or ""
    posting.show(session, reader.workspace, message, occasion, about=about, place=PLACE, target=target, thread_ts=ts)


def export(session: Session, reader: Person, occasion: Occasion, *, key: str) -> None:
    """Send the whole portfolio as a workbook, which is made as it is sent."""
    says = words.export_says()
    named = f"export:{key}"
    files.send(session, reader, key=named, kind=files.PORTFOLIO, name=EXPORTED, says=says, wall=occasion.wall)


def file_refused(session: Session, reader: Person, name: str, reason: str, occasion: Occasion, *, key: str) -> None:
    posting.answer(session, reader, words.refused(name, reason), occasion, key=f"file:{key}")


def of_import(imported: Imported, matches: Sequence[Match]) -> Found:
    """What an import did, or would do."""
    changes = (screen.Change(name, one.added, one.changed, one.unchanged) for name, one in imported.tallies.items())
    columns = (
        screen.Column(one.sheet, one.written, one.column) for one in matches if one.how not in {How.EXACT, How.NONE}
    )
    return Found(changes=tuple(changes), columns=tuple(columns), remarks=imported.remarks)


def of_problems(problems: Sequence[Problem]) -> Found:
    made = (screen.Wrong(one.sheet, one.row, one.column, one.wrong, one.right, one.asks) for one in problems)
    return Found(wrong=tuple(made))


def kept(found: Found) -> Mapping[str, Any]:
    """How many of each there were: no words of a file stay in the store once they were said."""
    return {"wrong": len(found.wrong), "changes": [asdict(one) for one in found.changes]}


def _show(session: Session, drop: Drop, message: Message, occasion: Occasion) -> None:
    owner = people.by_id(session, drop.workspace, drop.person_id)
    if owner is not None and owner.slack_id is not None:
        about, target = (SUBJECT, drop.id), owner.slack_id
        posting.show(
            session, drop.workspace, message, occasion, about=about, place=PLACE, target=target, thread_ts=drop.ts
        )
