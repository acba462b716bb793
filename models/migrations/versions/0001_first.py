"""The first shape of the store."""

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table('audit',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.String(length=32), nullable=True),
    sa.Column('door', sa.String(length=64), nullable=False),
    sa.Column('action', sa.String(length=64), nullable=False),
    sa.Column('subject_kind', sa.String(length=32), nullable=False),
    sa.Column('subject_id', sa.String(length=32), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=True),
    sa.Column('seal', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_audit'))
    )
    with op.batch_alter_table('audit', schema=None) as batch_op:
        batch_op.create_index('ix_audit_subject', ['workspace', 'subject_kind', 'subject_id'], unique=False)

    op.create_table('cards',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('subject_kind', sa.String(length=32), nullable=False),
    sa.Column('subject_id', sa.String(length=32), nullable=False),
    sa.Column('place', sa.String(length=80), nullable=False),
    sa.Column('target', sa.String(length=64), nullable=False),
    sa.Column('channel', sa.String(length=64), nullable=True),
    sa.Column('ts', sa.String(length=32), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sent_version', sa.Integer(), nullable=False),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('lost_reason', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_cards')),
    sa.UniqueConstraint('workspace', 'subject_kind', 'subject_id', 'place', name=op.f('uq_cards_workspace_subject_kind_subject_id_place'))
    )
    with op.batch_alter_table('cards', schema=None) as batch_op:
        batch_op.create_index('ix_cards_message', ['workspace', 'channel', 'ts'], unique=False)

    op.create_table('counters',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('workspace', 'name', name=op.f('pk_counters'))
    )
    op.create_table('inbox',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('key', sa.String(length=160), nullable=False),
    sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('receipt', sa.JSON(), nullable=True),
    sa.PrimaryKeyConstraint('workspace', 'key', name=op.f('pk_inbox'))
    )
    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.create_index('ix_inbox_received_at', ['received_at'], unique=False)

    op.create_table('message_sources',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('channel', sa.String(length=64), nullable=False),
    sa.Column('ts', sa.String(length=32), nullable=False),
    sa.Column('thread_ts', sa.String(length=32), nullable=True),
    sa.Column('picture', sa.String(length=64), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_message_sources'))
    )
    with op.batch_alter_table('message_sources', schema=None) as batch_op:
        batch_op.create_index('ix_message_sources_created_at', ['created_at'], unique=False)

    op.create_table('people',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('slack_id', sa.String(length=64), nullable=True),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('email', sa.String(length=255), nullable=True),
    sa.Column('zone', sa.String(length=64), nullable=True),
    sa.Column('standing', sa.String(length=16), nullable=False),
    sa.Column('is_admin', sa.Boolean(), nullable=False),
    sa.Column('roles', sa.JSON(), nullable=False),
    sa.Column('team_id', sa.String(length=32), nullable=True),
    sa.Column('deputy_id', sa.String(length=32), nullable=True),
    sa.Column('away_from', sa.DateTime(timezone=True), nullable=True),
    sa.Column('away_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.Column('refreshed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('home_opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'deputy_id'], ['people.workspace', 'people.id'], name=op.f('fk_people_workspace_deputy_id')),
    sa.ForeignKeyConstraint(['workspace', 'team_id'], ['teams.workspace', 'teams.id'], name=op.f('fk_people_workspace_team_id'), use_alter=True),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_people')),
    sa.UniqueConstraint('workspace', 'slack_id', name=op.f('uq_people_workspace_slack_id'))
    )
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.create_index('ix_people_email', ['workspace', 'email'], unique=False)

    op.create_table('timers',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('series', sa.String(length=120), nullable=False),
    sa.Column('occurrence', sa.String(length=64), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('lease_owner', sa.String(length=64), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('missed', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=255), nullable=True),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_timers')),
    sa.UniqueConstraint('workspace', 'series', 'occurrence', name=op.f('uq_timers_workspace_series_occurrence'))
    )
    with op.batch_alter_table('timers', schema=None) as batch_op:
        batch_op.create_index('ix_timers_due', ['state', 'due_at'], unique=False)

    op.create_table('workspaces',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('url', sa.String(length=255), nullable=False),
    sa.Column('zone', sa.String(length=64), nullable=False),
    sa.Column('bot_user_id', sa.String(length=64), nullable=False),
    sa.Column('bot_id', sa.String(length=64), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workspaces'))
    )
    op.create_table('attention',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('outbox_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_attention_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_attention'))
    )
    with op.batch_alter_table('attention', schema=None) as batch_op:
        batch_op.create_index('ix_attention_person', ['workspace', 'person_id', 'week'], unique=False)

    op.create_table('outbox',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('act', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('lane', sa.String(length=64), nullable=False),
    sa.Column('target', sa.Text(), nullable=False),
    sa.Column('card_id', sa.String(length=32), nullable=True),
    sa.Column('in_thread', sa.Boolean(), nullable=False),
    sa.Column('thread_ts', sa.String(length=32), nullable=True),
    sa.Column('dedupe_key', sa.String(length=200), nullable=False),
    sa.Column('nonce', sa.String(length=32), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('lease_owner', sa.String(length=64), nullable=True),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('not_before', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('second_look_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('slack_channel', sa.String(length=64), nullable=True),
    sa.Column('slack_ts', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'card_id'], ['cards.workspace', 'cards.id'], name=op.f('fk_outbox_workspace_card_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_outbox')),
    sa.UniqueConstraint('workspace', 'dedupe_key', name=op.f('uq_outbox_workspace_dedupe_key'))
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index('ix_outbox_due', ['state', 'not_before'], unique=False)
        batch_op.create_index('ix_outbox_lane', ['workspace', 'lane', 'state'], unique=False)
        batch_op.create_index('ix_outbox_order', ['workspace', 'seq'], unique=False)
        batch_op.create_index('ix_outbox_second_look', ['second_look_at'], unique=False, sqlite_where=sa.text('second_look_at IS NOT NULL'), postgresql_where=sa.text('second_look_at IS NOT NULL'))

    op.create_table('projects',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('status', sa.String(length=16), nullable=False),
    sa.Column('manager_id', sa.String(length=32), nullable=True),
    sa.Column('sponsor_id', sa.String(length=32), nullable=True),
    sa.Column('channel', sa.String(length=64), nullable=True),
    sa.Column('start', sa.Date(), nullable=True),
    sa.Column('finish', sa.Date(), nullable=True),
    sa.Column('cost_of_delay', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'manager_id'], ['people.workspace', 'people.id'], name=op.f('fk_projects_workspace_manager_id')),
    sa.ForeignKeyConstraint(['workspace', 'sponsor_id'], ['people.workspace', 'people.id'], name=op.f('fk_projects_workspace_sponsor_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_projects')),
    sa.UniqueConstraint('workspace', 'code', name=op.f('uq_projects_workspace_code'))
    )
    op.create_table('teams',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('lead_id', sa.String(length=32), nullable=True),
    sa.Column('channel', sa.String(length=64), nullable=True),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'lead_id'], ['people.workspace', 'people.id'], name=op.f('fk_teams_workspace_lead_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_teams')),
    sa.UniqueConstraint('workspace', 'code', name=op.f('uq_teams_workspace_code'))
    )
    op.create_table('blockers',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('project_id', sa.String(length=32), nullable=True),
    sa.Column('raised_by', sa.String(length=32), nullable=False),
    sa.Column('reported_by', sa.String(length=32), nullable=False),
    sa.Column('owner_id', sa.String(length=32), nullable=True),
    sa.Column('helper_id', sa.String(length=32), nullable=True),
    sa.Column('cause', sa.String(length=16), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('needed_by', sa.Date(), nullable=True),
    sa.Column('needed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('hours_per_week', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('duplicate_of', sa.String(length=32), nullable=True),
    sa.Column('cleared_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cleared_with', sa.Text(), nullable=True),
    sa.Column('source_link', sa.Text(), nullable=True),
    sa.Column('picture', sa.String(length=64), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'duplicate_of'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_blockers_workspace_duplicate_of')),
    sa.ForeignKeyConstraint(['workspace', 'helper_id'], ['people.workspace', 'people.id'], name=op.f('fk_blockers_workspace_helper_id')),
    sa.ForeignKeyConstraint(['workspace', 'owner_id'], ['people.workspace', 'people.id'], name=op.f('fk_blockers_workspace_owner_id')),
    sa.ForeignKeyConstraint(['workspace', 'project_id'], ['projects.workspace', 'projects.id'], name=op.f('fk_blockers_workspace_project_id')),
    sa.ForeignKeyConstraint(['workspace', 'raised_by'], ['people.workspace', 'people.id'], name=op.f('fk_blockers_workspace_raised_by')),
    sa.ForeignKeyConstraint(['workspace', 'reported_by'], ['people.workspace', 'people.id'], name=op.f('fk_blockers_workspace_reported_by')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_blockers')),
    sa.UniqueConstraint('workspace', 'number', name=op.f('uq_blockers_workspace_number'))
    )
    with op.batch_alter_table('blockers', schema=None) as batch_op:
        batch_op.create_index('ix_blockers_owner', ['workspace', 'owner_id', 'state'], unique=False)
        batch_op.create_index('ix_blockers_raiser', ['workspace', 'raised_by', 'state'], unique=False)
        batch_op.create_index('ix_blockers_state', ['workspace', 'state'], unique=False)

    op.create_table('blocker_changes',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('blocker_id', sa.String(length=32), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=16), nullable=False),
    sa.Column('by_id', sa.String(length=32), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'blocker_id'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_blocker_changes_workspace_blocker_id')),
    sa.ForeignKeyConstraint(['workspace', 'by_id'], ['people.workspace', 'people.id'], name=op.f('fk_blocker_changes_workspace_by_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_blocker_changes')),
    sa.UniqueConstraint('workspace', 'blocker_id', 'seq', name=op.f('uq_blocker_changes_workspace_blocker_id_seq'))
    )
    op.create_table('blocker_links',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('blocker_id', sa.String(length=32), nullable=False),
    sa.Column('blocks_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'blocker_id'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_blocker_links_workspace_blocker_id')),
    sa.ForeignKeyConstraint(['workspace', 'blocks_id'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_blocker_links_workspace_blocks_id')),
    sa.PrimaryKeyConstraint('workspace', 'blocker_id', 'blocks_id', name=op.f('pk_blocker_links'))
    )
    op.create_table('blocker_people',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('blocker_id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'blocker_id'], ['blockers.workspace', 'blockers.id'], name=op.f('fk_blocker_people_workspace_blocker_id')),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_blocker_people_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'blocker_id', 'person_id', name=op.f('pk_blocker_people'))
    )
    if op.get_context().dialect.name != "sqlite":  # people and teams know each other; SQLite took it with the table
        op.create_foreign_key(
            "fk_people_workspace_team_id", "people", "teams", ["workspace", "team_id"], ["workspace", "id"]
        )
