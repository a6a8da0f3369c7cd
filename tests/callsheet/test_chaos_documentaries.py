"""The judge of `callsheet chaos` on documentaries: a true story of one that was retried, and every lie."""

from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest

from callsheet.chaos import bodies, plan
from callsheet.chaos.documentary_plan import NOBODY
from callsheet.chaos.judge import judge
from callsheet.chaos.plan import Face, Twist, Via
from callsheet.chaos.streams import is_end
from callsheet.chaos.witness import Asked, Book, Connection, Evidence, Frame, Last, Transcript

RUN = "aaaaaaaaaaaa"
Lie = Callable[[Evidence], object]
DATA = {
    "audioUrl": "/v1/artifacts/all",
    "timeline": [{"type": "narration", "audioUrl": "/v1/artifacts/one"}, {"type": "song"}],
    "narration": {"status": "complete", "reason": None},
}
WRONG = {"code": "provider-error", "message": "Spotify failed"}


def job(job_id: str, status: str, began: int, ended: int, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("group", "retryOf", "result", "error", "counts"))
    asked = {"topic": "Queen", "narrate": True, "playlistId": "pl_1"}
    basic = {
        "id": job_id,
        "kind": "documentary",
        "owner": "o",
        "status": status,
        "version": 3,
        "input": asked,
    }
    times = {"startedAt": f"2026-01-01T00:00:{began:02}Z", "completedAt": f"2026-01-01T00:00:{ended:02}Z"}
    money = {"credits": {"charged": 0, "refunded": 0}, "percent": 100 if status == "completed" else 65}
    return {**blank, **basic, **times, **money, **more}


def last(told: dict[str, Any], **more: Any) -> Last:
    line = {"version": 3, "status": told["status"], "stage": "save", "milestone": None}
    standing = {name: told[name] for name in ("status", "result", "completedAt")}
    heard = {"/v1/artifacts/all": 9000, "/v1/artifacts/one": 5000} if told["result"] else {}
    made = Last(
        told, RUN, (line,), None, standing={**standing, "progress": told["percent"]}, recordings=heard
    )
    return made._replace(**more)


FIRST = job("d1", "cancelled", 1, 5)
SECOND = job("d2", "completed", 6, 9, retryOf="d1", result={"data": DATA, "playlistId": "pl_1"})


def frame(version: int, event: str, status: str, percent: int, told: Any = None) -> Frame:
    return Frame(0, event, "d2", RUN, version, status, percent, told)


END = frame(
    3, "complete", "completed", 100, {"status": "completed", "progress": 100, "result": SECOND["result"]}
)


def truth() -> Evidence:
    """One was cancelled; its retry, heard to its end on `/api`, made the playlist that had been announced."""
    frames = [frame(1, "init", "running", 10), frame(2, "progress", "running", 65), END]
    return Evidence(
        asked=[
            Asked("POST", "o", "k", answers=[(200, {"jobId": "d1"}, False)]),
            Asked("POST retry", "o", "k2", retry_of="d1", answers=[(202, SECOND, False)]),
        ],
        transcripts=[
            Transcript("watcher", Via.STREAM, ("d2",), [Connection(0, None, 200, "closed", frames)], True)
        ],
        jobs=[last(FIRST), last(SECOND)],
        books=[Book("o", 5, ({"id": 1, "kind": "grant", "amount": 5, "jobId": None, "runId": ""},))],
        playlists={"o": [{"id": "pl_1"}]},
    )


def says(number: int, **more: Any) -> Lie:
    """A job that is told so on both faces."""

    def lie(evidence: Evidence) -> None:
        evidence.jobs[number] = last({**evidence.jobs[number].job, **more})

    return lie


def with_data(**more: Any) -> Lie:
    return says(1, result={"data": {**DATA, **more}, "playlistId": "pl_1"})


def heard(*frames: Frame) -> Lie:
    def lie(evidence: Evidence) -> None:
        evidence.transcripts[0].connections[0].frames = list(frames)

    return lie


