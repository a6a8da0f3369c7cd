"""The judge of `callsheet chaos`, before made-up evidence: a true story, and every kind of lie put in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from callsheet.chaos.judge import judge
from callsheet.chaos.plan import Via
from callsheet.chaos.witness import (
    Asked,
    Book,
    Connection,
    Evidence,
    Exchange,
    Frame,
    Kill,
    Last,
    Said,
    Transcript,
)

RUN, OTHER_RUN = "aaaaaaaaaaaa", "bbbbbbbbbbbb"
STATES = {1: ("running", 0), 2: ("running", 5), 3: ("running", 10), 4: ("completed", 100)}
Lie = Callable[[Evidence], object]


def job(job_id: str = "j1", status: str = "completed", **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": job_id,
        "kind": "enhancement",
        "group": "g",
        "retryOf": None,
        "status": status,
        "version": 4,
        "error": None,
        "counts": None,
    }
    told |= {"percent": 100 if status == "completed" else 10, "completedAt": "then"}
    told["result"] = {"url": "/v1/artifacts/a", "bytes": 7} if status == "completed" else None
    told["credits"] = {"charged": 5, "refunded": 0 if status == "completed" else 5}
    return told | more


def frame(state: int | None, event: str = "update", percent: int | None = None, **more: Any) -> Frame:
    """One of the four states, or a detail of the third without id."""
    status, usual = STATES[state or 3]
    run = RUN if state is not None else None
    told = Frame(0, event, "j1", run, state, status, usual if percent is None else percent)
    return told._replace(**more)


def end(**more: Any) -> Frame:
    return frame(4, "completed", job=job())._replace(**more)


def entry(number: int, kind: str, amount: int, job_id: str | None, run: str = "") -> dict[str, Any]:
    return {"id": number, "kind": kind, "amount": amount, "jobId": job_id, "runId": run}


def truth() -> Evidence:
    """One job completed, one was cancelled; a watcher left after the second version and came back."""
    timeline = tuple({"version": v, "status": s, "stage": "stage"} for v, (s, _) in STATES.items())
    came = Connection(0, None, 200, "left", [frame(1, "snapshot"), frame(2)])
    returned = Connection(1, f"{RUN}-2", 200, "closed", [frame(3), frame(None, "detail", 42), end()])
    stopped = Connection(2, f"{RUN}-4", 204, "closed")
    entries = [
        entry(4, "refund", 5, "j2"),
        entry(3, "charge", -5, "j2"),
        entry(2, "charge", -5, "j1"),
        entry(1, "grant", 1000, None),
    ]
    accepted = {"jobs": [{"id": "j1"}, {"id": "j2"}]}
    return Evidence(
        exchanges=[Exchange(0, 1, "GET /v1/jobs", frozenset({200}), 200)],
        said=[Said(0, "GET j1", "j1", "running", 10, RUN), Said(1, "GET j1", "j1", "completed", 100, RUN)],
        asked=[Asked("POST", "o", "k", answers=[(202, accepted, False), (202, accepted, True)])],
        transcripts=[Transcript("watcher", Via.EVENTS, ("j1",), [came, returned, stopped], True)],
        kills=[Kill(50, ("api",), 52)],
        jobs=[Last(job(), RUN, timeline, 7), Last(job("j2", "cancelled"), RUN, timeline, None)],
        books=[Book("o", 995, tuple(entries))],
    )


def in_stream(*frames: Frame, connection: int = 1) -> Lie:
    """The watcher's second connection brought these instead."""

    def lie(evidence: Evidence) -> None:
        evidence.transcripts[0].connections[connection].frames = list(frames)

    return lie


def many(*connections: list[Frame]) -> Lie:
    """A watcher on `/v1/events`, one list of frames for each time it was connected."""

    def lie(evidence: Evidence) -> None:
        brought = [Connection(n, "end" if n else None, 200, "closed", f) for n, f in enumerate(connections)]
        evidence.transcripts[:] = [Transcript("watcher", Via.MANY, ("j1",), brought, True)]

    return lie


def answered(status: int | None, begun: float, retry_after: bool = False) -> Lie:
    exchange = Exchange(begun, begun + 0.1, "GET /", frozenset({200}), status, "lost", retry_after)
    return lambda evidence: evidence.exchanges.append(exchange)


def ledger(*entries: dict[str, Any], balance: int = 995) -> Lie:
    """The account has these on top of what is there."""

    def lie(evidence: Evidence) -> None:
        evidence.books[0] = Book("o", balance, (*entries, *evidence.books[0].entries))

    return lie


