"""The rows of the outbox that wait have an index of their own: the head of each lane is found without its history."""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'

OPEN = sa.text("state IN ('pending', 'sending', 'unknown')")


def upgrade() -> None:
    op.create_index('ix_outbox_open', 'outbox', ['workspace', 'lane', 'seq'],
                    sqlite_where=OPEN, postgresql_where=OPEN)
