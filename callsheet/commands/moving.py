"""Bytes and rows on their way, as a bar tells of them."""

from callsheet.client import AsyncCallsheet
from callsheet.commands.following import Speed
from callsheet.commands.meter import Meter
from callsheet.job_status import JobStatus
from callsheet.transfer_models import JobState
from callsheet.transfers import Which
from callsheet.uploading import OnBytes

MB = 1e6


def counted(shown: Meter, at_end: str = "") -> OnBytes:
    """Shows how many bytes of how many; `at_end` is what is waited for when all have gone."""
    speed = Speed()

    def told(done: int, size: int) -> None:
        per_s = speed.now(done)
        how_fast = f", {per_s / MB:,.1f} MB/s" if per_s else ""
        waits = f", {at_end}" if at_end and done == size else ""
        percent = 100 * done / size if size else 100
        shown.show(percent, f"{done / MB:,.1f} of {size / MB:,.1f} MB{how_fast}{waits}")

    return told


async def follow(callsheet: AsyncCallsheet, job: Which, shown: Meter) -> tuple[JobState, bool]:
    """How it stands in the end, and whether that is only how it was last seen: the connection is lost."""
    speed = Speed()
    with shown:
        async with callsheet.follow(job) as following:
            async for state in following.states():
                news = (state.status, state.stage, state.waiting_for)
                shown.show(state.progress, words(state, speed.now(state.processed_rows)), news=news)
                if following.connection_lost:
                    break
            return await _last(following)


def words(state: JobState, per_s: float = 0) -> str:
    """How many rows, how fast; why it waits."""
    if state.waiting_for and not state.ended:
        return f"waiting: {state.waiting_for}"
    if not state.processed_rows and not state.ended:
        return state.detail or "waiting"
    how_fast = [f"{per_s:,.0f}/s"] if per_s and not state.ended else []
    return ", ".join([tally(state), *how_fast])


def tally(state: JobState) -> str:
    """`7 rows imported, 2 skipped`, or `9 rows`."""
    if state.imported_count is None:
        return f"{state.processed_rows:,} rows"
    skipped = f", {state.skipped_count:,} skipped" if state.skipped_count else ""
    return f"{state.imported_count:,} rows imported{skipped}"


async def _last(following: JobStatus) -> tuple[JobState, bool]:
    state = await following.wait()
    return state, following.connection_lost
