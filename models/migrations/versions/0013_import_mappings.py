"""Room for what the columns of imported files were taken for."""

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'


def upgrade() -> None:
    op.create_table('import_mappings',
    sa.Column('workspace', sa.String(length=64), nullable=False),
    sa.Column('sheet', sa.String(length=32), nullable=False),
    sa.Column('header', sa.String(length=120), nullable=False),
    sa.Column('column', sa.String(length=32), nullable=False),
    sa.Column('said', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('workspace', 'sheet', 'header', name=op.f('pk_import_mappings'))
    )
