"""`callsheet enhance`: a photo goes up, its tiers are watched, the results come down as they are ready."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from callsheet.client import AsyncCallsheet
from callsheet.commands.progress import Screen, screen
from callsheet.commands.terminal import AsJson, fail, run, say, say_json
from callsheet.commands.wording import outcome, short_name, words
from callsheet.enhancement import EnhancedJob, Enhancement
from callsheet.models import Image, Status
from callsheet.watch import Event

TIERS = ("1k", "2k", "4k")
EXTENSION = {"jpeg": "jpg"}


@dataclass
class Errand:
    """One photo's enhancement as the command sees it; `saved` are the paths by job id."""

    photo: Path
    tiers: list[str]
    engine: str
    out: Path
    screen: Screen
    session: Enhancement | None = None
    image: Image | None = None
    saved: dict[str, Path] = field(default_factory=dict)

    async def run(self, callsheet: AsyncCallsheet) -> list[EnhancedJob]:
        async def heard(job: EnhancedJob) -> None:
            self.screen.show(Event(job.job.status.value, job.job, connection_lost=job.connection_lost))
            if job.job.status is Status.COMPLETED:
                self.saved[job.job_id] = Path(await callsheet.download(job.enhanced_url, self._path(job)))

        self.image = await callsheet.upload(self.photo)
        self.session = await callsheet.enhance(self.image, self.tiers, self.engine, on_job_update=heard)
        async with self.session:
            with self.screen:
                for job in self.session.jobs:  # in the order asked for, whichever moves first
                    self.screen.show(Event("snapshot", job.job))
                return await self.session.wait()

    def parting(self) -> str:
        """What to say to who does not wait for the end."""
        if self.session is None:
            return "Stopped before anything was started."
        return f"The jobs go on. Come back with: callsheet watch {self.session.group}"

    def _path(self, job: EnhancedJob) -> Path:
        format_ = str((job.job.result or {}).get("format", "jpeg"))
        return self.out / f"{self.photo.stem}-{short_name(job.job)}.{EXTENSION.get(format_, format_)}"


def tiers_of(text: str) -> list[str]:
    """`1k,4k` or `TIER_1K,TIER_4K`."""
    tiers = [word.strip().lower().removeprefix("tier_") for word in text.split(",") if word.strip()]
    if not tiers or set(tiers) - set(TIERS) or len(set(tiers)) < len(tiers):
        raise typer.BadParameter(f"one to three of {', '.join(TIERS)}, each once")
    return tiers


def enhance(
    photo: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A JPEG, PNG or WEBP picture.")],
    tiers: Annotated[str, typer.Option(help="Which sizes: the longest side in pixels.")] = "1k,2k,4k",
    out: Annotated[Path, typer.Option(help="Folder for the results.")] = Path("enhanced"),
    fast: Annotated[bool, typer.Option("--fast", help="Sharpened interpolation, no network.")] = False,
    as_json: AsJson = False,
) -> None:
    """Enlarge a photo to several sizes at once, and save the results."""
    errand = Errand(photo, tiers_of(tiers), "fast" if fast else "quality", out, screen(as_json=as_json))
    jobs = run(errand.run, errand.parting)
    if as_json:
        say_json(_document(errand, jobs))
    else:
        report(errand, jobs)
    failed = [job for job in jobs if job.job.status is not Status.COMPLETED]
    if any(job.connection_lost for job in failed):
        fail(f"Connection lost. {errand.parting()}")
    if failed:
        fail("; ".join(f"{short_name(job.job)}: {words(job.job)}" for job in failed))


def report(errand: Errand, jobs: list[EnhancedJob]) -> None:
    """Where the results are and how they were made."""
    for job in jobs:
        if path := errand.saved.get(job.job_id):
            result = job.job.result or {}
            kept = job.job.credits.charged - job.job.credits.refunded
            say(f"{path}  {result.get('bytes', 0) / 1000:,.0f} kB  {outcome(result)}, {kept} credits")
            say(f"    {result.get('reason', '')}")
    charged = sum(job.job.credits.charged for job in jobs)
    refunded = sum(job.job.credits.refunded for job in jobs)
    say(f"{charged} credits charged" + (f", {refunded} returned" if refunded else ""))


def _document(errand: Errand, jobs: list[EnhancedJob]) -> dict[str, Any]:
    assert errand.session, "jobs come from a session"
    assert errand.image, "which begins with an upload"
    charged = sum(job.job.credits.charged for job in jobs)
    refunded = sum(job.job.credits.refunded for job in jobs)
    return {
        "group": errand.session.group,
        "image": errand.image.json_ready(),
        "credits": {"charged": charged, "refunded": refunded},
        "jobs": [_told(job, errand.saved.get(job.job_id)) for job in jobs],
    }


def _told(job: EnhancedJob, path: Path | None) -> dict[str, Any]:
    return {
        **job.job.json_ready(),
        "tier": short_name(job.job),
        "path": str(path) if path else None,
        "connectionLost": job.connection_lost,
    }
