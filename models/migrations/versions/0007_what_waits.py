"""Room for what waits to be said to somebody, and for who answers for a message above their budget."""

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'

WAITS = sa.text('settled_at IS NULL')


def upgrade() -> None:
    op.create_table('attention_held',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('id', sa.String(length=32), nullable=False),
    sa.Column('person_id', sa.String(length=32), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('subject', sa.String(length=32), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outbox_id', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.String(length=255), nullable=True),
    sa.ForeignKeyConstraint(['workspace', 'person_id'], ['people.workspace', 'people.id'], name=op.f('fk_attention_held_workspace_person_id')),
    sa.PrimaryKeyConstraint('workspace', 'id', name=op.f('pk_attention_held')),
    sa.UniqueConstraint('workspace', 'key', name=op.f('uq_attention_held_workspace_key'))
    )
    with op.batch_alter_table('attention_held', schema=None) as batch_op:
        batch_op.create_index('ix_attention_held_person', ['workspace', 'person_id', 'since'], unique=False, sqlite_where=WAITS, postgresql_where=WAITS)
        batch_op.create_index('ix_attention_held_due', ['due_at'], unique=False, sqlite_where=WAITS, postgresql_where=WAITS)
        batch_op.create_index('ix_attention_held_settled', ['settled_at'], unique=False)

    with op.batch_alter_table('attention', schema=None) as batch_op:
        batch_op.add_column(sa.Column('over_by', sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(op.f('fk_attention_workspace_over_by'), 'people', ['workspace', 'over_by'], ['workspace', 'id'])
