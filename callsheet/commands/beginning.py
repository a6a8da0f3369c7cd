"""How a batch begins: with files, which go up first, or as one that is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from callsheet.client import AsyncCallsheet
from callsheet.commands.annotate_report import told_uploads
from callsheet.commands.meter import meter
from callsheet.commands.owners import limits
from callsheet.commands.pictures import SUFFIXES, pictures, printable
from callsheet.commands.terminal import fail, say
from callsheet.commands.uploads import Content, Uploads
from callsheet.models import Job
from callsheet.wire import Refused

MOST_FILES = 100_000


@dataclass(frozen=True)
class Wishes:
    """The options, as they were given."""

    paths: list[Path]
    concurrency: int | None
    rate: int | None
    text: bool
    tier: str | None
    out: Path | None
    watch: str | None
    retry: str | None
    detach: bool
    as_json: bool

    def say(self, line: str) -> None:
        """For people; a program reads the document at the end."""
        if line and not self.as_json:
            say(line)


async def carried_on(callsheet: AsyncCallsheet, wishes: Wishes) -> Job:
    """The batch to watch, or the new one that tries again what did not succeed."""
    job = await callsheet.job(wishes.watch or wishes.retry or "")
    if job.kind != "annotation":
        instead = "watch" if wishes.watch else "retry"
        fail(f"{job.id} is not a batch of images but {job.kind}. Use: callsheet {instead} {job.id}")
    return job if wishes.watch else await callsheet.retry(job.id)


async def uploaded(callsheet: AsyncCallsheet, wishes: Wishes) -> list[Content]:
    """All files that are wanted, at the server, each content once."""
    files, named = pictures(wishes.paths), ", ".join(map(printable, wishes.paths))
    if not files:
        fail(f"There are no pictures ({', '.join(sorted(SUFFIXES))}) in {named}")
    if len(files) > MOST_FILES:
        fail(f"A batch has at most {MOST_FILES:,} images; there are {len(files):,} in {named}")
    owner = (await callsheet.credits()).owner  # also says in one line what is wrong with the address
    if wishes.tier:
        await _set_tier(callsheet, wishes, owner)
    contents = await Uploads(callsheet, files, meter("uploading", as_json=wishes.as_json)).run()
    for line in told_uploads(contents):
        wishes.say(line)
    return contents


async def started(callsheet: AsyncCallsheet, wishes: Wishes, contents: Sequence[Content]) -> Job:
    images = [one.image for one in contents if one.image]
    if not images:
        reason = next(one.refusal.reason for one in contents if one.refusal)
        fail(f"None of the files was taken, so nothing was started: {reason}")
    job = await callsheet.annotate(images, wishes.concurrency, wishes.rate, wishes.text)
    told, many = job.input, job.counts.total if job.counts else len(images)
    at_most = limits(told.get("effectiveRateLimitPerMinute"), told.get("effectiveConcurrency"))
    wishes.say(f"{job.id}: {many:,} images, {told.get('tier', 'tier unknown')}: {at_most}")
    return job


async def _set_tier(callsheet: AsyncCallsheet, wishes: Wishes, owner: str) -> None:
    try:
        now = await callsheet.set_tier(owner, wishes.tier or "")
    except Refused as error:
        if error.status != 403:
            raise
        fail(f"{error} The operator can say: callsheet owners tier {owner} {wishes.tier}")
    wishes.say(f"{now.owner} is {now.tier}: {limits(now.rate_per_minute, now.concurrency)}")
