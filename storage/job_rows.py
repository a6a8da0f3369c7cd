"""A job as its row: how it is written, selected and read back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.orders import NewJob
from storage.tables import credit_entries, jobs
from workflows.contracts.job import Change, Closing, Counts, Job, JobState, Status, percent_at

OPEN = Status.PENDING.value


class Filters(NamedTuple):
    """`after` is a sequence number: only what came later. `kinds` and `statuses` mean any of them."""

    owner: str | None = None
    kinds: tuple[str, ...] = ()
    group: str | None = None
    statuses: tuple[Status, ...] = ()
    after: int = 0
    label: str | None = None


def new_row(job: NewJob, owner: str, now: datetime) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "owner": owner,
        "group": job.group,
        "retry_of": job.retry_of,
        "label": job.label,
        "input": job.input,
        "status": OPEN,
        "created_at": now,
    }


def last_word(closing: Closing) -> dict[str, Any]:
    """What a job's end writes over its row."""
    return {
        "status": closing.state.status.value,
        "run_id": closing.run_id or None,
        "state": closing.state.model_dump(mode="json"),
        "changes": [change.model_dump(mode="json") for change in closing.changes],
        "completed_at": closing.state.completed_at,
        "noted": None,
    }


def as_it_ended(closing: Closing, row: Row[Any], counts: Counts | None, beside: Mapping[str, Any]) -> Closing:
    """The last word with what the run that ends had not heard of: the final counts of its items, and the
    percent that people have seen, which is never more than these make; and what stands `beside`, whose
    percent is the least."""
    reached = percent_at(closing.state, counts) if counts else closing.state.percent
    counts = counts or closing.state.counts  # of rows that were read, nobody knows how many there would be
    seen = max(int((row.noted or {}).get("percent", 0)), reached, beside.get("percent", 0))
    state = closing.state.model_copy(update={"counts": counts, **beside, "percent": seen})
    if closing.state.result:
        state = state.model_copy(update={"result": closing.state.result})
    if state == closing.state:
        return closing
    changes = (*closing.changes[:-1], Change.of(state))
    return closing.model_copy(update={"state": state, "changes": changes})


def open_again(run_id: str) -> dict[str, Any]:
    """What another run of an ended job writes over its row."""
    blank = dict.fromkeys(("state", "changes", "completed_at", "noted"))
    return {"status": OPEN, "run_id": run_id, **blank}


def select_jobs() -> Select[Any]:
    def credited(kind: str) -> ColumnElement[int]:
        amounts = select(func.coalesce(func.sum(credit_entries.c.amount), 0))
        return amounts.where(
            credit_entries.c.job_id == jobs.c.id, credit_entries.c.kind == kind
        ).scalar_subquery()

    return select(*jobs.c, credited("charge").label("charged"), credited("refund").label("refunded"))


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found = [
        jobs.c[name] == value
        for name in ("owner", "group", "label")
        if (value := getattr(filters, name)) is not None
    ]
    if filters.after:
        found.append(jobs.c.seq > filters.after)
    if filters.kinds:
        found.append(jobs.c.kind.in_(filters.kinds))
    if filters.statuses:
        found.append(jobs.c.status.in_({one if one.ended else OPEN for one in filters.statuses}))
    return found


async def held(connection: AsyncConnection, job_id: str) -> bool:
    """Whether the job is there; until the transaction ends nobody deletes it."""
    query = select(jobs.c.id).where(jobs.c.id == job_id).with_for_update(read=True)
    return await connection.scalar(query) is not None


def read(row: Row[Any]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        owner=row.owner,
        group=row.group,
        retry_of=row.retry_of,
        input=row.input,
        charged=-row.charged,
        refunded=row.refunded,
        created_at=row.created_at,
        run_id=row.run_id,
        noted=JobState.model_validate(row.noted) if row.noted else None,
        state=JobState.model_validate(row.state) if row.state else JobState(),
        changes=tuple(Change.model_validate(change) for change in row.changes or ()),
    )
