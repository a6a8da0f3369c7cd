"""generation tasks"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    time = storage.tables.UtcTime(timezone=True)
    op.create_table('creations',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('provider', sa.String(length=32), nullable=False),
    sa.Column('family', sa.String(length=32), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('holder', sa.String(length=255), nullable=True),
    sa.Column('external_id', sa.String(length=128), nullable=True),
    sa.Column('hints', sa.JSON(), nullable=False),
    sa.Column('hinted_at', time, nullable=True),
    sa.Column('looked_at', time, nullable=True),
    sa.Column('outcome', sa.JSON(), nullable=True),
    sa.Column('called_at', time, nullable=True),
    sa.Column('ended_at', time, nullable=True),
    sa.Column('created_at', time, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_creations'))
    )
    op.create_index(op.f('ix_creations_external_id'), 'creations', ['external_id'], unique=False)
    op.create_index(op.f('ix_creations_job_id'), 'creations', ['job_id'], unique=False)
    op.create_index(op.f('ix_creations_state'), 'creations', ['state'], unique=False)
    op.create_table('slots',
    sa.Column('pool', sa.String(length=64), nullable=False),
    sa.Column('holder', sa.String(length=255), nullable=False),
    sa.Column('at', sa.Float(), nullable=False),
    sa.Column('used', sa.Boolean(), nullable=False),
    sa.Column('ticket', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('pool', 'holder', name=op.f('pk_slots'))
    )
    op.create_index('ix_slots_pool_at', 'slots', ['pool', 'at'], unique=False)
    op.create_table('pools',
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.Column('given', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_pools'))
    )
    op.create_table('loans',
    sa.Column('artifact_id', sa.String(length=64), nullable=False),
    sa.Column('provider', sa.String(length=32), nullable=False),
    sa.Column('url', sa.String(length=2048), nullable=False),
    sa.Column('expires_at', time, nullable=False),
    sa.PrimaryKeyConstraint('artifact_id', 'provider', name=op.f('pk_loans'))
    )
    op.create_table('prompts',
    sa.Column('id', sa.String(length=255), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('type', sa.String(length=32), nullable=False),
    sa.Column('content', sa.String(length=20000), nullable=False),
    sa.Column('created_at', time, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_prompts'))
    )
    op.create_index(op.f('ix_prompts_owner'), 'prompts', ['owner'], unique=False)
    op.add_column('jobs', sa.Column('label', sa.String(length=255), nullable=True))
    op.create_index('ix_jobs_label_owner', 'jobs', ['label', 'owner'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_jobs_label_owner', table_name='jobs')
    op.drop_column('jobs', 'label')
    for table in ('prompts', 'loans', 'pools', 'slots', 'creations'):
        op.drop_table(table)
