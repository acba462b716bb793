"""Check-ins and ladders: who was asked what, how far each blocker climbed, and how people want to be told."""

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    op.create_table('blocker_climbs',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('blocker_id', sa.String(length=32), nullable=False),
    sa.Column('phase', sa.String(length=16), nullable=False),
    sa.Column('level', sa.String(length=16), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('shown', sa.DateTime(timezone=True), nullable=True),
    sa.Column('agreed', sa.Boolean(), nullable=False),
    sa.Column('repeats', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'blocker_id'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_blocker_climbs_workspace_blocker_id')),
    sa.PrimaryKeyConstraint('workspace', 'blocker_id', name=op.f('pk_blocker_climbs'))
    )
    op.create_table('blocker_steps',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('blocker_id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('act', sa.String(length=16), nullable=False),
    sa.Column('level', sa.String(length=16), nullable=True),
    sa.Column('why', sa.String(length=16), nullable=False),
    sa.Column('passed', sa.JSON(), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'blocker_id'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_blocker_steps_workspace_blocker_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_blocker_steps')),
    sa.UniqueConstraint('workspace', 'blocker_id', 'number', name=op.f('uq_blocker_steps_workspace_blocker_id_number'))
    )
    op.create_index('ix_blocker_steps_at', 'blocker_steps', ['workspace', 'at'], unique=False)
    op.create_table('checkin_series',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('team_id', sa.String(length=32), nullable=True),
    sa.Column('project_id', sa.String(length=32), nullable=True),
    sa.Column('people', sa.JSON(), nullable=False),
    sa.Column('days', sa.JSON(), nullable=False),
    sa.Column('opens', sa.String(length=5), nullable=False),
    sa.Column('closes', sa.String(length=5), nullable=False),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('by_id', sa.String(length=32), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'team_id'], ['teams.workspace', 'teams.id'], name=op.f('fk_checkin_series_workspace_team_id')),
    sa.ForeignKeyConstraint(['workspace', 'project_id'], ['projects.workspace', 'projects.id'], name=op.f('fk_checkin_series_workspace_project_id')),
    sa.ForeignKeyConstraint(['workspace', 'by_id'], ['people.workspace', 'people.id'], name=op.f('fk_checkin_series_workspace_by_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_checkin_series')),
    sa.UniqueConstraint('workspace', 'name', name=op.f('uq_checkin_series_workspace_name'))
    )
    op.create_table('checkins',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('series', sa.String(length=64), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('why', sa.String(length=16), nullable=False),
    sa.Column('about', sa.JSON(), nullable=False),
    sa.Column('quiet_days', sa.Integer(), nullable=False),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('reminded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('said', sa.String(length=32), nullable=True),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('blocker_id', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_checkins_workspace_person_id')),
    sa.ForeignKeyConstraint(['workspace', 'blocker_id'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_checkins_workspace_blocker_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_checkins')),
    sa.UniqueConstraint('workspace', 'person_id', 'series', 'day', name=op.f('uq_checkins_workspace_person_id_series_day'))
    )
    op.create_index('ix_blocker_changes_by', 'blocker_changes', ['workspace', 'by_id', 'at'], unique=False)
    op.create_index('ix_checkins_person', 'checkins', ['workspace', 'person_id', 'day'], unique=False)
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.add_column(sa.Column('checkin_frequency', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('merged_at', sa.String(length=5), nullable=True))
        batch_op.add_column(sa.Column('back_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('digest', sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column('dnd_from', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('dnd_until', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('dnd_read_at', sa.DateTime(timezone=True), nullable=True))
