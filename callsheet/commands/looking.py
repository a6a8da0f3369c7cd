"""What the demo says of its pictures: one batch, annotated offline."""

from collections.abc import Sequence
from pathlib import Path

from callsheet.client import AsyncCallsheet
from callsheet.commands.progress import screen
from callsheet.commands.terminal import say


async def look(callsheet: AsyncCallsheet, pictures: Sequence[Path]) -> None:
    """Upload them, annotate them as one batch with a live bar, and say what was found."""
    images = {(await callsheet.upload(path)).image_id: path.name for path in pictures}
    job = await callsheet.annotate(images)
    with screen(as_json=False) as bar:
        async for event in callsheet.watch(job.id):
            bar.show(event)
    alike: dict[str, list[str]] = {}
    async for item in callsheet.items(job.id):
        name = images[item.item_id]
        caption = item.annotation.caption if item.annotation else None
        say(f"{name}: {caption.text if caption else item.error and item.error.message}")
        if item.annotation and item.annotation.duplicate_group:
            alike.setdefault(item.annotation.duplicate_group, []).append(name)
    for names in alike.values():
        say(f"Near-duplicates: {', '.join(names)}")
