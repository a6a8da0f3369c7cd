"""What this process last knew of running jobs: percent never falls within a run, whatever is read next.

Between the end of an activity and the next version Temporal does not know how far the job had come, and
while it is away nobody knows anything. News is noted on the rows, so that a process that starts meanwhile
knows it too; otherwise forgetting is harmless, so this is bounded.
"""

from collections import OrderedDict

from workflows.contracts.job import Job, JobState

MOST = 20_000


class Memory:
    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._news: dict[str, Job] = {}

    def recall(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    def before(self, job: Job) -> JobState | None:
        """What was last told of the job's run, here or as far as its row says."""
        known = self._jobs.get(job.id)
        return known.state if known and known.run_id == job.run_id else job.noted

    def keep(self, job: Job) -> Job:
        """The job with at least the percent that it had before in this run; ended ones are forgotten.

        A look that was overtaken by a newer version is answered with that one.
        """
        before = self.before(job)
        known = self._jobs.pop(job.id, None)
        if before and not job.state.status.ended and before.percent > job.state.percent:
            stale = before.version > job.state.version
            state = before if stale else job.state.model_copy(update={"percent": before.percent})
            job = job.model_copy(update={"state": state})
        if job.state.status.ended:
            self._news.pop(job.id, None)
            return job
        if known is None or known.state != job.state:
            self._news[job.id] = job
        self._jobs[job.id] = job
        if len(self._jobs) > MOST:
            self._jobs.popitem(last=False)
        return job

    def news(self) -> list[Job]:
        """What changed since it was asked for last."""
        news, self._news = list(self._news.values()), {}
        return news
