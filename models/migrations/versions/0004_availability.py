"""Room for availability, skills, calendars and set-up; what imports kept as notes moves to columns of its own.

Not in the notes any more, so that an older Clearway sees people without a week for as long as both run: it used none.
"""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_table('skills',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('key', sa.String(length=128), nullable=False),
    sa.Column('merged_into_id', sa.String(length=32), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'merged_into_id'], ['skills.workspace', 'skills.id'], name=op.f('fk_skills_workspace_merged_into_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_skills')),
    sa.UniqueConstraint('workspace', 'key', name=op.f('uq_skills_workspace_key'))
    )
    op.create_table('absences',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('start', sa.Date(), nullable=False),
    sa.Column('finish', sa.Date(), nullable=False),
    sa.Column('part', sa.String(length=16), nullable=False),
    sa.Column('rule', sa.String(length=400), nullable=True),
    sa.Column('origin', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_absences_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_absences'))
    )
    with op.batch_alter_table('absences', schema=None) as batch_op:
        batch_op.create_index('ix_absences_person', ['workspace', 'person_id', 'finish'], unique=False)

    op.create_table('availability_changes',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('by_id', sa.String(length=32), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_availability_changes_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_availability_changes'))
    )
    with op.batch_alter_table('availability_changes', schema=None) as batch_op:
        batch_op.create_index('ix_availability_changes_person', ['workspace', 'person_id', 'at'], unique=False)

    op.create_table('calendar_feeds',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('etag', sa.String(length=200), nullable=False),
    sa.Column('modified', sa.String(length=200), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('wrong', sa.Text(), nullable=True),
    sa.Column('wrong_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_calendar_feeds_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'person_id', name=op.f('pk_calendar_feeds'))
    )
    with op.batch_alter_table('calendar_feeds', schema=None) as batch_op:
        batch_op.create_index('ix_calendar_feeds_due_at', ['due_at'], unique=False)

    op.create_table('looks',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('reader_id', sa.String(length=32), nullable=False),
    sa.Column('what', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_looks_workspace_person_id')),
    sa.ForeignKeyConstraint(['workspace', 'reader_id'], ['people.workspace', 'people.id'], name=op.f('fk_looks_workspace_reader_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_looks'))
    )
    with op.batch_alter_table('looks', schema=None) as batch_op:
        batch_op.create_index('ix_looks_person', ['workspace', 'person_id', 'at'], unique=False)

    op.create_table('patterns',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('week', sa.String(length=160), nullable=True),
    sa.Column('project_share', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_patterns_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'person_id', 'since', name=op.f('pk_patterns'))
    )
    op.create_table('person_skills',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('skill_id', sa.String(length=32), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by_id', sa.String(length=32), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'confirmed_by_id'], ['people.workspace', 'people.id'], name=op.f('fk_person_skills_workspace_confirmed_by_id')),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_person_skills_workspace_person_id')),
    sa.ForeignKeyConstraint(['workspace', 'skill_id'], ['skills.workspace', 'skills.id'], name=op.f('fk_person_skills_workspace_skill_id')),
    sa.PrimaryKeyConstraint('workspace', 'person_id', 'skill_id', name=op.f('pk_person_skills'))
    )
    with op.batch_alter_table('person_skills', schema=None) as batch_op:
        batch_op.create_index('ix_person_skills_skill', ['workspace', 'skill_id', 'level'], unique=False)

    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.add_column(sa.Column('week', sa.String(length=160), nullable=True))
        batch_op.add_column(sa.Column('project_share', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('holidays', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('cost_rate', sa.Numeric(precision=18, scale=2), nullable=True))

    with op.batch_alter_table('workspaces', schema=None) as batch_op:
        batch_op.add_column(sa.Column('week', sa.String(length=160), nullable=True))
        batch_op.add_column(sa.Column('holidays', sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column('pmo_channel', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('set_up_at', sa.DateTime(timezone=True), nullable=True))

    _move_from_notes()


def _move_from_notes() -> None:
    """Notes hold text that an import has checked: `8 8 8 8 8 0 0`, `0.8`, `DE-BY`, `75`."""
    people = sa.table(
        "people",
        *(sa.column(name, sa.String) for name in ("workspace", "id", "week", "project_share", "holidays")),
        sa.column("cost_rate", sa.Numeric(18, 2)),
        sa.column("notes", sa.JSON),
    )
    connection = op.get_bind()
    for workspace, person, notes in connection.execute(sa.select(people.c.workspace, people.c.id, people.c.notes)).all():
        found = {name: notes.pop(name) for name in ("week", "project_share", "holidays") if notes and notes.get(name)}
        if rate := (notes or {}).pop("cost_rate", None):
            found["cost_rate"] = Decimal(rate)
        if found:
            this = (people.c.workspace == workspace, people.c.id == person)
            connection.execute(sa.update(people).where(*this).values(**found, notes=notes))
