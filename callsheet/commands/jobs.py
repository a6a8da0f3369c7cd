"""Looking at jobs and steering them: `jobs`, `show`, `watch`, `cancel`, `retry`, `credits`."""

from contextlib import aclosing
from typing import Annotated

import typer
from rich.table import Table

from callsheet.client import SPOTIFY_TOKEN, AsyncCallsheet, secret_of
from callsheet.commands.progress import JsonLines, Screen, screen
from callsheet.commands.terminal import AsJson, fail, print_table, run, say, say_json
from callsheet.commands.wording import in_words, link_of, words
from callsheet.models import Change, Group, Job, Status
from callsheet.wire import Refused

Id = Annotated[str, typer.Argument(metavar="ID", help="A job, or the group of jobs of one start.")]
JobId = Annotated[str, typer.Argument(metavar="JOB", help="A job.")]


def jobs(
    status: Annotated[Status | None, typer.Option(help="Only these.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind, such as enhancement.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="The newest so many.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List jobs, newest first."""

    async def listed(callsheet: AsyncCallsheet) -> list[Job]:
        return [job async for job in callsheet.jobs(kind=kind, status=status, limit=limit)]

    found = run(listed)
    if as_json:
        say_json({"data": [job.json_ready() for job in found]})
    elif found:
        print_table(_table(found))
    else:
        say("No jobs. Start one: callsheet enhance photo.jpg")


def show(job_id: Id, as_json: AsJson = False) -> None:
    """All about one job and what happened to it, or about a group."""

    async def looked_up(callsheet: AsyncCallsheet) -> Group | tuple[Job, list[Change], str]:
        found = await _find(callsheet, job_id)
        if isinstance(found, Group):
            return found
        link = link_of(found.result or {})
        return found, await callsheet.timeline(job_id), callsheet.absolute(link) if link else ""

    found = run(looked_up)
    if isinstance(found, Group):
        if as_json:
            say_json(found.json_ready())
        else:
            say(f"{found.id}  {found.status.value}  {found.percent} %")
            print_table(_table(found.jobs))
        return
    job, changes, link = found
    if as_json:
        say_json({**job.json_ready(), "timeline": [change.json_ready() for change in changes]})
    else:
        print_table(_facts(job, link))
        print_table(_timeline(changes))


def watch(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Jobs, or groups of jobs.")],
    as_json: AsJson = False,
) -> None:
    """Follow jobs to their end; --json prints one document a line."""

    async def followed(callsheet: AsyncCallsheet) -> list[tuple[Job, str]]:
        found = [await _find(callsheet, one) for one in ids]
        known = [job for one in found for job in (one.jobs if isinstance(one, Group) else [one])]
        shown = JsonLines() if as_json else screen(as_json=False, name=lambda job: job.id)
        ended = await _follow(callsheet, [job.id for job in known], shown)
        return [(job, callsheet.absolute(url) if (url := link_of(job.result or {})) else "") for job in ended]

    ended = run(followed, lambda: f"The jobs go on. Come back with: callsheet watch {' '.join(ids)}")
    if not as_json:
        for job, link in ended:
            say(f"{job.id}  {job.status.value}  {link}".rstrip())
    retried = {job.retry_of for job, _ in ended}
    last = [job for job, _ in ended if job.id not in retried]
    if unhappy := [f"{job.id}: {words(job)}" for job in last if job.status is not Status.COMPLETED]:
        fail("; ".join(unhappy))


def cancel(job_id: Id, as_json: AsJson = False) -> None:
    """End a job, or all jobs of a group; what was charged and not delivered comes back."""

    async def cancelled(callsheet: AsyncCallsheet) -> Job | Group:
        found = await _find(callsheet, job_id)
        group = isinstance(found, Group)
        return await (callsheet.cancel_group(job_id) if group else callsheet.cancel(job_id))

    told = run(cancelled)
    if as_json:
        say_json(told.json_ready())
    else:
        say(f"{told.id}  {told.status.value if told.status.ended else 'cancelling'}")


def retry(job_id: JobId, as_json: AsJson = False) -> None:
    """Carry on with what failed or was cancelled; what succeeded is kept."""

    async def retried(callsheet: AsyncCallsheet) -> Job:
        found = await _find(callsheet, job_id)
        if isinstance(found, Group):
            tried = {job.retry_of for job in found.jobs}
            open_again = [job.id for job in found.jobs if job.id not in tried and _may_retry(job)]
            fail(f"{job_id} is a group; retry its jobs: {' '.join(open_again) or 'none needs it'}")
        token = secret_of(SPOTIFY_TOKEN) if found.kind == "documentary" else None
        return await callsheet.retry(job_id, token)

    job = run(retried)
    if as_json:
        say_json(job.json_ready())
    else:
        say(f"{job.id} carries on from {job_id}. Follow it: callsheet watch {job.id}")


def _may_retry(job: Job) -> bool:
    return job.status in (Status.FAILED, Status.CANCELLED)


async def _find(callsheet: AsyncCallsheet, one: str) -> Job | Group:
    try:
        return await callsheet.job(one)
    except Refused as no_job:
        if no_job.status != 404:
            raise
    try:
        return await callsheet.group(one)
    except Refused as error:
        if error.status != 404:
            raise
        raise Refused(404, {"detail": f"There is no job or group {one}."}) from error


async def _follow(callsheet: AsyncCallsheet, ids: list[str], shown: Screen) -> list[Job]:
    """Their last states. A connection lost for good ends it: the jobs then look failed, and say why."""
    newest: dict[str, Job] = {}
    with shown:
        async with aclosing(callsheet.watch_many(ids)) as events:
            async for event in events:
                shown.show(event)
                newest[event.job.id] = event.job
                if event.connection_lost and all(job.status.ended for job in newest.values()):
                    break
    return list(newest.values())


def _table(found: list[Job]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("JOB", "KIND", "STATUS", "%", "CREATED", "CREDITS", "NOW"):
        table.add_column(name, no_wrap=name != "NOW", justify="right" if name in ("%", "CREDITS") else "left")
    for job in found:
        kept = job.credits.charged - job.credits.refunded
        created = job.created_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
        table.add_row(job.id, job.kind, job.status.value, str(job.percent), created, str(kept), words(job))
    return table


def _facts(job: Job, link: str) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    facts = {
        "job": job.id,
        "kind": job.kind,
        "owner": job.owner,
        "group": job.group,
        "status": f"{job.status.value}, {job.percent} %",
        "now": words(job),
        "credits": f"{job.credits.charged} charged, {job.credits.refunded} returned",
        "input": in_words(job.input),
        "result": in_words(job.result),
        "link": link,
        "retry of": job.retry_of,
        "temporal": job.links.temporal if job.links else None,
    }
    for name, value in facts.items():
        if value:
            table.add_row(name, str(value))
    return table


def _timeline(changes: list[Change]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for change in changes:
        at = change.at.astimezone().strftime("%H:%M:%S.%f")[:-3]
        status = change.status.value if change.status else ""
        table.add_row(at, f"{change.percent or 0} %", status, change.stage_label or "", change.detail or "")
    return table
