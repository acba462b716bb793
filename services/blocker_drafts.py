"""What does a sentence or a form say about a blocker, in terms of what the workspace knows?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from models.projects import Project
from planning.blockers import Cause
from readers import dates, escapes, phrases, projects
from readers.graphemes import size
from readers.phrases import BlockerWords
from readers.sentences import titles
from services import blocker_lists, people
from services.permissions import Actor

Named = Row[str, str, str]  # id, code and name of a project


@dataclass(frozen=True)
class Draft:
    """A blocker before it is filed. Persons and the project are ids of rows; None: not said."""

    title: str
    project_id: str | None = None
    raised_by: str | None = None
    helper_id: str | None = None
    cause: Cause = Cause.OTHER
    since: date | None = None
    needed_by: date | None = None
    needed_at: datetime | None = None
    hours_per_week: Decimal | None = None
    people: tuple[str, ...] = ()
    source_link: str | None = None
    picture: str | None = None
    said: str | None = None  # the whole sentence, where the title could not hold it

    def columns(self, today: date) -> dict[str, Any]:
        """The row's fields, with `today` where nobody said since when."""
        return {
            "title": self.title,
            "project_id": self.project_id,
            "helper_id": self.helper_id,
            "cause": self.cause.value,
            "since": self.since or today,
            "needed_by": self.needed_by,
            "needed_at": self.needed_at,
            "hours_per_week": self.hours_per_week,
            "source_link": self.source_link,
            "picture": self.picture,
        }


def understand(session: Session, words: BlockerWords, *, by: Actor, at: datetime, wall: datetime) -> Draft:
    """Resolve a sentence: dates in the speaker's zone, people by their Slack ids, the project by code, name or channel.

    What is not understood is no reason to refuse: it stays in the title.
    """
    now_local = at.astimezone(people.zone_of(session, by.person))
    since = dates.resolve(words.since, now_local, "past") if words.since else None
    needed = dates.resolve(words.needed_by, now_local, "future") if words.needed_by else None
    known = blocker_lists.named_projects(session, by.workspace)
    project = _project(session, by, known, words)
    title = _title(words, project, known)
    if (words.since and not since) or (words.needed_by and not needed):  # "since tomorrow": the title lacks these words
        title = titles.title(words.said, ())
    named = _with_names(session, title, by, words)
    is_cut = size(named) > titles.LENGTH or (title.endswith("…") and size(words.said) > titles.LENGTH)
    return Draft(
        title=escapes.cut(named, titles.LENGTH),
        said=_with_names(session, words.said, by, words) if is_cut else None,
        project_id=project.id if project else None,
        raised_by=_known(session, by, words.on_behalf_of, wall),
        helper_id=_known(session, by, words.helper if words.helper != by.person.slack_id else None, wall),
        cause=Cause(words.cause) if words.cause else Cause.OTHER,
        since=since.day if since else None,
        needed_by=needed.day if needed else None,
        needed_at=needed.at if needed else None,
        hours_per_week=words.hours_per_week,
    )


def _with_names(session: Session, text: str, by: Actor, words: BlockerWords) -> str:
    """The text with people's names where Slack sent their ids only."""
    return escapes.named(text, people.names_of(session, by.workspace, words.mentions))


def _known(session: Session, by: Actor, slack_id: str | None, wall: datetime) -> str | None:
    """The row id of somebody named in a sentence; met now where nobody knew them, left out where they cannot act."""
    if not slack_id:
        return None
    person = people.meet(session, by.workspace, slack_id, wall=wall)
    return None if people.is_gone(person) else person.id


def _project(session: Session, by: Actor, known: Sequence[Named], words: BlockerWords) -> Named | None:
    for channel in words.channels:
        if project_id := blocker_lists.project_of(session, by.workspace, channel):
            return next(one for one in known if one.id == project_id)
    found = projects.match(words.project_candidates, words.said, [_called(one) for one in known])
    by_code = {one.code: one for one in known}
    return by_code[found[0][0]] if found else None


def _title(words: BlockerWords, project: Named | None, known: Sequence[Named]) -> str:
    """The title without the clause that names the project, which is shown beside it."""
    if project is None:
        return words.title_with_project
    if words.project_said and projects.match([words.project_said], words.project_said, [_called(project)]):
        return words.title
    clause = projects.clause_of(words.for_what, words.said, _called(project), [_called(one) for one in known])
    return phrases.title_without(words, clause) if clause else words.title_with_project


def _called(project: Named) -> tuple[str, str]:
    return project.code, project.name


def project_called(session: Session, workspace: str, said: str) -> Project | None:
    """The project whose code or name somebody wrote, in any case and perhaps with a slip; None where none is meant.

    Those that are proposed or active go first; who names another one means that.
    """
    said = said.strip()
    for is_live in (True, False):
        known = {one.code: one for one in blocker_lists.projects(session, workspace, live=is_live)}
        found = projects.match([said, said.upper()], said, [(one.code, one.name) for one in known.values()])
        if found:
            return known[found[0][0]]
    return None


def in_channel(session: Session, draft: Draft, workspace: str, channel: str | None) -> Draft:
    """Where no project was said, the channel that it was typed in names it."""
    if draft.project_id is not None:
        return draft
    return replace(draft, project_id=blocker_lists.project_of(session, workspace, channel))
