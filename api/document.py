"""The OpenAPI document: what the routes declare, completed with what any route can answer."""

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from api.schemas.annotation import BatchConnected, BatchFrame
from api.schemas.documentary import (
    DocumentaryComplete,
    DocumentaryError,
    DocumentaryInit,
    DocumentaryProgress,
)
from api.schemas.enhancement import EnhancementConnected, EnhancementStatus
from api.schemas.generation import TaskFrame
from api.schemas.problem import ApiProblem, Problem
from api.schemas.transfer import TransferConnected, TransferUnknown, TransferUpdate
from api.schemas.v1 import AllEnded

JSON, PROBLEM = "application/json", "application/problem+json"
REF = "#/components/schemas/{model}"
BESIDES: tuple[type[BaseModel], ...] = (
    Problem,
    ApiProblem,
    EnhancementConnected,
    EnhancementStatus,
    DocumentaryInit,
    DocumentaryProgress,
    DocumentaryComplete,
    DocumentaryError,
    BatchConnected,
    BatchFrame,
    AllEnded,
    TransferConnected,
    TransferUpdate,
    TransferUnknown,
    TaskFrame,
)
FRAMEWORKS_OWN = ("HTTPValidationError", "ValidationError")
REFUSED = {
    400: "The body cannot be parsed.",
    401: "The signature is missing, wrong or too old.",
    402: "Not enough credits: `required` says how many, `balance` what there is.",
    403: "The host, the origin or the owner may not ask this.",
    404: "Not there, or not yours.",
    409: "The job's state does not allow this.",
    410: "The link has expired.",
    413: "The body is too large.",
    415: "The body, or the file in it, is not of a kind that is taken here.",
    416: "The range lies outside the file.",
    422: "Understood, but invalid: `errors` points at each field.",
    429: "Too many at the same time.",
    500: "A fault of ours; the request id helps to find it.",
    502: "Temporal refused what we asked of it.",
    503: "Temporal, the database or the storage cannot be reached.",
}
ANYWHERE = (403, 413, 500)
WITH_A_BODY = (400, 415, 422)
HEADERS = {
    "Location": ("Where the job, or the group of jobs, is.", "string"),
    "ETag": ("For `If-None-Match`.", "string"),
    "Content-Range": ("Which bytes these are, of how many.", "string"),
    "Content-Disposition": ("The file's name.", "string"),
    "Retry-After": ("Seconds to wait before trying again.", "integer"),
    "Idempotent-Replayed": ("`true` where the key was used before and its answer is told again.", "string"),
    "X-Request-ID": ("Names this request in the server's log.", "string"),
}
NOT_ALWAYS = {"Idempotent-Replayed"}
TAGS = [
    {"name": "v1", "description": "The canonical face: one shape for jobs of every kind."},
    {"name": "api", "description": "For the clients that were there before; a job's kind decides the shape."},
    {"name": "process", "description": "How this process does."},
]

Responses = dict[int | str, dict[str, Any]]


class Described(FastAPI):
    """An app whose document is complete, and served at `/openapi.json` alone."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            docs_url=None,
            redoc_url=None,
            openapi_tags=TAGS,
            generate_unique_id_function=name_of,
            **more,
        )

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = _completed(super().openapi())
        return self.openapi_schema


def name_of(route: APIRoute) -> str:
    """`v1_timeline`, `api_upload`, `healthz`: stable as long as the function keeps its name."""
    face = route.path_format.split("/")[1]
    return f"{face}_{route.name}" if face in ("api", "v1") else route.name


def told(model: Any, *headers: str, status: int = 200) -> Responses:
    """Declares an answer in JSON."""
    return {status: {"model": model, "headers": _headers(*headers)}}


def raw(*media_types: str, headers: tuple[str, ...] = (), status: int = 200, says: str) -> Responses:
    """Declares an answer that is a file, which may be JSON, or nothing at all."""
    content = {kind: {"schema": {} if kind == JSON else {"type": "string"}} for kind in media_types}
    answer: dict[str, Any] = {"description": says, "headers": _headers(*headers)}
    return {status: {**answer, "content": content} if content else answer}


def streamed(*models: type[BaseModel], events: Iterable[str] = ("message",), says: str) -> Responses:
    """Declares server-sent events: their names, and what their data is when it is read as JSON."""
    data = {
        "type": "string",
        "contentMediaType": "application/json",
        "contentSchema": {"anyOf": [_ref(model) for model in models]},
    }
    fields = {"data": data, "id": {"type": "string"}, "event": {"type": "string", "enum": [*events]}}
    event = {"type": "object", "properties": fields, "required": ["data"]}
    return {200: {"description": says, "content": {"text/event-stream": {"itemSchema": event}}}}


def refused(*statuses: int) -> Responses:
    """Declares problems; their schema is that of the face."""
    return {status: {"description": REFUSED[status]} for status in statuses}


def parameter(name: str, says: str, *, where: str = "header") -> dict[str, Any]:
    """A parameter that a route reads from the request itself."""
    return {"name": name, "in": where, "required": False, "description": says, "schema": {"type": "string"}}


RESUMING = [
    parameter("Last-Event-ID", "The id of the last event that was heard."),
    parameter("lastEventId", "The same, for who cannot send headers.", where="query"),
    parameter("after", "The same, in short.", where="query"),
]


def _ref(model: type[BaseModel]) -> dict[str, Any]:
    return {"$ref": REF.format(model=model.__name__)}


def _headers(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    for path, operations in document["paths"].items():
        problem = ApiProblem if path.startswith("/api/") else Problem
        for operation in operations.values():
            _complete(operation, {PROBLEM: {"schema": _ref(problem)}})
    components = document["components"]
    components["headers"] = {name: _header(name) for name in HEADERS}
    _, besides = models_json_schema([(model, "serialization") for model in BESIDES], ref_template=REF)
    schemas = {**components["schemas"], **besides["$defs"]}
    components["schemas"] = {name: schemas[name] for name in sorted(schemas) if name not in FRAMEWORKS_OWN}
    return document


def _complete(operation: dict[str, Any], problem: dict[str, Any]) -> None:
    answers = operation["responses"]
    if "422" in answers or "requestBody" in operation:
        answers["422"] = {"description": REFUSED[422]}
    for status in (*ANYWHERE, *(WITH_A_BODY if "requestBody" in operation else ())):
        answers.setdefault(str(status), {"description": REFUSED[status]})
    for status, answer in answers.items():
        if int(status) >= 400:
            answer.setdefault("content", problem)
        waits = ("Retry-After",) if status in ("429", "503") else ()
        answer["headers"] = {**answer.get("headers", {}), **_headers("X-Request-ID", *waits)}
        for content in answer.get("content", {}).values():
            # beside our model, or models, stands what the framework read from the function
            for ours in ("$ref", "anyOf"):
                if model := content.get("schema", {}).get(ours):
                    content["schema"] = {ours: model}
    operation["responses"] = dict(sorted(answers.items()))


def _header(name: str) -> dict[str, Any]:
    says, kind = HEADERS[name]
    return {"description": says, "required": name not in NOT_ALWAYS, "schema": {"type": kind}}
