"""What came of a batch: for people a few tables, for programs one document."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.table import Table

from callsheet.batch_models import Reason
from callsheet.commands.findings import Findings
from callsheet.commands.following import span
from callsheet.commands.terminal import print_table, say
from callsheet.commands.uploads import Content
from callsheet.models import Counts, Job

MOST_LINES = 20


def told_uploads(contents: Sequence[Content]) -> list[str]:
    """What became of the files, before anything is annotated."""
    kept = [one for one in contents if one.image]
    known, copies = sum(one.known for one in kept), [one.names for one in kept if len(one.paths) > 1]
    refused = [(path, one.refusal) for one in contents if one.refusal for path in one.names]
    counted = {"uploaded": len(kept) - known, "already there": known, "refused": len(refused)}
    lines = [", ".join(f"{count:,} {word}" for word, count in counted.items() if count)]
    lines += _some(f"  the same bytes: {' = '.join(same)}" for same in copies)
    return lines + _some(f"  refused: {path}  {refusal.reason}" for path, refusal in refused)


def report(job: Job, reasons: Sequence[Reason], found: Findings) -> None:
    counts = job.counts or Counts()
    print_table(_outcomes(job, counts))
    if reasons:
        print_table(_failures(reasons, found))
    if found.alike:
        say("\nNear-duplicates")
        for line in _some(f"  {', '.join(names)}" for names in found.alike.values()):
            say(line)


def document(contents: Sequence[Content], reasons: Sequence[Reason], found: Findings) -> dict[str, Any]:
    """Beside the job: every file, every reason, every group."""
    return {
        "images": [_image(one) for one in contents if one.image],
        "refused": [
            {"path": path, "code": one.refusal.code, "reason": one.refusal.reason}
            for one in contents
            if one.refusal
            for path in one.names
        ],
        "failures": [{**reason.json_ready(), "examples": found.such_as(reason)} for reason in reasons],
        "duplicateGroups": list(found.alike.values()),
    }


def _outcomes(job: Job, counts: Counts) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for word in ("succeeded", "failed", "skipped"):
        table.add_row(word, f"{getattr(counts, word):,}")
    if (elapsed_s := (job.result or {}).get("elapsedMs", 0) / 1000) > 0:
        done = counts.processed + counts.skipped
        table.add_row("in", span(elapsed_s), f"{done / elapsed_s:,.1f}/s")
    return table


def _failures(reasons: Sequence[Reason], found: Findings) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("FAILED", justify="right")
    for name in ("REASON", "SUCH AS"):
        table.add_column(name)
    for reason in reasons[:MOST_LINES]:
        table.add_row(
            f"{reason.count:,}", f"{reason.code}: {reason.message}", ", ".join(found.such_as(reason))
        )
    return table


def _image(content: Content) -> dict[str, Any]:
    assert content.image, "was kept"
    path, *copies = content.names
    return {"imageId": content.image.image_id, "path": path, "copies": copies, "known": content.known}


def _some(lines: Iterable[str]) -> list[str]:
    """Not more than a screen of them; `--json` and `--out` tell of all."""
    told = list(lines)
    return [*told[:MOST_LINES], *([f"  and {len(told) - MOST_LINES:,} more"] if told[MOST_LINES:] else [])]
