"""What came of an import: counts, what was wrong where, and where the rest of that is."""

from pathlib import Path
from typing import Any

from rich.table import Table

from callsheet.commands.following import span
from callsheet.commands.terminal import print_table, say
from callsheet.transfer_models import COMPLETED, Transfer

MOST_LINES = 20


def report(job: Transfer, saved: Path | None) -> None:
    result = job.result or {}
    print_table(_counts(job, result))
    if wrong := result.get("errorsByColumn"):
        say()
        print_table(_wrong(wrong))
    if errors := result.get("errors"):
        say("\nThe first of them")
        for line in errors:
            say(f"  {line}")
    if saved and job.skipped_count:
        say(f"All of them: {saved}")
    elif job.skipped_count and job.skipped_count > len(errors or []):
        say(f"All of them: callsheet import --watch {job.job_id} --errors-to errors.jsonl")


def _counts(job: Transfer, result: dict[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    in_vain = job.mode == "replace" and job.status != COMPLETED
    table.add_row("imported", f"{0 if in_vain else job.imported_count or 0:,}")
    if updated := result.get("updatedCount"):
        table.add_row("  of these changed", f"{updated:,}")
    table.add_row("skipped", f"{job.skipped_count or 0:,}")
    if (elapsed_s := (result.get("elapsedMs") or 0) / 1000) > 0:
        rows = result.get("totalRows") or job.processed_rows
        table.add_row("in", span(elapsed_s), f"{rows / elapsed_s:,.0f}/s")
    return table


def _wrong(wrong: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("SKIPPED FOR", justify="right")
    table.add_column("COLUMN")
    table.add_column("WHAT WAS WRONG")
    for one in sorted(wrong, key=lambda one: -one["count"])[:MOST_LINES]:
        table.add_row(f"{one['count']:,}", one["column"] or "(the row)", one["code"])
    return table
