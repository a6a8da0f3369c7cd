"""Datasets, and how imports and exports of their rows stand, in the words of `/api/import-export`."""

from datetime import datetime
from typing import Any

from callsheet.models import Wire

COMPLETED, FAILED, CANCELLED = "COMPLETED", "FAILED", "CANCELLED"
ENDED = frozenset((COMPLETED, FAILED, CANCELLED))


class Column(Wire):
    """`min` and `max` bound a value; of text, its length. `values` are those of an enum."""

    name: str
    type: str
    required: bool = False
    unique: bool = False
    min: int | float | str | None = None
    max: int | float | str | None = None
    pattern: str | None = None
    values: tuple[str, ...] | None = None


class GuessedColumn(Column):
    """With what is in it in the file's first rows."""

    samples: tuple[str, ...] = ()


class Dataset(Wire):
    """Named rows of known columns; `rows` is how many. Of `key` each value is there once."""

    id: str
    name: str
    owner: str
    key: str | None = None
    columns: tuple[Column, ...]
    rows: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None


class Inference(Wire):
    """What a file is, and what it would make of a dataset; it is kept for a day under `file_id`.

    `mapping`, `unmapped` and `missing` are about the dataset that was asked about.
    """

    file_id: str
    file_name: str
    file_size: int
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    newline: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] | None = None
    header: tuple[str, ...] = ()
    columns: tuple[GuessedColumn, ...]
    key: str | None = None
    rows: tuple[tuple[Any, ...], ...] = ()
    mapping: dict[str, str] | None = None
    unmapped: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class JobState(Wire):
    """How an import or an export stands; as text it is its status. `progress` is 100 only when completed."""

    job_id: str
    status: str
    progress: int = 0
    stage: str | None = None
    detail: str | None = None
    processed_rows: int = 0
    imported_count: int | None = None
    skipped_count: int | None = None
    error: str | None = None
    result: dict[str, Any] | None = None
    waiting_for: str | None = None
    updated_at: datetime | None = None

    def __str__(self) -> str:
        return self.status

    @property
    def ended(self) -> bool:
        return self.status in ENDED


class DatasetNamed(Wire):
    id: str
    name: str


class Transfer(JobState):
    """All about one. `file_name` and `file_size` are of the file that came, or of the one that was made.

    `total_rows` of an import is known when it has ended.
    """

    type: str
    dataset: DatasetNamed
    mode: str | None = None
    format: str
    total_rows: int | None = None
    file_url: str | None = None
    file_name: str | None = None
    file_size: int | None = None
    retry_of: str | None = None
    created_at: datetime | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None


class RowError(Wire):
    """Why a row was left out. `row` counts from 1, without the header; no `column`: it is the whole row."""

    row: int
    column: str | None = None
    value: str | None = None
    reason: str
    code: str


class Where(Wire):
    """`op`: eq, ne, lt, lte, gt, gte, in, contains, isnull."""

    column: str
    op: str
    value: Any = None

    @property
    def in_query(self) -> str:
        """As an address says it."""
        told = self.value
        if isinstance(told, bool):
            told = str(told).lower()
        return (
            f"{self.column}:{self.op}:{','.join(map(str, told)) if isinstance(told, list | tuple) else told}"
        )
