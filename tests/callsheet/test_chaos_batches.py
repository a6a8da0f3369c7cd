"""The judge of `callsheet chaos` on batches: a true story of one that was retried, and every lie."""

from collections.abc import Callable
from typing import Any

import pytest

from callsheet.chaos.judge import judge
from callsheet.chaos.plan import Via
from callsheet.chaos.witness import Asked, Book, Connection, Counts, Evidence, Frame, Last, Said, Transcript

RUN = "aaaaaaaaaaaa"
IDS = ("a", "b", "x", "c")
STEPS = {1: (0, None), 2: (2, 25), 3: (2, 50), 4: (3, 75)}
"""By version: how many items of the first batch were processed, and the milestone."""
Lie = Callable[[Evidence], object]


def counts(succeeded: int, failed: int = 0, skipped: int = 0, total: int = 4) -> dict[str, int]:
    told = {"processed": succeeded + failed, "succeeded": succeeded, "failed": failed, "skipped": skipped}
    return {"total": total, **told}


def job(job_id: str, status: str, told: dict[str, int], version: int, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("group", "retryOf", "result", "error"))
    percent = 100 if status == "completed" else 75
    basic = {"id": job_id, "kind": "annotation", "status": status, "counts": told, "version": version}
    money = {"credits": {"charged": 0, "refunded": 0}, "percent": percent, "completedAt": "then"}
    return {**blank, **basic, **money, **more}


def item(item_id: str, outcome: str, code: str | None = None) -> dict[str, Any]:
    error = {"code": code, "message": "so"} if code else None
    return {
        "itemId": item_id,
        "outcome": outcome,
        "annotation": {} if outcome == "succeeded" else None,
        "error": error,
    }


MISSING = item("x", "failed", "image-not-found")
FIRST = job("j1", "cancelled", counts(2, 1, 1), 5)
SECOND = job("j2", "completed", counts(1, 1, total=2), 6, retryOf="j1")


def frame(version: int | None, event: str = "update", **more: Any) -> Frame:
    """A state of the first batch; without a version a detail of its second one."""
    processed, milestone = STEPS[version or 2]
    told = Counts(**counts(max(0, processed - 1), min(processed, 1)))
    run, said = (None, None) if version is None else (RUN, milestone if event == "update" else None)
    return Frame(0, event, "j1", run, version, "running", 25 * processed, None, told, said)._replace(**more)


def end(**more: Any) -> Frame:
    told = Counts(**FIRST["counts"])
    return Frame(0, "cancelled", "j1", RUN, 5, "cancelled", 75, FIRST, told)._replace(**more)


def line(version: int, status: str = "running", milestone: int | None = None) -> dict[str, Any]:
    return {"version": version, "status": status, "stage": "annotate", "milestone": milestone}


def truth() -> Evidence:
    """Four images, of which one is not there and one was skipped; the retry has these two."""
    begun = [line(version, milestone=passed) for version, (_, passed) in STEPS.items()]
    again = [line(1), *(line(n, milestone=25 * (n - 1)) for n in range(2, 6)), line(6, "completed")]
    came = Connection(0, None, 200, "left", [frame(1, "snapshot"), frame(2), frame(None, "detail")])
    returned = Connection(1, f"{RUN}-2", 200, "closed", [frame(3), frame(4), end()])
    lineage = {"jobs": [FIRST, SECOND], "counts": counts(3, 1)}
    items = item("a", "succeeded"), item("b", "succeeded"), MISSING, item("c", "skipped")
    rest = MISSING, item("c", "succeeded")
    return Evidence(
        said=[
            Said(0, "GET j1", "j1", "running", 50, RUN, Counts(**counts(1, 1))),
            Said(0, "POST cancel", "j1", "running", 0, None, Counts(**counts(0))),
            Said(1, "GET j1", "j1", "cancelled", 75, RUN, Counts(**FIRST["counts"])),
        ],
        asked=[
            Asked("POST", "o", "k", answers=[(201, {"jobId": "j1"}, False)], ids=IDS, unknown=frozenset("x")),
            Asked("POST retry", "o", "k2", retry_of="j1", answers=[(202, SECOND, False)]),
        ],
        transcripts=[Transcript("watcher", Via.EVENTS, ("j1",), [came, returned], True)],
        jobs=[
            Last(FIRST, RUN, (*begun, line(5, "cancelled")), None, items),
            Last(SECOND, RUN, tuple(again), None, rest, lineage),
        ],
        books=[Book("o", 5, ({"id": 1, "kind": "grant", "amount": 5, "jobId": None, "runId": ""},))],
    )


def in_stream(*frames: Frame) -> Lie:
    def lie(evidence: Evidence) -> None:
        evidence.transcripts[0].connections[1].frames = list(frames)

    return lie


def last_is(number: int, **more: Any) -> Lie:
    def lie(evidence: Evidence) -> None:
        evidence.jobs[number] = evidence.jobs[number]._replace(**more)

    return lie


def timeline_lacks(number: int, version: int) -> Lie:
    def lie(evidence: Evidence) -> None:
        lines = tuple(one for one in evidence.jobs[number].timeline if one["version"] != version)
        last_is(number, timeline=lines)(evidence)

    return lie


def items_are(number: int, *items: dict[str, Any]) -> Lie:
    return last_is(number, items=items)


def job_says(number: int, **more: Any) -> Lie:
    return lambda evidence: last_is(number, job={**evidence.jobs[number].job, **more})(evidence)


def paid(evidence: Evidence) -> None:
    entry = {"id": 2, "kind": "charge", "amount": -1, "jobId": "j1", "runId": "r"}
    evidence.books[0] = Book("o", 4, (entry, *evidence.books[0].entries))


