"""The judge of `callsheet chaos` on imports and exports: a true story of six jobs, and every lie."""

from collections.abc import Callable
from typing import Any

import pytest

from callsheet.chaos.judge import judge
from callsheet.chaos.plan import Via
from callsheet.chaos.sheets import keys
from callsheet.chaos.transfer_plan import APART, Export, Import
from callsheet.chaos.transfers import FACTS
from callsheet.chaos.witness import (
    Asked,
    Book,
    Connection,
    Counts,
    Evidence,
    Frame,
    Last,
    Row,
    Said,
    Table,
    Taken,
    Transcript,
)

RUN = "aaaaaaaaaaaa"
BAD = ((3, "type"), (8, "duplicate-key"))
Lie = Callable[[Evidence], object]


def sheet(dataset: str, source: int, first: int, **more: Any) -> Import:
    return Import(dataset, source, first, 10, BAD, renamed=False, strict=False)._replace(**more)


ADDED = sheet("added", 1, APART)
OLD, NEW = sheet("replaced", 2, 2 * APART), sheet("replaced", 3, 3 * APART)
EARLIER, LATER = (sheet("renewed", source, first, bad=()) for source, first in ((4, 0), (5, 5)))
OUT = Export("added", "jsonl", chosen=True, beyond=APART + 4, falling=True, raw=False)


def job(job_id: str, kind: str, at: int, status: str, told: Counts, **more: Any) -> dict[str, Any]:
    """It began and ended in that second."""
    blank = dict.fromkeys(("group", "retryOf", "result", "error"))
    times = {"createdAt": f"2026-01-01T00:00:{at:02}.1Z", "completedAt": f"2026-01-01T00:00:{at:02}.9Z"}
    money = {"credits": {"charged": 0, "refunded": 0}, "percent": 100 if status == "completed" else 40}
    basic = {"id": job_id, "kind": kind, "owner": "o", "status": status, "version": 3, "input": {}}
    return {**blank, **times, "updatedAt": "then", **money, **basic, "counts": told._asdict(), **more}


def last(told: dict[str, Any], **more: Any) -> Last:
    line = {"version": 3, "status": told["status"], "stage": "load", "milestone": None}
    standing = {name: read(told) for name, read in FACTS.items()}
    return Last(told, RUN, (line,), None, standing=standing, **more)


def read(
    job_id: str, wanted: Import, at: int, rows: int, status: str = "completed", updated: int = 0, **more: Any
) -> Last:
    """An import that came so far."""
    faults = tuple(one for one in wanted.bad if one[0] <= rows)
    kept = rows - len(faults)
    result = {"totalRows": rows, "importedCount": kept, "skippedCount": len(faults)}
    result |= {"insertedCount": kept - updated, "updatedCount": updated}
    by_column = [{"column": "id", "code": code, "count": 1} for _, code in faults]
    told = Counts(rows, rows, kept, 0, len(faults))
    said = {"result": {**result, "errorsByColumn": by_column}, **more}
    return last(job(job_id, "import", at, status, told, **said), faults=faults)


def rows_of(wanted: Import, number: int | None = None) -> tuple[Row, ...]:
    return tuple(Row(key, wanted.source) for key in keys(wanted)[:number])


FILE = tuple(reversed(rows_of(ADDED)))[:5]
CHARGES = Book("o", 5, ({"id": 1, "kind": "grant", "amount": 5, "jobId": None, "runId": ""},))


def asked(job_id: str, wanted: Import | Export) -> Asked:
    return Asked("POST", "o", job_id, answers=[(201, {"jobId": job_id}, False)], transfer=wanted)


def truth() -> Evidence:
    """An insert was cancelled and carried on; two upserts share five keys; a replacement was cancelled after
    another one; what was added is exported."""
    fetched = {"fileUrl": "/v1/artifacts/x", "fileSize": 9, "sha256": "abc", "rowCount": 5}
    told = job("e1", "export", 20, "completed", Counts(5, 5, 5, 0, 0), result=fetched)
    file = last(told, taken=Taken(9, "abc", 5, FILE))
    stopped = read("i1", ADDED, 1, 4, "cancelled")._replace(faults=BAD)
    end = Frame(0, "status_update", "i2", RUN, 3, "completed", 100, counts=Counts(10, 10, 8, 0, 2))
    carried_on = read("i2", ADDED, 2, 10, retryOf="i1")
    frames = [
        Frame(0, "status_update", "i2", RUN, 1, "running", 40, counts=Counts(4, 4, 3, 0, 1)),
        end._replace(job=carried_on.standing),
    ]
    connection = Connection(0, None, 200, "closed", frames)
    wanted: dict[str, Import | Export] = {
        "i1": ADDED,
        "r1": OLD,
        "r2": NEW,
        "u1": EARLIER,
        "u2": LATER,
        "e1": OUT,
    }
    return Evidence(
        said=[Said(0, "GET i2", "i2", "running", 40, RUN, Counts(4, 4, 3, 0, 1))],
        asked=[
            *(asked(job_id, one) for job_id, one in wanted.items()),
            Asked("POST retry", "o", "k2", retry_of="i1", answers=[(202, {"jobId": "i2"}, False)]),
        ],
        transcripts=[Transcript("watcher", Via.ROWS, ("i2",), [connection], True)],
        jobs=[
            stopped,
            carried_on,
            read("r1", OLD, 3, 10),
            read("r2", NEW, 4, 10, "cancelled"),
            read("u1", EARLIER, 5, 10),
            read("u2", LATER, 6, 10, updated=5),
            file,
        ],
        books=[CHARGES],
        tables=[
            Table("o", "added", 8, rows_of(ADDED)),
            Table("o", "replaced", 8, rows_of(OLD)),
            Table("o", "renewed", 15, (*rows_of(EARLIER, 5), *rows_of(LATER))),
        ],
    )


