"""What the house adds to a documentary: the same activities run by a bare workflow beside it.

Providers answer at once. Both sides keep what each step made; ours has a row, a ledger and its versions too.
"""

import asyncio
import secrets
import statistics
import time
from typing import Any

from bench.bare_documentary import BareDocumentary
from bench.place import Place, note, place
from bench.shape import QUEUE, events
from settings import Settings
from storage.database import Database
from workflows.contracts.documentary import DocumentaryRequest
from workflows.contracts.job import Status
from workflows.documentary import Documentary

ROUNDS = 15
AT_ONCE = 10
BATCHES = 5


def request(milliseconds: int = 0, narrate: bool = False) -> DocumentaryRequest:
    """A documentary whose providers take so long each."""
    word = secrets.token_hex(8)
    return DocumentaryRequest(
        job_id=f"job_{word}",
        owner="bench",
        topic=str(milliseconds),
        target_s=25,  # what its five passages take, so that none is spoken twice
        narrate=narrate,
        playlist_id=f"pl_{word}",
        audio=word,
    )


async def bare(here: Place, narrate: bool) -> float:
    asked = request(narrate=narrate)
    began = time.perf_counter()
    await here.temporal.execute_workflow(BareDocumentary.run, asked, id=asked.job_id, task_queue=QUEUE)
    return time.perf_counter() - began


async def ours(here: Place, database: Database, narrate: bool) -> tuple[float, str]:
    """Noted in the catalogue, started, until it has completed; seconds and the job."""
    asked = request(narrate=narrate)
    began = time.perf_counter()
    await note(database, [asked.job_id], kind="documentary")
    state = await here.temporal.execute_workflow(Documentary.run, asked, id=asked.job_id, task_queue=QUEUE)
    if state.status is not Status.COMPLETED:
        raise RuntimeError(f"{asked.job_id} did not complete: {state.error}")
    return time.perf_counter() - began, asked.job_id


async def in_turns(here: Place, database: Database, narrate: bool) -> tuple[list[tuple[float, float]], str]:
    pairs = []
    for _ in range(ROUNDS):
        alone = await bare(here, narrate)
        seconds, job_id = await ours(here, database, narrate)
        pairs.append((alone, seconds))
    return pairs, job_id


async def together(here: Place, database: Database) -> list[tuple[float, float]]:
    """A whole batch of each, until the last has ended; seconds a documentary."""
    pairs = []
    for _ in range(BATCHES):
        began = time.perf_counter()
        await asyncio.gather(*(bare(here, False) for _ in range(AT_ONCE)))
        between = time.perf_counter()
        await asyncio.gather(*(ours(here, database, False) for _ in range(AT_ONCE)))
        pairs.append(((between - began) / AT_ONCE, (time.perf_counter() - between) / AT_ONCE))
    return pairs


async def run() -> dict[str, Any]:
    async with place() as here, here.bench_worker(QUEUE):
        database = Database(Settings(data=here.options.data).database)
        for narrate in (False, True):  # warm
            await bare(here, narrate)
            await ours(here, database, narrate)
        silent, job_id = await in_turns(here, database, False)
        spoken, _ = await in_turns(here, database, True)
        batches = await together(here, database)
        number = await events(here, job_id)
        await database.close()
    sides = {
        f"text only ({number} history events)": silent,
        "with recordings, a voice that needs no time": spoken,
        f"text only, {AT_ONCE} at a time, each": batches,
    }
    rows = [_row(what, pairs) for what, pairs in sides.items()]
    return {
        "title": "a documentary with providers that answer at once, against bare Temporal",
        "rows": rows,
        "goal": "ratio <= 1.5",
        "met": all(row["ratio"] <= 1.5 for row in rows),
    }


def _row(what: str, pairs: list[tuple[float, float]]) -> dict[str, Any]:
    alone, house = (statistics.median(side) for side in zip(*pairs, strict=True))
    low, ratio, high = statistics.quantiles([ours / bare for bare, ours in pairs], n=4)
    figures = {"bare ms": round(1000 * alone), "ours ms": round(1000 * house)}
    return {"what": what, **figures, "ratio": round(ratio, 2), "half within": f"{low:.2f}-{high:.2f}"}


if __name__ == "__main__":
    print(asyncio.run(run()))
