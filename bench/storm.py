"""A worker comes back to 200 tasks that wait at their provider: how often that is asked, before and after.

`python -m bench.storm`; a minute or two. `--tasks`, `--limit` (looks a second) and `--away` (seconds).
"""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from callsheet.devserver import SEARCH_ATTRIBUTES, temporal_binary
from tests.support.storm import storm


async def run(tasks: int, limit: int, away_s: float) -> None:
    extra = [word for name in SEARCH_ATTRIBUTES for word in ("--search-attribute", f"{name}=Keyword")]
    with tempfile.TemporaryDirectory() as folder:
        async with await WorkflowEnvironment.start_local(
            dev_server_existing_path=temporal_binary(),
            data_converter=pydantic_data_converter,
            dev_server_extra_args=extra,
            dev_server_log_level="error",
        ) as environment:
            seen = await storm(environment.client, Path(folder), tasks, limit, away_s)
    print(f"{tasks} tasks, a worker that was away for {away_s:g} s, {limit} looks a second allowed")
    print(
        f"most in one second: {seen.before} before, {seen.after} when it was back, {seen.at_end} to the end"
    )
    print(f"{seen.accepted} orders accepted, {seen.succeeded} tasks succeeded")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.storm", description=__doc__)
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--limit", type=int, default=10)
    parser.add_argument("--away", type=float, default=20)
    asked = parser.parse_args()
    asyncio.run(run(asked.tasks, asked.limit, asked.away))
    os._exit(0)  # Temporal's native part may crash while the interpreter ends
