"""What rows know of a running job beyond its versions: a batch's items, a paid call whose answer was lost."""

from storage.creations import UNKNOWN, Creations
from storage.outcomes import counts_of
from storage.permits import Permits
from storage.results import Results
from storage.tiers import Limits
from workflows.contracts.annotation import MILESTONES
from workflows.contracts.job import Counts, Job, JobState, Status, percent_at

BATCHES = "annotation"
TASKS = "generation"
LOST = "outcome-unknown"


class Standings:
    def __init__(self, results: Results, permits: Permits, creations: Creations) -> None:
        self._results = results
        self._permits = permits
        self._creations = creations

    async def lay(self, job: Job, before: JobState | None) -> Job:
        """The job with what its rows say beyond its version, and `before`; other kinds as they are."""
        state = job.state
        if job.kind == TASKS and await self._is_lost(job):
            return job.model_copy(update={"waiting_for": LOST})
        if job.kind != BATCHES or state.status is not Status.RUNNING or state.stage is None:
            return job
        tally, lately = await self._results.tally(job.id), await self._results.lately(job.id)
        counts = counts_of(job.input["totalItems"], tally)
        counts = short_of(next_milestone(job), counts, before.counts if before else None)
        if state.counts and counts.processed <= state.counts.processed:
            counts = state.counts
        told = {"counts": counts, "percent": percent_at(state, counts), "detail": in_words(counts)}
        state = state.model_copy(update={**told, "milestone": None})  # that is its version's to tell
        rate = job.input["effectiveRateLimitPerMinute"]
        remaining_ms = remaining(counts, lately.number, lately.seconds(state.started_at), rate)
        moves = lately.number > 0
        waiting_for = job.waiting_for or await self._why(job, moves)
        beside = {"state": state, "remaining_ms": remaining_ms, "waiting_for": waiting_for}
        return job.model_copy(update=beside)

    async def _is_lost(self, job: Job) -> bool:
        """Whether nobody knows what became of its paid call: the same word for that, whoever works or not."""
        waits = job.state.stage is not None and job.state.stage.name == "wait"
        named = (job.state.result or {}).get("external_task_id")
        if not waits or named or job.waiting_for == "cancelling":
            return False
        kept = await self._creations.of_job(job.id)
        return kept is not None and kept.state == UNKNOWN

    async def _why(self, job: Job, moves: bool) -> str | None:
        """What holds it back, where something does."""
        asked = Limits(job.input["concurrency"], job.input["rateLimitPerMinute"])
        if used_up := await self._permits.used_up(job.owner, asked, job.id):
            rate, at = used_up
            return f"The limit of {rate} calls a minute is used up; it goes on at {at:%H:%M:%S} UTC"
        if await self._permits.is_crowded_out(job.id):
            return "The owner's other batches use all that may run at the same time"
        if not moves and (paused := await self._results.paused(job.id)):
            return f"{paused[0]} Trying again at {paused[1]:%H:%M:%S} UTC"
        return None


def next_milestone(job: Job) -> int:
    """The first that no version has told of yet, in percent; beyond all of them where each was told of."""
    passed = max((change.milestone or 0 for change in job.changes), default=0)
    return next((milestone for milestone in MILESTONES if milestone > passed), 101)


def short_of(milestone: int, counts: Counts, told: Counts | None = None) -> Counts:
    """Counts that have not passed the milestone: its version is the first to tell of it, and comes soon.
    What was told before stays: failures that come meanwhile take the place of no success."""
    most = -(-counts.total * milestone // 100) - 1
    if counts.processed <= most:
        return counts
    known = min(told.succeeded, most) if told else 0
    succeeded = max(known, most - counts.failed)
    return counts.model_copy(update={"processed": most, "succeeded": succeeded, "failed": most - succeeded})


def remaining(counts: Counts, lately: int, seconds: float, per_minute: int | None) -> int | None:
    """Milliseconds: what is left at the pace of late, or as long as the rate will make it last."""
    left = counts.total - counts.processed
    waits = [(left - 1) // per_minute * 60_000] if per_minute and left else []
    waits += [round(left * seconds * 1000 / lately)] if lately else []
    return max(waits, default=None)


def in_words(counts: Counts) -> str:
    failed = f", {counts.failed:,} failed" if counts.failed else ""
    return f"{counts.processed:,} of {counts.total:,}{failed}"
