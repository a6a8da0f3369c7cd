"""Generation tasks, what they work from and what they make, in the words of `/api/generation`."""

from datetime import datetime
from typing import Any

from callsheet.models import Credits, Wire

PENDING, SUCCESS, FAILED = "PENDING", "SUCCESS", "FAILED"
OUTCOME_UNKNOWN = "outcome-unknown"
"""What a task waits for whose paid call was never answered."""


class Asset(Wire):
    """A file that was made; what nobody can tell of a video is None. `thumbnail_url` leads to a JPEG."""

    url: str
    kind: str
    media_type: str
    width: int | None = None
    height: int | None = None
    duration_secs: float | None = None
    bytes: int
    sha256: str
    thumbnail_url: str | None = None


class Upload(Wire):
    """A picture or a video that tasks may work from, until `expires_at`."""

    upload_id: str
    download_url: str
    file_name: str
    file_size: int
    mime_type: str
    width: int | None = None
    height: int | None = None
    sha256: str
    expires_at: datetime


class Prompt(Wire):
    """A text that is kept; in a task, without its owner and its time."""

    id: str
    type: str
    content: str
    owner: str | None = None
    created_at: datetime | None = None


class TaskResult(Wire):
    result_urls: tuple[str, ...] = ()


class Task(Wire):
    """One generation task as it stands; as text it is its status. Its id is that of its job.

    `is_preview`: drawn without a model. `waiting_for` is `outcome-unknown` while nobody knows whether the
    provider took it. `assets` of a task that failed are those that could be had, `warnings` come with a
    task that has just been created.
    """

    id: str
    prompt_id: str
    service: str
    model: str
    status: str
    external_task_id: str | None = None
    provider_params: dict[str, Any]
    result_json: TaskResult | None = None
    fail_code: str | None = None
    fail_msg: str | None = None
    created_at: datetime
    started_at: datetime | None = None
    updated_at: datetime | None = None
    completed_at: datetime | None = None
    completed_by: str | None = None
    waiting_for: str | None = None
    progress: int = 0
    stage: str | None = None
    stage_label: str | None = None
    detail: str | None = None
    provider: str | None = None
    is_preview: bool = False
    provider_credits: float | None = None
    credits: Credits = Credits()
    retry_of: str | None = None
    prompt: Prompt | None = None
    assets: tuple[Asset, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_pending(self) -> bool:
        return self.status == PENDING

    @property
    def text(self) -> str:
        """What was asked for, in words."""
        params = self.provider_params
        return str(params.get("prompt") or params.get("input", {}).get("prompt", ""))

    def __str__(self) -> str:
        return self.status


class Spending(Wire):
    """What the provider was asked for: `credits` are its own, `unknown` the calls that it never answered."""

    provider: str
    tasks: int
    accepted: int
    unknown: int
    credits: float
