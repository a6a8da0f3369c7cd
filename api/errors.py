"""Every refusal is RFC 9457 `application/problem+json`, with a pointer to the field where there is one.

Problem                     what our own code raises
the rooms' own exceptions   translated by the table in `_TABLE`
the framework's             404, 405, 413, 422 in the same shape
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from itertools import pairwise
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, DBAPIError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.schemas.provider_params import OFFERED
from films import MediaRefused
from sight import TemporalAway, TemporalRefused
from storage.answers import KeyReused
from storage.artifacts import ArtifactExpired, ArtifactMissing
from storage.catalog import JobMissing
from storage.creations import CreationMissing
from storage.credits import NotEnoughCredits
from storage.database import StorageUnavailable
from storage.datasets import DatasetExists, DatasetMissing
from storage.images import ImageRefused
from storage.library import ImageMissing
from storage.orders import AlreadyRetried, TooManyOpen
from storage.playlists import PlaylistMissing
from storage.prompts import PromptExists, PromptMissing
from tabular.refusing import Misstated

log = logging.getLogger("callsheet.api")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
TAGS = frozenset(OFFERED["KIE"])
"""Which of several shapes was meant stands in a framework's path, and not in the body."""
IMAGE_STATUS = {"not-an-image": 415, "image-too-large": 422, "image-broken": 422, "decoder-failed": 422}

BETTER = {
    "greater_than_equal": "Must be at least {ge:,.15g}.",
    "less_than_equal": "Must be at most {le:,.15g}.",
    "string_unicode": "Half a character is in it: a surrogate without its other half.",
}


class Problem(Exception):
    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        pointer: str | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail
        self.errors = [{"pointer": pointer, "code": code, "detail": detail}] if pointer else []
        self.headers, self.more = dict(headers or {}), more


def install(app: FastAPI) -> None:
    for kind in (*_TABLE, Exception):
        app.add_exception_handler(kind, _answer)


async def _answer(request: Request, error: Exception) -> JSONResponse:
    problem = problem_of(error)
    if problem.status == 405:
        problem.headers["Allow"] = ", ".join(_methods_at(request))
    if problem.status >= 500:
        log.error("%s %s: %s", request.method, request.url.path, problem.detail, exc_info=error)
    return respond(problem, request.url.path, request.scope.get("request_id", ""))


def _methods_at(request: Request) -> list[str]:
    """Every method that the address knows; the framework names those of its first route only."""
    routes = request.app.router.routes

    def known(method: str) -> bool:
        return any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)

    return [method for method in METHODS if known(method)]


def respond(problem: Problem, path: str, request_id: str) -> JSONResponse:
    body = {
        "type": f"urn:callsheet:problem:{problem.code}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "instance": path,
        "code": problem.code,
        "requestId": request_id,
        "errors": problem.errors,
        **problem.more,
    }
    if path.startswith("/api/"):  # the keys that older clients read
        body |= {"ok": False, "success": False, "error": problem.detail, "message": problem.detail}
    if problem.status in (429, 503):
        problem.headers.setdefault("Retry-After", "1")
    return JSONResponse(body, problem.status, problem.headers, media_type="application/problem+json")


def problem_of(error: Exception) -> Problem:
    if isinstance(error.__cause__, Problem):  # raised while the framework read the body
        return error.__cause__
    for kind, made_from in _TABLE.items():
        if isinstance(error, kind):
            return made_from(error)
    return Problem(500, "internal", "Something went wrong on our side; the request id helps to find it.")


def _framework(error: HTTPException) -> Problem:
    code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    return Problem(error.status_code, code, str(error.detail), headers=error.headers)


def _too_poor(error: NotEnoughCredits) -> Problem:
    more = {"required": error.required, "balance": error.balance}
    return Problem(402, "not-enough-credits", f"{error}.", headers=None, pointer=None, **more)


def _no_image(error: ImageRefused) -> Problem:
    return Problem(IMAGE_STATUS[error.code], error.code, error.message, pointer="/file")


def _no_media(error: MediaRefused) -> Problem:
    status = 415 if error.code == "not-media" else 422
    return Problem(status, error.code, error.message, pointer="/file")


