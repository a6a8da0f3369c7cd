"""`/v1` streams: one job, or many over one connection (a browser has only six)."""

import asyncio
from contextlib import AbstractContextManager
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.auth import Asks
from api.cursor import Moment, Seen, event_id
from api.deps import Rooms, Use
from api.dialects import v1
from api.document import RESUMING, raw, refused, streamed
from api.errors import Problem
from api.links import Links
from api.schemas import v1 as shapes
from api.sse import Frame, Subject, last_event_id
from api.watcher import View
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status

router = APIRouter(prefix="/v1", tags=["v1"], responses=refused(502, 503))
NAMES = (*Moment, Status.COMPLETED, Status.FAILED, Status.CANCELLED)
WATCHING: dict[str, Any] = {
    "response_class": Response,
    "responses": {
        **streamed(
            shapes.Job, shapes.AllEnded, events=NAMES, says="Named events; `end` is the last of many jobs."
        ),
        **raw(status=204, says="`Last-Event-ID` names the last event there is."),
        **refused(404, 429),
    },
    "openapi_extra": {"parameters": RESUMING},
}
MOST_JOBS = 200
ALL_ENDED = "end"


@router.head("/jobs/{job_id}/events", include_in_schema=False)
@router.get("/jobs/{job_id}/events", **WATCHING)
async def events(job_id: str, request: Request, rooms: Use, caller: Asks) -> Response:
    """Named events: `snapshot`, then `update` and `detail`, and one of `completed`, `failed`, `cancelled`."""
    row = await rooms.reader.find(job_id, caller.owner)
    after = last_event_id(request)
    if row.state.status.ended and after == event_id(row):
        return Response(status_code=204)
    return rooms.streams.respond(Subject([row], _frames_of_one, after), caller.owner)


@router.head("/events", include_in_schema=False)
@router.get("/events", name="watch", **WATCHING)
async def many(
    request: Request,
    rooms: Use,
    caller: Asks,
    job: Annotated[list[str] | None, Query(max_length=MOST_JOBS)] = None,
    group: str | None = None,
    mine: bool = False,
) -> Response:
    """`?job=a&job=b` and `?group=g` end when all have; `?mine=1` stays and takes in what is started later."""
    if last_event_id(request) == ALL_ENDED:
        return Response(status_code=204)
    if mine:
        return rooms.streams.respond(await _mine(rooms, caller.owner), caller.owner)
    if not job and not group:
        raise Problem(422, "nothing-named", "Name what to watch: ?job=, ?group= or ?mine=1.", pointer="?job")
    rows = await _named(rooms, caller.owner, job, group)
    if not rows:
        raise Problem(404, "job-not-found", "Job not found.")

    async def open_again() -> list[Job]:
        return [row for row in await _named(rooms, caller.owner, job, group) if not row.state.status.ended]

    end = Frame({"jobs": [row.id for row in rows]}, ALL_ENDED, "end")
    subject = Subject(rows, _frames_of_many, last_words=end, open_again=open_again)
    return rooms.streams.respond(subject, caller.owner)


async def _named(rooms: Rooms, owner: str | None, ids: list[str] | None, group: str | None) -> list[Job]:
    """Their rows, open again where an operator reset them."""
    if ids:
        rows = await rooms.catalog.find_many(ids, owner)
    else:
        page = await rooms.catalog.page(Filters(owner, group=group), None, MOST_JOBS)
        rows = [row for _, row in page]
    return list(await asyncio.gather(*(rooms.reader.reopened(row) for row in rows)))


async def _mine(rooms: Rooms, owner: str | None) -> Subject:
    newest = max((seq for seq, _ in await rooms.catalog.page(Filters(), None, 1)), default=0)
    found = await _open_and_recent(rooms, owner)
    after = max([newest, *(seq for seq, _ in found)])

    def joining(view: View) -> AbstractContextManager[None]:
        return rooms.feed.newcomers.joining(view, owner, after)

    return Subject([job for _, job in found], _frames_of_many, joining=joining)


async def _open_and_recent(rooms: Rooms, owner: str | None) -> list[tuple[int, Job]]:
    """What a page of jobs shows at first, oldest first: the newest that are open, and some that are not."""
    still_open = await rooms.catalog.page(Filters(owner, statuses=(Status.PENDING,)), None, MOST_JOBS)
    recent = await rooms.catalog.page(Filters(owner), None, MOST_JOBS // 4)
    return sorted({seq: (seq, job) for seq, job in [*recent, *still_open]}.values(), key=lambda pair: pair[0])


def _frames_of_one(seen: Seen, links: Links) -> list[Frame]:
    return [_frame(seen, links, seen.event_id)]


def _frames_of_many(seen: Seen, links: Links) -> list[Frame]:
    if seen.moment is Moment.SNAPSHOT and seen.job.state.status.ended:
        return []  # its terminal frame says the same
    name = f"{seen.job.id}:{seen.event_id}" if seen.event_id else None
    return [_frame(seen, links, name)]


def _frame(seen: Seen, links: Links, name: str | None) -> Frame:
    as_of = seen.job.state.updated_at if seen.committed else None
    return Frame(v1.job(seen.job, links, as_of), name, v1.event_name(seen))
