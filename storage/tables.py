"""The tables, as the migrations make them."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """SQLite forgets time zones; every time here is UTC and says so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


Number = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts by itself in SQLite

owners = Table(
    "owners",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("balance", Integer, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

credit_entries = Table(
    "credit_entries",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("owner", String(64), ForeignKey("owners.name"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),  # grant, charge, refund
    Column("amount", Integer, nullable=False),  # signed: what it did to the balance
    Column("job_id", String(128), index=True),
    Column("run_id", String(64)),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("job_id", "run_id", "kind"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("seq", Number, primary_key=True, autoincrement=True),
    Column("id", String(128), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("owner", String(64), ForeignKey("owners.name"), nullable=False, index=True),
    Column("group", String(128), index=True),
    Column("retry_of", String(128), index=True),
    Column("input", JSON, nullable=False),
    Column("status", String(16), nullable=False, index=True),  # "pending" until it has ended
    Column("run_id", String(64)),
    Column("state", JSON),
    Column("noted", JSON),  # what was last seen while it ran
    Column("changes", JSON),
    Column("created_at", UtcTime, nullable=False),
    Column("completed_at", UtcTime, index=True),
)

answers = Table(
    "answers",
    metadata,
    Column("owner", String(64), primary_key=True),
    Column("route", String(200), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    Column("headers", JSON, nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
)

starts = Table(
    "starts",
    metadata,
    Column("workflow_id", String(128), primary_key=True),
    Column("workflow", String(64), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("request", JSON, nullable=False),
    Column("attributes", JSON, nullable=False),  # search attributes
    Column("summary", String(200), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("dispatched_at", UtcTime, index=True),
)

images = Table(
    "images",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("name", String(255), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("format", String(8), nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("key", String(255), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

artifacts = Table(
    "artifacts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("job_id", String(128), index=True),
    Column("key", String(255), nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("filename", String(255), nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
