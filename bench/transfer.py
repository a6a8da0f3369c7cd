"""A million rows into a dataset and out of it, beside the same work with nothing around it.

A job counts from its acceptance until its client hears `completed`. Two rows in a thousand are bad.
`ROWS=100000 python -m bench transfer` is a quick run; with `--postgres` it imports into PostgreSQL, too.
"""

import asyncio
import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench.bare_transfer import bare
from bench.peaks import Run, middle
from bench.place import place
from bench.transfer_jobs import Desk, Done
from tests.support.postgres import Postgres, postgres
from tests.support.rows import Customers

ROWS = int(os.environ.get("ROWS", 1_000_000))
BAD = ROWS // 500
SMALL = 10_000
"""Rows beside which memory is compared."""
PART = min(ROWS, 100_000)
"""Rows of the files that are no CSV."""
ROUNDS = 3
MOST_TIMES, MOST_MEMORY = 1.25, 1.3
POSTGRES, DATABASE = "CALLSHEET_TEST_POSTGRES", "CALLSHEET_DATABASE_URL"
Rows = list[dict[str, Any]]


async def run() -> dict[str, Any]:
    async with place(say=_unsaid) as here:
        desk = Desk(here)
        rows = await imports(desk, "sqlite", partial(new_file, here.options.data))
        rows += await exports(desk)
        for format_ in ("jsonl", "json", "xlsx"):
            rows.append(await import_of(desk, format_))
    if os.environ.get(POSTGRES):
        rows += await on_postgres()
    loads = [row["ratio"] for row in rows if row["what"].startswith("import of CSV")]
    memory = [row["memory x"] for row in rows if row["memory x"]]
    return {
        "title": f"{ROWS:,} rows, or {PART:,}; peak MB with {SMALL:,} / with all of them",
        "rows": rows,
        "goal": f"imports of CSV <= {MOST_TIMES} x bare, memory <= {MOST_MEMORY} x",
        "met": max(loads) <= MOST_TIMES and max(memory) <= MOST_MEMORY,
    }


async def imports(desk: Desk, kind: str, new: Callable[[], AbstractContextManager[str]]) -> Rows:
    """Into the datasets `little`, `all-0`, `all-1`, ...; `new` makes an empty database for the other side."""
    folder = desk.here.options.data
    path = customers(folder, ROWS)
    little = await desk.load(customers(folder, SMALL), "little")
    alone, ours = [], []
    for turn in range(ROUNDS):
        with new() as where:
            alone.append(await bare(f"import-{kind}", path, where))
        ours.append(await desk.load(path, f"all-{turn}"))
        _check(alone[-1], ours[-1])
    plain, sent_s = middle(alone), statistics.median(done.sent_s for done in ours)
    sending = Run(ROWS, sent_s, 0, 0, 0)
    return [
        _row(f"bare import of CSV: the same checks, {kind}", plain, beside=plain),
        _row("sending the CSV, before its import", sending, beside=plain),
        _row(f"import of CSV, {kind}", middle([done.run for done in ours]), little.run, plain),
    ]


async def exports(desk: Desk) -> Rows:
    """All that was imported; of the formats only CSV has another side."""
    folder, alone, ours = desk.here.options.data, [], []
    for _ in range(ROUNDS):
        alone.append(await bare("export-sqlite", folder / "bare.csv", f"{folder}/bare.db"))
        ours.append((await desk.write("all-0", "csv")).run)
    plain = middle(alone)
    little = await desk.write("little", "csv")
    rows = [_row("bare export of CSV", plain, beside=plain)]
    rows.append(_row("export of CSV", middle(ours), little.run, plain))
    for format_ in ("jsonl", "json", "xlsx"):
        little = await desk.write("little", format_)
        whole = await desk.write("all-0", format_)
        rows.append(_row(f"export of {format_.upper()}", whole.run, little.run))
    return rows


async def import_of(desk: Desk, format_: str) -> dict[str, Any]:
    """Of a file that was exported before."""
    little = await desk.load(await desk.fetch(await desk.write("little", format_)), f"little-{format_}")
    file = await desk.fetch(await desk.write("all-0", format_, PART))
    part = await desk.load(file, f"part-{format_}")
    return _row(f"import of {format_.upper()}", part.run, little.run)


async def on_postgres() -> Rows:
    with postgres() as server, server.database() as url:
        os.environ[DATABASE] = url
        try:
            async with place(say=_unsaid) as here:
                return await imports(Desk(here), "postgres", partial(new_database, server))
        finally:
            del os.environ[DATABASE]


@contextmanager
def new_file(folder: Path) -> Iterator[str]:
    """The last one stays, to be exported."""
    for old in folder.glob("bare.db*"):
        old.unlink()
    yield f"{folder}/bare.db"


@contextmanager
def new_database(server: Postgres) -> Iterator[str]:
    with server.database() as url:
        yield url.replace("+psycopg", "")


def customers(folder: Path, number: int) -> Path:
    return Customers.of(number, number // 500).write(folder / f"customers-{number}.csv")


def _unsaid(_: str) -> None:
    """Workers end here because each run has one of its own."""


def _check(alone: Run, ours: Done) -> None:
    counts = ours.job["importedCount"], ours.job["skippedCount"]
    if counts != (ROWS - BAD, BAD) or alone.rows != ROWS - BAD:
        raise RuntimeError(f"of {ROWS} rows, {BAD} bad, there are {counts}; on the other side {alone.rows}")


def _row(what: str, run: Run, little: Run | None = None, beside: Run | None = None) -> dict[str, Any]:
    """`beside`: what its time is compared with. `memory x` is that of the process that grew more."""
    grown = max(run.worker_mb / little.worker_mb, run.child_mb / little.child_mb) if little else None
    return {
        "what": what,
        "s": round(run.seconds, 2),
        "rows/s": round(run.rows / run.seconds),
        "CPU s": round(run.cpu_s, 1) or "",
        "worker MB": f"{little.worker_mb:.0f} / {run.worker_mb:.0f}" if little else "",
        "child MB": f"{little.child_mb:.0f} / {run.child_mb:.0f}" if little else round(run.child_mb) or "",
        "memory x": round(grown, 2) if grown else "",
        "ratio": round(run.seconds / beside.seconds, 2) if beside else "",
    }


if __name__ == "__main__":
    print(asyncio.run(run()))
