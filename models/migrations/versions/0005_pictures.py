"""Pictures that Slack holds; of a calendar feed the days and the zone for which it was read last."""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    op.create_table('pictures',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('slack_file', sa.String(length=64), nullable=True),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('waiting', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_pictures')),
    sa.UniqueConstraint('workspace', 'key', name=op.f('uq_pictures_workspace_key'))
    )
    with op.batch_alter_table('pictures', schema=None) as batch_op:
        batch_op.create_index('ix_pictures_due', ['state', 'due_at'], unique=False)
        batch_op.create_index('ix_pictures_made', ['made_at'], unique=False)

    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.add_column(sa.Column('read_from', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('read_zone', sa.String(length=64), nullable=True))
