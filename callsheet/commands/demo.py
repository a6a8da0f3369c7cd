"""`callsheet demo`: a real photo becomes three larger ones, all four are annotated, everything stops."""

import asyncio
import fcntl
import signal
import sys
from pathlib import Path

from callsheet.client import AsyncCallsheet
from callsheet.commands.enhance import TIERS, Errand, report
from callsheet.commands.looking import look
from callsheet.commands.progress import screen
from callsheet.commands.terminal import fail, run_main, say
from callsheet.commands.wording import short_name, words
from callsheet.devserver import CannotStart, Options, running
from callsheet.enhancement import EnhancedJob
from callsheet.models import Status
from callsheet.processes import ChildFailed

PHOTO = Path(__file__).parent.parent / "demo" / "photo.jpg"
USUAL = Path(".callsheet")
ASIDE = Path(".callsheet-demo")
PORTS = {"port": "API and console", "temporal_port": "Temporal", "ui_port": "Temporal web UI"}


def demo(data: Path | None, out: Path) -> None:
    """Ends with exit code 1 if anything went wrong."""
    if not PHOTO.exists():
        fail(f"The photo of the demo is missing: {PHOTO}")
    errand = Errand(PHOTO, list(TIERS), "quality", out, screen(as_json=False))
    folder = data or _folder()
    jobs = run_main(lambda: _demo(errand, Options(folder)), lambda: "Stopped; nothing is left running.")
    report(errand, jobs)
    if failed := [job for job in jobs if job.job.status is not Status.COMPLETED]:
        fail("; ".join(f"{short_name(job.job)}: {words(job.job)}" for job in failed))
    _what_next(folder)


async def _demo(errand: Errand, wanted: Options) -> list[EnhancedJob]:
    main = asyncio.current_task()
    assert main, "runs in a task"
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, main.cancel)
    options = wanted.with_free_ports()
    for name, what in PORTS.items():
        if (port := getattr(options, name)) != getattr(wanted, name):
            say(f"Port {getattr(wanted, name)} is taken; {what} uses {port} this time.")
    say("Starting Temporal, a worker and the API ...")
    try:
        async with running(options, say), AsyncCallsheet(options.url) as callsheet:
            say(f"Enlarging {errand.photo.name}; Temporal shows the same at {options.ui_url}")
            jobs = await errand.run(callsheet)
            say("Annotating the photo and what was made of it, as one batch")
            await look(callsheet, [errand.photo, *errand.saved.values()])
            return jobs
    except (CannotStart, ChildFailed) as error:
        fail(str(error))


def _folder() -> Path:
    """The usual one, so that `make up` shows these jobs; another while something runs on it."""
    try:
        with (USUAL / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"A callsheet is running on {USUAL}; the demo uses {ASIDE}.")
        return ASIDE
    except OSError:
        return USUAL  # not there yet, or not ours to write: the start will say so
    return USUAL


def _what_next(folder: Path) -> None:
    usual = Options()
    up = "make up" if folder == USUAL else f"callsheet up --data {folder}"
    say(f"\nNothing is left running. Next: {up}")
    say(f"  console          {usual.url}")
    say(f"  Temporal web UI  {usual.ui_url}")
    say(f"  on the terminal  {Path(sys.argv[0])} jobs")
