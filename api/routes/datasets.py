"""`/v1/datasets`: named rows with a schema, and what a file would make of one."""

import secrets
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictStr

from api.auth import NAMED, Asks, Caller
from api.deps import Rooms, Use, form_only, json_only
from api.dialects import datasets as dialect
from api.document import refused, told
from api.errors import Problem
from api.filtering import MOST_CONDITIONS, Filters, Text, column_of, in_query, narrowed
from api.receiving import looked_at, once_each, received
from api.routes.transfer_bodies import InferForm
from api.schemas import datasets as shapes
from storage.datasets import Dataset, DatasetMissing
from tabular.checking import check_columns
from tabular.inferring import infer
from tabular.mapping import suggest
from workflows.contracts.dataset import MOST_COLUMNS, Column, Type

router = APIRouter(prefix="/v1/datasets", tags=["v1"], responses=refused(503))
Limit = Annotated[int, Query(ge=1, le=200)]
RowId = Annotated[str | None, Query(description="`nextCursor` of the page before.", pattern=r"^\d{1,18}$")]
EXAMPLE: dict[str, Any] = {
    "name": "customers",
    "key": "id",
    "columns": [
        {"name": "id", "type": "integer"},
        {"name": "email", "type": "email", "required": True},
        {"name": "age", "type": "integer", "min": 0, "max": 130},
    ],
}


class NewColumn(BaseModel):
    """`min` and `max` bound a value, of text its length; `pattern` has to match all of it."""

    model_config = ConfigDict(extra="forbid")

    name: StrictStr
    type: Type
    required: StrictBool = False
    unique: StrictBool = False
    min: float | StrictStr | None = None
    max: float | StrictStr | None = None
    pattern: StrictStr | None = None
    values: Annotated[list[StrictStr], Field(max_length=1_000)] | None = None


class NewDataset(BaseModel):
    """`key` names the column whose values tell rows apart; it is required and unique then."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    name: Annotated[StrictStr, Field(min_length=1, max_length=128)]
    key: StrictStr | None = None
    columns: Annotated[list[NewColumn], Field(min_length=1, max_length=MOST_COLUMNS)]
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815 (the wire's name)


@router.post(
    "",
    status_code=201,
    dependencies=[Depends(json_only)],
    responses={**told(shapes.Dataset, "Location", status=201), **refused(409)},
    name="create_dataset",
)
async def create(body: NewDataset, rooms: Use, caller: Asks) -> JSONResponse:
    owner = caller.acts_as(body.ownerId, "/ownerId")
    _check_name(body.name)
    columns = tuple(_column(one, body.key) for one in body.columns)
    check_columns(columns, body.key)
    made = await rooms.datasets.create(f"ds_{secrets.token_hex(10)}", owner, body.name, body.key, columns)
    answer = dialect.dataset(made, rooms.links)
    return JSONResponse(answer, 201, {"Location": answer["links"]["self"]})


@router.post(
    "/infer",
    dependencies=[Depends(form_only), Depends(once_each)],
    responses={**told(shapes.Inferred), **refused(404)},
    name="infer",
)
async def infer_schema(
    form: Annotated[InferForm, Form(media_type="multipart/form-data")], rooms: Use, caller: Asks
) -> dict[str, Any]:
    """Look at a file's first rows. It is kept for a day, so that an import need not send it again."""
    owner = caller.acts_as(form.ownerId, "/ownerId")
    async with received(rooms, caller, owner, form.file, form.fileId) as (file, _):
        look = await looked_at(rooms, file, form.asked())
        meeting = None
        if form.dataset:
            into = await rooms.datasets.find(form.dataset, caller.owner)
            meeting = dialect.meeting(suggest(look.header, into.columns), look.header, into.columns)
        return dialect.inferred(file, look, infer(look), meeting)


@router.get("", responses=told(shapes.Datasets), name="datasets")
async def datasets(
    rooms: Use, caller: Asks, limit: Limit = 50, cursor: Annotated[str | None, Query(max_length=64)] = None
) -> dict[str, Any]:
    """Newest first."""
    page = await rooms.datasets.page(caller.owner, await _position(rooms, caller, cursor), limit)
    more = page[-1].id if len(page) == limit else None
    return {"data": [dialect.dataset(one, rooms.links) for one in page], "nextCursor": more}


@router.get("/{dataset}", responses={**told(shapes.Dataset), **refused(404)}, name="dataset")
async def find(dataset: str, rooms: Use, caller: Asks) -> dict[str, Any]:
    """By id or name."""
    return dialect.dataset(await rooms.datasets.find(dataset, caller.owner), rooms.links)


@router.delete("/{dataset}", status_code=204, responses=refused(404), name="delete_dataset")
async def delete(dataset: str, rooms: Use, caller: Asks) -> Response:
    """An import that is under way fails then; an export ends with what it began with."""
    found = await rooms.datasets.find(dataset, caller.owner)
    await rooms.datasets.remove(found.id)
    return Response(status_code=204)


@router.get("/{dataset}/rows", responses={**told(shapes.DatasetRows), **refused(404)}, name="dataset_rows")
async def rows(
    dataset: str,
    rooms: Use,
    caller: Asks,
    limit: Limit = 50,
    cursor: RowId = None,
    search: Annotated[Text | None, Query()] = None,
    where: Annotated[
        list[str] | None, Query(max_length=MOST_CONDITIONS, description="`column:op:value`")
    ] = None,
    columns: Annotated[str | None, Query(description="Names, with commas between them.")] = None,
) -> dict[str, Any]:
    """In the order in which they came in."""
    found = await rooms.datasets.find(dataset, caller.owner)
    names = _names(found, columns)
    asked = Filters(search=search, where=[in_query(one, "?where") for one in where or []])
    narrow = narrowed(found, asked, "?where")
    question = found.question()
    if cursor:
        question.behind(int(cursor))
    if narrow.search:
        question.search(narrow.search)
    for condition in narrow.where:
        question.add(condition)
    page = await rooms.datasets.rows(found, question, names, limit)
    data = [dict(zip(names, values, strict=True)) for _, values in page]
    return {"data": data, "nextCursor": str(page[-1][0]) if len(page) == limit else None}


def _names(dataset: Dataset, columns: str | None) -> list[str]:
    if columns is None:
        return [column.name for column in dataset.columns]
    names = list(dict.fromkeys(columns.split(",")))
    return [column_of(dataset, name, "?columns").name for name in names]


def _column(new: NewColumn, key: str | None) -> Column:
    own = new.name == key
    values = tuple(new.values) if new.values is not None else None
    told = {**new.model_dump(), "values": values}
    return Column(**{**told, "required": new.required or own, "unique": new.unique or own})


def _check_name(name: str) -> None:
    """Names stand in addresses and on pages."""
    if not name.isprintable() or name != name.strip() or "/" in name:
        detail = "A name has 1 to 128 printable characters, no slash, and no space at either end."
        raise Problem(422, "name-invalid", detail, pointer="/name")


async def _position(rooms: Rooms, caller: Caller, cursor: str | None) -> tuple[datetime, str] | None:
    if cursor is None:
        return None
    try:
        last = await rooms.datasets.find(cursor, caller.owner)
    except DatasetMissing:
        raise Problem(422, "cursor-invalid", "The cursor is not one of ours.", pointer="?cursor") from None
    return last.created_at, last.id
