"""Rows that come in from a file and go out to one.

A row's number counts from 1, without the header; blank lines are no rows. Sizes are bytes.
"""

from datetime import datetime
from typing import Literal, NamedTuple

from workflows.contracts.base import Contract
from workflows.contracts.dataset import Condition, Sorting, Value

Format = Literal["csv", "xlsx", "json", "jsonl"]
Mode = Literal["insert", "upsert", "replace"]
FIRST_ERRORS = 10


class FileFacts(Contract):
    """How a file of rows is to be read. `encoding`, `delimiter` and `newline` are those of text."""

    format: Format
    encoding: str = "utf-8"
    delimiter: str | None = None
    newline: str | None = None
    sheet: str | None = None


class RowError(NamedTuple):
    """What is wrong with a row; `column` None: with all of it. `value` is shortened."""

    row: int
    column: str | None
    value: str | None
    code: str
    reason: str

    def __str__(self) -> str:
        return f"Row {self.row}: {f'{self.column}: ' if self.column else ''}{self.reason}"


class ImportRequest(Contract):
    """What is to be read and how stands in the load's row, which a retry goes on with."""

    job_id: str
    owner: str
    load_id: str
    dataset: str
    file_name: str
    mode: Mode


class Loaded(Contract):
    """How far an import is: rows that were read, kept, and left out for a reason.

    `inserted` are new rows; the others of `kept` changed some that were there.
    """

    read: int = 0
    kept: int = 0
    skipped: int = 0
    inserted: int = 0


class ExportRequest(Contract):
    """`columns` in their order; `keys` are values of the dataset's key.

    `artifact` is the unguessable id of the file to come. With `raw`, values that a spreadsheet would take
    for a formula stay as they are.
    """

    job_id: str
    owner: str
    dataset_id: str
    dataset: str
    format: Format
    file_name: str
    artifact: str
    columns: tuple[str, ...]
    search: str | None = None
    keys: tuple[Value, ...] | None = None
    where: tuple[Condition, ...] = ()
    order: tuple[Sorting, ...] = ()
    raw: bool = False
    link_s: float


class Exported(Contract):
    artifact_id: str
    file_name: str
    format: Format
    rows: int
    bytes: int
    sha256: str
    expires_at: datetime
