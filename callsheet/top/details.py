"""All about one job: what it waits for, why it failed, and the commands that say more."""

import shlex
import textwrap
from collections.abc import Iterator

from rich.cells import chop_cells

from callsheet.commands.wording import in_words, link_of, outcome, tally
from callsheet.models import Job, Status
from callsheet.taming import tame
from callsheet.top.facts import age_of, eta_of, name_of

LABEL = 12


def details(job: Job, url: str, width: int) -> list[str]:
    """Lines of so many cells; what is longer goes on in the next."""
    lines: list[str] = []
    for name, told in (*_facts(job), ("", ""), *_commands(job, url)):
        told = tame(told)
        room = max(width - LABEL, 10)
        for number, part in enumerate(_wrapped(told, room) if name != "$" else [told]):
            lines.append(f"{name if number == 0 else '':<{LABEL}}{part}")
    return lines


def _wrapped(text: str, width: int) -> list[str]:
    """At words, where they are counted as cells too; a script without spaces is cut where it has to be."""
    lines = textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    return [part for line in lines for part in (chop_cells(line, width) or [""])]


def _facts(job: Job) -> Iterator[tuple[str, str]]:
    told = {
        "job": job.id,
        "kind": f"{job.kind}  {name_of(job)}",
        "owner": job.owner,
        "group": job.group,
        "status": f"{job.status.value}, {job.percent} %{_attempt(job)}",
        "stage": " - ".join(filter(None, (job.stage_label or job.stage, job.detail))),
        "waits for": job.waiting_for,
        "error": f"{job.error.code}: {job.error.message}" if job.error else None,
        "items": tally(job.counts),
        "left": eta_of(job),
        "credits": f"{job.credits.charged} charged, {job.credits.refunded} returned",
        "asked": f"{age_of(job)} ago, {job.created_at.astimezone():%Y-%m-%d %H:%M:%S}",
        "ended": f"{job.completed_at.astimezone():%Y-%m-%d %H:%M:%S}" if job.completed_at else None,
        "retry of": job.retry_of,
        "input": in_words(job.input),
        "result": outcome(job.result) if job.result else None,
    }
    return ((name, value) for name, value in told.items() if value)


def _attempt(job: Job) -> str:
    return f", attempt {job.attempt}" if job.attempt > 1 else ""


def _commands(job: Job, url: str) -> Iterator[tuple[str, str]]:
    named = shlex.quote(job.id)
    yield "$", f"callsheet show {named}"
    if not job.status.ended:
        yield "$", f"callsheet watch {named}"
    elif job.status is not Status.COMPLETED:
        yield "$", f"callsheet retry {named}"
    yield "$", f"temporal workflow describe --workflow-id {named}"
    yield "$", f"curl {shlex.quote(f'{url}/v1/jobs/{job.id}/timeline')}"
    if job.status is Status.COMPLETED and (link := link_of(job.result or {})):
        yield "$", f"curl -OJ {shlex.quote(link if '://' in link else f'{url}{link}')}"
    if job.links and job.links.temporal:
        yield "temporal", job.links.temporal
