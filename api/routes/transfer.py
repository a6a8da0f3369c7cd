"""`POST /api/import-export/import` and `/export`, and how both are accepted whoever asks."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Form
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_core import from_json

from api.admission import once_of
from api.auth import Asks, Caller
from api.deps import Key, Rooms, Use, form_only, json_only
from api.dialects import transfer as dialect
from api.document import refused, told
from api.errors import Problem
from api.filtering import column_of, narrowed, sorted_by
from api.receiving import GONE, Received, looked_at, once_each, received
from api.routes.notify import checked, fingerprinted, kept
from api.routes.transfer_bodies import ImportForm, Loading, StartExport, StartImport
from api.schemas.transfer import TransferStarted
from storage.answers import Answer
from storage.datasets import Dataset, DatasetMissing
from storage.files import FileMissing
from storage.loads import NewLoad
from storage.orders import NewJob, NewStart, Order
from tabular.looking import Look
from tabular.looking import look as look_at
from tabular.mapping import resolve
from tabular.refusing import MappingRefused
from workflows.contracts.job import Job, Status
from workflows.contracts.transfer import ExportRequest, ImportRequest

router = APIRouter(prefix="/api/import-export", tags=["api"], responses=refused(503))
IMPORT, EXPORT = "/api/import-export/import", "/api/import-export/export"
ASKED_OF_EXPORT = ("format", "columns", "filters", "order", "raw")
MOST_ASKED = 1_000_000
IN_INPUT = ("body", "input")
NO_DATASET = "Say which `dataset`, by its name or id."
Body = TypeVar("Body", bound=BaseModel)


STARTED = {**told(TransferStarted, "Idempotent-Replayed", status=201), **refused(404, 429)}


@router.post(
    "/import",
    status_code=201,
    dependencies=[Depends(form_only), Depends(once_each)],
    responses=STARTED,
    name="import",
)
async def start_import(
    form: Annotated[ImportForm, Form(media_type="multipart/form-data")],
    rooms: Use,
    caller: Asks,
    key: Key = None,
) -> JSONResponse:
    """Rows of a file into a dataset; it streams on `/api/import-export/jobs/ws?jobId=`."""
    owner = caller.acts_as(form.ownerId, "/ownerId")
    async with received(rooms, caller, owner, form.file, form.fileId) as came:
        wanted = _wanted(form, came.file.id)
        asked = {**fingerprinted(wanted), "fileId": came.file.sha256}
        answer = await rooms.admission.accept(
            once_of(owner, IMPORT, key, asked),
            lambda: _import(rooms, caller, owner, wanted, came),
            lambda jobs, _: Answer(201, dialect.started(jobs[0], rooms.links), {}),
        )
        if came.new and "idempotent-replayed" in answer.headers:
            await rooms.files.remove(came.file.id)
    return answer


@router.post("/export", status_code=201, dependencies=[Depends(json_only)], responses=STARTED, name="export")
async def start_export(body: StartExport, rooms: Use, caller: Asks, key: Key = None) -> JSONResponse:
    """Rows of a dataset into a file, as they are at one instant."""
    owner = caller.acts_as(body.ownerId, "/ownerId")
    return await rooms.admission.accept(
        once_of(owner, EXPORT, key, fingerprinted(body)),
        lambda: _export(rooms, caller, owner, body, ""),
        lambda jobs, _: Answer(201, dialect.started(jobs[0], rooms.links), {}),
    )


async def order_import(rooms: Rooms, caller: Caller, owner: str, body: dict[str, Any]) -> Order:
    """The same start for `POST /v1/jobs`, of a file that is here."""
    wanted = _validated(StartImport, body, IN_INPUT)
    try:
        came = Received(await rooms.files.find(wanted.fileId, caller.owner), "/input/fileId")
        return await _import(rooms, caller, owner, wanted, came)
    except FileMissing:
        raise Problem(422, "file-gone", GONE, pointer="/input/fileId") from None


async def order_export(rooms: Rooms, caller: Caller, owner: str, body: dict[str, Any]) -> Order:
    return await _export(rooms, caller, owner, _validated(StartExport, body, IN_INPUT), "/input")


async def retry(rooms: Rooms, job: Job, _token: SecretStr | None = None, _queue: bool = False) -> Order:
    """An import goes on behind the last row that was read; an export begins again."""
    if job.state.status not in (Status.FAILED, Status.CANCELLED):
        detail = f"A job that is {job.state.status.value} has nothing to retry."
        raise Problem(409, "nothing-to-retry", detail)
    await _check_dataset(rooms, job.input["datasetId"])
    if job.kind == "export":
        asked = {name: job.input[name] for name in ASKED_OF_EXPORT}
        export = _validated(StartExport, {**asked, "dataset": job.input["datasetId"]})
        order = await _export(rooms, Caller(None), job.owner, export, "")
        (new,) = order.jobs
        if new.input["datasetId"] != job.input["datasetId"]:  # a name may be anything, an id of old too
            raise DatasetMissing(job.input["dataset"])
        return order._replace(jobs=(new._replace(retry_of=job.id, input={**new.input, **kept(job)}),))
    if await rooms.loads.report(job.input["loadId"]) is None:
        raise Problem(409, "nothing-to-retry", "What was read of the file is gone; import it again.")
    return _imported(rooms, job.owner, _new_id("imp"), job.input, retry_of=job.id)


async def _check_dataset(rooms: Rooms, dataset_id: str) -> None:
    try:
        await rooms.datasets.find(dataset_id, None)
    except DatasetMissing:
        raise Problem(409, "nothing-to-retry", "The dataset was deleted meanwhile.") from None


def _validated(kind: type[Body], body: dict[str, Any], at: Sequence[str] = ("body",)) -> Body:
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        inside = [{**e, "loc": (*at, *e["loc"])} for e in error.errors()]
        raise RequestValidationError(inside) from error


def _wanted(form: ImportForm, file_id: str) -> StartImport:
    """The form's texts as what they stand for."""
    dataset = form.dataset or form.dataModelId
    if not dataset:
        raise Problem(422, "missing", NO_DATASET, pointer="/dataset")
    told = form.model_dump(include=set(Loading.model_fields)) | {"fileId": file_id, "dataset": dataset}
    for name, text in (("mapping", form.mapping), ("notify", form.notify)):
        if text:
            told[name] = _parsed(text, f"/{name}")
    return _validated(StartImport, told)


