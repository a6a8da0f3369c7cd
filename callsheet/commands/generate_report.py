"""What a generation task came to: for people its files, for programs one document."""

from typing import Any

from callsheet.commands.generating import Generating
from callsheet.commands.terminal import say
from callsheet.generation_models import Asset, Task

PREVIEW = "A preview: drawn offline without a model; set CALLSHEET_KIE_API_KEY for a real one."


def report(errand: Generating, task: Task) -> None:
    for asset, path in zip(task.assets, errand.kept, strict=False):
        say(f"{path}  {facts(asset)}")
    if task.is_preview and task.assets:
        say(PREVIEW)
    say(costs(task))
    say(f"console  {errand.console}")


def facts(asset: Asset) -> str:
    """`1024 x 576, 812 kB`, `1280 x 720, 8.0 s, 3,204 kB`."""
    size = f"{asset.width} x {asset.height}" if asset.width and asset.height else ""
    length = f"{asset.duration_secs:.1f} s" if asset.duration_secs else ""
    return ", ".join(part for part in (size, length, f"{asset.bytes / 1000:,.0f} kB") if part)


def costs(task: Task) -> str:
    returned = f", {task.credits.refunded} returned" if task.credits.refunded else ""
    theirs = f", {task.provider_credits:g} of the provider's" if task.provider_credits else ""
    return f"{task.credits.charged} credits charged{returned}{theirs}"


def document(errand: Generating, task: Task) -> dict[str, Any]:
    """All that is known, for programs."""
    return {
        "task": task.json_ready(),
        "console": errand.console,
        "files": [str(path) for path in errand.kept],
        "warnings": list(errand.warnings),
        "connectionLost": errand.connection_lost,
        "timedOut": errand.timed_out,
    }
