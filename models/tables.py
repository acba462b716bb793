"""Which tables are there? Importing this makes every one of them known to the metadata."""

from models import (
    allocations,
    attention,
    audit,
    availability,
    blockers,
    capacity_requests,
    checkins,
    climbs,
    drops,
    feeds,
    files,
    goals,
    import_mappings,
    inbox,
    looks,
    outbox,
    people,
    pictures,
    portfolio_changes,
    projects,
    skills,
    sources,
    timers,
    weighings,
    workspaces,
)
from models.base import Base

ALL = (
    *(allocations, attention, audit, availability, blockers, capacity_requests, checkins, climbs, drops, feeds, files),
    *(
        goals,
        inbox,
        import_mappings,
        looks,
        outbox,
        people,
        pictures,
        portfolio_changes,
        projects,
        skills,
        sources,
        timers,
    ),
    *(weighings, workspaces),
)
METADATA = Base.metadata
