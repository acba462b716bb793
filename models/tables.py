"""Which tables are there? Importing this makes every one of them known to the metadata."""

from models import attention, audit, blockers, inbox, outbox, people, projects, sources, timers, workspaces
from models.base import Base

ALL = (attention, audit, blockers, inbox, outbox, people, projects, sources, timers, workspaces)
METADATA = Base.metadata
