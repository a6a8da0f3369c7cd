"""The judge's look at imports and exports: every row is read once, every bad one told, both faces agree."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from callsheet.chaos.transfer_plan import Import
from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import ENDED, EXPORT, IMPORT, TRANSFERS, Evidence, Last

BY_OTHERS = frozenset({"terminated", "deadline-exceeded"})
"""How what was asked for rightly may fail: by an operator, or by time itself."""
CAPITALS = {"running": "PROCESSING"}
CANCELLED = "Job was cancelled"
FACTS: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "status": lambda job: CAPITALS.get(job["status"], job["status"].upper()),
    "progress": lambda job: job["percent"],
    "error": lambda job: CANCELLED if job["status"] == "cancelled" else (job["error"] or {}).get("message"),
    "result": lambda job: job["result"],
    "updatedAt": lambda job: job["updatedAt"],
    "processedRows": lambda job: _count(job, "processed"),
    "importedCount": lambda job: _count(job, "succeeded") if job["kind"] == IMPORT else None,
    "skippedCount": lambda job: _count(job, "skipped") if job["kind"] == IMPORT else None,
}
"""What `/api/import-export` says of a job that has ended, by what `/v1` says of it."""


class Line(NamedTuple):
    """An import with its retries, oldest first: together they read one file. `reset`: an operator ran one of
    them once more, perhaps beside its own retry."""

    owner: str
    sheet: Import
    jobs: tuple[Last, ...]
    reset: bool

    @property
    def id(self) -> str:
        return self.jobs[0].id

    @property
    def read(self) -> int:
        return self._most("totalRows")

    @property
    def kept(self) -> int:
        return self._most("importedCount")

    @property
    def inserted(self) -> int:
        return self._most("insertedCount")

    @property
    def completed(self) -> bool:
        return any(job.status == "completed" for job in self.jobs)

    @property
    def open(self) -> bool:
        return any(job.status not in ENDED for job in self.jobs)

    @property
    def began(self) -> str:
        return str(self.jobs[0].job["createdAt"])

    @property
    def over(self) -> str:
        return max(str(job.job["completedAt"]) for job in self.jobs)

    def _most(self, what: str) -> int:
        return max((int(job.job["result"][what]) for job in self.jobs if job.job["result"]), default=0)


def lines(evidence: Evidence) -> list[Line]:
    wanted = {job_id: asked for asked in evidence.asked for job_id in asked.job_ids}
    parents = {last.id: last.job["retryOf"] for last in evidence.jobs}
    of_root: dict[str, list[Last]] = {}
    for last in sorted(evidence.jobs, key=lambda last: str(last.job.get("createdAt"))):
        if last.job["kind"] == IMPORT:
            of_root.setdefault(_root(last.id, parents), []).append(last)
    return [
        Line(asked.owner, asked.transfer, tuple(jobs), not evidence.resets.isdisjoint(job.id for job in jobs))
        for root, jobs in of_root.items()
        if (asked := wanted.get(root)) and isinstance(asked.transfer, Import)
    ]


def ended_well(evidence: Evidence) -> Iterator[Violation]:
    """Every import and export, as it stands when all is over."""
    for last in evidence.jobs:
        if last.job["kind"] in TRANSFERS and last.status in ENDED:
            yield from told_alike(last)
        if last.job["kind"] == EXPORT:
            yield from (*delivered(last), *failed_by(last, BY_OTHERS))
    for line in lines(evidence):
        yield from goes_on(line)
        for last in line.jobs:
            yield from (*counted(last, line), *reported(last, line), *failed_by(last, reasons(line)))


def told_alike(last: Last) -> Iterator[Violation]:
    """Both faces say the same of it."""
    told = last.standing or {}
    for name, read in FACTS.items():
        if told.get(name) != (true := read(last.job)):
            shown = f"{name} is {told.get(name)!r} and {true!r}"
            yield Violation("/api and /v1 differ", last.id, shown[:500])


def failed_by(last: Last, fine: frozenset[str]) -> Iterator[Violation]:
    error = last.job["error"] or {}
    if last.status == "failed" and error.get("code") not in fine:
        yield Violation("failed without a reason", last.id, f"{error.get('code')}: {error.get('message')}")


def reasons(line: Line) -> frozenset[str]:
    own = {"too-many-bad-rows"} if _too_bad(line.sheet) else set()
    return BY_OTHERS | own | ({"load-taken"} if line.reset else set())


def counted(last: Last, line: Line) -> Iterator[Violation]:
    """So many rows as were read are imported or skipped; all of them, where it completed."""
    result, sheet = last.job["result"], line.sheet
    if last.status == "completed" and _too_bad(sheet):
        yield Violation("completed with too many bad rows", last.id, f"{len(sheet.bad)} in {sheet.rows}")
    if last.status not in ENDED:
        return
    if result is None:  # a retry that never came to read has nothing to say
        if last.status == "completed" or not (last.job["retryOf"] or line.reset):
            yield Violation("import without a result", last.id, last.status)
        return
    read, imported, skipped = (result[name] for name in ("totalRows", "importedCount", "skippedCount"))
    true = read - len(_bad(sheet, read)), len(_bad(sheet, read))
    if (imported, skipped) != true or (last.status == "completed" and read != sheet.rows):
        shown = f"{last.status}: {read} of {sheet.rows} rows, {imported} imported, {skipped} skipped"
        yield Violation("rows do not add up", last.id, f"{shown}; it is {true[0]} and {true[1]}")
    yield from _agree(last, sheet)


def _agree(last: Last, sheet: Import) -> Iterator[Violation]:
    """What a result says in several words is the same."""
    result, counts = last.job["result"], last.job["counts"] or {}
    imported, inserted, updated = (result[f"{word}Count"] for word in ("imported", "inserted", "updated"))
    if inserted + updated != imported or (updated and sheet.mode != "upsert"):
        shown = f"{imported} imported, {inserted} inserted, {updated} updated by {sheet.mode}"
        yield Violation("rows do not add up", last.id, shown)
    by_column = sum(one["count"] for one in result["errorsByColumn"])
    told = [counts.get(name) for name in ("processed", "succeeded", "skipped")]
    if told != [result["totalRows"], imported, result["skippedCount"]] or by_column != told[2]:
        shown = f"counts {told}, {by_column} by column, result {result}"
        yield Violation("counts and result differ", last.id, shown[:500])


def reported(last: Last, line: Line) -> Iterator[Violation]:
    """Each bad row that was read is named once, in the file's order; whoever of the line is asked."""
    true = [] if line.open else _bad(line.sheet, line.read)
    if not line.open and list(last.faults) != true:
        missing, more = set(true) - set(last.faults), set(last.faults) - set(true)
        shown = f"missing {sorted(missing)[:5]}, more {sorted(more)[:5]}"
        shown = f"{len(last.faults)} told, {len(true)} bad; {shown}"
        yield Violation("bad rows and errors differ", last.id, shown)


