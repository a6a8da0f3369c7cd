"""What the routes of imports and exports answer."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from api.dialects.transfer import STAGES, STATUS
from api.schemas.notify import Notified
from api.schemas.shape import Count, Percent, Shape
from workflows.contracts.transfer import Format, Mode

StatusWord = Annotated[str, Field(json_schema_extra={"enum": [*STATUS.values()]})]
StageWord = Annotated[str, Field(json_schema_extra={"enum": [*STAGES]})]


class TransferInput(Shape):
    dataset: str
    dataset_id: str
    format: Format
    file_name: str
    notify: Notified | None


class ImportInput(TransferInput):
    """In a canonical job: what was asked for, and what the file was found to be."""

    file_id: str
    file_size: Count
    encoding: str
    delimiter: str | None
    newline: str | None
    sheet: str | None
    mode: Mode
    key: str | None
    mapping: dict[str, str]
    max_bad_share: Annotated[float, Field(ge=0, le=1)]


class ExportInput(TransferInput):
    columns: list[str]
    filters: dict[str, Any] | None
    order: list[str]
    raw: bool


class ErrorsOfColumn(Shape):
    """`column` is null where something is wrong with the whole row."""

    column: str | None
    code: str
    count: Count


class ImportResult(Shape):
    """`errors` are the first ten, in words; `errorsUrl` has all of them, as JSON Lines."""

    dataset_id: str
    imported_count: Count
    skipped_count: Count
    inserted_count: Count
    updated_count: Count
    total_rows: Count
    errors: list[str]
    errors_by_column: list[ErrorsOfColumn]
    errors_url: str | None
    elapsed_ms: Count | None


class ExportResult(Shape):
    """`fileUrl` needs no header, until `expiresAt`."""

    file_url: str
    file_name: str
    file_size: Count
    row_count: Count
    format: Format
    sha256: str
    expires_at: datetime
    elapsed_ms: Count


class DatasetNamed(Shape):
    id: str
    name: str


class TransferStanding(Shape):
    """How it stands, as its stream tells as well."""

    status: StatusWord
    progress: Percent
    stage: StageWord | None
    detail: str | None
    processed_rows: Annotated[Count, Field(description="Read by an import, written by an export")]
    imported_count: Count | None
    skipped_count: Count | None
    error: str | None
    waiting_for: str | None
    updated_at: datetime
    result: ImportResult | ExportResult | None


class Transfer(TransferStanding):
    """An import or an export. `totalRows` of an import is known when it has ended."""

    job_id: str
    id: str
    type: Literal["import", "export"]
    dataset: DatasetNamed
    mode: Mode | None
    format: Format
    total_rows: Count | None
    error_message: str | None
    file_url: str | None
    file_name: str
    file_size: Count | None
    retry_of: str | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None


class TransferStarted(Shape):
    success: Literal[True]
    job_id: str
    job: Transfer
    message: str


class TransferRetried(Shape):
    success: Literal[True]
    job_id: str
    retry_of: str
    job: Transfer


class TransferCarriedOn(Transfer):
    """On the shared path."""

    success: Literal[True]
    retry_of: str
    new_balance: int


class TransferCancelled(Shape):
    success: Literal[True]
    message: str
    job_id: str
    job: Transfer
    waiting_for: str | None


class Pages(Shape):
    page: Count
    limit: Count
    total: Count
    pages: Count


class Transfers(Shape):
    jobs: list[Transfer]
    pagination: Pages


class RowErrors(Shape):
    errors: list["RowFault"]
    total: Count
    next_cursor: str | None


class RowFault(Shape):
    """`row` counts from 1, without the header; `value` is shortened."""

    row: Annotated[int, Field(ge=1)]
    column: str | None
    value: str | None
    code: str
    reason: str


class TransferConnected(Shape):
    type: Literal["connected"]
    job_id: str


class TransferUpdate(TransferStanding):
    type: Literal["status_update"]
    job_id: str


class TransferUnknown(Shape):
    type: Literal["error"]
    message: str
