"""The limits as they are: a free owner's 40 images and a paid owner's 2,000, and how many calls a minute saw.

`python -m bench.limits`: some five minutes; `--batches 2 --workers 2` for the same in two batches each.
"""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from tests.support.limits import Wanted, seen_of


async def run(batches: int, workers: int) -> None:
    wanted = [
        Wanted("ann", "free", (40 // batches,) * batches),
        Wanted("ben", "paid", (2000 // batches,) * batches),
    ]
    with tempfile.TemporaryDirectory() as folder:
        seen = await seen_of(Path(folder), wanted, workers, latency_s=0.05)
    for one in wanted:
        of = seen[one.owner]
        print(
            f"{one.tier}: {of.calls} calls in {of.took_s:.1f} s, the worst minute saw {of.worst}, "
            f"{of.at_once} at the same time at most"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.limits", description=__doc__)
    parser.add_argument("--batches", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    asyncio.run(run(asked.batches, asked.workers))
    os._exit(0)  # Temporal's native part may crash while the interpreter ends
