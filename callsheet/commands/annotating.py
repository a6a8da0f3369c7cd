"""One batch as the command sees it: its files, its job, and what came of both."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from callsheet.batch_models import Reason
from callsheet.client import AsyncCallsheet
from callsheet.commands.beginning import Wishes, carried_on, started, uploaded
from callsheet.commands.findings import Findings, findings
from callsheet.commands.following import follow
from callsheet.commands.meter import meter
from callsheet.commands.uploads import Content
from callsheet.models import Job


@dataclass
class Annotating:
    """`asked` is whether the server may have begun; `reasons` and `found` are known at the end."""

    wishes: Wishes
    contents: Sequence[Content] = ()
    asked: bool = False
    job: Job | None = None
    reasons: Sequence[Reason] = ()
    found: Findings = field(default_factory=Findings)
    connection_lost: bool = False

    async def run(self, callsheet: AsyncCallsheet) -> Job:
        """The job as it was last seen."""
        if self.wishes.paths:
            self.contents = await uploaded(callsheet, self.wishes)
            self.asked = True
            self.job = await started(callsheet, self.wishes, self.contents)
        else:
            self.job = await carried_on(callsheet, self.wishes)
        if self.wishes.detach:
            self.wishes.say(self.parting())
            return self.job
        last = await follow(callsheet, self.job, meter(self.job.id, as_json=self.wishes.as_json))
        self.connection_lost = last.connection_lost
        if not self.connection_lost:
            await self._learn(callsheet, last.job)
        return last.job

    def parting(self) -> str:
        """What to say to who does not wait for the end."""
        if known := self.job.id if self.job else self.wishes.watch:
            return f"The batch goes on. Come back with: callsheet annotate --watch {known}"
        if self.asked or self.wishes.retry:
            return "Whether the batch has begun is not known here. Look: callsheet jobs --kind annotation"
        return "Stopped before anything was started. What is uploaded is kept, and not sent again."

    async def _learn(self, callsheet: AsyncCallsheet, job: Job) -> None:
        self.reasons = await callsheet.failures(job.id)
        if self.wishes.out or self.reasons or (job.result or {}).get("duplicateGroups"):
            names = {one.image.image_id: one.names for one in self.contents if one.image}
            self.found = await findings(callsheet, job, self.wishes.out, names)
