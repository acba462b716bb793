"""What is promised within seconds goes before what was decided earlier, and what thousands are told goes last."""

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'

OPEN = sa.text("state IN ('pending', 'sending', 'unknown')")


def upgrade() -> None:
    op.add_column('outbox', sa.Column('rank', sa.Integer(), server_default=sa.text('1'), nullable=False))
    op.drop_index('ix_outbox_open', 'outbox')
    op.create_index('ix_outbox_open', 'outbox', ['workspace', 'lane', 'rank', 'seq', 'act', 'state'],
                    sqlite_where=OPEN, postgresql_where=OPEN)
