"""One documentary as the command sees it: how it begins, its stages, and what came of it."""

import shlex
from dataclasses import dataclass, field
from pathlib import Path

from callsheet.client import AsyncCallsheet
from callsheet.commands.keeping import keep
from callsheet.commands.stage_following import follow
from callsheet.commands.stage_view import view
from callsheet.commands.stages import Board
from callsheet.commands.terminal import fail, say
from callsheet.documentary import Documentary
from callsheet.models import Job, Status
from callsheet.wire import CallsheetError, Refused


@dataclass(frozen=True)
class Wanted:
    """The options, as they were given; the token came by the environment."""

    topic: str | None = None
    prompt: str | None = None
    seconds: float | None = None
    market: str | None = None
    narrate: bool = True
    queue: bool = False
    token: str | None = field(default=None, repr=False)
    out: Path | None = None
    watch: str | None = None
    retry: str | None = None
    detach: bool = False
    as_json: bool = False


@dataclass
class Documenting:
    """`asked` is whether the server may have begun; `told` and `kept` are known at the end."""

    wanted: Wanted
    asked: bool = False
    job: Job | None = None
    board: Board | None = None
    told: Documentary | None = None
    kept: list[Path] = field(default_factory=list)
    not_kept: str | None = None
    connection_lost: bool = False
    url: str = ""
    listen: str | None = None

    async def run(self, callsheet: AsyncCallsheet) -> Job:
        """The job as it was last seen."""
        self.url = callsheet.url
        self.job = await self._found(callsheet) if self.wanted.watch else await self._begun(callsheet)
        if self.wanted.detach:
            if not self.wanted.as_json:
                say(self.parting())
            return self.job
        if not self.wanted.as_json:
            say(f"{self.job.id}  {self.job.input.get('topic', '')}".rstrip())
        last, self.board = await follow(callsheet, self.job, view(as_json=self.wanted.as_json))
        self.job, self.connection_lost = last.job, last.connection_lost
        if self.job.status is Status.COMPLETED:
            await self._learn(callsheet, self.job)
        return self.job

    @property
    def console(self) -> str:
        """Its page."""
        return f"{self.url}/#/documentary/{self.job.id if self.job else ''}"

    def parting(self) -> str:
        """What to say to who does not wait for the end."""
        if known := self.job.id if self.job else self.wanted.watch:
            out = f" --out {shlex.quote(str(self.wanted.out))}" if self.wanted.out else ""
            return f"The documentary goes on. Come back with: callsheet documentary --watch {known}{out}"
        if self.asked:
            return "Whether it has begun is not known here. Look: callsheet jobs --kind documentary"
        return "Stopped before anything was started."

    async def _begun(self, callsheet: AsyncCallsheet) -> Job:
        if self.wanted.retry:
            await self._found(callsheet)
        self.asked = True
        try:
            return await self._accepted(callsheet, self.wanted)
        except Refused as error:
            if error.status != 429 or self.wanted.queue:
                raise
            fail(f"{error.detail.rstrip('.')}. With --queue it waits for its turn instead.")

    async def _accepted(self, callsheet: AsyncCallsheet, wanted: Wanted) -> Job:
        if wanted.retry:
            return await callsheet.retry(wanted.retry, wanted.token, queue=wanted.queue)
        given = (wanted.topic or "", wanted.prompt, wanted.seconds or 180, wanted.market, wanted.token)
        return await callsheet.start_documentary(*given, narrate=wanted.narrate, queue=wanted.queue)

    async def _found(self, callsheet: AsyncCallsheet) -> Job:
        job = await callsheet.job(self.wanted.watch or self.wanted.retry or "")
        if job.kind != "documentary":
            instead = "watch" if self.wanted.watch else "retry"
            fail(f"{job.id} is not a documentary but {job.kind}. Use: callsheet {instead} {job.id}")
        return job

    async def _learn(self, callsheet: AsyncCallsheet, job: Job) -> None:
        self.told = Documentary.of(job)
        self.listen = callsheet.absolute(self.told.audio_url) if self.told.audio_url else None
        if self.wanted.out:
            try:
                self.kept = await keep(callsheet, job, self.told, self.wanted.out)
            except CallsheetError as error:  # the documentary itself is there, and is told of first
                self.not_kept = str(error)
