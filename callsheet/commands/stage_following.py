"""A documentary followed to its end, stage by stage."""

from contextlib import aclosing, suppress

from callsheet.client import AsyncCallsheet
from callsheet.commands.stage_view import View
from callsheet.commands.stages import Board
from callsheet.models import Change, Job
from callsheet.watch import Event
from callsheet.wire import CallsheetError


async def follow(callsheet: AsyncCallsheet, job: Job, shown: View) -> tuple[Event, Board]:
    """The last event, and how the stages stood then; times are those of the job's timeline."""
    last, board = Event("snapshot", job), Board(job, await _changes(callsheet, job))
    with shown:
        shown.show(board)
        async with aclosing(callsheet.watch(job.id)) as events:
            async for last in events:
                if last.connection_lost:
                    break  # which says nothing about any stage
                if last.name == "reset" or last.job.status.ended:
                    board = Board(last.job, await _changes(callsheet, last.job))
                else:
                    board.take(last.job)
                shown.show(board)
    return last, board


async def _changes(callsheet: AsyncCallsheet, job: Job) -> list[Change]:
    with suppress(CallsheetError):  # the documentary is what is watched
        return await callsheet.timeline(job.id)
    return []
