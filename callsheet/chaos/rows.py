"""The judge's look at datasets and what was exported of them: every row was sent, none is lost or twice.

What has to be there follows from the way in: see `transfer_plan`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from callsheet.chaos.sheets import keys
from callsheet.chaos.transfer_plan import MODES, Export
from callsheet.chaos.transfers import Line, lines
from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import Evidence, Last, Row, Table


class Held(NamedTuple):
    """Rows of a dataset, as `subject` has them: of all keys `beyond` one. `since`: whatever had ended by then
    is in it; None: all of it has."""

    subject: str
    mode: str
    rows: Sequence[Row]
    beyond: int = -1
    since: str | None = None

    def has(self, line: Line) -> bool:
        """Whether all that the import kept must be there."""
        return self.since is None or (not line.open and line.over < self.since)

    def wanted(self, found: Iterable[int]) -> list[int]:
        return [key for key in found if key > self.beyond]


def kept(evidence: Evidence) -> Iterator[Violation]:
    known: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines(evidence):
        known[line.owner, line.sheet.dataset].append(line)
    for table in evidence.tables:
        if table.name not in MODES:
            yield Violation("dataset that nobody asked for", table.name, f"of {table.owner}")
        elif not any(line.open for line in known[table.owner, table.name]):
            yield from in_table(table, known[table.owner, table.name])
    wanted = {job_id: asked for asked in evidence.asked for job_id in asked.job_ids}
    parents = {last.id: last.job["retryOf"] for last in evidence.jobs}
    for last in evidence.jobs:
        root = last.id
        while parent := parents.get(root):
            root = parent
        asked = wanted.get(root)
        if asked and isinstance(asked.transfer, Export):
            yield from in_file(last, asked.transfer, known[asked.owner, asked.transfer.dataset])


def in_table(table: Table, of_dataset: Sequence[Line]) -> Iterator[Violation]:
    name = f"{table.owner} {table.name}"
    if table.told != len(table.rows):
        yield Violation("rows miscounted", name, f"{table.told} told, {len(table.rows)} there")
    yield from _sent(Held(name, MODES[table.name], table.rows), of_dataset)
    inserted = sum(line.inserted for line in of_dataset)
    if MODES[table.name] == "upsert" and inserted != len(table.rows):
        yield Violation("rows miscounted", name, f"{inserted} inserted in all, {len(table.rows)} there")


def in_file(last: Last, export: Export, of_dataset: Sequence[Line]) -> Iterator[Violation]:
    """What an export has is of one instant, not before it was asked for."""
    if last.status != "completed" or last.taken is None or last.taken.rows is None:
        return
    beyond = -1 if export.beyond is None else export.beyond
    since = str(last.job["createdAt"])
    held = Held(last.id, MODES[export.dataset], last.taken.rows, beyond, since)
    found = [row.key for row in held.rows]
    if held.wanted(found) != found or (export.falling and found != sorted(found, reverse=True)):
        yield Violation("an export of other rows", last.id, f"{export}: {found[:3]} to {found[-3:]}")
    yield from _sent(held._replace(rows=sorted(held.rows) if export.falling else held.rows), of_dataset)


def _sent(held: Held, of_dataset: Sequence[Line]) -> Iterator[Violation]:
    counted = Counter(row.key for row in held.rows)
    if twice := [key for key, count in counted.items() if count > 1]:
        yield Violation("a key twice", held.subject, f"{len(twice)} keys, {sorted(twice)[:5]}")
    known = {line.sheet.source: line for line in of_dataset}
    if strangers := {row.source for row in held.rows} - known.keys():
        yield Violation("rows that nobody sent", held.subject, f"of {sorted(strangers)}")
    judged = {"insert": inserted, "upsert": upserted, "replace": replaced}[held.mode]
    yield from judged(held, of_dataset)


def inserted(held: Held, of_dataset: Sequence[Line]) -> Iterator[Violation]:
    """Of each import the first rows of its file, as many as it says that it kept; fewer while it ran."""
    of_source = _by_source(held.rows)
    for line in of_dataset:
        found, true = of_source[line.sheet.source], held.wanted(keys(line.sheet)[: line.kept])
        if found != (true if held.has(line) else true[: len(found)]):
            yield _differs(held, line, found, true)


def upserted(held: Held, of_dataset: Sequence[Line]) -> Iterator[Violation]:
    """Each key that an import kept, from an import that had it, and not from one that was over before."""
    sent = {line.sheet.source: set(keys(line.sheet)[: line.kept]) for line in of_dataset}
    if stray := [row for row in held.rows if row.key not in sent.get(row.source, ())]:
        yield Violation("rows that nobody sent", held.subject, f"{len(stray)}, {stray[:3]}")
    there = {row.key: row.source for row in held.rows}
    for line in of_dataset:
        if not held.has(line):
            continue
        true = held.wanted(sent[line.sheet.source])
        if missing := [key for key in true if key not in there]:
            yield Violation("rows lost", held.subject, f"{len(missing)} of {line.id}, {missing[:3]}")
        before = {one.sheet.source for one in of_dataset if not one.open and one.over < line.began}
        if old := [key for key in true if there.get(key) in before]:
            shown = f"{len(old)} rows are older than {line.id}, which had them: {old[:3]}"
            yield Violation("rows that were to change", held.subject, shown)


def replaced(held: Held, of_dataset: Sequence[Line]) -> Iterator[Violation]:
    """All rows of one import that completed, and of none that another one came after."""
    of_source = _by_source(held.rows)
    complete = [line for line in of_dataset if line.completed]
    if not held.rows:
        if missing := [line.id for line in complete if held.has(line)]:
            yield Violation("rows lost", held.subject, f"it is empty after {', '.join(missing)}")
        return
    for line in of_dataset:
        if found := of_source[line.sheet.source]:
            if not line.completed or found != list(keys(line.sheet)):
                yield _differs(held, line, found, keys(line.sheet) if line.completed else ())
            after = [one.id for one in complete if one.began > line.over and held.has(one)]
            if after:
                shown = f"of {line.id}, after which came {', '.join(after)}"
                yield Violation("rows that were replaced", held.subject, shown)


def _by_source(rows: Iterable[Row]) -> defaultdict[int, list[int]]:
    of_source: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        of_source[row.source].append(row.key)
    return of_source


def _differs(held: Held, line: Line, found: Sequence[int], true: Sequence[int]) -> Violation:
    words = ", ".join(f"{job.id} {job.status}" for job in line.jobs)
    missing, more = len(set(true) - set(found)), len(set(found) - set(true))
    shown = f"{len(found)} rows, {len(true)} it should be ({missing} missing, {more} more): {words}"
    return Violation("rows and report differ", held.subject, shown)