def _misstated(error: Misstated) -> Problem:
    return Problem(422, error.code, error.message, pointer=error.pointer)


def _name_taken(error: DatasetExists) -> Problem:
    detail = f"There is a dataset of the name {error} already."
    return Problem(409, "dataset-exists", detail, pointer="/name")


def _key_reused() -> Problem:
    detail = "This Idempotency-Key was used for another request; a new request needs a new key."
    return Problem(422, "idempotency-key-reused", detail, pointer="?Idempotency-Key")


def _always(status: int, code: str, detail: str) -> Callable[[Exception], Problem]:
    return lambda error: Problem(status, code, detail.format(error.args[0] if error.args else ""))


def _invalid(errors: Sequence[Mapping[str, Any]]) -> Problem:
    if any(error["type"] == "json_invalid" for error in errors):
        return Problem(400, "json-invalid", "The body is not valid JSON.")
    listed = [
        {
            "pointer": pointer(error["loc"]),
            "code": error["type"],
            "detail": _said(error),
        }
        for error in errors[:20]
    ]
    problem = Problem(422, "invalid", "; ".join(map(_in_words, listed[:3])))
    problem.errors = listed
    return problem


def _said(error: Mapping[str, Any]) -> str:
    """What would help, where the framework only says how it compared."""
    told = BETTER.get(error["type"])
    return told.format(**error.get("ctx", {})) if told else error["msg"].removeprefix("Value error, ")


def _in_words(error: Mapping[str, str]) -> str:
    """Our own sentences speak for themselves; the framework's need to be told what they are about."""
    own = error["code"] == "value_error"
    return error["detail"] if own else f"{error['pointer']}: {error['detail']}"


def pointer(loc: Sequence[str | int]) -> str:
    """A JSON pointer into the body; `?name` for a parameter."""
    where, *path = loc
    if where != "body":
        return f"?{'.'.join(map(str, path))}"
    told = [part for above, part in pairwise(("", *path)) if not (above == "providerParams" and part in TAGS)]
    plain = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in told) or "/"
    return plain.encode(errors="replace").decode()  # half a character cannot be told back


_TABLE: dict[type[Exception], Callable[[Any], Problem]] = {
    Problem: lambda problem: problem,
    RequestValidationError: lambda error: _invalid(error.errors()),
    HTTPException: _framework,
    NotEnoughCredits: _too_poor,
    ImageRefused: _no_image,
    AlreadyRetried: _always(409, "already-retried", "The job {} carries this one on already."),
    TooManyOpen: _always(429, "too-many-open-jobs", "{}"),
    KeyReused: lambda error: _key_reused(),
    JobMissing: _always(404, "job-not-found", "Job not found."),
    Misstated: _misstated,
    DatasetExists: _name_taken,
    DatasetMissing: _always(404, "dataset-not-found", "Dataset not found."),
    ArtifactExpired: _always(410, "link-expired", "The file could be fetched until {:%Y-%m-%d %H:%M} UTC."),
    PlaylistMissing: _always(404, "playlist-not-found", "Playlist not found."),
    PromptMissing: _always(404, "prompt-not-found", "Prompt not found."),
    PromptExists: _always(409, "prompt-exists", "There is another prompt of the id {} already."),
    CreationMissing: _always(404, "task-not-found", "Nobody here has asked for this task."),
    MediaRefused: lambda error: _no_media(error),
    ImageMissing: _always(404, "image-not-found", "Image not found."),
    ArtifactMissing: _always(404, "artifact-not-found", "There is no such file (any more)."),
    UnicodeEncodeError: _always(422, "not-unicode", "A text in the request has half a character in it."),
    TemporalAway: _always(503, "temporal-away", "Temporal cannot be reached at the moment; try again."),
    TemporalRefused: _always(502, "temporal-refused", "Temporal refused this; the server's log says why."),
    StorageUnavailable: _always(503, "storage-away", "The storage cannot be reached now; try again."),
    DataError: _always(422, "invalid", "Something in the request is no text or number that can be stored."),
    DBAPIError: _always(503, "database-away", "The database cannot be used at the moment; try again."),
}