def other_account(only: dict[str, Any]) -> Lie:
    return lambda evidence: evidence.books.append(Book("p", only["amount"], (only,)))


def job_is(number: int, **more: Any) -> Lie:
    def lie(evidence: Evidence) -> None:
        last = evidence.jobs[number]
        evidence.jobs[number] = last._replace(job={**last.job, **more})

    return lie


def under_key(*answers: tuple[int, Any, bool], quarrel: int | None = None) -> Lie:
    return lambda evidence: evidence.asked.append(
        Asked("POST", "o", "k2", answers=list(answers), quarrel=quarrel)
    )


def retried_unheard(evidence: Evidence) -> None:
    evidence.asked.append(Asked("POST retry", "o", "k3", retry_of="j2", answers=[(409, {}, False)]))
    evidence.jobs.append(evidence.jobs[1]._replace(job=job("j3", "cancelled", retryOf="j2")))
    ledger(entry(6, "refund", 5, "j3"), entry(5, "charge", -5, "j3"))(evidence)


TRUE_STORIES: dict[str, Lie] = {
    "as it is": lambda evidence: None,
    "who was never let in": lambda evidence: evidence.books.append(Book("p", 1000, ())),
    "a return that hears all that was missed": in_stream(frame(3), end()),
    "no answer while something is dead": answered(None, 51),
    "a 503 that says when to come back, just after": answered(503, 54, retry_after=True),
    "a 429 that says when to come back": answered(429, 20, retry_after=True),
    "many: whoever returns gets the newest again": many(
        [frame(1, "snapshot"), frame(2)], [frame(2, "snapshot"), frame(3), end()]
    ),
    "many: a snapshot covers what was missed": many([frame(1, "snapshot")], [frame(3, "snapshot"), end()]),
    "many: the end comes once in each connection": many([frame(3, "snapshot"), end()], [end()]),
    "a refused start": under_key((422, {}, False), (422, {}, False)),
    "the other body is refused": under_key((422, {}, False), quarrel=422),
    "a retry whose answer was lost": retried_unheard,
}

