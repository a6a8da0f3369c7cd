"""batches of items with outcomes and limits"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

def upgrade() -> None:
    op.create_table('annotations',
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('duplicate_group', sa.String(length=255), nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('job_id', 'number', name=op.f('pk_annotations'))
    )
    op.create_table('attempts',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('attempt', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('message', sa.String(length=500), nullable=False),
    sa.Column('at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('not_before', storage.tables.UtcTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempts')),
    sa.UniqueConstraint('job_id', 'number', 'attempt', name=op.f('uq_attempts_job_id_number_attempt'))
    )
    op.create_index('ix_attempts_job_id_id', 'attempts', ['job_id', 'id'], unique=False)
    op.create_table('batches',
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('staged_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('job_id', name=op.f('pk_batches'))
    )
    op.create_table('grants',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('until', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_grants'))
    )
    op.create_index('ix_grants_owner_until', 'grants', ['owner', 'until'], unique=False)
    op.create_table('items',
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.String(length=255), nullable=False),
    sa.PrimaryKeyConstraint('job_id', 'number', name=op.f('pk_items')),
    sqlite_with_rowid=False
    )
    op.create_table('leases',
    sa.Column('holder', sa.String(length=255), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('lanes', sa.Integer(), nullable=False),
    sa.Column('expires', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('holder', name=op.f('pk_leases'))
    )
    op.create_index(op.f('ix_leases_owner'), 'leases', ['owner'], unique=False)
    op.create_table('outcomes',
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('outcome', sa.String(length=9), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=True),
    sa.Column('message', sa.String(length=500), nullable=True),
    sa.Column('completed_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('job_id', 'number', name=op.f('pk_outcomes')),
    sqlite_with_rowid=False
    )
    op.create_table('tallies',
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('bucket', sa.Integer(), nullable=False),
    sa.Column('succeeded', sa.Integer(), nullable=False),
    sa.Column('failed', sa.Integer(), nullable=False),
    sa.Column('skipped', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('job_id', 'bucket', name=op.f('pk_tallies')),
    sqlite_with_rowid=False
    )
    op.add_column('images', sa.Column('sha256', sa.String(length=64), nullable=True))
    op.create_index('ix_images_owner_sha256', 'images', ['owner', 'sha256'], unique=False)
    op.add_column('owners', sa.Column('tier', sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column('owners', 'tier')
    op.drop_index('ix_images_owner_sha256', table_name='images')
    op.drop_column('images', 'sha256')
    op.drop_table('tallies')
    op.drop_table('outcomes')
    op.drop_index(op.f('ix_leases_owner'), table_name='leases')
    op.drop_table('leases')
    op.drop_table('items')
    op.drop_index('ix_grants_owner_until', table_name='grants')
    op.drop_table('grants')
    op.drop_index('ix_attempts_job_id_id', table_name='attempts')
    op.drop_table('attempts')
    op.drop_table('batches')
    op.drop_table('annotations')
