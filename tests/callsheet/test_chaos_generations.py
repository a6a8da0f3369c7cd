"""The judge of `callsheet chaos` on generation tasks: a true story of a lost answer, and every lie."""

from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest

from callsheet.chaos import bodies, payments, plan
from callsheet.chaos.generation_plan import Generation
from callsheet.chaos.judge import judge
from callsheet.chaos.plan import Face, Twist, Via
from callsheet.chaos.witness import Asked, Book, Connection, Evidence, Frame, Last, Transcript

RUN = "aaaaaaaaaaaa"
Lie = Callable[[Evidence], object]
FILES = ("sha of the first", "sha of the second")
FOX = Generation("a fox", {"model": "IMAGEN4", "input": {}}, False, None, once=True)
OWL = FOX._replace(prompt="an owl")


def assets(number: int) -> list[dict[str, Any]]:
    return [
        {"url": f"/v1/artifacts/{name}", "sha256": name, "thumbnailUrl": f"/v1/artifacts/small {name}"}
        for name in FILES[:number]
    ]


def result(task_id: str | None, number: int, by: str | None, took: float | None) -> dict[str, Any]:
    told = {"externalTaskId": task_id, "completedBy": by, "providerCredits": took}
    return {**told, "assets": assets(number), "provider": "kie"}


def job(job_id: str, status: str, began: int, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("group", "retryOf", "result", "error", "counts"))
    basic = {"id": job_id, "kind": "generation", "owner": "o", "status": status, "version": 3}
    times = dict.fromkeys(("createdAt", "startedAt", "completedAt"), f"2026-01-01T00:00:{began:02}Z")
    done = status == "completed"
    money = {"credits": {"charged": 4, "refunded": 0 if done else 4}, "percent": 100 if done else 40}
    return {**blank, **basic, **times, **money, **more}


def last(told: dict[str, Any], **more: Any) -> Last:
    done = told["result"] or {}
    words = {"completed": "SUCCESS", "failed": "FAILED", "cancelled": "FAILED"}
    standing = {name: done.get(name) for name in ("externalTaskId", "completedBy", "providerCredits")}
    standing |= {"status": words[told["status"]], "progress": told["percent"]}
    kept = done.get("assets", [])
    standing |= {"assets": kept, "completedAt": told["completedAt"]}
    digests = {one["url"]: one["sha256"] for one in kept} | {one["thumbnailUrl"]: "small" for one in kept}
    line = {"version": 3, "status": told["status"], "stage": "fetch", "milestone": None}
    return Last(told, RUN, (line,), None, standing=standing, digests=digests)._replace(**more)


UNKNOWN = {"code": "outcome-unknown", "message": "nobody knows"}
FIRST = job("g1", "failed", 1, error=UNKNOWN, result=result(None, 0, None, None))
SECOND = job("g2", "completed", 2, retryOf="g1", result=result("t1", 2, "callback", 8))
THIRD = job("g3", "failed", 3, error={"code": "501", "message": "no"}, result=result("t2", 0, "poll", 0))


def made(task_id: str, prompt: str, state: str, took: float) -> dict[str, Any]:
    """What a provider knows of it: a line of its log, and how the task stands."""
    body = {"model": "google/imagen4", "input": {"prompt": prompt}}
    files = [{"url": f"http://kie/{name}", "sha256": name, "bytes": 1} for name in FILES]
    files = files if state == "success" else []
    told = {"family": "jobs", "state": state, "word": None, "credits": took, "files": files}
    return {
        "line": {"taskId": task_id, "body": body, "said": "ok"},
        "task": {**told, "urls": [file["url"] for file in files]},
    }


def provider(*tasks: dict[str, Any]) -> dict[str, Any]:
    return {
        "accepted": [one["line"] for one in tasks],
        "refused": [{"said": "code 429", "why": None}],
        "tasks": {one["line"]["taskId"]: one["task"] for one in tasks},
        "credits": {"consumed": sum(one["task"]["credits"] for one in tasks)},
        "callbacks": [{"answered": 200}, {"answered": "ConnectError"}],
        "requests": {"looks": {"mostInOneSecond": 9}},
    }


FOX_MADE, OWL_MADE = made("t1", "a fox", "success", 8), made("t2", "an owl", "fail", 0)


