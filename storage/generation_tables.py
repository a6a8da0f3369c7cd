"""The tables of generation: the paid calls, the rate they keep, files lent to providers, prompts."""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table

from storage.tables import UtcTime, metadata

creations = Table(  # one paid call each: its intent is here before it is made
    "creations",
    metadata,
    Column("id", String(64), primary_key=True),  # unguessable: callbacks name it
    Column("job_id", String(128), nullable=False, index=True),  # the newest that needs it
    Column("owner", String(64), nullable=False),
    Column("provider", String(32), nullable=False),
    Column("family", String(32), nullable=False),
    Column(
        "state", String(16), nullable=False, index=True
    ),  # ready, calling, unknown, accepted, refused, ended
    Column("holder", String(255)),  # the attempt that made the call, and alone may say how it went
    Column("external_id", String(128), index=True),
    Column("hints", JSON, nullable=False),  # ids that callbacks or operators named
    Column("hinted_at", UtcTime),  # the newest callback
    Column("looked_at", UtcTime),  # the newest look at the provider
    Column("outcome", JSON),  # the provider's last word; the first one stays
    Column("called_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
)

slots = Table(  # a rate of calls: one row per call that counts, or that has a time to be made at
    "slots",
    metadata,
    Column("pool", String(64), primary_key=True),
    Column("holder", String(255), primary_key=True),
    Column("at", Float, nullable=False),  # when the call ended, or may end at the latest; when to ask again
    Column("used", Boolean, nullable=False),
    Column("ticket", Float, nullable=False),  # when its holder came
    Index("ix_slots_pool_at", "pool", "at"),
)

pools = Table(  # held while slots of one are given
    "pools",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("given", Integer, nullable=False),
)

loans = Table(  # files of ours that a provider has a copy of
    "loans",
    metadata,
    Column("artifact_id", String(64), primary_key=True),
    Column("provider", String(32), primary_key=True),
    Column("url", String(2048), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

prompts = Table(
    "prompts",
    metadata,
    Column("id", String(255), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("type", String(32), nullable=False),
    Column("content", String(20_000), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)