LIES: dict[str, tuple[str, Lie]] = {
    "a version twice": ("duplicate or out of order", in_stream(frame(2), frame(3), end())),
    "an older version": ("duplicate or out of order", in_stream(frame(3), frame(1), end())),
    "many: back to an older one": (
        "duplicate or out of order",
        many([frame(1, "snapshot"), frame(2), frame(3)], [frame(2, "snapshot"), frame(3), end()]),
    ),
    "a gap": ("gap", in_stream(end())),
    "many: a gap within a connection": ("gap", many([frame(1, "snapshot"), frame(3), end()])),
    "percent falls": ("percent fell", in_stream(frame(3), frame(None, "detail", 9), end())),
    "percent falls over a reconnect": ("percent fell", in_stream(frame(3, percent=4), end())),
    "percent falls in GET": (
        "percent fell",
        lambda e: e.said.insert(1, Said(0, "GET j1", "j1", "running", 9, RUN)),
    ),
    "two ends": ("two ends", in_stream(frame(3), end(), end())),
    "an end, then another": (
        "terminal state changed",
        in_stream(frame(3), end(), frame(4, "failed", version=5, status="failed", job=job(status="failed"))),
    ),
    "back to running": ("terminal state changed", in_stream(frame(3), end(), frame(3, version=5))),
    "a detail after the end": ("something after the end", in_stream(frame(3), end(), frame(4, version=5))),
    "no end": ("end never told", in_stream(frame(3))),
    "an end of another version": ("another end than the job's", in_stream(frame(3), end(version=5))),
    "an end with other credits": (
        "terminal frame and job differ",
        in_stream(frame(3), end(job=job(credits={"charged": 5, "refunded": 5}))),
    ),
    "a reset for nothing": ("reset without a reason", in_stream(frame(3, "reset"), end())),
    "an old run again": (
        "an old run came back",
        in_stream(frame(3), frame(1, "reset", run=OTHER_RUN), frame(3, version=4), end(version=5)),
    ),
    "an answer that tells of another end": (
        "an end that was none",
        lambda e: e.said.append(Said(1, "POST", "j1", "cancelled", 10)),
    ),
    "no answer while all is well": ("wrong answer", answered(None, 20)),
    "a 503 while all is well": ("wrong answer", answered(503, 20, retry_after=True)),
    "a 503 without a word of when": ("wrong answer", answered(503, 51)),
    "a 500 while something is dead": ("wrong answer", answered(500, 51)),
    "a process that stays away": ("not recovered", lambda e: e.kills.append(Kill(90, ("temporal",)))),
    "a lost job": ("lost job", lambda e: e.jobs.pop()),
    "a job nobody asked for": (
        "job that nobody asked for",
        lambda e: e.jobs.append(e.jobs[0]._replace(job=job("j9"))),
    ),
    "a job on two pages": ("listed twice", lambda e: e.jobs.append(e.jobs[0])),
    "a job that never ends": ("still open", job_is(1, status="running")),
    "two retries of one job": (
        "retried twice",
        lambda e: e.jobs.extend(e.jobs[0]._replace(job=job(f"r{n}", retryOf="j2")) for n in (1, 2)),
    ),
    "a start without an answer": ("never answered", under_key()),
    "two sets under one key": (
        "different answers to one key",
        under_key((202, {"jobs": [{"id": "a"}]}, False), (202, {"jobs": [{"id": "b"}]}, True)),
    ),
    "accepted and refused": (
        "different answers to one key",
        under_key((202, {"jobs": []}, False), (422, {}, False)),
    ),
    "accepted twice": ("not a replay", under_key(*[(202, {"jobs": []}, False)] * 2)),
    "another body accepted": (
        "another body under one key",
        under_key((202, {"jobs": []}, False), quarrel=202),
    ),
    "one job for two keys": (
        "one job for two starts",
        under_key((202, {"jobs": [{"id": "j1"}]}, False)),
    ),
    "a balance that is none": ("ledger does not balance", ledger(balance=990)),
    "a debt": (
        "balance below zero",
        lambda e: e.books.append(Book("p", -1, (entry(9, "charge", -1, "j1"),))),
    ),
    "an entry on two pages": ("entry listed twice", ledger(entry(1, "grant", 0, None))),
    "two charges": ("two charges", ledger(entry(5, "charge", -5, "j1"), balance=990)),
    "two refunds": ("two refunds", ledger(entry(5, "refund", 5, "j2"), balance=1000)),
    "no refund": (
        "not refunded",
        lambda e: e.books.append(Book("p", -2, (entry(8, "charge", -2, "j2", "r"),))),
    ),
    "paid and given back": ("completed for another price", ledger(entry(5, "refund", 5, "j1"), balance=1000)),
    "a charge without a job": ("paid for nothing", ledger(entry(5, "charge", -5, "j7"), balance=990)),
    "a job for nothing": ("never charged", lambda e: e.books.clear()),
    "a job that tells of other credits": (
        "job and ledger differ",
        job_is(0, credits={"charged": 5, "refunded": 1}),
    ),
    "half a file": ("not delivered", lambda e: e.jobs.append(e.jobs.pop(0)._replace(fetched=6))),
}


@pytest.mark.parametrize("told", TRUE_STORIES.values(), ids=TRUE_STORIES)
def test_a_true_story_is_clean(told: Lie) -> None:
    """What the contract allows is no violation."""
    evidence = truth()
    told(evidence)
    assert judge(evidence) == []


@pytest.mark.parametrize(("rule", "lie"), LIES.values(), ids=LIES)
def test_every_lie_is_found(rule: str, lie: Lie) -> None:
    """Each broken promise is named by its rule."""
    evidence = truth()
    lie(evidence)
    assert rule in {violation.rule for violation in judge(evidence)}


def test_who_did_not_wait_blames_nobody_for_what_was_still_to_come() -> None:
    """After Ctrl-C open jobs are no violation, other lies still are."""
    evidence = truth()
    job_is(1, status="running", credits={"charged": 5, "refunded": 5})(evidence)
    assert {violation.rule for violation in judge(evidence)} == {"still open"}
    evidence.hurried = True
    assert judge(evidence) == []
    ledger(balance=1)(evidence)
    assert [violation.rule for violation in judge(evidence)] == ["ledger does not balance"]


def test_another_run_may_begin_with_a_reset() -> None:
    """An operator's reset starts over, told so: percent may be lower, nothing is missing from the old run."""
    evidence = truth()
    old = replace(evidence.transcripts[0].connections[0])
    old.frames = [f._replace(run=OTHER_RUN) for f in (frame(1, "snapshot"), frame(3, percent=50))]
    new = Connection(1, f"{OTHER_RUN}-3", 200, "closed", [frame(2, "reset"), frame(3), end()])
    evidence.transcripts[0].connections = [old, new]
    assert {violation.rule for violation in judge(evidence)} == {"reset without a reason"}
    evidence.resets.add("j1")
    assert judge(evidence) == []
