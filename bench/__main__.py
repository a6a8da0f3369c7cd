"""`make bench`: every comparison, both sides in one run."""

import argparse
import asyncio
import json
import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import (
    console,
    documentary,
    documentary_latency,
    engine,
    items,
    latency,
    narration,
    quality,
    shape,
    slow_streams,
    streams,
    transfer,
)
from tests.support.browser import NAMES

ALL: dict[str, Callable[[], Awaitable[dict[str, Any]]]] = {
    "quality": quality.run,
    "engine": engine.run,
    "shape": shape.run,
    "items": items.run,
    "documentary": documentary.run,
    "narration": narration.run,
    "latency": latency.run,
    "documentary-latency": documentary_latency.run,
    "streams": streams.run,
    "slow-streams": slow_streams.run,
    "transfer": transfer.run,
    "console": console.run,
}
BROWSER = any(map(shutil.which, NAMES))
EVERYWHERE = [name for name in ALL if BROWSER or name != "console"]


def show(screen: Console, report: dict[str, Any]) -> None:
    table = Table(
        title=report["title"], caption=f"goal: {report['goal']}: {'met' if report['met'] else 'MISSED'}"
    )
    for column in report["rows"][0]:
        table.add_column(column, justify="left" if column == "what" else "right")
    for row in report["rows"]:
        table.add_row(*(str(value) for value in row.values()))
    screen.print(table)


async def main(names: list[str], as_json: bool) -> bool:
    reports = {}
    for name in names:
        reports[name] = await ALL[name]()
        if not as_json:
            show(Console(), reports[name])
    if as_json:
        print(json.dumps(reports, indent=2))
    return all(report["met"] for report in reports.values())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALL, []], help="which; all without")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--postgres", action="store_true", help="`transfer` on PostgreSQL, too")
    asked = parser.parse_args()
    if asked.postgres:
        os.environ[transfer.POSTGRES] = "1"
    all_met = asyncio.run(main(asked.names or EVERYWHERE, asked.json))
    sys.stdout.flush()
    os._exit(not all_met)  # Temporal's native part may crash while the interpreter ends
