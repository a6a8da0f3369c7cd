"""datasets and what comes into them"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('datasets',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=128), nullable=False),
    sa.Column('key', sa.String(length=128), nullable=True),
    sa.Column('columns', sa.JSON(), nullable=False),
    sa.Column('table', sa.String(length=80), nullable=False),
    sa.Column('rows', sa.BigInteger(), nullable=False),
    sa.Column('loads', sa.Integer(), nullable=False),
    sa.Column('created_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.Column('updated_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_datasets')),
    sa.UniqueConstraint('owner', 'name', name=op.f('uq_datasets_owner_name'))
    )
    op.create_table('files',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('owner', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('bytes', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('key', sa.String(length=255), nullable=False),
    sa.Column('created_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_files'))
    )
    op.create_index(op.f('ix_files_created_at'), 'files', ['created_at'], unique=False)
    op.create_index(op.f('ix_files_owner'), 'files', ['owner'], unique=False)
    op.create_table('load_errors',
    sa.Column('load_id', sa.String(length=64), nullable=False),
    sa.Column('first', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('lines', sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint('load_id', 'first', name=op.f('pk_load_errors'))
    )
    op.create_table('loads',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('job_id', sa.String(length=128), nullable=False),
    sa.Column('holder', sa.String(length=255), nullable=True),
    sa.Column('dataset_id', sa.String(length=64), nullable=False),
    sa.Column('table', sa.String(length=80), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('mode', sa.String(length=8), nullable=False),
    sa.Column('file_id', sa.String(length=64), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=False),
    sa.Column('most_bad', sa.Float(), nullable=False),
    sa.Column('read', sa.BigInteger(), nullable=False),
    sa.Column('kept', sa.BigInteger(), nullable=False),
    sa.Column('skipped', sa.BigInteger(), nullable=False),
    sa.Column('inserted', sa.BigInteger(), nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=True),
    sa.Column('size', sa.BigInteger(), nullable=True),
    sa.Column('first_errors', sa.JSON(), nullable=False),
    sa.Column('by_column', sa.JSON(), nullable=False),
    sa.Column('over', sa.Boolean(), nullable=False),
    sa.Column('staged_at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_loads'))
    )
    op.create_index(op.f('ix_loads_dataset_id'), 'loads', ['dataset_id'], unique=False)
    op.create_index(op.f('ix_loads_file_id'), 'loads', ['file_id'], unique=False)
    op.create_index(op.f('ix_loads_job_id'), 'loads', ['job_id'], unique=False)
    op.create_table('retired',
    sa.Column('table', sa.String(length=80), nullable=False),
    sa.Column('at', storage.tables.UtcTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('table', name=op.f('pk_retired'))
    )
    op.add_column('artifacts', sa.Column('expires_at', storage.tables.UtcTime(timezone=True), nullable=True))
    if op.get_bind().dialect.name == 'postgresql':  # in SQLite it is that wide already
        op.alter_column('artifacts', 'bytes', type_=sa.BigInteger(), existing_nullable=False)
        op.alter_column('artifacts', 'media_type', type_=sa.String(length=128), existing_nullable=False)
    op.create_index(op.f('ix_artifacts_expires_at'), 'artifacts', ['expires_at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_artifacts_expires_at'), table_name='artifacts')
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('artifacts', 'media_type', type_=sa.String(length=64), existing_nullable=False)
        op.alter_column('artifacts', 'bytes', type_=sa.Integer(), existing_nullable=False)
    op.drop_column('artifacts', 'expires_at')
    op.drop_table('retired')
    op.drop_index(op.f('ix_loads_job_id'), table_name='loads')
    op.drop_index(op.f('ix_loads_file_id'), table_name='loads')
    op.drop_index(op.f('ix_loads_dataset_id'), table_name='loads')
    op.drop_table('loads')
    op.drop_table('load_errors')
    op.drop_index(op.f('ix_files_owner'), table_name='files')
    op.drop_index(op.f('ix_files_created_at'), table_name='files')
    op.drop_table('files')
    op.drop_table('datasets')
