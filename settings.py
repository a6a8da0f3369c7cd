"""Everything that can be set, read once from `CALLSHEET_*` variables; every default works on one machine."""

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, PositiveInt, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class TierLimits(BaseModel):
    """`per_minute` None: as many as come."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    concurrency: PositiveInt
    per_minute: PositiveInt | None = None


TIERS: dict[Any, TierLimits] = {
    "free": TierLimits(concurrency=2, per_minute=10),
    "paid": TierLimits(concurrency=10, per_minute=500),
    "unlimited": TierLimits(concurrency=50),
}


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CALLSHEET_", frozen=True, extra="ignore")

    data: Path = Field(
        Path(".callsheet"), description="Folder of the local database, artifacts and Temporal store"
    )
    temporal_address: str = Field("127.0.0.1:7233", description="Host and port of the Temporal frontend")
    temporal_namespace: str = Field("default", description="Temporal namespace of all jobs")
    temporal_ui_url: str = Field(
        "http://127.0.0.1:8233", description="Where links to the Temporal web UI point"
    )
    task_queue: str = Field("callsheet", description="Task queue of workflows and activities")
    database_url: str = Field("", description="SQLAlchemy URL; empty: SQLite in the data folder")
    artifacts_url: str = Field(
        "", description="Object store URL (`s3://bucket/prefix`); empty: the data folder"
    )
    public_url: str = Field(
        "", description="Prefix that makes links absolute; empty: links are root-relative"
    )
    allowed_hosts: tuple[str, ...] = Field(
        (), description="JSON list of host names that are ours besides loopback"
    )
    cors_origins: tuple[str, ...] = Field((), description="JSON list of origins whose pages may call the API")
    initial_credits: int = Field(1000, ge=0, description="Credits of a new owner")
    enhancement_prices: dict[Literal["1k", "2k", "4k"], NonNegativeInt] = Field(
        {"1k": 2, "2k": 5, "4k": 10}, description="JSON object: credits per enhancement tier"
    )
    default_tier: Literal["free", "paid", "unlimited"] = Field(
        "free", description="Tier of owners who were given none (`local` is unlimited)"
    )
    tiers: dict[Literal["free", "paid", "unlimited"], TierLimits] = Field(
        TIERS, description="JSON object: calls of the annotator at the same time and per minute, by tier"
    )
    rate_window_s: float = Field(60, gt=0, description='Length of the minute in "per minute", seconds')
    annotation_call_s: float = Field(
        120, gt=0, description="Longest time one call of the annotator may take, seconds"
    )
    annotation_estimate_ms: int = Field(
        2000, gt=0, description="What one call is taken to last where a duration is estimated, milliseconds"
    )
    open_jobs: int = Field(10_000, gt=0, description="Jobs an owner may have open at a time")
    retention_days: float = Field(
        30, gt=0, description="Days after its end that a job is kept with its artifacts"
    )
    housekeeping_s: float = Field(30, ge=1, description="Seconds from one housekeeping to the next")
    lost_after_s: float = Field(
        60, ge=0, description="Seconds that Temporal must not know a started job before it is given up"
    )
    max_upload_bytes: int = Field(30_000_000, gt=0, description="Largest image upload, bytes")
    max_image_pixels: int = Field(50_000_000, gt=0, description="Largest image, pixels (width x height)")
    decode_timeout_s: float = Field(30, gt=0, description="Longest time to decode one image, seconds")
    vision_url: str = Field(
        "", description="OpenAI-compatible API that annotates images (`https://host/v1`); empty: offline"
    )
    vision_model: str = Field("", description="Name of the vision model there")
    vision_api_key: SecretStr = Field(SecretStr(""), description="Its API key; empty: none is sent")
    vision_timeout_s: float = Field(60, gt=0, description="Longest time for one annotation, seconds")
    tiles_at_once: int = Field(0, ge=0, description="Tiles a worker computes at once; 0: one per core")
    activities_at_once: int = Field(64, gt=0, description="Activities a worker runs at once")
    describe_per_s: float = Field(
        100, gt=0, description="Calls a second one API process spends on fine progress"
    )
    temporal_timeout_s: float = Field(2, gt=0, description="Longest wait for one answer of Temporal, seconds")
    stream_cap: int = Field(200, gt=0, description="Open streams per owner and API process")
    stream_heartbeat_s: float = Field(
        15, gt=0, description="Silence of a stream after which it says a comment, seconds"
    )
    stream_send_timeout_s: float = Field(
        15, gt=0, description="Longest time a stream's client may not read, seconds"
    )

    @field_validator("tiers")
    @classmethod
    def _every_tier_has_limits(cls, tiers: dict[str, TierLimits]) -> dict[str, TierLimits]:
        if missing := {"free", "paid", "unlimited"} - tiers.keys():
            raise ValueError(f"no limits for {', '.join(sorted(missing))}")
        return tiers

    @field_validator("enhancement_prices")
    @classmethod
    def _every_tier_has_a_price(cls, prices: dict[str, int]) -> dict[str, int]:
        if missing := {"1k", "2k", "4k"} - prices.keys():
            raise ValueError(f"no price for {', '.join(sorted(missing))}")
        return prices

    @cached_property
    def cores(self) -> int:
        """Tiles at once: what was asked for, else the cores that are ours."""
        if self.tiles_at_once:
            return self.tiles_at_once
        return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.data.resolve()}/callsheet.db"

    @cached_property
    def artifacts(self) -> str:
        return self.artifacts_url or f"file://{self.data.resolve()}/artifacts"