GOOD, LEFT = (item("a", "succeeded"), item("b", "succeeded")), item("c", "skipped")
DONE = item("c", "succeeded")


def reset(evidence: Evidence) -> None:
    evidence.resets.add("j1")
    begun = [frame(version, event, run="b" * 12) for version, event in ((2, "reset"), (3, "update"))]
    in_stream(*begun, frame(4, run="b" * 12), end(run="b" * 12))(evidence)
    last_is(0, run="b" * 12)(evidence)


def done_after_all(evidence: Evidence) -> None:
    """The first one completed when an operator reset it, while the second was at it too."""
    evidence.resets.add("j1")
    items_are(0, *GOOD, MISSING, DONE)(evidence)
    told = {**FIRST, "counts": counts(3, 1)}
    job_says(0, counts=counts(3, 1))(evidence)
    in_stream(frame(3), frame(4), end(job=told, counts=Counts(**told["counts"])))(evidence)


TRUE_STORIES: dict[str, Lie] = {
    "as it is": lambda evidence: None,
    "a detail that repeats what its version announced": in_stream(
        frame(3), frame(None, "detail"), frame(4), end()
    ),
    "a reset starts over": reset,
    "a reset of the first one leaves nothing to its retry": done_after_all,
}

LIES: dict[str, tuple[str, Lie]] = {
    "processed that nobody did": (
        "counts do not add up",
        in_stream(frame(3, counts=Counts(4, 3, 1, 1, 0)), frame(4), end()),
    ),
    "more than all": ("counts do not add up", in_stream(frame(3, counts=Counts(4, 4, 3, 1, 1)), end())),
    "an answer that does not add up": (
        "counts do not add up",
        lambda e: e.said.append(Said(1, "POST", "j1", "running", 0, None, Counts(4, 1, 0, 0, 0))),
    ),
    "processed falls": ("counts fell", in_stream(frame(3, counts=Counts(4, 1, 1, 0, 0)), frame(4), end())),
    "succeeded falls alone": (
        "counts fell",
        in_stream(frame(3, counts=Counts(4, 2, 0, 2, 0)), frame(4), end()),
    ),
    "counts fall in GET": (
        "counts fell",
        lambda e: e.said.insert(1, Said(0, "GET", "j1", "running", 50, RUN, Counts(4, 1, 1, 0, 0))),
    ),
    "100 % of what still runs": (
        "100 % before the end",
        in_stream(frame(3), frame(4, percent=100), end(percent=100)),
    ),
    "a milestone again": (
        "milestone again or out of order",
        in_stream(frame(3, milestone=25), frame(4), end()),
    ),
    "a lower milestone": (
        "milestone again or out of order",
        in_stream(frame(3, milestone=75), frame(4, milestone=50), end()),
    ),
    "a completed one without a milestone": ("milestones of a completed batch", timeline_lacks(1, 3)),
    "a milestone before a lower one": (
        "milestones out of order",
        last_is(0, timeline=(line(1, milestone=50), line(2, milestone=25))),
    ),
    "an item without outcome": (
        "outcomes and counts differ",
        items_are(0, *GOOD, MISSING, {**LEFT, "outcome": None}),
    ),
    "an outcome that is not counted": ("outcomes and counts differ", items_are(0, *GOOD, MISSING, DONE)),
    "an item too few": ("items without an end", items_are(0, *GOOD, MISSING)),
    "counts that leave one out": ("items without an end", job_says(0, counts=counts(2, 1))),
    "completed and skipped": (
        "completed without all",
        lambda e: (job_says(1, counts=counts(0, 1, 1, 2))(e), items_are(1, MISSING, LEFT)(e)),
    ),
    "an unknown image that is annotated": (
        "outcome of an item",
        items_are(1, item("x", "succeeded"), item("c", "failed", "image-not-found")),
    ),
    "another reason": ("outcome of an item", items_are(1, item("x", "failed", "not-an-image"), DONE)),
    "an annotation that is not there": (
        "outcome of an item",
        items_are(1, MISSING, {**DONE, "annotation": None}),
    ),
    "an item twice": ("other items than were asked for", items_are(0, *GOOD, MISSING, item("a", "skipped"))),
    "another order": ("other items than were asked for", items_are(0, *reversed(GOOD), MISSING, LEFT)),
    "a retry of what was done": ("a retry of other items", items_are(1, MISSING, item("a", "succeeded"))),
    "a lineage without its first": (
        "another lineage",
        last_is(1, lineage={"jobs": [SECOND], "counts": counts(3, 1)}),
    ),
    "a lineage that counts twice": (
        "lineage does not add up",
        last_is(1, lineage={"jobs": [FIRST, SECOND], "counts": counts(3, 2)}),
    ),
    "a lineage that was not asked for": ("another lineage", last_is(1, lineage=None)),
    "a batch that was charged": ("paid for what is free", paid),
    "an end with other counts": (
        "terminal frame and job differ",
        in_stream(frame(3), frame(4), end(job={**FIRST, "counts": counts(3, 1)})),
    ),
    "an end on /api with other counts": (
        "terminal frame and job differ",
        in_stream(frame(3), frame(4), end(event="status", job={"progress": {}, "completedAt": "then"})),
    ),
}


@pytest.mark.parametrize("told", TRUE_STORIES.values(), ids=TRUE_STORIES)
def test_a_true_story_of_batches_is_clean(told: Lie) -> None:
    """What was promised of batches is no violation."""
    evidence = truth()
    told(evidence)
    assert judge(evidence) == []


@pytest.mark.parametrize(("rule", "lie"), LIES.values(), ids=LIES)
def test_every_lie_about_batches_is_found(rule: str, lie: Lie) -> None:
    """Each broken promise is named by its rule."""
    evidence = truth()
    lie(evidence)
    assert rule in {violation.rule for violation in judge(evidence)}