def truth() -> Evidence:
    """Of one task the answer was lost, its retry got what had been paid; the provider failed at another."""
    entries = [
        {"id": 7, "kind": "refund", "amount": 4, "jobId": "g3", "runId": "r"},
        {"id": 6, "kind": "charge", "amount": -4, "jobId": "g3", "runId": "r"},
        {"id": 5, "kind": "charge", "amount": -4, "jobId": "g2", "runId": "r"},
        {"id": 4, "kind": "refund", "amount": 4, "jobId": "g1", "runId": "r"},
        {"id": 3, "kind": "charge", "amount": -4, "jobId": "g1", "runId": "r"},
        {"id": 2, "kind": "grant", "amount": 50, "jobId": None, "runId": ""},
    ]
    end = {"type": "task", **(last(SECOND).standing or {})}
    frames = [
        Frame(0, "task", "g2", RUN, 1, "running", 10),
        Frame(0, "task", "g2", RUN, 3, "completed", 100, end),
    ]
    return Evidence(
        asked=[
            Asked(
                "POST", "o", "k", task=FOX, answers=[(201, {"success": True, "data": {"id": "g1"}}, False)]
            ),
            Asked("POST retry", "o", "k2", retry_of="g1", answers=[(202, SECOND, False)]),
            Asked(
                "POST", "o", "k3", task=OWL, answers=[(201, {"success": True, "data": {"id": "g3"}}, False)]
            ),
        ],
        transcripts=[
            Transcript("watcher", Via.STREAM, ("g2",), [Connection(0, None, 200, "closed", frames)], True)
        ],
        jobs=[last(FIRST), last(SECOND), last(THIRD)],
        books=[Book("o", 46, tuple(entries))],
        truth=provider(FOX_MADE, OWL_MADE),
        spending={"credits": 8.0},
    )


def told(number: int, **more: Any) -> Lie:
    """A job that is told so on both faces."""

    def lie(evidence: Evidence) -> None:
        evidence.jobs[number] = last({**evidence.jobs[number].job, **more})

    return lie


def at_the_provider(*tasks: dict[str, Any], **more: Any) -> Lie:
    def lie(evidence: Evidence) -> None:
        evidence.truth = {**provider(*tasks), **more}

    return lie


def without(evidence: Evidence, url: str) -> None:
    old = evidence.jobs[1]
    evidence.jobs[1] = old._replace(digests={at: sha for at, sha in old.digests.items() if at != url})


def lost(evidence: Evidence) -> None:
    """The provider has its files, nobody asked for them."""
    told(1, status="failed", error=UNKNOWN, result=result(None, 0, None, None))(evidence)


def unpaid(evidence: Evidence) -> None:
    book = evidence.books[0]
    evidence.books[0] = book._replace(balance=42, entries=book.entries[1:])
    told(2, credits={"charged": 4, "refunded": 0})(evidence)


LIES: dict[str, tuple[str, Lie]] = {
    "a task that was paid twice": (
        "paid twice",
        at_the_provider(FOX_MADE, made("t9", "a fox", "success", 8), OWL_MADE),
    ),
    "one that was ordered again though it had failed": (
        "ordered twice",
        at_the_provider(FOX_MADE, OWL_MADE, made("t9", "an owl", "success", 8)),
    ),
    "an order of nobody": (
        "paid for nothing",
        at_the_provider(FOX_MADE, OWL_MADE, made("t9", "a bee", "fail", 0)),
    ),
    "files that nobody fetched": ("paid and lost", lost),
    "a task that no job knows": ("paid and forgotten", lost),
    "a file that is another one": (
        "another file than was promised",
        lambda e: without(e, f"/v1/artifacts/{FILES[0]}"),
    ),
    "a small picture that is not there": (
        "not delivered",
        lambda e: without(e, f"/v1/artifacts/small {FILES[1]}"),
    ),
    "a file less": ("not what was made", told(1, result=result("t1", 1, "callback", 8))),
    "a file of another task": ("not what was made", told(2, result=result("t2", 1, "poll", 0))),
    "a failure of ours": ("failed without a reason", told(2, result=result(None, 0, None, None))),
    "a price of ours": ("another price than the provider's", told(1, result=result("t1", 2, "callback", 4))),
    "spending that was forgotten": (
        "spending does not add up",
        lambda e: setattr(e, "spending", {"credits": 0.0}),
    ),
    "too many orders": (
        "more orders than the rate allows",
        at_the_provider(
            FOX_MADE, OWL_MADE, refused=[{"said": "code 429", "why": "You have sent too many requests."}]
        ),
    ),
    "too many looks": (
        "more looks than the rate allows",
        at_the_provider(FOX_MADE, OWL_MADE, requests={"looks": {"mostInOneSecond": 40}}),
    ),
    "somebody inside was called": ("came where nobody must come", lambda e: setattr(e, "strays", 1)),
    "faces that differ": (
        "/api and /v1 differ",
        lambda e: e.jobs.append(e.jobs.pop()._replace(standing={"status": "PENDING"})),
    ),
    "a stream that tells another end": (
        "terminal frame and job differ",
        lambda e: (
            e.transcripts[0]
            .connections[0]
            .frames.append(e.transcripts[0].connections[0].frames.pop()._replace(job={"status": "FAILED"}))
        ),
    ),
    "credits that were not given back": ("not refunded", unpaid),
}