def job_is(job_id: str, **more: Any) -> Lie:
    """On both faces."""

    def lie(evidence: Evidence) -> None:
        (at,) = (at for at, one in enumerate(evidence.jobs) if one.id == job_id)
        told = {**evidence.jobs[at].job, **more}
        standing = {name: read(told) for name, read in FACTS.items()}
        evidence.jobs[at] = evidence.jobs[at]._replace(job=told, standing=standing)

    return lie


def last_is(job_id: str, **more: Any) -> Lie:
    def lie(evidence: Evidence) -> None:
        (at,) = (at for at, one in enumerate(evidence.jobs) if one.id == job_id)
        evidence.jobs[at] = evidence.jobs[at]._replace(**more)

    return lie


def result_is(job_id: str, **more: Any) -> Lie:
    def lie(evidence: Evidence) -> None:
        (found,) = (one for one in evidence.jobs if one.id == job_id)
        job_is(job_id, result={**found.job["result"], **more})(evidence)

    return lie


def instead(one: Last) -> Lie:
    """The job was another one."""
    return last_is(one.id, **one._asdict())


def holds(at: int, *rows: Row, told: int | None = None) -> Lie:
    def lie(evidence: Evidence) -> None:
        number = len(rows) if told is None else told
        evidence.tables[at] = evidence.tables[at]._replace(told=number, rows=rows)

    return lie


def exported(*rows: Row) -> Lie:
    def lie(evidence: Evidence) -> None:
        result_is("e1", rowCount=len(rows))(evidence)
        last_is("e1", taken=Taken(9, "abc", len(rows), rows))(evidence)

    return lie


def wanted_is(job_id: str, wanted: Import | Export) -> Lie:
    def lie(evidence: Evidence) -> None:
        (one,) = (one for one in evidence.asked if one.key == job_id)
        one.transfer = wanted

    return lie


def all_of(*lies: Lie) -> Lie:
    return lambda evidence: [lie(evidence) for lie in lies]


WRONG = {"code": "database-away", "message": "so"}
STRICT = {"code": "too-many-bad-rows", "message": "2 of 10 rows are bad"}
BY_OPERATOR = {"code": "terminated", "message": "so"}
STRANGER = Row(77, 9)

TRUE_STORIES: dict[str, Lie] = {
    "as it is": lambda evidence: None,
    "an insert that failed half-way": all_of(
        last_is("i1", faults=BAD[:1]),
        instead(read("i2", ADDED, 2, 6, "failed", error=BY_OPERATOR, retryOf="i1")),
        lambda e: e.transcripts.clear(),
        lambda e: e.said.clear(),
        holds(0, *rows_of(ADDED, 5)),
        exported(*reversed(rows_of(ADDED, 5)[3:])),
    ),
    "a retry that was cancelled before it read": all_of(
        last_is("i1", faults=BAD[:1]),
        instead(
            last(job("i2", "import", 2, "cancelled", Counts(0, 0, 0, 0, 0), retryOf="i1"), faults=BAD[:1])
        ),
        lambda e: e.transcripts.clear(),
        lambda e: e.said.clear(),
        holds(0, *rows_of(ADDED, 3)),
        exported(),
    ),
    "bad rows where none may be": all_of(
        wanted_is("r1", OLD._replace(strict=True)),
        job_is("r1", status="failed", percent=40, error=STRICT),
        holds(1),
    ),
    "an export beside the import": all_of(
        lambda e: job_is("e1", createdAt="2026-01-01T00:00:02.5Z")(e), exported(*FILE[3:])
    ),
    "a newer replacement": all_of(instead(read("r2", NEW, 4, 10)), holds(1, *rows_of(NEW))),
    "replacements side by side": all_of(instead(read("r2", NEW, 3, 10)), holds(1, *rows_of(NEW))),
}