def _parsed(text: str, pointer: str) -> Any:
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError:
        raise Problem(422, "json-invalid", "This field is a JSON object as text.", pointer=pointer) from None


async def _import(rooms: Rooms, caller: Caller, owner: str, wanted: StartImport, came: Received) -> Order:
    """All that can be refused is refused here, before there is a job."""
    file, (at, _, _) = came.file, came.at.rpartition("/")
    dataset = await _dataset(rooms, caller, owner, wanted.dataset)
    _check_key(dataset, wanted, f"{at}/key")
    notify = checked(rooms.settings, wanted.notify, f"{at}/notify")
    look = await looked_at(rooms, came, look_at, wanted.asked())
    mapping = _mapped(look, dataset, wanted, at)
    if wanted.mode == "upsert" and dataset.key not in mapping.values():
        detail = f"An upsert needs the key {dataset.key!r} in the file."
        raise Problem(422, "key-missing", detail, pointer=f"{at}/mapping")
    job_id = _new_id("imp")
    described = {
        **_of_dataset(dataset),
        "fileId": file.id,
        "fileName": file.name,
        "fileSize": file.bytes,
        **look.facts.model_dump(),
        "mode": wanted.mode,
        "key": dataset.key,
        "mapping": mapping,
        "maxBadShare": wanted.maxBadShare,
        "loadId": job_id,
        **notify,
    }
    load = NewLoad(job_id, job_id, dataset.id, wanted.mode, file.id, look.facts, mapping, wanted.maxBadShare)
    await rooms.loads.stage(load)
    return _imported(rooms, owner, job_id, described)


def _mapped(look: Look, dataset: Dataset, wanted: StartImport, at: str) -> dict[str, str]:
    try:
        return resolve(look.header, dataset.columns, wanted.mapping or None)
    except MappingRefused as refused:
        raise Problem(422, refused.code, refused.message, pointer=f"{at}{refused.pointer}") from refused


