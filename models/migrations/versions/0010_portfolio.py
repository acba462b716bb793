"""Room for goals, alignment, dependencies, allocations, requests and their history; projects' money leaves the notes."""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op


revision = '0010'
down_revision = '0009'


def upgrade() -> None:
    op.create_table('goals',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('weight', sa.String(length=26), nullable=False),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_goals')),
    sa.UniqueConstraint('workspace', 'code', name=op.f('uq_goals_workspace_code'))
    )
    op.create_table('portfolio_changes',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('act_id', sa.String(length=32), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=16), nullable=False),
    sa.Column('subject_id', sa.String(length=80), nullable=False),
    sa.Column('what', sa.String(length=16), nullable=False),
    sa.Column('by_id', sa.String(length=32), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'by_id'], ['people.workspace', 'people.id'], name=op.f('fk_portfolio_changes_workspace_by_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_portfolio_changes'))
    )
    with op.batch_alter_table('portfolio_changes', schema=None) as batch_op:
        batch_op.create_index('ix_portfolio_changes_act', ['workspace', 'act_id'], unique=False)
        batch_op.create_index('ix_portfolio_changes_subject', ['workspace', 'subject_id', 'at'], unique=False)

    op.create_table('alignments',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('project_id', sa.String(length=32), nullable=False),
    sa.Column('goal_id', sa.String(length=32), nullable=False),
    sa.Column('percent', sa.String(length=26), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'goal_id'], ['goals.workspace', 'goals.id'], name=op.f('fk_alignments_workspace_goal_id')),
    sa.ForeignKeyConstraint(['workspace', 'project_id'], ['projects.workspace', 'projects.id'], name=op.f('fk_alignments_workspace_project_id')),
    sa.PrimaryKeyConstraint('workspace', 'project_id', 'goal_id', name=op.f('pk_alignments'))
    )
    with op.batch_alter_table('alignments', schema=None) as batch_op:
        batch_op.create_index('ix_alignments_goal', ['workspace', 'goal_id'], unique=False)

    op.create_table('capacity_requests',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('project_id', sa.String(length=32), nullable=False),
    sa.Column('skill_id', sa.String(length=32), nullable=False),
    sa.Column('min_level', sa.Integer(), nullable=False),
    sa.Column('hours_per_week', sa.String(length=26), nullable=False),
    sa.Column('start', sa.Date(), nullable=False),
    sa.Column('finish', sa.Date(), nullable=False),
    sa.Column('max_people', sa.Integer(), nullable=False),
    sa.Column('shift_weeks', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'project_id'], ['projects.workspace', 'projects.id'], name=op.f('fk_capacity_requests_workspace_project_id')),
    sa.ForeignKeyConstraint(['workspace', 'skill_id'], ['skills.workspace', 'skills.id'], name=op.f('fk_capacity_requests_workspace_skill_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_capacity_requests')),
    sa.UniqueConstraint('workspace', 'code', name=op.f('uq_capacity_requests_workspace_code'))
    )
    with op.batch_alter_table('capacity_requests', schema=None) as batch_op:
        batch_op.create_index('ix_capacity_requests_project', ['workspace', 'project_id', 'state'], unique=False)

    op.create_table('dependencies',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('project_id', sa.String(length=32), nullable=False),
    sa.Column('needs_id', sa.String(length=32), nullable=False),
    sa.Column('lag_weeks', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'needs_id'], ['projects.workspace', 'projects.id'], name=op.f('fk_dependencies_workspace_needs_id')),
    sa.ForeignKeyConstraint(['workspace', 'project_id'], ['projects.workspace', 'projects.id'], name=op.f('fk_dependencies_workspace_project_id')),
    sa.PrimaryKeyConstraint('workspace', 'project_id', 'needs_id', name=op.f('pk_dependencies'))
    )
    with op.batch_alter_table('dependencies', schema=None) as batch_op:
        batch_op.create_index('ix_dependencies_needs', ['workspace', 'needs_id'], unique=False)

    op.create_table('allocations',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=330), nullable=False),
    sa.Column('project_id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('start', sa.Date(), nullable=False),
    sa.Column('finish', sa.Date(), nullable=False),
    sa.Column('hours_per_week', sa.String(length=26), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('skill_id', sa.String(length=32), nullable=True),
    sa.Column('request_id', sa.String(length=32), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_allocations_workspace_person_id')),
    sa.ForeignKeyConstraint(['workspace', 'project_id'], ['projects.workspace', 'projects.id'], name=op.f('fk_allocations_workspace_project_id')),
    sa.ForeignKeyConstraint(['workspace', 'request_id'], ['capacity_requests.workspace', 'capacity_requests.id'], name=op.f('fk_allocations_workspace_request_id')),
    sa.ForeignKeyConstraint(['workspace', 'skill_id'], ['skills.workspace', 'skills.id'], name=op.f('fk_allocations_workspace_skill_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_allocations')),
    sa.UniqueConstraint('workspace', 'code', name=op.f('uq_allocations_workspace_code'))
    )
    with op.batch_alter_table('allocations', schema=None) as batch_op:
        batch_op.create_index('ix_allocations_person', ['workspace', 'person_id', 'finish'], unique=False)
        batch_op.create_index('ix_allocations_project', ['workspace', 'project_id', 'finish'], unique=False)
        batch_op.create_index('ix_allocations_request', ['workspace', 'request_id'], unique=False)

    with op.batch_alter_table('projects', schema=None) as batch_op:
        batch_op.add_column(sa.Column('budget', sa.Numeric(precision=18, scale=2), nullable=True))
        batch_op.add_column(sa.Column('benefit', sa.Numeric(precision=18, scale=2), nullable=True))
        batch_op.add_column(sa.Column('confidence', sa.String(length=16), nullable=True))

    _move_from_notes()


def _move_from_notes() -> None:
    """Notes hold text that an import has checked: `420000`, `0.8`."""
    projects = sa.table(
        "projects",
        *(sa.column(name, sa.String) for name in ("workspace", "id", "confidence")),
        *(sa.column(name, sa.Numeric(18, 2)) for name in ("budget", "benefit")),
        sa.column("notes", sa.JSON),
    )
    connection = op.get_bind()
    for workspace, project, notes in connection.execute(sa.select(projects.c.workspace, projects.c.id, projects.c.notes)).all():
        found = {name: Decimal(notes.pop(name)) for name in ("budget", "benefit") if notes and notes.get(name)}
        told = {"confidence": notes.pop("confidence")} if notes and notes.get("confidence") else {}
        if found or told:
            this = (projects.c.workspace == workspace, projects.c.id == project)
            connection.execute(sa.update(projects).where(*this).values(**found, **told, notes=notes))
