"""stages, playlists, secrets and queues"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('playlists',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=500), nullable=False),
    sa.Column('topic', sa.String(length=255), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('created_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_playlists'))
    )
    op.create_index(op.f('ix_playlists_job_id'), 'playlists', ['job_id'], unique=False)
    op.create_index(op.f('ix_playlists_owner'), 'playlists', ['owner'], unique=False)
    op.create_table('secrets',
    sa.Column('ref', sa.String(length=64), nullable=False),
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('sealed', sa.String(length=8192), nullable=False),
    sa.Column('created_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('ref', name=op.f('pk_secrets'))
    )
    op.create_index(op.f('ix_secrets_job_id'), 'secrets', ['job_id'], unique=False)
    op.create_table('stages',
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('name', sa.String(length=32), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('job_id', 'name', name=op.f('pk_stages'))
    )
    op.add_column('starts', sa.Column('queue', sa.String(length=32), nullable=True))
    op.create_index(op.f('ix_starts_queue'), 'starts', ['queue'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_starts_queue'), table_name='starts')
    op.drop_column('starts', 'queue')
    op.drop_table('stages')
    op.drop_index(op.f('ix_secrets_job_id'), table_name='secrets')
    op.drop_table('secrets')
    op.drop_index(op.f('ix_playlists_owner'), table_name='playlists')
    op.drop_index(op.f('ix_playlists_job_id'), table_name='playlists')
    op.drop_table('playlists')