def _imported(
    rooms: Rooms, owner: str, job_id: str, described: Mapping[str, Any], retry_of: str | None = None
) -> Order:
    request = ImportRequest(
        job_id=job_id,
        owner=owner,
        load_id=described["loadId"],
        dataset=described["dataset"],
        file_name=described["fileName"],
        mode=described["mode"],
    )
    summary = f"{request.file_name} into {request.dataset} for {owner}"
    start = _start(job_id, "Import", owner, request, summary)
    job = NewJob(job_id, "import", None, described, 0, retry_of)
    return Order(owner, (job,), start, undo=lambda: rooms.loads.discard(job_id))


async def _export(rooms: Rooms, caller: Caller, owner: str, wanted: StartExport, at: str) -> Order:
    name = wanted.dataset or wanted.dataModelId
    if not name:
        raise Problem(422, "missing", NO_DATASET, pointer=f"{at}/dataset")
    dataset = await _dataset(rooms, caller, owner, name)
    job_id = _new_id("exp")
    request = ExportRequest(
        job_id=job_id,
        owner=owner,
        dataset_id=dataset.id,
        dataset=dataset.name,
        format=wanted.format,
        file_name=f"export-{job_id}.{wanted.format}",
        artifact=secrets.token_urlsafe(16),
        columns=_chosen(dataset, wanted.columns, f"{at}/columns"),
        **narrowed(dataset, wanted.filters, f"{at}/filters")._asdict(),
        order=sorted_by(dataset, wanted.order, f"{at}/order"),
        raw=wanted.raw,
        link_s=rooms.settings.export_link_s,
    )
    _check_length(request, f"{at}/filters")
    described = {
        **_of_dataset(dataset),
        "format": wanted.format,
        "columns": list(request.columns),
        "filters": wanted.filters.model_dump() if wanted.filters else None,
        "order": wanted.order,
        "raw": wanted.raw,
        "fileName": request.file_name,
        "artifactId": request.artifact,
        **checked(rooms.settings, wanted.notify, f"{at}/notify"),
    }
    start = _start(job_id, "Export", owner, request, f"{dataset.name} as {wanted.format} for {owner}")
    return Order(owner, (NewJob(job_id, "export", None, described, 0),), start)


def _check_length(request: ExportRequest, at: str) -> None:
    """Temporal would refuse it later; only a body of `/v1/jobs` can be as long as that."""
    if len(request.model_dump_json().encode()) > MOST_ASKED:
        detail = f"The filters are too long: all together may have {MOST_ASKED:,} bytes."
        raise Problem(422, "too-long", detail, pointer=at)


def _chosen(dataset: Dataset, names: Sequence[str], at: str) -> tuple[str, ...]:
    """Those that were named, in that order; all of them where none is."""
    for place, name in enumerate(names):
        column_of(dataset, name, f"{at}/{place}")
    if len(set(names)) < len(names):
        raise Problem(422, "column-twice", "Name each column once.", pointer=at)
    return tuple(names or (column.name for column in dataset.columns))


async def _dataset(rooms: Rooms, caller: Caller, owner: str, name: str) -> Dataset:
    """The owner's, or anybody's where the operator asks. Raises `DatasetMissing`."""
    try:
        return await rooms.datasets.find(name, owner)
    except DatasetMissing:
        if caller.owner is not None:
            raise
        return await rooms.datasets.find(name, None)


def _check_key(dataset: Dataset, wanted: StartImport, at: str) -> None:
    if wanted.mode == "upsert" and dataset.key is None:
        detail = "Only a dataset with a key knows which row another one changes."
        raise Problem(422, "no-key", detail, pointer=at)
    if wanted.key not in (None, dataset.key):
        raise Problem(422, "key-wrong", f"The dataset's key is {dataset.key!r}.", pointer=at)


def _of_dataset(dataset: Dataset) -> dict[str, str]:
    return {"dataset": dataset.name, "datasetId": dataset.id}


def _start(
    job_id: str, workflow: str, owner: str, request: ImportRequest | ExportRequest, summary: str
) -> NewStart:
    attributes = {"JobKind": workflow.lower(), "JobOwner": owner, "JobStatus": "pending"}
    return NewStart(job_id, workflow, owner, request.model_dump(mode="json"), attributes, summary[:200])


def _new_id(prefix: str) -> str:
    return f"{prefix}_{secrets.token_hex(10)}"