def goes_on(line: Line) -> Iterator[Violation]:
    """A retry begins behind the last row that was read."""
    reads = [int(job.job["result"]["totalRows"]) for job in line.jobs if job.job["result"]]
    if reads != sorted(reads) and not line.reset:
        yield Violation("a retry that read less", line.id, f"rows read by each: {reads}")


def delivered(last: Last) -> Iterator[Violation]:
    """The file that was promised is there, whole."""
    result, taken = last.job["result"], last.taken
    if last.status != "completed":
        return
    if taken is None:
        yield Violation("not delivered", last.id, f"nothing came from {result['fileUrl']}")
        return
    promised = tuple(result[name] for name in ("fileSize", "sha256", "rowCount"))
    if promised != (taken.bytes, taken.sha256, taken.number):
        shown = f"{promised} were promised, {taken[:3]} came"
        yield Violation("another file than was promised", last.id, shown)


def _bad(sheet: Import, read: int) -> list[tuple[int, str]]:
    return [(row, code) for row, code in sheet.bad if row <= read]


def _too_bad(sheet: Import) -> bool:
    return sheet.strict and bool(sheet.bad)


def _root(job_id: str, parents: Mapping[str, Any]) -> str:
    while parent := parents.get(job_id):
        job_id = str(parent)
    return job_id


def _count(job: Mapping[str, Any], name: str) -> int:
    return int((job["counts"] or {}).get(name, 0))
