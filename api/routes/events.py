"""`/v1` streams: one job, or many over one connection (a browser has only six)."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.auth import Asks
from api.cursor import Moment, Seen, event_id
from api.deps import Rooms, Use
from api.dialects import v1
from api.errors import Problem
from api.sse import Frame, framed, last_event_id
from storage.job_rows import Filters
from workflows.contracts.job import Job, Status

router = APIRouter(prefix="/v1")
NEW_JOBS_S = 1.0
MOST_JOBS = 200
ALL_ENDED = "end"


@router.head("/jobs/{job_id}/events", include_in_schema=False)
@router.get("/jobs/{job_id}/events")
async def events(job_id: str, request: Request, rooms: Use, caller: Asks) -> Response:
    """Named events: `snapshot`, then `update` and `detail`, and one of `completed`, `failed`, `cancelled`."""
    row = await rooms.reader.find(job_id, caller.owner)
    after = last_event_id(request)
    if row.state.status.ended and after == event_id(row):
        return Response(status_code=204)
    frames = framed(rooms.feed.follow(row, after), lambda seen: [_frame(seen, rooms, seen.event_id)])
    return rooms.streams.respond(frames, caller.owner)


@router.head("/events", include_in_schema=False)
@router.get("/events")
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
        return rooms.streams.respond(_mine(rooms, caller.owner), caller.owner)
    if job:
        rows = await rooms.catalog.find_many(job, caller.owner)
    elif group:
        rows = [
            row for _, row in await rooms.catalog.page(Filters(caller.owner, group=group), None, MOST_JOBS)
        ]
    else:
        raise Problem(422, "nothing-named", "Name what to watch: ?job=, ?group= or ?mine=1.", pointer="?job")
    if not rows:
        raise Problem(404, "job-not-found", "Job not found.")
    return rooms.streams.respond(_named(rooms, rows), caller.owner)


async def _named(rooms: Rooms, rows: list[Job]) -> AsyncGenerator[Frame, None]:
    async with _Merge(rooms) as merge:
        for row in rows:
            merge.add(row)
        while merge.open and not rooms.feed.closing.is_set():
            if frame := await merge.next(NEW_JOBS_S):
                yield frame
        if merge.ended == {row.id for row in rows}:
            yield Frame({"jobs": [row.id for row in rows]}, ALL_ENDED, "end")


async def _mine(rooms: Rooms, owner: str | None) -> AsyncGenerator[Frame, None]:
    newest = 0
    async with _Merge(rooms) as merge:
        for seq, row in await _open_and_recent(rooms, owner):
            newest = max(newest, seq)
            merge.add(row)
        while not rooms.feed.closing.is_set():
            if frame := await merge.next(NEW_JOBS_S):
                yield frame
            later = Filters(owner, after=newest)
            for seq, row in await rooms.catalog.page(later, None, MOST_JOBS) if merge.due() else ():
                newest = max(newest, seq)
                merge.add(row)


async def _open_and_recent(rooms: Rooms, owner: str | None) -> list[tuple[int, Job]]:
    """What a page of jobs shows at first, oldest first: all that run, and the newest that do not."""
    still_open = await rooms.catalog.page(Filters(owner, status=Status.PENDING), None, MOST_JOBS)
    recent = await rooms.catalog.page(Filters(owner), None, MOST_JOBS // 4)
    return sorted({seq: (seq, job) for seq, job in [*recent, *still_open]}.values(), key=lambda pair: pair[0])


class _Merge:
    """Many jobs' moments in one line. Each waits its turn, so a slow reader conflates every job by itself."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._turn: asyncio.Queue[Frame] = asyncio.Queue(maxsize=1)
        self._tasks: set[asyncio.Task[None]] = set()
        self.ended: set[str] = set()
        self._asked = asyncio.get_running_loop().time()

    async def __aenter__(self) -> "_Merge":
        return self

    async def __aexit__(self, *error: object) -> None:
        for task in self._tasks:
            task.cancel()

    @property
    def open(self) -> bool:
        return bool(self._tasks) or not self._turn.empty()

    def due(self) -> bool:
        """Whether it is time to ask for new jobs again."""
        now = asyncio.get_running_loop().time()
        if now - self._asked < NEW_JOBS_S:
            return False
        self._asked = now
        return True

    def add(self, row: Job) -> None:
        task = asyncio.create_task(self._follow(row))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def next(self, patience_s: float) -> Frame | None:
        try:
            async with asyncio.timeout(patience_s):
                return await self._turn.get()
        except TimeoutError:
            return None

    async def _follow(self, row: Job) -> None:
        async for seen in self._rooms.feed.follow(row):
            if seen.moment is Moment.END:
                self.ended.add(row.id)
            if seen.moment is Moment.SNAPSHOT and seen.job.state.status.ended:
                continue  # its terminal frame says the same
            name = f"{row.id}:{seen.event_id}" if seen.event_id else None
            await self._turn.put(_frame(seen, self._rooms, name))


def _frame(seen: Seen, rooms: Rooms, name: str | None) -> Frame:
    data: dict[str, Any] = v1.job(seen.job, rooms.links)
    return Frame(data, name, v1.event_name(seen))
