"""A task's life, from waiting to its end."""

import asyncio
import hashlib

from callsheet.fakekie import files
from callsheet.fakekie.task import Made, Task

WAITING, QUEUING, GENERATING = 0.1, 0.1, 0.8


async def live(task: Task, speed: float) -> None:
    """Comes back when it has ended; what it made is there by then."""
    unit_s = task.takes_s / speed
    await asyncio.sleep(WAITING * unit_s)
    task.state = "queuing"
    await asyncio.sleep(QUEUING * unit_s)
    task.state = "generating"
    await asyncio.sleep(GENERATING * unit_s)
    if task.script.holds:
        await task.released.wait()
    if task.script.fails:
        task.end("fail", ())
    else:
        task.end("success", () if task.script.empty else await asyncio.to_thread(_make, task))


def _make(task: Task) -> tuple[Made, ...]:
    return tuple(_made(task, number + 1) for number in range(task.order.pieces))


def _made(task: Task, number: int) -> Made:
    order = task.order
    body = files.made(task.id, number, order.media_type, order.shape)
    url = f"{task.root}/results/{task.id}/{number}.{files.EXTENSIONS[order.media_type]}"
    return Made(url, hashlib.sha256(body).hexdigest(), len(body))