LIES: dict[str, tuple[str, Lie]] = {
    "a row that was not read": ("rows do not add up", instead(read("r1", OLD, 3, 9))),
    "a row that was not counted": ("rows do not add up", result_is("r1", importedCount=7)),
    "an update by an insert": ("rows do not add up", result_is("i1", insertedCount=1, updatedCount=2)),
    "counts beside the result": (
        "counts and result differ",
        job_is("r1", counts=Counts(10, 10, 10, 0, 0)._asdict()),
    ),
    "columns without their errors": ("counts and result differ", result_is("r1", errorsByColumn=[])),
    "an import without a result": ("import without a result", job_is("r2", result=None)),
    "a bad row that nobody told": ("bad rows and errors differ", last_is("i2", faults=BAD[:1])),
    "a bad row that is told twice": ("bad rows and errors differ", last_is("i2", faults=(*BAD, BAD[1]))),
    "another reason": ("bad rows and errors differ", last_is("i2", faults=(BAD[0], (8, "enum")))),
    "too many bad rows": (
        "completed with too many bad rows",
        wanted_is("r1", OLD._replace(strict=True)),
    ),
    "a failure of ours": ("failed without a reason", job_is("r2", status="failed", error=WRONG)),
    "an export's failure of ours": ("failed without a reason", job_is("e1", status="failed", error=WRONG)),
    "a retry that begins again": (
        "a retry that read less",
        instead(read("i2", ADDED, 2, 3, "cancelled", retryOf="i1")),
    ),
    "faces that differ": ("/api and /v1 differ", last_is("r1", standing={"status": "PROCESSING"})),
    "a stream that tells another result": (
        "terminal frame and job differ",
        result_is("i2", errors=["Row 3"]),
    ),
    "a file that is not there": ("not delivered", last_is("e1", taken=None)),
    "another file": ("another file than was promised", last_is("e1", taken=Taken(9, "abd", 5, FILE))),
    "a row too few in it": (
        "another file than was promised",
        last_is("e1", taken=Taken(9, "abc", 4, FILE[:4])),
    ),
    "a row that the dataset does not count": ("rows miscounted", holds(0, *rows_of(ADDED), told=7)),
    "a key twice": ("a key twice", holds(0, *rows_of(ADDED), rows_of(ADDED)[0])),
    "a row of nobody": ("rows that nobody sent", holds(1, *rows_of(OLD), STRANGER)),
    "a row that was lost": ("rows and report differ", holds(0, *rows_of(ADDED, 7))),
    "a row that was bad": ("rows and report differ", holds(0, *rows_of(ADDED._replace(bad=())))),
    "half a replacement": ("rows and report differ", holds(1, *rows_of(OLD, 7))),
    "two replacements": ("rows and report differ", holds(1, *rows_of(OLD), *rows_of(NEW, 1))),
    "a replacement that was cancelled": ("rows and report differ", holds(1, *rows_of(NEW))),
    "nothing after a replacement": ("rows lost", holds(1)),
    "an older replacement": ("rows that were replaced", instead(read("r2", NEW, 4, 10))),
    "an upsert's row that was lost": ("rows lost", holds(2, *rows_of(EARLIER, 5), *rows_of(LATER, 9))),
    "an upsert's row that nobody sent": (
        "rows that nobody sent",
        holds(2, *rows_of(EARLIER, 5), *rows_of(LATER), Row(99, 5)),
    ),
    "the first of two upserts": (
        "rows that were to change",
        holds(2, *rows_of(EARLIER), *rows_of(LATER)[5:]),
    ),
    "inserts that nobody finds": ("rows miscounted", result_is("u2", insertedCount=6, updatedCount=4)),
    "an export without a row": ("rows and report differ", exported(*FILE[1:])),
    "an export in another order": ("an export of other rows", exported(*reversed(FILE))),
    "an export of what was left out": ("an export of other rows", exported(*FILE, rows_of(ADDED, 4)[2])),
    "a dataset of nobody": (
        "dataset that nobody asked for",
        lambda e: e.tables.append(Table("o", "of nobody", 0, ())),
    ),
    "skipped that nobody read": (
        "counts do not add up",
        lambda e: e.said.append(Said(1, "GET", "i2", "running", 50, RUN, Counts(5, 5, 5, 0, 1))),
    ),
    "rows that are unread": (
        "counts fell",
        lambda e: e.said.append(Said(1, "GET", "i2", "running", 50, RUN, Counts(3, 3, 3, 0, 0))),
    ),
    "100 % of what still runs": (
        "100 % before the end",
        lambda e: (
            e.transcripts[0]
            .connections[0]
            .frames.insert(1, Frame(0, "status_update", "i2", RUN, 2, "running", 100))
        ),
    ),
    "an import that was charged": (
        "job and ledger differ",
        job_is("i1", credits={"charged": 5, "refunded": 0}),
    ),
}


@pytest.mark.parametrize("told", TRUE_STORIES.values(), ids=TRUE_STORIES)
def test_a_true_story_of_rows_is_clean(told: Lie) -> None:
    """What was promised of imports and exports is no violation."""
    evidence = truth()
    told(evidence)
    assert judge(evidence) == []


@pytest.mark.parametrize(("rule", "lie"), LIES.values(), ids=LIES)
def test_every_lie_about_rows_is_found(rule: str, lie: Lie) -> None:
    """Each broken promise is named by its rule."""
    evidence = truth()
    lie(evidence)
    assert rule in {violation.rule for violation in judge(evidence)}
