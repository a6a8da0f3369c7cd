"""A transcript: what a server does on each connection, and what every client of ours must make of it."""

import json
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

FOLDER = Path(__file__).parent / "transcripts"
ENDS = ("completed", "failed", "cancelled")
MOST_WAITS = 60
"""A client that asks for more goes on for ever."""


class Part(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


class Piece(Part):
    """One frame with what its job has beyond `BASE`, or a comment, a retry hint, or bytes as they are."""

    frame: str | None = None
    id: str | None = None
    job: dict[str, Any] | None = None
    data: str | None = None
    comment: str | None = None
    retry: int | None = None
    raw: str | None = None


class Stream(Part):
    """A connection to an event stream.

    `then`: the end of the response, a cut, or silence until the client goes. `cut_inside` cuts behind the
    first byte of that text. `refuse` hangs up without a word, `hang` lets the client wait for the head.
    """

    status: int = 200
    headers: dict[str, str] = Field(default_factory=dict)
    says: list[Piece] = Field(default_factory=list)
    problem: dict[str, Any] | None = None
    line_end: Literal["\n", "\r\n", "\r"] = "\n"
    bom: bool = False
    spread: bool = False
    piece_bytes: int = 0
    cut_inside: str | None = None
    then: Literal["close", "cut", "silence"] = "close"
    instead: Literal["refuse", "hang"] | None = None


class Answer(Part):
    """To a plain question about a job."""

    job: dict[str, Any] | None = None
    status: int = 200
    headers: dict[str, str] = Field(default_factory=dict)
    problem: dict[str, Any] | None = None
    text: str | None = None
    instead: Literal["refuse"] | None = None


class Leads(Part):
    """In order: what a listener hears, what the server is asked, how long the client waits between tries.

    An event is `<job> <name> v<version> <percent>% <id or -> [<detail>]`; `<job> refused <status> <code>` is
    the last of a job. A request is `listen <open jobs> [from <id>]` or `ask <job>`. A wait is a range in ms.
    """

    events: list[str]
    requests: list[str]
    waits_ms: list[tuple[float, float]] = Field(default_factory=list)
    final: dict[str, str]


class Transcript(Part):
    promise: str
    recorded: str | None = None
    watch: list[str]
    pace: dict[str, float] = Field(default_factory=dict)
    streams: list[Stream]
    answers: dict[str, list[Answer]] = Field(default_factory=dict)
    leads: Leads


class Heard(NamedTuple):
    """What one client made of it."""

    events: list[str]
    waits_ms: list[float]
    final: dict[str, str]
    gave_up: bool = False


def transcripts() -> dict[str, Transcript]:
    return {
        path.stem: Transcript.model_validate_json(path.read_text()) for path in sorted(FOLDER.glob("*.json"))
    }


def event_line(name: str, job: dict[str, Any], event_id: str | None) -> str:
    """`event_id` as a stream of many names it, or as that of one job does."""
    bare = event_id.removeprefix(f"{job['id']}:") if event_id else "-"
    line = f"{job['id']} {name} v{job['version']} {job['percent']}% {bare} {job.get('detail') or ''}"
    return line.rstrip(" ")


def refused_line(job_id: str, status: int, code: str) -> str:
    return f"{job_id} refused {status} {code}"


def final_line(job: dict[str, Any]) -> str:
    return f"{job['status']} v{job['version']} {job['percent']}%"


def differences(transcript: Transcript, heard: Heard, requests: list[str]) -> list[str]:
    """Everything that is not as it must be; empty where the client conforms."""
    leads = transcript.leads
    found = ["it would go on for ever"] if heard.gave_up else []
    if heard.events != leads.events:
        found.append(f"it tells\n  {_lines(heard.events)}\ninstead of\n  {_lines(leads.events)}")
    if not _same_requests(leads.requests, requests, set(transcript.watch)):
        found.append(f"it asks\n  {_lines(requests)}\ninstead of\n  {_lines(leads.requests)}")
    if len(heard.waits_ms) != len(leads.waits_ms) or any(
        not low <= ms <= high for ms, (low, high) in zip(heard.waits_ms, leads.waits_ms, strict=False)
    ):
        found.append(f"it waits {heard.waits_ms} instead of {leads.waits_ms}")
    if heard.final != leads.final:
        found.append(f"it is left with {json.dumps(heard.final)} instead of {json.dumps(leads.final)}")
    return found


def _lines(told: list[str]) -> str:
    return "\n  ".join(told) or "nothing"


def _same_requests(wanted: list[str], asked: list[str], watched: set[str]) -> bool:
    """A client may name jobs again that have ended; it must name all that are open, and come from there."""
    if len(wanted) != len(asked):
        return False
    for want, ask in zip(wanted, asked, strict=True):
        (verb, ids, *origin), (asked_verb, asked_ids, *asked_origin) = want.split(" "), ask.split(" ")
        covered = set(ids.split(",")) <= set(asked_ids.split(",")) <= watched
        if (verb, origin) != (asked_verb, asked_origin) or not covered:
            return False
    return True
