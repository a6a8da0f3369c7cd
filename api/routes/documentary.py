"""`POST /api/music-doc`, and how documentaries are accepted whoever asks."""

import secrets
import time
import unicodedata
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StrictBool,
    StrictStr,
    ValidationError,
)

from api import markets
from api.admission import once_of
from api.auth import NAMED, Asks, Caller
from api.deps import Key, Rooms, Use, json_only
from api.dialects import documentary as dialect
from api.document import refused, told
from api.errors import Problem
from api.routes.notify import Notify, checked, fingerprinted
from api.schemas.documentary import DocumentaryStarted
from storage.answers import Answer
from storage.orders import Limit, NewJob, NewStart, Order
from workflows.contracts.documentary import DocumentaryRequest
from workflows.contracts.job import Job, Status

router = APIRouter(tags=["api"], responses=refused(502, 503))
START = "/api/music-doc"
KIND = "documentary"
EXAMPLE: dict[str, Any] = {"topic": "Radiohead", "prompt": "Focus on Kid A", "narrationTargetSecs": 180}
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST_TOPIC = 200
MARKET_SHAPE = Field(json_schema_extra={"pattern": "^[A-Za-z]{2}$"})  # told; `code_of` says it in words
LONGEST_TOKEN = 4096
Line = tuple[str | None, str | None]
"""The job that is retried, and the one whose stages the new one takes over."""
BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that show nothing
FULL = "Maximum {} concurrent jobs per user. Please wait for existing jobs to complete."


def _seen(text: str) -> str:
    """What can be seen of it, on one line."""
    shown = "".join(" " if letter.isspace() else letter for letter in text if _is_shown(letter))
    return " ".join(shown.split())


def _is_shown(letter: str) -> bool:
    return letter.isspace() or not (letter in BLANK or unicodedata.category(letter).startswith("C"))


def _given(topic: object) -> str:
    """In the words of the player's first server where there is none."""
    if not isinstance(topic, str) or not topic:
        raise ValueError("Missing required field: topic (string)")
    return topic


def _topic(text: str) -> str:
    topic = _seen(text)
    if not any(unicodedata.category(letter)[0] in "LNPS" for letter in topic):  # the rest needs a letter
        raise ValueError("Say in `topic` what the documentary is about; there is nothing to see in it.")
    if len(topic) > LONGEST_TOPIC:
        raise ValueError(f"A topic has at most {LONGEST_TOPIC} characters.")
    return topic


def _bounded(token: SecretStr) -> SecretStr:
    """The framework would speak of items."""
    if len(token) > LONGEST_TOKEN:
        raise ValueError(f"An access token has at most {LONGEST_TOKEN:,} characters.")
    return token


AccessToken = Annotated[
    SecretStr, Field(json_schema_extra={"maxLength": LONGEST_TOKEN}), AfterValidator(_bounded)
]


class StartDocumentary(BaseModel):
    """`accessToken` is the caller's own at Spotify; it is kept nowhere once the job has ended.

    `narrationTargetSecs` is how long all narration should take. `queue`: wait where a third would be refused.
    """

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [EXAMPLE], "required": ["topic"]}
    )

    topic: Annotated[
        str,
        BeforeValidator(_given),
        AfterValidator(_topic),
        Field(default_factory=str, validate_default=True),
    ]
    prompt: Annotated[StrictStr, Field(max_length=4000), AfterValidator(_seen)] | None = None
    accessToken: AccessToken | None = None  # noqa: N815 (the wire's names)
    ownerId: Annotated[str | None, Field(**NAMED)] = None  # noqa: N815
    market: Annotated[StrictStr, MARKET_SHAPE, AfterValidator(markets.code_of)] = "US"
    narrationTargetSecs: Annotated[  # noqa: N815
        float, Field(strict=True, ge=10, le=3600, allow_inf_nan=False)
    ] = 180
    narrate: StrictBool = True
    queue: StrictBool = False
    notify: Notify | None = None


@router.post(
    START,
    dependencies=[Depends(json_only)],
    responses={**told(DocumentaryStarted, "Idempotent-Replayed"), **refused(429)},
)
async def start_documentary(
    body: StartDocumentary, rooms: Use, caller: Asks, key: Key = None
) -> JSONResponse:
    """Make a documentary; it streams on `/api/jobs/{jobId}/stream`."""
    owner = caller.acts_as(body.ownerId, "/ownerId")
    asked = {name: value for name, value in fingerprinted(body).items() if name != "accessToken"}
    once = once_of(owner, START, key, asked)
    return await rooms.admission.accept(
        once,
        lambda: _order(rooms, owner, body, "/notify"),
        lambda jobs, _: Answer(200, dialect.started(jobs[0]), {}),
    )