def two_more(began: int) -> Lie:
    """Beside the second, of the same owner."""

    def lie(evidence: Evidence) -> None:
        for number in (3, 4):
            asked = {**SECOND["input"], "playlistId": f"pl_{number}"}
            evidence.jobs.append(last(job(f"d{number}", "cancelled", began, 9, input=asked)))
            evidence.asked.append(Asked("POST", "o", "", answers=[(200, {"jobId": f"d{number}"}, False)]))

    return lie


LIES: dict[str, tuple[str, Lie]] = {
    "percent falls": (
        "percent fell",
        heard(frame(1, "init", "running", 50), frame(2, "progress", "running", 10), END),
    ),
    "two ends": ("two ends", heard(frame(1, "init", "running", 50), END, END._replace(version=4))),
    "no end": ("end never told", heard(frame(1, "init", "running", 50))),
    "a stream that tells another result": (
        "terminal frame and job differ",
        heard(END._replace(job={"status": "completed", "progress": 100, "result": None})),
    ),
    "faces that differ": (
        "/api and /v1 differ",
        lambda e: e.jobs.append(e.jobs.pop()._replace(standing={"status": "running"})),
    ),
    "a playlist that was lost": ("playlist not there once", lambda e: e.playlists.update(o=[])),
    "a playlist that is there twice": (
        "playlist not there once",
        lambda e: e.playlists["o"].append({"id": "pl_1"}),
    ),
    "a playlist of nobody": (
        "playlist that nobody asked for",
        lambda e: e.playlists["o"].append({"id": "pl_7"}),
    ),
    "a retry with a playlist of its own": (
        "a retry with another playlist",
        says(0, input={**FIRST["input"], "playlistId": "pl_0"}),
    ),
    "a recording that is not there": (
        "not delivered",
        lambda e: e.jobs.append(e.jobs.pop()._replace(recordings={"/v1/artifacts/all": 9000})),
    ),
    "a passage that nobody spoke": (
        "recordings that do not fit",
        with_data(timeline=[{"type": "narration", "audioUrl": None}]),
    ),
    "silence without a word": ("narration not told", with_data(narration=None, audioUrl=None, timeline=[])),
    "a song about nobody": (
        "a documentary about nobody",
        says(1, input={**SECOND["input"], "topic": NOBODY}),
    ),
    "a failure of ours": ("failed without a reason", says(0, status="failed", error=WRONG)),
    "credits for one": ("job and ledger differ", says(1, credits={"charged": 5, "refunded": 0})),
    "three at once": ("more at once than may be", two_more(began=6)),
}


def test_the_truth_is_clean() -> None:
    """Also with two that begin the moment another one ends, and an operator's terminate."""
    story = truth()
    two_more(began=9)(story)
    says(0, status="failed", error={"code": "terminated", "message": "An operator."})(story)
    assert judge(truth()) == judge(story) == []


@pytest.mark.parametrize("name", LIES)
def test_every_lie_is_named(name: str) -> None:
    rule, lie = LIES[name]
    evidence = truth()
    lie(evidence)
    assert rule in {violation.rule for violation in judge(evidence)}


def test_an_end_is_known_by_its_status() -> None:
    """`error` is an end because the job has ended, not by its name."""
    assert is_end(frame(3, "error", "cancelled", 65))
    assert not is_end(frame(2, "progress", "running", 65))


def test_a_quarter_of_the_errands_are_documentaries_of_every_kind() -> None:
    """Spoken and not, queued and not, about somebody and nobody, by few owners."""
    all_ = [one for one in islice(plan.errands(1), 300) if one.documentary]
    told = [one.documentary for one in all_ if one.documentary]
    assert 50 < len(all_) < 110
    for kinds in (
        {one.narrate for one in told},
        {one.queue for one in told},
        {one.topic == NOBODY for one in told},
    ):
        assert kinds == {True, False}
    assert {one.face for one in all_} == {Face.V1, Face.DOCUMENTARIES}
    assert {one.twist for one in all_} == {Twist.NONE, Twist.UNKNOWN_FIELD, Twist.NO_TOPIC}
    assert len({one.owner for one in all_ if one.number < plan.ERRANDS_PER_PURSE}) == 2
    assert all(bodies.documentary(one) != bodies.documentary(bodies.other(one)) for one in all_)
