"""What the routes of datasets answer."""

from datetime import datetime
from typing import Any

from api.schemas.shape import Count, Shape
from workflows.contracts.dataset import Type
from workflows.contracts.transfer import Format


class DatasetColumn(Shape):
    name: str
    type: Type
    required: bool
    unique: bool
    min: float | str | None
    max: float | str | None
    pattern: str | None
    values: list[str] | None


class DatasetLinks(Shape):
    self: str
    rows: str


class Dataset(Shape):
    id: str
    name: str
    owner: str
    key: str | None
    columns: list[DatasetColumn]
    rows: Count
    created_at: datetime
    updated_at: datetime
    links: DatasetLinks


class Datasets(Shape):
    data: list[Dataset]
    next_cursor: str | None


class DatasetRows(Shape):
    data: list[dict[str, Any]]
    next_cursor: str | None


class InferredColumn(DatasetColumn):
    samples: list[str]


class Inferred(Shape):
    """What a file is, and the schema that its first rows suggest; `fileId` names it for a day.

    With a dataset: `mapping` from the file's columns to its own, those that go nowhere, and those it needs.
    """

    file_id: str
    file_name: str
    file_size: Count
    format: Format
    encoding: str
    delimiter: str | None
    newline: str | None
    sheet: str | None
    sheets: list[str] | None
    header: list[str]
    columns: list[InferredColumn]
    key: str | None
    rows: list[list[Any]]
    mapping: dict[str, str] | None
    unmapped: list[str]
    missing: list[str]
    warnings: list[str]
