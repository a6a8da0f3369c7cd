"""What the routes of generation tasks, their uploads and prompts answer."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from api.dialects.generation import STAGES, STATUS
from api.schemas.notify import Notified
from api.schemas.provider_params import ProviderParams
from api.schemas.shape import Count, Percent, Shape

StatusWord = Annotated[str, Field(json_schema_extra={"enum": sorted({*STATUS.values()})})]
StageWord = Annotated[str, Field(json_schema_extra={"enum": [*STAGES]})]
Provider = Literal["procedural", "kie"]
By = Literal["callback", "poll"]
Amount = Annotated[float, Field(ge=0)]


class PromptBriefly(Shape):
    id: str
    type: str
    content: str


class Prompt(PromptBriefly):
    owner: str
    created_at: datetime


class Prompts(Shape):
    data: list[Prompt]


class TaskAsset(Shape):
    """A file as the provider made it. What nothing here can tell of a video is null."""

    url: str
    kind: Literal["image", "video"]
    media_type: str
    width: Count | None
    height: Count | None
    duration_secs: Amount | None
    bytes: Count
    sha256: str
    thumbnail_url: str | None


class TaskCredits(Shape):
    charged: Count
    refunded: Count


class TaskResult(Shape):
    result_urls: list[str]


class Task(Shape):
    """`waitingFor` is `outcome-unknown` where the answer to the paid call was lost. `isPreview`: drawn here,
    without a model. `assets` of a task that failed are those that could be had."""

    id: str
    job_id: str
    prompt_id: str
    service: str
    model: str
    status: StatusWord
    external_task_id: str | None
    provider_params: dict[str, Any]
    result_json: TaskResult | None
    fail_code: str | None
    fail_msg: str | None
    error: str | None
    created_at: datetime
    started_at: datetime | None
    updated_at: datetime
    completed_at: datetime | None
    completed_by: By | None
    waiting_for: str | None
    progress: Percent
    stage: StageWord | None
    stage_label: str | None
    detail: str | None
    provider: Provider
    is_preview: bool
    provider_credits: Amount | None
    credits: TaskCredits
    retry_of: str | None
    prompt: PromptBriefly | None
    assets: list[TaskAsset]


class TaskCreated(Shape):
    success: Literal[True]
    data: Task
    warnings: list[str]


class TaskCancelled(Task):
    success: Literal[True]
    message: str
    credits_refunded: Count
    new_balance: Count


class TaskCarriedOn(Task):
    success: Literal[True]
    new_balance: Count


class TaskFrame(Task):
    """What the unnamed stream of a task says."""

    type: Literal["task"]


class Heard(Shape):
    success: Literal[True]


class Upload(Shape):
    """`downloadUrl` is absolute and works until `expiresAt`."""

    upload_id: str
    download_url: str
    file_name: str
    file_size: Count
    mime_type: str
    width: Count | None
    height: Count | None
    sha256: str
    expires_at: datetime


class UploadKept(Shape):
    success: Literal[True]
    data: Upload


class Makes(Shape):
    kind: Literal["image", "video"]
    number: Count


class GenerationInput(Shape):
    """In a canonical job: what was asked for."""

    prompt_id: str
    provider_params: ProviderParams
    provider: Provider
    makes: Makes
    deadline_secs: Amount
    warnings: list[str]
    notify: Notified | None


class GenerationResult(Shape):
    provider: Provider
    is_preview: bool
    external_task_id: str | None
    completed_by: By | None
    provider_credits: Amount | None
    assets: list[TaskAsset]
    elapsed_ms: Count | None


class Spending(Shape):
    """Of the tasks that are kept: `credits` are the provider's, `unknown` the calls whose answer was lost."""

    provider: Provider
    tasks: Count
    accepted: Count
    unknown: Count
    credits: Amount