def test_the_truth_is_clean() -> None:
    """And its figures are those of the provider's log."""
    assert judge(truth()) == []
    figures = payments.figures(truth())
    assert (figures["tasks"], figures["succeeded"], figures["couldBeHad"]) == (2, 1, 1)
    assert (figures["unknownAtDeadline"], figures["thenSucceeded"], figures["tasksPaidTwice"]) == (1, 1, 0)
    assert (figures["creditsTaken"], figures["creditsTold"], figures["creditsKept"]) == (8, 8, 8)
    assert (figures["callbacksSent"], figures["callbacksHeard"]) == (2, 1)


@pytest.mark.parametrize("name", LIES)
def test_every_lie_is_named(name: str) -> None:
    rule, lie = LIES[name]
    evidence = truth()
    lie(evidence)
    assert rule in {violation.rule for violation in judge(evidence)}


def test_what_leads_nowhere_is_not_missed() -> None:
    """Results that lead inside, and an end in a word that nobody knows, cannot be had by anybody."""
    story, inside, strange = truth(), made("t1", "a fox", "success", 8), made("t2", "an owl", "success", 8)
    inside["task"]["urls"] = ["http://127.0.0.1:9/canary.png"]
    strange["task"] |= {"family": "veo", "word": "completed"}
    at_the_provider(inside, strange)(story)
    late = {"code": "deadline-exceeded", "message": "late"}
    told(1, status="failed", percent=80, credits={"charged": 4, "refunded": 4})(story)
    told(1, error={"code": "assets-incomplete", "message": "no"}, result=result("t1", 0, "poll", 8))(story)
    told(2, error=late, result=result("t2", 0, None, None))(story)
    rules = {violation.rule for violation in judge(story)}
    assert not rules & {"paid and lost", "paid and forgotten", "failed without a reason"}


def test_some_of_the_errands_are_generation_tasks_of_every_family() -> None:
    """On both faces, from words and from pictures, right and wrong; none where it might cost something."""
    all_ = [one for one in islice(plan.errands(1), 600) if one.generation]
    tasks = [one.generation for one in all_ if one.generation]
    assert 40 < len(all_) < 120
    assert {one.params["model"] for one in tasks} == {"IMAGEN4", "MIDJOURNEY", "VEO3", "SORA2"}
    assert {one.pictured for one in tasks} == {one.told_after_s is None for one in tasks} == {True, False}
    assert {one.face for one in all_} == {Face.V1, Face.TASKS}
    assert {one.twist for one in all_} == {Twist.NONE, *plan.GENERATION_TWISTS}
    assert all(bodies.task(one, None) != bodies.task(bodies.other(one), None) for one in all_)
    assert not [one for one in islice(plan.errands(1, paid=False), 600) if one.generation]


def test_a_run_of_tasks_is_so_many_with_a_prompt_each() -> None:
    """None is refused or steered; the same seed is the same."""
    tasks = list(plan.tasks(5, 300))
    assert tasks == list(plan.tasks(5, 300)) != list(plan.tasks(6, 300))
    assert len({one.generation.prompt for one in tasks if one.generation}) == 300
    assert {(one.twist, one.steps, one.quarrel) for one in tasks} == {(Twist.NONE, (), False)}
