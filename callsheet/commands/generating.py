"""One generation task as the command sees it: what it works from, how far it is, and its files."""

import asyncio
import hashlib
import shlex
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from callsheet.assets import words_of
from callsheet.client import AsyncCallsheet
from callsheet.commands.meter import Meter, meter
from callsheet.commands.moving import counted
from callsheet.commands.parameters import Asked, parameters
from callsheet.commands.terminal import fail, say
from callsheet.commands.wording import words
from callsheet.generation_models import OUTCOME_UNKNOWN, Task
from callsheet.models import Job
from callsheet.wire import CallsheetError

LOST = "The provider's answer was lost: it may have taken the task. Nothing is paid twice; it is waited for."
WORTH_A_METER = 10_000_000
"""Bytes; fewer are here before anybody could read how many are."""


@dataclass(frozen=True)
class Wishes:
    """The options, as they were given."""

    asked: Asked | None
    out: Path
    prompt_id: str | None = None
    watch: str | None = None
    retry: str | None = None
    wait: bool = True
    timeout_s: float | None = None
    as_json: bool = False

    def say(self, line: str) -> None:
        """For people; a program reads the document at the end."""
        if line and not self.as_json:
            say(line)


@dataclass
class Generating:
    """`begun` is whether the server may have begun; `kept` are the files, `not_kept` is why not all are."""

    wishes: Wishes
    begun: bool = False
    task: Task | None = None
    warnings: tuple[str, ...] = ()
    kept: list[Path] = field(default_factory=list)
    not_kept: str | None = None
    connection_lost: bool = False
    timed_out: bool = False
    url: str = ""

    @property
    def console(self) -> str:
        """Its page."""
        return f"{self.url}/#/generation/{self.task.id if self.task else ''}"

    async def run(self, callsheet: AsyncCallsheet) -> Task:
        """The task as it was last seen."""
        wishes, self.url = self.wishes, callsheet.url
        self.task = await self._taken(callsheet)
        self.warnings = self.task.warnings
        for warning in self.warnings:
            wishes.say(warning)
        if not wishes.wait:
            wishes.say(self.parting())
            return self.task
        wishes.say(f"{self.task.id}  {self.task.text}".rstrip())
        await self._follow(callsheet, self.task)
        if not (self.connection_lost or self.timed_out):
            self.task = await callsheet.generation_task(self.task)
            await self._keep(callsheet, self.task)
        return self.task

    def parting(self) -> str:
        """What to say to who does not wait for the end."""
        if known := self.task.id if self.task else self.wishes.watch:
            out = shlex.quote(str(self.wishes.out))
            return f"The task goes on. Come back with: callsheet generate --watch {known} --out {out}"
        if self.begun:
            return "Whether the task has begun is not known here. Look: callsheet tasks"
        return "Stopped before anything was started."

    async def _taken(self, callsheet: AsyncCallsheet) -> Task:
        wishes = self.wishes
        if known := wishes.watch or wishes.retry:
            found = await callsheet.job(known)
            if found.kind != "generation":
                instead = "watch" if wishes.watch else "retry"
                fail(f"{known} is no generation task but {found.kind}. Use: callsheet {instead} {known}")
            self.begun = wishes.retry is not None
            seen = callsheet.generation_task if wishes.watch else callsheet.retry_generation_task
            return await seen(known)
        assert wishes.asked, "one of the three is there"
        links = [await self._sent(callsheet, image) for image in wishes.asked.images]
        prompt_id = wishes.prompt_id or prompt_id_of(wishes.asked.prompt)
        self.begun = True
        return await callsheet.create_generation_task(prompt_id, parameters(wishes.asked, links))

    async def _sent(self, callsheet: AsyncCallsheet, image: str) -> str:
        """A link to the picture; those of the network are links already."""
        if is_link(image):
            return image
        with meter(f"uploading {Path(image).name}", as_json=self.wishes.as_json) as shown:
            upload = await callsheet.upload_generation_file(image, on_bytes=counted(shown))
        return upload.download_url

    async def _follow(self, callsheet: AsyncCallsheet, task: Task) -> None:
        try:
            with meter(task.id, as_json=self.wishes.as_json) as shown:
                async with (
                    asyncio.timeout(self.wishes.timeout_s),
                    aclosing(callsheet.watch(task.id)) as events,
                ):
                    async for event in events:
                        job = event.job
                        news = (job.status, job.stage, job.waiting_for)
                        shown.show(job.percent, standing(job), below(job), news)
                        self.connection_lost = event.connection_lost
                        if self.connection_lost:
                            break
        except TimeoutError:
            self.timed_out = True

    async def _keep(self, callsheet: AsyncCallsheet, task: Task) -> None:
        """Also what a task has made that failed in the end."""
        if not task.assets:
            return
        try:
            large = sum(asset.bytes for asset in task.assets) > WORTH_A_METER
            with meter("downloading", as_json=self.wishes.as_json) if large else Meter() as shown:
                self.kept = await callsheet.download_assets(task, self.wishes.out, on_bytes=counted(shown))
        except (CallsheetError, OSError) as error:  # the pictures are there, and are told of first
            self.not_kept = str(error)


def prompt_id_of(prompt: str) -> str:
    """The same words belong together: `a-beautiful-sunset-1f2e3d4c`."""
    mark = hashlib.sha256(prompt.encode("utf-8", "replace")).hexdigest()[:8]
    return "-".join(part for part in (words_of(prompt), mark) if part)


def is_link(image: str) -> bool:
    return image.startswith(("http://", "https://"))


def standing(job: Job) -> str:
    if job.waiting_for == OUTCOME_UNKNOWN and not job.status.ended:
        return "waiting: the provider's answer was lost"
    return words(job)


def below(job: Job) -> list[str]:
    if job.waiting_for != OUTCOME_UNKNOWN or job.status.ended:
        return []
    return [LOST, f"The operator can say what became of it: callsheet tasks resolve {job.id}"]
