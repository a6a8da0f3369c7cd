"""What is sent to start an import or an export."""

from typing import Annotated, Any, Literal

from fastapi import File, UploadFile
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr, field_validator

from api.auth import NAMED
from api.filtering import Filters
from api.routes.notify import Notify
from tabular.looking import Asked
from workflows.contracts.dataset import MOST_COLUMNS
from workflows.contracts.transfer import Format, Mode

EXAMPLE: dict[str, Any] = {"dataset": "customers", "format": "csv", "columns": ["name", "email"]}
MOST_FORM = 1_000_000
Named = Annotated[StrictStr, Field(min_length=1, max_length=128)]
FileId = Annotated[StrictStr, Field(min_length=1, max_length=64)]
Delimiter = Literal[",", ";", "\t", "|"]


class Reading(BaseModel):
    """How the file is to be read, where it is not to be found out."""

    model_config = ConfigDict(extra="forbid")

    format: Format | None = None
    encoding: Annotated[str, Field(max_length=40)] | None = None
    delimiter: Delimiter | None = None
    sheet: Annotated[str, Field(max_length=128)] | None = None

    def asked(self) -> Asked:
        return Asked(self.format, self.encoding, self.delimiter, self.sheet)


class Loading(Reading):
    """How its rows go into a dataset."""

    mode: Mode = "insert"
    key: Named | None = None
    maxBadShare: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 1  # noqa: N815 (the wire's names)


class StartImport(Loading):
    """Rows of a file that is here, by its `fileId`, into a dataset, by its id or name.

    `mapping` leads from a column of the file to one of the dataset; without it those of one name meet. `key`
    is the dataset's, for `upsert`. `maxBadShare` of the rows may be bad, else the import fails.
    """

    fileId: FileId  # noqa: N815
    dataset: Named
    mapping: Annotated[dict[str, str], Field(max_length=1_000)] = {}
    notify: Notify | None = None


def _there_or_not(schema: dict[str, Any]) -> None:
    """What the document says: in a form nothing is null."""
    for told in schema["properties"].values():
        for option in told.pop("anyOf", ()):
            told.update(option if option != {"type": "null"} else {})


class InferForm(Reading):
    """A file, or the `fileId` of one that is here; `dataset` is one that its rows might go into."""

    model_config = ConfigDict(json_schema_extra=_there_or_not)

    file: Annotated[UploadFile | None, File()] = None
    fileId: FileId | None = None  # noqa: N815
    dataset: Named | None = None
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815

    @field_validator("file", mode="before")
    @classmethod
    def _is_a_file(cls, sent: Any) -> Any:
        if isinstance(sent, str):
            raise ValueError("This is text. Send a file, as `curl --form file=@rows.csv` does.")
        return sent


class ImportForm(InferForm, Loading):
    """`mapping` and `notify` are JSON. `dataModelId` is `dataset`, `spaceId` is for older clients."""

    dataModelId: Named | None = None  # noqa: N815
    mapping: Annotated[str | None, Field(max_length=MOST_FORM)] = None
    notify: Annotated[str | None, Field(max_length=10_000)] = None
    spaceId: str | None = None  # noqa: N815


class StartExport(BaseModel):
    """The rows of a dataset, by its id or name, as a file. `order` names columns, `-` before one that falls.

    `raw`: values that a spreadsheet would take for formulas stay as they are.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    dataset: Named | None = None
    dataModelId: Named | None = None  # noqa: N815
    format: Format = "xlsx"
    columns: Annotated[list[StrictStr], Field(max_length=MOST_COLUMNS)] = []
    filters: Filters | None = None
    order: Annotated[list[StrictStr], Field(max_length=20)] = []
    raw: StrictBool = False
    notify: Notify | None = None
    spaceId: str | None = None  # noqa: N815
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815
