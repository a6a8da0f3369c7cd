"""Datasets and their rows: the part of the client that is about what is kept."""

import os
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from typing import Any

from callsheet.calls import Calls, safe
from callsheet.transfer_models import Column, Dataset, Inference, Where
from callsheet.uploading import OnBytes, Outgoing
from callsheet.wire import AFTER_UPLOAD

DATASETS = "/v1/datasets"
ROWS = 200


class Datasets(Calls):
    """A dataset is named by its id or its name."""

    async def create_dataset(
        self, name: str, columns: Iterable[Column | Mapping[str, Any]], key: str | None = None
    ) -> Dataset:
        """`key` names the column whose values tell rows apart. Raises `Refused` 409 if the name is taken."""
        described = [_column(one) for one in columns]
        body = {"name": name, "columns": described, **({"key": key} if key else {})}
        return Dataset.model_validate(await self._line.ask("POST", DATASETS, json=body))

    async def datasets(self, *, limit: int | None = None) -> AsyncGenerator[Dataset, None]:
        """Newest first, page by page as they are asked for."""
        async for one in self._pages(DATASETS, {}, limit):
            yield Dataset.model_validate(one)

    async def dataset(self, name: str) -> Dataset:
        return Dataset.model_validate(await self._line.ask("GET", f"{DATASETS}/{safe(name)}"))

    async def delete_dataset(self, name: str) -> None:
        """With its rows. An import of it that runs fails then; an export ends with what it began with."""
        await self._line.ask("DELETE", f"{DATASETS}/{safe(name)}")

    async def rows(
        self,
        dataset: str,
        *,
        columns: Sequence[str] | None = None,
        where: Iterable[Where | Mapping[str, Any]] = (),
        search: str | None = None,
        limit: int | None = None,
    ) -> AsyncGenerator[dict[str, Any], None]:
        """In the order in which they came in, page by page as they are asked for."""
        wanted: dict[str, Any] = {
            "columns": ",".join(columns) if columns else None,
            "where": [condition(one).in_query for one in where] or None,
            "search": search,
        }
        async for row in self._pages(f"{DATASETS}/{safe(dataset)}/rows", wanted, limit, ROWS):
            yield row

    async def infer(
        self,
        file: str | os.PathLike[str],
        *,
        dataset: str | None = None,
        format: str | None = None,  # noqa: A002 (the wire's name)
        encoding: str | None = None,
        delimiter: str | None = None,
        sheet: str | None = None,
        on_bytes: OnBytes | None = None,
    ) -> Inference:
        """Send a file, and learn what it is; `import_file` takes the answer instead of the file.

        `dataset`: one that its rows might go into.
        """
        said = {"dataset": dataset, "format": format, "encoding": encoding, "delimiter": delimiter}
        form = told(**said, sheet=sheet)
        with Outgoing(file, on_bytes) as outgoing:
            more = {"data": form, "files": outgoing.part, "timeout": AFTER_UPLOAD}
            return Inference.model_validate(await self._line.ask("POST", f"{DATASETS}/infer", **more))


def condition(one: Where | Mapping[str, Any]) -> Where:
    return one if isinstance(one, Where) else Where.model_validate(one)


def told(**said: Any) -> dict[str, Any]:
    """What is left out, the server decides."""
    return {name: value for name, value in said.items() if value is not None}


def _column(one: Column | Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not said of it, and without samples."""
    column = Column.model_validate(one.json_ready() if isinstance(one, Column) else one)
    return column.model_dump(mode="json", by_alias=True, exclude_none=True)
