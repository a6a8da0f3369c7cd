"""The tables of datasets and of what comes into them; the rows themselves have tables of their own."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables import UtcTime, metadata

files = Table(  # uploads of rows; gone when no load needs them and a day is over
    "files",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("name", String(255), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("key", String(255), nullable=False),
    Column("created_at", UtcTime, nullable=False, index=True),
)

datasets = Table(
    "datasets",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("name", String(128), nullable=False),
    Column("key", String(128)),  # the column whose values tell rows apart
    Column("columns", JSON, nullable=False),
    Column("table", String(80), nullable=False),  # where its rows are; a replacement changes it
    Column("rows", BigInteger, nullable=False),
    Column("loads", Integer, nullable=False),  # how many there have been: the next one's number
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    UniqueConstraint("owner", "name"),
)

retired = Table(  # tables of rows that nobody finds any more, to be dropped as soon as nobody reads them
    "retired",
    metadata,
    Column("table", String(80), primary_key=True),
    Column("at", UtcTime, nullable=False),
)

loads = Table(  # an import's standing, written in one transaction with the rows that it counts
    "loads",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("job_id", String(128), nullable=False, index=True),  # the newest of a line of retries
    Column("holder", String(255)),  # the attempt that may write
    Column("dataset_id", String(64), nullable=False, index=True),
    Column("table", String(80)),  # where it writes; None until it has begun
    Column("number", Integer, nullable=False),  # among the dataset's loads: it numbers the rows
    Column("mode", String(8), nullable=False),
    Column("file_id", String(64), index=True),
    Column("facts", JSON, nullable=False),
    Column("mapping", JSON, nullable=False),  # source to column
    Column("most_bad", Float, nullable=False),  # share of the rows that were read
    Column("read", BigInteger, nullable=False),
    Column("kept", BigInteger, nullable=False),
    Column("skipped", BigInteger, nullable=False),
    Column("inserted", BigInteger, nullable=False),
    Column("at", BigInteger),  # how far into the file that is, of `size`; None: at its beginning
    Column("size", BigInteger),
    Column("first_errors", JSON, nullable=False),
    Column("by_column", JSON, nullable=False),  # how many errors, by column and code
    Column("over", Boolean, nullable=False),
    Column("staged_at", UtcTime, nullable=False),
)

load_errors = Table(  # JSON Lines, a chunk's at a time
    "load_errors",
    metadata,
    Column("load_id", String(64), primary_key=True),
    Column("first", BigInteger, primary_key=True),  # how many errors come before these
    Column("number", Integer, nullable=False),
    Column("lines", Text, nullable=False),
)