async def order(rooms: Rooms, caller: Caller, owner: str, body: dict[str, Any]) -> Order:
    """The same start for `POST /v1/jobs`."""
    try:
        wanted = StartDocumentary.model_validate(body)
    except ValidationError as error:
        inside = [{**e, "loc": ("body", "input", *e["loc"])} for e in error.errors()]
        raise RequestValidationError(inside) from error
    return await _order(rooms, owner, wanted, "/input/notify")


async def retry(rooms: Rooms, job: Job, token: SecretStr | None, queue: bool) -> Order:
    """A new job that goes on where the old one ended; its playlist has the same id."""
    if job.state.status not in (Status.FAILED, Status.CANCELLED):
        detail = f"A job that is {job.state.status.value} has nothing to retry."
        raise Problem(409, "nothing-to-retry", detail)
    source, finished = await _begun(rooms, job)
    needed = "script" not in finished
    if needed and job.input["tokenGiven"] and token is None and _takes_tokens(rooms):
        detail = "The access token was erased when the job ended; send `accessToken` again."
        raise Problem(422, "token-needed", detail, pointer="/accessToken")
    described = {
        **job.input,
        "queue": queue,
        "deadlineSecs": rooms.settings.documentary_deadline_s,
        "tokenGiven": token is not None or job.input["tokenGiven"],
    }
    return await _ordered(rooms, job.owner, described, token if needed else None, (job.id, source))


async def _begun(rooms: Rooms, job: Job) -> tuple[str, dict[str, Any]]:
    """Whose stages a retry of it begins with, and these: of the nearest that came to any in its line.

    A retry that ended before it began has taken over nothing yet.
    """
    for one in reversed(await rooms.catalog.lineage(job)):
        if finished := await rooms.stages.finished(one.id):
            return one.id, finished
    return job.id, {}


async def _order(rooms: Rooms, owner: str, body: StartDocumentary, at: str) -> Order:
    """`at` points to `notify`."""
    if _takes_tokens(rooms) and not (body.accessToken or rooms.settings.spotify_client_id):
        detail = "Spotify needs `accessToken` here: no client id is set."
        raise Problem(422, "token-needed", detail, pointer="/accessToken")
    described = {
        "topic": body.topic,
        "prompt": body.prompt or None,
        "market": body.market,
        "narrationTargetSecs": body.narrationTargetSecs,
        "narrate": body.narrate,
        "queue": body.queue,
        "playlistId": f"pl_{secrets.token_hex(10)}",
        "deadlineSecs": rooms.settings.documentary_deadline_s,
        "tokenGiven": body.accessToken is not None,
        **checked(rooms.settings, body.notify, at),
    }
    return await _ordered(rooms, owner, described, body.accessToken)


async def _ordered(
    rooms: Rooms, owner: str, described: dict[str, Any], token: SecretStr | None, old: Line = (None, None)
) -> Order:
    retry_of, carry_on = old
    job_id = f"job_{time.time_ns() // 1_000_000}_{''.join(secrets.choice(LETTERS) for _ in range(9))}"
    secret = await rooms.vault.put(job_id, token) if token and _takes_tokens(rooms) else None
    request = DocumentaryRequest(
        job_id=job_id,
        owner=owner,
        topic=described["topic"],
        prompt=described["prompt"],
        market=described["market"],
        target_s=described["narrationTargetSecs"],
        narrate=described["narrate"],
        deadline_s=described["deadlineSecs"],
        playlist_id=described["playlistId"],
        audio=secrets.token_hex(16),
        secret=secret,
        carry_on=carry_on,
    )
    start = NewStart(
        workflow_id=job_id,
        workflow="Documentary",
        owner=owner,
        request=request.model_dump(mode="json"),
        attributes={"JobKind": KIND, "JobOwner": owner, "JobStatus": "pending"},
        summary=f"{described['topic']} for {owner}"[:200],
    )
    most = rooms.settings.documentaries_at_once
    return Order(
        owner,
        (NewJob(job_id, KIND, None, described, 0, retry_of),),
        start,
        (Limit(most, KIND, FULL.format(most)),),
        undo=(lambda: rooms.vault.discard(job_id)) if secret else None,
        queues=described["queue"],
    )


def _takes_tokens(rooms: Rooms) -> bool:
    """The offline catalogue has no use for anybody's token, so none is kept for it."""
    return rooms.settings.music == "spotify"
