"""Room for the id that a file gave a blocker, by which it is known again."""

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'

FILED = sa.text('code IS NOT NULL')


def upgrade() -> None:
    op.add_column('blockers', sa.Column('code', sa.String(length=64), nullable=True))
    op.create_index('ix_blockers_code', 'blockers', ['workspace', 'code'], unique=True, sqlite_where=FILED, postgresql_where=FILED)
