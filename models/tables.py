"""Which tables are there? Importing this makes every one of them known to the metadata."""

from models import (
    attention,
    audit,
    availability,
    blockers,
    checkins,
    climbs,
    feeds,
    inbox,
    looks,
    outbox,
    people,
    pictures,
    projects,
    skills,
    sources,
    timers,
    workspaces,
)
from models.base import Base

ALL = (
    *(attention, audit, availability, blockers, checkins, climbs, feeds, inbox, looks),
    *(outbox, people, pictures, projects, skills, sources, timers, workspaces),
)
METADATA = Base.metadata
