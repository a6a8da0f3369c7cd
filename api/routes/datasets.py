"""`/v1/datasets`: named rows with a schema, and what a file would make of one."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Response
from fastapi.responses import JSONResponse

from api.auth import Asks
from api.deps import Rooms, Use, form_only, json_only
from api.dialects import datasets as dialect
from api.document import refused, told
from api.errors import Problem
from api.filtering import MOST_CONDITIONS, Filters, Text, column_of, in_query, narrowed
from api.receiving import looked_at, once_each, received
from api.routes.dataset_bodies import NewColumn, NewDataset
from api.routes.transfer_bodies import InferForm
from api.schemas import datasets as shapes
from children import ChildDied
from storage.datasets import Dataset
from tabular.checking import check_columns
from tabular.examining import examine
from workflows.contracts.dataset import Column

router = APIRouter(prefix="/v1/datasets", tags=["v1"], responses=refused(503))
Limit = Annotated[int, Query(ge=1, le=200)]
Place = Annotated[
    str | None,
    Query(description="`nextCursor` of the page before.", pattern=r"^[0-9]{1,17}-[a-z0-9_]{1,64}$"),
]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RowId = Annotated[str | None, Query(description="`nextCursor` of the page before.", pattern="^[0-9]{1,18}$")]


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
    await _check(rooms, columns, body.key)
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
    async with received(rooms, caller, owner, form.file, form.fileId) as came:
        into = await rooms.datasets.find(form.dataset, caller.owner) if form.dataset else None
        columns = into.columns if into else None
        return dialect.inferred(
            came.file, await looked_at(rooms, came, examine, form.asked(), columns), columns
        )


@router.get("", responses=told(shapes.Datasets), name="datasets")
async def datasets(rooms: Use, caller: Asks, limit: Limit = 50, cursor: Place = None) -> dict[str, Any]:
    """Newest first."""
    page = await rooms.datasets.page(caller.owner, _position(cursor) if cursor else None, limit)
    more = _cursor(page[-1]) if len(page) == limit else None
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


async def _check(rooms: Rooms, columns: tuple[Column, ...], key: str | None) -> None:
    """Patterns are compiled in a child: large ones take a second. Raises `SchemaRefused`."""
    if not any(column.pattern for column in columns):
        check_columns(columns, key)
        return
    try:
        await rooms.crew.run(check_columns, columns, key)
    except (ChildDied, MemoryError, TimeoutError):
        detail = "The patterns cannot be compiled: they are too large together."
        raise Problem(422, "patterns-large", detail, pointer="/columns") from None


def _check_name(name: str) -> None:
    """Names stand in addresses and on pages."""
    if not name.isprintable() or name != name.strip() or "/" in name or name in (".", ".."):
        detail = "A name has 1 to 128 printable characters, no slash, and no space at either end."
        raise Problem(422, "name-invalid", detail, pointer="/name")


def _cursor(last: Dataset) -> str:
    """Where a page ends, whether or not its last dataset is there later."""
    return f"{(last.created_at - EPOCH) // timedelta(microseconds=1)}-{last.id}"


def _position(cursor: str) -> tuple[datetime, str]:
    microseconds, _, dataset_id = cursor.partition("-")
    return EPOCH + timedelta(microseconds=int(microseconds)), dataset_id
