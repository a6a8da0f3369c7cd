"""Who is told of a job's end: its last word owes Temporal one workflow for each receiver."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from receivers import shown
from settings import Settings
from storage.orders import NewStart
from storage.tables import starts
from workflows.contracts.job import Closing, Status
from workflows.contracts.notification import EndedJob, Notice

LARGEST_RESULT = 32_768  # bytes as JSON; what is larger is asked for, not sent
ABOUT = ("topic", "imageName", "tier", "totalItems", "promptId")
"""Of a job's input, what people know it by; nothing else leaves the house."""


class Receivers(NamedTuple):
    """Empty: nobody."""

    webhook_url: str = ""
    email: str = ""

    @classmethod
    def of_settings(cls, settings: Settings) -> "Receivers":
        return cls(settings.webhook_url, settings.notify_email)

    def with_those_of(self, asked: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Each receiver once, with the letter of its way: by webhook or by mail."""
        wanted = asked.get("notify") or {}
        yield from dict.fromkeys(("w", url) for url in (wanted.get("webhookUrl"), self.webhook_url) if url)
        yield from dict.fromkeys(("m", who) for who in (wanted.get("email"), self.email) if who)


NOBODY = Receivers()


async def owe(connection: AsyncConnection, row: Row[Any], closing: Closing, everyones: Receivers) -> None:
    """Inside the transaction that ends the job. One end of a run is told once, that of another run again."""
    told = [
        start_of(row.owner, _notice(way, receiver, closing, row))
        for way, receiver in everyones.with_those_of(row.input)
    ]
    if told:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        rows = [{**start._asdict(), "created_at": datetime.now(UTC)} for start in told]
        await connection.execute(dialect.insert(starts).on_conflict_do_nothing(), rows)


def notices_of(job_id: str, connection: AsyncConnection) -> ColumnElement[bool]:
    """The starts of all that was ever told of that job."""
    prefix = f"notify_{job_id}_"
    if connection.dialect.name == "sqlite":  # it orders by bytes, and has no index for LIKE
        return starts.c.workflow_id.between(prefix, f"{prefix}~")
    return starts.c.workflow_id.startswith(prefix, autoescape=True)


def start_of(owner: str, notice: Notice) -> NewStart:
    return NewStart(
        workflow_id=notice.id,
        workflow="Notification",
        owner=owner,
        request=notice.model_dump(mode="json"),
        attributes={"JobKind": "notification", "JobOwner": owner, "JobStatus": Status.PENDING.value},
        summary=f"{notice.job.id} is {notice.job.status.value}: tell {notice.shown}"[:200],
    )


def _notice(way: str, receiver: str, closing: Closing, row: Row[Any]) -> Notice:
    mark = sha256(f"{closing.run_id} {receiver}".encode()).hexdigest()[:12]
    to: dict[str, Any] = {"webhook_url": receiver} if way == "w" else {"email": receiver}
    name = shown(receiver) if way == "w" else receiver
    return Notice(id=f"notify_{row.id}_{way}_{mark}", shown=name, job=_ended(closing, row), **to)


def _ended(closing: Closing, row: Row[Any]) -> EndedJob:
    state = closing.state
    assert state.completed_at, "a last word has its time"
    result = _gist(row.kind, state.result) if state.status is Status.COMPLETED else None
    large = len(json.dumps(result)) > LARGEST_RESULT
    return EndedJob(
        id=row.id,
        kind=row.kind,
        owner=row.owner,
        group=row.group,
        about={name: row.input[name] for name in ABOUT if name in row.input},
        status=state.status,
        percent=state.percent,
        counts=state.counts,
        error=state.error,
        result=None if large else result,
        result_omitted=large,
        completed_at=state.completed_at,
    )


def _gist(kind: str, result: dict[str, Any] | None) -> dict[str, Any] | None:
    """A documentary is too long for a message: what it is called and where it is. Others are told whole."""
    if kind != "documentary" or result is None:
        return result
    programme, narrated = result["programme"], result["narrated"]
    return {
        "title": result["script"]["title"],
        "playlist_id": result["playlist_id"],
        "audio_artifact_id": programme and programme["artifact_id"],
        "duration_secs": programme and round(programme["duration_s"], 2),
        "narration": narrated and narrated["status"],
    }
