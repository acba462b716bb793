"""What is looked up on busy paths is found by an index."""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'

MERGED = sa.text('duplicate_of IS NOT NULL')
LIVE = sa.text("state IN ('open', 'acknowledged', 'in_progress')")


def upgrade() -> None:
    op.create_index('ix_blocker_links_blocked', 'blocker_links', ['workspace', 'blocks_id'])
    op.create_index('ix_blockers_reporter', 'blockers', ['workspace', 'reported_by', 'state'])
    op.create_index('ix_blockers_live', 'blockers', ['workspace', 'number'],
                    sqlite_where=LIVE, postgresql_where=LIVE)
    op.create_index('ix_blockers_duplicate', 'blockers', ['workspace', 'duplicate_of'],
                    sqlite_where=MERGED, postgresql_where=MERGED)
    op.create_index('ix_outbox_settled', 'outbox', ['settled_at', 'state'])
