"""The tables, as the migrations make them."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
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
    Column("tier", String(16)),  # None: the default one
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
    Column("label", String(255)),  # the caller's own word, to list by
    Column("input", JSON, nullable=False),
    Column("status", String(16), nullable=False, index=True),  # "pending" until it has ended
    Column("run_id", String(64)),
    Column("state", JSON),
    Column("noted", JSON),  # what was last seen while it ran
    Column("changes", JSON),
    Column("created_at", UtcTime, nullable=False),
    Column("completed_at", UtcTime, index=True),
    Index("ix_jobs_label_owner", "label", "owner"),
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
    Column("queue", String(32), index=True),  # the kind of job it queues up for; None: it is due
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
    Column("sha256", String(64)),  # None: uploaded before it was noted
    Column("created_at", UtcTime, nullable=False),
    Index("ix_images_owner_sha256", "owner", "sha256"),
)

artifacts = Table(
    "artifacts",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("job_id", String(128), index=True),
    Column("key", String(255), nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("filename", String(255), nullable=False),
    Column("bytes", Number, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, index=True),  # None: with its job
)

items = Table(
    "items",
    metadata,
    Column("job_id", String(128), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("item_id", String(255), nullable=False),
    sqlite_with_rowid=False,
)

batches = Table(  # written before its items, which are written before the job
    "batches",
    metadata,
    Column("job_id", String(128), primary_key=True),
    Column("total", Integer, nullable=False),
    Column("staged_at", UtcTime, nullable=False),
)

outcomes = Table(  # append-only: the first outcome of an item stays
    "outcomes",
    metadata,
    Column("job_id", String(128), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("outcome", String(9), nullable=False),  # succeeded, failed, skipped
    Column("attempts", Integer, nullable=False),
    Column("code", String(64)),
    Column("message", String(500)),
    Column("completed_at", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)

annotations = Table(
    "annotations",
    metadata,
    Column("job_id", String(128), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("duplicate_group", String(255)),  # the id of its first item
    Column("content", JSON, nullable=False),
)

attempts = Table(  # those that failed, whatever came of the item later
    "attempts",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("job_id", String(128), nullable=False),
    Column("number", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("code", String(64), nullable=False),
    Column("message", String(500), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("not_before", UtcTime),  # when another attempt is worth making; None: never
    UniqueConstraint("job_id", "number", "attempt"),
    Index("ix_attempts_job_id_id", "job_id", "id"),
)

tallies = Table(  # outcomes by ten seconds, written with them
    "tallies",
    metadata,
    Column("job_id", String(128), primary_key=True),
    Column("bucket", Integer, primary_key=True),
    Column("succeeded", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    sqlite_with_rowid=False,
)

leases = Table(  # concurrency of an owner: lanes of packs at work, until they expire
    "leases",
    metadata,
    Column("holder", String(255), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("job_id", String(128), nullable=False),
    Column("lanes", Integer, nullable=False),  # 0: waiting for one
    Column("expires", Float, nullable=False),
)

grants = Table(  # rate of an owner: one row per call, until it counts no more
    "grants",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("owner", String(64), nullable=False),
    Column("job_id", String(128), nullable=False),
    Column("until", Float, nullable=False),
    Index("ix_grants_owner_until", "owner", "until"),
)

stages = Table(  # what a finished stage of a job made; the first word stays
    "stages",
    metadata,
    Column("job_id", String(128), primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("content", JSON, nullable=False),
)

playlists = Table(
    "playlists",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("job_id", String(128), nullable=False, index=True),  # the newest job that made it
    Column("revision", Integer, nullable=False),  # of that job
    Column("title", String(500), nullable=False),
    Column("topic", String(255), nullable=False),
    Column("content", JSON, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

secrets = Table(  # sealed; erased when their job ends
    "secrets",
    metadata,
    Column("ref", String(64), primary_key=True),
    Column("job_id", String(128), nullable=False, index=True),
    Column("sealed", String(8192), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
