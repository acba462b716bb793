"""Room for files that somebody sends to be imported, and for those that are handed to somebody."""

import sqlalchemy as sa
from alembic import op


revision = '0014'
down_revision = '0013'


def upgrade() -> None:
    op.create_table('drops',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('channel', sa.String(length=64), nullable=False),
    sa.Column('ts', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('pressed_by', sa.String(length=32), nullable=True),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_owner', sa.String(length=64), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_drops_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_drops')),
    sa.UniqueConstraint('workspace', 'channel', 'ts', name=op.f('uq_drops_workspace_channel_ts'))
    )
    op.create_index('ix_drops_due', 'drops', ['state', 'due_at'])
    op.create_table('dropped_files',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('drop_id', sa.String(length=32), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('slack_file', sa.String(length=64), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_dropped_files_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'drop_id', 'place', name=op.f('pk_dropped_files'))
    )
    op.create_table('files_out',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('says', sa.Text(), nullable=False),
    sa.Column('thread_ts', sa.String(length=32), nullable=True),
    sa.Column('data', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('slack_file', sa.String(length=64), nullable=True),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_owner', sa.String(length=64), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_files_out_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_files_out')),
    sa.UniqueConstraint('workspace', 'key', name=op.f('uq_files_out_workspace_key'))
    )
    op.create_index('ix_files_out_due', 'files_out', ['state', 'due_at'])
