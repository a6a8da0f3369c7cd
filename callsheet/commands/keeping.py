"""A documentary in a folder: the programme, its passages, all that was told of it, and a text to read."""

import json
from pathlib import Path
from typing import Any

from anyio import to_thread

from callsheet.client import AsyncCallsheet
from callsheet.commands.transcript import transcript
from callsheet.documentary import Documentary, NarrationItem
from callsheet.models import Job


async def keep(callsheet: AsyncCallsheet, job: Job, told: Documentary, out: Path) -> list[Path]:
    """What was written, each file whole. What is silent has no recordings."""
    kept = []
    for name, link in _recordings(told).items():
        kept.append(Path(await callsheet.download(link, out / name, suffixed=True)))
    document = {"jobId": job.id, **(job.result or {}), "files": [path.name for path in kept]}
    return [*kept, *await to_thread.run_sync(_write, out, document, transcript(told))]


def _recordings(told: Documentary) -> dict[str, str]:
    """Links by the name of the file: the numbers are places in the timeline of what is spoken."""
    spoken = [item for item in told.timeline if isinstance(item, NarrationItem)]
    segments = {f"segment-{number:02}": item.audio_url for number, item in enumerate(spoken, 1)}
    return {name: link for name, link in {"programme": told.audio_url, **segments}.items() if link}


def _write(out: Path, document: dict[str, Any], text: str) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    told = {
        "documentary.json": json.dumps(document, indent=2, ensure_ascii=False) + "\n",
        "documentary.md": text,
    }
    for name, content in told.items():
        part = out / f".{name}.part"
        part.write_text(content, encoding="utf-8")
        part.replace(out / name)
    return [out / name for name in told]
