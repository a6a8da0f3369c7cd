"""Everything that can be set, read once from `CALLSHEET_*` variables; every default works on one machine."""

import base64
import os
import sys
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from receivers import YOURS, check_email, check_url


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
    model_config = SettingsConfigDict(
        env_prefix="CALLSHEET_", frozen=True, extra="ignore", hide_input_in_errors=True
    )

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
    max_import_bytes: int = Field(2_000_000_000, gt=0, description="Largest file of rows, bytes")
    transfers_at_once: int = Field(
        8, gt=0, description="Files that a worker reads or writes at a time; others wait"
    )
    export_link_s: float = Field(
        604_800, gt=0, description="How long the file of an export can be fetched, seconds"
    )
    max_image_pixels: int = Field(50_000_000, gt=0, description="Largest image, pixels (width x height)")
    decode_timeout_s: float = Field(30, gt=0, description="Longest time to decode one image, seconds")
    vision_url: str = Field(
        "", description="OpenAI-compatible API that annotates images (`https://host/v1`); empty: offline"
    )
    vision_model: str = Field("", description="Name of the vision model there")
    vision_api_key: SecretStr = Field(SecretStr(""), description="Its API key; empty: none is sent")
    vision_timeout_s: float = Field(60, gt=0, description="Longest time for one annotation, seconds")
    catalogue: Literal["", "local", "spotify"] = Field(
        "", description="Whose music catalogue documentaries use; empty: Spotify where a client id is set"
    )
    spotify_client_id: str = Field(
        "", description="Client id of an app at Spotify; empty: callers' tokens only"
    )
    spotify_client_secret: SecretStr = Field(SecretStr(""), description="Its secret")
    spotify_url: str = Field("https://api.spotify.com/v1", description="Base of Spotify's Web API")
    spotify_accounts_url: str = Field(
        "https://accounts.spotify.com", description="Where Spotify gives tokens for the client id"
    )
    spotify_timeout_s: float = Field(
        15, gt=0, le=120, description="Longest time for one answer of Spotify, seconds, 120 at most"
    )
    chat_url: str = Field(
        "", description="OpenAI-compatible API that plans and writes (`https://host/v1`); empty: templates"
    )
    chat_model: str = Field("", description="Name of the chat model there")
    chat_api_key: SecretStr = Field(SecretStr(""), description="Its API key; empty: none is sent")
    chat_timeout_s: float = Field(
        120, gt=0, le=840, description="Longest time for one answer of it, seconds, 840 at most"
    )
    speech_url: str = Field(
        "", description="OpenAI-compatible API that speaks (`https://host/v1`); empty: the extra `narration`"
    )
    speech_model: str = Field("", description="Name of the speech model there")
    speech_voice: str = Field("", description="Name of its voice")
    speech_api_key: SecretStr = Field(SecretStr(""), description="Its API key; empty: none is sent")
    speech_timeout_s: float = Field(
        60, gt=0, le=280, description="Longest time for one recording, seconds, 280 at most"
    )
    generator: Literal["", "procedural", "kie"] = Field(
        "", description="Who makes pictures and video; empty: Kie.ai where a key is set, else drawn offline"
    )
    generation_prices: dict[Literal["image", "video"], NonNegativeInt] = Field(
        {"image": 2, "video": 10}, description="JSON object: credits per generated picture and video"
    )
    generation_deadlines_s: dict[Literal["IMAGEN4", "MIDJOURNEY", "VEO3", "SORA2"], PositiveFloat] = Field(
        {"IMAGEN4": 900, "MIDJOURNEY": 1800, "VEO3": 3600, "SORA2": 3600},
        description="JSON object: longest time a generation task may take, by model, seconds",
    )
    kie_api_key: SecretStr = Field(SecretStr(""), description="API key at Kie.ai; empty: drawn offline")
    kie_base_url: str = Field("https://api.kie.ai", description="Where Kie.ai takes tasks")
    kie_upload_base_url: str = Field(
        "https://kieai.redpandaai.co", description="Where Kie.ai takes files that tasks need"
    )
    kie_webhook_secret: SecretStr = Field(
        SecretStr(""), description="Key of Kie.ai's callbacks; empty: unsigned ones are hints as well"
    )
    kie_timeout_s: float = Field(
        30, gt=0, le=110, description="Longest time for one answer of Kie.ai, seconds"
    )
    kie_creates: int = Field(20, gt=0, description="New tasks that Kie.ai takes in `CALLSHEET_KIE_WINDOW_S`")
    kie_window_s: float = Field(10, gt=0, description="Length of that window, seconds")
    kie_looks_per_s: int = Field(
        10, gt=0, description="Calls a second in which all workers look at tasks there"
    )
    kie_poll_s: float = Field(
        2.5,
        gt=0,
        description="First pause between two looks at a task, seconds; later ones grow to eight times",
    )
    max_media_bytes: int = Field(
        100_000_000, gt=0, description="Largest upload for generation tasks, picture or video, bytes"
    )
    max_asset_bytes: int = Field(500_000_000, gt=0, description="Largest file that a task may make, bytes")
    upload_link_s: float = Field(
        259_200, gt=0, description="How long an upload for generation tasks can be used, seconds"
    )
    documentaries_at_once: int = Field(2, gt=0, description="Documentaries an owner may have open at a time")
    documentary_deadline_s: float = Field(
        3600, gt=0, description="Longest time one documentary may take, seconds"
    )
    recent_s: float = Field(
        3600, gt=0, description="How long an ended documentary stands in its owner's list of jobs, seconds"
    )
    vault_key: SecretStr = Field(
        SecretStr(""),
        description="Key of the tokens at rest (32 bytes, urlsafe base64); empty: a file in the data folder",
    )
    webhook_url: str = Field("", description="Where the end of every job is posted; empty: nowhere")
    webhook_secret: SecretStr = Field(
        SecretStr(""), description="Signs webhooks (`whsec_...`); empty: a file in the data folder"
    )
    webhook_hosts: tuple[str, ...] = Field(
        ("127.0.0.1", "localhost"),
        description="JSON list of hosts webhooks may go to though they are not public",
    )
    notify_email: str = Field("", description="Whom the end of every job is mailed to; empty: nobody")
    smtp_host: str = Field("", description="Mail server; empty: e-mail cannot be asked for")
    smtp_port: int = Field(587, gt=0, description="Its port")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection to it is secured"
    )
    smtp_username: str = Field("", description="User there; empty: no login")
    smtp_password: SecretStr = Field(SecretStr(""), description="Its password")
    smtp_from: str = Field("callsheet@localhost", description="Sender of e-mail")
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

    @field_validator("webhook_secret")
    @classmethod
    def _signs(cls, secret: SecretStr) -> SecretStr:
        plain = secret.get_secret_value()
        try:
            key = base64.b64decode(plain.removeprefix("whsec_"), validate=True)
        except ValueError:
            key = b""
        if plain and not (plain.startswith("whsec_") and 24 <= len(key) <= 64):
            raise ValueError("it is `whsec_` and 24 to 64 bytes in base64")
        return secret

    @model_validator(mode="after")
    def _receivers_can_be_told(self) -> Self:
        check_email(self.smtp_from)
        if self.webhook_url:
            check_url(self.webhook_url, self.webhook_hosts, YOURS)
        if self.notify_email and not self.smtp_host:
            raise ValueError("CALLSHEET_NOTIFY_EMAIL needs a mail server, CALLSHEET_SMTP_HOST")
        if self.notify_email:
            check_email(self.notify_email)
        return self

    @model_validator(mode="after")
    def _somebody_can_be_paid(self) -> Self:
        if self.generator == "kie" and not self.kie_api_key.get_secret_value():
            raise ValueError("CALLSHEET_GENERATOR is kie, which needs CALLSHEET_KIE_API_KEY")
        return self

    @cached_property
    def cores(self) -> int:
        """Tiles at once: what was asked for, else the cores that are ours."""
        if self.tiles_at_once:
            return self.tiles_at_once
        return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1

    @cached_property
    def music(self) -> Literal["local", "spotify"]:
        """Whose catalogue documentaries use."""
        return self.catalogue or ("spotify" if self.spotify_client_id else "local")

    @property
    def callback_hosts(self) -> tuple[str, ...]:
        """Of the hosts that webhooks may go to, those that somebody has named: not what is so by default."""
        return self.webhook_hosts if "webhook_hosts" in self.model_fields_set else ()

    @cached_property
    def makes(self) -> Literal["procedural", "kie"]:
        """Who makes pictures and video."""
        return self.generator or ("kie" if self.kie_api_key.get_secret_value() else "procedural")

    @cached_property
    def database(self) -> str:
        return self.database_url or f"sqlite+aiosqlite:///{self.data.resolve()}/callsheet.db"

    @cached_property
    def artifacts(self) -> str:
        return self.artifacts_url or f"file://{self.data.resolve()}/artifacts"
